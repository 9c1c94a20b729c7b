"""EDTF strings: which days they cover."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import bounds, is_day, months, valid_day


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-06", "2025-06-01", "2025-06-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-06-20", "2025-06-20", "2025-06-20"),
        ("2025-04/2025-06", "2025-04-01", "2025-06-30"),
        ("2026/2030", "2026-01-01", "2030-12-31"),
        ("2025-11-08/2025-11-09", "2025-11-08", "2025-11-09"),
        (None, None, None),
        ("", None, None),
    ],
)
def test_bounds(edtf: str | None, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "day"),
    [("2025-06-20", True), ("2025-06", False), ("2025", False), ("2025-04/2025-06", False), (None, False), ("", False)],
)
def test_only_a_full_date_is_a_day(edtf: str | None, day: bool) -> None:
    assert is_day(edtf) is day


@pytest.mark.parametrize(
    ("year", "month", "day", "exists"),
    [
        (2025, 2, 30, False),
        (2025, 2, 29, False),
        (2024, 2, 29, True),
        (2025, 4, 31, False),
        (2025, 13, 1, False),
        (2025, 0, 1, False),
        (2025, 1, 0, False),
        (2025, 12, 31, True),
        (1899, 1, 1, False),
        (2201, 1, 1, False),
    ],
)
def test_days_that_exist(year: int, month: int, day: int, exists: bool) -> None:
    assert valid_day(year, month, day) is exists


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)), st.integers(0, 400))
def test_bounds_are_ordered_and_hold_what_they_bound(day: datetime.date, more: int) -> None:
    later = min(day + datetime.timedelta(more), datetime.date(2200, 12, 31))
    for a, b in (
        (f"{day:%Y-%m-%d}", f"{later:%Y-%m-%d}"),
        (f"{day:%Y-%m}", f"{later:%Y-%m}"),
        (f"{day:%Y}", f"{later:%Y}"),
    ):
        first, last = bounds(f"{a}/{b}")
        assert first is not None and last is not None
        assert first <= day.isoformat() <= later.isoformat() <= last
        assert bounds(a)[0] == first and bounds(b)[1] == last


@given(st.integers(1900, 2200), st.integers(1, 4))
def test_quarters_make_a_year(year: int, quarter: int) -> None:
    first, last = bounds(months(year, 3 * quarter - 2, 3 * quarter))
    assert first == f"{year}-{3 * quarter - 2:02}-01"
    assert last is not None and last.startswith(f"{year}-{3 * quarter:02}-3")
