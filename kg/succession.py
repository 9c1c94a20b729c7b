"""Who stands in a body's place on a day: chains of mergers and renamings, and what splits and transfers leave open.

Work passes on with a body that merges, is renamed, reorganised or dissolved into one other: whoever takes over its
functions carries on with its work (National Assembly Resolution 190/2025/QH15 on the reorganisation of the state
apparatus). A split, or the transfer of a single function ("chuyển chức năng quản lý nhà nước về báo chí, xuất bản"),
does not say which piece of work went where: that is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.model import Change
from kg.text import fold

State = Literal["same", "passed", "unclear", "ended", "not-yet"]
Life = tuple[str | None, str | None]
"""First and last day of a body, as far as they are known."""

_LAST = "9999-12-31"


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
    body: str,
    changes: Callable[[str], Iterable[Change]],
    *,
    lives: Mapping[str, Life] | None = None,
    day: str | None = None,
    since: str | None = None,
    matter: str = "",
) -> Standing:
    """Follow a body to the one that stands in its place on ``day`` (ISO), or as far as is known.

    ``changes`` gives the changes in which a body is an old one; ``since`` is the day on which the work was given, and
    ``matter`` its wording: only what happened later, to a function that the wording names, leaves it open.
    """
    lives = lives or {}
    first, _ = lives.get(body, (None, None))
    if day and first and day < first:
        return Standing(body, "not-yet", (), day)
    current, steps, doubts, seen = body, list[Change](), list[Change](), {body}
    while True:
        mine = sorted((c for c in changes(current) if _happened(c, day)), key=lambda c: (c.date or "", c.id))
        ends = [c for c in mine if c.kind != "transfer" and current not in c.news]
        doubts += [c for c in mine if _leaves_open(c, current, since, matter, bool(ends))]
        heirs = dict.fromkeys(n for c in ends for n in c.news)
        if not heirs or any(c.kind == "split" for c in ends) or len(heirs) > 1 or seen & heirs.keys():
            break
        steps += ends
        (current,) = heirs
        since = max(filter(None, (since, *(c.date for c in ends))), default=None)
        seen.add(current)
    doubts += [c for c in ends if c not in doubts and (c.kind == "split" or len(heirs) > 1)]
    main = tuple(heirs) if len(heirs) > 1 else (current,)
    if doubts:
        open_to = dict.fromkeys((*main, *(n for c in doubts for n in c.news)))
        return Standing(body, "unclear", tuple(open_to), day, tuple(steps), tuple(doubts))
    if _over(lives.get(current), day):
        return Standing(body, "ended", (), day, tuple(steps))
    return Standing(body, "passed" if steps else "same", main, day, tuple(steps))


def before(body: str, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes that a body came out of, the earliest first."""
    into = (c for c in changes if body in c.news and body not in c.olds and c.kind != "transfer")
    return tuple(sorted(into, key=lambda c: (c.date or "", c.id)))


def by_old(changes: Sequence[Change]) -> Callable[[str], list[Change]]:
    """``changes`` by the bodies that they happened to."""
    return lambda body: [c for c in changes if body in c.olds]


def _happened(change: Change, day: str | None) -> bool:
    """Whether it holds on the day; one without a day holds from the first document that tells of it."""
    since = change.date or change.told
    return day is None or (since is not None and since <= day)


def _leaves_open(change: Change, body: str, since: str | None, matter: str, ended: bool) -> bool:
    """Whether the change may have taken the work to another body: a split of one that lives on, a function's transfer.

    A transfer without matters moved the body as a whole under another one ("Bảo hiểm xã hội Việt Nam"): no doubt.
    """
    if not ended and since and change.date and change.date <= since:
        return False
    if change.kind == "split":
        return body in change.news
    return change.kind == "transfer" and names_any(matter, change.matters)


def names_any(wording: str, matters: Sequence[str]) -> bool:
    """Whether a wording names one of the matters, word for word: "cấp phiếu lý lịch tư pháp" names *lý lịch tư pháp*."""
    said = f" {_spaced(wording)} "
    return any(f" {_spaced(m)} " in said for m in matters)


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _over(life: Life | None, day: str | None) -> bool:
    return bool(life and life[1] and life[1] < (day or _LAST))
