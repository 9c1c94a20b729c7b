"""Who holds which office: "Thủ tướng Phạm Minh Chính", "…, Trưởng Ban Chỉ đạo …", "… đứng đầu …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.types import Atom, BodyName, Cue, Office, PersonName, RoleFound
from kg.model import Span
from kg.text import plain, squeeze, upper_first

# Words that may stand between an office, its body and its holder.
_JOINTS = frozenset({"", ",", "của", "và", "là", "đồng thời là", "kiêm", ", kiêm"})
_BESIDE = frozenset({"", ",", "và", "là", "-", "kiêm", ", kiêm"})
_RANKS_GAP = 30
# Titles that are only told with the body they are of: "Trưởng Ban …", "Chánh Văn phòng …".
ALONE = ("truong", "chanh")


def roles(reading: Reading) -> Iterator[RoleFound]:
    """Every office with its holder, in order of the text."""
    for passage in reading.passages:
        for span in passage.sentences:
            named = [a for a in passage.atoms if span.start <= a.span.start < span.end and _counts(a)]
            yield from _sentence(reading, passage, named)


def _counts(atom: Atom) -> bool:
    value = atom.value
    return isinstance(value, (Office, PersonName, BodyName)) or (isinstance(value, Cue) and value.kind == "heads")


def _outer(atoms: Sequence[Atom]) -> list[Atom]:
    """Without the bodies inside an office's own title."""
    offices = [a.span for a in atoms if isinstance(a.value, Office)]
    return [
        a for a in atoms if not any(o.start <= a.span.start and a.span.end <= o.end and o != a.span for o in offices)
    ]


def _sentence(reading: Reading, passage: Passage, named: list[Atom]) -> Iterator[RoleFound]:
    atoms = _outer(named)
    for i, atom in enumerate(atoms):
        if isinstance(atom.value, PersonName):
            yield from _before(reading, passage, atoms, i)
            yield from _after(reading, passage, atoms, i)


def _gap(reading: Reading, a: Atom, b: Atom) -> str:
    return reading.folded[a.span.end : b.span.start].strip()


def _joined(reading: Reading, a: Atom, b: Atom) -> bool:
    """Whether only a joint, or a rank or courtesy, stands between two atoms."""
    gap = _gap(reading, a, b)
    if gap in _JOINTS:
        return True
    bare = gap.lstrip(", ")
    return len(gap) < _RANKS_GAP and bare in phrases("people", "courtesies")


def _before(reading: Reading, passage: Passage, atoms: Sequence[Atom], i: int) -> Iterator[RoleFound]:
    """Offices that lead up to a person: "Ủy viên Bộ Chính trị, Chủ tịch Quốc hội Trần Thanh Mẫn"."""
    person, j = atoms[i], i - 1
    while j >= 0 and not isinstance(atoms[j].value, PersonName) and _joined(reading, atoms[j], atoms[j + 1]):
        office = atoms[j].value
        body: Atom | None = None
        if (
            isinstance(office, BodyName)
            and j > 0
            and isinstance(atoms[j - 1].value, Office)
            and not _gap(reading, atoms[j - 1], atoms[j])
        ):
            body, j = atoms[j], j - 1
            office = atoms[j].value
        if isinstance(office, Office) and office.role != "member" and _is_met(reading, atoms, j):
            return
        if isinstance(office, Office) and _complete(office, body):
            named = _as_written(reading, atoms[j].span, office)
            span = Span(atoms[j].span.start, person.span.end)
            yield _role(reading, passage, person, named, body, span, "role.title")
        elif not isinstance(office, Office):
            return
        j -= 1


def _is_met(reading: Reading, atoms: Sequence[Atom], j: int) -> bool:
    """ "tại cuộc họp với Phó Thủ tướng, Thống đốc Nguyễn Thị Hồng nêu …": whom somebody meets may be somebody else."""
    met = re.search(r"\s(?:với|cùng)\s+$", reading.folded[: atoms[j].span.start][-8:])
    return met is not None and _gap(reading, atoms[j], atoms[j + 1]) == ","


def _as_written(reading: Reading, span: Span, office: Office) -> Office:
    """An office with its title as the text writes it: "Ủy viên Bộ Chính trị"; what is all in capitals shows none."""
    words = squeeze(reading.document.text[span.start : span.end])
    return office if words.isupper() else replace(office, title=words)


def _complete(office: Office, body: Atom | None) -> bool:
    return office.body is not None or body is not None


def _after(reading: Reading, passage: Passage, atoms: Sequence[Atom], i: int) -> Iterator[RoleFound]:
    """Offices after a person: "…, Trưởng Ban Chỉ đạo …", "… đứng đầu Ban Chỉ đạo", "… giữ chức Chủ tịch của …"."""
    said = _led_role(reading, passage, atoms, i) or _said_role(reading, passage, atoms, i)
    if said is not None:
        yield said
        return
    person, j = atoms[i], i + 1
    start = _phrase_start(reading, atoms, i)
    appointed = _is_appointed(reading, passage, person)
    while j < len(atoms):
        value = atoms[j].value
        if isinstance(value, Cue) and not _gap(reading, atoms[j - 1], atoms[j]):
            j += 1
            continue
        gap = _gap(reading, atoms[j - 1], atoms[j])
        named_to = appointed and gap in phrases("people", "into")
        if not isinstance(value, Office) or not (named_to or gap in _BESIDE):
            return
        following = atoms[j + 1] if j + 1 < len(atoms) else None
        body = following if following is not None and _owns(reading, atoms[j], following) else None
        if not _complete(value, body) or _leads_on(reading, atoms, j + (2 if body else 1)):
            return
        end = body.span.end if body else atoms[j].span.end
        named = _as_written(reading, atoms[j].span, value)
        rule = "role.heads" if named_to else "role.apposition"
        yield _role(reading, passage, person, named, body, Span(start, end), rule)
        j += 2 if body else 1


def _is_appointed(reading: Reading, passage: Passage, person: Atom) -> bool:
    """ "… bổ nhiệm ông Đặng Quốc Khánh, Bí thư Tỉnh ủy Hà Giang làm Bộ trưởng …": whom somebody puts into an office."""
    before = reading.folded[passage.block.span.start : person.span.start].rstrip()
    courtesy = next((c for c in phrases("people", "courtesies") if before.endswith(f" {c}")), "")
    return before.removesuffix(courtesy).rstrip().endswith(phrases("people", "appoints"))


def _owns(reading: Reading, office: Atom, body: Atom) -> bool:
    return isinstance(body.value, BodyName) and _gap(reading, office, body) in ("", "của")


def _said_role(reading: Reading, passage: Passage, atoms: Sequence[Atom], i: int) -> RoleFound | None:
    """ "Tổng Bí thư Tô Lâm đứng đầu Ban Chỉ đạo …": a person, a verb of heading, a body."""
    after = [a for n, a in enumerate(atoms[i + 1 : i + 4]) if not n or a.span != atoms[i + n].span]
    cue, body = [*after, None, None][:2]
    if cue is None or body is None or not isinstance(cue.value, Cue) or not isinstance(body.value, BodyName):
        return None
    if _gap(reading, atoms[i], cue) or _gap(reading, cue, body):
        return None
    title = re.sub(r"^(?:được (?:bầu|bổ nhiệm)\s+)?(?:làm|giữ chức vụ|giữ chức)\s+", "", cue.value.word)
    span = Span(_phrase_start(reading, atoms, i), body.span.end)
    return _role(reading, passage, atoms[i], Office(title, "head"), body, span, "role.heads")


def _led_role(reading: Reading, passage: Passage, atoms: Sequence[Atom], i: int) -> RoleFound | None:
    """ "Ban Chỉ đạo … do Thủ tướng Phạm Minh Chính làm Trưởng ban": the body before, the title after the person."""
    said = atoms[i + 1] if i + 1 < len(atoms) else None
    led = _led(reading, atoms, i)
    if said is None or led is None:
        return None
    value, gap, end = said.value, _gap(reading, atoms[i], said), said.span.end
    if isinstance(value, Cue) and not gap:
        office = Office(re.sub(r"^làm\s+", "", value.word), "head")
    elif isinstance(value, Office) and value.body is None and gap in ("làm", "là"):
        end += len(" ban") if re.match(r" ban(?!\w)", reading.folded[end:]) else 0
        office = Office(squeeze(reading.document.text[said.span.start : end]), value.role)
    else:
        return None
    return _role(reading, passage, atoms[i], office, led, Span(led.span.start, end), "role.heads")


def _led(reading: Reading, atoms: Sequence[Atom], i: int) -> Atom | None:
    """The body before "do", over the offices of the person: "… do Ủy viên Bộ Chính trị, Thủ tướng …"."""
    for j in range(i - 1, -1, -1):
        gap = _gap(reading, atoms[j], atoms[j + 1])
        if isinstance(atoms[j].value, BodyName) and re.fullmatch(r",?\s?do(?: đồng chí| ông| bà)?", gap):
            return atoms[j]
        if not isinstance(atoms[j].value, (Office, BodyName)) or not _joined(reading, atoms[j], atoms[j + 1]):
            return None
    return None


def _leads_on(reading: Reading, atoms: Sequence[Atom], k: int) -> bool:
    """An office right before another person is that person's: "… Trần Thanh Mẫn và Thường trực Ban Bí thư Trần Cẩm
    Tú".
    """
    while (
        k < len(atoms) and isinstance(atoms[k].value, (Office, BodyName)) and _joined(reading, atoms[k - 1], atoms[k])
    ):
        k += 1
    return k < len(atoms) and isinstance(atoms[k].value, PersonName) and _joined(reading, atoms[k - 1], atoms[k])


def _phrase_start(reading: Reading, atoms: Sequence[Atom], i: int) -> int:
    """Where the naming of a person begins: with the office right before the name."""
    if i > 0 and isinstance(atoms[i - 1].value, Office) and not _gap(reading, atoms[i - 1], atoms[i]):
        return atoms[i - 1].span.start
    return atoms[i].span.start


def _role(
    reading: Reading, passage: Passage, person: Atom, office: Office, body: Atom | None, span: Span, rule: str
) -> RoleFound:
    title = upper_first(office.title)
    written = body.value.name if body and isinstance(body.value, BodyName) else ""
    if plain(office.title) in ALONE and written:
        title = f"{title} " + (written.split(" của ")[0] if len(written) > 40 else written)
    return RoleFound(
        person, Office(title, office.role, office.body), body, reading.evidence(span, rule, passage.block.zone, 0.95)
    )
