"""One indicator for all wordings of one measure: small cases, pairs marked by hand in real documents, properties."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import find, read_document
from kg.model import Document, Evidence, Facts, Result, Target
from kg.resolve.indicators import with_indicators
from kg.resolve.measures import measure
from kg.text import squeeze

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "shared" / "corpus"
PAIRS = [json.loads(line) for line in (HERE / "indicator_pairs.jsonl").read_text("utf-8").splitlines()]

SAME = [
    (("Tỷ trọng kinh tế số trong GDP", "%"), ("quy mô kinh tế số", "% GDP")),
    (("Tỷ trọng kinh tế số/GDP", "%"), ("kinh tế số", "% GDP")),
    (("tỉ lệ DN có hoạt động ĐMST", "%"), ("Tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo", "%")),
    (("kinh phí chi cho NC&PT", "% GDP"), ("kinh phí chi cho nghiên cứu và phát triển (R&D)", "% GDP")),
    (("tốc độ tăng trưởng GDP năm 2026", "%"), ("tăng trưởng", "%/năm")),
    (("Số trạm 5G", "trạm"), ("trạm 5G", "trạm")),
    (("TTHC được thực hiện trực tuyến", "%"), ("thủ tục hành chính thực hiện trực tuyến", "%")),
]
DIFFERENT = [
    (("tỷ lệ doanh nghiệp có hoạt động đổi mới sáng tạo", "%"),
     ("tỷ lệ doanh nghiệp nhỏ và vừa có hoạt động đổi mới sáng tạo", "%")),
    (("kinh phí chi cho NC&PT", "% GDP"), ("chi ngân sách nhà nước cho NC&PT", "% GDP")),
    (("tỷ trọng kinh tế số trong GDP", "%"), ("tỷ trọng kinh tế số trong GRDP", "%")),
    (("quy mô kinh tế số", "% GDP"), ("quy mô kinh tế số", "tỷ USD")),
    (("bộ, ngành đạt cấp độ 3", "%"), ("bộ, ngành đạt cấp độ 4", "%")),
    (("xuất khẩu", "tỷ USD"), ("xuất khẩu tăng", "%")),
    (("chỉ số giá tiêu dùng tăng", "%"), ("chỉ số giá tiêu dùng bình quân tăng", "%")),
    (("hồ sơ được giải quyết trực tuyến", "%"), ("hồ sơ không được giải quyết trực tuyến", "%")),
    (("dân số từ 15 tuổi có tài khoản", "%"), ("dân số từ 18 tuổi có tài khoản", "%")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_wordings_of_one_measure_are_one(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert measure(*one) == measure(*other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_near_wordings_of_two_measures_are_two(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert measure(*one) != measure(*other)


@pytest.mark.parametrize("behind", [" đạt", " đạt,", " ước đạt", " là đạt mức", " tăng"])
def test_what_stands_behind_says_nothing_however_often(behind: str) -> None:
    unit = "%" if behind != " tăng" else "%/năm"
    assert measure("kinh tế số" + 2_000 * behind, unit) == measure("kinh tế số", unit)


def test_the_quote_says_what_a_share_is_of() -> None:
    assert measure("quy mô kinh tế số", "%", "quy mô kinh tế số đạt 30% GDP") == measure("kinh tế số", "% GDP")


# --- facts: whose a number is, names, ids ------------------------------------------------------


def evidence(source: str, quote: str) -> Evidence:
    return Evidence(source, 0, len(quote), quote, "target.level")


def target(wording: str, unit: str = "%", source: str = "a") -> Target:
    return Target(f"target/{source}/{wording}", wording, ">=", 1.0, unit, None, (), (evidence(source, wording),))


def result(wording: str, bodies: tuple[str, ...] = (), source: str = "a") -> Result:
    return Result(
        f"result/{source}/{wording}/{bodies}", wording, "=", 1.0, "%", None, bodies, (evidence(source, wording),)
    )


def joined(*facts: Target | Result, documents: tuple[Document, ...] = ()) -> Facts:
    targets = tuple(f for f in facts if isinstance(f, Target))
    results = tuple(f for f in facts if isinstance(f, Result))
    return with_indicators(Facts(documents=documents, targets=targets, results=results), reading.registry())


def test_a_target_and_a_result_of_one_measure_share_an_indicator_with_both_names() -> None:
    found = joined(target("tỷ trọng kinh tế số/GDP"), replace(result("quy mô kinh tế số"), unit="% GDP"))
    assert found.targets[0].measures == found.results[0].measures
    (one,) = found.indicators
    assert one.label == "Quy mô kinh tế số"
    assert one.aliases == ("tỷ trọng kinh tế số/GDP",)


def test_the_share_of_a_province_is_not_that_of_the_country() -> None:
    country, city = result("tỷ lệ hồ sơ trực tuyến"), result("tỷ lệ hồ sơ trực tuyến", ("org/thanh-pho-ha-noi",))
    named = target("tỷ lệ hồ sơ trực tuyến trên địa bàn thành phố Hà Nội")
    found = joined(country, city, named)
    ids = [f.measures for f in (*found.results, *found.targets)]
    assert ids[0] != ids[1] and ids[1] == ids[2]
    assert "Tỷ lệ hồ sơ trực tuyến (Thành phố Hà Nội)" in {i.label for i in found.indicators} or len(ids) == 3


def test_a_plan_of_a_province_speaks_of_the_province_unless_it_says_the_country() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 12/KH-UBND\n\nLào Cai, ngày 06 tháng 5 năm 2025\n\nKẾ HOẠCH\nChuyển đổi số năm 2025\n"
    )
    own = reading.document(text, id_="plan")
    found = joined(
        target("tỷ lệ hồ sơ trực tuyến", source="plan"),
        target("tỷ lệ hồ sơ trực tuyến của cả nước", source="plan"),
        target("tỷ lệ hồ sơ trực tuyến", source="news"),
        documents=(own,),
    )
    local, whole, news = (t.measures for t in found.targets)
    assert local != news
    assert whole == news


def test_the_province_that_nobody_names_stays_with_its_source() -> None:
    found = joined(
        target("tỷ lệ hồ sơ trực tuyến của tỉnh", source="a"), target("tỷ lệ hồ sơ trực tuyến của tỉnh", source="b")
    )
    assert len({t.measures for t in found.targets}) == 2


def test_a_wording_that_says_nothing_is_shared_by_nobody() -> None:
    found = joined(target("tỷ lệ", source="a"), target("tỷ lệ", source="b"))
    assert len({t.measures for t in found.targets}) == 2


WORDINGS = st.sampled_from([w for pair in (*SAME, *DIFFERENT) for w in pair])


@settings(deadline=None)
@given(st.lists(st.tuples(WORDINGS, st.sampled_from("abc")), max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_makes_no_difference(said: list[tuple[Any, str]], random: Any) -> None:
    facts = [target(name, unit, source) for (name, unit), source in said]
    mixed = list(facts)
    random.shuffle(mixed)
    one, other = joined(*facts), joined(*mixed)
    assert one.indicators == other.indicators
    assert {(t.id, t.unit, t.measures) for t in one.targets} == {(t.id, t.unit, t.measures) for t in other.targets}


@given(st.text(max_size=60), st.text(max_size=10), st.text(max_size=40))
def test_any_text_has_a_measure(wording: str, unit: str, quote: str) -> None:
    assert measure(wording, unit, quote) == measure(wording, unit, quote)


# --- pairs marked by hand ----------------------------------------------------------------------


@cache
def documents() -> dict[str, Document]:
    named = {side["source"] for pair in PAIRS for side in (pair["one"], pair["other"])}
    files = [f for f in find([HERE.parent / "seeds", CORPUS]) if f.path.stem in named or f.path.parent.name == "seeds"]
    return {d.source.id: d for d in map(read_document, files)}


def fact(side: dict[str, Any]) -> Target | Result:
    """A side of a pair as the pipeline has it: the wording from its places, the quote checked by its hash."""
    text = documents()[side["source"]].text
    quote = text[side["start"] : side["end"]]
    assert hashlib.sha256(quote.encode()).hexdigest() == side["sha256"]
    name = squeeze(" ".join(text[a:b] for a, b in side["name"]).replace("*", ""))
    told = (Evidence(side["source"], side["start"], side["end"], quote, "pair"),)
    if "bodies" in side:
        return Result(repr(side), name, "=", 1.0, side["unit"], None, tuple(side["bodies"]), told)
    return Target(repr(side), name, "=", 1.0, side["unit"], None, (), told)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of official documents is not beside the checkout")
def test_pairs_of_real_documents() -> None:
    sides = {repr(s): s for pair in PAIRS for s in (pair["one"], pair["other"])}
    found = joined(*map(fact, sides.values()), documents=tuple(documents().values()))
    measures = {f.id: f.measures for f in (*found.targets, *found.results)}
    said = [(p["label"] == "same", measures[repr(p["one"])] == measures[repr(p["other"])]) for p in PAIRS]
    right, made, all_ = (sum(map(f, said)) for f in (lambda s: s[0] and s[1], lambda s: s[1], lambda s: s[0]))
    print(f"pairs {len(said)}: precision {right}/{made}, recall {right}/{all_}")
    assert len(said) >= 60
    assert right / made >= 0.95
    assert right / all_ >= 0.75
