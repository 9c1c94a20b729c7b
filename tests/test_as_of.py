"""As of a day: nothing that only later sources tell, one rule for questions, bodies and reports."""

from __future__ import annotations

import pytest

import kg
from kg.ask.answer import Answer
from kg.ask.profile import unmentioned
from kg.cli.asking import as_text
from kg.cli.language import messages
from kg.reports.table import Section

BODY = "Bộ Y tế"
DOCUMENTS = {
    "thang-1": (
        "2025-01-15",
        """Phiên họp về y tế số

Thủ tướng yêu cầu Bộ Y tế hoàn thành sổ sức khỏe điện tử trước ngày 31/3/2025.

Bộ trưởng Bộ Y tế Nguyễn Văn An phát biểu tại phiên họp.

Cục Chuyển đổi số quốc gia báo cáo về nền tảng y tế.
""",
    ),
    "thang-5": (
        "2025-05-20",
        """Phiên họp về dữ liệu y tế

Thủ tướng yêu cầu Bộ Y tế hoàn thành cơ sở dữ liệu bệnh viện trước ngày 30/4/2025.

Bộ trưởng Bộ Y tế Trần Thị Bình phát biểu tại phiên họp. Bộ Y tế lập Tổ công tác về dữ liệu bệnh viện.
""",
    ),
    "khong-ngay": (
        None,
        """Về kho thuốc quốc gia

Sau Công văn số 8011-CV/BTCTW, ngày 27/02/2025, các bộ đã họp.

Thủ tướng yêu cầu Bộ Y tế hoàn thành kho thuốc quốc gia trước ngày 30/4/2025.
""",
    ),
    "bao-cao": (
        "2025-11-16",
        """**Các nhiệm vụ quá hạn chưa hoàn thành**

| STT | Nội dung | Cơ quan chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Hoàn thành sổ sức khỏe điện tử | Bộ Y tế | 31/3/2025 |
| 2 | Xây dựng hệ thống điều phối dữ liệu ngành y tế | Bộ Y tế | 30/9/2025 |
""",
    ),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("as-of")
    (folder / "in").mkdir()
    manifest = ""
    for name, (date, text) in DOCUMENTS.items():
        (folder / "in" / f"{name}.md").write_text(text, "utf-8")
        dated = f'published = "{date}"\n' if date else ""
        manifest += f'[[document]]\nid = "{name}"\nfile = "{name}.md"\n{dated}\n'
    (folder / "in" / "manifest.toml").write_text(manifest, "utf-8")
    kg.build([folder / "in"], folder / "store")
    return kg.open(folder / "store")


def told(answers: tuple[Answer, ...]) -> list[str]:
    """The words that tell the tasks of the answers apart."""
    words = ("sổ sức khỏe", "cơ sở dữ liệu", "kho thuốc", "hệ thống điều phối")
    return sorted({word for one in answers if one.card for word in words if word in one.card.text})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-31", []),  # the last day of the deadline
        ("2025-04-15", ["sổ sức khỏe"]),
        ("2025-05-01", ["kho thuốc", "sổ sức khỏe"]),  # the third is not told before 20 May
        ("2025-05-20", ["cơ sở dữ liệu", "kho thuốc", "sổ sức khỏe"]),
        ("2025-11-15", ["cơ sở dữ liệu", "kho thuốc", "sổ sức khỏe"]),
        ("2025-11-16", ["cơ sở dữ liệu", "hệ thống điều phối", "kho thuốc", "sổ sức khỏe"]),
    ],
)
def test_what_is_overdue_on_a_day(graph: kg.Graph, day: str, expected: list[str]) -> None:
    reply = graph.ask(f"nhiệm vụ quá hạn của {BODY}", day=day)
    assert told(reply.answers) == expected
    assert all(not one.card.status for one in reply.answers if one.card) == (day < "2025-11-16")


@pytest.mark.parametrize("day", ["2025-03-31", "2025-05-01", "2025-05-20", "2025-11-15", "2025-11-16", None])
def test_a_question_and_the_report_say_the_same_is_overdue(graph: kg.Graph, day: str | None) -> None:
    asked = {one.card.iri for one in graph.ask(f"nhiệm vụ quá hạn của {BODY}", day=day).answers if one.card}
    sections = {s.key: s for s in graph.report("overdue", as_of=day, body=BODY).report.sections}
    listed = {code for key in ("late", "passed", "silent") for code in codes(sections[key])}
    assert {iri.rpartition("/id/")[2] for iri in asked} == listed


def codes(section: Section) -> set[str]:
    place = [column.key for column in section.columns].index("code")
    return {str(row[place]) for row in section.rows}


def test_what_is_due_is_what_had_been_told(graph: kg.Graph) -> None:
    asked = f"việc gì của {BODY} phải xong trước 1/5/2025?"
    assert told(graph.ask(asked, day="2025-02-01").answers) == ["sổ sức khỏe"]
    assert told(graph.ask(asked, day="2025-02-27").answers) == ["kho thuốc", "sổ sức khỏe"]
    assert told(graph.ask(asked).answers) == ["cơ sở dữ liệu", "kho thuốc", "sổ sức khỏe"]


def test_a_source_without_a_day_is_announced(graph: kg.Graph) -> None:
    asked = f"việc gì của {BODY} phải xong trước 1/5/2025?"
    assert [graph.ask(asked, day=day).undated for day in ("2025-02-26", "2025-02-27", None)] == [0, 1, 0]
    shown = " ".join(as_text(graph.ask(asked, day="2025-03-01"), 0, 80).split())
    assert shown.endswith(messages().count("ask.undated", 1))
    (body,) = graph.bodies(BODY)
    assert [graph.body(body, day=day).undated for day in ("2025-02-26", "2025-02-27")] == [0, 1]
    notes = [graph.report("tasks", as_of=day).report.notes for day in ("2025-02-26", "2025-02-27")]
    assert ["undated" in {note.key for note in one} for one in notes] == [False, True]


def test_who_heads_a_body_on_a_day(graph: kg.Graph) -> None:
    asked = f"ai đứng đầu {BODY}?"
    early = graph.ask(asked, day="2025-05-19")
    assert [one.people for one in early.answers] == [("Nguyễn Văn An",)]
    assert "nguồn" not in early.answers[0].text
    before = graph.ask(asked, day="2025-01-14")
    assert (before.outcome, before.answers, len(before.nearest)) == ("notyet", (), 2)


def test_of_several_heads_the_one_told_of_last_comes_first_and_says_so(graph: kg.Graph) -> None:
    (body,) = graph.bodies(BODY)
    for answers in (graph.ask(f"ai đứng đầu {BODY}?").answers, graph.body(body).groups["heads"]):
        assert [one.text for one in answers] == [
            "Người đứng đầu Bộ Y tế: Bộ trưởng Trần Thị Bình (theo nguồn gần nhất, ngày 20/5/2025).",
            "Người đứng đầu Bộ Y tế: Bộ trưởng Nguyễn Văn An (trước đó, theo nguồn ngày 15/1/2025).",
        ]


def test_all_about_a_body_is_as_of_the_day(graph: kg.Graph) -> None:
    (body,) = graph.bodies(BODY)
    early, late = (graph.body(body, day=day).groups for day in ("2025-02-01", "2025-06-01"))
    assert ([one.people for one in early["heads"]], early["established"]) == ([("Nguyễn Văn An",)], ())
    assert [one.text for one in late["established"]] == ["Tổ công tác về dữ liệu bệnh viện"]
    assert (early["predecessors"], len(late["predecessors"])) == ((), 1)


def test_the_units_of_a_body_are_those_of_the_day(graph: kg.Graph) -> None:
    def units(name: str, day: str | None) -> set[str]:
        (body,) = graph.bodies(name)
        return {one.bodies[0] for one in graph.body(body, day=day).groups["parts"]}

    department, insurance = "Cục Chuyển đổi số quốc gia", "Bảo hiểm xã hội Việt Nam"
    assert department in units("Bộ Thông tin và Truyền thông", "2025-02-28")
    assert department not in units("Bộ Khoa học và Công nghệ", "2025-02-28")
    assert department in units("Bộ Khoa học và Công nghệ", "2025-03-01") & units("Bộ Khoa học và Công nghệ", None)
    assert insurance in units("Chính phủ", "2025-02-28") & units("Bộ Tài chính", "2025-03-01")
    assert insurance not in units("Bộ Tài chính", "2025-02-28") | units("Chính phủ", None)
    assert "Bộ Dân tộc và Tôn giáo" not in units("Chính phủ", "2025-02-28")


def test_a_body_that_no_document_names_is_one_and_the_same_everywhere(graph: kg.Graph) -> None:
    reply = graph.ask("UBND tỉnh Bắc Giang nay là cơ quan nào?")
    assert reply.sentence == "Ủy ban nhân dân tỉnh Bắc Giang nay là cơ quan nào?"
    assert reply.answers[0].bodies == ("Ủy ban nhân dân tỉnh Bắc Ninh", "Ủy ban nhân dân tỉnh Bắc Giang")
    (meaning,) = graph.meanings("UBND tỉnh Bắc Giang")
    assert meaning.owner is not None
    assert [n.vi for n in meaning.owner.holders] == ["Ủy ban nhân dân tỉnh Bắc Ninh"]
    shown = unmentioned(meaning, "vi")
    assert (shown.mentioned, shown.groups["successors"][0].text) == (False, reply.answers[0].text)
    assert graph.ask("UBND tỉnh Bắc Giang nay là cơ quan nào?", day="2025-06-30").answers == ()
