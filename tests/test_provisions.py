"""The parts of documents: every style of numbering, annexes, rows of tables, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.provisions import provision_at, row_label, with_rows
from kg.model import Document, Provision, Span

HEAD = reading.STATE_HEAD + "Số: 900/QĐ-TTg\n\nQUYẾT ĐỊNH\nVề dữ liệu mở\n\n"
END = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTHỦ TƯỚNG\n\nTrần Văn Thử\n\n"


def read(body: str) -> Document:
    return reading.document(HEAD + body)


def labels(document: Document) -> list[str]:
    return [p.label for p in document.provisions]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Điều 1. Phạm vi\n\n1. Các bộ kết nối dữ liệu.\n\na) Bộ "
            "Công an kết nối.\n\nđ) Bộ Y tế kết nối.\n\nĐiều 2. Hiệu lực",
            ["Điều 1", "Điều 1, khoản 1", "Điều 1, khoản 1, điểm a", "Điều 1, khoản 1, điểm đ", "Điều 2"],
        ),
        (
            "I. ĐÁNH GIÁ\n\nDữ liệu đã mở.\n\nII. VIỆC CẦN LÀM\n\n1. Các bộ:\n\na) Kết nối dữ liệu.\n\nb) Mở dữ liệu.",
            ["mục I", "mục II", "mục II.1", "mục II.1.a", "mục II.1.b"],
        ),
        (
            "Chương I\nQUY ĐỊNH CHUNG\n\nMục 1. Phạm vi\n\nĐiều 1. Phạm vi\n\n"
            "Nội dung.\n\nChương II\nĐIỀU KHOẢN THI HÀNH\n\nĐiều 2. Hiệu lực",
            ["Chương I", "Chương I, Mục 1", "Điều 1", "Chương II", "Điều 2"],
        ),
        (
            "Điều 1. Phê duyệt Chương trình với những nội dung sau:\n\n"
            "I. QUAN ĐIỂM\n\n1. Dữ liệu là tài nguyên.\n\nII. MỤC TIÊU",
            ["Điều 1", "Điều 1, mục I", "Điều 1, mục I.1", "Điều 1, mục II"],
        ),
        (
            "1. Việc thứ nhất.\n\n1.1. Việc nhỏ.\n\n1.2. Việc nhỏ nữa.\n\n2. Việc thứ hai.",
            ["mục 1", "mục 1.1", "mục 1.2", "mục 2"],
        ),
        (
            "## I- MỤC TIÊU\n\n**1\\.** Mở dữ liệu.\n\n### 2. Kết nối\n\n- Gạch đầu dòng không phải một mục.",
            ["mục I", "mục I.1", "mục I.2"],
        ),
        ("A. PHẦN CHUNG\n\nI. MỞ ĐẦU\n\n1. Dữ liệu mở.", ["mục A", "mục A.I", "mục A.I.1"]),
        ("Năm 2025 có 3 việc. Điều 5 của Luật đã nói rõ.", []),
    ],
    ids=["articles", "notice", "chapters", "sections-in-an-article", "decimals", "markdown", "letters", "prose"],
)
def test_numbering(body: str, expected: list[str]) -> None:
    assert labels(read(body)) == expected


def test_annexes_begin_anew_and_what_is_signed_is_no_part() -> None:
    document = read(
        "Điều 1. Ban hành Quy chế.\n\n1. Quy chế kèm theo."
        + END
        + "QUY CHẾ\nMở dữ liệu\n(Kèm theo Quyết định số 900/QĐ-TTg "
        "ngày 5 tháng 5 năm 2025)\n\nĐiều 1. Phạm vi\n\n1. Các bộ.\n\n"
        + "PHỤ LỤC II\nDANH MỤC DỮ LIỆU\n(Kèm theo Quyết định số 900/QĐ-TTg)\n\nI. DỮ LIỆU CỦA BỘ\n\n1. Dữ liệu dân cư."
    )
    assert labels(document) == [
        "Điều 1", "Điều 1, khoản 1",
        "Quy chế", "Quy chế, Điều 1", "Quy chế, Điều 1, khoản 1",
        "Phụ lục II", "Phụ lục II, mục I", "Phụ lục II, mục I.1",
    ]  # fmt: skip
    signed = document.text.index("Trần Văn Thử")
    assert provision_at(document.provisions, signed) is None
    assert provision_at(document.provisions, document.text.index("- Như trên")) is None


def test_an_annex_that_is_only_spoken_of_is_none() -> None:
    document = read(
        "1. Các bộ thực hiện nhiệm vụ tại Phụ lục II kèm theo.\n\nPhụ lục I nêu các chỉ tiêu cụ thể của từng bộ."
    )
    assert labels(document) == ["mục 1"]


def test_news_has_no_parts() -> None:
    text = (
        "Thủ tướng giao ba việc\n\nThủ tướng yêu cầu các bộ làm ngay ba việc "
        "sau đây, không chậm trễ:\n\n1. Mở dữ liệu.\n\n2. Kết nối dữ liệu."
    )
    assert reading.document(text).provisions == ()


def test_rows_of_a_table_are_cited_by_their_own_number() -> None:
    table = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n| I | Mở dữ liệu | |\n"
        "| 1 | Mở dữ liệu dân cư | Bộ Công an |\n| 2 | Mở dữ liệu y tế | Bộ Y tế |\n"
    )
    document = read("Điều 1. Giao nhiệm vụ.\n\n" + END + "PHỤ LỤC\n\nDANH MỤC\n\n" + table)
    assert labels(document)[-3:] == ["Phụ lục", "Phụ lục, mục 1", "Phụ lục, mục 2"]
    found = provision_at(document.provisions, document.text.index("Mở dữ liệu y tế"))
    assert found is not None
    assert found.label == "Phụ lục, mục 2"


def test_numbers_that_begin_anew_under_each_section_of_a_table_have_it() -> None:
    table = (
        "| STT | Nhiệm vụ | Thời hạn |\n|---|---|---|\n| I | Mở | |\n"
        "| 1 | Dân cư | 2025 |\n| II | Nối | |\n| 1 | Y tế | 2026 |\n"
    )
    document = read("1. Giao.\n\n" + END + "PHỤ LỤC I\n\nDANH MỤC\n\n" + table)
    assert labels(document)[-2:] == ["Phụ lục I, mục I.1", "Phụ lục I, mục II.1"]


@pytest.mark.parametrize(
    ("above", "number", "label"),
    [
        ("Phụ lục II", "3.", "Phụ lục II, mục 3"),
        ("Phụ lục II, mục 1", "3", "Phụ lục II, mục 1.3"),
        (None, "4", "mục 4"),
    ],
)
def test_row_labels(above: str | None, number: str, label: str) -> None:
    part = Provision(Span(0, 9), "annex", "", above, "x") if above else None
    assert row_label(part, number) == label


def test_a_task_tells_its_place_in_the_graph(tmp_path: object) -> None:
    from kg.rdf import quad_lines
    from kg.resources import ontology_dir

    found = reading.facts(HEAD + "Điều 2. Trách nhiệm\n\n1. Bộ Công an chủ trì mở dữ liệu dân cư trước ngày 30/6/2025.")
    lines = quad_lines(found, ontology_dir())
    place = "<https://w3id.org/chutri/id/doc/2025/900-qd-ttg/dieu-2/khoan-1>"
    task = f"<https://w3id.org/chutri/id/{found.tasks[0].id}> <https://w3id.org/chutri/ontology#provision> {place}"
    assert any(line.startswith(task) for line in lines)
    named = f'{place} <http://www.w3.org/2004/02/skos/core#prefLabel> "Điều 2, khoản 1"@vi'
    assert any(line.startswith(named) for line in lines)


MARKERS = [
    "Chương I\nCHUNG",
    "Điều 1. Phạm vi",
    "I. CHUNG",
    "1. Việc",
    "1.1. Việc nhỏ",
    "a) Điểm",
    "- Gạch",
    "Đoạn văn.",
    "PHỤ LỤC II",
    "## II. MỤC",
]


@given(st.lists(st.sampled_from(MARKERS), max_size=25))
def test_parts_are_nested_in_order_and_cover_their_blocks(items: list[str]) -> None:
    document = read("\n\n".join(items))
    parts = document.provisions
    assert [p.span.start for p in parts] == sorted(p.span.start for p in parts)
    assert len({p.path for p in parts}) == len(parts)
    for i, part in enumerate(parts):
        assert part.span.start < part.span.end <= len(document.text)
        if part.parent is not None:
            above = parts[part.parent]
            assert part.parent < i
            assert above.span.start <= part.span.start
            assert part.span.end <= above.span.end
    for a, b in pairwise(parts):
        assert b.span.start >= a.span.end or b.span.end <= a.span.end
    for block in document.blocks:
        inside = provision_at(parts, block.span.start)
        assert inside is None or block.span.end <= inside.span.end


@given(st.lists(st.integers(1, 9), max_size=6), st.sampled_from(["Điều 1. Việc", "PHỤ LỤC I", "Đoạn văn."]))
def test_rows_keep_the_parts_in_order(numbers: list[int], opener: str) -> None:
    document = read(opener + "\n\n" + "\n".join(f"hàng {n}" for n in numbers))
    start = document.text.index(opener) + len(opener) + 2
    rows = []
    for n in numbers:
        rows.append((Span(start, start + 6), str(n)))
        start += 7
    made = with_rows(document.provisions, rows)
    assert [p.span.start for p in made] == sorted(p.span.start for p in made)
    assert len({p.path for p in made}) == len(made)
    assert all(p.parent is None or p.parent < i for i, p in enumerate(made))
