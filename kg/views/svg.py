"""The two drawings as SVG files of their own: for print, for reports, and for readers whose browser runs no scripts."""

from __future__ import annotations

from typing import Any

from kg.views.book import CLASSES, Book
from kg.views.labels import width, wrap
from kg.views.network import HEIGHT, WIDTH
from kg.views.templates import environment
from kg.views.timeline import LABEL, NOBODY, ROW
from kg.views.wording import words

SIZE, LINES, MARGIN = 12.5, 3, 24
# Lanes that a drawing of its own shows; the page shows all.
LANES = 40
_PILL = 24


def network_svg(book: Book, drawn: dict[str, Any], lang: str) -> str:
    """What ``network.draw`` gave, as an SVG document."""
    at = {node["id"]: node for node in drawn["nodes"]}
    places = [*at.values(), *drawn["more"]]
    left = min((p["x"] for p in places), default=0) - WIDTH / 2 - MARGIN
    top = min((p["y"] for p in places), default=0) - HEIGHT / 2 - MARGIN
    right = max((p["x"] for p in places), default=0) + WIDTH / 2 + MARGIN
    bottom = max((p["y"] for p in places), default=0) + HEIGHT / 2 + MARGIN
    cards = [
        {"cls": node["group"], "x": node["x"] - WIDTH / 2, "y": node["y"] - HEIGHT / 2,
         "hub": node["id"] == drawn["focus"], "lines": wrap(_name(book, node["id"], lang), WIDTH - 34, SIZE, LINES)}
        for node in places if "id" in node
    ]  # fmt: skip
    lines = [
        {"line": edge["line"], "from": at[edge["from"]], "to": at[edge["to"]]}
        for edge in sorted(drawn["edges"], key=lambda edge: int(edge["link"]))
    ]
    table = words(lang)
    pills = [{**pill, "text": table["more_items"].format(n=pill["count"])} for pill in drawn["more"]]
    return environment().get_template("network.svg").render(
        box=(round(left), round(top), round(right - left), round(bottom - top)), cards=cards, lines=lines, pills=pills,
        w=WIDTH, h=HEIGHT, size=SIZE, pill=_PILL, t=table, lang=lang,
        used=sorted({card["cls"] for card in cards}, key=CLASSES.index),
    )  # fmt: skip


def timeline_svg(book: Book, drawn: dict[str, Any], lang: str) -> str:
    """What ``timeline.lanes`` gave, as an SVG document; at most ``LANES`` bodies, and how many there are."""
    rows, y = [], 34
    for lane in drawn["lanes"][:LANES]:
        name = wrap(_name(book, lane["body"], lang), LABEL - 20, SIZE, 2)
        height = max(lane["rows"] * ROW, len(name) * 16) + 8
        marks = [{**m, "n": len(m["things"]), "due": book.dues.values[m["due"]][lang]} for m in lane["marks"]]
        rows.append({"y": y, "h": height, "name": name, "marks": marks})
        y += height
    years = drawn["years"]
    right = years[-1]["x"] + years[-1]["w"] + 30 if years else LABEL
    return environment().get_template("timeline.svg").render(
        w=right, h=y + 10, rows=rows, years=years, row=ROW, size=SIZE, t=words(lang), lang=lang,
        shown=len(rows), all=len(drawn["lanes"]), roomy={y["year"] for y in years if y["w"] > width("2030", SIZE) + 6},
    )  # fmt: skip


def _name(book: Book, number: int, lang: str) -> str:
    if number == NOBODY:
        return str(words(lang)["no_lead"])
    thing = book.things[number]
    return str(thing.get(lang) or thing["vi"])
