"""A small, complete build's worth of facts: two reports of one session, written for the tests."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.model import (
    Body,
    Conflict,
    Document,
    DocumentRelation,
    Due,
    Evidence,
    Facts,
    Indicator,
    Meeting,
    Mention,
    Person,
    Restatement,
    Reviewed,
    Role,
    Source,
    Structure,
    Target,
    Task,
    Unresolved,
    Work,
)

PORTAL_TEXT = """\
Phiên họp thứ hai của Ban Chỉ đạo về dữ liệu số

Ngày 12/5/2025, Phó Thủ tướng Trần Minh Khôi, Trưởng Ban Chỉ đạo của Chính phủ về dữ liệu số, chủ trì phiên họp \
thứ hai của Ban Chỉ đạo.

Phó Thủ tướng giao Bộ Khoa học và Công nghệ chủ trì, phối hợp với Bộ Công an và các bộ, ngành hoàn thiện kiến \
trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025; Văn phòng Chính phủ theo dõi, đôn đốc.

Ban Chỉ đạo thống nhất lập Tổ công tác về liên thông dữ liệu do Bộ Công an chủ trì; Tổ rà soát dữ liệu được sáp \
nhập vào Tổ công tác này.

Các nhiệm vụ nhằm triển khai Nghị quyết số 99-NQ/TW ngày 15/1/2025 của Bộ Chính trị. Nghị quyết số 88/NQ-CP của \
Chính phủ ban hành Chương trình hành động thực hiện Nghị quyết số 99-NQ/TW.

Các bộ, ngành báo cáo kết quả hằng năm.
"""

PAPER_TEXT = """\
Dữ liệu phải “đúng, đủ, sạch, sống”

Chiều 12-5, Ban Chỉ đạo của Chính phủ về dữ liệu số họp phiên thứ hai dưới sự chủ trì của Phó Thủ tướng Trần \
Minh Khôi.

Bộ KH&CN được giao hoàn thiện kiến trúc dữ liệu quốc gia trước ngày 30/6/2025. Phải khẩn trương khắc phục tình \
trạng dữ liệu phân tán, cát cứ.

Phấn đấu đến năm 2030, tỷ lệ dịch vụ công trực tuyến toàn trình đạt trên 80%. Đơn vị nêu trên chịu trách nhiệm \
theo dõi.
"""


def _document(text: str, name: str, **known: str) -> Document:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, f"{name}.txt", digest, kind="news-article", **known)
    return Document(source, text, digest, date=known["published"], date_origin="manifest")


PORTAL = _document(
    PORTAL_TEXT,
    "cong-thong-tin-01",
    title="Phiên họp thứ hai của Ban Chỉ đạo về dữ liệu số",
    publisher="Cổng Thông tin Chính phủ",
    published="2025-05-12",
    url="https://example.org/phien-hop-thu-hai",
)
PAPER = _document(
    PAPER_TEXT,
    "bao-giay-02",
    title="Dữ liệu phải “đúng, đủ, sạch, sống”",
    publisher="Báo Ví Dụ",
    published="2025-05-13",
)


def evidence(document: Document, quote: str, rule: str, confidence: float = 1.0) -> Evidence:
    """Evidence for the first place where the document reads ``quote``."""
    start = document.text.index(quote)
    return Evidence(document.source.id, start, start + len(quote), quote, rule, confidence)


_MOST, _MPS, _GOVERNMENT, _OFFICE = (
    "org/bo-khoa-hoc-va-cong-nghe",
    "org/bo-cong-an",
    "org/chinh-phu",
    "org/van-phong-chinh-phu",
)
_COMMITTEE = "org/ban-chi-dao-cua-chinh-phu-ve-du-lieu-so"
_GROUP = "org/to-cong-tac-ve-lien-thong-du-lieu"
_REVIEW = "org/to-ra-soat-du-lieu"
_ALL, _POLITBURO = "org/cac-bo-nganh", "org/bo-chinh-tri"
_KHOI = "person/tran-minh-khoi"
_R99, _R88 = "doc/2025/99-nq-tw", "doc/2025/88-nq-cp"
_SESSION = "meeting/2025-05-12-ban-chi-dao-cua-chinh-phu-ve-du-lieu-so"
_ONLINE = "indicator/ty-le-dich-vu-cong-truc-tuyen-toan-trinh"
_DUE = Due("2025-06-30", "before", "trước ngày 30/6/2025", None, "2025-06-30")


def _things() -> Facts:
    return Facts(
        documents=(PAPER, PORTAL),
        bodies=(
            Body(_COMMITTEE, "Ban Chỉ đạo của Chính phủ về dữ liệu số", "steering-committee", ("Ban Chỉ đạo",)),
            Body(_POLITBURO, "Bộ Chính trị", "party-organ", registered=True),
            Body(_MPS, "Bộ Công an", "ministry", ("BCA", "Ministry of Public Security"), registered=True),
            Body(_MOST, "Bộ Khoa học và Công nghệ", "ministry", ("Bộ KH&CN", "Bộ KHCN"), registered=True),
            Body(_ALL, "Các bộ, ngành", "collective"),
            Body(_GOVERNMENT, "Chính phủ", "government", registered=True),
            Body(_GROUP, "Tổ công tác về liên thông dữ liệu", "working-group"),
            Body(_REVIEW, "Tổ rà soát dữ liệu", "working-group"),
            Body(_OFFICE, "Văn phòng Chính phủ", "ministerial-level-agency", ("VPCP",), registered=True),
        ),
        works=(
            Work(_R88, "Nghị quyết số 88/NQ-CP", "resolution", "88/NQ-CP", _GOVERNMENT, None),
            Work(_R99, "Nghị quyết số 99-NQ/TW", "resolution", "99-NQ/TW", _POLITBURO, "2025-01-15", ("NQ 99",)),
        ),
        people=(Person(_KHOI, "Trần Minh Khôi"),),
    )


_DESIGN, _OVERCOME = "task/hoan-thien-kien-truc-du-lieu-quoc-gia", "task/khac-phuc-tinh-trang-du-lieu-phan-tan"
_SCATTERED = "khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ"


def _tasks() -> tuple[Task, ...]:
    design = "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025"
    return (
        Task(
            "task/bao-cao-ket-qua-hang-nam",
            "báo cáo kết quả hằng năm",
            (_ALL,),
            (),
            (),
            _COMMITTEE,
            Due(None, "recurring", "hằng năm"),
            _SESSION,
            _R99,
            (evidence(PORTAL, "Các bộ, ngành báo cáo kết quả hằng năm", "subject-verb", 0.8),),
        ),
        Task(
            _DESIGN,
            "hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025",
            (_MOST,),
            (_MPS, _ALL),
            (_OFFICE,),
            _KHOI,
            _DUE,
            _SESSION,
            _R99,
            (
                evidence(PAPER, "hoàn thiện kiến trúc dữ liệu quốc gia trước ngày 30/6/2025", "assigned-passive", 0.9),
                evidence(PORTAL, design, "assign-lead", 0.95),
            ),
        ),
        Task(
            _OVERCOME,
            _SCATTERED,
            (),
            (),
            (),
            _KHOI,
            None,
            _SESSION,
            None,
            (evidence(PAPER, _SCATTERED, "must-verb", 0.7),),
        ),
    )


_CITATION = "Nghị quyết số 99-NQ/TW ngày 15/1/2025 của Bộ Chính trị"


def _mentions() -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    bodies = (
        Mention(_MOST, evidence(PAPER, "Bộ KH&CN", "body")),
        Mention(_COMMITTEE, evidence(PAPER, "Ban Chỉ đạo của Chính phủ về dữ liệu số", "body")),
        Mention(_MPS, evidence(PORTAL, "Bộ Công an", "body")),
        Mention(_MOST, evidence(PORTAL, "Bộ Khoa học và Công nghệ", "body")),
        Mention(_OFFICE, evidence(PORTAL, "Văn phòng Chính phủ", "body")),
        Mention(_ALL, evidence(PORTAL, "các bộ, ngành", "body")),
    )
    references = (
        Mention(_R99, evidence(PORTAL, _CITATION, "ref"), _POLITBURO, "2025-01-15"),
        Mention(_R88, evidence(PORTAL, "Nghị quyết số 88/NQ-CP của Chính phủ", "ref"), _GOVERNMENT, None),
    )
    return bodies, references


def _structures() -> tuple[Structure, ...]:
    group = evidence(PORTAL, "Tổ công tác về liên thông dữ liệu do Bộ Công an chủ trì", "group-led-by")
    return (
        Structure(
            "structure/established", _GROUP, "established-by", _COMMITTEE,
            (evidence(PORTAL, "Ban Chỉ đạo thống nhất lập Tổ công tác về liên thông dữ liệu", "established"),),
        ),
        Structure(
            "structure/merged", _REVIEW, "merged-into", _GROUP,
            (evidence(PORTAL, "Tổ rà soát dữ liệu được sáp nhập vào Tổ công tác này", "merged"),),
        ),
        Structure(
            "structure/part", _COMMITTEE, "part-of", _GOVERNMENT,
            tuple(evidence(document, "Ban Chỉ đạo của Chính phủ", "part-of") for document in (PAPER, PORTAL)),
        ),
        Structure("structure/responsible", _GROUP, "responsible-body", _MPS, (group,)),
    )  # fmt: skip


def sample() -> Facts:
    """The facts of both reports, resolved: one session, a task told twice, a task without an owner."""
    things, (body_mentions, references) = _things(), _mentions()
    return Facts(
        documents=things.documents,
        bodies=things.bodies,
        works=things.works,
        people=things.people,
        body_mentions=body_mentions,
        references=references,
        roles=(
            Role("tenure/khoi-chinh-phu", _KHOI, "deputy-head", _GOVERNMENT, "Phó Thủ tướng",
                 (evidence(PAPER, "Phó Thủ tướng Trần Minh Khôi", "title-name"),
                  evidence(PORTAL, "Phó Thủ tướng Trần Minh Khôi", "title-name"))),
            Role("tenure/khoi-ban-chi-dao", _KHOI, "head", _COMMITTEE, "Trưởng Ban Chỉ đạo",
                 (evidence(PORTAL, "Trần Minh Khôi, Trưởng Ban Chỉ đạo của Chính phủ về dữ liệu số", "name-title"),)),
        ),
        meetings=(
            Meeting(_SESSION, _COMMITTEE, "2025-05-12", _KHOI, 2,
                    (evidence(PAPER, "Ban Chỉ đạo của Chính phủ về dữ liệu số họp phiên thứ hai", "session"),
                     evidence(PORTAL, "chủ trì phiên họp thứ hai của Ban Chỉ đạo", "session"))),
        ),
        structures=_structures(),
        document_relations=(
            DocumentRelation(
                "document-relation/88-99", _R88, "implements", _R99,
                (evidence(PORTAL, "Nghị quyết số 88/NQ-CP của Chính phủ ban hành Chương trình hành động thực hiện "
                                  "Nghị quyết số 99-NQ/TW", "implements"),)),
        ),
        tasks=_tasks(),
        targets=(
            Target("target/dich-vu-cong-truc-tuyen-toan-trinh-2030", "tỷ lệ dịch vụ công trực tuyến toàn trình",
                   ">", 80.0, "%", Due("2030", "by", "đến năm 2030", None, "2030-12-31"), (_ALL,),
                   (evidence(PAPER, "đến năm 2030, tỷ lệ dịch vụ công trực tuyến toàn trình đạt trên 80%", "target"),),
                   measures=_ONLINE),
        ),
        indicators=(
            Indicator(_ONLINE, "tỷ lệ dịch vụ công trực tuyến toàn trình", ("DVCTT toàn trình",)),
        ),
        restatements=(
            Restatement("restatement/khac-phuc", _OVERCOME, _DESIGN, ("wording", "lead"), 0.8),
        ),
        conflicts=(Conflict("conflict/kien-truc", "lead", (_DESIGN, _OVERCOME), _DESIGN, "authority"),),
        reviewed=(
            Reviewed(_OVERCOME, evidence(PAPER, _SCATTERED, "must-verb", 0.7), "accepted"),
        ),
        unresolved=(
            Unresolved("body", "Đơn vị nêu trên", "no body named before", evidence(PAPER, "Đơn vị nêu trên", "body")),
        ),
    )  # fmt: skip


def files(facts: Facts) -> dict[str, bytes]:
    """What a build holds beside the graph and the search index."""
    from kg.export import facts_lines
    from kg.review import as_json_lines, items

    lines = "".join(line + "\n" for line in facts_lines(facts))
    review = as_json_lines(items(facts))
    texts = {f"snapshots/{d.source.id}.txt": d.text.encode() for d in facts.documents}
    return {"facts.jsonl": lines.encode(), "report.json": b"{}\n", "review.jsonl": review, **texts}


ONTOLOGY = Path(__file__).parent / "golden" / "graph" / "ontology"
"""A small ontology and registry, so that a change of the shipped ones changes no test of the graph."""


def build(store: Path, facts: Facts | None = None, ontology: Path = ONTOLOGY) -> Path:
    """Write a whole build of some facts (default: ``sample()``) into ``store``; gives the build's folder."""
    from kg.rdf import quad_lines
    from kg.search_index import write_index
    from kg.store import write_build

    told = sample() if facts is None else facts
    lines = quad_lines(told, ontology)
    return write_build(store, lines, files(told), lambda folder: write_index(folder, told, lines))
