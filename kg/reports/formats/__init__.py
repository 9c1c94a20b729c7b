"""A report in the formats that people and programs exchange: the same report gives the same bytes."""

from __future__ import annotations

from kg.errors import WrongFormat
from kg.reports.table import Report, only

FORMATS = ("csv", "json", "markdown", "xlsx", "ics")


def written(report: Report, format: str, language: str, section: str | None = None) -> bytes:
    """A report as bytes of one of ``FORMATS``.

    With ``section`` that one alone. ``csv`` holds one section, the first unless another is named; ``ics`` only the
    report ``deadlines``. ``WrongFormat``, ``NoSuchSection`` for what the report does not have.
    """
    report = only(report, section)
    if format == "csv":
        from kg.reports.formats.comma import comma

        return comma(report)
    if format == "json":
        from kg.reports.formats.object import as_object

        return as_object(report, language)
    if format == "markdown":
        from kg.reports.formats.markdown import markdown

        return markdown(report, language)
    if format == "xlsx":
        from kg.reports.formats.sheets import sheets

        return sheets(report, language)
    if format == "ics" and report.name == "deadlines":
        from kg.reports.formats.calendar import calendar

        return calendar(report, language)
    choices = FORMATS if report.name == "deadlines" else FORMATS[:-1]
    raise WrongFormat(format=format, choices=", ".join(choices))
