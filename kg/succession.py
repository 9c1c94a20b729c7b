"""Who stands in a body's place on a day: chains of mergers and renamings, and what splits and transfers leave open.

Work passes on with a body that merges, is renamed, reorganised or dissolved into one other: whoever takes over its
functions carries on with its work (National Assembly Resolution 190/2025/QH15 on the reorganisation of the state
apparatus). A split, or the transfer of a single function ("chuyển chức năng quản lý nhà nước về báo chí, xuất bản"),
does not say which piece of work went where: that is left open. A body that comes under another one as a whole
("chuyển Bảo hiểm xã hội Việt Nam về Bộ Tài chính") keeps its work.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from kg.text import fold

if TYPE_CHECKING:
    from kg.model import Change

State = Literal["same", "passed", "unclear", "ended", "not-yet"]

_LAST = "9999-12-31"
# What does not end a body.
_GOES_ON = ("transfer", "move")


class Known(Protocol):
    """What is known of bodies, by their ids: from the registry, or from a graph."""

    def changes(self, body: str) -> Iterable[Change]:
        """The changes in which a body is an old or a new one."""
        ...

    def life(self, body: str) -> tuple[str | None, str | None]:
        """Its first and last day, as far as they are known."""
        ...

    def parent(self, body: str, day: str | None = None) -> str | None:
        """The body that it is part of on a day, as far as that is known; without a day, the last that is known."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """Who has on ``day`` what ``body`` was given.

    ``state``: ``same`` (the body itself), ``passed`` (``holders`` is the one that took over), ``unclear`` (one of
    ``holders``, nobody says which), ``ended`` (nobody), ``not-yet`` (the body did not exist).
    ``steps`` are the changes on the way, ``doubts`` those that leave it open. ``day`` None is: as far as is known.
    """

    body: str
    state: State
    holders: tuple[str, ...]
    day: str | None = None
    steps: tuple[Change, ...] = ()
    doubts: tuple[Change, ...] = ()


def standing(
    known: Known, body: str, day: str | None = None, *, since: str | None = None, matter: str = ""
) -> Standing:
    """Follow a body to the one that stands in its place on ``day`` (ISO), or as far as is known.

    ``since`` is the day on which the work was given, and ``matter`` its wording: only what happened later, to a
    function that the wording names, leaves it open who has it. Bodies that are said to be parts of each other are
    followed once.
    """
    return _standing(known, body, day, since, matter, frozenset())


def _standing(
    known: Known, body: str, day: str | None, since: str | None, matter: str, units: frozenset[str]
) -> Standing:
    """``units`` are the parts that have led up to the body."""
    first, _ = known.life(body)
    if day and first and day < first:
        return Standing(body, "not-yet", (), day)
    steps: list[Change] = []
    doubts: list[Change] = []
    current, seen = body, {body}
    while True:
        mine = _happened_to(known, current, day)
        ends = [c for c in mine if c.kind not in _GOES_ON and current not in c.news]
        doubts += [c for c in mine if _leaves_open(c, current, since, matter, bool(ends))]
        heirs = dict.fromkeys(n for c in ends for n in c.news)
        if len(heirs) != 1 or any(c.kind == "split" for c in ends) or seen & heirs.keys():
            break
        steps += ends
        (current,) = heirs
        since = max(filter(None, (since, *(c.date for c in ends))), default=None)
        seen.add(current)
    doubts += [c for c in ends if c not in doubts and (c.kind == "split" or len(heirs) > 1)]
    holders = tuple(heirs) if len(heirs) > 1 else (current,)
    if doubts:
        open_to = dict.fromkeys((*holders, *(n for c in doubts for n in c.news)))
        return Standing(body, "unclear", tuple(open_to), day, tuple(steps), tuple(doubts))
    _, last = known.life(current)
    if last and last < (day or _LAST):
        return Standing(body, "ended", (), day, tuple(steps))
    found = Standing(body, "passed" if steps else "same", holders, day, tuple(steps))
    return _under_parent(known, found, units | seen)


def _under_parent(known: Known, found: Standing, units: frozenset[str]) -> Standing:
    """A unit of a body that is no more may have gone with it or not: "Cục Bưu chính, Bộ Thông tin và Truyền thông"."""
    above = known.parent(found.holders[0], found.day)
    whole = _standing(known, above, found.day, None, "", units) if above and above not in units else None
    if whole is None or whole.state not in ("passed", "unclear"):
        return found
    why = (*whole.steps, *whole.doubts)
    return Standing(found.body, "unclear", whole.holders, found.day, found.steps, why)


def before(body: str, changes: Iterable[Change], day: str | None = None) -> tuple[Change, ...]:
    """The changes by which others became the body, or a part of it, until ``day``; the earliest first.

    One that kept its name when another joined it came out of both: *Bộ Tài chính* out of *Bộ Kế hoạch và Đầu tư* too.
    """
    return _dated(
        c for c in changes if c.kind not in _GOES_ON and body in c.news and {*c.olds} - {body} and _by(c, day)
    )


def moved(body: str, changes: Iterable[Change], day: str | None = None) -> tuple[Change, ...]:
    """The transfers of single functions from the body or to it, and its moves under another one, until ``day``."""
    own = (c for c in changes if c.kind == "transfer" or (c.kind == "move" and body in c.olds))
    return _dated(c for c in own if body in (*c.olds, *c.news) and _by(c, day))


def stood(life: tuple[str | None, str | None], day: str | None) -> bool:
    """Whether a body of that first and last day, as far as they are known, existed on a day; any will do for None."""
    first, last = life
    return day is None or (first or "") <= day <= (last or _LAST)


def whole_of(now: str | None, since: str | None, formerly: str | None, day: str | None) -> str | None:
    """Of what a body is part on a day: of ``now`` from the day ``since`` on, before of ``formerly``, where known."""
    return formerly if day and since and day < since else now


def _dated(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda c: (c.date or "", c.id)))


def _happened_to(known: Known, body: str, day: str | None) -> list[Change]:
    return list(_dated(c for c in known.changes(body) if body in c.olds and _by(c, day)))


def _by(change: Change, day: str | None) -> bool:
    """Whether it holds on the day; one without a day holds from the first document that tells of it."""
    since = change.date or change.told
    return day is None or (since is not None and since <= day)


def _leaves_open(change: Change, body: str, since: str | None, matter: str, ended: bool) -> bool:
    """Whether the change may have taken the work to another body: a split of one that lives on, a function's transfer.

    A transfer without matters names no work that it took.
    """
    if not ended and since and change.date and change.date <= since:
        return False
    if change.kind == "split":
        return body in change.news
    return change.kind == "transfer" and names_any(matter, change.matters)


def names_any(wording: str, matters: Sequence[str]) -> bool:
    """Whether a wording names one of the matters, word for word: "cấp phiếu lý lịch tư pháp", *lý lịch tư pháp*."""
    said = f" {_spaced(wording)} "
    return any(f" {_spaced(m)} " in said for m in matters)


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
