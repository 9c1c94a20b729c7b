"""What a build came to: counts, what was not resolved, what was skipped, where the graph is, what to try next."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.language import messages
from kg.cli.refusal import explain
from kg.cli.text import one_line, wrap
from kg.model import Unresolved
from kg.resolve.decisions import as_line
from kg.resolve.unclear import unregistered_json, unresolved_json

if TYPE_CHECKING:
    from kg.build import BuildReport

_SHOWN = 8
# Counts that have a paragraph of their own, and those that say nothing where they are 0.
_APART = frozenset({"unresolved", "unfit"})
_WHERE_ANY = frozenset({"probable", "conflicts", "restatements", "reviewed", "changes"})


def as_json(report: BuildReport, store: Path) -> dict[str, Any]:
    """The same as data; texts of errors in English."""
    return {
        "store": str(store),
        "build": report.build.name,
        "counts": dict(sorted(report.counts.items())),
        "documents": {"anew": report.anew, "again": report.again},
        "unresolved": [unresolved_json(one) for one in report.unresolved],
        "unregistered": [unregistered_json(one) for one in report.unregistered],
        "unfit": [{"line": one.line, **json.loads(as_line(one))} for one in report.unfit],
        "errors": [{"key": one.key, "message": str(one)} for one in report.errors],
    }


def as_text(report: BuildReport, store: Path, option: str, columns: int) -> str:
    """For people; ``option`` is what the next commands need to find this store."""
    say = messages()
    done = [say("build.done", store=store), say("build.read", anew=report.anew, again=report.again)]
    parts = ["\n".join(wrap(line, columns) for line in done), _counts(report.counts)]
    if report.unresolved:
        parts.append(
            "\n".join([say("build.unresolved", n=len(report.unresolved)), *_unresolved(report.unresolved, columns)])
        )
    else:
        parts.append(say("build.all_resolved"))
    if report.unregistered:
        parts.append("\n".join([say("build.unregistered", n=len(report.unregistered)), *_unknown(report, columns)]))
    if report.unfit:
        parts.append("\n".join([say("build.unfit", n=len(report.unfit)), *_unfit(report, columns)]))
    if report.errors:
        skipped = [wrap("• " + explain(one).removeprefix("kg: "), columns, "  ") for one in report.errors]
        parts.append("\n".join([say("build.skipped", n=len(report.errors)), *skipped]))
    tries = [f"  {say(key, store=option)}" for key in ("build.try_ask", "build.try_view")]
    return "\n\n".join([*parts, "\n".join([say("build.next") + ":", *tries])])


def _counts(counts: dict[str, int]) -> str:
    """Numbers in a column of their own, right under one another."""
    say = messages()
    known = {name: n for name, n in counts.items() if name not in _APART and (n or name not in _WHERE_ANY)}
    numbers = {name: f"{n:,}".replace(",", say("number.group")) for name, n in known.items()}
    right = max(map(len, numbers.values()), default=0)
    lines = [f"  {number:>{right}}  {_count_name(name)}" for name, number in numbers.items()]
    return "\n".join([say("build.counted") + ":", *lines])


def _count_name(name: str) -> str:
    say, key = messages(), f"count.{name}"
    return say(key) if key in say else name


def _unresolved(found: Iterable[Unresolved], columns: int) -> list[str]:
    """Grouped by kind and reason, each text once with how often it occurs."""
    say = messages()
    groups: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for one in found:
        seen = groups[one.kind, one.reason]
        text = one_line(one.text)
        seen[text] = seen.get(text, 0) + 1
    lines = []
    for (kind, reason), texts in sorted(groups.items()):
        key = f"unresolved.{kind}"
        lines.append(f"  {say(key) if key in say else kind} – {_reason(reason)}:")
        ranked = sorted(texts.items(), key=lambda t: (-t[1], t[0]))
        lines += [wrap(f"• {text}" + (f" (×{n})" if n > 1 else ""), columns, "    ") for text, n in ranked[:_SHOWN]]
        if len(ranked) > _SHOWN:
            lines.append(f"    {say.count('build.more', len(ranked) - _SHOWN)}")
    return lines


def _unknown(report: BuildReport, columns: int) -> list[str]:
    """Bodies that the registry lacks: name, how often it is named, the first sentence."""
    say, lines = messages(), list[str]()
    for one in report.unregistered[:_SHOWN]:
        times = f" (×{one.mentions})" if one.mentions > 1 else ""
        lines.append(wrap(f"• {one.body.label}{times}", columns, "    "))
        lines.append(wrap(f"“{one_line(one.sentence)}”", columns, "      "))
    if hidden := len(report.unregistered) - _SHOWN:
        lines += [f"    {say.count('build.more', hidden)}"] if hidden > 0 else []
    return lines


def _unfit(report: BuildReport, columns: int) -> list[str]:
    """Decisions of people that found nothing to decide."""
    say = messages()
    lines = []
    for one in report.unfit:
        place = one.places[0]
        told = say(
            "build.unfit_line", line=one.line, decide=one.decide, quote=one_line(place.quote), source=place.source
        )
        lines.append(wrap(f"• {told}", columns, "    "))
    return lines


def _reason(reason: str) -> str:
    say, key = messages(), f"reason.{reason}"
    return say(key) if key in say else reason
