"""Command lines whose whole output is kept under ``golden/cli``, in both languages."""

from __future__ import annotations

CASES: dict[str, list[str]] = {
    "ask-owner": ["ask", "ai phụ trách kiến trúc dữ liệu quốc gia?"],
    "ask-owner-unaccented": ["ask", "co quan nao chu tri lien thong du lieu"],
    "ask-owner-english": ["ask", "who is responsible for data architecture?"],
    "ask-nobody": ["ask", "ai khắc phục tình trạng dữ liệu phân tán?"],
    "ask-nothing": ["ask", "ai phụ trách kiến trúc chùa cổ?"],
    "ask-due": ["ask", "khi nào hoàn thiện kiến trúc dữ liệu quốc gia?"],
    "ask-agenda": ["ask", "viec gi phai xong truoc 1/7?"],
    "ask-no-date": ["ask", "thời hạn khắc phục dữ liệu phân tán?"],
    "ask-head": ["ask", "ai đứng đầu Ban Chỉ đạo của Chính phủ về dữ liệu số?"],
    "ask-target": ["ask", "chỉ tiêu dịch vụ công trực tuyến toàn trình là bao nhiêu?"],
    "ask-implements": ["ask", "văn bản nào triển khai Nghị quyết 99?"],
    "ask-assigned": ["ask", "Nghị quyết 99-NQ/TW giao những việc gì?", "--limit", "1"],
    "ask-succession": ["ask", "Tổ rà soát dữ liệu nay là cơ quan nào?"],
    "owner": ["owner", "liên thông dữ liệu"],
    "body": ["body", "Ban Chỉ đạo của Chính phủ về dữ liệu số"],
    "body-led": ["body", "Tổ công tác về liên thông dữ liệu"],
    "owner-as-of": ["owner", "liên thông dữ liệu", "--as-of", "2025-06-01"],
    "owner-too-early": ["owner", "liên thông dữ liệu", "--as-of", "1/2/2025"],
    "resolve": ["resolve", "Bộ TT&TT"],
    "resolve-on": ["resolve", "UBND tỉnh Bình Dương", "--on", "2025-04-01"],
    "resolve-several": ["resolve", "nghi quyet 71"],
    "resolve-from-documents": ["resolve", "Tổ rà soát dữ liệu"],
    "show-document": ["show", "99-NQ/TW"],
    "show-task": ["show", "task/hoan-thien-kien-truc-du-lieu-quoc-gia"],
    "sparql": ["sparql", "SELECT ?task ?wording { ?task a kg:Task ; skos:prefLabel ?wording } ORDER BY ?task"],
    "verify": ["verify"],
    "help": ["--help"],
    "help-ask": ["ask", "--help"],
}
EXIT = {"ask-nothing": 1, "resolve-several": 1}
