"""Whether two numbers that targets set can be one goal: "tối thiểu 8%" and "8,3%" can, "8%" and "10%" cannot.

A target says where on a line one has to come out: from a number on, below it, at it, about there, or between two.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from kg.resolve.limits import limits


class Bar(NamedTuple):
    """A comparator of ontology/vocab/comparators.ttl with its number, and the upper end of a range."""

    sign: str
    value: float
    upper: float | None = None


_FLOORS = frozenset({">=", ">"})
_CEILINGS = frozenset({"<=", "<"})


def disagree(one: Bar, other: Bar) -> bool:
    """Whether two targets for one indicator, unit and year ask for something else.

    They do where no value meets both (">= 8" and "= 7"), and where both set a floor, or both a ceiling, and not the
    same one: of "tối thiểu 30%" and "tối thiểu 50%" only one can be what must be reached. A number that a floor or
    ceiling leaves room for is only the more exact one.

    >>> disagree(Bar(">=", 8), Bar("=", 8.3)), disagree(Bar(">=", 8), Bar("=", 7))
    (False, True)
    >>> disagree(Bar(">=", 30), Bar(">=", 50)), disagree(Bar(">=", 8, 10), Bar(">=", 8))
    (True, False)
    """
    for end in (_floor, _ceiling):
        mine, yours = end(one), end(other)
        if mine is not None and yours is not None and mine != yours:
            return True
    return not _meet(_stretch(one), _stretch(other))


def _floor(bar: Bar) -> float | None:
    return bar.value if bar.sign in _FLOORS else None


def _ceiling(bar: Bar) -> float | None:
    return bar.value if bar.sign in _CEILINGS else bar.upper


Stretch = tuple[float, bool, float, bool]
"""The lowest value and whether it belongs to the stretch, and the same of the highest."""


def _stretch(bar: Bar) -> Stretch:
    sign, value, upper = bar
    if upper is not None:
        return value, True, upper, True
    if sign in _FLOORS:
        return value, sign == ">=", math.inf, False
    if sign in _CEILINGS:
        return -math.inf, False, value, sign == "<="
    room = _room(value) if sign == "~" else 0.0
    return value - room, True, value + room, True


def _meet(one: Stretch, other: Stretch) -> bool:
    """Whether a value lies in both."""
    low = max((one[0], not one[1]), (other[0], not other[1]))
    high = min((one[2], one[3]), (other[2], other[3]))
    return low[0] < high[0] or (low[0] == high[0] and not low[1] and high[1])


def _room(value: float) -> float:
    """How far "about" a number reaches: to what still rounds to its last digit, 0,5 about 8 and 50 about 1.200."""
    if not value or not math.isfinite(value):
        return 0.0
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return limits("conflicts")["digit"] * 10.0 ** int(exponent)
