"""Any number of short documents of our own writing, for tests of whole folders and for the benchmark."""

from __future__ import annotations

from itertools import product

BODIES = (
    "Bộ Y tế",
    "Bộ Nội vụ",
    "Bộ Tài chính",
    "Bộ Công an",
    "Bộ Khoa học và Công nghệ",
    "Ủy ban nhân dân thành phố Hà Nội",
    "Ngân hàng Nhà nước Việt Nam",
)
WORKS = (
    "hoàn thành liên thông bệnh án điện tử",
    "xây dựng đề án vị trí việc làm",
    "sửa đổi định mức chi cho nghiên cứu khoa học",
    "đưa Trung tâm dữ liệu quốc gia vào hoạt động",
    "trình Chính phủ ban hành Nghị định về chữ ký số",
    "rà soát, cắt giảm thủ tục hành chính",
)
DAYS = ("trước ngày 30/6/2025", "trong quý III/2025", "trước ngày 15 tháng 12 năm 2026", "trong năm 2025")
SENTENCES = (
    *(f"Thủ tướng yêu cầu {body} {work} {day}." for body, work, day in product(BODIES, WORKS, DAYS)),
    *(f"{a} chủ trì, phối hợp với {b} {WORKS[1]} {DAYS[0]}." for a, b in product(BODIES, BODIES) if a != b),
    "Phấn đấu đến năm 2030, tỷ lệ hồ sơ trực tuyến đạt tối thiểu 80%.",
    "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học, công nghệ.",
    "Bộ trưởng Bộ Y tế Nguyễn Văn An phát biểu tại phiên họp.",
    "Ban Chỉ đạo đã ghi nhận và Thông báo số 9876 đã được gửi.",
    "Hôm nay trời nắng đẹp trên cả nước.",
)


def text_of(number: int, sentences: int = 12) -> str:
    """A document of some sentences; another number gives another document."""
    chosen = [SENTENCES[(number * 7 + place * 31) % len(SENTENCES)] for place in range(sentences)]
    paragraphs = [" ".join(chosen[i : i + 3]) for i in range(0, len(chosen), 3)]
    return f"Bản tin số {number}\n\n" + "\n\n".join(paragraphs) + "\n"
