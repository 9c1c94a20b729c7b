"""Tables: found in text, told by their headings, read cell by cell; documents of our own in tests/tables.toml."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.provisions import provision_at
from kg.documents.tables import text_tables
from kg.extract.tables.columns import column_of, meaning_of
from kg.extract.tables.dues import due_in
from kg.extract.tables.values import values_in
from kg.model import Facts, Table

CASES = tomllib.loads((Path(__file__).parent / "tables.toml").read_text("utf-8"))["case"]
WORDS = (
    st.text(alphabet="abc xyzđơ,.", min_size=1, max_size=20).map(str.strip).filter(lambda w: any(map(str.isalpha, w)))
)
GRIDS = st.integers(3, 6).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=3, max_size=6))


def _row(**values: Any) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v}


def _tasks(found: Facts) -> list[dict[str, Any]]:
    label = {b.id: b.label for b in found.bodies} | {w.id: w.number for w in found.works}
    parts = found.documents[0].provisions
    own = found.documents[0].work
    rows = []
    for task in found.tasks:
        place = provision_at(parts, task.evidence[0].start)
        rows.append((task.evidence[0].start, _row(
            quote=task.evidence[0].quote,
            lead=sorted(label[b] for b in task.lead),
            support=sorted(label[b] for b in task.support),
            due=task.due.edtf if task.due else None,
            relation=task.due.relation if task.due else None,
            output=task.output.quote if task.output else None,
            mandate=label[task.mandate] if task.mandate and task.mandate != own else None,
            status=task.reported[0].status if task.reported else None,
            provision=place.label if place and "Phụ lục" in place.label else None,
        )))  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


def _targets(found: Facts) -> list[dict[str, Any]]:
    label = {b.id: b.label for b in found.bodies}
    rows = []
    for target in found.targets:
        at = next(e.start for name, e in target.cells if name == "value")
        quote = target.evidence[0].quote
        rows.append((at, target.value, _row(
            quote=quote,
            indicator=target.indicator if target.indicator != quote else None,
            comparator=target.comparator,
            value=target.value,
            upper=target.upper,
            unit=target.unit,
            due=target.due.edtf if target.due else None,
            body=sorted(label[b] for b in target.bodies),
        )))  # fmt: skip
    return [row for *_, row in sorted(rows, key=lambda r: r[:2])]


def _results(found: Facts) -> list[dict[str, Any]]:
    label = {b.id: b.label for b in found.bodies}
    rows = [
        (e, _row(
            quote=e.quote, indicator=r.indicator, comparator=r.comparator, value=r.value, unit=r.unit,
            period=r.period, body=sorted(label[b] for b in r.bodies),
        ))
        for r in found.results
        for e in r.evidence
    ]  # fmt: skip
    return [row for _, row in sorted(rows, key=lambda r: r[0])]


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_a_table_says_what_its_rows_say(case: dict[str, Any]) -> None:
    found = reading.facts(case["text"].strip() + "\n", date="2026-01-10")
    assert _tasks(found) == case.get("tasks", [])
    assert _targets(found) == case.get("targets", [])
    assert _results(found) == case.get("results", [])


@pytest.mark.parametrize("case", CASES, ids=[c["id"] for c in CASES])
def test_every_cell_is_quoted_with_its_place(case: dict[str, Any]) -> None:
    found = reading.facts(case["text"].strip() + "\n", date="2026-01-10")
    text = found.documents[0].text
    for fact in (*found.tasks, *found.targets):
        for evidence in (*fact.evidence, *(e for _, e in fact.cells)):
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.method == "table"
            assert evidence.row is not None and evidence.column is not None


def _grid(text: str, table: Table) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(text[cell.span.start : cell.span.end])
    return list(rows.values())


@given(GRIDS)
def test_cells_between_bars_come_back(grid: list[list[str]]) -> None:
    text = "".join("|\n" + "".join(f"{cell}\n|\n" for cell in row) for row in grid)
    assert [_grid(text, t) for t in text_tables(text)] == [grid]


@given(GRIDS)
def test_markdown_rows_come_back(grid: list[list[str]]) -> None:
    head, *rest = ["| " + " | ".join(row) + " |" for row in grid]
    text = "\n".join(["Trước bảng.", "", head, "|" + "---|" * len(grid[0]), *rest, "", "Sau bảng."])
    assert [_grid(text, t) for t in text_tables(text)] == [grid]


@given(GRIDS)
def test_cells_on_lines_of_their_own_come_back(grid: list[list[str]]) -> None:
    titles, *rest = [[f"ô {cell}" for cell in row] for row in grid]
    rows = [
        ["STT", *(cell.rstrip(" .") for cell in titles[1:])],
        *([str(n), *row[1:]] for n, row in enumerate(rest, 1)),
    ]
    text = "\n".join(["Trước bảng.", *(cell for row in rows for cell in row), "Sau bảng."])
    assert [_grid(text, t) for t in text_tables(text)] == [rows]


def test_the_heading_of_another_table_ends_the_one_before() -> None:
    rows = [["STT", "Nhiệm vụ", "Cơ quan"], ["1", "Đề án", "Bộ A"], ["2", "Kế hoạch", "Bộ B"]]
    text = "\n".join(cell for row in rows for cell in row)
    assert [_grid(text + "\n" + text, t) for t in text_tables(text + "\n" + text)] == [rows, rows]


@pytest.mark.parametrize(
    "text",
    [
        "STT\nNhiệm vụ\nCơ quan chủ trì\n1\nXây dựng đề án\nBộ Tư pháp",
        "STT\nNhiệm vụ\n1\nXây dựng đề án\n2\nXây dựng kế hoạch",
        "STT\nNhiệm vụ\nCơ quan\n1\nMột\nhai\nba\nbốn\n2\nMột\nhai\nba\nbốn\n3\nMột\nBộ A\n4\nMột\nBộ B",
        "Nhiệm vụ\nCơ quan\nThời hạn\n1\nXây dựng đề án\nBộ A\n2\nXây dựng kế hoạch\nBộ B",
        "STT\nNhiệm vụ được giao như sau:\nCơ quan chủ trì\n1\nĐề án\nBộ A\n2\nKế hoạch\nBộ B",
    ],
)
def test_lines_that_cannot_be_told_apart_are_no_table(text: str) -> None:
    assert text_tables(text) == ()


@given(st.text(alphabet="|a \n-*\\", max_size=200))
def test_any_text_has_tables_in_order_and_none_inside_another(text: str) -> None:
    found = text_tables(text)
    for one, other in itertools.pairwise(found):
        assert one.span.end <= other.span.start
    for table in found:
        for cell in table.cells:
            assert table.span.start <= cell.span.start <= cell.span.end <= table.span.end


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("TT", "number"), ("Tên nhiệm vụ", "task"), ("Nội dung/nhiệm vụ", "task"), ("Cơ quan chủ trì", "lead"),
        ("Cơ quan chủ trì thực hiện", "lead"), ("Cơ quan phối hợp", "support"), ("Thời gian thực hiện", "due"),
        ("Thời hạn hoàn thành", "due"), ("Sản phẩm, kết quả", "output"), ("Văn bản giao nhiệm vụ", "mandate"),
        ("Chỉ tiêu", "indicator"), ("Đơn vị tính", "unit"), ("Mục tiêu năm 2030", "value"), ("Đến năm 2030", "value"),
        ("Thực hiện năm 2024", "baseline"), ("Ghi chú", "note"), ("Cá nhân phụ trách", "person"),
        ("Chủ trì/Phối hợp", "joint"), ("Đơn vị thực hiện", "executor"), ("Kinh phí dự kiến", "funding"),
        ("Màu sắc", ""),
    ],
)  # fmt: skip
def test_a_heading_tells_its_column(heading: str, meaning: str) -> None:
    assert meaning_of(heading) == meaning


def test_a_year_under_the_time_is_a_mark() -> None:
    assert column_of(["Thời gian thực hiện", "2026"]).meaning == "mark"
    assert column_of(["Cơ quan thực hiện", "Phối hợp"]).meaning == "support"


@pytest.mark.parametrize(
    ("cell", "edtf", "relation"),
    [
        ("6/2025", "2025-06", "by"), ("30/06/2025", "2025-06-30", "by"), ("Quý II/2025", "2025-04/2025-06", "by"),
        ("Quý III Năm 2026", "2026-07/2026-09", "by"), ("Tháng 10/2025", "2025-10", "by"), ("2025", "2025", "by"),
        ("Năm 2025-2026", "2025/2026", "within"), ("2025 - 2026", "2025/2026", "within"),
        ("Quý IV/2025- Quý II/2026", "2025-10/2026-06", "within"), ("Thường xuyên", None, "recurring"),
        ("Nhiệm vụ thường xuyên", None, "recurring"), ("Hằng năm", None, "recurring"),
        ("2025 và những năm tiếp theo", "2025", "from"), ("Từ năm 2026", "2026", "from"),
        ("Trước ngày 30/6/2025", "2025-06-30", "before"), ("Đến 2030", "2030", "by"),
        ("6 tháng đầu năm 2026", "2026-01/2026-06", "by"), ("Tháng 9", "2025-09", "by"),
        ("Sau khi Luật Dữ liệu được ban hành", None, None), ("31/02/2025", None, None),
    ],
)  # fmt: skip
def test_a_deadline_in_every_manner(cell: str, edtf: str | None, relation: str | None) -> None:
    due = due_in(cell, "2025-01-09")
    assert due is not None
    assert (due.edtf, due.relation, due.text) == (edtf, relation, cell)


@pytest.mark.parametrize("cell", ["", " ", "-", "…"])
def test_an_empty_cell_is_no_deadline(cell: str) -> None:
    assert due_in(cell, "2025-01-09") is None


@given(st.text(max_size=60))
def test_any_cell_can_be_read(cell: str) -> None:
    due_in(cell, "2025-01-09")
    for value in values_in(cell):
        assert 0 <= value.start <= value.end <= len(cell)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("≥ 80", [(">=", 80.0)]), ("100%", [("=", 100.0)]), ("16 - 18", [(">=", 16.0, 18.0)]),
        ("khoảng 8–10%", [("~", 8.0, 10.0)]),
        ("> 0,7", [(">", 0.7)]), ("1.200", [("=", 1200.0)]), ("dưới 30%", [("<", 30.0)]), ("09", [("=", 9.0)]),
        ("tối thiểu 2%", [(">=", 2.0)]), ("95% trở lên", [(">=", 95.0)]), ("Đạt mức tiên tiến của khu vực", []),
        ("≤ 3 Đông Nam Á; ≤ 50 Thế giới", [("<=", 3.0), ("<=", 50.0)]), ("—", []),
    ],
)  # fmt: skip
def test_numbers_of_a_cell(cell: str, read: list[tuple[str | float, ...]]) -> None:
    told = [(v.comparator, v.number, v.upper) for v in values_in(cell)]
    assert [one if one[2] is not None else one[:2] for one in told] == read
