"""What a piece of work was and became: dated by the document that changed it, and nothing cited that is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_restatements import PLAN, RESOLUTION, filled

import kg
from kg.ask.answer import meeting_of
from kg.ask.phrases import wording
from kg.cli.compared import history_text

LIST = """\
VĂN PHÒNG CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 624/TB-VPCP

Hà Nội, ngày 16 tháng 11 năm 2025

THÔNG BÁO
Kết luận phiên họp

PHỤ LỤC
DANH SÁCH NHIỆM VỤ QUÁ HẠN

| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn | Văn bản giao |
|---|---|---|---|---|
| 1 | {work} | Bộ Khoa học và Công nghệ | 30/9/2025 | Nghị quyết số 71/NQ-CP ngày 01/4/2025 của Chính phủ |
""".replace("{work}", "Xây dựng, trình Chính phủ Đề án phát triển phòng thí nghiệm vi mạch bán dẫn dùng chung")


def opened(folder: Path, **texts: str) -> kg.Graph:
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, "utf-8")
    kg.build(folder / "in", folder / "store")
    return kg.open(folder / "store")


def task(graph: kg.Graph, source: str) -> str:
    rows = graph.query("SELECT ?task ?text { ?task a kg:Task ; skos:prefLabel ?text ; dcterms:source* ?task }")
    texts = {str(r["task"]): str(r["text"]) for r in rows if "bán dẫn" in str(r["text"])}
    return next(iri for iri in texts if any(q.source == source for q in graph.show(iri).quotes))


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return opened(tmp_path_factory.mktemp("listed"), a=filled(RESOLUTION), b=LIST)


def test_a_change_is_of_the_day_of_the_document_that_made_it(listed: kg.Graph) -> None:
    """The notice of 16 November only tells of what Resolution 71 of 1 April has set."""
    first, second = listed.history(task(listed, "a")).as_json()["steps"]
    assert (first["given"], first["mandate"]) == ("2025-01-10", ["Nghị quyết số 900/NQ-CP"])
    assert (second["given"], second["issued"]) == ("2025-04-01", "2025-11-16")
    assert second["mandate"] == ["Nghị quyết số 71/NQ-CP"]
    assert "due" in second["changed"]
    told = history_text(listed.history(task(listed, "a")), 200)
    assert "2. 1/4/2025: " in told or "2. 1 April 2025: " in told


def test_a_disagreement_is_of_that_day_too(listed: kg.Graph) -> None:
    (one,) = listed.conflicts()
    assert [side.given for side in one.sides] == ["2025-01-10", "2025-04-01"]


def test_no_step_cites_a_deadline_that_no_step_gives(tmp_path: Path) -> None:
    """One work holds two: what became of the second is no part of the history of the first."""
    first = "phòng thí nghiệm vi mạch bán dẫn dùng chung"
    second = "mạng lưới viện nghiên cứu vật liệu bán dẫn thế hệ mới"
    both = filled(RESOLUTION, due="").replace(first, f"{first} gắn với {second}")
    later = filled(PLAN, due="trước ngày 31/12/2028").replace("901/NQ-CP", "902/NQ-CP").replace(first, second)
    graph = opened(tmp_path, a=both, b=filled(PLAN), c=later)
    steps = graph.history(task(graph, "b")).steps
    assert [s.card.quotes[0].source for s in steps] == ["a", "b"]
    assert steps[0].card.newer is not None
    assert steps[0].card.newer.task == steps[1].card.iri


def test_a_session_with_a_body_is_none_of_its_own(tmp_path: Path) -> None:
    """The chair's journey took two days: on which of them they met is not said."""
    told = (
        "Từ ngày 08 đến ngày 09 tháng 11 năm 2025, Thủ tướng Chính phủ Phạm Minh Chính đã đến thăm xã Yên Khương và "
        "chủ trì buổi làm việc với Thường trực Tỉnh ủy Thanh Hóa về phát triển kinh tế.\n\n"
        "Thủ tướng yêu cầu Bộ Y tế hoàn thành liên thông bệnh án điện tử trước ngày 30/6/2026.\n"
    )
    graph = opened(tmp_path, a=told)
    (answer,) = graph.ask("ai chủ trì liên thông bệnh án điện tử?").answers
    assert answer.card is not None
    assert meeting_of(answer.card, wording("vi")) == (
        "buổi làm việc với Thường trực Tỉnh ủy Thanh Hóa, trong thời gian từ 8/11/2025 đến 9/11/2025"
    )
    assert [s.value.vi for s in graph.show(answer.card.iri).facts if "buổi làm việc với" in s.value.vi]
