"""Questions: how they are understood, how answers are ranked, what is answered over the sample facts and the seeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sample_store import write_sample

import kg
from kg.ask.answer import listed, number_words
from kg.ask.dates import date_words, due_words
from kg.ask.engine import Reply
from kg.ask.frames import lexicon
from kg.ask.limits import Span, falls
from kg.ask.phrases import LANGUAGES, wording
from kg.ask.rank import ACCEPTED, Topic, score
from kg.ask.topics import variants, vocabulary, without_verb
from kg.ask.understand import MAX_LENGTH, Named, Understood, understand
from kg.ask.words import Word, meets, words
from kg.errors import EmptyQuestion, QuestionTooLong
from kg.text import fold

KNOWN = {
    "Bộ Nội vụ": "body",
    "Bộ Công an": "body",
    "Ministry of Public Security": "body",
    "Chính phủ": "body",
    "Các bộ": "body",
    "Tổ cải cách hành chính": "body",
    "Nghị quyết 57": "document",
    "57-NQ/TW": "document",
}


def find(asked: Sequence[Word]) -> list[Named]:
    """The known names that stand in a question."""
    return list(_find(asked))


def _find(asked: Sequence[Word]) -> Iterator[Named]:
    for name, kind in KNOWN.items():
        known = words(name)
        yield from (Named(i, i + len(known), name, kind) for i in range(len(asked)) if meets(asked, known, i))


def reading(question: str, frame: str | None = None) -> Understood:
    return understand(question, find, frame=frame)


def topic(understood: Understood) -> str:
    return " ".join(w.written for w in understood.topic)


@pytest.mark.parametrize(
    ("question", "language", "frame", "about"),
    [
        ("ai phụ trách cải cách hành chính?", "vi", "owner", "cải cách hành chính"),
        ("ai phu trach cai cach hanh chinh", "vi", "owner", "cai cach hanh chinh"),
        ("AI PHỤ TRÁCH CẢI CÁCH HÀNH CHÍNH?", "vi", "owner", "cải cách hành chính"),
        ("hạ tầng số", "vi", "owner", "hạ tầng số"),
        ("Cơ quan nào chủ trì việc phát triển hạ tầng số?", "vi", "owner", "phát triển hạ tầng số"),
        ("các bộ nào chủ trì hạ tầng số", "vi", "owner", "hạ tầng số"),
        ("Hạ tầng số do đơn vị nào phụ trách?", "vi", "owner", "Hạ tầng số"),
        ("ai phụ trách AI?", "vi", "owner", "AI"),
        ("ai phụ trách khoa học và công nghệ", "vi", "owner", "khoa học và công nghệ"),
        ("who is responsible for administrative reform?", "en", "owner", "administrative reform"),
        ("which ministry leads digital infrastructure", "en", "owner", "digital infrastructure"),
        ("internet vệ tinh bao giờ vận hành?", "vi", "due", "internet vệ tinh vận hành"),
        ("when is satellite internet due?", "en", "due", "satellite internet"),
        ("mục tiêu tăng trưởng kinh tế năm 2025 là bao nhiêu?", "vi", "target", "tăng trưởng kinh tế"),
        ("what is the target for economic growth?", "en", "target", "economic growth"),
    ],
)
def test_a_question_is_read(question: str, language: str, frame: str, about: str) -> None:
    found = reading(question)
    assert (found.language, found.frame, topic(found)) == (language, frame, about)


@pytest.mark.parametrize(
    ("question", "language", "relation", "date", "about"),
    [
        ("việc gì phải xong trước 20/6?", "vi", "before", "XXXX-06-20", ""),
        ("viec gi phai xong truoc 20/6?", "vi", "before", "XXXX-06-20", ""),
        ("những việc nào phải hoàn thành trước ngày 20/6/2025", "vi", "before", "2025-06-20", ""),
        ("nhung viec nao phai hoan thanh truoc ngay 20-6-2025?", "vi", "before", "2025-06-20", ""),
        ("việc nào đến hạn trước 20/6", "vi", "before", "XXXX-06-20", ""),
        ("viec nao den han truoc 20/6", "vi", "before", "XXXX-06-20", ""),
        ("trước 20/6 phải làm xong những gì?", "vi", "before", "XXXX-06-20", ""),
        ("nhiệm vụ nào trước ngày 20 tháng 6 năm 2025?", "vi", "before", "2025-06-20", ""),
        ("các nhiệm vụ phải hoàn thành trong quý II/2025", "vi", "within", "2025-04/2025-06", ""),
        ("cac nhiem vu phai hoan thanh trong quy 2 nam 2025", "vi", "within", "2025-04/2025-06", ""),
        ("việc gì phải xong trong tháng 6/2025", "vi", "within", "2025-06", ""),
        ("đến hết năm 2025 phải hoàn thành những nhiệm vụ nào?", "vi", "by", "2025", ""),
        ("việc gì về hạ tầng số phải xong trước 2030?", "vi", "before", "2030", "hạ tầng số"),
        ("which tasks are due before 20 June?", "en", "before", "XXXX-06-20", ""),
        ("what must be done by June 20th 2025?", "en", "by", "2025-06-20", ""),
        ("tasks due in 2026", "en", "within", "2026", ""),
        ("what is due before 2025-06-20?", "en", "before", "2025-06-20", ""),
    ],
)
def test_what_is_due_by_a_date_is_asked(question: str, language: str, relation: str, date: str, about: str) -> None:
    found = reading(question)
    assert (found.language, found.frame) == (language, "agenda")
    assert found.due is not None
    assert (found.due.relation, found.due.date) == (relation, date)
    assert " ".join(w.written for w in found.rest) == about


@pytest.mark.parametrize(
    ("question", "frame"),
    [
        ("ai phải hoàn thành hạ tầng số trước 20/6?", "owner"),
        ("mục tiêu tăng trưởng trong năm 2025 là bao nhiêu?", "target"),
        ("hạ tầng số phải xong trước ngày nào?", "due"),
        ("bao giờ hạ tầng số phải xong?", "due"),
        ("Bộ Nội vụ chủ trì những nhiệm vụ nào trong năm 2025?", "leads"),
        ("việc gì phải xong trước 45/13?", "owner"),
    ],
)
def test_a_date_alone_does_not_ask_what_is_due(question: str, frame: str) -> None:
    found = reading(question)
    assert (found.frame, found.due) == (frame, None)


@pytest.mark.parametrize(
    ("relation", "date", "latest", "of", "inside"),
    [
        ("before", "2025-06-20", "2025-06-19", "by", True),
        ("before", "2025-06-20", "2025-06-20", "before", True),
        ("before", "2025-06-20", "2025-06-20", "by", False),
        ("by", "2025-06-20", "2025-06-20", "by", True),
        ("by", "2025", "2025-12-31", "within", True),
        ("within", "2025-06", "2025-05-31", "by", False),
        ("within", "2025-06", "2025-06-30", None, True),
        ("before", "XXXX-06-20", "2025-06-19", "by", False),
    ],
)
def test_a_deadline_lies_within_what_was_asked(
    relation: str, date: str, latest: str, of: str | None, inside: bool
) -> None:
    assert falls(latest, of, Span(0, 1, relation, date)) is inside


@pytest.mark.parametrize(
    ("question", "frame", "named"),
    [
        ("Bộ Nội vụ chủ trì những gì?", "leads", "Bộ Nội vụ"),
        ("bo noi vu lam gi", "leads", "Bộ Nội vụ"),
        ("Bộ Nội vụ", "leads", "Bộ Nội vụ"),
        ("what does the Ministry of Public Security lead?", "leads", "Ministry of Public Security"),
        ("Bộ Công an phối hợp những gì?", "supports", "Bộ Công an"),
        ("ai là bộ trưởng Bộ Công an?", "head", "Bộ Công an"),
        ("Bộ trưởng Công an là ai?", "head", "Bộ Công an"),
        ("who is the minister of Public Security?", "head", "Ministry of Public Security"),
        ("thủ tướng là ai", "head", "Chính phủ"),
        ("ai phụ trách Tổ cải cách hành chính?", "head", "Tổ cải cách hành chính"),
        ("Bộ Nội vụ đã sáp nhập vào đâu?", "succession", "Bộ Nội vụ"),
        ("what became of the Ministry of Public Security?", "succession", "Ministry of Public Security"),
        ("văn bản nào triển khai Nghị quyết 57?", "implements", "Nghị quyết 57"),
        ("what implements 57-NQ/TW?", "implements", "57-NQ/TW"),
        ("Nghị quyết 57 giao những việc gì?", "assigned", "Nghị quyết 57"),
        ("57-NQ/TW", "assigned", "57-NQ/TW"),
    ],
)
def test_a_question_names_things(question: str, frame: str, named: str) -> None:
    found = reading(question)
    assert (found.frame, {n.iri for n in found.names}) == (frame, {named})


def test_a_body_with_a_matter_is_asked_for_what_it_leads_there() -> None:
    found = reading("Bộ Nội vụ chủ trì những nhiệm vụ nào về hạ tầng số?")
    assert found.frame == "leads"
    assert " ".join(w.written for w in found.rest) == "hạ tầng số"


def test_a_matter_that_begins_like_a_name_is_still_a_matter() -> None:
    found = reading("ai phụ trách Chính phủ điện tử?")
    assert (found.frame, topic(found)) == ("owner", "Chính phủ điện tử")


def test_the_frame_can_be_fixed_and_takes_its_cue_off() -> None:
    assert topic(reading("ai phụ trách hạ tầng số?", "owner")) == "hạ tầng số"
    assert reading("mục tiêu tăng trưởng", "owner").frame == "owner"


@pytest.mark.parametrize("question", ["", "   ", "?!…", "“ ”"])
def test_no_question_is_refused(question: str) -> None:
    with pytest.raises(EmptyQuestion):
        reading(question)


def test_a_flood_is_refused() -> None:
    with pytest.raises(QuestionTooLong, match=str(MAX_LENGTH)):
        reading("a" * (MAX_LENGTH + 1))


@pytest.mark.parametrize(
    "question", ["{who}", "…", "{}{}", "%s", "ai … ai … ai", "\x00 \x1b[31m x", "SELECT * { ?s ?p ?o }"]
)
def test_odd_questions_are_read_as_words(question: str) -> None:
    try:
        assert reading(question).frame in {"owner", "leads", "assigned"}
    except EmptyQuestion:
        assert not words(question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_frame_is_met_by_each_of_its_own_cues(language: str) -> None:
    from kg.ask.frames import Choice, Gap, match

    checked = 0
    for frame in lexicon(language).frames:
        for _, pieces in frame.cues:
            told: list[Word] = []
            for piece in pieces:
                filler = words("xyz") if isinstance(piece, Gap) else piece
                told += piece.phrases[0] if isinstance(piece, Choice) else filler
            assert match(frame, told), (frame.id, told)
            checked += 1
    assert checked > 100


# --- ranking -----------------------------------------------------------------------------


def rank(asked: str, text: str) -> float:
    return score(Topic((words(asked),), lexicon("vi").stop), fold(text))


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("hạ tầng số", "Đẩy mạnh xây dựng và phát triển hạ tầng số"),
        ("ha tang so", "Đẩy mạnh xây dựng và phát triển hạ tầng số"),
        ("khoa học và công nghệ", "phát triển khoa học, công nghệ, đổi mới sáng tạo"),
        (
            "văn bản hướng dẫn luật trí tuệ nhân tạo",
            "ban hành văn bản hướng dẫn các luật: Chuyển đổi số, Trí tuệ nhân tạo",
        ),
    ],
)
def test_a_text_about_the_matter_is_an_answer(asked: str, text: str) -> None:
    assert rank(asked, text) >= ACCEPTED


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("hạ tầng số", "hạ giá điện ở một số tầng lớp"),
        ("hạ tầng số", "khó khăn về hạ tầng công nghệ thông tin"),
        ("hạ tầng số", "ha tang so"),
        ("cải cách hành chính", ""),
    ],
)
def test_scattered_or_missing_words_are_no_answer(asked: str, text: str) -> None:
    assert rank(asked, text) < ACCEPTED


def test_the_nearer_text_comes_first() -> None:
    phrase = rank("cải cách hành chính", "Tổ cải cách hành chính")
    scattered = rank("cải cách hành chính", "Tổ triển khai Đề án 06 và cải cách thủ tục hành chính")
    assert phrase > scattered > rank("cải cách hành chính", "cải cách tiền lương")


ROWS = [
    {"topic": "t", "rank": "1", "name": "hạ tầng số", "language": "vi"},
    {"topic": "t", "rank": "2", "name": "hạ tầng công nghệ thông tin", "language": "vi"},
    {"topic": "t", "rank": "2", "name": "HTS", "language": "vi"},
    {"topic": "t", "rank": "1", "name": "digital infrastructure", "language": "en"},
]


def said(asked: str, *, english: bool) -> tuple[set[str], set[str], float]:
    found = variants(words(asked), vocabulary(ROWS, words(asked)), english)
    close, wide = ({" ".join(w.written for w in v) for v in some} for some in (found.close, found.wide))
    return close, wide, found.known


def test_a_vietnamese_topic_keeps_its_words_and_gains_others() -> None:
    close, wide, known = said("phát triển hạ tầng số", english=False)
    assert close == {"phát triển hạ tầng số", "phát triển HTS"}
    assert wide == close | {"phát triển hạ tầng công nghệ thông tin"}
    assert known == 1


def test_an_english_topic_is_translated() -> None:
    close, _, known = said("digital infrastructures", english=True)
    assert (close, known) == ({"hạ tầng số", "HTS"}, 1)


def test_an_english_topic_half_understood_gives_no_answer() -> None:
    close, _, known = said("digital infrastructure of Mars colonies somewhere", english=True)
    assert "hạ tầng số Mars" in close
    assert known < ACCEPTED


def test_a_matter_without_its_verb() -> None:
    verbs = lexicon("vi").verbs
    matter = without_verb(words("xử lý lừa đảo công nghệ cao"), verbs)
    assert " ".join(w.written for w in matter) == "lừa đảo công nghệ cao"
    assert len(without_verb(words("xử lý rác"), verbs)) == 3


# --- wording -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "vi", "en"),
    [
        ("2025-06-20", "20/6/2025", "20 June 2025"),
        ("2025-06", "tháng 6/2025", "June 2025"),
        ("2026", "năm 2026", "2026"),
        ("2025-04/2025-06", "quý II/2025", "the second quarter of 2025"),
        ("2025-01/2025-06", "6 tháng đầu năm 2025", "the first half of 2025"),
        ("2026/2030", "giai đoạn 2026–2030", "2026–2030"),
        ("2025-03/2025-05", "từ tháng 3/2025 đến tháng 5/2025", "March 2025 to May 2025"),
        ("99-NQ/TW", "99-NQ/TW", "99-NQ/TW"),
        ("", "", ""),
    ],
)
def test_dates_in_words(edtf: str, vi: str, en: str) -> None:
    assert (date_words(edtf, wording("vi")), date_words(edtf, wording("en"))) == (vi, en)


@pytest.mark.parametrize(
    ("edtf", "relation", "vi", "en"),
    [
        ("2025-06-20", "before", "trước ngày 20/6/2025", "before 20 June 2025"),
        ("2030", "by", "đến năm 2030", "by 2030"),
        ("2026", "within", "trong năm 2026", "in 2026"),
        ("2026/2030", "within", "trong giai đoạn 2026–2030", "in 2026–2030"),
        ("2025-07-01", "from", "từ ngày 1/7/2025", "from 1 July 2025"),
        ("2026", None, "năm 2026", "2026"),
        (None, "recurring", "định kỳ (hằng năm)", "recurring (“hằng năm”)"),
    ],
)
def test_deadlines_in_words(edtf: str | None, relation: str | None, vi: str, en: str) -> None:
    assert due_words(edtf, relation, "hằng năm", wording("vi")) == vi
    assert due_words(edtf, relation, "hằng năm", wording("en")) == en


def test_numbers_and_lists_in_words() -> None:
    assert number_words("1234567.5", wording("vi")) == "1.234.567,5"
    assert number_words("-1234", wording("en")) == "-1,234"
    assert listed(["Các bộ, ngành", "Các địa phương"], wording("vi")) == "Các bộ, ngành và các địa phương"
    assert listed(["A", "B", "C"], wording("en")) == "A, B and C"
    assert listed([], wording("vi")) == ""


def test_both_languages_have_the_same_sentences() -> None:
    vi, en = (set(wording(language)._flat) for language in LANGUAGES)
    assert {key for key in vi ^ en if not key.startswith(("month.", "due."))} == set()


# --- the sample --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    return kg.open(write_sample(tmp_path_factory.mktemp("ask") / "store"))


def bodies(reply: Reply) -> list[tuple[str, ...]]:
    return [one.bodies for one in reply.answers]


def test_the_owner_of_a_task(sample: kg.Graph) -> None:
    reply = sample.ask("ai phụ trách kiến trúc dữ liệu quốc gia?")
    (answer,) = reply.answers
    assert reply.outcome == "found"
    assert answer.bodies[0] == "Bộ Khoa học và Công nghệ"
    assert answer.people == ("Trần Minh Khôi",)
    assert answer.documents == ("Nghị quyết số 99-NQ/TW",)
    assert answer.dates == ("2025-06-30",)
    assert {q.source for q in answer.quotes} == {"cong-thong-tin-01", "bao-giay-02"}


@pytest.mark.parametrize(
    "question", ["việc gì phải xong trước 1/7?", "viec nao den han truoc ngay 30/6", "tasks due before July 2025"]
)
def test_what_is_due_by_a_date(sample: kg.Graph, question: str) -> None:
    reply = sample.ask(question)
    assert reply.outcome == "found"
    assert {one.dates for one in reply.answers} == {("2025-06-30",)}
    assert "2025" in reply.sentence


def test_what_a_body_has_due_by_a_date(sample: kg.Graph) -> None:
    mine = sample.ask("Bộ Khoa học và Công nghệ phải hoàn thành những việc gì trước 1/7/2025?")
    assert [one.bodies[0] for one in mine.answers] == ["Bộ Khoa học và Công nghệ"]
    assert sample.ask("Bộ Công an phải hoàn thành những việc gì trước 1/7/2020?").outcome == "nothing"


@pytest.mark.parametrize(
    "question", ["ai phụ trách liên thông dữ liệu?", "ai phu trach lien thong du lieu", "lien thong du lieu"]
)
def test_the_body_that_answers_for_a_group(sample: kg.Graph, question: str) -> None:
    (answer,) = sample.ask(question).answers
    assert answer.bodies == ("Bộ Công an", "Tổ công tác về liên thông dữ liệu")
    assert answer.quotes[0].text == "Tổ công tác về liên thông dữ liệu do Bộ Công an chủ trì"


def test_nobody_is_named(sample: kg.Graph) -> None:
    reply = sample.ask("ai khắc phục tình trạng dữ liệu phân tán?")
    assert (reply.outcome, reply.answers) == ("nobody", ())
    assert reply.text.endswith("Văn bản không nêu cơ quan chủ trì.")
    assert reply.nearest[0].people == ("Trần Minh Khôi",)


def test_nothing_is_found(sample: kg.Graph) -> None:
    reply = sample.ask("ai phụ trách kiến trúc chùa cổ?")
    assert (reply.outcome, reply.answers) == ("nothing", ())
    assert "kiến trúc dữ liệu" in reply.nearest[0].text
    assert sample.ask("ai phụ trách sao Hỏa?").nearest == ()


def test_other_questions(sample: kg.Graph) -> None:
    ask = sample.ask
    assert ask("khi nào hoàn thiện kiến trúc dữ liệu?").answers[0].dates == ("2025-06-30",)
    assert ask("khi nào khắc phục dữ liệu phân tán?").outcome == "nodate"
    assert ask("chỉ tiêu dịch vụ công trực tuyến là bao nhiêu?").answers[0].values == (80.0,)
    assert ask("phó thủ tướng là ai?").answers[0].people == ("Trần Minh Khôi",)
    assert ask("Bộ KH&CN chủ trì gì?").answers[0].dates == ("2025-06-30",)
    assert ask("Bộ Công an phối hợp những gì?").answers[0].bodies[0] == "Bộ Khoa học và Công nghệ"
    assert ask("văn bản nào triển khai Nghị quyết 99?").answers[0].documents[0] == "Nghị quyết số 88/NQ-CP"
    assert len(ask("what does Resolution 99-NQ/TW assign?").answers) == 2
    assert bodies(ask("Tổ rà soát dữ liệu nay là gì?")) == [("Tổ công tác về liên thông dữ liệu", "Tổ rà soát dữ liệu")]


def test_a_merged_ministry_shows_its_successor(sample: kg.Graph) -> None:
    reply = sample.ask("Bộ Thông tin và Truyền thông nay là cơ quan nào?")
    assert reply.answers[0].bodies[0] == "Bộ Khoa học và Công nghệ"
    assert reply.answers[0].dates == ("2025-03-01",)


def test_the_json_of_a_reply(sample: kg.Graph) -> None:
    told = sample.ask("ai phụ trách kiến trúc dữ liệu quốc gia?").as_json()
    assert list(told) == ["question", "understood", "sparql", "answers", "nearest"]
    (answer,) = told["answers"]
    assert list(answer) == [
        "text", "bodies", "people", "documents", "dates", "values",
        "task", "given", "newer", "owners", "source", "quote", "cells", "score",
    ]  # fmt: skip
    assert answer["task"] == "https://w3id.org/chutri/id/task/hoan-thien-kien-truc-du-lieu-quoc-gia"
    assert answer["source"]["id"] == "cong-thong-tin-01"
    rows = sample.query(told["sparql"])
    assert {row["task"] for row in rows} == {answer["task"]}


def test_the_answer_is_the_same_every_time(sample: kg.Graph) -> None:
    replies = [sample.ask("dữ liệu").as_json() for _ in range(2)]
    assert replies[0] == replies[1]


# --- the seeds ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "ai phụ trách cải cách hành chính?",
        "ai phu trach cai cach hanh chinh",
        "who is responsible for administrative reform?",
        "cơ quan nào chịu trách nhiệm về CCHC?",
    ],
)
def test_who_is_responsible_for_administrative_reform(seeds_store: Path, question: str) -> None:
    answer = kg.open(seeds_store).ask(question).answers[0]
    assert answer.bodies[0] == "Bộ Nội vụ"
    assert answer.quotes[0].text == "Tổ cải cách hành chính do Bộ Nội vụ phụ trách"


def test_digital_infrastructure_has_no_owner_by_name(seeds_store: Path) -> None:
    reply = kg.open(seeds_store).ask("hạ tầng số", frame="owner")
    assert reply.outcome == "nobody"
    assert "hạ tầng số" in reply.nearest[0].text
    assert reply.nearest[0].people == ("Phạm Minh Chính",)


def test_a_body_that_nobody_heads_may_be_a_matter_that_somebody_owns(seeds_store: Path) -> None:
    reply = kg.open(seeds_store).ask("ai phụ trách Trung tâm Dữ liệu quốc gia?")
    assert reply.understood.frame == "owner"
    told = [*reply.answers, *reply.nearest]
    assert any("Trung tâm Dữ liệu quốc gia" in one.text for one in told)
