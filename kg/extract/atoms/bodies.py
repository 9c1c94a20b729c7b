"""Bodies named in a text beyond the registry: names built on a head noun, committees, groups, short forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from kg.extract.atoms.extents import ends_at, long_extent, short_extent
from kg.extract.atoms.heads import expanded, found_heads, full_head, heads, kind_of, local_heads, make
from kg.extract.atoms.localities import goes_on, local_at, local_body, organs, shared_place
from kg.extract.lexicon import alternatives, phrases
from kg.extract.seek import Sought
from kg.extract.types import Atom, BodyName, Cue
from kg.model import Span
from kg.text import fold, squeeze, upper_first


@cache
def _long_tail() -> re.Pattern[str]:
    """What may stand between a committee's head and its topic: an owner, then the word that opens the topic."""
    owners = alternatives("bodies", "long", "owners")
    topic = alternatives("bodies", "long", "topic")
    word = r"[^\s,.;:()]+(?:\.[^\s,.;:()]+)?"  # "TP.HCM" too
    return re.compile(rf"(?P<owner>\s+{owners})?(?P<named>\s+{word}(?:\s+{word}){{0,5}}?)??(?P<topic>\s+{topic})")


def _limit(folded: str, place: int) -> int:
    match = re.compile(r"[.;:()\"]\s|\n\n|[;:()]").search(folded, place)
    return match.start() if match else len(folded)


def headed(text: str, folded: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """Names built on a head noun. ``names`` maps the start of each registered name to its end and label.

    "Cục Thương mại điện tử và kinh tế số", "Ban chỉ đạo về phát triển … của Bộ Khoa học và Công nghệ".
    """
    long_heads, local = set(phrases("bodies", "long", "heads")), set(local_heads())
    yield from shared_place(text, folded, names)
    for match in organs().finditer(folded):
        if text[match.start()].isupper() and not goes_on(text, match.end()):
            first, _, of = squeeze(text[match.start() : match.end()]).rpartition(" ")
            name, kind = f"{full_head(fold(first), first)} {of}", kind_of(fold(first))
            party = kind == "other" and "ủy" in match.group()
            yield Atom(Span(*match.span()), BodyName(name, "party-committee" if party else kind))
    for match in found_heads(heads(), text, folded):
        if not text[match.start()].isupper():
            continue
        head, word = Span(*match.span("head")), squeeze(match["head"])
        kind = kind_of(word)
        limit = _limit(folded, head.end)
        if word in local:
            yield from local_body(text, folded, head, kind, names)
        elif word in long_heads:
            found = _committee(text, folded, head, kind, limit, names)
            yield from (a for a in found if not _overruns(text, a.span, names))
        else:
            end = _unit_end(folded, short_extent(text, folded, head.end, limit), names)
            if plural := _plural(text, folded, head, end):
                yield plural
            elif end > head.end and not _overruns(text, Span(head.start, end), names):
                yield make(text, head, end, kind)


def _plural(text: str, folded: str, head: Span, end: int) -> Atom | None:
    """ "các Sở GTVT": those of all places; in "các Sở Tài chính, Sở Y tế" each is one of its own."""
    word = folded[head.start : head.end]
    if end == head.end or word not in phrases("bodies", "plural", "heads"):
        return None
    several = _several().search(folded, max(0, head.start - 10), head.start)
    if several is None or re.compile(rf"\s*(?:,|và)\s+{re.escape(word)}(?!\w)").match(folded, end):
        return None
    written = squeeze(text[head.start : end])
    named, all_ = expanded(written), squeeze(several.group())
    aliases = (f"{all_} {written}",) if named != written else ()
    name = f"{upper_first(all_)} {named}"
    return Atom(Span(several.start(), end), BodyName(name, "collective", "collective", (), aliases))


def _overruns(text: str, span: Span, names: dict[int, tuple[int, str]]) -> bool:
    """Whether a guessed name is a registered one with more after it: "…, chiều 25-2", "… và Tổ …", "… trân trọng …"."""
    end, _ = names.get(span.start, (span.end, ""))
    more = text[end : span.end].strip()
    goes_on = more[:1].isupper() or more[:1].isdigit() or _place_follows().match(fold(more)) is not None
    return end < span.end and not goes_on


@cache
def _place_follows() -> re.Pattern[str]:
    """What goes on with a known name: whose it is, its number, where: "Sở Xây dựng thành phố Huế"."""
    return re.compile(rf"(?:số|của|{alternatives('bodies', 'local', 'units')})\s")


def _unit_end(folded: str, end: int, names: dict[int, tuple[int, str]]) -> int:
    """A unit's name goes on over a comma up to the ministry after a dash: "Cục Quản lý Khám, chữa bệnh - Bộ Y tế"."""
    more = re.compile(r",(?P<more>(?:\s\w+){1,4})\s(?:-\s|\()").match(folded, end)
    if more is None or more.end() not in names or not folded.startswith("bộ ", more.end()):
        return end
    words = [more.start("more") + w.start() for w in re.finditer(r"\w+", more["more"])]
    return end if any(ends_at(folded, w) for w in words) else more.end("more")


def _committee(
    text: str, folded: str, head: Span, kind: str, limit: int, names: dict[int, tuple[int, str]]
) -> Iterator[Atom]:
    tail = _long_tail().match(folded, head.end, limit)
    if tail is not None and tail["named"]:
        words = (tail.start("named") + w.start() for w in re.finditer(r"\w+", tail["named"]))
        if any(ends_at(folded, w) and not text[w].isupper() for w in words):
            tail = None  # "Ban Chỉ đạo có Tổ cải cách hành chính": two bodies
    if tail is not None and _does(text, folded, tail, limit):
        tail = None
    if tail is None:
        end = short_extent(text, folded, head.end, limit)
        if end == head.end:
            end = _with_owner(text, folded, end, names)
        form = "named" if end > head.end and _is_topic(folded[head.end : end]) else "short"
        yield from _single(text, folded, Span(head.start, end), kind, form)
        return
    end = max(tail.end("topic"), long_extent(text, folded, tail.end("topic"), limit))
    if not _cites().search(folded, head.end, end):  # the "của" behind a paper tells who issued it
        end = _with_owner(text, folded, end, names)
    yield make(text, head, end, kind)


def _does(text: str, folded: str, tail: re.Match[str], limit: int) -> bool:
    """ "Ban Chỉ đạo triển khai thực hiện các nhiệm vụ …": what it does, where "Ban Chỉ đạo triển khai Nghị quyết 68" is
    its name.
    """
    if squeeze(tail["topic"]) not in phrases("bodies", "long", "doing"):
        return False
    nameless = long_extent(text, folded, tail.end(), limit) <= tail.end()
    return nameless or _own_work().match(folded, tail.end()) is not None


@cache
def _own_work() -> re.Pattern[str]:
    doing, what = alternatives("bodies", "long", "doing"), alternatives("bodies", "long", "own_work")
    return re.compile(rf"(?:\s+{doing})?(?:\s+(?:các|những|tốt|nghiêm|có hiệu quả))*\s+{what}")


@cache
def _cites() -> re.Pattern[str]:
    """A paper by its number inside a committee's topic: "… triển khai Nghị quyết 68"."""
    return re.compile(rf"(?<!\w){alternatives('documents', 'bare', 'issued')}\s+(?:số\s+)?\d")


def _single(text: str, folded: str, span: Span, kind: str, form: str) -> Iterator[Atom]:
    """A committee or group called by its head alone: one of several is a collective ("các Tổ công tác"), and
    "Tổ công tác khác" is none.
    """
    written = squeeze(text[span.start : span.end])
    several = _several().search(folded, max(0, span.start - 10), span.start)
    if form != "short":
        yield Atom(span, BodyName(written, kind, form))
    elif several and kind == "working-group":
        name = squeeze(f"{several.group()}{written}").lower()
        where = Span(several.start(), span.end)
        yield Atom(where, BodyName(upper_first(name), "collective", "collective"))
    elif not re.match(r"\s+khác(?!\w)", folded[span.end :]):
        yield Atom(span, BodyName(written, kind, form))


@cache
def _several() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:các|những|một số|nhiều|mỗi|từng)\s+$")


def _with_owner(text: str, folded: str, end: int, names: dict[int, tuple[int, str]]) -> int:
    """The end of a name with its owner: "Ban Chỉ đạo … của Bộ Y tế", "… của Tỉnh ủy Nghệ An"."""
    owner = re.compile(r"\s+của\s+").match(folded, end)
    if owner is None:
        return end
    if owner.end() in names:
        return names[owner.end()][0]
    local = local_at(text, folded, owner.end(), names)
    return local.span.end if local else end


def _is_topic(rest: str) -> bool:
    """A name of its own ("Hội đồng Thi đua") as against an owner alone ("Ban Chỉ đạo Trung ương")."""
    owners = set(phrases("bodies", "long", "owners"))
    return bool(rest.strip()) and squeeze(rest) not in owners and not squeeze(rest).startswith("của ")


@cache
def _groups() -> Sought:
    return Sought(r"(?<!\w)tổ\s+(?=\w)", ("tổ",))


def working_groups(text: str, folded: str, begun: Callable[[], Mapping[int, Cue]]) -> Iterator[Atom]:
    """ "Tổ cải cách hành chính": a capital Tổ before what the group is to do, or a group's own name.

    ``begun`` gives the cues by where they begin; few texts have a group to ask it for.
    """
    for match in _groups().finditer(folded):
        if not text[match.start()].isupper() or folded.startswith("chức", match.end()):
            continue
        cue = begun().get(match.end())
        if (cue and cue.kind in ("verb", "thing")) or folded.startswith(
            ("công tác", "giúp việc", "biên tập", "soạn thảo"), match.end()
        ):
            head = Span(match.start(), match.end() - 1)
            end = long_extent(text, folded, match.end(), _limit(folded, match.end()))
            name = squeeze(folded[head.start : end])
            if len(name.split()) > 2 and name not in phrases("bodies", "long", "generic"):
                yield make(text, head, end, "working-group")
            elif end > head.end:
                yield from _single(text, folded, Span(head.start, end), "working-group", "short")


@cache
def _anaphors() -> Sought:
    return Sought(
        rf"{heads().pattern}\s+{alternatives('bodies', 'anaphors', 'words')}(?!\s+(?:địa bàn|cả nước|toàn |thế giới))",
        phrases("bodies", "anaphors", "words"),
    )


@cache
def _the_one() -> Sought:
    """ "Bộ cần …", "Thành phố khẩn trương …" where a clause begins, "Thủ tướng yêu cầu tỉnh tập trung …": whom a text
    is about, called without its name.
    """
    does = "|".join(alternatives("cues", kind) for kind in ("modal", "adverb", "lead"))
    heads = alternatives("bodies", "anaphors", "alone")
    asks = "".join(rf"|(?<={re.escape(word)}\s)" for word in phrases("bodies", "anaphors", "asked"))
    opens = rf"(?:^|(?<=[.;:,]\s){asks})"
    return Sought(rf"{opens}(?P<head>{heads})(?=\s+(?:cũng\s+)?(?:{does}))", phrases("bodies", "anaphors", "alone"))


def anaphors(text: str, folded: str) -> Iterator[Atom]:
    """ "hiệp hội này", "Ban Chỉ đạo này": the body last named with this head; "Bộ cần …": the ministry meant."""
    for match in _the_one().finditer(folded):
        asked = folded[: match.start()].endswith(tuple(f"{w} " for w in phrases("bodies", "anaphors", "asked")))
        if text[match.start()].isupper() or asked:
            kind = "ministry" if match["head"] == "bộ" else "province"
            yield Atom(Span(*match.span()), BodyName(text[match.start() : match.end()], kind, "anaphor"))
    for match in found_heads(_anaphors(), text, folded):
        if squeeze(match["head"]) in phrases("bodies", "local", "branches"):
            continue  # "Cục Thuế trên cơ sở …"
        name = squeeze(text[match.start("head") : match.end("head")])
        yield Atom(Span(*match.span()), BodyName(name, "other", "anaphor"))
