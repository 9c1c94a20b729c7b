"""A document's text with its atoms and sentences laid out block by block: what every rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.extract.atoms import Recogniser, recognise, shifted
from kg.extract.atoms.introduced import introduced
from kg.extract.sentences import bounded, sentences
from kg.extract.tokens import Token, tokens
from kg.extract.types import Atom, BodyName
from kg.model import Block, Cell, Document, Evidence, Span, Zone
from kg.text import fold

# Names are looked for in so much text at once: more than any paragraph that a person writes.
LONGEST = 12000


@dataclass(frozen=True, slots=True)
class Passage:
    """One block with its atoms (positions in the whole snapshot) and its sentences."""

    index: int
    block: Block
    atoms: tuple[Atom, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True)
class Reading:
    """A document read: snapshot, folded snapshot, passages of everything but furniture."""

    document: Document
    folded: str
    passages: tuple[Passage, ...]
    laid: dict[tuple[int, Span], list[Token]] = field(default_factory=dict, repr=False, compare=False)

    def tokens(self, passage: Passage, span: Span) -> list[Token]:
        """The typed tokens of a stretch of a passage; many rules ask for those of one sentence."""
        known = self.laid.get((passage.index, span))
        if known is None:
            known = self.laid[passage.index, span] = tokens(self.document.text, self.folded, span, passage.atoms)
        return known[:]

    def evidence(self, span: Span, rule: str, zone: Zone, confidence: float = 0.9) -> Evidence:
        """Evidence for a stretch of the snapshot; what stands in a teaser is a little less sure."""
        text = self.document.text
        sure = confidence if zone in (Zone.ARTICLE, Zone.HEADLINE) else round(confidence - 0.1, 2)
        return Evidence(
            self.document.source.id, span.start, span.end, text[span.start : span.end], rule, sure, "rule", zone
        )

    def cell(self, cell: Cell, rule: str, confidence: float = 0.9) -> Evidence:
        """Evidence for a cell of a table."""
        return self.within(cell, cell.span, rule, confidence)

    def within(self, cell: Cell, span: Span, rule: str, confidence: float = 0.9) -> Evidence:
        """Evidence for a stretch of a cell."""
        quote, source = self.document.text[span.start : span.end], self.document.source.id
        where = (cell.row, cell.column)
        return Evidence(source, span.start, span.end, quote, rule, confidence, "table", Zone.TABLE, *where)

    def sentences(self) -> Iterator[tuple[Passage, Span]]:
        """Every sentence of every passage."""
        for passage in self.passages:
            for span in passage.sentences:
                yield passage, span


def read(document: Document, recogniser: Recogniser) -> Reading:
    """Find the atoms and sentences of every block that can bear facts."""
    passages = []
    own: dict[str, BodyName] = {}
    known: dict[tuple[str, int], list[Atom]] = {}
    for index, block in enumerate(document.blocks):
        if block.zone is Zone.FURNITURE:
            continue
        atoms = tuple(
            atom
            for piece in bounded(document.text, block.body, LONGEST)
            for atom in _recognised(document, piece, recogniser, own, known)
        )
        passages.append(Passage(index, block, atoms, tuple(sentences(document.text, block.body, atoms))))
    return Reading(document, fold(document.text), tuple(passages))


def _recognised(
    document: Document,
    piece: Span,
    names: Recogniser,
    own: dict[str, BodyName],
    known: dict[tuple[str, int], list[Atom]],
) -> Iterator[Atom]:
    """The atoms of a piece; the short names that it introduces hold from there on and are added to ``own``.

    The cells of a table say the same over and over: ``known`` has the atoms of what was read with as many short names.
    """
    text = document.text[piece.start : piece.end]
    atoms = known.get((text, len(own)))
    if atoms is None:
        atoms = recognise(names, text, document.date, own)
        new = {name: body for name, body in introduced(text, atoms) if name not in own}
        if new:
            own |= new
            atoms = recognise(names, text, document.date, own)
        known[text, len(own)] = atoms
    return (shifted(atom, piece.start) for atom in atoms)


def first(atoms: Sequence[Atom], kind: type) -> Atom | None:
    """The first atom with a value of this type."""
    return next((a for a in atoms if isinstance(a.value, kind)), None)
