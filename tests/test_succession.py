"""Chains of bodies: what passes on, what is left open, and what no chain may do."""

from __future__ import annotations

from collections.abc import Sequence

import reading
from hypothesis import given
from hypothesis import strategies as st

from kg.dates import day_before, last_day
from kg.model import Change
from kg.succession import Standing, before, moved, names_any, standing, whole_of

KINDS = ("merger", "split", "rename", "conversion", "dissolution", "establishment", "transfer", "move")
BODIES = tuple("abcdef")


class Told:
    """Changes that a test tells, with the lives and parents of bodies."""

    def __init__(
        self,
        changes: Sequence[Change],
        lives: dict[str, tuple[str | None, str | None]] | None = None,
        parents: dict[str, str] | None = None,
    ) -> None:
        self._changes, self._lives, self._parents = changes, lives or {}, parents or {}

    def changes(self, body: str) -> list[Change]:
        return [c for c in self._changes if body in (*c.olds, *c.news)]

    def life(self, body: str) -> tuple[str | None, str | None]:
        return self._lives.get(body, (None, None))

    def parent(self, body: str, day: str | None = None) -> str | None:
        return self._parents.get(body)


def change(kind: str, olds: str, news: str, date: str | None, *matters: str, told: str | None = None) -> Change:
    return Change(f"{kind}-{olds}-{news}-{date}", kind, tuple(olds), tuple(news), date, (), matters, told)


def state(found: Standing) -> tuple[str, tuple[str, ...]]:
    return found.state, found.holders


def test_work_passes_on_from_heir_to_heir() -> None:
    known = Told([change("merger", "ab", "b", "2025-03-01"), change("rename", "b", "c", "2026-01-01")])
    assert state(standing(known, "a", "2025-02-28")) == ("same", ("a",))
    assert state(standing(known, "a", "2025-03-01")) == ("passed", ("b",))
    assert state(standing(known, "a")) == ("passed", ("c",))
    assert [c.kind for c in standing(known, "a").steps] == ["merger", "rename"]


def test_a_split_passes_nothing_on() -> None:
    ended, lives_on = Told([change("split", "a", "bc", "2025-03-01")]), Told([change("split", "a", "ab", "2025-03-01")])
    assert state(standing(ended, "a")) == ("unclear", ("b", "c"))
    assert state(standing(lives_on, "a", since="2025-01-01")) == ("unclear", ("a", "b"))
    assert state(standing(lives_on, "a", since="2025-05-01")) == ("same", ("a",))


def test_a_transfer_leaves_open_only_the_work_it_names() -> None:
    known = Told([change("transfer", "a", "b", "2025-03-01", "báo chí")])
    assert state(standing(known, "a", matter="Quy hoạch báo chí", since="2025-01-01")) == ("unclear", ("a", "b"))
    assert state(standing(known, "a", matter="Hạ tầng số", since="2025-01-01")) == ("same", ("a",))
    assert state(standing(known, "a", matter="Quy hoạch báo chí", since="2025-03-01")) == ("same", ("a",))
    assert state(standing(known, "a", "2025-02-28", matter="Quy hoạch báo chí")) == ("same", ("a",))


def test_a_body_that_moved_as_a_whole_keeps_its_work() -> None:
    for kind in ("transfer", "move"):
        assert state(standing(Told([change(kind, "a", "b", "2025-03-01")]), "a")) == ("same", ("a",))


def test_a_unit_of_a_body_that_ended_is_left_open() -> None:
    known = Told([change("merger", "a", "b", "2025-03-01")], parents={"u": "a"})
    assert state(standing(known, "u", "2025-02-28")) == ("same", ("u",))
    assert state(standing(known, "u")) == ("unclear", ("b",))


def test_bodies_that_are_parts_of_each_other_are_followed_once() -> None:
    merged = change("merger", "c", "d", "2025-03-01")
    mutual = Told([merged], parents={"a": "b", "b": "a"})
    assert state(standing(mutual, "a")) == ("same", ("a",))
    assert state(standing(Told([merged], parents={"a": "a"}), "a")) == ("same", ("a",))
    heirs = Told([merged, change("rename", "e", "a", "2025-01-01")], parents={"a": "e", "e": "c", "c": "a"})
    assert standing(heirs, "a").body == "a"
    whole = Told([merged], parents={"a": "b", "b": "c", "c": "a"})
    assert state(standing(whole, "a")) == ("unclear", ("d",))


def test_before_it_existed_and_after_it_ended() -> None:
    known = Told([], {"a": ("2025-03-01", "2026-02-28")})
    assert state(standing(known, "a", "2025-02-28")) == ("not-yet", ())
    assert state(standing(known, "a", "2025-03-01")) == ("same", ("a",))
    assert state(standing(known, "a", "2026-03-01")) == ("ended", ())


def test_a_change_without_a_day_holds_from_the_document_that_tells_it() -> None:
    known = Told([change("merger", "a", "b", None, told="2025-05-17")])
    assert state(standing(known, "a", "2025-05-16")) == ("same", ("a",))
    assert state(standing(known, "a", "2025-05-17")) == ("passed", ("b",))
    assert state(standing(known, "a")) == ("passed", ("b",))


def test_what_a_body_came_from() -> None:
    merger, transfer = change("merger", "ab", "b", "2025-03-01"), change("transfer", "a", "c", "2025-03-01", "x")
    move, split = change("move", "a", "b", "2025-03-01"), change("split", "a", "ac", "2025-03-01")
    assert before("b", [merger, transfer]) == (merger,)  # one that kept its name, too
    assert before("b", [merger], "2025-02-28") == before("c", [transfer]) == before("b", [move]) == ()
    assert before("a", [split]) == ()  # it came out of itself alone
    assert before("d", [change("rename", "a", "d", "2025-03-01")]) != ()


def test_single_functions_and_whole_bodies_that_moved() -> None:
    merger, transfer = change("merger", "ab", "b", "2025-03-01"), change("transfer", "a", "c", "2025-03-01", "x")
    move = change("move", "a", "b", "2025-04-01")
    assert moved("a", [merger, move, transfer]) == (transfer, move)
    assert moved("a", [merger, move, transfer], "2025-03-31") == moved("c", [transfer]) == (transfer,)
    assert moved("b", [merger, move, transfer]) == ()  # what came under it is no function of its own


def test_what_a_body_was_part_of_before() -> None:
    assert [whole_of("b", "2025-03-01", "a", day) for day in (None, "2025-03-01", "2025-02-28")] == ["b", "b", "a"]
    assert whole_of("b", "2025-03-01", None, "2025-02-28") is None  # nobody knows
    assert whole_of("b", None, None, "1990-01-01") == "b"


@st.composite
def histories(draw: st.DrawFn) -> list[Change]:
    olds = st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True)
    days = st.dates().map(lambda d: d.isoformat()) | st.none()
    made = st.builds(
        lambda kind, old, new, day: change(kind, "".join(old), "".join(new), day),
        st.sampled_from(KINDS),
        olds,
        olds,
        days,
    )
    return draw(st.lists(made, max_size=8))


@given(histories(), st.sampled_from(BODIES), st.dates().map(lambda d: d.isoformat()) | st.none())
def test_every_chain_ends_and_says_who(changes: list[Change], body: str, day: str | None) -> None:
    found = standing(Told(changes), body, day)
    assert len(set(found.holders)) == len(found.holders) >= 1
    assert (found.state == "unclear") == bool(found.doubts)
    assert found.state == "unclear" or len(found.holders) == 1
    assert (found.state == "same") <= (found.holders == (body,))
    assert all(c.kind not in ("transfer", "move") for c in found.steps)
    assert day is None or all((c.date or "") <= day for c in (*found.steps, *found.doubts))


@given(histories(), st.sampled_from(BODIES))
def test_the_order_in_which_changes_are_told_makes_no_difference(changes: list[Change], body: str) -> None:
    assert standing(Told(changes), body) == standing(Told(changes[::-1]), body)


def test_the_registry_follows_every_ended_body_to_one_that_stands() -> None:
    registry = reading.registry()
    for record in registry.bodies:
        found = standing(registry, record.id)
        assert found.state == ("passed" if record.ended else "same"), record.id
        if record.ended:
            assert state(standing(registry, record.id, record.ended)) == ("same", (record.id,))


def test_matters_are_words_and_not_letters() -> None:
    assert names_any("Cấp Phiếu lý lịch  tư pháp", ["lý lịch tư pháp"])
    assert names_any("Dạy nghề cá", ["dạy nghề"])
    assert not names_any("tin báo chính thức", ["báo chí"])


def test_days_as_people_type_them() -> None:
    typed = ["2025-02-01", "1/2/2025", "01.02.2025", "2025-02", "2/2025", "2025"]
    assert [last_day(t) for t in typed] == ["2025-02-01"] * 3 + ["2025-02-28"] * 2 + ["2025-12-31"]
    assert [last_day(t) for t in ("", "31/2/2025", "hôm nay", "1/2/25", "2025-13", "1/1/1/2025")] == [None] * 6
    assert day_before("2025-03-01") == "2025-02-28"
