"""Cells for people, in their language, and for programs, in codes that no language changes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from kg.ask import phrases
from kg.ask.answer import body_words, number_words
from kg.ask.cards import Named
from kg.ask.dates import date_words, due_words
from kg.ask.phrases import Phrases
from kg.model import Due
from kg.reports.table import Cell, Column, Day, Note, Report, Row, Section, Share, Word


@cache
def wording(language: str) -> Phrases:
    """The words of reports, on top of those of dates and bodies."""
    folders = (Path(phrases.__file__).parent, Path(__file__).parent)
    return Phrases(language, *(folder / "wording" / f"{language}.toml" for folder in folders))


def told(cell: Cell, say: Phrases) -> str:
    """A cell for people: ``Share(16, 115)`` → ``16/115 (13,9%)``."""
    match cell:
        case None | str():
            found = cell or ""
        case Share():
            found = _share(cell, say)
        case Word():
            found = say(f"word.{cell.key}")
        case Day():
            found = date_words(cell.edtf, say)
        case Named():
            found = body_words(cell, say)
        case Due():
            found = due_words(cell.edtf, cell.relation, cell.text, say) or ""
        case int() | float():
            found = number_words(str(cell), say)
        case _:
            found = "; ".join(told(one, say) for one in cell)
    return found


def _share(share: Share, say: Phrases) -> str:
    """Both numbers and the percentage; of nothing there is no share."""
    if not share.whole:
        return say("share.none")
    counts = say("share.counts", part=number_words(str(share.part), say), whole=number_words(str(share.whole), say))
    percent = number_words(f"{100 * share.part / share.whole:.1f}", say)
    return say("share.percent", counts=counts, percent=say("number.percent", value=percent))


def code(cell: Cell) -> str:
    """A cell for programs that read a table: names in Vietnamese, dates in EDTF, terms as their keys."""
    if cell is None:
        return ""
    if isinstance(cell, Share):
        return f"{cell.part}/{cell.whole}"
    if isinstance(cell, Named):
        return cell.vi
    if isinstance(cell, Due):
        return cell.edtf or ""
    if isinstance(cell, Word | Day):
        return cell[0]
    return "; ".join(map(code, cell)) if isinstance(cell, tuple) else str(cell)


def data(cell: Cell) -> Any:
    """A cell as JSON: bodies with their ids, shares with both numbers, deadlines with relation and wording."""
    if isinstance(cell, Share):
        return {"part": cell.part, "whole": cell.whole}
    if isinstance(cell, Word | Day):
        return cell[0]
    if isinstance(cell, Named):
        now = [{"id": n.iri, "label": n.vi} for n in cell.now]
        return {"id": cell.iri, "label": cell.vi, **({"now": now} if now else {})}
    if isinstance(cell, Due):
        return {"edtf": cell.edtf, "relation": cell.relation, "latest": cell.latest, "text": cell.text}
    return [data(one) for one in cell] if isinstance(cell, tuple) else cell


def note_text(note: Note, say: Phrases) -> str:
    """A note as a sentence."""
    filled = {name: told(cell, say) for name, cell in note.data.items()}
    count = note.data.get("n")
    if isinstance(count, int) and f"note.{note.key}.other" in say:
        return counted(say, f"note.{note.key}", count)
    return say(f"note.{note.key}", **filled)


def counted(say: Phrases, key: str, n: int) -> str:
    """``key.one`` or ``key.other`` with the number as the language writes it."""
    one = n == 1 and f"{key}.one" in say
    return say(f"{key}.one") if one else say(f"{key}.other", n=number_words(str(n), say))


def heading(column: Column, say: Phrases) -> str:
    """A column's heading; a quarter without the article that it has in a sentence."""
    return told(column.title, say).removeprefix(say("article")) if column.title else say(f"column.{column.key}")


def title(report: Report, say: Phrases) -> str:
    return say(f"title.{report.name}")


def section_title(report: Report, section: Section, say: Phrases) -> str:
    own = f"section.{report.name}.{section.key}"
    return say(own if own in say else f"section.{section.key}")


def preamble(report: Report, say: Phrases) -> list[str]:
    """As of which day and why that one, what was asked for, what is counted."""
    lines = [say(f"as_of.{report.said}", date=date_words(report.as_of, say))]
    lines += [say(f"filter.{name}", value=_filter(value, say)) for name, value in report.filters]
    return [*lines, *(note_text(note, say) for note in report.notes)]


def _filter(value: str, say: Phrases) -> str:
    return date_words(value, say)


def readable(section: Section) -> tuple[tuple[Column, ...], tuple[Row, ...], Row | None]:
    """Without the rare columns that hold nothing."""
    kept = [i for i, c in enumerate(section.columns) if not c.rare or any(_holds(row[i]) for row in section.rows)]

    def cut(row: Row) -> Row:
        return tuple(row[i] for i in kept)

    columns = tuple(section.columns[i] for i in kept)
    return columns, tuple(map(cut, section.rows)), cut(section.total) if section.total else None


def _holds(cell: Cell) -> bool:
    return cell not in (None, 0, Word("unreported"))
