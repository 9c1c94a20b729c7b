"""Where the name of a body ends that no list knows: "Cục Đo đạc, Bản đồ và Thông tin địa lý Việt Nam".

A name begins with a head noun and a capital; it goes on over lower-case words until a verb, a
preposition or a mark ends it. Committees carry their topic on over commas.
"""

from __future__ import annotations

import re
from functools import cache

from kg.extract.atoms.people import person_at
from kg.extract.lexicon import alternatives, any_of, phrases
from kg.text import UPPER

LONGEST = 14
_TOKEN = re.compile(r"\w+(?:[&./-]\w+)*|[^\w\s]")


@cache
def _ends() -> re.Pattern[str]:
    """What ends a name: function words, and verbs that are not used in names ("phát triển", "quản lý" are)."""
    verbs = {v for v in phrases("cues", "verb") if " " in v} - set(phrases("bodies", "ends", "nameable"))
    return re.compile(any_of({*phrases("bodies", "ends", "words"), *verbs}))


@cache
def _starts() -> re.Pattern[str]:
    """What begins another name or an office: a comma or "và" before it ends this one."""
    heads = {*phrases("bodies", "heads"), *phrases("bodies", "short_heads"), *phrases("bodies", "ends", "others")}
    heads |= set(phrases("people", "courtesies"))  # "Sở Y tế và Đại tá Nguyễn Văn An"
    words = "|".join(re.escape(h) for h in sorted(heads, key=lambda h: (-len(h), h)))
    return re.compile(rf"(?:{words})(?!\w)")


def _begins_other(text: str, folded: str, place: int) -> bool:
    """Whether another name or an office begins here; "thuế" and "bảo hiểm xã hội" in small letters are fields."""
    other = _starts().match(folded, place)
    return other is not None and (_upper(text, place) or other.group() not in phrases("bodies", "ends", "fields"))


@cache
def _compounds() -> re.Pattern[str]:
    documents = r"(?!\s+(?:văn|điện)(?!\w))"  # "người có công", but "… có công văn"
    return re.compile(alternatives("bodies", "ends", "compounds") + documents)


def ends_at(folded: str, place: int) -> bool:
    """Whether a word here ends a name: "giao …" does, "giao thông" does not."""
    whole = _compounds().match(folded, place) or _is_second(folded, place)
    return bool(_ends().match(folded, place)) and not whole


def _is_second(folded: str, place: int) -> bool:
    """Whether a word ends a phrase that is one: "công trình", "nhỏ và vừa"."""
    return any(
        folded.startswith(second, place) and folded.endswith(f"{first} ", 0, place) for first, second in _seconds()
    )


@cache
def _seconds() -> tuple[tuple[str, str], ...]:
    """Each in two: at its bar ("giáo dục | thường xuyên"), else before its last word."""
    parts = (w.partition(" | ") if " | " in w else w.rpartition(" ") for w in phrases("bodies", "ends", "seconds"))
    return tuple((first, second) for first, _, second in parts)


def _is_work(folded: str, place: int) -> bool:
    """Whether a verb that names may hold has behind it what is worked on: "xây dựng đề án", but "(đầu tư) xây dựng các
    công trình" goes on.
    """
    return bool(_works().match(folded, place)) and not _nameable_before().search(folded[max(0, place - 20) : place])


@cache
def _works() -> re.Pattern[str]:
    verb, what = alternatives("bodies", "ends", "nameable"), alternatives("bodies", "ends", "objects")
    return re.compile(rf"{verb}\s+{what}")


@cache
def _nameable_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('bodies', 'ends', 'nameable')}\s+$")


def _upper(text: str, place: int) -> bool:
    return text[place : place + 1].isupper()


def _comma_goes_on(text: str, folded: str, place: int) -> bool:
    """A comma inside a name: a capital follows, and soon "và" with another: "…, Bản đồ và Thông tin …"."""
    if not _upper(text, place) or _begins_other(text, folded, place):
        return False
    ahead = text[place : place + 60]
    return bool(
        re.match(rf"(?:\w+\s+){{1,5}}và\s+[{UPPER}]", ahead)
        or re.match(rf"\w+\s+[^\W{UPPER}]\w*(?:\s+\w+){{0,3}}\s+và\s+\w", ahead)
    )


def _and_goes_on(text: str, folded: str, place: int) -> bool:
    """ "… tư nhân và kinh tế tập thể": not before another body, an office or a verb."""
    return not _begins_other(text, folded, place) and (
        _upper(text, place) or not _ends().match(folded, place) or _is_second(folded, place)
    )


def short_extent(text: str, folded: str, place: int, limit: int) -> int:
    """The end of a name whose head ends at ``place``; ``place`` itself where no name follows."""
    match = _TOKEN.search(text, place)
    if match is None or text[place : match.start()].strip() or not _upper(text, match.start()):
        return place
    end, reached, count = place, place, 0
    head = folded[folded.rfind(" ", 0, place) + 1 : place]
    for token in _TOKEN.finditer(text, place, limit):
        if count == LONGEST or text[reached : token.start()].strip():
            break
        again = head in phrases("bodies", "ends", "again") and folded[token.start() : token.end()] == head
        if again and _upper(text, token.start()):
            break  # "Sở Khoa học và Công nghệ Sở Công Thương": the next name of its kind
        kind = _step(text, folded, token, limit)
        if kind == "stop":
            break
        reached = token.end()
        if kind == "word":
            end, count = token.end(), count + 1
    return _drop_joints(text, place, end)


def _step(text: str, folded: str, token: re.Match[str], limit: int) -> str:
    """What a token is to a name: a ``word`` of it, a ``joint`` that it may go on over, or where it must ``stop``."""
    following = _TOKEN.search(text, token.end(), limit)
    after = following.start() if following else limit
    word = folded[token.start() : token.end()]
    if word == ",":
        return "joint" if _comma_goes_on(text, folded, after) else "stop"
    if word == "-" and _is_pair(folded, token.start()):
        return "joint"
    if word == "-":
        return "joint" if following and _upper(text, after) and not folded.startswith("bộ ", after) else "stop"
    if word == "và":
        return "joint" if _and_goes_on(text, folded, after) else "stop"
    small = not _upper(text, token.start())
    ends = small and (ends_at(folded, token.start()) or _is_work(folded, token.start()))
    if _upper(text, token.start()) and person_at(text, token.start()):
        return "stop"
    return "word" if word[0].isalnum() and not ends else "stop"


def _is_pair(folded: str, dash: int) -> bool:
    """A dash inside "kinh tế - xã hội"."""
    parts = (pair.split("- ") for pair in phrases("bodies", "ends", "pairs"))
    return any(folded.endswith(a, 0, dash) and folded.startswith(f"- {b}", dash) for a, b in parts)


def _drop_joints(text: str, place: int, end: int) -> int:
    """Take a trailing comma, dash or "và" off the name again."""
    stretch = text[place:end]
    return place + len(re.sub(r"(?:[\s,\-–]|(?<!\w)và)+$", "", stretch))


def _topic_comma_goes_on(text: str, folded: str, place: int) -> bool:
    ends = _ends().match(folded, place) or folded[place : place + 1].isdigit()
    return not (ends or _begins_other(text, folded, place))


@cache
def _opens_verbs() -> tuple[str, ...]:
    return ("về", *phrases("bodies", "long", "doing"))


@cache
def _topic_verbs() -> re.Pattern[str]:
    """ "… về rà soát, tháo gỡ khó khăn": the verbs that a committee's task may begin with, commas between them."""
    verbs = alternatives("cues", "verb")
    return re.compile(rf"\s+{verbs}(?:\s*,\s*{verbs})*(?=\s+\w)")


def _is_day(folded: str, place: int) -> bool:
    """ "… Nghị quyết 68 ngày 4-5-2025": the day of a paper is no part of a name."""
    return folded.startswith("ngày ", place) and folded[place + 5 : place + 6].isdigit()


def long_extent(text: str, folded: str, place: int, limit: int) -> int:
    """The end of a committee's topic that begins at ``place``: over commas and "và" until something else begins."""
    opening = _topic_verbs().match(folded, place, limit) if folded.endswith(_opens_verbs(), 0, place) else None
    end = place = opening.end() if opening else place
    for match in _TOKEN.finditer(text, place, limit):
        word, start = match.group(), match.start()
        following = _TOKEN.search(text, match.end(), limit)
        if word == ",":
            if following is None or not _topic_comma_goes_on(text, folded, following.start()):
                break
        elif (
            word == "và"
            and following
            and _upper(text, following.start())
            and _starts().match(folded, following.start())
        ) or (
            not word[0].isalnum()
            or _is_day(folded, start)
            or (start > place and not _upper(text, start) and ends_at(folded, start))
        ):
            break
        else:
            end = match.end()
    return _drop_joints(text, place, end)
