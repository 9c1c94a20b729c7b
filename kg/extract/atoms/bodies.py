"""Bodies: registered names, names built on a head noun, local authorities, short forms, lists of ministries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.atoms.extents import ends_at, long_extent, short_extent
from kg.extract.atoms.people import person_at
from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.types import Atom, BodyName, Cue
from kg.model import Span
from kg.registry import BodyRecord, Registry
from kg.text import UPPER, fold, squeeze

PLACE = "place"
_ACRONYM = re.compile(r"\s*\((?P<short>[A-ZĐ][A-ZĐa-z&-]{1,11})\)")


def registered(registry: Registry) -> dict[str, BodyName]:
    """Folded name → body, for every registered name; a province is a place until something is asked of it."""
    found = {}
    for name, ids in registry.names.items():
        records = [registry.body[i] for i in ids]
        form = PLACE if all(r.kind == "province" for r in records) else "named"
        found[name] = BodyName(records[0].label, records[0].kind, form, ids)
    for record in registry.bodies:
        if record.kind == "province":
            bare = fold(re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", record.label))
            found.setdefault(bare, BodyName(record.label, record.kind, PLACE, (record.id,)))
    return found


def is_written_as_name(written: str) -> bool:
    """Every word of a place's name has its capital: "Hòa Bình", but not "Hòa bình" or "hòa bình"."""
    return all(w[:1].isupper() for w in written.split())


def is_shouted(name: str) -> bool:
    """An abbreviation, which is a name only in capitals: ``NIC``, ``TTXVN``."""
    return " " not in name and sum(c.isupper() for c in name) >= 2


def abbreviations(registry: Registry) -> dict[str, frozenset[str]]:
    """Folded abbreviation → the ways in which it is really written."""
    found: dict[str, set[str]] = {}
    for body in registry.bodies:
        for name in (body.label, *body.aliases):
            if is_shouted(name):
                found.setdefault(fold(name), set()).add(name)
    return {k: frozenset(v) for k, v in found.items()}


@cache
def _kinds() -> dict[str, str]:
    """Folded head noun → kind of body."""
    return {fold(h): k for h, k in table("bodies")["heads"].items()}


@cache
def _heads() -> re.Pattern[str]:
    heads = [h for h in phrases("bodies", "heads") if h != "bộ"]
    words = "|".join(re.escape(h).replace(r"\ ", r"\s+") for h in (*heads, *phrases("bodies", "short_heads")))
    return re.compile(rf"(?<!\w)(?P<head>{words})(?!\w)")


@cache
def _everyday_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('bodies', 'everyday', 'words')}")


@cache
def _titles() -> tuple[str, ...]:
    return tuple(fold(t) for row in table("offices")["office"] for t in row["titles"])


def _found_heads(pattern: re.Pattern[str], text: str, folded: str) -> Iterator[re.Match[str]]:
    """The head nouns of bodies, without those inside another word: "NHIỆM VỤ TRONG …", "thông báo này", "Báo cáo"."""
    everyday = {p for m in _everyday_words().finditer(folded) for p in range(*m.span())}
    for match in pattern.finditer(folded):
        if not (match.start() in everyday and _is_syllable(match)) and not _is_second(text, folded, match):
            yield match


def _is_syllable(match: re.Match[str]) -> bool:
    return " " not in match["head"]


def _is_second(text: str, folded: str, match: re.Match[str]) -> bool:
    """One syllable in the middle of a line in capitals belongs to the word before it, unless that is a title."""
    before = re.search(r"(\w+) $", text[: match.start()])
    shouted = len(match["head"]) > 1 and text[match.start() : match.end("head")].isupper()
    if not (shouted and before and _is_syllable(match) and before[1].isupper() and before[1].isalpha()):
        return False
    return not folded[: match.start()].rstrip().endswith(_titles())


@cache
def _long_tail() -> re.Pattern[str]:
    """What may stand between a committee's head and its topic: an owner, then the word that opens the topic."""
    owners = alternatives("bodies", "long", "owners")
    topic = alternatives("bodies", "long", "topic")
    return re.compile(
        rf"(?P<owner>\s+{owners})?(?P<named>\s+[^\s,.;:()]+(?:\s+[^\s,.;:()]+){{0,5}}?)??(?P<topic>\s+{topic})"
    )


def _expanded(name: str) -> str:
    for short, full in table("abbreviations")["words"].items():
        name = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, name)
    return name


def _full_head(head: str, written: str) -> str:
    return str(table("bodies")["short_heads"].get(squeeze(head), written))


def _make(text: str, head: Span, end: int, kind: str) -> Atom:
    written = squeeze(text[head.start : end])
    first = squeeze(text[head.start : head.end])
    full = _expanded(_full_head(fold(first), first) + written[len(first) :])
    full = full[:1].upper() + full[1:]
    acronym = _ACRONYM.match(text, end)
    aliases = [written] if written != full else []
    if acronym:
        aliases.append(acronym["short"])
    return Atom(Span(head.start, end), BodyName(full, kind, "named", (), tuple(aliases)))


def _limit(folded: str, place: int) -> int:
    match = re.compile(r"[.;:()\"]\s|\n\n|[;:()]").search(folded, place)
    return match.start() if match else len(folded)


def headed(text: str, folded: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """Names built on a head noun. ``names`` maps the start of each registered name to its end and label.

    "Cục Thương mại điện tử và kinh tế số", "Ban chỉ đạo về phát triển … của Bộ Khoa học và Công nghệ".
    """
    kinds = _kinds()
    long_heads, local = set(phrases("bodies", "long", "heads")), set(phrases("bodies", "local", "heads"))
    yield from _shared_place(text, folded, names)
    for match in _organs().finditer(folded):
        if text[match.start()].isupper():
            yield Atom(
                Span(*match.span()),
                BodyName(
                    squeeze(text[match.start() : match.end()]),
                    "party-committee" if "ủy" in match.group() else "mass-organisation",
                ),
            )
    for match in _found_heads(_heads(), text, folded):
        if not text[match.start()].isupper():
            continue
        head, word = Span(*match.span("head")), squeeze(match["head"])
        kind = kinds.get(word) or kinds.get(fold(_full_head(word, word)), "other")
        limit = _limit(folded, head.end)
        if word in local:
            yield from _local(text, folded, head, kind, names)
        elif word in long_heads:
            found = _committee(text, folded, head, kind, limit, names)
            yield from (a for a in found if not _overruns(text, a.span, names))
        else:
            end = _unit_end(folded, short_extent(text, folded, head.end, limit), names)
            if end > head.end and not _overruns(text, Span(head.start, end), names):
                yield _make(text, head, end, kind)


def _overruns(text: str, span: Span, names: dict[int, tuple[int, str]]) -> bool:
    """Whether a guessed name is a registered one with more after it: "…, chiều 25-2", "… và Tổ …", "… trân trọng …"."""
    end, _ = names.get(span.start, (span.end, ""))
    more = text[end : span.end].strip()
    return end < span.end and not (more[:1].isupper() or more[:1].isdigit() or fold(more).startswith(("số ", "của ")))


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
    if tail is None:
        end = short_extent(text, folded, head.end, limit)
        if end == head.end:
            end = _with_owner(text, folded, end, names)
        form = "named" if end > head.end and _is_topic(folded[head.end : end]) else "short"
        yield from _single(text, folded, Span(head.start, end), kind, form)
        return
    end = max(tail.end("topic"), long_extent(text, folded, tail.end("topic"), limit))
    yield _make(text, head, _with_owner(text, folded, end, names), kind)


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
        yield Atom(where, BodyName(name[:1].upper() + name[1:], "collective", "collective"))
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


def local_at(text: str, folded: str, place: int, names: dict[int, tuple[int, str]]) -> Atom | None:
    """The local authority with its place whose name begins here: "Tỉnh ủy Nghệ An", "UBND tỉnh Hải Dương"."""
    match = _heads().match(folded, place)
    if match is None or not text[place].isupper() or squeeze(match["head"]) not in phrases("bodies", "local", "heads"):
        return None
    word = squeeze(match["head"])
    kinds = _kinds()
    kind = kinds.get(word) or kinds.get(fold(_full_head(word, word)), "other")
    found = _local(text, folded, Span(*match.span("head")), kind, names)
    return next((a for a in found if isinstance(a.value, BodyName) and a.value.form == "named"), None)


def _is_topic(rest: str) -> bool:
    """A name of its own ("Hội đồng Thi đua") as against an owner alone ("Ban Chỉ đạo Trung ương")."""
    owners = set(phrases("bodies", "long", "owners"))
    return bool(rest.strip()) and squeeze(rest) not in owners and not squeeze(rest).startswith("của ")


def _local(text: str, folded: str, head: Span, kind: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """A local authority: head, unit, place. "UBND TP HCM", "Công an xã Yên Khương"."""
    units, upper = alternatives("bodies", "local", "units"), alternatives("bodies", "local", "provinces")
    match = re.compile(rf"\s(?P<unit>(?i:{units}))?\s?(?P<place>[{UPPER}]\w*(?:\s[{UPPER}]\w*){{0,3}})").match(
        text, head.end
    )
    place = re.compile(rf"\s(?:{upper}\s)?").match(folded, head.end)
    if place and head.end + 1 in names and re.compile(upper).match(folded, head.end + 1):
        place = re.compile(r"\s").match(folded, head.end)
    if place and place.end() in names:
        end, label = names[place.end()]
        yield _of_place(text, head, Span(place.end(), end), label, kind)
    elif match and (match["unit"] or kind == "party-committee"):
        yield _make(text, head, _before_person(text, match), kind)
    elif kind in ("party-committee", "people-committee", "people-council", "court", "procuracy"):
        unit = re.compile(r"\s(?:tỉnh|thành phố)(?!\w)").match(folded, head.end)
        first = squeeze(text[head.start : head.end])
        name = _full_head(fold(first), first) + (squeeze(text[head.end : unit.end()]).join((" ", "")) if unit else "")
        yield Atom(Span(head.start, unit.end() if unit else head.end), BodyName(name, kind, "short"))


def _before_person(text: str, match: re.Match[str]) -> int:
    """The end of a place's name, before the holder's: "Chủ tịch UBND phường Bến Nghé Nguyễn Văn Hải"."""
    words = [match.start("place") + w.start() for w in re.finditer(r"\S+", match["place"])]
    person = next((w for w in words[1:] if person_at(text, w)), None)
    return len(text[:person].rstrip()) if person is not None else match.end()


@cache
def _organs() -> re.Pattern[str]:
    """Organs of a province called without its name: "Ban Tuyên giáo Tỉnh ủy", "Đảng ủy Ủy ban nhân dân tỉnh"."""
    organs = alternatives("bodies", "local", "organs")
    bodies = alternatives("bodies", "local", "of_unit")
    return re.compile(rf"(?<!\w)(?:{organs}\s(?:tỉnh ủy|thành ủy)|{bodies}\s(?:tỉnh|thành phố))(?!\w)(?!\s[{UPPER}])")


@cache
def _local_list() -> re.Pattern[str]:
    heads = alternatives("bodies", "local", "heads")
    units = alternatives("bodies", "local", "units")
    return re.compile(
        rf"(?<!\w)(?P<heads>{heads}(?:\s*,\s*(?:và\s+)?{heads}|\s+và\s+{heads})+)\s+(?P<place>(?:{units}\s+)?)(?=\w)"
    )


def _shared_place(text: str, folded: str, names: dict[int, tuple[int, str]]) -> Iterator[Atom]:
    """ "Tỉnh ủy, HĐND, UBND tỉnh Thanh Hóa": each of them is of that place."""
    kinds = _kinds()
    for match in _local_list().finditer(folded):
        place = match.start("place") if match.start("place") in names else match.end("place")
        if place not in names:
            continue
        label = names[place][1]
        where = re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", label)
        for item in re.finditer(alternatives("bodies", "local", "heads"), match["heads"]):
            start = match.start("heads") + item.start()
            head = squeeze(text[start : start + len(item.group())])
            full = _full_head(fold(head), head)
            kind = kinds.get(fold(full), "other")
            named = f"{full} {where if kind == 'party-committee' else label[:1].lower() + label[1:]}"
            if start + len(item.group()) < match.start("place") - 1:
                yield Atom(Span(start, start + len(item.group())), BodyName(named, kind, "named"))


def _of_place(text: str, head: Span, place: Span, label: str, kind: str) -> Atom:
    """ "UBND TP HCM" is in full "Ủy ban nhân dân thành phố Hồ Chí Minh"."""
    atom = _make(text, head, place.end, kind)
    first = squeeze(text[head.start : head.end])
    first = first.capitalize() if first.isupper() and " " in first else first
    of = re.sub(r"^(?:Tỉnh|Thành phố)\s+", "", label) if kind == "party-committee" else label[:1].lower() + label[1:]
    full = f"{_full_head(fold(first), first)} {of}"
    written = squeeze(text[head.start : place.end])
    return Atom(atom.span, BodyName(full, kind, "named", (), (written,) if written != full else ()))


@cache
def _groups() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)tổ\s+(?=\w)")


def working_groups(text: str, folded: str, cues: dict[int, Cue]) -> Iterator[Atom]:
    """ "Tổ cải cách hành chính": a capital Tổ before what the group is to do, or a group's own name."""
    for match in _groups().finditer(folded):
        if not text[match.start()].isupper() or folded.startswith("chức", match.end()):
            continue
        cue = cues.get(match.end())
        if (cue and cue.kind in ("verb", "thing")) or folded.startswith(
            ("công tác", "giúp việc", "biên tập", "soạn thảo"), match.end()
        ):
            head = Span(match.start(), match.end() - 1)
            end = long_extent(text, folded, match.end(), _limit(folded, match.end()))
            name = squeeze(folded[head.start : end])
            if len(name.split()) > 2 and name not in phrases("bodies", "long", "generic"):
                yield _make(text, head, end, "working-group")
            elif end > head.end:
                yield from _single(text, folded, Span(head.start, end), "working-group", "short")


@cache
def _anaphors() -> re.Pattern[str]:
    return re.compile(
        rf"{_heads().pattern}\s+{alternatives('bodies', 'anaphors', 'words')}(?!\s+(?:địa bàn|cả nước|toàn |thế giới))"
    )


def anaphors(text: str, folded: str) -> Iterator[Atom]:
    """ "hiệp hội này", "Ban Chỉ đạo này": the body last named with this head."""
    for match in _found_heads(_anaphors(), text, folded):
        name = squeeze(text[match.start("head") : match.end("head")])
        yield Atom(Span(*match.span()), BodyName(name, "other", "anaphor"))


@dataclass(frozen=True)
class Headless:
    """The names of registered bodies without the head they share: "Tài chính" in "các Bộ: Tài chính, Y tế"."""

    opening: re.Pattern[str]
    item: re.Pattern[str]
    bodies: dict[str, BodyRecord]


def headless(registry: Registry, head: str) -> Headless | None:
    """The list pattern of one head (``bộ``, ``tập đoàn``), or None where no registered body has it."""
    found: dict[str, BodyRecord] = {}
    for body in sorted(registry.bodies, key=lambda b: (b.ended is None, b.id)):
        for name in (body.label, *body.aliases):
            folded = fold(squeeze(name))
            if folded.startswith(head + " "):
                found[folded.removeprefix(head + " ")] = body
    if not found:
        return None
    words = "|".join(re.escape(n).replace(r"\ ", r"\s+") for n in sorted(found, key=lambda n: (-len(n), n)))
    opening = rf"(?<!\w)(?:các|03|3|hai|02)\s+{head}(?:,\s+[^:;.,]{{1,20}})?\s*:?\s+(?=(?:{words})(?!\w))"
    item = rf"(?P<name>{words})(?!\w)(?P<joint>\s*,\s*|\s+và\s+)?"
    return Headless(re.compile(opening), re.compile(item), found)


def listed(folded: str, lists: tuple[Headless, ...]) -> Iterator[Atom]:
    """Bodies in a list after their common head: "các Bộ: Tài chính, Y tế", "các Tập đoàn: …"."""
    for names in lists:
        for match in names.opening.finditer(folded):
            place = match.end()
            while found := names.item.match(folded, place):
                record = names.bodies[squeeze(found["name"])]
                yield Atom(Span(*found.span("name")), BodyName(record.label, record.kind, "named", (record.id,)))
                place = found.end()
                if not found["joint"]:
                    break
