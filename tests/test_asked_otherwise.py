"""Questions that are not about work: answered from what the graph knows, or refused; never turned into another."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kg
from kg import query
from kg.ask.engine import Reply
from kg.ask.prepare import PREPARED
from kg.cli.root import root
from kg.store import open_graph


def ask(store: Path, question: str) -> Reply:
    return kg.open(store).ask(question)


def told(store: Path, question: str, language: str = "vi") -> Result:
    return CliRunner().invoke(root, ["ask", question], env={"KG_STORE": str(store), "KG_LANG": language})


@pytest.mark.parametrize(
    ("question", "frame", "answer"),
    [
        ("57-NQ/TW do ai ban hành?", "issued", "Nghị quyết số 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024."),
        ("who issued 57-NQ/TW?", "issued", "Nghị quyết số 57-NQ/TW do Bộ Chính trị ban hành ngày 22/12/2024."),
        ("tỉnh Bình Dương nay thuộc đâu?", "part_of",
         "Tỉnh Bình Dương đã sáp nhập vào Thành phố Hồ Chí Minh từ ngày 1/7/2025."),
        ("Trung tâm dữ liệu quốc gia thuộc bộ nào?", "part_of", "Trung tâm dữ liệu quốc gia thuộc Bộ Công an."),
        ("Bộ Thông tin và Truyền thông giải thể khi nào?", "ended",
         "Bộ Thông tin và Truyền thông đã sáp nhập vào Bộ Khoa học và Công nghệ từ ngày 1/3/2025."),
        ("Bộ Xây dựng tiền thân là gì?", "origins",
         "Bộ Giao thông vận tải đã sáp nhập vào Bộ Xây dựng từ ngày 1/3/2025."),
        ("những bộ nào đã sáp nhập?", "merged", "Bộ Giao thông vận tải đã sáp nhập vào Bộ Xây dựng từ ngày 1/3/2025."),
        ("Tô Lâm là ai?", "person", "Tô Lâm"),
    ],
)  # fmt: skip
def test_what_the_graph_knows_is_answered(seeds_store: Path, question: str, frame: str, answer: str) -> None:
    reply = ask(seeds_store, question)
    assert reply.understood.frame == frame
    assert any(answer in one.text for one in reply.answers)


def test_all_provinces_that_joined_another_are_told(seeds_store: Path) -> None:
    reply = ask(seeds_store, "những tỉnh nào đã sáp nhập?")
    joined = {body for one in reply.answers for body in one.bodies if "sáp nhập" in one.text}
    assert {"Tỉnh Bình Dương", "Tỉnh Bắc Giang", "Tỉnh Hà Nam"} <= joined
    assert not any("Bộ " in one.text for one in reply.answers)


@pytest.mark.parametrize(
    ("question", "refusal"),
    [
        ("ai đứng đầu Bộ Tài chính?", "Tài liệu không nêu người đứng đầu Bộ Tài chính."),
        ("ai là bộ trưởng Bộ Tài chính?", "Tài liệu không nêu người đứng đầu Bộ Tài chính."),
        ("ai phụ trách Bộ Tài chính?", "Tài liệu không nêu người đứng đầu Bộ Tài chính."),
        ("Bộ Y tế giải thể khi nào?", "Chưa ghi nhận việc Bộ Y tế sáp nhập, giải thể hoặc đổi tên."),
        ("tại sao sáp nhập các bộ?", "Chương trình không trả lời được câu hỏi này."),
        ("Bộ Nội vụ ở đâu?", "Chương trình không trả lời được câu hỏi này."),
        ("Cục Quản lý Sao Hỏa thuộc bộ nào?", "Không rõ “Cục Quản lý Sao Hỏa” là cơ quan nào."),
        ("Sở Sao Hỏa chủ trì việc gì?", "Không rõ “Sở Sao Hỏa” là cơ quan nào."),
    ],
)
def test_what_it_does_not_know_is_refused_and_no_other_question_answered(
    seeds_store: Path, question: str, refusal: str
) -> None:
    reply = ask(seeds_store, question)
    assert (reply.outcome, reply.answers) == ("nothing", ())
    assert reply.refusal.startswith(refusal)
    done = told(seeds_store, question)
    assert done.exit_code == 1


def test_a_refusal_advises_no_query_language(seeds_store: Path) -> None:
    for language, question in (("vi", "ai phụ trách sao hỏa?"), ("en", "who leads the moon?")):
        done = told(seeds_store, question, language)
        assert done.exit_code == 1
        assert "SELECT" not in done.stdout
        assert "kg report tasks" in " ".join(done.stdout.split())


def test_a_matter_that_is_called_like_a_body_still_has_an_owner(seeds_store: Path) -> None:
    """A data centre is set up by somebody; a ministry is nobody's task. And "Sở hữu …" is no "Sở"."""
    assert ask(seeds_store, "ai phụ trách Trung tâm dữ liệu quốc gia?").understood.frame == "owner"
    assert ask(seeds_store, "Sở hữu trí tuệ do ai phụ trách?").understood.frame == "owner"


def test_a_list_is_called_in_the_language_of_the_answer(seeds_store: Path) -> None:
    assert "Which provinces were merged" in told(seeds_store, "những tỉnh nào đã sáp nhập?", "en").stdout


def test_a_post_is_called_in_the_language_of_the_answer(seeds_store: Path) -> None:
    assert told(seeds_store, "thủ tướng là ai", "en").stdout.startswith("Understood as: Who is the prime minister")


@pytest.mark.parametrize("name", PREPARED)
def test_what_is_kept_for_questions_joins_what_it_tells_of(seeds_store: Path, name: str) -> None:
    """Fewer rows than statements: a row of each document with each name answers nothing, and takes long to write."""
    graph = open_graph(seeds_store)
    assert len(graph.texts(query.question(name).sparql)) < len(graph)
