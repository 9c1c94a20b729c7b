"""CSV: the first section, its columns' keys as header, codes that no language changes."""

from __future__ import annotations

import csv
import io

from kg.export.table import defused
from kg.reports.table import Report
from kg.reports.words import code


def comma(report: Report) -> bytes:
    """RFC 4180, UTF-8 with a byte order mark; the row of totals is left out, so that a sum of a column is right.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    chosen = report.sections[0]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.key for column in chosen.columns])
    writer.writerows([defused(code(cell)) for cell in row] for row in chosen.rows)
    return out.getvalue().encode("utf-8-sig")
