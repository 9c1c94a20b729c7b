"""Files become documents: zones, paragraphs, owners of lists, dates, and every refusal of bad input.

The zones of the seeds are golden (tests/golden/seeds/zones/); they are written anew only when the environment
variable KG_UPDATE_GOLDEN is 1, and then have to be read through.
"""

from __future__ import annotations

import codecs
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

import house
import pytest
import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import find, read_document
from kg.documents.blocks import cut
from kg.documents.manifest import read_manifest
from kg.errors import BadManifest, KgError, NothingToRead, UnreadableSource
from kg.model import Document, Zone

ZONES = Path(__file__).parent / "golden" / "seeds" / "zones"
SEEDS = sorted(p.stem for p in (house.ROOT / "seeds").glob("*.txt"))
BAD_SENTENCE = "Bộ Tài chính phải hoàn thành việc này trước ngày 30/6/2025.\n"


# --- zones -------------------------------------------------------------------------------


GAPS = {"003_93d69e4e8c740a45": "the longest menu line is taken for the headline"}


def seed_cases() -> list[Any]:
    gaps = {seed: [pytest.mark.xfail(strict=True, reason=reason)] for seed, reason in GAPS.items()}
    return [pytest.param(seed, id=seed, marks=gaps.get(seed, [])) for seed in SEEDS]


def zones(document: Document) -> list[str]:
    """One line a block: zone, whether a heading, owner, and how it begins."""
    rows = []
    for i, b in enumerate(document.blocks):
        begins = " ".join(document.text[b.body.start : b.body.end].split())[:60]
        rows.append(
            f"{i}\t{b.zone.value}\t{'heading' if b.heading else ''}\t{'' if b.parent is None else b.parent}\t{begins}"
        )
    return rows


def test_a_headline_said_again_below_itself_opens_no_teaser() -> None:
    headline = "Toàn văn Công điện phát động chiến dịch xây dựng lại nhà ở cho người dân vùng lũ"
    lead = "Ngày 30/11/2025, Thủ tướng Chính phủ ban hành Công điện về việc phát động chiến dịch xây dựng lại nhà ở."
    told = "Theo đó, Thủ tướng yêu cầu Bộ Xây dựng hướng dẫn các địa phương chọn mẫu nhà trước ngày 05/12/2025."
    page = reading.document(f"# {headline}\n\n**{headline}**\n\n**{headline}**\n\n{lead}\n\n{told}\n")
    assert zone_of(page, "Ngày 30/11") is Zone.ARTICLE
    assert zone_of(page, "Theo đó") is Zone.ARTICLE
    assert sum(zone is not Zone.FURNITURE for zone in (b.zone for b in page.blocks)) == 3


@pytest.fixture(scope="module")
def seed_documents(seeds: Path) -> dict[str, Document]:
    return {d.source.id: d for d in map(read_document, find([seeds]))}


@pytest.mark.parametrize("seed", seed_cases())
def test_zones_of_the_seeds(seed: str, seed_documents: dict[str, Document]) -> None:
    made = zones(seed_documents[seed])
    golden = ZONES / f"{seed}.tsv"
    if os.environ.get("KG_UPDATE_GOLDEN") == "1" and seed not in GAPS:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("".join(f"{row}\n" for row in made), "utf-8")
    assert made == golden.read_text("utf-8").splitlines()


def zone_of(document: Document, words: str) -> Zone:
    return next(b.zone for b in document.blocks if document.text[b.span.start : b.span.end].startswith(words))


PAGE = """
Trang chủ
Thời sự | Kinh tế | Đời sống

Bộ Y tế yêu cầu hoàn thành bệnh án điện tử đúng hạn

Minh Anh

Ngày 14/5, Bộ Y tế có văn bản yêu cầu các cơ sở khám bệnh, chữa bệnh hoàn thành bệnh án điện tử.

Một bệnh nhân làm thủ tục khám bệnh bằng căn cước. Ảnh: Hải Nam

Văn bản nêu rõ, các đơn vị phải báo cáo tiến độ về Bộ trước ngày 20 hằng tháng để tổng hợp.

Tin liên quan

Cả nước có thêm nhiều bệnh viện không giấy tờ

Cả nước có thêm nhiều bệnh viện không giấy tờ

Theo thống kê, nhiều bệnh viện tuyến tỉnh đã bỏ hoàn toàn phim nhựa và sổ khám bệnh bằng giấy.

Hotline: 0900.000.000
"""


def test_a_news_page_falls_into_its_parts() -> None:
    page = reading.document(PAGE)
    assert zone_of(page, "Trang chủ") is Zone.FURNITURE
    assert zone_of(page, "Bộ Y tế yêu cầu") is Zone.HEADLINE
    assert zone_of(page, "Ngày 14/5") is Zone.ARTICLE
    assert zone_of(page, "Một bệnh nhân") is Zone.CAPTION
    assert zone_of(page, "Văn bản nêu rõ") is Zone.ARTICLE
    assert zone_of(page, "Tin liên quan") is Zone.FURNITURE
    assert zone_of(page, "Cả nước có thêm") is Zone.TEASER
    assert zone_of(page, "Theo thống kê") is Zone.TEASER
    assert zone_of(page, "Hotline") is Zone.FURNITURE
    assert page.source.title == "Bộ Y tế yêu cầu hoàn thành bệnh án điện tử đúng hạn"


def test_furniture_gives_no_facts() -> None:
    furniture = reading.facts(
        PAGE.replace("Hotline: 0900.000.000", "Hotline: Bộ Công an phải trả lời trước ngày 30/6/2025.")
    )
    assert not any("Công an" in e.quote for e, _ in reading.rows(furniture))


def test_what_stands_before_the_head_of_an_official_document_is_the_site_s_own() -> None:
    page = reading.document(
        "Đang tải văn bản...\n\nVĂN PHÒNG CHÍNH PHỦ\n\n" + reading.STATE_HEAD + "Số: 292/TB-VPCP\n\nTHÔNG BÁO\n"
    )
    assert zone_of(page, "Đang tải") is Zone.FURNITURE
    assert zone_of(page, "VĂN PHÒNG") is Zone.ARTICLE
    assert zone_of(page, "Số: 292") is Zone.ARTICLE


# --- paragraphs --------------------------------------------------------------------------

WRAPPED = """Thủ tướng Chính phủ yêu cầu các bộ, ngành, địa phương tập trung rà
soát toàn bộ quy định đang cản trở hoạt động nghiên cứu khoa học, đổi
mới sáng tạo, báo cáo Chính phủ trước ngày 30 tháng 6 năm 2025 để tổng
hợp, trình Quốc hội xem xét, quyết định.

Văn phòng Chính phủ theo dõi, đôn đốc việc thực hiện các nhiệm vụ nêu
trên và báo cáo Thủ tướng Chính phủ những khó khăn, vướng mắc vượt quá
thẩm quyền.
- Bộ Tài chính bố trí đủ kinh phí cho các nhiệm vụ khoa học, công nghệ
và đổi mới sáng tạo của năm 2025.
"""


def paragraphs(text: str) -> list[str]:
    document = reading.document(text)
    return [" ".join(document.text[b.span.start : b.span.end].split()) for b in document.blocks]


def test_text_that_was_broken_at_a_width_is_joined() -> None:
    made = paragraphs(WRAPPED)
    assert [p.split()[0] for p in made] == ["Thủ", "Văn", "-"]
    assert made[0].endswith("quyết định.") and made[2].endswith("năm 2025.")


SET_IN = """      V. TỔ CHỨC THỰC HIỆN
      1. Ban Quản lý Khu kinh tế và Ban Quản lý các khu công nghiệp của tỉnh
      - Thực hiện quản lý, phát triển khu công nghiệp theo các nhiệm vụ được
giao tại Kế hoạch này.
      - Phối hợp với chính quyền địa phương rà soát và cập nhật các nội dung
quy hoạch khu công nghiệp.
      - Chủ trì phát triển các khu công nghiệp theo hướng xanh và hiện đại, đôn
đốc đẩy nhanh tiến độ các dự án.
      2. Sở Công Thương
      - Tổng hợp kết quả thực hiện trước ngày 20 hằng tháng để kịp báo cáo
Ủy ban nhân dân tỉnh. Đồng thời báo cáo đột xuất khi có yêu cầu.
      - Thường xuyên rà soát các dự án chậm tiến độ trên địa bàn để đề xuất
thu hồi theo quy định.
      3. Sở Tài chính
      - Cân đối ngân sách, hướng dẫn các đơn vị lập dự toán kinh phí để thực
hiện các nhiệm vụ của năm 2026.
      - Kiểm tra việc sử dụng kinh phí của các đơn vị được giao nhiệm vụ trong
năm và báo cáo kết quả.
      - Tham mưu bổ sung nguồn vốn cho các khu công nghiệp mới được thành
lập trên địa bàn tỉnh.
      - Hướng dẫn các nhà đầu tư về thuế và các khoản phải nộp theo quy định
của pháp luật.
"""


def test_first_lines_that_are_set_in_begin_the_paragraphs() -> None:
    made = paragraphs(SET_IN)
    assert made[1] == "1. Ban Quản lý Khu kinh tế và Ban Quản lý các khu công nghiệp của tỉnh"
    assert made[2].startswith("- Thực hiện quản lý") and made[2].endswith("Kế hoạch này.")
    assert made[6].endswith("để kịp báo cáo Ủy ban nhân dân tỉnh. Đồng thời báo cáo đột xuất khi có yêu cầu.")


def test_lines_that_are_paragraphs_stay_apart() -> None:
    assert paragraphs("Kính gửi:\nBộ Tài chính\nBộ Y tế\nThực hiện ý kiến chỉ đạo\n") == [
        "Kính gửi:",
        "Bộ Tài chính",
        "Bộ Y tế",
        "Thực hiện ý kiến chỉ đạo",
    ]


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("aăbc ĐƯ.;:\n\n-1)#*“”\t\u200b"), max_size=200))
def test_blocks_lie_in_order_in_the_text(text: str) -> None:
    blocks = cut(text)
    for block in blocks:
        assert 0 <= block.span.start <= block.body.start < block.body.end <= block.span.end <= len(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(blocks))
    assert all(b.parent is None or 0 <= b.parent < i or b.zone is Zone.TEASER for i, b in enumerate(blocks))


# --- who owns whom -----------------------------------------------------------------------

LISTS = (
    reading.STATE_HEAD
    + """I. NHIỆM VỤ CHUNG

1. Các bộ, ngành:

a) Rà soát quy định.

- Quy định về đầu tư.

- Quy định về đấu thầu.

b) Báo cáo kết quả.

2. Các địa phương:

a) Bố trí trụ sở.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Chính phủ đôn đốc.
"""
)


def owners(text: str) -> dict[str, str | None]:
    document = reading.document(text)
    names = [document.text[b.body.start : b.body.end] for b in document.blocks]
    return {name: None if b.parent is None else names[b.parent] for name, b in zip(names, document.blocks, strict=True)}


def test_markers_make_a_tree() -> None:
    tree = owners(LISTS)
    assert tree["NHIỆM VỤ CHUNG"] is None
    assert tree["Các bộ, ngành:"] == "NHIỆM VỤ CHUNG"
    assert tree["Rà soát quy định."] == "Các bộ, ngành:"
    assert tree["Quy định về đầu tư."] == tree["Quy định về đấu thầu."] == "Rà soát quy định."
    assert tree["Báo cáo kết quả."] == "Các bộ, ngành:"
    assert tree["Các địa phương:"] == "NHIỆM VỤ CHUNG"
    assert tree["Bố trí trụ sở."] == "Các địa phương:"
    assert tree["TỔ CHỨC THỰC HIỆN"] is None
    assert tree["Văn phòng Chính phủ đôn đốc."] == "TỔ CHỨC THỰC HIỆN"


def test_markdown_headings_own_by_depth() -> None:
    tree = owners("# Kế hoạch\n\n## Bộ Y tế\n\n- Liên thông dữ liệu.\n\n## Bộ Nội vụ\n\n- Rà soát biên chế.\n")
    assert tree["Bộ Y tế"] is None and tree["Bộ Nội vụ"] is None  # the title is the headline, and owns nothing
    assert tree["Liên thông dữ liệu."] == "Bộ Y tế"
    assert tree["Rà soát biên chế."] == "Bộ Nội vụ"


def test_a_colon_opens_a_list() -> None:
    tree = owners(reading.STATE_HEAD + "Bộ Tài chính thực hiện:\n\n- Bố trí vốn.\n\n- Kiểm tra việc sử dụng vốn.\n")
    assert tree["Bố trí vốn."] == tree["Kiểm tra việc sử dụng vốn."] == "Bộ Tài chính thực hiện:"


def test_nothing_stands_under_those_whom_a_letter_goes_to() -> None:
    """What "Kính gửi" opens ends with its list, whatever a scanner made of the colon."""
    tree = owners(
        reading.STATE_HEAD
        + "Kính gửi: .\n\n- Các Bộ;\n\n- Các tỉnh.\n\nBộ Tài chính đề nghị thực hiện:\n\n1. Rà soát vốn.\n"
    )
    assert tree["Các tỉnh."] == "Kính gửi: ."
    assert tree["Bộ Tài chính đề nghị thực hiện:"] is None
    assert tree["Rà soát vốn."] == "Bộ Tài chính đề nghị thực hiện:"


def test_a_one_that_was_misread_is_an_item_like_the_next() -> None:
    listed = "Bộ Tài chính đề nghị:\n\nI. Tuyên truyền.\n\n2. Rà soát.\n\n3. Báo cáo.\n"
    tree = owners(reading.STATE_HEAD + listed)
    assert {tree[k] for k in ("Tuyên truyền.", "Rà soát.", "Báo cáo.")} == {"Bộ Tài chính đề nghị:"}
    tree = owners(reading.STATE_HEAD + "I. Phần đầu\n\n2. Rà soát.\n\nII. Phần sau\n")
    assert tree["Rà soát."] == "Phần đầu"


# --- the day a document leans on ---------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "date", "origin"),
    [
        (reading.STATE_HEAD + "Hà Nội, ngày 22 tháng 11 năm 2025\n\nTHÔNG BÁO", "2025-11-22", "head"),
        (reading.STATE_HEAD + "Hà Nội, ngày 30 tháng 02 năm 2025\n\nTHÔNG BÁO năm 2025", "2025", "years-named"),
        ("Ngày ban hành: 16/11/2025\n\nThông báo kết luận.", "2025-11-16", "head"),
        (" date 2026-02-25 Thủ tướng chủ trì phiên họp.", "2026-02-25", "head"),
        ("Nhiệm vụ năm 2025 và năm 2025, tầm nhìn đến năm 2030.", "2025", "years-named"),
        ("Nhiệm vụ trong thời gian tới.", None, None),
    ],
)
def test_dates_of_documents(text: str, date: str | None, origin: str | None) -> None:
    document = reading.document(text, date=None)
    assert (document.date, document.date_origin) == (date, origin)


def test_the_manifest_s_date_comes_first() -> None:
    document = reading.document(" date 2026-02-25 Thủ tướng chủ trì phiên họp.", date="2026-02-26")
    assert (document.date, document.date_origin) == ("2026-02-26", "manifest")


# --- finding and refusing ----------------------------------------------------------------


def one_line(error: KgError) -> str:
    text = str(error)
    assert text and "\n" not in text and "Traceback" not in text
    return text


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
        (b"\x00\x01\x02PNG\x00", "binary"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 8, "damaged PDF"),
        ("Bộ Tài chính".encode("cp1258", "ignore") + b"\xff\xd0", "UTF-8"),
        ("Bộ Y tế".encode("utf-16-le"), "binary"),
        ("Thủ".encode()[:-1], "UTF-8"),
        (b"\x01\x02\x03\x04 text", "binary"),
    ],
    ids=["empty", "blank", "only-bom", "binary", "pdf", "cp1258", "utf16-without-bom", "cut-off", "controls"],
)
def test_unreadable_files_say_why_in_one_line(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource) as caught:
        read_document(find([path])[0])
    assert says in one_line(caught.value) and "van-ban.txt" in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_unicode_with_a_mark_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(BAD_SENTENCE.encode(encoding))
    assert read_document(find([path])[0]).text == BAD_SENTENCE


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon.txt"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    with pytest.raises(UnreadableSource, match="larger than 5 MB"):
        read_document(find([path])[0])


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mat.txt"
    path.write_text(BAD_SENTENCE)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableSource, match="Permission denied"):
        read_document(find([path])[0])


def test_folders_without_documents(tmp_path: Path) -> None:
    (tmp_path / "anh.png").write_bytes(b"\x89PNG")
    (tmp_path / ".an.txt").write_text(BAD_SENTENCE)
    with pytest.raises(NothingToRead) as caught:
        find([tmp_path])
    assert str(tmp_path) in one_line(caught.value)
    with pytest.raises(UnreadableSource, match="no such file"):
        find([tmp_path / "khong-co"])


def test_files_are_found_in_order_and_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.markdown", "d.csv", "e.TXT"):
        (tmp_path / name).write_text(BAD_SENTENCE)
    found = [f.path.name for f in find([tmp_path, tmp_path / "a.md"])]
    assert found == ["a.md", "b.txt", "e.TXT", "c.markdown"]
    assert [f.path.name for f in find([tmp_path / "d.csv"])] == ["d.csv"]


def manifest(folder: Path, text: str) -> Path:
    (folder / "a.txt").write_text(BAD_SENTENCE, "utf-8")
    (folder / "manifest.toml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[document]\nfile=", ""),
        ("document = 3", "list of tables"),
        ("document = [1]", "needs a `file`"),
        ("[[document]]\nid = 'a'", "needs a `file`"),
        ("[[document]]\nfile = 'a.txt'\npublished = '25/2/2026'", "YYYY-MM-DD"),
        ("[[document]]\nfile = 'a.txt'\npublished = '2026-13-45'", "YYYY-MM-DD"),
        ("[[document]]\nfile = 'a.txt'\n[[document]]\nfile = 'a.txt'", "twice"),
    ],
    ids=["syntax", "no-list", "no-table", "no-file", "date-form", "date-that-is-none", "file-twice"],
)
def test_broken_manifests(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadManifest) as caught:
        find([manifest(tmp_path, text)])
    assert says in one_line(caught.value) and "manifest.toml" in str(caught.value)


def test_a_manifest_tells_what_the_file_does_not(tmp_path: Path) -> None:
    folder = manifest(
        tmp_path,
        "[[document]]\nfile = 'a.txt'\nid = 'cong-dien'\n"
        "title = 'Công điện'\npublisher = 'VPCP'\npublished = '2025-05'\n",
    )
    (found,) = find([folder])
    source = read_document(found).source
    assert (source.id, source.title, source.publisher, source.published) == (
        "cong-dien",
        "Công điện",
        "VPCP",
        "2025-05",
    )
    assert read_manifest(tmp_path / "sub") == {}


def test_a_file_that_was_changed_since_the_manifest(tmp_path: Path) -> None:
    folder = manifest(tmp_path, f"[[document]]\nfile = 'a.txt'\nsha256 = '{'0' * 64}'\n")
    with pytest.raises(UnreadableSource, match="sha256"):
        read_document(find([folder])[0])


def test_a_file_that_only_the_manifest_knows(tmp_path: Path) -> None:
    folder = manifest(tmp_path, "[[document]]\nfile = 'b.txt'\n")
    found = find([folder])
    assert [f.path.name for f in found] == ["a.txt", "b.txt"]
    with pytest.raises(UnreadableSource, match="No such file"):
        read_document(found[1])


def test_the_snapshot_is_the_composed_text_and_nothing_else(tmp_path: Path) -> None:
    import unicodedata

    text = "  Uỷ ban  nhân dân\r\n\r\n\tSố: 1\u00a0\u200b\n"
    path = tmp_path / "a.txt"
    path.write_bytes(unicodedata.normalize("NFD", text).encode())
    assert read_document(find([path])[0]).text == text
