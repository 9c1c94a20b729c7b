"""What documents tell as reached: a number, of what, when, whose."""

from __future__ import annotations

from typing import NamedTuple

from kg.ask import answer as a
from kg.ask.answer import Answer
from kg.ask.cards import Named, Rows, named, quotes
from kg.ask.dates import date_words
from kg.ask.phrases import Phrases
from kg.text import upper_first


class Reached(NamedTuple):
    """A result of an indicator with its answer; ``period`` is EDTF, ``things`` the IRIs of the bodies whose it is."""

    iri: str
    indicator: str
    period: str | None
    things: tuple[str, ...]
    answer: Answer


def reached(graph: Rows, iri: str, score: float, say: Phrases) -> Reached | None:
    """The result of an IRI: ``Giải ngân đầu tư công (Tỉnh Thanh Hóa): 66,7% kế hoạch, trong …``."""
    rows = list(graph.rows("ask-results", result=iri))
    if not rows:
        return None
    row, bodies = rows[0], sorted({named(r, "body", "bodyVi", "bodyEn") for r in rows if r["body"]})
    indicator = named(row, "indicator")
    comparator = (row["comparator"] or "").rsplit("comparator-", 1)[-1]
    name = indicator.label(say.language)
    value = a.amount(comparator, (row["value"] or "", None), row["unit"] or "", say)
    told = Answer(
        text=_text(name, bodies, value, row["period"], say),
        score=score,
        bodies=a.labels(bodies),
        dates=(row["period"],) if row["period"] else (),
        values=(float(row["value"] or 0),),
        quotes=quotes(graph, iri),
    )
    return Reached(iri, indicator.vi, row["period"], tuple(b.iri for b in bodies), told)


def _text(name: str, bodies: list[Named], amount: str, period: str | None, say: Phrases) -> str:
    whose = say("answer.result_of", bodies=a.listed([b.label(say.language) for b in bodies], say)) if bodies else ""
    when = say("answer.target_due", due=date_words(period, say)) if period else ""
    return say("answer.result", indicator=upper_first(name), whose=whose, value=amount, when=when)
