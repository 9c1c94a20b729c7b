"""The page in a real browser: it opens offline, asks for nothing, shows the sentences, and runs nothing it is told."""

from __future__ import annotations

import base64
import hashlib
import html
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import picture_facts
import pytest
import sample_facts
from playwright.sync_api import Browser, Page, sync_playwright

from kg.graph import around, to_networkx
from kg.rdf import iri
from kg.views import render, render_networkx

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
TASK = "Hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025"


@dataclass
class Visit:
    """An open page and everything that it asked for or complained of."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)

    def number(self, label: str) -> int:
        return int(self.js(f"DATA.things.findIndex((thing) => thing.label.vi === {label!r})"))

    def click_canvas(self, script: str) -> None:
        """Clicks where a script says, in the canvas's own coordinates."""
        spot = self.js(f"(() => network.canvasToDOM({script}))()")
        self.page.locator("#canvas").click(position={"x": spot["x"], "y": spot["y"]})

    def heading(self) -> str:
        return self.page.locator("#panel h2").inner_text()

    def colours(self) -> int:
        """How many colours the canvas shows."""
        return int(self.js("""(() => {
            const canvas = document.querySelector("#canvas canvas");
            const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(image.data.buffer)).size;
        })()"""))  # fmt: skip


Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The page of each set of facts."""
    made = {"sample": sample_facts.sample(), "hostile": picture_facts.hostile(), "many": picture_facts.many(200)}
    folder = tmp_path_factory.mktemp("pages")
    graphs = {name: to_networkx(picture_facts.stored(facts, folder / name)) for name, facts in made.items()}
    lead = iri("org/bo-khoa-hoc-va-cong-nghe")
    texts = {name: render_networkx(graph) for name, graph in graphs.items()}
    return {**texts, "focus": render_networkx(around(graphs["sample"], lead), lead, "en")}


@pytest.fixture
def open_page(browser: Browser, pages: dict[str, str], tmp_path: Path) -> Iterator[Open]:
    contexts = []

    def open_it(name: str, width: int = 1280, **options: Any) -> Visit:
        context = browser.new_context(offline=True, viewport={"width": width, "height": 800}, **options)
        contexts.append(context)
        path = tmp_path / f"{name}.html"
        path.write_text(pages[name], encoding="utf-8")
        visit = Visit(context.new_page(), path.as_uri())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("popup", lambda popup: visit.complaints.append(f"popup {popup.url}"))
        visit.page.on("dialog", lambda dialog: (visit.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        visit.page.goto(visit.address)
        return visit

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("sample", "light"), ("sample", "dark"), ("hostile", "dark"), ("many", "light"), ("focus", "dark")],
)
def test_the_page_draws_and_asks_for_nothing(open_page: Open, name: str, scheme: str) -> None:
    visit = open_page(name, color_scheme=scheme)
    visit.page.wait_for_function("network !== null && network.getScale() > 0")
    visit.page.wait_for_timeout(200)
    assert visit.colours() > 20
    assert visit.requests == [visit.address]
    assert visit.complaints == []


def test_the_legend_names_every_class_and_line(open_page: Open) -> None:
    visit = open_page("sample")
    assert [" ".join(text.split()) for text in visit.page.locator("#legend [data-class]").all_inner_texts()] == [
        "Cơ quan, tổ chức 9", "Nhiệm vụ 3", "Chỉ tiêu 1", "Người 1", "Cuộc họp 1", "Văn bản 2",
    ]  # fmt: skip
    assert visit.page.locator("#legend [data-line]").all_inner_texts() == [
        "Chủ trì", "Phối hợp", "Giám sát", "Quan hệ khác",
    ]  # fmt: skip
    outlines = visit.js("[...document.querySelectorAll('#legend .icon')].map((icon) => icon.innerHTML)")
    assert len(set(outlines)) == 6
    fills = "[...document.querySelectorAll('#legend .icon')].map((icon) => getComputedStyle(icon).stroke)"
    assert len(set(visit.js(fills))) == 6


def test_clicking_each_class_shows_its_sentence(open_page: Open) -> None:
    visit = open_page("sample")
    texts = {d.source.id: d.text for d in sample_facts.sample().documents}
    for number, thing in enumerate(visit.js("DATA.things")):
        visit.js("choose(null)")
        visit.click_canvas(f"network.getPosition({number})")
        assert visit.heading() == thing["label"]["vi"]
        said = visit.page.locator("#panel mark").all_inner_texts()
        assert bool(said) == bool(thing["quotes"])
        assert all(any(re.sub(r"\s+", " ", quote) in text for text in texts.values()) for quote in said)
        if thing["cls"] in {"task", "target", "meeting"}:
            assert said


def test_the_panel_tells_who_and_when_and_where_it_is_written(open_page: Open) -> None:
    visit = open_page("sample")
    visit.click_canvas(f"network.getPosition({visit.number(TASK)})")
    panel = visit.page.locator("#panel").inner_text()
    for said in (
        "trước ngày 30/6/2025", "Cơ quan chủ trì\nBộ Khoa học và Công nghệ",
        "Cơ quan phối hợp\nBộ Công an\nCác bộ, ngành",
        "Cơ quan giám sát\nVăn phòng Chính phủ", "Người giao\nTrần Minh Khôi", "Dữ liệu phải “đúng, đủ, sạch, sống”",
        "Báo Ví Dụ · ngày 13/5/2025 · ký tự ", "độ tin cậy 95%",
    ):  # fmt: skip
        assert said in panel, said
    assert visit.page.locator("#panel a").get_attribute("href") == "https://example.org/phien-hop-thu-hai"


def test_what_is_not_known_is_said(open_page: Open) -> None:
    visit = open_page("sample")
    visit.click_canvas(
        f"network.getPosition({visit.number('Khẩn trương khắc phục tình trạng dữ liệu phân tán, cát cứ')})"
    )
    panel = visit.page.locator("#panel").inner_text()
    assert "Thời hạn\nkhông rõ" in panel
    assert "Cơ quan chủ trì\nkhông rõ" in panel


def test_clicking_a_line_shows_the_relation_and_its_sentence(open_page: Open) -> None:
    visit = open_page("sample")
    task, lead = visit.number(TASK), visit.number("Bộ Khoa học và Công nghệ")
    visit.click_canvas(
        f"(() => {{ const a = network.getPosition({task}), b = network.getPosition({lead});"
        " return { x: b.x + (a.x - b.x) * 0.5, y: b.y + (a.y - b.y) * 0.5 }; })()"
    )
    assert visit.heading() == "Cơ quan chủ trì: Bộ Khoa học và Công nghệ"
    assert (
        "hoàn thiện kiến trúc dữ liệu quốc gia trước ngày 30/6/2025"
        in visit.page.locator("#panel mark").all_inner_texts()
    )


def test_search_takes_any_accents_and_the_keyboard(open_page: Open) -> None:
    visit = open_page("sample")
    for query in ("kien truc du lieu", "Kiến trúc dữ liệu", "KIẾN TRÚC ĐỮ LIỆU", "quoc gia hoan thien"):
        visit.js("choose(null)")
        visit.page.locator("#query").fill("")
        visit.page.locator("#query").press_sequentially(query)
        assert visit.page.locator("#hits-count").inner_text() == "1 kết quả", query
        visit.page.keyboard.press("Enter")
        assert visit.heading() == TASK
        assert visit.page.locator("#panel mark").count() == 2


def test_search_puts_the_exact_name_first_and_says_when_there_is_nothing(open_page: Open) -> None:
    visit = open_page("sample")
    field = visit.page.locator("#query")
    field.fill("chinh phu")
    names = visit.js("[...document.querySelectorAll('#hits-list li span')].map((item) => item.firstChild.textContent)")
    assert names[0] == "Chính phủ" and len(names) > 2
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    assert visit.heading() == names[1]
    field.fill("BCA")
    visit.page.keyboard.press("Enter")
    assert visit.heading() == "Bộ Công an"
    field.fill("không có gì như thế")
    assert visit.page.locator("#hits-count").inner_text() == "Không tìm thấy mục nào."


def test_the_legend_hides_and_shows_classes_and_lines(open_page: Open) -> None:
    visit = open_page("sample")
    hidden = "[nodeSet, edgeSet].map((set) => set.get({ filter: (one) => one.hidden }).length)"
    assert visit.js(hidden) == [0, 0]
    visit.page.locator("#legend [data-class=task]").click()
    nodes, edges = visit.js(hidden)
    assert nodes == 3 and edges > 0
    assert visit.page.locator("#legend [data-class=task]").get_attribute("aria-pressed") == "false"
    visit.page.locator("#legend [data-class=task]").click()
    assert visit.js(hidden) == [0, 0]
    visit.page.locator("#legend [data-line=support]").click()
    assert visit.js(hidden) == [0, 2]


def test_buttons_move_the_picture(open_page: Open) -> None:
    visit = open_page("sample", reduced_motion="reduce")
    start = visit.js("[network.getScale(), network.getViewPosition()]")
    visit.page.locator("[data-move=zoom_in]").click()
    assert visit.js("network.getScale()") > start[0]
    visit.page.locator("[data-move=right]").click()
    assert visit.js("network.getViewPosition().x") > start[1]["x"]
    visit.page.locator("[data-move=fit]").click()
    scale, position = visit.js("[network.getScale(), network.getViewPosition()]")
    assert (scale, position["x"], position["y"]) == pytest.approx((start[0], start[1]["x"], start[1]["y"]))


def test_the_language_can_be_changed(open_page: Open) -> None:
    visit = open_page("sample")
    visit.click_canvas(f"network.getPosition({visit.number(TASK)})")
    visit.page.locator("[data-lang=en]").click()
    assert visit.js("document.documentElement.lang") == "en"
    assert "Lead body\nMinistry of Science and Technology" in visit.page.locator("#panel").inner_text()
    assert "before 30 June 2025" in visit.page.locator("#panel").inner_text()
    assert visit.page.locator("#legend [data-class=task]").inner_text().split() == ["Tasks", "3"]
    assert visit.page.locator(f"#panel mark >> text={TASK[1:20]}").count() == 2
    assert visit.page.title() == "Who leads what, and by when"
    focused = open_page("focus")
    assert focused.page.title().startswith("Ministry of Science and Technology")
    assert focused.heading() == "Ministry of Science and Technology"


def test_the_list_has_everything_and_works_by_keyboard(open_page: Open) -> None:
    visit = open_page("many")
    assert "Hiển thị 150 / 225 mục" in visit.page.locator(".shown").inner_text()
    visit.page.locator("#tab-list").focus()
    visit.page.keyboard.press("Enter")
    names = visit.page.locator("#list .pick").all_inner_texts()
    assert names == [thing["label"]["vi"] for thing in visit.js("DATA.things")]
    assert len(names) == 225
    assert visit.page.locator("#list li mark").count() == 225
    drawn = set(visit.js("DATA.picture.nodes.map((node) => node.id)"))
    left_out = next(number for number in range(len(names)) if number not in drawn)
    visit.page.locator(f"[data-thing='{left_out}']").focus()
    visit.page.keyboard.press("Enter")
    assert visit.heading() == names[left_out]
    assert "không nằm trong phần sơ đồ" in visit.page.locator("#panel").inner_text()


def test_without_script_the_list_is_there(open_page: Open) -> None:
    visit = open_page("sample", java_script_enabled=False)
    assert visit.page.locator("#list .pick").count() == 17
    assert visit.page.get_by_text(TASK, exact=True).is_visible()
    assert visit.page.locator("noscript p").is_visible()


def test_a_narrow_screen_needs_no_sideways_scrolling(open_page: Open) -> None:
    visit = open_page("many", width=320)
    assert visit.js("document.documentElement.scrollWidth") <= 320
    visit.page.locator("#tab-list").click()
    assert visit.js("document.documentElement.scrollWidth") <= 320


def test_dark_and_light_differ(open_page: Open) -> None:
    grounds = {
        open_page("sample", color_scheme=s).js("getComputedStyle(document.body).backgroundColor")
        for s in ("dark", "light")
    }
    assert len(grounds) == 2


def test_hostile_names_and_sentences_run_nothing(open_page: Open) -> None:
    visit = open_page("hostile")
    elements = visit.js("document.querySelectorAll('script, img, iframe, object, style').length")
    assert visit.js(
        "(() => { const bad = DATA.things.map((t) => t.label.vi).join(''); return bad.includes('<script>'); })()"
    )
    for name in ("things", "links"):
        for number in range(visit.js(f"DATA.{name}.length")):
            visit.js(f"choose({{ {name[:-1]}: {number} }})")
            assert visit.page.locator("#panel h2").is_visible()
    assert picture_facts.HOSTILE in visit.page.locator("#list").text_content()  # type: ignore[operator]
    visit.page.locator("#query").fill("script")
    assert visit.page.locator("#hits-list li").count() > 3
    visit.page.keyboard.press("Enter")
    visit.page.locator("[data-lang=en]").click()
    visit.page.locator("#tab-list").click()
    visit.page.wait_for_timeout(200)
    assert visit.js("document.querySelectorAll('script, img, iframe, object, style').length") == elements
    assert visit.js("document.querySelectorAll('a[href]:not(.skip)').length") == 0
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
    assert visit.js(f"{[*web, *other]!r}.map(webAddress)") == [*web, *[None] * len(other)]


def test_the_policy_allows_the_page_s_own_script_and_nothing_else(pages: dict[str, str], open_page: Open) -> None:
    for text in pages.values():
        policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
        rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
        assert rules["default-src"] == "'none'"
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        assert (len(scripts), len(styles)) == (2, 1)
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


def test_the_same_store_gives_the_same_bytes(pages: dict[str, str], tmp_path: Path) -> None:
    program = (
        "import hashlib, pathlib, sys, picture_facts, sample_facts; from kg.views import render\n"
        "graph = picture_facts.stored(sample_facts.sample(), pathlib.Path(sys.argv[1]))\n"
        "print(hashlib.sha256(render(graph).encode('utf-8')).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "PYTHONPATH": str(Path(__file__).parent),
        "PYTHONUTF8": "0",
    }
    command = [sys.executable, "-c", program, tmp_path / "other"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == hashlib.sha256(pages["sample"].encode()).hexdigest()


def test_a_focus_that_is_not_there_gives_an_empty_page(tmp_path: Path) -> None:
    graph = picture_facts.stored(sample_facts.sample(), tmp_path)
    assert "0 nhiệm vụ" in render(graph, iri("org/khong-co"), "vi")
