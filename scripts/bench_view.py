"""The page of `kg view` beside a page of plain pyvis, in one run of one browser, offline, with made-up graphs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx
    from playwright.sync_api import Browser, Page

SIZES = (1_000, 10_000)
VERBS = ("Hoàn thiện", "Xây dựng", "Rà soát", "Ban hành", "Triển khai", "Nâng cấp", "Đánh giá", "Công bố", "Kết nối")
MATTERS = (
    "cơ sở dữ liệu quốc gia", "nền tảng số dùng chung", "thủ tục hành chính", "hạ tầng số", "nguồn nhân lực",
    "an toàn thông tin mạng", "dịch vụ công trực tuyến", "cơ chế thử nghiệm", "quỹ đầu tư mạo hiểm",
)  # fmt: skip
ENDS = (
    "bảo đảm đúng tiến độ",
    "phục vụ người dân và doanh nghiệp",
    "báo cáo Thủ tướng Chính phủ",
    "tại các địa phương",
)
QUERIES = ("dao tao", "cơ sở dữ liệu", "bo 7", "quoc gia 2026", "x")
# Until the drawing has settled and answers: vis-network's own word for it.
PLAIN_READY = "window.network && network.physics.ready && network.renderer.allowRedraw"
FRAMES = """(move) => new Promise((done) => {
    let frames = 0, first = null;
    const step = (now) => { first ??= now; frames += 1;
      network.moveTo({ position: { x: (frames * 7) % 400, y: (frames * 5) % 300 } });
      if (now - first < 2000) requestAnimationFrame(step); else done((frames - 1) / (now - first) * 1000); };
    requestAnimationFrame(step);
})"""
SEARCH = """(query) => { const field = document.getElementById("query"), start = performance.now();
    field.value = query; field.dispatchEvent(new Event("input"));
    document.getElementById("hits").getBoundingClientRect();
    return performance.now() - start; }"""
EXPAND = """() => new Promise((done) => { const start = performance.now();
    network.once("afterDrawing", () => done(performance.now() - start));
    const room = (n) => (n === drawing.focus ? 0 : pick(n, 25, drawing.at.keys()).chosen.length);
    const at = [...drawing.at.keys()].reduce((best, n) => (room(n) > room(best) ? n : best));
    expand(at); })"""


def synthetic(count: int) -> networkx.MultiDiGraph[str]:
    """A graph of ``count`` things as ``kg.graph.to_networkx`` makes it: of ten, eight are tasks, one is a body."""
    import networkx as nx

    from kg.graph import Quote

    graph: networkx.MultiDiGraph[str] = nx.MultiDiGraph()
    base, text = "https://w3id.org/chutri/id/", ""
    plain = {"label_en": "", "kind_vi": "", "kind_en": "", "collective": False, "aliases": (), "statuses": ()}
    bodies, documents = count // 10, count // 10
    for kind, n, name in (("body", bodies, "Bộ {}"), ("document", documents, "Quyết định số {}/QĐ-TTg")):
        for i in range(n):
            graph.add_node(f"{base}{kind}/{i}", cls=kind, label_vi=name.format(i), quotes=(), grounds={}, **plain)
    for i in range(count - bodies - documents):
        name = f"{VERBS[i % 9]} {MATTERS[i * 7 % 9]} {ENDS[i * 5 % 4]}, việc số {i}"
        lead = i * i % bodies
        said = f"Bộ {lead} chủ trì {name[0].lower()}{name[1:]}"
        quote = Quote("nguon", len(text), len(text) + len(said), said, confidence=0.9)
        text += f"{said}. Việc này cần làm ngay, gắn trách nhiệm của người đứng đầu.\n\n"
        day = f"20{25 + i % 6}-{1 + i % 12:02}-28"
        due = {"due": day, "due_relation": "before", "latest": day} if i % 3 else {}
        key = f"{base}task/{i * 2654435761 % 2**48:012x}"
        graph.add_node(key, cls="task", label_vi=name, quotes=(quote,), grounds={"type": (quote,)}, **due, **plain)
        ends = [("leadBody", f"body/{lead}"), ("mandatedBy", f"document/{i * 3 % documents}")]
        ends += [("cooperatingBody", f"body/{(i + 5) % bodies}")] if i % 2 else []
        for relation, end in ends:
            graph.add_edge(key, base + end, key=relation, relation=relation, post="", quotes=(quote,))
    graph.graph |= {"sources": {}, "texts": {"nguon": text}, "concepts": {}}
    return graph


def plain_page(graph: networkx.MultiDiGraph[str]) -> str:
    """What pyvis makes of the graph with its defaults, everything in one file."""
    import networkx as nx
    from pyvis.network import Network

    simple = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        simple.add_node(node, label=data["label_vi"], title="\n".join(quote.text for quote in data["quotes"]))
    simple.add_edges_from((start, end) for start, end in graph.edges())
    network = Network(directed=True, cdn_resources="in_line")
    network.from_nx(simple)
    return str(network.generate_html())


def bench(seconds: str = "600") -> int:
    """Prints the table; a page that is not usable within ``seconds`` has "never"."""
    import sys

    from playwright.sync_api import sync_playwright

    from kg.views import render_networkx

    sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
    from browser import find_browser

    makers: dict[str, Callable[[Any], str]] = {"plain pyvis": plain_page, "this page": render_networkx}
    with tempfile.TemporaryDirectory(prefix="chutri-bench-") as folder, sync_playwright() as playwright:
        for size in SIZES:
            graph = synthetic(size)
            for name, maker in makers.items():
                path = Path(folder) / f"{name.replace(' ', '-')}-{size}.html"
                path.write_text(maker(graph), encoding="utf-8")
                browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
                measured = measure(browser, path, float(seconds), plain=maker is plain_page)
                browser.close()
                print(f"{size:6} entities, {name}: {path.stat().st_size / 1e6:.2f} MB; {measured}", flush=True)
    return 0


def measure(browser: Browser, path: Path, seconds: float, *, plain: bool) -> str:
    """The figures of one page, in words."""
    page = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    usable = _wait(page, plain, seconds)
    took = f"usable after {time.perf_counter() - start:.2f} s" if usable else f"not usable in {seconds:.0f} s"
    requests = f"requests to the network {sum(not url.startswith(('file:', 'data:', 'blob:')) for url in asked)}"
    if not usable:
        return f"{took}; {requests}"
    if plain:
        return f"{took}; {page.evaluate(FRAMES):.0f} frames a second; {requests}"
    page.wait_for_timeout(2000)
    searches = [page.evaluate(SEARCH, query) for query in QUERIES]
    page.evaluate("change({ view: 'network' })")
    page.wait_for_timeout(300)
    expansions = [page.evaluate(EXPAND) for _ in range(6)]
    frames = page.evaluate(FRAMES)
    return (
        f"{took}; {frames:.0f} frames a second with {page.evaluate('drawing.at.size')} drawn; search at most "
        f"{max(searches):.0f} ms; expansion at most {max(expansions):.0f} ms; {requests}"
    )


def _wait(page: Page, plain: bool, seconds: float) -> bool:
    """Whether the page is usable in time: ours says so of itself, of plain pyvis vis-network is asked."""
    from playwright.sync_api import Error

    try:
        if plain:
            page.wait_for_function(PLAIN_READY, timeout=seconds * 1000, polling=50)
        else:
            page.wait_for_selector("html[data-ready] #matrix td button", timeout=seconds * 1000)
    except Error:
        return False
    return True
