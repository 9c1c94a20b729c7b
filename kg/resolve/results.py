"""Results of all documents: one for each indicator, body, number and period that a source tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.model import Evidence, Result
from kg.resolve.document import Resolved
from kg.resolve.identity import key, wording


def results(all_: Sequence[Resolved]) -> tuple[Result, ...]:
    """What a source tells twice is one result with two pieces of evidence; what two sources tell stays two: whether
    they agree is for the reader to see.
    """
    found: dict[tuple[str | float | None, ...], list[Result]] = defaultdict(list)
    for made in all_:
        for row, bodies in made.results:
            whose = tuple(sorted(bodies))
            said = (wording(row.indicator), row.comparator, row.value, row.unit, row.period)
            natural = (made.document.source.id, ",".join(whose), *said)
            found[natural].append(
                Result("", row.indicator, row.comparator, row.value, row.unit, row.period, whose, (row.evidence,))
            )
    return tuple(sorted((_joined(key("result", *k), rows) for k, rows in found.items()), key=lambda r: r.id))


def _joined(id_: str, rows: Sequence[Result]) -> Result:
    evidence: list[Evidence] = sorted({e for r in rows for e in r.evidence}, key=lambda e: (-e.confidence, e))
    first = next(r for r in rows if evidence[0] in r.evidence)
    return Result(
        id_,
        first.indicator,
        first.comparator,
        first.value,
        first.unit,
        first.period,
        first.bodies,
        tuple(evidence),
    )
