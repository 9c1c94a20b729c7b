"""Every record of ontology/registry/*.ttl is linted; the lint itself is shown to bite."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from registry_lint import DCTERMS, PRESENT, SKOS, Complaint, Record, Registry, lint

from kg.registry import load_registry
from kg.resources import ontology_dir
from kg.text import fold

# --- the registry as it ships -------------------------------------------------------------


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry(sorted((ontology_dir() / "registry").glob("*.ttl")))


def test_no_record_has_a_fault(registry: Registry) -> None:
    assert lint(registry) == []


def test_the_loader_sees_the_same_bodies_and_documents(registry: Registry) -> None:
    loaded = load_registry()
    assert [b.id for b in loaded.bodies] == [b.id for b in registry.under("org")]
    assert [w.id for w in loaded.works] == [w.id for w in registry.under("doc")]


@pytest.mark.parametrize(
    ("kind", "day", "number"),
    [
        ("ministry", PRESENT, 14),
        ("ministerial-level-agency", PRESENT, 3),
        ("government-agency", PRESENT, 5),
        ("province", PRESENT, 34),
        ("ministry", "2025-02-28", 18),
        ("ministerial-level-agency", "2025-02-28", 4),
        ("province", "2025-06-30", 63),
        ("province", "2024-12-31", 63),
    ],
)
def test_as_many_bodies_stand_as_the_resolutions_say(registry: Registry, kind: str, day: str, number: int) -> None:
    assert len(registry.of_kind(kind, day)) == number


def test_every_former_province_leads_to_one_that_stands(registry: Registry) -> None:
    standing = {p.id for p in registry.of_kind("province")}
    former = [p for p in registry.of_kind("province", "2025-06-30") if p.id not in standing]
    heirs = [registry.heir(p) for p in former]
    assert len(former) == 29
    assert {h.id for h in heirs if h} < standing
    assert None not in heirs


@pytest.mark.parametrize("day", [PRESENT, "2025-06-30"])
def test_no_two_provinces_of_one_time_share_a_code(registry: Registry, day: str) -> None:
    """A merged province takes the code of its seat on 1 July 2025; its code until then is in the history note."""
    codes = [_code(p, day) for p in registry.of_kind("province", day)]
    assert all(re.fullmatch(r"\d\d", code) for code in codes)
    assert len(set(codes)) == len(codes)


def _code(province: Record, day: str) -> str:
    before = re.search(r": (\d\d)\.$", province.one(SKOS + "historyNote"))
    return before[1] if before and day < "2025-07-01" else province.one(DCTERMS + "identifier")


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("Bộ KHCN", "org/bo-khoa-hoc-va-cong-nghe"),
        ("bộ KH&CN", "org/bo-khoa-hoc-va-cong-nghe"),
        ("Bộ Khoa học Công nghệ", "org/bo-khoa-hoc-va-cong-nghe"),
        ("Bộ VH,TT&DL", "org/bo-van-hoa-the-thao-va-du-lich"),
        ("Bộ LĐ–TB&XH", "org/bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Uỷ ban Quốc gia về chuyển đổi số", "org/uy-ban-quoc-gia-ve-chuyen-doi-so"),
        ("NHNN", "org/ngan-hang-nha-nuoc-viet-nam"),
        ("TP.HCM", "org/thanh-pho-ho-chi-minh"),
        ("tỉnh Hoà Bình", "org/tinh-hoa-binh"),
        ("State Bank of Vietnam", "org/ngan-hang-nha-nuoc-viet-nam"),
    ],
)
def test_a_body_is_met_by_the_name_that_people_write(written: str, body: str) -> None:
    assert load_registry().names[fold(written)] == (body,)


# --- the lint bites -----------------------------------------------------------------------

SOUND = (Path(__file__).parent / "golden" / "registry" / "sound.ttl").read_text("utf-8")
OLD, NEW, WORK, EVENT = "org/uy-ban-cu", "org/uy-ban-moi", "doc/2021/1-qd-ttg", "event/2021/thay-uy-ban"
FAULTS: list[tuple[str, str, Complaint]] = [
    (', "Council"@en ;', ";", ("one label per language", "org/hoi-dong")),
    ('"Hội đồng"@vi ,', '"Hội đồng"@vi , "Đồng hội"@vi ,', ("one label per language", "org/hoi-dong")),
    ('"HĐ"@vi', '"HĐ"@vi , "Ho\u0302i"@vi', ("NFC", "org/hoi-dong")),
    ('"Council"@en', '"The  Council"@en', ("spaces", "org/hoi-dong")),
    ('"HĐ"@vi', '"HĐ "@vi', ("spaces", "org/hoi-dong")),
    ('"HĐ"@vi', '"HĐ"@vi , "hđ"@vi', ("a name twice", "org/hoi-dong")),
    ("<org/hoi-dong> a kg:PublicBody", "<org/hoi-dong> a kg:Meeting", ("class", "org/hoi-dong")),
    ("body-kind-council> .", "body-kind-conclave> .", ("concept", "org/hoi-dong")),
    ("body-kind-council> .", "document-kind-decision> .", ("concept", "org/hoi-dong")),
    ("vocab/change-rename", "vocab/change-whim", ("concept", EVENT)),
    ('"2018-08-28"', '"2018-28-08"', ("date", OLD)),
    ('kg:validFrom "2018-08-28"', 'kg:validFrom "2022-08-28"', ("date order", OLD)),
    ('"Hội đồng"@vi', '"Hội đồng lớn"@vi', ("id", "org/hoi-dong")),
    ('kg:docNumber "1/QĐ-TTg"', 'kg:docNumber "2/QĐ-TTg"', ("id", WORK)),
    ('kg:dateIssued "2021', 'kg:dateIssued "2020', ("id", WORK)),
    ("org:subOrganizationOf <org/hoi-dong>", "org:subOrganizationOf <org/nobody>", ("dangling link", NEW)),
    ("kg:issuedBy <org/hoi-dong>", "kg:issuedBy <org/nobody>", ("dangling link", WORK)),
    ("moi> ;\n    dcterms:source <doc/2021", "moi> ;\n    dcterms:source <doc/2020", ("dangling link", OLD)),
    ("date ;\n    dcterms:source <doc/2021/1-qd-ttg> .\n", "date .\n", ("event without source", EVENT)),
    ('    kg:effectiveDate "2021-09-24"^^xsd:date ;\n', "", ("event without date", EVENT)),
    ("    org:originalOrganization <org/uy-ban-cu> ;\n", "", ("event without bodies", EVENT)),
    ('    kg:validUntil "2021-09-23"^^xsd:date ;\n', "", ("ended if and only if succeeded", OLD)),
    ("    kg:successor <org/uy-ban-moi> ;\n", "", ("ended if and only if succeeded", OLD)),
    ("kg:successor <org/uy-ban-moi>", "kg:successor <org/uy-ban-cu>", ("no living heir", OLD)),
    ('kg:validUntil "2021-09-23"', 'kg:validUntil "2021-08-31"', ("end without event", OLD)),
    ('"HĐ"@vi', '"ubm"@vi', ("shared name", f"org/hoi-dong {NEW}")),
    ('kg:docSymbol "HĐ"', 'kg:docSymbol "UBM"', ("shared name", f"org/hoi-dong {NEW}")),
]  # fmt: skip


def faults_of(turtle: str, folder: Path) -> list[Complaint]:
    path = folder / "registry.ttl"
    path.write_text(turtle, "utf-8")
    return lint(Registry([path]))


def test_the_small_registry_is_sound(tmp_path: Path) -> None:
    assert faults_of(SOUND, tmp_path) == []


@pytest.mark.parametrize(("sound", "faulty", "complaint"), FAULTS, ids=[complaint[0] for *_, complaint in FAULTS])
def test_the_lint_bites(sound: str, faulty: str, complaint: Complaint, tmp_path: Path) -> None:
    assert sound in SOUND
    head, _, tail = SOUND.rpartition(sound)
    assert complaint in faults_of(head + faulty + tail, tmp_path)


def test_a_name_may_be_taken_over_by_the_next_body(tmp_path: Path) -> None:
    """Two bodies may bear one name when the first had ended before the second began."""
    assert faults_of(SOUND.replace('"UBC"', '"UBM"'), tmp_path) == []


def test_accents_tell_names_apart(tmp_path: Path) -> None:
    assert faults_of(SOUND.replace('"HĐ"@vi', '"ỦBM"@vi'), tmp_path) == []
