"""Records for reports, written for the tests: every kind of deadline, of owner and of what is reported."""

from __future__ import annotations

from kg.ask.cards import Named, Quote
from kg.model import Change, Due
from kg.rdf import iri
from kg.reports.records import (
    Archive,
    DocumentRecord,
    Part,
    SourceRecord,
    StatusReport,
    Successions,
    TargetRecord,
    TaskRecord,
)
from kg.reports.scope import Scope, View, view


def named(path: str, vi: str, en: str | None = None) -> Named:
    return Named(iri(path), vi, en)


POSTS = named("org/bo-buu-chinh", "Bộ Bưu chính", "Ministry of Posts")
DATA = named("org/bo-du-lieu", "Bộ Dữ liệu", "Ministry of Data")
FINANCE = named("org/bo-ngan-kho", "Bộ Ngân khố", "Ministry of the Treasury")
OFFICE = named("org/van-phong", "Văn phòng", "Office")
TRADE = named("org/bo-giao-thuong", "Bộ Giao thương")
SHOPS = named("org/bo-cua-hang", "Bộ Cửa hàng")
PORTS = named("org/bo-ben-cang", "Bộ Bến cảng")
ALL = named("org/cac-bo", "Các bộ", "The ministries")

AIM = named("doc/2024/01-nq-tw", "Nghị quyết số 01-NQ/TW")
PLAN = named("doc/2025/02-nq-cp", "Nghị quyết số 02/NQ-CP")
ORDER = named("doc/2025/03-qd-ttg", "Quyết định số 03/QĐ-TTg")
LAW = named("doc/luat-to-chuc", "Luật Tổ chức")


def quote(source: str, text: str = "giao", start: int = 0, zone: str = "article", issued: str | None = None) -> Quote:
    return Quote(source, start, start + len(text), text, f"Nguồn {source}", zone=zone, issued=issued)


def report_of(status: str, date: str | None) -> StatusReport:
    return StatusReport(status, date, quote("bao-cao", "báo cáo", 5, issued=date))


def task(number: int, text: str, **known: object) -> TaskRecord:
    rest: dict[str, object] = {
        "given": "2025-03-10",
        "mandate": (PLAN,),
        "quotes": (quote("ke-hoach", text, 10 * number),),
    }
    return TaskRecord(f"task/{number:02}", text, **{**rest, **known})  # type: ignore[arg-type]


def due(edtf: str | None, relation: str | None, text: str) -> Due:
    """As the graph gives it: with the last day, where there is one."""
    from kg.dates import bounds

    return Due(edtf, relation, text, None, None if relation == "from" else bounds(edtf)[1])


TASKS = (
    task(1, "Xây dựng kho dữ liệu dùng chung", lead=(POSTS,), support=(FINANCE, ALL),
         due=due("2025-06-20", "before", "trước 20/6"),
         output=("Kho dữ liệu",), reported=(report_of("done-on-time", "2025-06-30"),),
         provisions=(iri("doc/2025/02-nq-cp/muc-1"),)),
    task(2, "Nộp báo cáo quý", lead=(DATA, FINANCE), due=due("2025-04/2025-06", "within", "quý II/2025"),
         reported=(report_of("under-way", "2025-06-01"), report_of("not-done", "2025-08-01"))),
    task(3, "Chuyển trụ sở", lead=(FINANCE,), oversight=(OFFICE,), due=due("2025-07-31", "by", "31/7/2025"),
         reported=(report_of("under-way", "2025-07-01"),)),
    task(4, "Lập danh mục", lead=(FINANCE,), due=due("2025-05", "within", "tháng 5/2025"),
         reported=(report_of("done", "2025-08-01"),)),
    task(5, "Rà soát hằng năm", lead=(ALL,), due=due(None, "recurring", "hằng năm")),
    task(6, "Áp dụng mức thu mới", lead=(FINANCE,), due=due("2025-07-01", "from", "từ ngày 01/7/2025")),
    task(7, "Tăng cường tuyên truyền", mandate=(), given=None),
    task(8, "Khẩn trương khắc phục tình trạng phân tán", mandate=(ORDER,)),
    task(9, "Hoàn thành mạng lưới giai đoạn mới", lead=(TRADE,), due=due("2025/2030", "within", "Năm 2025-2030")),
    task(10, "Kiểm kê bến bãi", lead=(DATA,), due=due("2025-05-31", "by", "31/5/2025")),
    task(11, "Mua máy chủ", lead=(DATA,), given="2026-02-01", due=due("2026-05", "within", "tháng 5/2026")),
    task(12, "Xây dựng kho dữ liệu dùng chung, mở", lead=(OFFICE,), mandate=(ORDER,), quotes=(quote("bao", "kho"),)),
    task(13, "Đổi biển tên", lead=(OFFICE,), reported=(report_of("not-done", "2025-08-01"),)),
    task(14, "Thu hồi con dấu", lead=(OFFICE,),
         reported=(report_of("done", "2025-08-01"), report_of("under-way", "2025-08-01"))),
)  # fmt: skip

TARGETS = (
    TargetRecord("target/1", "80% dịch vụ trực tuyến", (named("indicator/dich-vu", "tỷ lệ dịch vụ"),), "gt", 80.0, "%",
                 given="2025-03-10", due=due("2030", "by", "đến năm 2030"), quotes=(quote("bao", "80%"),)),
    TargetRecord("target/2", "nhiều việc làm", (named("indicator/viec-lam", "việc làm"),), "ge", None, "", (FINANCE,),
                 "2025-03-10", quotes=(quote("bao", "việc làm", 9, "teaser"),)),
)  # fmt: skip

_PARTS = (
    Part(iri("doc/2025/02-nq-cp/muc-1"), PLAN.iri, "mục 1"),
    Part(iri("doc/2025/02-nq-cp/muc-2"), PLAN.iri, "mục 2"),
    Part(iri("doc/2025/02-nq-cp/muc-10"), PLAN.iri, "mục 10"),
    Part(iri("doc/2025/02-nq-cp/muc-2/a"), PLAN.iri, "mục 2.a", iri("doc/2025/02-nq-cp/muc-2")),
)

ARCHIVE = Archive(
    tasks=TASKS,
    targets=TARGETS,
    sources={
        "ke-hoach": SourceRecord("ke-hoach", "Kế hoạch", date="2025-03-10", document=PLAN.iri),
        "bao-cao": SourceRecord("bao-cao", "Báo cáo", date="2025-08-01"),
        "bao": SourceRecord("bao", "Bài báo", date="2025-04-01", press=True),
    },
    documents={
        AIM.iri: DocumentRecord(AIM, "01-NQ/TW", "resolution", "2024-12-01"),
        PLAN.iri: DocumentRecord(
            PLAN, "02/NQ-CP", "resolution", "2025-03-10", (("basedOn", LAW.iri), ("implements", AIM.iri))
        ),
        ORDER.iri: DocumentRecord(ORDER, "03/QĐ-TTg", "decision", "2025-03-20", (("basedOn", LAW.iri),)),
        LAW.iri: DocumentRecord(LAW, None, "law"),
    },
    successions=Successions(
        {
            POSTS.iri: (Change("1", "merger", (POSTS.iri,), (DATA.iri,), "2025-04-01"),),
            TRADE.iri: (Change("2", "split", (TRADE.iri,), (SHOPS.iri, PORTS.iri), "2025-04-01"),),
        }
    ),
    names={body.iri: body for body in (POSTS, DATA, FINANCE, OFFICE, TRADE, SHOPS, PORTS, ALL)},
    parts={part.iri: part for part in _PARTS},
    groups=frozenset({ALL.iri}),
)
DAY = "2025-09-01"


def seen(as_of: str = DAY, **asked: object) -> View:
    """The sample as of a day; 11 is given later."""
    return view(ARCHIVE, Scope(**asked), as_of)  # type: ignore[arg-type]
