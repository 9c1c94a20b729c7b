"""``kg report``: who carries what, what is late, what is missing, in the form that is handed in."""

from __future__ import annotations

from pathlib import Path

import click

from kg.api import open as open_graph
from kg.cli.language import language
from kg.cli.localised import Localised
from kg.cli.options import shared
from kg.cli.output import is_terminal, table_columns, write_bytes
from kg.cli.text import safe
from kg.errors import NeedsFile

# As kg.reports has them; a test compares. Named here, so that --help and completion load no report.
REPORTS = (
    "owners", "matrix", "deadlines", "overdue", "gaps", "overlaps", "load", "coverage", "bottlenecks", "communities",
    "delays", "path", "sources", "tasks",
)  # fmt: skip
FORMATS = ("table", "csv", "json", "markdown", "xlsx", "ics")
_ENDINGS = {".csv": "csv", ".json": "json", ".md": "markdown", ".xlsx": "xlsx", ".ics": "ics"}
_ROWS = 15


@click.command(cls=Localised, name="report")
@click.argument("name", type=click.Choice(REPORTS))
@click.option("--as-of", metavar="DAY")
@click.option("--body", metavar="BODY")
@click.option("--document", metavar="DOCUMENT")
@click.option("--topic", metavar="TOPIC")
@click.option("--since", metavar="DAY")
@click.option("--format", "format_", type=click.Choice(FORMATS), metavar="FORMAT")
@click.option("--csv", "as_csv", is_flag=True)
@click.option("--section", metavar="SECTION")
@click.option("--limit", type=click.IntRange(min=0), default=_ROWS, metavar="N")
@shared
def command(
    name: str,
    format_: str | None,
    as_csv: bool,
    section: str | None,
    limit: int,
    store: Path,
    output: Path | None,
    as_json: bool,
    **asked: str | None,
) -> int:
    chosen = format_ or ("json" if as_json else "csv" if as_csv else _ENDINGS.get(output.suffix if output else ""))
    if chosen == "xlsx" and output is None and is_terminal():
        raise NeedsFile(format=chosen)
    made = open_graph(store).report(name, **asked, language=language()).report
    if chosen in (None, "table"):
        from kg.cli.report_text import as_text
        from kg.reports.table import only

        made = only(made, section)
        write_bytes(as_text(made, language(), table_columns(), limit, colours=output is None), output)
    else:
        from kg.reports.formats import written

        data = written(made, str(chosen), language(), section)
        if output is None and chosen not in ("xlsx", "ics"):
            # What a document says may not move the cursor.
            data = "\r\n".join(map(safe, data.decode().split("\r\n"))).encode()
        write_bytes(data, output)
    return 0
