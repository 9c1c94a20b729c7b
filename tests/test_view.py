"""The page in a real browser: four perspectives over one selection, each fact with its sentence, and nothing run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pages
import picture_facts
import pypdfium2
import pytest
import sample_facts
from axe_playwright_python.sync_playwright import Axe
from pages import Visit
from playwright.sync_api import Browser, sync_playwright

import kg
from kg import resources
from kg.ask.cards import Named
from kg.graph import around, to_networkx
from kg.rdf import iri
from kg.store import Graph
from kg.views import Page, drawing, render, render_evidence, render_networkx
from kg.views.book import Book
from kg.views.heirs import heirs

TASK = "Hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025"
VIEWS = ("matrix", "network", "timeline", "table")
Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=pages.ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Graph]:
    made = {
        "sample": sample_facts.sample(),
        "hostile": picture_facts.hostile(),
        "many": picture_facts.many(200),
        "linked": picture_facts.linked(),
        "table": picture_facts.in_a_table(),
    }
    folder = tmp_path_factory.mktemp("graphs")
    return {name: picture_facts.stored(facts, folder / name) for name, facts in made.items()}


@pytest.fixture(scope="module")
def texts(graphs: dict[str, Graph]) -> dict[str, str]:
    """The page of each graph, and those of single sources."""
    lead, wide = iri("org/bo-khoa-hoc-va-cong-nghe"), {name: to_networkx(graph) for name, graph in graphs.items()}
    return {
        **{name: render_networkx(graph) for name, graph in wide.items()},
        "focus": render_networkx(around(wide["sample"], lead), lead, "en"),
        "evidence": render_evidence(graphs["sample"], "bao-giay-02", "vi", "sample.html"),
        "hostile-evidence": render_evidence(graphs["hostile"], "nguon", "vi", "hostile.html"),
    }


@pytest.fixture
def open_page(browser: Browser, texts: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_it(name: str, fragment: str = "", width: int = 1280, today: str = "2025-05-20", **options: Any) -> Visit:
        context = pages.offline(browser, width, **options)
        context.clock.set_fixed_time(f"{today}T12:00:00")
        contexts.append(context)
        path = tmp_path / f"{name}.html"
        path.write_text(texts[name], encoding="utf-8")
        return pages.visit(context, path, fragment, scripts=options.get("java_script_enabled", True))

    yield open_it
    for context in contexts:
        context.close()


# --- it opens, offline, and asks for nothing ------------------------------------------------


@pytest.mark.parametrize(("name", "scheme"), [("sample", "light"), ("hostile", "dark"), ("many", "dark")])
def test_every_perspective_draws_and_asks_for_nothing(open_page: Open, name: str, scheme: str) -> None:
    visit = open_page(name, color_scheme=scheme)
    assert visit.page.locator("#matrix td button").count() > 0
    for view in VIEWS[1:]:
        visit.view(view)
    assert visit.page.locator("#rows tbody tr").count() > 5
    visit.view("timeline")
    assert visit.page.locator("#lanes svg .lane-name").count() > 0 or name == "hostile"
    visit.view("network")
    visit.page.wait_for_timeout(300)
    assert visit.colours() > 20
    assert visit.requests == [visit.address]
    assert visit.complaints == []


def test_the_matrix_opens_first_and_its_numbers_are_those_of_the_graph(
    open_page: Open, graphs: dict[str, Graph]
) -> None:
    visit = open_page("many")
    assert visit.page.locator("#matrix").is_visible()
    shown = visit.js("""() => { const { rows } = countMatrix("doc", counted().things);
        return rows.flatMap((row) => [...row.cells].flatMap(([doc, roles]) =>
            roles.map((n, role) => [row.id, doc, DATA.roles[role], n]))); }""")
    query = """SELECT ?body ?doc ?role (COUNT(DISTINCT ?task) AS ?n) {
        VALUES ?role { kg:leadBody kg:cooperatingBody kg:oversightBody }
        ?task a kg:Task ; ?role ?body . OPTIONAL { ?task kg:mandatedBy ?doc } } GROUP BY ?body ?doc ?role"""
    told = {
        (str(row["body"]).removeprefix(iri("")), str(row["doc"] or "none").removeprefix(iri("")),
         str(row["role"]).rpartition("#")[2]): row["n"]
        for row in graphs["many"].select(query)
    }  # fmt: skip
    assert {(body, doc, role): n for body, doc, role, n in shown if n} == told
    assert len(told) > 20


def test_a_number_of_the_matrix_opens_the_list_behind_it(open_page: Open) -> None:
    visit = open_page("many")
    cell = visit.page.locator("#matrix tbody tr").first.locator("td button").nth(1)
    lead = int(cell.locator("b").inner_text())
    cell.click()
    title = visit.page.locator("#panel h3").first.inner_text()
    assert title == f"Chủ trì ({lead})"
    visit.page.get_by_role("button", name="Mở trong bảng").click()
    assert visit.page.locator("#chips li").count() == 3
    assert visit.page.locator("#rows tbody tr").count() >= lead


@pytest.mark.parametrize("columns", ["doc", "topic", "year", "task"])
def test_every_set_of_columns_draws(open_page: Open, columns: str) -> None:
    visit = open_page("many", f"#columns={columns}")
    assert visit.page.locator("#matrix tbody tr").count() > 5
    assert visit.page.locator(f"[data-columns={columns}]").get_attribute("aria-pressed") == "true"
    visit.page.locator("#matrix tbody [tabindex='0']").focus()
    before = visit.js("document.activeElement.closest('tr').rowIndex")
    visit.page.keyboard.press("ArrowDown")
    assert visit.js("document.activeElement.closest('tr').rowIndex") > before


# --- the panel ----------------------------------------------------------------------------


def test_the_panel_tells_who_and_when_and_where_it_is_written(open_page: Open) -> None:
    visit = open_page("sample")
    visit.js("(number) => choose(number)", visit.number(TASK))
    panel = re.sub(r"\s+", " ", visit.page.locator("#panel").inner_text())
    for said in (
        "Thời hạn trước ngày 30/6/2025", "Cơ quan chủ trì Bộ Khoa học và Công nghệ",
        "Cơ quan phối hợp (2) Bộ Công an", "Cơ quan theo dõi, đôn đốc Văn phòng Chính phủ",
        "Cơ quan, người giao Trần Minh Khôi",
        "Dữ liệu phải “đúng, đủ, sạch, sống”", "Báo Ví Dụ · ngày 13/5/2025 · ký tự ", "độ tin cậy 95%",
    ):  # fmt: skip
        assert said in panel, said
    assert "https://example.org/phien-hop-thu-hai" in visit.js(
        "[...document.querySelectorAll('#panel a')].map((a) => a.href)"
    )


def test_each_fact_leads_to_its_sentence(open_page: Open) -> None:
    visit = open_page("sample")
    sources = {document.source.id: document.text for document in sample_facts.sample().documents}
    visit.js("(number) => choose(number)", visit.number(TASK))
    assert visit.page.locator("#panel dd .ref").count() >= 6
    visit.page.locator("#panel dd .ref").first.click()
    assert visit.js("document.activeElement.id") == "said-1"
    for quote in visit.page.locator("#panel mark").all_text_contents():
        assert any(quote in text for text in sources.values())


def test_a_quote_stands_in_its_paragraph(open_page: Open) -> None:
    visit = open_page("sample")
    for number in range(visit.js("DATA.quotes.length")):
        quote = visit.js("(number) => quoteParts(number)", number)
        text = next(d.text for d in sample_facts.sample().documents if d.source.id == quote["source"]["id"])
        assert text[quote["start"] : quote["end"]] == quote["text"]
        around = quote["before"].removeprefix("… ") + quote["text"] + quote["after"].removesuffix(" …")
        assert around in text
        assert "\n\n" not in around


def test_a_cell_of_its_own_is_told_before_the_whole_row(open_page: Open) -> None:
    visit = open_page("table")
    visit.js("(id) => choose(NUMBER.get(id))", "task/bang")
    rows = visit.js("""[...document.querySelectorAll("#panel dt")].map((name) => [name.textContent,
        [...name.nextElementSibling.querySelectorAll(".ref")].map((ref) =>
            document.querySelector(ref.getAttribute("href")).querySelector("mark").textContent)])""")
    said = dict(rows)
    assert said["Cơ quan chủ trì"] == ["BCA", "**Lập** kho dữ liệu dùng chung"]
    assert said["Thời hạn"] == ["30/6/2025", "**Lập** kho dữ liệu dùng chung"]


def test_what_is_not_known_is_said(open_page: Open) -> None:
    visit = open_page("sample")
    visit.js("(n) => choose(n)", visit.number("Khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ"))
    panel = visit.page.locator("#panel").inner_text()
    assert "Thời hạn\nkhông rõ" in panel
    assert "Cơ quan chủ trì\nkhông rõ" in panel


def test_work_given_again_and_disagreement_are_told(open_page: Open) -> None:
    visit = open_page("linked")

    def panel(path: str) -> str:
        visit.js("(id) => choose(NUMBER.get(id))", path)
        return re.sub(r"\s+", " ", visit.page.locator("#panel dl").inner_text())

    name = {f"task/{n:04}": visit.js("(id) => nameOf(NUMBER.get(id))", f"task/{n:04}") for n in range(1, 7)}
    assert f"Nhắc lại nhiệm vụ {name['task/0002']}" in panel("task/0001")
    assert f"Được nhắc lại tại {name['task/0001']}" in panel("task/0002")
    assert f"Nội dung đang áp dụng {name['task/0004']} (thời hạn)" in panel("task/0003")
    assert f"Được áp dụng thay cho {name['task/0003']} (thời hạn)" in panel("task/0004")
    for one, other in (("task/0005", "task/0006"), ("task/0006", "task/0005")):
        assert f"Văn bản khác nêu khác {name[other]} (cơ quan chủ trì)" in panel(one)
    assert "Mức đạt được 8,02%" in panel("result/1")


def test_the_page_the_body_and_the_report_count_its_tasks_alike(browser: Browser, tmp_path: Path) -> None:
    sample_facts.build(tmp_path / "store", picture_facts.passed_on(), resources.ontology_dir())
    graph = kg.open(tmp_path / "store")
    (tmp_path / "page.html").write_text(render(graph.build), encoding="utf-8")
    context = pages.offline(browser)
    visit = pages.visit(context, tmp_path / "page.html")
    told = graph.report("owners").report.sections[-1]
    lead, taken = ([column.key for column in told.columns].index(key) for key in ("lead", "taken_over"))
    rows = {body.vi: row for body, *row in told.rows if isinstance(body, Named)}
    found = {}
    for name in ("Bộ Khoa học và Công nghệ", "Bộ Công an", "Thành phố Đà Nẵng"):
        profile = graph.body(graph.bodies(name)[0])
        number = visit.number(name)
        shown = visit.js("(n) => [tasksOf(n, 'leadBody').length, (DATA.things[n].taken || []).length]", number)
        assert shown == [len(profile.groups["leads"]), len(profile.groups["inherits"])]
        assert rows[name][lead - 1] == sum(shown) and rows[name][taken - 1] == shown[1]
        found[name] = (*shown, len(profile.groups["targets"]), len(profile.groups["inherited_targets"]))
        doubted = [one.card.iri for one in profile.groups["unclear"] if one.card]
        assert doubted == [iri("task/3")] * name.startswith("Bộ")
    assert found == {
        "Bộ Khoa học và Công nghệ": (3, 2, 1, 1), "Bộ Công an": (1, 0, 0, 0), "Thành phố Đà Nẵng": (1, 0, 0, 0),
    }  # fmt: skip
    visit.js("(n) => choose(n)", visit.number("Bộ Khoa học và Công nghệ"))
    labels = visit.page.locator("#panel dt").all_inner_texts()
    assert labels[:3] == [
        "Nhiệm vụ chủ trì (3)",
        "Nhiệm vụ tiếp nhận từ cơ quan tiền thân (2)",
        "Chỉ tiêu chịu trách nhiệm",
    ]
    merged = visit.page.locator("#matrix tbody tr", has_text="Bộ Thông tin và Truyền thông")
    assert "nay là Bộ Khoa học và Công nghệ" in merged.inner_text()
    assert "mà văn bản nêu tên, không kể chỉ tiêu" in visit.page.locator("#matrix .foot").inner_text()
    context.close()


def test_the_bodies_of_official_documents_count_alike(corpus_store: Path) -> None:
    graph = kg.open(corpus_store)
    book = Book(to_networkx(graph.build), heirs(graph.build))
    given = Counter(book.keys[end] for at, role, end, *_ in book.links if role == "leadBody" and book.cls(at) == "task")
    taken = {book.keys[n]: len(thing["taken"]) for n, thing in enumerate(book.things) if "taken" in thing}
    gone = {book.keys[n] for n, thing in enumerate(book.things) if "now" in thing}
    told = graph.report("owners").report.sections[-1]
    lead, late = ([column.key for column in told.columns].index(key) for key in ("lead", "taken_over"))
    rows = {row[0]: (row[lead], row[late]) for row in told.rows if isinstance(row[0], Named) and row[0].iri not in gone}
    assert len(rows) > 100
    assert {b.iri: n for b, n in rows.items()} == {
        b.iri: (given[b.iri] + taken.get(b.iri, 0), taken.get(b.iri, 0)) for b in rows
    }
    for body, (all_, passed) in [*rows.items()][:30]:
        groups = graph.body(body).groups
        assert (len(groups["leads"]), len(groups["inherits"])) == (all_ - passed, passed), body.vi


# --- search, keyboard, address -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("same", "least"),
    [
        (("dao tao", "đào tạo", "ĐÀO TẠO", "\u00d0ào tạo"), 20),
        (("da nang", "Đà Nẵng", "\u00d0à Nẵng", "\u0111a\u0300 na\u0306\u0303ng", "DA NANG"), 0),
        (("bo y te", "Bộ Y tế", "BỘ Y TẾ"), 0),
    ],
)
def test_search_takes_any_accents_and_either_d(open_page: Open, same: tuple[str, ...], least: int) -> None:
    visit = open_page("many")
    found = [visit.js("(query) => find(query)", query) for query in same]
    assert found.count(found[0]) == len(found)
    assert len(found[0]) > least


def test_search_puts_the_exact_name_first_and_says_when_there_is_nothing(open_page: Open) -> None:
    visit = open_page("sample")
    field = visit.page.locator("#query")
    field.fill("chinh phu")
    assert visit.page.locator("#hits-list li span").first.inner_text().startswith("Chính phủ")
    field.fill("BCA")
    visit.page.keyboard.press("Enter")
    assert visit.heading() == "Bộ Công an"
    field.fill("không có gì như thế")
    assert visit.page.locator("#hits-count").inner_text() == "Không tìm thấy mục nào."


def test_from_search_to_the_sentence_by_keyboard_alone(open_page: Open) -> None:
    visit = open_page("sample")
    press = visit.page.keyboard.press
    press("/")
    visit.page.keyboard.type("du lieu")
    active = "document.activeElement.getAttribute('aria-activedescendant')"
    for key, hit in (("ArrowDown", "hit-1"), ("ArrowUp", "hit-0"), ("ArrowUp", "hit-0")):
        press(key)
        assert visit.js(active) == hit
    press("Control+A")
    visit.page.keyboard.type("kien truc du lieu quoc gia")
    press("Enter")
    assert visit.heading() == TASK
    assert visit.js("document.activeElement.id") == "panel"
    for _ in range(12):
        press("Tab")
        if visit.js("document.activeElement.className") == "ref":
            break
    press("Enter")
    assert visit.js("document.activeElement.className") == "said"
    assert "kiến trúc dữ liệu" in visit.js("document.activeElement.querySelector('mark').textContent")


def test_a_whole_search_filters_the_table(open_page: Open) -> None:
    visit = open_page("many")
    visit.page.locator("#query").fill("dao tao")
    visit.page.keyboard.press("ArrowUp")
    visit.page.locator("#hit-all").click()
    assert visit.page.locator("#rows tbody tr").count() == len(visit.js("find('dao tao')"))
    assert visit.page.locator("#chips li").inner_text().startswith("“dao tao”")


def test_the_address_holds_the_view(open_page: Open) -> None:
    visit = open_page("many")
    visit.js("""change({ view: "table", lang: "en", theme: "dark", sort: "-due", focus: 3,
        filters: { role: ["leadBody"], text: ["dữ liệu, & | : %"], year: ["2025"] } })""")
    state, fragment = visit.js("({ ...state })"), visit.js("location.hash")
    again = open_page("many", fragment)
    assert again.js("({ ...state })") == state
    assert again.page.locator("#rows tbody tr").count() == visit.page.locator("#rows tbody tr").count()
    visit.view("matrix")
    visit.page.go_back()
    visit.page.wait_for_selector("#table:not([hidden])")


def test_an_address_that_means_nothing_is_not_followed(open_page: Open) -> None:
    evil = "#view=__proto__&focus=<img src=x onerror=alert(1)>&filter=__proto__:x|constructor:y|body:%zz"
    visit = open_page("sample", f"{evil}&sort=constructor&lang=xx")
    assert visit.page.locator("#matrix").is_visible()
    assert visit.js("state.focus") is None
    visit.view("table")
    assert visit.complaints == []


def test_choosing_leaves_the_reader_where_he_was(open_page: Open) -> None:
    visit = open_page("many")
    visit.page.set_viewport_size({"width": 1280, "height": 420})
    scroll = visit.page.locator("#matrix .scroll")
    scroll.evaluate("(box) => { box.scrollTop = 120; }")
    visit.page.locator("#matrix tbody td button").nth(-1).focus()
    down = scroll.evaluate("(box) => box.scrollTop")
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#panel h2").is_visible()
    assert scroll.evaluate("(box) => box.scrollTop") == down > 0
    assert visit.js("document.activeElement.closest('#matrix td') !== null")
    visit.view("table")
    visit.page.locator("[data-facet=role]").nth(1).focus()
    visit.page.keyboard.press("Space")
    visit.page.keyboard.press("Space")
    assert visit.js("document.activeElement.dataset.facet") == "role"
    visit.page.locator("[data-sort=due]").focus()
    visit.page.keyboard.press("Enter")
    assert visit.js("document.activeElement.dataset.sort") == "due"
    visit.page.locator("#rows tbody .go").nth(2).focus()
    visit.page.keyboard.press("Enter")
    assert visit.page.locator("#rows tbody tr").nth(2).get_attribute("aria-current") == "true"
    visit.page.locator("#panel .go").first.focus()
    visit.page.keyboard.press("Enter")
    assert visit.js("document.activeElement.id") == "panel"


# --- network ----------------------------------------------------------------------------------


def busiest(visit: Visit) -> int:
    return int(visit.js("RELATIONS.reduce((best, near, n) => (near.length > RELATIONS[best].length ? n : best), 0)"))


def test_the_start_is_drawn_as_python_placed_it(open_page: Open) -> None:
    visit = open_page("many", "#view=network")
    start = visit.js("DATA.network")
    assert 20 < len(start["nodes"]) <= start["caps"]["first"]
    placed = visit.js("[...drawing.at].map(([id, { x, y }]) => ({ id, x, y }))")
    visit.js(
        "(n) => { drawing = { focus: n, at: new Map([[n, { x: 0, y: 0 }]]), more: [] }; add(n, 24); }", start["focus"]
    )
    again = visit.js("[...drawing.at].map(([id, { x, y }]) => ({ id, x, y }))")
    key = lambda node: node["id"]  # noqa: E731
    wanted = [{name: node[name] for name in ("id", "x", "y")} for node in start["nodes"]]
    assert sorted(placed, key=key) == sorted(wanted, key=key) == sorted(again, key=key)
    edges = visit.js("edgesNow().map(({ link, line }) => [link, line])")
    assert sorted(edges) == sorted([edge["link"], edge["line"]] for edge in start["edges"])


def test_what_is_drawn_and_what_is_hidden_add_up(open_page: Open) -> None:
    visit = open_page("many", "#view=network")
    most = busiest(visit)
    visit.js("(n) => { choose(n); recentre(); }", most)
    degree = visit.js("(n) => new Set(RELATIONS[n].map(({ other }) => other)).size", most)
    drawn, hidden = visit.js("[drawing.at.size, drawing.more.reduce((sum, { count }) => sum + count, 0)]")
    assert drawn == 25
    assert drawn - 1 + hidden == degree > 100
    assert f"Hiển thị {drawn} / {degree + 1} mục liên quan trực tiếp" in visit.page.locator("#reach").inner_text()
    pill = visit.js("drawing.more[0]")
    visit.js("openMore(drawing.more[0])")
    listed = visit.page.locator("#panel .list li").count()
    assert listed >= min(50, pill["count"])


def test_no_more_is_drawn_than_can_be_read_and_nothing_covers_anything(open_page: Open) -> None:
    visit = open_page("many", "#view=network")
    for _ in range(12):
        before = visit.js("drawing.at.size")
        visit.js(
            """(() => { const room = (n) => pick(n, 25, drawing.at.keys()).chosen.length;
            expand([...drawing.at.keys()].reduce((best, n) => (room(n) > room(best) ? n : best))); })()"""
        )
        assert visit.js("drawing.at.size") - before <= 25
    assert visit.js("drawing.at.size") == visit.js("DATA.network.caps.most") == 150
    overlaps = visit.js("""(() => { const { w, h } = DATA.network.size;
        const spots = [...drawing.at.values(), ...drawing.more];
        const meet = (a, b) => Math.abs(a.x - b.x) < w && Math.abs(a.y - b.y) < h;
        return spots.filter((a, i) => spots.some((b, j) => j > i && meet(a, b))).length; })()""")
    assert overlaps == 0
    assert "đã đủ" in visit.page.locator("#reach").inner_text()


def test_a_click_on_the_canvas_chooses_and_expands(open_page: Open) -> None:
    visit = open_page("many", "#view=network", reduced_motion="reduce")
    task = next(node for node in visit.js("DATA.network.nodes") if node["group"] == "task")
    before = visit.js("drawing.at.size")
    spot = visit.js("(n) => network.canvasToDOM(drawing.at.get(n))", task["id"])
    visit.page.locator("#canvas").click(position=spot)
    assert visit.heading() == visit.js("(n) => nameOf(n)", task["id"])
    assert visit.js("drawing.at.size") > before


def test_the_legend_names_every_class_and_line_and_hides_them(open_page: Open) -> None:
    visit = open_page("sample", "#view=network")
    assert [" ".join(text.split()) for text in visit.page.locator("[data-class]").all_inner_texts()] == [
        "Nhiệm vụ 3", "Chỉ tiêu 1", "Cơ quan, tổ chức 9", "Văn bản 2", "Cuộc họp 1", "Người 1",
    ]  # fmt: skip
    assert visit.page.locator("[data-line]").all_inner_texts() == [
        "Chủ trì",
        "Phối hợp",
        "Theo dõi, đôn đốc",
        "Quan hệ khác",
    ]
    outlines = visit.js("[...document.querySelectorAll('[data-class] .icon')].map((icon) => icon.innerHTML)")
    fills = visit.js(
        "[...document.querySelectorAll('[data-class] .icon')].map((icon) => getComputedStyle(icon).stroke)"
    )
    assert len(set(outlines)) == len(set(fills)) == 6
    tasks = "nodeSet.get({ filter: (one) => one.group === 'task' && !one.hidden }).length"
    assert visit.js(tasks) > 0
    visit.page.locator("[data-class=task]").click()
    assert visit.js(tasks) == 0
    assert visit.page.locator("[data-class=task]").get_attribute("aria-pressed") == "false"
    visit.page.locator("[data-class=task]").click()
    visit.page.locator("[data-line=lead]").click()
    assert visit.js("edgeSet.get({ filter: (one) => one.line === 'lead' && !one.hidden }).length") == 0
    assert visit.js("edgeSet.get({ filter: (one) => one.line === 'lead' && one.dashes !== false }).length") == 0


def test_buttons_move_the_picture(open_page: Open) -> None:
    visit = open_page("sample", "#view=network", reduced_motion="reduce")
    start = visit.js("[network.getScale(), network.getViewPosition()]")
    visit.page.locator("[data-move=zoom_in]").click()
    assert visit.js("network.getScale()") > start[0]
    visit.page.locator("[data-move=right]").click()
    assert visit.js("network.getViewPosition().x") > start[1]["x"]
    visit.page.locator("[data-move=fit]").click()
    scale, position = visit.js("[network.getScale(), network.getViewPosition()]")
    assert (scale, position["x"], position["y"]) == pytest.approx((start[0], start[1]["x"], start[1]["y"]))


# --- deadlines and table -------------------------------------------------------------------------


def test_the_lanes_hold_every_dated_task_of_each_body(open_page: Open, graphs: dict[str, Graph]) -> None:
    visit = open_page("many", "#view=timeline")
    query = """SELECT ?body (COUNT(DISTINCT ?work) AS ?n) {
        ?work kg:leadBody ?body ; kg:deadline/kg:latest ?day } GROUP BY ?body"""
    told = {str(row["body"]).removeprefix(iri("")): row["n"] for row in graphs["many"].select(query)}
    lanes = visit.js("DATA.timeline.lanes.filter((lane) => lane.body >= 0)")
    assert {
        visit.js("(n) => DATA.things[n].id", lane["body"]): sum(len(m["things"]) for m in lane["marks"])
        for lane in lanes
    } == told
    spans = visit.js(
        "DATA.timeline.lanes.flatMap(({ marks }) => marks.map(({ due, w }) => [DATA.dues[due].earliest !== '', w > 0]))"
    )
    assert all(vague == wide for vague, wide in spans)
    mark = visit.page.locator("#lanes .mark").first
    n = int(mark.locator("text").text_content() or "")
    mark.focus()
    visit.page.keyboard.press("Enter")
    assert n > 1 and visit.page.locator("#panel .list li").count() == n


def test_today_is_the_reader_s_and_the_page_names_it(open_page: Open) -> None:
    visit = open_page("many", "#view=timeline", today="2025-06-30")
    assert visit.page.locator("#lanes .today text").text_content() == "Hôm nay 30/6/2025"
    assert "hôm nay, 30/6/2025" in visit.page.locator("#lanes .bar").inner_text()
    years, place = visit.js("[DATA.timeline.years, document.querySelector('#lanes .today path').getAttribute('d')]")
    year = next(one for one in years if one["year"] == 2025)
    assert float(re.match(r"M([\d.]+) ", place)[1]) == pytest.approx(year["x"] + year["w"] * 180 / 365)  # type: ignore[index]
    past = "[...document.querySelectorAll('#lanes .past')].length"
    assert visit.js(past) == 0  # the day named is the last on which a task is in time
    after = open_page("many", "#view=timeline", today="2025-07-01")
    ended = """DATA.timeline.lanes.flatMap((lane) => lane.marks)
        .filter(({ due }) => DATA.dues[due].latest === "2025-06-30").length"""
    assert after.js(past) == after.js(ended) > 0
    after.view("table")
    assert "So với hôm nay, 1/7/2025" in after.page.locator("#facets legend").all_inner_texts()


def test_facets_narrow_and_count(open_page: Open) -> None:
    visit = open_page("many", "#view=table")
    box = visit.page.locator("[data-facet=role][value=cooperatingBody]")
    promised = int(box.locator("xpath=../b").inner_text())
    box.check()
    assert len(visit.js("matching(state.filters)")) == promised
    assert f"{promised} mục" in visit.page.locator("#rows [role=status]").inner_text()
    body = visit.page.locator("[data-facet=body]").first
    promised = int(body.locator("xpath=../b").inner_text())
    body.check()
    assert len(visit.js("matching(state.filters)")) == promised
    visit.page.locator("#chips").get_by_text("Bỏ mọi điều kiện lọc").click()
    assert len(visit.js("matching(state.filters)")) == visit.js("DATA.things.length")
    visit.page.locator("[data-day=to]").fill("2025-06-30")
    assert 0 < len(visit.js("matching(state.filters)")) < 150
    visit.page.locator("[data-day=to]").fill("1999-01-01")
    assert "Không có mục nào phù hợp" in visit.page.locator("#rows").inner_text()


def test_the_table_sorts_as_a_vietnamese_dictionary_does(open_page: Open) -> None:
    visit = open_page("many", "#view=table&filter=cls%3Abody")
    names = visit.page.locator("#rows tbody .go").all_inner_texts()
    assert names.index("Bộ Công an") < names.index("Bộ Công Thương") < names.index("Bộ Giáo dục và Đào tạo")
    visit.page.locator("[data-sort=name]").click()
    visit.page.locator("[data-sort=name]").click()
    assert visit.page.locator("#rows tbody .go").all_inner_texts() == names[::-1]
    assert visit.page.locator("th.name[aria-sort]").first.get_attribute("aria-sort") == "descending"


def test_what_is_filtered_can_be_taken_away_as_csv(open_page: Open) -> None:
    visit = open_page("hostile", "#view=table")
    visit.js("DATA.things[0].vi = '=HYPERLINK(\"x\")'")
    with visit.page.expect_download() as download:
        visit.page.locator("#csv").click()
    written = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert written.count("\r\n") == visit.js("DATA.things.length") + 1
    assert '"\'=HYPERLINK(""x"")"' in written


def test_pictures_can_be_taken_away(open_page: Open) -> None:
    visit = open_page("sample", "#view=network")
    visit.page.wait_for_timeout(200)
    for button, begin in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with visit.page.expect_download() as download:
            visit.page.locator(".stage .keep").get_by_text(button, exact=True).click()
        assert Path(download.value.path()).read_bytes().startswith(begin)


# --- readers --------------------------------------------------------------------------------------


def test_the_language_can_be_changed(open_page: Open) -> None:
    visit = open_page("sample")
    visit.js("(n) => choose(n)", visit.number(TASK))
    visit.page.locator("[data-lang=en]").click()
    assert visit.js("document.documentElement.lang") == "en"
    panel = visit.page.locator("#panel").inner_text()
    assert "Lead body\nMinistry of Science and Technology" in panel
    assert "before 30 June 2025" in panel
    assert visit.page.locator("#tab-matrix").inner_text() == "Matrix"
    assert visit.page.title() == "Who leads what, and by when"
    missing = [path for view in VIEWS for path in left_vietnamese(visit, view)]
    assert missing == []
    focused = open_page("focus")
    assert focused.page.title().startswith("Ministry of Science and Technology")
    assert focused.heading() == "Ministry of Science and Technology"


def left_vietnamese(visit: Visit, view: str) -> list[str]:
    """Buttons and headings of ours that still speak Vietnamese, or show the key of a message."""
    visit.view(view)
    labels = visit.page.locator("header, nav, .bar, legend, dt, .foot").all_inner_texts()
    ours = [
        label for label in labels if re.search(r"[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|^\w+\.\w+$", label)
    ]
    return [label for label in ours if "Chính phủ" not in label and "số" not in label]


@pytest.mark.parametrize("view", VIEWS)
def test_a_narrow_screen_needs_no_sideways_scrolling(open_page: Open, view: str) -> None:
    visit = open_page("many", f"#view={view}&focus=org/co-quan-0", width=320)
    visit.page.wait_for_timeout(100)
    assert visit.js("document.documentElement.scrollWidth") <= 320


def test_a_source_needs_no_sideways_scrolling(open_page: Open) -> None:
    visit = open_page("evidence", width=320)
    visit.page.locator("#text [data-over]").first.click()
    assert visit.js("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, texts: dict[str, str], tmp_path: Path, scheme: str) -> None:
    for name in ("sample", "evidence"):
        context = pages.offline(browser, color_scheme=scheme, bypass_csp=True)
        path = tmp_path / f"{name}.html"
        path.write_text(texts[name], encoding="utf-8")
        visit = pages.visit(context, path)
        for view in VIEWS if name == "sample" else ("",):
            if view:
                visit.view(view)
                visit.js("(n) => choose(n)", visit.number(TASK))
            else:
                visit.page.locator("#text [data-over]").first.click()
            found = Axe().run(visit.page).response["violations"]
            assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found] == [], (name, view)
        context.close()


def test_the_reader_can_choose_light_or_dark(open_page: Open) -> None:
    visit = open_page("sample", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = visit.js(ground)
    visit.page.locator("#theme").click()
    assert visit.js(ground) != light
    assert "theme=dark" in visit.js("location.hash")
    assert open_page("sample", color_scheme="dark").js(ground) == visit.js(ground)


def test_without_script_the_drawings_and_tasks_are_there(open_page: Open) -> None:
    visit = open_page("many", java_script_enabled=False)
    assert visit.page.locator("noscript p").first.is_visible()
    assert visit.page.locator("#network-drawing svg").is_visible()
    assert visit.page.locator("#timeline-start svg").is_visible()
    assert visit.page.locator(".plain li").count() == 50
    assert "Hiển thị 50 / 200 nhiệm vụ" in visit.page.locator(".plain").inner_text()


def test_paper_shows_every_row(open_page: Open, tmp_path: Path) -> None:
    visit = open_page("many", "#view=table&filter=cls%3Atask", color_scheme="dark")
    assert visit.page.locator("#rows tbody tr").count() == 100
    sheets = printed(visit, tmp_path)
    text = "".join(sheets)
    missing = [n for n in range(1, 201) if f"(việc{n})" not in text]
    assert missing == []
    assert len(sheets) > 3 and all("Vănbảngiao" in sheet for sheet in sheets)  # the head of the table on each
    visit.page.emulate_media(media="print")
    visit.page.set_viewport_size({"width": 700, "height": 900})
    assert visit.js("getComputedStyle(document.querySelector('#rows tbody tr')).display") == "table-row"
    visit.page.emulate_media(media="screen")
    assert visit.page.locator("#rows tbody tr").count() == 100


def test_paper_holds_whole_drawings(open_page: Open, tmp_path: Path) -> None:
    visit = open_page("many", "#view=timeline")
    whole = visit.js("document.querySelector('#lanes svg').getBBox().height")
    visit.js("dispatchEvent(new Event('beforeprint'))")
    heights = visit.js("[...document.querySelectorAll('#lanes svg')].map((svg) => svg.getBBox().height)")
    assert whole > 700 > max(heights) and len(heights) > 1
    names = visit.page.locator("#lanes .lane-name").count()
    visit.js("dispatchEvent(new Event('afterprint'))")
    assert visit.page.locator("#lanes svg").count() == 1
    assert visit.page.locator("#lanes .lane-name").count() == names
    assert "Vạchđứt:hômnay" in printed(visit, tmp_path)[0]
    visit.view("network")
    (sheet,) = printed(visit, tmp_path)
    assert "Theodõi,đônđốc" in sheet and "Chọnmộtmục" not in sheet


def printed(visit: Visit, folder: Path) -> list[str]:
    """The words on each sheet that the page asks for when it is printed, run together: a PDF holds no sure spaces."""
    visit.page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(folder / "page.pdf") as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


# --- hostile documents ------------------------------------------------------------------------------


def test_hostile_names_and_sentences_run_nothing(open_page: Open) -> None:
    visit = open_page("hostile")
    count = "document.querySelectorAll('script, img, iframe, object, embed, style').length"
    elements = visit.js(count)
    assert "<script>" in visit.js("DATA.things.map((thing) => thing.vi + thing.id).join('')")
    for view in VIEWS:
        visit.view(view)
        for number in range(visit.js("DATA.things.length")):
            visit.js("(n) => choose(n)", number)
            assert visit.page.locator("#panel h2").is_visible()
    visit.js("openList({ body: DATA.things.filter((thing) => thing.cls === 'body').map((thing) => thing.id) })")
    visit.page.locator("#query").fill("script")
    assert visit.page.locator("#hits-list li").count() > 3
    visit.page.keyboard.press("Enter")
    visit.page.locator("[data-lang=en]").click()
    visit.view("network")
    visit.js("recentre()")
    visit.page.wait_for_timeout(200)
    assert visit.js(count) == elements
    assert visit.js("[...document.querySelectorAll('a[href]:not(.skip):not(.ref)')].map((a) => a.href)") == []
    assert (
        visit.js(
            "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on/.test(n))"
        )
        == []
    )
    assert visit.complaints == []
    assert visit.requests == [visit.address]


def test_only_addresses_of_the_web_become_links(open_page: Open) -> None:
    visit = open_page("sample")
    web = ["https://example.org/a", "http://example.org/"]
    other = [
        "javascript:alert(1)", " JaVaScRiPt:alert(1)", "data:text/html,x", "//example.org", "", "file:///etc/passwd",
    ]  # fmt: skip
    assert visit.js("(all) => all.map(webAddress)", [*web, *other]) == [*web, *[None] * len(other)]


def test_the_policy_allows_the_page_s_own_script_and_nothing_else(texts: dict[str, str], open_page: Open) -> None:
    for text in texts.values():
        policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        assert len(scripts) in (1, 2) and len(styles) == 1
        for name, parts in (("script-src", scripts), ("style-src", styles)):
            digests = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in parts]
            assert rules[name].split() == [f"'sha256-{digest}'" for digest in digests]
        assert text.startswith("<!DOCTYPE html>")
    visit = open_page("sample")
    visit.js(
        "(() => { const own = document.createElement('script'); own.textContent = 'window.ran = 1';"
        " document.body.append(own); })()"
    )
    assert visit.js("typeof window.ran") == "undefined"
    assert any("Content Security Policy" in complaint for complaint in visit.complaints)


# --- one source ----------------------------------------------------------------------------------------


def test_a_source_shows_every_fact_in_its_place(open_page: Open) -> None:
    visit = open_page("evidence")
    document = next(d for d in sample_facts.sample().documents if d.source.id == "bao-giay-02")
    assert visit.js("document.getElementById('text').textContent").strip() == document.text.strip()
    for number, quote in enumerate(visit.js("DATA.quotes")):
        marked = visit.js(
            """(n) => [...document.querySelectorAll('[data-over]')]
                .filter((one) => one.dataset.over.split(' ').includes(String(n)))
                .map((one) => one.textContent).join('')""",
            number,
        )
        assert marked == document.text[quote["start"] : quote["end"]]
        assert quote["facts"]
    quotes = {q.quote for task in sample_facts.sample().tasks for q in task.evidence if q.source == "bao-giay-02"}
    assert quotes <= {document.text[q["start"] : q["end"]] for q in visit.js("DATA.quotes")}
    visit.page.locator("#text .f.task").first.click()
    panel = visit.page.locator("#panel").inner_text()
    assert TASK in panel and "cơ quan chủ trì: Bộ Khoa học và Công nghệ" in panel


def test_every_clause_that_became_nothing_is_marked(open_page: Open) -> None:
    visit = open_page("hostile-evidence")
    told = visit.js("DATA.missed.length")
    assert visit.page.locator("[data-kind=gap] b").inner_text() == str(told)
    assert visit.page.locator("#text .gap[role=button]").count() == told


def test_links_run_both_ways(graphs: dict[str, Graph], browser: Browser, tmp_path: Path) -> None:
    both = {"view.html": render(graphs["sample"], pages={"bao-giay-02": "view.bao-giay-02.html"})}
    both["view.bao-giay-02.html"] = render_evidence(graphs["sample"], "bao-giay-02", "vi", "view.html")
    for name, text in both.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    context = pages.offline(browser)
    visit = pages.visit(context, tmp_path / "view.html")
    visit.js("(n) => choose(n)", visit.number(TASK))
    quote = visit.page.locator("#panel .said", has=visit.page.get_by_text("Xem trong toàn văn")).first
    words = quote.locator("mark").text_content()
    quote.get_by_text("Xem trong toàn văn").click()
    visit.page.wait_for_selector("#text .chosen")
    assert "".join(visit.page.locator("#text .chosen").all_text_contents()) == words
    visit.page.locator("#panel a").first.click()
    visit.page.wait_for_selector("#matrix")
    visit.page.wait_for_selector(pages.READY)
    assert visit.heading() == TASK
    assert visit.complaints == []
    context.close()


def test_a_hostile_source_runs_nothing(open_page: Open) -> None:
    visit = open_page("hostile-evidence")
    for span in visit.page.locator("#text [role=button]").all():
        span.dispatch_event("click")
        assert visit.page.locator("#panel section").count() > 0
    visit.page.locator("[data-lang=en]").click()
    assert visit.js("document.querySelectorAll('img, iframe').length") == 0
    assert visit.js(
        "[...document.querySelectorAll('#panel a')].every((a) => new URL(a.href).pathname.endsWith('/hostile.html'))"
    )
    assert visit.complaints == []
    assert visit.requests == [visit.address]


# --- the file --------------------------------------------------------------------------------------------


def test_the_same_store_gives_the_same_bytes(texts: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import hashlib, pathlib, sys, picture_facts, sample_facts; from kg.views import render\n"
        "graph = picture_facts.stored(sample_facts.sample(), pathlib.Path(sys.argv[1]))\n"
        "print(hashlib.sha256(render(graph).encode('utf-8')).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path]),
        "PYTHONUTF8": "0",
    }
    command = [sys.executable, "-c", program, tmp_path / "other"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == hashlib.sha256(texts["sample"].encode()).hexdigest()


def test_the_command_writes_utf_8_whatever_the_locale(texts: dict[str, str], tmp_path: Path) -> None:
    store = sample_facts.build(tmp_path / "store", ontology=resources.ontology_dir()).parent.parent
    written = tmp_path / "xem.html"
    plain = {
        "KG_LANG": "vi",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    asked = "import locale; print(locale.getpreferredencoding(False))"
    run = [sys.executable, "-c", asked], [sys.executable, "-m", "kg", "view", "--store", store, "-o", written]
    encoding, _ = (
        subprocess.run(one, capture_output=True, check=True, env={**os.environ, **plain}).stdout for one in run
    )
    assert b"utf" not in encoding.lower()
    page = written.read_bytes().decode("utf-8")
    assert TASK in page
    assert page == texts["sample"]


def test_large_data_is_packed_and_opens_the_same(
    graphs: dict[str, Graph], browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = pages.offline(browser)
    found = []
    for limit in (10**9, 10):
        monkeypatch.setattr("kg.views.page.LARGE", limit)
        path = tmp_path / f"{limit}.html"
        path.write_text(render(graphs["many"]), encoding="utf-8")
        visit = pages.visit(context, path)
        found.append((visit.js("document.getElementById('data').type"), visit.js("JSON.stringify(DATA)")))
        assert visit.complaints == []
        path.write_text(render_evidence(graphs["sample"], "bao-giay-02"), encoding="utf-8")
        assert pages.visit(context, path).js("DATA.quotes.length") > 5
    context.close()
    assert [kind for kind, _ in found] == ["application/json", "application/gzip"]
    assert json.loads(found[0][1]) == json.loads(found[1][1])


def test_a_notebook_shows_the_page_in_a_frame_of_its_own(
    graphs: dict[str, Graph], browser: Browser, tmp_path: Path
) -> None:
    page = Page(render(graphs["sample"]))
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{page._repr_html_()}", encoding="utf-8")
    context = pages.offline(browser)
    visit = pages.visit(context, path, scripts=False)
    inside = visit.page.frame_locator("iframe")
    inside.locator(pages.READY).wait_for()
    inside.locator("#tab-table").click()
    assert inside.locator("#rows tbody tr").count() == visit.page.frames[1].evaluate("DATA.things.length")
    assert visit.complaints == []
    context.close()
    assert page.save(tmp_path / "view.html").read_text("utf-8") == page.html


@pytest.mark.parametrize("which", ["network", "timeline"])
def test_drawings_are_whole_svg_files(graphs: dict[str, Graph], which: str) -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(drawing(graphs["many"], which))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter("{http://www.w3.org/2000/svg}text"))) > 10
    hostile = drawing(graphs["hostile"], which)
    assert "<script" not in hostile and ElementTree.fromstring(hostile) is not None


def test_a_focus_that_is_not_there_gives_an_empty_page(
    graphs: dict[str, Graph], browser: Browser, tmp_path: Path
) -> None:
    text = render(graphs["sample"], iri("org/khong-co"), "vi")
    assert "0 nhiệm vụ" in text
    (tmp_path / "empty.html").write_text(text, encoding="utf-8")
    context = pages.offline(browser)
    visit = pages.visit(context, tmp_path / "empty.html")
    for view in VIEWS:
        visit.view(view)
    assert visit.complaints == []
    context.close()
