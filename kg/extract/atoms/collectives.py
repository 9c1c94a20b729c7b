"""Collective bodies: "các bộ, ngành, địa phương" is two of them, "Một số bộ, ngành" keeps its determiner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from kg.extract.atoms.heads import local_heads
from kg.extract.atoms.registered import DEPARTMENT, departments
from kg.extract.lexicon import alternatives, any_of, phrases, table
from kg.extract.names import Names
from kg.extract.seek import Sought
from kg.extract.types import Atom, BodyName
from kg.model import Span
from kg.text import fold, lower_first, squeeze, upper_first

KIND = "collective"
COUNCIL, COMMITTEES = "people-council", "Ủy ban nhân dân "
JOINT = re.compile(r"\s*,\s*|\s+và\s+")
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class _Noun:
    span: Span
    groups: tuple[int, ...]
    weak: tuple[int, ...]
    tailed: bool = False


@cache
def _nouns() -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    found: dict[str, tuple[list[int], list[int]]] = {}
    for i, group in enumerate(table("collectives")["group"]):
        for key in ("nouns", "weak"):
            for noun in group[key]:
                found.setdefault(fold(noun), ([], []))[key == "weak"].append(i)
    return {noun: (tuple(strong), tuple(weak)) for noun, (strong, weak) in found.items()}


@cache
def _patterns() -> tuple[Sought, re.Pattern[str], re.Pattern[str]]:
    none = phrases("collectives", "no_nouns")
    longer = [n for n in _nouns() if n.startswith(none)]  # "bộ phận chuyên môn", where "bộ phận" is no "bộ"
    nouns = rf"(?:{any_of(longer)}|(?!{any_of(none)}){any_of(_nouns())})"
    words = rf"(?:{alternatives('collectives', 'determiners')}|(?<!,\s){alternatives('collectives', 'leading')})"
    known = (*phrases("collectives", "determiners"), *phrases("collectives", "leading"))
    determiner = Sought(rf"(?<!\w){words}(?:\s+đồng\s+chí)?[\s,]+(?={nouns})", known)
    noun = re.compile(nouns)
    separator = re.compile(r"(?:\s*[,/]\s*(?:và\s+)?|\s+và\s+|\s+(?=(?:ngành|địa phương)(?!\w)))(?:các\s+)?")
    return determiner, noun, separator


@cache
def _tails() -> re.Pattern[str]:
    sectors = alternatives("collectives", "sectors")
    return re.compile(rf"\s+(?:(?:trong|thuộc)\s+(?:toàn\s+)?ngành\s+{sectors}|{alternatives('collectives', 'tails')})")


def _tail(text: str, folded: str, place: int) -> re.Match[str] | None:
    """What behind the nouns belongs to them: "các đơn vị trực thuộc Bộ", but not "các đơn vị thuộc Bộ Nội vụ"."""
    found = _tails().match(folded, place)
    named = (
        found is not None and found.group().endswith(" bộ") and text[found.end() : found.end() + 2].strip().isupper()
    )
    return None if named else found


@cache
def _phrases() -> Names:
    """Whole phrases: "Bộ trưởng các bộ, Thủ trưởng cơ quan ngang bộ"."""
    told = table("collectives")["phrases"].items()
    return Names({fold(phrase): (BodyName(name, KIND, "collective"),) for phrase, name in told})


def _list(text: str, folded: str, start: int) -> tuple[list[_Noun], int]:
    """The nouns of one collective list from ``start``, and where it ends."""
    _, noun, separator = _patterns()
    nouns: list[_Noun] = []
    place, again = start, False
    while match := noun.match(folded, place):
        if nouns and _begins_name(text, match):
            break
        strong, weak = _nouns()[squeeze(match.group())]
        if again and not set(strong) & set(nouns[-1].groups):
            break  # "các nhà thầu và các bộ": a determiner of its own, another list
        tailed = _tail(text, folded, match.end())
        if tailed and (joint := separator.match(folded, tailed.end())) and noun.match(folded, joint.end()):
            nouns.append(_Noun(Span(match.start(), tailed.end()), strong, weak, True))
        else:
            nouns.append(_Noun(Span(*match.span()), strong, weak))
            joint = separator.match(folded, match.end())
        if joint is None:
            break
        place, again = joint.end(), "các" in joint.group()
    return nouns, nouns[-1].span.end if nouns else start


def _begins_name(text: str, noun: re.Match[str]) -> bool:
    """ "… ý kiến các cơ quan, Bộ Chính trị kết luận": a noun with a capital before another is the head of a name."""
    return text[noun.start()].isupper() and text[noun.end() : noun.end() + 2].strip()[:1].isupper()


def _grouped(nouns: list[_Noun]) -> list[list[_Noun]]:
    """Consecutive nouns that make one body."""
    groups: list[list[_Noun]] = []
    current: set[int] = set()
    for noun in nouns:
        shared = current & (set(noun.groups) | set(noun.weak))
        if groups and shared and not groups[-1][-1].tailed:
            current = shared
            groups[-1].append(noun)
        else:
            current = set(noun.groups) | set(noun.weak)
            groups.append([noun])
    return groups


def _title(words: str) -> str:
    lowered = squeeze(words).lower()
    for low, proper in table("collectives")["proper"].items():
        if low in lowered:
            lowered = re.sub(rf"(?<!\w){low}(?!\w)", proper, lowered)
    return upper_first(lowered)


def collectives(text: str, folded: str) -> Iterator[Atom]:
    """The collective bodies of a text, each with the stretch that names it."""
    for span, value in _phrases().find(folded):
        yield Atom(span, value)
    determiner, _, _ = _patterns()
    for match in determiner.finditer(folded):
        nouns, end = _list(text, folded, match.end())
        tailed = _tail(text, folded, end)
        ending = folded[end : tailed.end()] if tailed else ""
        word = re.sub(r"[\s,]+$", "", text[match.start() : match.end()])
        word = "Các" if squeeze(fold(word)) in phrases("collectives", "leading") else word
        for i, group in enumerate(_grouped(nouns)):
            start = match.start() if i == 0 else group[0].span.start
            stop = group[-1].span.end
            last = stop == end and tailed is not None
            bare = fold(word) == "cả" or (i > 0 and nouns[0].tailed)
            words = f"{text[group[0].span.start : stop]}{ending if last else ''}"
            name = _of_places(words) or _title(f"{'' if bare else word} {words}")
            yield Atom(Span(start, tailed.end() if last and tailed else stop), BodyName(name, KIND, "collective"))


def _of_places(words: str) -> str:
    """ "UBND các tỉnh" behind "các bộ, …": the committees of many places, with no determiner but their own; or ""."""
    head, _, places = squeeze(words).partition(" các ")
    full = str(table("bodies")["short_heads"].get(fold(head), upper_first(head.lower())))
    return f"{COMMITTEES}các {lower_first(_title(places))}" if places and f"{full} " == COMMITTEES else ""


@cache
def _openings() -> re.Pattern[str]:
    """Where a list may begin without a determiner: at the start, and after what divides a list."""
    return re.compile(rf"(?:^|(?<=[,;/\n(+•-])|(?<=\svà))\s*(?={any_of(_nouns())})")


def listed(text: str, folded: str) -> Iterator[Atom]:
    """Collectives without a determiner, as a list of bodies names them: "Bộ, ngành, địa phương", "Sở, ngành"."""
    named = [i for i, group in enumerate(table("collectives")["group"]) if "name" in group]
    common = table("collectives")["common"]
    place = 0
    for match in _openings().finditer(folded):
        if match.end() < place:
            continue
        nouns, end = _list(text, folded, match.end())
        if not nouns or (
            len(nouns) == 1 and nouns[0].span.end - nouns[0].span.start < 5 and _tail(text, folded, end) is None
        ):
            continue
        place = end
        tailed = _tail(text, folded, end)
        for group in _grouped(nouns):
            start, stop = group[0].span.start, group[-1].span.end
            if stop == end and tailed:
                stop = tailed.end()
            name = _title(text[start:stop])
            first = squeeze(folded[start : group[0].span.end])
            if first in common and not set(named).isdisjoint(group[0].groups):
                name = f"Các {lower_first(name)}"
            yield Atom(Span(start, stop), BodyName(name, KIND, "collective"))


def _are_places(folded: str, nouns: list[_Noun]) -> bool:
    return all(squeeze(folded[n.span.start : n.span.end]) in phrases("collectives", "places") for n in nouns)


@cache
def _headed() -> Sought:
    names = (f"{fold(DEPARTMENT)} {matter}" for matter in departments())
    heads = (*local_heads(), *phrases("bodies", "plural", "of_places"), *names)
    pattern = rf"(?<!\w)(?:(?:chủ tịch|giám đốc|bí thư)\s+)?(?P<head>{any_of(heads)})\s+(?P<all>các\s+)?(?=\w)"
    return Sought(pattern, heads)


def headed(text: str, folded: str) -> Iterator[Atom]:
    """The same authority of many places: "Chủ tịch Ủy ban nhân dân các tỉnh", "Công an các đơn vị, địa phương"."""
    for match in _headed().finditer(folded):
        nouns, end = _list(text, folded, match.end())
        if not nouns or not text[match.start("head")].isupper():
            continue
        first = _grouped(nouns)[0]
        if not match["all"] and (len(first) < SEVERAL or not _are_places(folded, first)):
            continue  # "UBND tỉnh" is one authority, "UBND tỉnh, thành phố" are many
        stop = first[-1].span.end
        tailed = _tail(text, folded, end) if stop == end else None
        stop = tailed.end() if tailed else stop
        head = squeeze(text[match.start("head") : match.end("head")])
        full = str(table("bodies")["short_heads"].get(fold(head), upper_first(head)))
        rest = _title(re.sub(r"\s*/\s*", ", ", text[match.end() : stop]))
        rest = lower_first(rest)
        yield Atom(
            Span(match.start(), stop), BodyName(f"{full} các {rest}", KIND, "collective", (), (f"{full} {rest}",))
        )


def with_councils(atoms: Sequence[Atom], folded: str) -> Iterator[Atom]:
    """The same atoms, in which "Hội đồng nhân dân" before "…, Ủy ban nhân dân các cấp" is the councils of these."""
    for atom, following in zip_longest(atoms, atoms[1:]):
        tail = _committees_tail(following) if following and _is_council(atom) else ""
        if following and tail and JOINT.fullmatch(folded, atom.span.end, following.span.start):
            named = BodyName(f"{_full_council(atom)} {tail}", KIND, "collective")
            yield Atom(atom.span, named)
        else:
            yield atom


def _is_council(atom: Atom) -> bool:
    return isinstance(atom.value, BodyName) and atom.value.kind == COUNCIL and atom.value.form == "short"


def _full_council(atom: Atom) -> str:
    name = squeeze(atom.value.name) if isinstance(atom.value, BodyName) else ""
    return str(table("bodies")["short_heads"].get(fold(name), name))


def _committees_tail(atom: Atom) -> str:
    """ "các cấp" of "Ủy ban nhân dân các cấp", where many committees are meant."""
    value = atom.value
    many = isinstance(value, BodyName) and value.form == "collective" and value.name.startswith(COMMITTEES)
    return value.name.removeprefix(COMMITTEES) if many and isinstance(value, BodyName) else ""


@cache
def _addressed() -> Sought:
    nouns = alternatives("collectives", "addressed")
    instruct = alternatives("cues", "give")
    return Sought(
        rf"(?:(?<!\w){instruct}\s+(?:lãnh\s+đạo\s+|thủ\s+trưởng\s+)?|^)(?P<names>{nouns}(?:(?:\s*,\s*|\s+và\s+|\s*,\s*và\s+){nouns})*)(?=\s+\w|\s*:)",
        phrases("collectives", "addressed"),
    )


def addressed(text: str, folded: str) -> Iterator[Atom]:
    """Bodies called by their kind alone, right after an instruction or before a colon: "yêu cầu chủ đầu tư, nhà
    thầu …", "Chủ đầu tư: …".
    """
    for match in _addressed().finditer(folded):
        if match.start() == match.start("names") and not folded.startswith(":", match.end()):
            continue
        for noun in re.finditer(alternatives("collectives", "addressed"), match["names"]):
            start = match.start("names") + noun.start()
            if text[start + len(noun.group()) :].lstrip()[:1].isupper():
                continue  # "Giao Bộ Tư lệnh 86 …": a name that begins so
            name = squeeze(text[start : start + len(noun.group())]).lower()
            common = name in table("collectives")["common"]
            full = f"Các {name}" if common else upper_first(name)
            yield Atom(Span(start, start + len(noun.group())), BodyName(full, KIND, "collective"))


@cache
def _sectors() -> Sought:
    sectors = alternatives("collectives", "sectors")
    return Sought(rf"(?<!\w)(?<!liên )(?<!đa )(?:toàn\s+)?ngành\s+{sectors}(?!,\s+ngành)", ("ngành", "toàn"))


def sectors(text: str, folded: str) -> Iterator[Atom]:
    """ "ngành ngân hàng", "toàn ngành Thuế": the bodies of a sector, called together."""
    for match in _sectors().finditer(folded):
        name = squeeze(text[match.start() : match.end()])
        yield Atom(Span(*match.span()), BodyName(upper_first(name), KIND, "collective"))


@cache
def _subjects() -> Sought:
    nouns, tails = alternatives("collectives", "subjects"), alternatives("collectives", "tails")
    more = alternatives("collectives", "subjects_too")
    does = "|".join(alternatives("cues", kind) for kind in ("modal", "adverb", "verb", "lead", "cooperate"))
    pattern = (
        rf"(?:^|(?<=[.;]\s)|(?<=[\"“]))(?P<name>{nouns}(?:\s+{tails})?(?:\s*,\s*{more})*)(?=\s+(?:cũng\s+)?(?:{does}))"
    )
    return Sought(pattern, phrases("collectives", "subjects"))


def subjects(text: str, folded: str) -> Iterator[Atom]:
    """Bodies of a kind at the head of a sentence, before what they are to do: "Doanh nghiệp viễn thông bảo đảm kinh
    phí …", "Chủ đầu tư có trách nhiệm …".
    """
    for match in _subjects().finditer(folded):
        nouns, end = _list(text, folded, match.start("name"))
        if text[match.start("name")].isupper() and len(nouns) > 1 and end == match.end("name"):
            for group in _grouped(nouns):
                span = Span(group[0].span.start, group[-1].span.end)
                name = _title(text[span.start : span.end])
                yield Atom(span, BodyName(f"Các {lower_first(name)}", KIND, "collective", (), (name,)))
        elif text[match.start("name")].isupper():
            name = squeeze(text[match.start("name") : match.end("name")])
            full = f"Các {lower_first(name)}"
            yield Atom(Span(*match.span("name")), BodyName(full, KIND, "collective", (), (name,)))


def delegates(folded: str) -> Iterator[Span]:
    """ "đề nghị các đại biểu dự họp …": those who are asked to speak at the meeting itself."""
    return (Span(*m.span()) for m in _delegates().finditer(folded))


@cache
def _delegates() -> Sought:
    asked, words = alternatives("cues", "give"), alternatives("collectives", "delegates", "words")
    return Sought(rf"(?<!\w){asked}\s+(?:\w+\s+)?{words}", phrases("collectives", "delegates", "words"))
