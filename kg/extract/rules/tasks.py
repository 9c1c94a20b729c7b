"""Tasks: clauses in which somebody with authority has bodies do something, with what they inherit.

A sentence without a subject takes its bodies from the sentence before it in the same paragraph, or from
the heading or list introduction that it stands under; never across paragraphs otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.documents.provisions import APPENDED
from kg.extract.atoms.collectives import delegates
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.patterns import match_at, search
from kg.extract.rules.actions import cut, span_of
from kg.extract.rules.assigned import assigned, given_to
from kg.extract.rules.directives import head_of, petition_of
from kg.extract.rules.dues import due_of
from kg.extract.rules.fields import Field, fields_of, with_fields
from kg.extract.rules.flow import Flow
from kg.extract.rules.headlines import headline
from kg.extract.rules.items import item_of
from kg.extract.rules.owners import Owner
from kg.extract.rules.parties import Head, leads_of, person_of
from kg.extract.rules.parts import Part, is_object, label_of, parts_of
from kg.extract.rules.unheaded import is_official
from kg.extract.tokens import Token, are_collective
from kg.extract.types import Atom, BodyName, DateValue, Office, PersonName, TaskFound
from kg.model import Due, Span, Zone
from kg.text import fold, squeeze, upper_first

SHORTEST = 3
# How an article of a decision is marked.
ARTICLE = ("Điều", "ĐIỀU")
# With so many bars a line is a piece of a table that could not be put together: whose cells they are nobody knows.
BARS = 2
SUPPORT = "adverb|modal|comma|connective* lead? comma? adverb* cooperate support:bodies"
JOINED = "adverb|modal|comma* lead comma|connective* support:bodies adverb* cooperate"
DIRECTED = "adverb|modal|comma|verb|instruct+ support:bodies"


def tasks(reading: Reading) -> Iterator[TaskFound]:
    """Every task of a document, in order of its text."""
    official = is_official(reading)
    parents = frozenset(p.block.parent for p in reading.passages if p.block.parent is not None)
    named = assigned(reading)
    flow = Flow(official, official and reading.document.head is None, parents=parents, named=named)
    found: list[TaskFound] = []
    flow.told_below(reading)
    appended = {p.span.start for p in reading.document.provisions if p.kind == APPENDED}
    closed = False
    for passage in reading.passages:
        zone = passage.block.zone
        if any(passage.block.span.start <= annex < passage.block.span.end for annex in appended):
            flow, closed = Flow(flow.official, flow.itself, item=len(found), parents=parents, named=named), False
        if closed:
            continue
        if zone is Zone.TEASER:
            found += _teaser(reading, passage)
        elif zone is Zone.ARTICLE:
            if flow.official and _closes(_words(reading, passage)):
                closed = True
                continue
            _passage(reading, passage, flow, found)
    yield from found


def _words(reading: Reading, passage: Passage) -> str:
    return reading.folded[passage.block.body.start : passage.block.body.end]


def _closes(words: str) -> bool:
    """ "Nơi nhận:", alone or with the signature printed beside it, ends the text of an official document."""
    line = words.split("\n", maxsplit=1)[0].strip("*_ ")
    return line.rstrip(":*_ ") in phrases("cues", "closing") or line.startswith(phrases("cues", "closing_label"))


def _passage(reading: Reading, passage: Passage, flow: Flow, found: list[TaskFound]) -> None:
    """Add the tasks of a paragraph to those found; its fields complete them, or those of the item before."""
    words = _words(reading, passage)
    above = flow.owner(reading, passage.block.parent)
    if flow.official and passage.block.marker:
        flow.active = True
    if flow.gives(passage, given_to(reading, passage)):
        return
    if passage.block.heading and flow.heading(reading, passage, words):
        return
    flow.enter(reading, passage, words, above)
    if flow.addresses(reading, passage, words):
        return
    if words.startswith(phrases("cues", "topics")) and words.rstrip("*_ ").endswith(":"):
        flow.leave(reading, passage, words)
        return
    written = reading.document.text[passage.block.body.start : passage.block.body.end]
    if (
        above.account
        or written.partition("(")[0].isupper()
        or written.count("|") >= BARS
        or _gives_none(flow, passage, words, written)
    ):
        return
    begun = last = len(found)
    for span in passage.sentences:
        if _completed(reading.tokens(passage, span), found, flow.item, last):
            continue
        last, flow.here = len(found), len(found) > begun
        fields = fields_of(reading, passage, span)
        before = Span(span.start, fields[0].start) if fields else span
        found += _sentence(reading, passage, before, flow, above) if before.end > before.start else ()
        found += _named(reading, passage, fields, flow)
        flow.item = begun if len(found) > begun else flow.item
        found[flow.item :] = [with_fields(task, fields) for task in found[flow.item :]]
    flow.recent = len(found) > begun
    flow.leave(reading, passage, words)


def _dated(parts: list[Part], above: Owner) -> tuple[list[Part], Owner]:
    """ "Giai đoạn 2025 - 2027: xây dựng …", "Trong năm 2026: …": what stands before the colon only says when, for the
    parts behind it.
    """
    opening = parts[0].tokens if len(parts) > 1 and parts[1].joint == ":" else ()
    dates = [a.value for t in opening for a in t.atoms if isinstance(a.value, DateValue)]
    if len(dates) != 1 or not dates[0].due.edtf or sum(not t.has("date") for t in opening) >= SHORTEST:
        return parts, above
    return parts[1:], replace(above, due=dates[0].due)


def _completed(tokens: Sequence[Token], found: list[TaskFound], item: int, last: int) -> bool:
    """Whether a sentence only adds to what stands before it: its owner and deadline to the tasks of the ``item``, its
    deadline to those of the ``last`` sentence.
    """
    if item < len(found) and (beside := _in_brackets(tokens)):
        leads, due = beside
        found[item:] = [replace(task, lead=task.lead or leads, due=task.due or due) for task in found[item:]]
        return True
    if last < len(found) and (due := _only_due(Part(tuple(tokens)))):
        found[last:] = [replace(task, due=task.due or due) for task in found[last:]]
        return True
    return False


def _in_brackets(tokens: Sequence[Token]) -> tuple[tuple[Atom, ...], Due | None] | None:
    """ "(Sở Tài chính chủ trì; hoàn thành trong quý III/2025)", alone below an item: whose it is, and by when."""
    named = match_at("open instruct? who:bodies lead", tokens, 0)
    closes = next((i for i, t in enumerate(tokens) if t.has("close")), None)
    if named is None or closes is None or any(t.word[:1].isalnum() for t in tokens[closes:]):
        return None
    return leads_of(named.tokens("who")), due_of(tokens)


def _gives_none(flow: Flow, passage: Passage, words: str, written: str) -> bool:
    """Whether a paragraph that reads like a task is none: "Điều 1. Phê duyệt Đề án …" is done by saying it; a line of
    an article that no mark ends, between its paragraphs, says again what stands below it.
    """
    marker = passage.block.marker or ""
    if flow.official:
        return marker.startswith(ARTICLE) and words.startswith(phrases("cues", "enacts"))
    alone = not (marker or flow.leads) and passage.block.parent is None and len(passage.sentences) == 1
    named = any(isinstance(a.value, BodyName | Office | PersonName) for a in passage.atoms)
    return alone and not named and written.rstrip("*_ ")[-1:].isalnum()


def _named(reading: Reading, passage: Passage, fields: Sequence[Field], flow: Flow) -> Iterator[TaskFound]:
    """ "1. Tên nhiệm vụ: Xây dựng Đề án …": a task named in a list of fields, which the fields after it complete."""
    for field in fields:
        if flow.official and field.name and field.name.end > field.name.start:
            evidence = reading.evidence(field.name, "task.field", passage.block.zone)
            yield TaskFound((), (), (), flow.speaker, None, evidence)


def _sentence(reading: Reading, passage: Passage, span: Span, flow: Flow, above: Owner) -> Iterator[TaskFound]:
    tokens = reading.tokens(passage, span)
    if next(delegates(reading.folded[span.start : span.end]), None) is not None:
        flow.discussion = True
    if flow.discussion:
        return
    tokens = _unquoted(tokens, flow)
    flow.cite(tokens, passage.index)
    flow.plan(tokens)
    flow.count(tokens)
    made: list[TaskFound] = []
    told = False
    parts, above = _dated(parts_of(tokens), above)
    for n, part in enumerate(parts):
        opens = part.lists or (n + 1 < len(parts) and parts[n + 1].joint == ":")
        label = label_of(part) if opens else ()
        asked = None if flow.leads or above.leads or not (flow.official or flow.active) else petition_of(part.tokens)
        head = None if label else asked or head_of(part.tokens) or item_of(passage, part, above, n)
        if opens and head is None:
            flow.announce(part.tokens, label, passage.block.marker is not None)
            continue
        if head is None or not _taken(flow, part, head, bool(made), told):
            told = told or (not made and part.joint == "") or part.joint == ":"
            if made and head is None and not told and is_object(part):
                made[-1] = _longer(reading, made[-1], part)
            continue
        told = False
        if made and (due := _only_due(part)):
            made[-1] = replace(made[-1], due=made[-1].due or due)
            continue
        if _asks_others(head, part, _heading(passage, part, flow, above)):
            head = replace(head, leads=())
        head = replace(head, leads=tuple(_as_written(reading, passage, a) for a in head.leads))
        flow.remember(head, tokens)
        if part.lists:
            continue
        made += _actions(reading, passage, part.tokens, head, flow, above)
    flow.counted(tokens, bool(made))
    yield from made


def _heading(passage: Passage, part: Part, flow: Flow, above: Owner) -> tuple[Atom, ...]:
    """Whom the heading over a clause makes responsible; "Đề nghị các cơ quan …" at the start of a plain paragraph is
    under none.
    """
    plain = passage.block.marker is None and part.tokens[0].span.start == passage.block.body.start
    return () if plain or above.leads == (flow.base or Owner()).leads else above.leads


def _asks_others(head: Head, part: Part, heading: tuple[Atom, ...]) -> bool:
    """Under somebody's heading, "yêu cầu các đơn vị …" is what he is to do; but "(3) Đề nghị Bộ X …" under "các đơn vị
    …:" is for Bộ X.
    """
    many = _are_many(heading) and not _are_many(head.leads)
    return head.rule == "task.give" and bool(heading) and not many and not part.tokens[0].word.startswith("giao")


def _are_many(leads: tuple[Atom, ...]) -> bool:
    return bool(leads) and are_collective(leads)


def _as_written(reading: Reading, passage: Passage, lead: Atom) -> Atom:
    """Many bodies that a rule called by the words of the text, with the capitals that these have: "Các thành viên Ban
    Chỉ đạo".
    """
    value, words = lead.value, squeeze(reading.document.text[lead.span.start : lead.span.end])
    if not isinstance(value, BodyName) or value.form != "collective" or words[1:] == words[1:].lower():
        return lead
    called = fold(words) == fold(value.name) and lead not in passage.atoms
    return Atom(lead.span, replace(value, name=upper_first(words))) if called else lead


def _taken(flow: Flow, part: Part, head: Head, made: bool, told: bool) -> bool:
    """Whether a clause is an instruction: as the text stands, or as the next one of a list of them."""
    if told and _goes_on_telling(part, head):
        return False
    return flow.takes(head) or (made and not told and part.joint == ";")


def _unquoted(tokens: list[Token], flow: Flow) -> list[Token]:
    """ "…", Thủ tướng yêu cầu.": what is quoted, with the speaker kept in mind."""
    said = search("quote comma who:speaker|docnoun|doc adverb* said:instruct|say|word", tokens)
    said = said or search("quote comma led:word|verb+ who:bodies adverb* said:instruct|say", tokens)
    if said and said.tokens("led") and said.tokens("led")[0].word not in phrases("cues", "leaders"):
        return tokens  # but "…”, lãnh đạo thành phố Đà Nẵng nhấn mạnh."
    if said is None or not _says(said.tokens("said")[0]) or not _closes_quote(tokens[said.end :]):
        return tokens
    who = said.tokens("who")[-1]
    flow.active, flow.speaker = True, person_of(who) if who.atoms and not who.has("docnoun") else flow.speaker
    return [t for t in tokens[: said.start] if not t.has("quote")]


def _says(token: Token) -> bool:
    return bool({"instruct", "say"} & token.kinds) or token.word in phrases("cues", "writes")


def _closes_quote(rest: Sequence[Token]) -> bool:
    """Whether the sentence ends behind who said it, or only adds to it: ", Thủ tướng yêu cầu, thêm rằng …"."""
    return len(rest) <= 1 or (rest[0].has("comma") and not any(t.has("instruct") for t in rest))


def _goes_on_telling(part: Part, head: Head) -> bool:
    """After a statement, a bare verb behind a semicolon tells on; it instructs nobody."""
    return part.joint == ";" and not head.instructs and not head.leads


def _only_due(part: Part) -> Due | None:
    """ "…; hoàn thành trước ngày 31 tháng 10 năm 2024", "Hạn chót là trong tháng 9.": only the deadline of the action
    before it.
    """
    words = [t.word for t in part.tokens if t.word[:1].isalnum() and not t.has("date")]
    said = " ".join(words) + " "
    opening = next((p for p in phrases("cues", "done_by") if said.startswith(f"{p} ")), None)
    short = opening is not None and len(words) <= len(opening.split()) + SHORTEST
    return due_of(part.tokens) if short else None


def _longer(reading: Reading, task: TaskFound, part: Part) -> TaskFound:
    """The noun phrase after a semicolon goes on with the object of the action before it."""
    old = task.evidence
    end = span_of(part.tokens, 0, len(part.tokens)).end
    evidence = replace(old, end=end, quote=reading.document.text[old.start : end])
    return replace(task, evidence=evidence, due=task.due or due_of(part.tokens))


def _actions(
    reading: Reading, passage: Passage, part: Sequence[Token], head: Head, flow: Flow, above: Owner
) -> Iterator[TaskFound]:
    begin, helpers = _helpers(part, head)
    for n, (start, end) in enumerate(cut(part, begin)):
        span = span_of(part, start, end)
        if n == 0:
            span = Span(head.start, max(span.end, head.start))
        if len(reading.document.text[span.start : span.end].split()) < SHORTEST or span.start >= span.end:
            continue
        if _introduces(part[start:end]) or not _says_what(part[start:end]):
            continue
        due = due_of(part[start:end]) or above.due
        if n == 0 and due is None:
            due = _preposed(part[: head.action])
        aside = search("open instruct? who:bodies lead", part[start:end])
        aside = aside or search("open instruct who:bodies", part[start:end])
        leads = leads_of(aside.tokens("who")) if aside else flow.leads
        evidence = reading.evidence(span, head.rule, passage.block.zone)
        yield TaskFound(leads, helpers, (), flow.speaker, due, evidence)


def _says_what(tokens: Sequence[Token]) -> bool:
    """ "các bộ, ngành tập trung" alone, before a list, says how and not yet what; so does "định kỳ hằng năm" when."""
    manner = {"adverb", "modal", "comma", "colon", "connective", "date"}
    return any(not (manner & t.kinds) and t.word[:1].isalnum() for t in tokens)


def _introduces(tokens: Sequence[Token]) -> bool:
    """ "… thực hiện các nhiệm vụ sau:": the introduction of a list, whose items are the tasks."""
    if len(tokens) < 2 or not tokens[-1].has("colon"):
        return False
    if {"verb", "instruct"} & tokens[-2].kinds:
        return True  # "Các bộ, ngành tập trung thực hiện:" says nothing yet
    words = " ".join(t.word for t in tokens if not t.has("colon"))
    if any(p in " ".join(t.word for t in tokens[-8:]) for p in phrases("cues", "standards")):
        return False  # "… thực hiện phân cấp theo một số nguyên tắc sau:" is a task with its principles
    return words.endswith(tuple(f" {p}" for p in phrases("cues", "introduces")))


def _helpers(part: Sequence[Token], head: Head) -> tuple[int, tuple[Atom, ...]]:
    """Who helps or is directed ("phối hợp với …", "chỉ đạo Đảng ủy … hoàn thiện"), and where the action itself
    begins.
    """
    support = match_at(SUPPORT, part, head.action) or match_at(JOINED, part, head.action)
    directed = match_at(DIRECTED, part, head.action)
    if support is None and directed and part[directed.end - 2].word in phrases("cues", "direct"):
        support = directed
    return (support.end, leads_of(support.tokens("support"))) if support else (head.action, ())


def _preposed(tokens: Sequence[Token]) -> Due | None:
    """A deadline before the subject: "Trong năm 2025, Bộ X …", "Để … trước ngày 30/11, Bộ X …", not one of the
    preamble's nouns.
    """
    due = due_of(tokens)
    first = next((i for i, t in enumerate(tokens) if t.has("date")), len(tokens))
    return due if due and (due.relation in ("before", "by") or first <= 2) else None


def _teaser(reading: Reading, passage: Passage) -> Iterator[TaskFound]:
    """A teaser: its headline once, and its lead paragraph, each on its own."""
    block = passage.block
    if not block.heading:
        flow = Flow(official=False)
        for span in passage.sentences:
            yield from _sentence(reading, passage, span, flow, Owner())
    elif block.parent is None:
        yield from headline(reading, passage)
