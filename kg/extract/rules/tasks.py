"""Tasks: clauses in which somebody with authority has bodies do something, with what they inherit.

A sentence without a subject takes its bodies from the sentence before it in the same paragraph, or from
the heading or list introduction that it stands under; never across paragraphs otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.atoms.collectives import delegates
from kg.extract.context import Passage, Reading
from kg.extract.lexicon import phrases
from kg.extract.patterns import match_at, search
from kg.extract.rules.actions import cut, span_of
from kg.extract.rules.directives import Head, head_of, leads_of
from kg.extract.rules.dues import due_of
from kg.extract.tokens import Token
from kg.extract.types import Atom, DocName, TaskFound
from kg.model import Due, Span, Zone

SHORTEST = 3
EXAMPLES = ("như", "gồm", "bao gồm", "như sau")
GOES_ON = ("đồng thời", "cùng với đó", "bên cạnh đó")
OFFICIAL = "cộng hòa xã hội chủ nghĩa việt nam"
SUPPORT = "adverb|modal|comma|connective* lead? comma? adverb* cooperate support:bodies"
DIRECTED = "adverb|modal|comma|verb|instruct+ support:bodies"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a heading or list introduction makes responsible for what stands under it."""

    leads: tuple[Atom, ...] = ()
    due: Due | None = None
    account: bool = False


@dataclass
class Flow:
    """What a reader has in mind on the way through the text."""

    official: bool
    speaker: Atom | None = None
    active: bool = False
    leads: tuple[Atom, ...] = ()
    open_list: tuple[Atom, ...] = ()
    sticky: bool = False
    discussion: bool = False
    owners: dict[int, Owner] = field(default_factory=dict)


def tasks(reading: Reading) -> Iterator[TaskFound]:
    """Every task of a document, in order of its text."""
    official = OFFICIAL in reading.folded
    flow = Flow(official, active=official)
    for passage in reading.passages:
        zone = passage.block.zone
        if zone is Zone.TEASER:
            yield from _teaser(reading, passage)
        elif zone is Zone.ARTICLE:
            if official and reading.folded[passage.block.body.start : passage.block.body.end].startswith(phrases("cues", "closing")):
                return
            yield from _passage(reading, passage, flow)


def _owner(reading: Reading, flow: Flow, index: int | None) -> Owner:
    """The nearest owner above a block; an account heading anywhere above makes it an account."""
    found = Owner()
    while index is not None:
        owner = flow.owners.get(index)
        if owner:
            found = Owner(found.leads or owner.leads, found.due or owner.due, found.account or owner.account)
        index = reading.document.blocks[index].parent
    return found


def _passage(reading: Reading, passage: Passage, flow: Flow) -> Iterator[TaskFound]:
    block = passage.block
    above = _owner(reading, flow, block.parent)
    words = reading.folded[block.body.start : block.body.end]
    if block.heading:
        tokens = reading.tokens(passage, block.body)
        account = any(words.startswith(p) or p in words[:40] for p in phrases("cues", "account_heading"))
        flow.owners[passage.index] = Owner(_only_bodies(tokens), None, account)
        flow.open_list = flow.open_list if (block.marker or "").startswith("#") else ()
        if not words.rstrip().endswith(":") or flow.owners[passage.index].leads:
            return
    goes_on = words.startswith(GOES_ON) and not above.leads and not flow.open_list
    flow.leads, flow.discussion = above.leads or flow.open_list or (flow.leads if goes_on else ()), False
    if above.account or reading.document.text[block.body.start : block.body.end].isupper():
        return
    if not flow.official and flow.active and _is_account(passage, reading):
        flow.active = False
    last: list[TaskFound] = []
    for span in passage.sentences:
        last = list(_sentence(reading, passage, span, flow, above))
        yield from last
    _keep_list(flow, words)
    if words.rstrip("*_ ").endswith(":"):
        flow.owners[passage.index] = Owner(flow.leads, due_of(reading.tokens(passage, block.body)))


def _keep_list(flow: Flow, words: str) -> None:
    """A paragraph that ends in a colon or semicolon goes on in the next one; "Giao Bộ X: …" until somebody else is named."""
    if words.rstrip("*_ ").endswith((":", ";")):
        flow.open_list = flow.leads
    elif not (flow.sticky and flow.leads == flow.open_list):
        flow.open_list, flow.sticky = (), False


def _only_bodies(tokens: Sequence[Token]) -> tuple[Atom, ...]:
    """The bodies of a heading that names nothing else: "1. Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang bộ"."""
    rest = [t for t in tokens if not ({"bodies", "comma", "colon", "instruct", "connective"} & t.kinds)]
    return leads_of(tokens) if not rest else ()


def _is_account(passage: Passage, reading: Reading) -> bool:
    """A paragraph whose first sentence tells what somebody did or does."""
    if not passage.sentences:
        return False
    tokens = reading.tokens(passage, passage.sentences[0])
    match = search("speaker|bodies adverb|connective* account", tokens)
    return match is not None and match.start <= 4 and head_of(tokens) is None


def _sentence(reading: Reading, passage: Passage, span: Span, flow: Flow, above: Owner) -> Iterator[TaskFound]:
    tokens = reading.tokens(passage, span)
    if next(delegates(reading.folded[span.start : span.end]), None) is not None:
        flow.discussion = True
    if flow.discussion:
        return
    made: list[TaskFound] = []
    for part in _after_topic(_parts(tokens)):
        head = _head(part, flow)
        if head is None:
            if made and _is_object(part):
                made[-1] = _longer(reading, made[-1], part)
            continue
        _remember(head, flow, tokens)
        made += _actions(reading, passage, part, head, flow, above)
    yield from made


def _after_topic(parts: list[list[Token]]) -> list[list[Token]]:
    """"Về dự án …: giao Bộ X …": what stands before the colon is only the topic."""
    if len(parts) < 2 or parts[0][0].word != "về":
        return parts
    heads = [head_of(p) for p in parts]
    first = next((i for i, h in enumerate(heads) if i and h and (h.leads or h.instructs)), 1)
    return parts[first:]


def _is_object(part: Sequence[Token]) -> bool:
    """A noun phrase that goes on with the object before it, not a clause with a subject of its own."""
    clause = {"speaker", "modal", "responsible", "lead"}
    return not any(t.has("account") for t in part[:3]) and not any(clause & t.kinds for t in part)


def _parts(tokens: list[Token]) -> list[list[Token]]:
    """A sentence cut at its semicolons, and at colons that a clause of its own follows."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for i, token in enumerate(tokens):
        depth += token.has("open") - token.has("close")
        if depth <= 0 and token.has("semicolon"):
            parts.append([])
        elif depth <= 0 and token.has("colon") and _opens_clause(tokens, i):
            parts.append([])
        else:
            parts[-1].append(token)
    return [p for p in map(_unnumbered, _unlisted(parts)) if p]


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    rest = _unnumbered(tokens[i + 1 :])
    return bool(rest) and head_of(rest) is not None and not _gives(tokens, i) and tokens[i - 1].word not in EXAMPLES


def _unnumbered(part: Sequence[Token]) -> list[Token]:
    """A part without the number of its item: "(i) Tích hợp …", "(2) Bộ Y tế …"."""
    if len(part) > 3 and part[0].has("open") and part[2].has("close"):
        return list(part[3:])
    return list(part)


def _unlisted(parts: list[list[Token]]) -> list[list[Token]]:
    """What follows "như:" over semicolons are examples of one object, not clauses."""
    for n, part in enumerate(parts):
        if any(part[i].has("colon") and part[i - 1].word in EXAMPLES for i in range(1, len(part))):
            joined = [t for p in parts[n:] for t in p]
            return [*parts[:n], joined]
    return parts


def _gives(tokens: Sequence[Token], i: int) -> bool:
    """A colon between bodies and what they are to do belongs to the clause: "Giao Bộ X: Chỉ đạo …"."""
    return i > 1 and tokens[i - 1].has("bodies") and any(t.has("instruct") for t in tokens[max(0, i - 4) : i])


def _head(part: Sequence[Token], flow: Flow) -> Head | None:
    head = head_of(part)
    if head is None:
        return None
    if head.instructs:
        return head
    if head.rule == "task.subject":
        return head if flow.active or head.obliges else None
    return head if flow.active else None


def _remember(head: Head, flow: Flow, tokens: Sequence[Token]) -> None:
    if head.instructs:
        flow.active = True
    if head.speaker is not None:
        flow.speaker = head.speaker
    if head.leads:
        flow.leads = head.leads
        flow.sticky = head.opens
        flow.open_list = head.leads if head.opens else flow.open_list
    elif head.instructs and (preposed := search("bodies modal verb", tokens)):
        flow.leads = leads_of(tokens[preposed.start : preposed.start + 1])


def _longer(reading: Reading, task: TaskFound, part: Sequence[Token]) -> TaskFound:
    """The noun phrase after a semicolon goes on with the object of the action before it."""
    old = task.evidence
    span = Span(old.start, part[-1].span.end)
    evidence = replace(old, end=span.end, quote=reading.document.text[span.start : span.end])
    return replace(task, evidence=evidence, due=task.due or due_of(part))


def _actions(
    reading: Reading, passage: Passage, part: Sequence[Token], head: Head, flow: Flow, above: Owner
) -> Iterator[TaskFound]:
    support = match_at(SUPPORT, part, head.action)
    directed = match_at(DIRECTED, part, head.action)
    if support is None and directed and part[directed.end - 2].word in phrases("cues", "direct"):
        support = directed
    begin = support.end if support else head.action
    helpers = leads_of(support.tokens("support")) if support else ()
    for n, (start, end) in enumerate(cut(part, begin)):
        span = span_of(part, start, end)
        if n == 0:
            span = Span(head.start, span.end)
        if span.end <= span.start or len(reading.document.text[span.start : span.end].split()) < SHORTEST:
            continue
        due = due_of(part[start:end]) or above.due
        if n == 0 and due is None:
            due = _preposed(part[: head.action])
        evidence = reading.evidence(span, head.rule, passage.block.zone)
        yield TaskFound(flow.leads, helpers, (), flow.speaker, due, evidence)


def _preposed(tokens: Sequence[Token]) -> Due | None:
    """A deadline before the subject: "Trong năm 2025, Bộ X …", "Để … trước ngày 30/11, Bộ X …", not one of the preamble's nouns."""
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
        yield from _headline(reading, passage)


def _headline(reading: Reading, passage: Passage) -> Iterator[TaskFound]:
    """A headline that gives an instruction its own lead names a document for: "Phải tích hợp … trước 20/6"."""
    tokens = reading.tokens(passage, passage.block.body)
    head = head_of(tokens)
    if head is None or head.rule != "task.bare" or head.action > 0:
        return
    due = due_of(tokens)
    mandate = _lead_document(reading, passage.index)
    if due is None or mandate is None:
        return
    evidence = reading.evidence(passage.block.body, "task.headline", Zone.TEASER, 0.8)
    yield TaskFound((), (), (), mandate, due, evidence)


def _lead_document(reading: Reading, headline: int) -> Atom | None:
    """The document that the lead paragraph of a teaser reports first."""
    for other in reading.passages:
        if other.block.parent == headline and not other.block.heading:
            return next((a for a in other.atoms if isinstance(a.value, DocName)), None)
    return None
