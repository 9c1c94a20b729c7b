"""Facts for the picture's tests: many tasks of many bodies, and names and sentences that attack the page."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from kg.model import (
    Body,
    Conflict,
    Document,
    Due,
    Evidence,
    Facts,
    Indicator,
    Meeting,
    Mention,
    Person,
    Restatement,
    Result,
    Role,
    Source,
    Target,
    Task,
    Work,
)
from kg.rdf import quad_lines
from kg.resources import ontology_dir
from kg.store import Graph, open_graph, write_build

BODIES = (
    "Bộ Khoa học và Công nghệ", "Bộ Công an", "Bộ Nội vụ", "Bộ Tài chính", "Bộ Giáo dục và Đào tạo", "Bộ Y tế",
    "Bộ Công Thương", "Bộ Xây dựng", "Bộ Nông nghiệp và Môi trường", "Văn phòng Chính phủ",
    "Ngân hàng Nhà nước Việt Nam", "Ủy ban nhân dân thành phố Đà Nẵng",
)  # fmt: skip
WORK = (
    "hoàn thiện cơ sở dữ liệu chuyên ngành, bảo đảm đúng, đủ, sạch, sống",
    "trình Chính phủ nghị định sửa đổi về thủ tục hành chính",
    "cắt giảm ít nhất một phần ba điều kiện kinh doanh không cần thiết",
    "đào tạo nguồn nhân lực chất lượng cao",
    "kết nối, chia sẻ dữ liệu với Cơ sở dữ liệu quốc gia về dân cư và các hệ thống dùng chung của các bộ, địa phương",
    "bố trí đủ kinh phí",
    "rà soát, báo cáo kết quả",
    "xây dựng bộ chỉ số đánh giá mức độ sẵn sàng chuyển đổi số",
)
DUES = (
    Due("2025-06-30", "before", "trước ngày 30/6/2025", None, "2025-06-30"),
    Due("2025-04/2025-06", "within", "trong quý II/2025", "2025-04-01", "2025-06-30"),
    None,
    Due("2025", "within", "trong năm 2025", "2025-01-01", "2025-12-31"),
    None,
)  # fmt: skip
TOP, CHAIR = "org/ban-chi-dao", "person/tran-minh-khoi"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`${alert(3)}{{alert(4)}}"


class Teller:
    """Collects sentences into one document, so that every quote stands in it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = ""

    def say(self, quote: str) -> tuple[Evidence, ...]:
        start = len(self.text) + len("Hội nghị thống nhất: ")
        self.text += f"Hội nghị thống nhất: {quote}. Việc này cần làm ngay.\n"
        return (Evidence(self.source.id, start, start + len(quote), quote, "test", 0.9),)

    def document(self) -> Document:
        return Document(self.source, self.text, hashlib.sha256(self.text.encode()).hexdigest())


def _task(n: int, ids: list[str], teller: Teller) -> Task:
    lead = (ids[(n * n + n // 3) % len(ids)],) if n % 7 != 6 else ()
    text = f"{WORK[n % len(WORK)]} (việc {n + 1})"
    return Task(
        id=f"task/{n:04}",
        text=text,
        lead=lead,
        support=(ids[(n + 5) % len(ids)],) if n % 3 == 0 else (),
        oversight=(ids[9],) if n % 11 == 0 else (),
        assigner=CHAIR,
        due=DUES[n % len(DUES)],
        meeting="meeting/phien-2" if n % 2 else None,
        mandate="doc/99-nq-tw" if n % 9 == 0 else None,
        evidence=teller.say(f"giao {BODIES[ids.index(lead[0])] if lead else 'các cơ quan'} {text}"),
    )


def many(tasks: int) -> Facts:
    """``tasks`` tasks of a dozen bodies, given by one person; every seventh names no lead body."""
    teller = Teller(
        Source("bien-ban", "a.txt", "0" * 64, "Biên bản", "Báo Ví Dụ", "2025-05-13", "news", "https://example.org/1")
    )
    ids = [f"org/co-quan-{number}" for number in range(len(BODIES))]
    works = [Work(f"doc/{n}", f"Quyết định số {n}/QĐ-TTg", "decision", f"{n}/QĐ-TTg") for n in range(100, 106)]
    aims = (("tăng trưởng GDP", 8.5), ("tỷ lệ hồ sơ trực tuyến", 80.0), ("chi cho khoa học, công nghệ", 3.0))
    facts = Facts(
        bodies=(
            Body(
                TOP,
                "Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ và chuyển đổi số",
                "steering-committee",
            ),
            *(Body(id_, label, "ministry") for id_, label in zip(ids, BODIES, strict=True)),
        ),
        works=(Work("doc/99-nq-tw", "Nghị quyết số 99-NQ/TW", "resolution", "99-NQ/TW", None, "2025-01-15"), *works),
        people=(Person(CHAIR, "Trần Minh Khôi"),),
        references=tuple(Mention(work.id, teller.say(work.label)[0]) for work in works),
        roles=(Role("tenure/1", CHAIR, "head", TOP, "Trưởng Ban Chỉ đạo", teller.say("ông Khôi, Trưởng Ban Chỉ đạo")),),
        meetings=(
            Meeting("meeting/phien-2", TOP, "2025-05-12", CHAIR, 2, teller.say("phiên họp thứ hai của Ban Chỉ đạo")),
        ),
        tasks=tuple(_task(n, ids, teller) for n in range(tasks)),
        targets=tuple(
            Target(f"target/{n}", name, ">=", value, "%", DUES[3], (ids[n],), teller.say(f"{name} đạt {value}%"))
            for n, (name, value) in enumerate(aims)
        ),
    )
    return replace(facts, documents=(teller.document(),))


def linked() -> Facts:
    """Tasks that are given again and that disagree, and a result beside the targets."""
    facts = many(12)
    reached = Result(
        "result/1",
        "tăng trưởng GDP",
        "=",
        8.02,
        "%",
        "2025",
        ("org/co-quan-0",),
        facts.targets[0].evidence,
        "indicator/gdp",
    )
    return replace(
        facts,
        indicators=(Indicator("indicator/gdp", "Tăng trưởng GDP"),),
        results=(reached,),
        restatements=(Restatement("restatement/1", "task/0001", "task/0002", ("due",), 0.9),),
        conflicts=(
            Conflict("conflict/1", "due", ("task/0003", "task/0004"), "task/0004", "later"),
            Conflict("conflict/2", "lead", ("task/0005", "task/0006"), None, "undecided"),
        ),
    )


def passed_on() -> Facts:
    """Work given before 1 March 2025, partly to a ministry that was merged then and of which one function moved on."""
    posts, science, police = "org/bo-thong-tin-va-truyen-thong", "org/bo-khoa-hoc-va-cong-nghe", "org/bo-cong-an"
    names = {posts: "Bộ Thông tin và Truyền thông", science: "Bộ Khoa học và Công nghệ", police: "Bộ Công an"}
    city = "org/thanh-pho-da-nang"
    names[city] = "Thành phố Đà Nẵng"
    teller = Teller(Source("ket-luan", "a.txt", "0" * 64, "Kết luận", None, "2025-01-15"))
    later = Teller(Source("tin-moi", "b.txt", "1" * 64, "Tin mới", None, "2025-06-01"))
    given: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
        ("lập bản đồ hạ tầng viễn thông", (posts,), ()),
        ("đo chất lượng mạng di động", (posts,), (science,)),
        ("lập danh mục nền tảng số dùng chung", (posts, science), ()),
        ("ban hành quy định về an toàn thông tin mạng", (posts,), ()),
        ("xây dựng cơ sở dữ liệu chuyên gia", (science,), (police,)),
        ("lập sàn dữ liệu", (police, science), ()),
        ("thí điểm sàn dữ liệu", (city,), ()),
    )
    tasks = tuple(
        Task(f"task/{n}", text, lead, support, (), None, DUES[n % 2], None, None,
             teller.say(f"{' và '.join(names[b] for b in lead)} {text}"))
        for n, (text, lead, support) in enumerate(given)
    )  # fmt: skip
    aims = (("tỷ lệ phủ sóng 5G", posts), ("chi cho khoa học, công nghệ", science))
    targets = tuple(
        Target(f"target/{n}", name, ">=", 90.0, "%", DUES[3], (body,), teller.say(f"{names[body]}: {name} đạt 90%"))
        for n, (name, body) in enumerate(aims)
    )
    again = Mention(science, later.say(names[science])[0])
    bodies = tuple(Body(id_, label, "ministry", registered=True) for id_, label in sorted(names.items()))
    return Facts(
        documents=(teller.document(), later.document()),
        bodies=bodies,
        body_mentions=(again,),
        tasks=tasks,
        targets=targets,
    )


def in_a_table() -> Facts:
    """A task that a row of a table gives: its lead body and its deadline have cells of their own."""
    facts = passed_on()
    teller = Teller(replace(facts.documents[0].source, id="phu-luc"))
    (whole,), (lead,), (day,) = (teller.say(said) for said in ("**Lập** kho dữ liệu dùng chung", "BCA", "30/6/2025"))
    cells = (("lead", lead), ("due", day))
    task = Task(
        "task/bang", "Lập kho dữ liệu dùng chung", ("org/bo-cong-an",), (), (), None, DUES[0], None, None, (whole,),
        cells=cells,
    )  # fmt: skip
    return replace(facts, documents=(*facts.documents, teller.document()), tasks=(*facts.tasks, task))


def hostile() -> Facts:
    """Every name, sentence, number, unit, post and title tries to run a script."""
    evil = HOSTILE
    teller = Teller(Source("nguon", evil, "0" * 64, evil, evil, evil, "news", "javascript:alert(5)"))
    said = teller.say(f"Bộ {evil} chủ trì")
    facts = Facts(
        bodies=(Body("org/a", f"Bộ {evil}", evil, (evil,)), Body("org/b", evil, "ministry"),
                Body(f"org/{evil}", f"Ban {evil}", "other")),
        works=(Work("doc/a", f"Quyết định {evil}", evil, evil, "org/a", evil),),
        people=(Person("person/a", evil),),
        references=(Mention("doc/a", said[0], "org/a", evil),),
        roles=(Role("tenure/a", "person/a", "head", "org/b", evil, said),),
        meetings=(Meeting("meeting/a", "org/a", evil, "person/a", 1, said),),
        tasks=(
            Task(f"task/{evil}", f"việc {evil}", ("org/a", f"org/{evil}"), ("org/b",), (), "person/a",
                 Due(evil, "before", evil),
                 "meeting/a", "doc/a", said),
        ),
        targets=(Target("target/a", f"chỉ tiêu {evil}", ">=", 8.0, evil, None, ("org/a",), said),),
    )  # fmt: skip
    return replace(facts, documents=(teller.document(),))


def stored(facts: Facts, folder: Path) -> Graph:
    """The facts as a graph on disk, opened."""
    texts = {f"snapshots/{document.source.id}.txt": document.text.encode() for document in facts.documents}
    write_build(folder, quad_lines(facts, ontology_dir()), texts)
    return open_graph(folder)
