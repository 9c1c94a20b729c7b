"""Pages opened in a real browser, without a network, and everything that they ask for or complain of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
READY = "html[data-ready]"


@dataclass
class Visit:
    """An open page."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def js(self, expression: str, argument: Any = None) -> Any:
        return self.page.evaluate(expression, argument)

    def number(self, label: str) -> int:
        return int(self.js("(label) => DATA.things.findIndex((thing) => thing.vi === label)", label))

    def heading(self) -> str:
        return self.page.locator("#panel h2").inner_text()

    def view(self, name: str) -> None:
        self.page.locator(f"#tab-{name}").click()

    def colours(self) -> int:
        """How many colours the canvas shows."""
        return int(self.js("""(() => {
            const canvas = document.querySelector("#canvas canvas");
            const image = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(image.data.buffer)).size;
        })()"""))  # fmt: skip


def visit(context: BrowserContext, path: Path, fragment: str = "", *, scripts: bool = True) -> Visit:
    """Opens a file and waits until the page says that it can be used."""
    opened = Visit(context.new_page(), path.as_uri())
    opened.page.on("request", lambda request: opened.requests.append(request.url))
    opened.page.on("console", lambda message: opened.complaints.append(message.text))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("popup", lambda popup: opened.complaints.append(f"popup {popup.url}"))
    opened.page.on("dialog", lambda dialog: (opened.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.page.goto(opened.address + fragment)
    if scripts:
        opened.page.wait_for_selector(READY)
    return opened


def offline(browser: Browser, width: int = 1280, height: int = 800, **options: Any) -> BrowserContext:
    """A window without a network."""
    return browser.new_context(offline=True, viewport={"width": width, "height": height}, **options)
