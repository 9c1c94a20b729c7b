"""Questions over small documents of our own: deadlines that close a sentence, replaced ones, matters, committees."""

from __future__ import annotations

import pytest

import kg
from kg.ask.answer import due_of
from kg.ask.phrases import wording
from kg.cli.asking import as_text

DECISION = """CHÍNH PHỦ
Số: 12/NQ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 10 tháng 3 năm 2025

NGHỊ QUYẾT
Về phát triển công nghiệp số

1. Bộ Giáo dục và Đào tạo chủ trì xây dựng học bạ số dùng chung, tích hợp với cơ sở dữ liệu văn bằng, hoàn thành \
trước ngày 10 tháng 12 năm 2025.

2. Bộ Y tế chủ trì xây dựng sổ sức khỏe điện tử mới, ban hành quy chế khai thác trong năm 2026.

3. Bộ Công an chủ trì cấp thẻ định danh cho người nước ngoài chậm nhất ngày 30/6/2025.

4. Về hoạt động của bến thủy nội địa sông Lô: giao Bộ Xây dựng rà soát, tổng hợp, báo cáo Chính phủ trước ngày \
20/9/2025.

5. Bộ Khoa học và Công nghệ chủ trì xây dựng chương trình phát triển nhân lực thiết kế vi mạch bán dẫn quốc gia, \
hoàn thành trước ngày 30/6/2025.

6. Phấn đấu đến năm 2027 tỷ lệ hộ gia đình có cáp quang đạt 70%. Phấn đấu đến năm 2030 tỷ lệ hộ gia đình có cáp \
quang đạt 95%.
"""
PLAN = """CHÍNH PHỦ
Số: 45/NQ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 10 tháng 8 năm 2025

NGHỊ QUYẾT
Về phiên họp Chính phủ thường kỳ

1. Bộ Khoa học và Công nghệ chủ trì xây dựng chương trình phát triển nhân lực thiết kế vi mạch bán dẫn quốc gia, \
hoàn thành trước ngày 31/12/2026.

2. Bộ Khoa học và Công nghệ chủ trì xây dựng sàn giao dịch dữ liệu, hoàn thành trước ngày 30/11/2026.
"""
LISTS = """Các ban chỉ đạo họp

Ông Nguyễn Văn An, Trưởng Ban Chỉ đạo Trung ương về phát triển kinh tế biển, chủ trì phiên họp của Ban Chỉ đạo \
Trung ương về phát triển kinh tế biển.

Bà Trần Thị Bình, Trưởng Ban Chỉ đạo Trung ương về phòng, chống thiên tai và kinh tế rừng, phát biểu tại phiên \
họp của Ban Chỉ đạo Trung ương về phòng, chống thiên tai và kinh tế rừng.
"""


DECREE = """CHÍNH PHỦ
Số: 77/2025/NĐ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 2 tháng 3 năm 2025

NGHỊ ĐỊNH
Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ Khoa học và Công nghệ

Điều 1. Nhiệm vụ

1. Bộ Khoa học và Công nghệ có trách nhiệm cấp phép sử dụng tần số vô tuyến điện.
"""
EARLIER = """CHÍNH PHỦ
Số: 8/NQ-CP

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 10 tháng 1 năm 2025

NGHỊ QUYẾT
Về mạng lưới quan trắc

1. Bộ Thông tin và Truyền thông chủ trì xây dựng các trạm quan trắc phổ điện từ, hoàn thành trước ngày 30/12/2027.
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in (("a", DECISION), ("b", PLAN), ("c", LISTS), ("d", DECREE), ("e", EARLIER)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    store = folder.parent / f"{folder.name}-store"
    kg.build([folder], store)
    return kg.open(store)


def test_a_deadline_that_closes_a_sentence_is_that_of_all_its_tasks(graph: kg.Graph) -> None:
    reply = graph.ask("học bạ số dùng chung bao giờ phải xong?")
    first = reply.answers[0]
    assert (reply.outcome, first.dates) == ("found", ("2025-12-10",))
    assert "nêu ở cuối câu: “hoàn thành trước ngày 10 tháng 12 năm 2025”" in first.text
    assert first.card and first.card.due is None


def test_a_deadline_of_the_last_task_alone_is_not_that_of_the_others(graph: kg.Graph) -> None:
    reply = graph.ask("sổ sức khỏe điện tử mới bao giờ phải xong?")
    assert reply.outcome == "nodate"
    assert reply.nearest[0].dates == ()


def test_a_deadline_that_may_be_met_on_its_day_says_so(graph: kg.Graph) -> None:
    answer = graph.ask("khi nào phải cấp thẻ định danh cho người nước ngoài?").answers[0]
    assert answer.text.startswith("Thời hạn: chậm nhất ngày 30/6/2025.")
    english = graph.ask("khi nào phải cấp thẻ định danh cho người nước ngoài?", language="en").answers[0]
    assert "no later than 30 June 2025" in english.text


def test_what_a_paragraph_is_about_is_found_with_its_task(graph: kg.Graph) -> None:
    reply = graph.ask("Khi nào Bộ Xây dựng phải báo cáo về bến thủy nội địa?")
    assert reply.answers[0].dates == ("2025-09-20",)
    assert graph.ask("Khi nào Bộ Xây dựng phải báo cáo về sân bay?").outcome == "nothing"


@pytest.mark.parametrize("question", ["ai chủ trì chương trình nhân lực thiết kế vi mạch bán dẫn?", "Bộ KH&CN làm gì?"])
def test_a_deadline_that_a_later_text_has_replaced_says_so(graph: kg.Graph, question: str) -> None:
    old = next(one for one in graph.ask(question).answers if one.card and one.card.due == "2025-06-30")
    assert old.card and due_of(old.card, wording("vi")) == (
        "trước ngày 30/6/2025 (mốc này đã được Nghị quyết số 45/NQ-CP thay bằng: trước ngày 31/12/2026)"
    )
    newer = old.as_json()["newer"]
    assert (newer["prevails"], newer["due"], newer["document"]) == (True, "2026-12-31", "Nghị quyết số 45/NQ-CP")


def test_the_deadline_that_holds_comes_first(graph: kg.Graph) -> None:
    answers = graph.ask("khi nào xong chương trình phát triển nhân lực thiết kế vi mạch bán dẫn quốc gia?").answers
    assert [one.card.due for one in answers[:2] if one.card] == ["2026-12-31", "2025-06-30"]


def test_on_a_day_before_the_later_text_nothing_had_been_replaced(graph: kg.Graph) -> None:
    reply = graph.ask("ai chủ trì chương trình nhân lực thiết kế vi mạch bán dẫn?", day="2025-05-01")
    assert all(one.card and one.card.newer is None for one in reply.answers)


def test_a_document_and_a_body_together_name_the_tasks_of_both(graph: kg.Graph) -> None:
    reply = graph.ask("Nghị quyết 45/NQ-CP giao việc gì cho Bộ Khoa học và Công nghệ?")
    assert {one.card.due for one in reply.answers if one.card} == {"2026-12-31", "2026-11-30"}
    assert reply.sentence == "Nghị quyết số 45/NQ-CP giao Bộ Khoa học và Công nghệ những nhiệm vụ nào?"
    assert graph.ask("Nghị quyết 45/NQ-CP giao việc gì cho Bộ Y tế?").answers == ()


def test_what_is_overdue_is_what_was_due_before_the_day_and_has_no_newer_deadline(graph: kg.Graph) -> None:
    reply = graph.ask("nhiệm vụ quá hạn của Bộ Công an")
    assert [one.dates for one in reply.answers] == [("2025-06-30",)]
    assert "đã quá thời hạn tính đến ngày 10/8/2025" in reply.answers[0].text
    assert graph.ask("nhiệm vụ quá hạn của Bộ Công an", day="2025-06-30").answers == ()
    assert graph.ask("nhiệm vụ quá hạn của Bộ Khoa học và Công nghệ").answers == ()


def test_bare_words_with_a_year_ask_for_the_target_of_that_year(graph: kg.Graph) -> None:
    assert [one.values for one in graph.ask("cáp quang hộ gia đình năm 2030").answers] == [(95.0,)]
    assert [one.values for one in graph.ask("cáp quang hộ gia đình 2027").answers] == [(70.0,)]


def test_bare_words_with_a_year_and_no_target_ask_for_the_owner(graph: kg.Graph) -> None:
    reply = graph.ask("sàn giao dịch dữ liệu 2026")
    assert (reply.understood.frame, reply.answers[0].bodies[:1]) == ("owner", ("Bộ Khoa học và Công nghệ",))


def test_a_head_is_that_of_the_body_whose_name_has_every_word(graph: kg.Graph) -> None:
    reply = graph.ask("Ai là Trưởng ban Chỉ đạo Trung ương về kinh tế biển?")
    assert [one.people for one in reply.answers] == [("Nguyễn Văn An",)]
    assert "phát triển kinh tế biển" in reply.sentence


def test_of_several_bodies_that_may_be_meant_all_are_told(graph: kg.Graph) -> None:
    reply = graph.ask("Ai là Trưởng ban Chỉ đạo về kinh tế?")
    assert {one.people for one in reply.answers} == {("Nguyễn Văn An",), ("Trần Thị Bình",)}
    assert "Có nhiều cơ quan mang tên gần như vậy" in reply.sentence


def test_a_long_title_is_given_once(graph: kg.Graph) -> None:
    text = as_text(graph.ask("Bộ Khoa học và Công nghệ phải làm gì?"), 0, 1000)
    assert text.count("— Nghị quyết số 45/NQ-CP về phiên họp Chính phủ thường kỳ,") == 1
    assert text.count("— Nghị quyết số 45/NQ-CP,") == 1


def test_a_standing_duty_answers_where_no_work_of_the_kind_is_given(graph: kg.Graph) -> None:
    reply = graph.ask("ai cấp phép sử dụng tần số vô tuyến điện?")
    assert (reply.outcome, reply.answers[0].bodies) == ("found", ("Bộ Khoa học và Công nghệ",))
    assert "nhiệm vụ thường xuyên" in reply.answers[0].text
    assert reply.answers[0].card is None


def test_a_date_may_open_a_question(graph: kg.Graph) -> None:
    reply = graph.ask("Tháng 11/2026 phải hoàn thành những việc gì?")
    assert {one.card.due for one in reply.answers if one.card} == {"2026-11-30"}


def test_a_date_may_close_a_question(graph: kg.Graph) -> None:
    reply = graph.ask("Bộ Khoa học và Công nghệ có nhiệm vụ gì đến hạn tháng 11/2026?")
    assert {one.card.due for one in reply.answers if one.card} == {"2026-11-30"}


def test_what_is_typed_without_accents_finds_what_has_empty_words_with_them(graph: kg.Graph) -> None:
    assert graph.ask("han chot cap the dinh danh cho nguoi o nuoc ngoai").outcome == "found"


@pytest.mark.parametrize(
    "question",
    [
        "Bộ Khoa học và Công nghệ phải làm gì về trạm quan trắc phổ điện từ?",
        "BKHCN phải làm gì về trạm quan trắc phổ điện từ?",
        "bo kho hoc va cong nghe phai lam gi ve tram quan trac pho dien tu",
    ],
)
def test_work_that_has_passed_on_is_that_of_the_body_which_has_it_now(graph: kg.Graph, question: str) -> None:
    answer = graph.ask(question).answers[0]
    assert answer.card and [b.vi for b in answer.card.lead] == ["Bộ Thông tin và Truyền thông"]
    assert "(nay là Bộ Khoa học và Công nghệ)" in answer.text


def test_before_the_merger_it_was_not(graph: kg.Graph) -> None:
    reply = graph.ask("Bộ Khoa học và Công nghệ phải làm gì về trạm quan trắc phổ điện từ?", day="2025-02-01")
    assert reply.answers == ()


def test_a_body_without_work_of_the_kind_is_asked_for_its_duties(graph: kg.Graph) -> None:
    reply = graph.ask("Bộ Khoa học và Công nghệ chủ trì những gì về tần số vô tuyến điện?")
    assert "nhiệm vụ thường xuyên" in reply.answers[0].text
    assert graph.ask("Bộ Y tế chủ trì những gì về tần số vô tuyến điện?").answers == ()


@pytest.mark.parametrize("question", ["NQ45/NQ-CP giao ai?", "NQ 45 giao ai?", "nq45 giao những nhiệm vụ nào"])
def test_kind_and_number_may_be_written_together(graph: kg.Graph, question: str) -> None:
    assert len(graph.ask(question).answers) == 2
