"""What ``kg ask`` and ``kg owner`` share: ask, print, say by the exit code whether anything was found."""

from __future__ import annotations

from pathlib import Path

from kg.api import Graph
from kg.ask.answer import Answer
from kg.ask.engine import Reply
from kg.ask.rank import ACCEPTED
from kg.ask.understand import UNKNOWN
from kg.cli.language import language, messages
from kg.cli.options import is_given
from kg.cli.output import columns, print_json, print_text
from kg.cli.render import answer_blocks, block
from kg.cli.text import fields, wrap
from kg.store import open_later

# Questions that were not understood, and those about a matter, of which something may come near.
_UNREAD = ("unasked", UNKNOWN)
_MATTERS = ("owner", "due", "target", "result", "leads", "supports")


def reply_to(
    question: str,
    frame: str | None,
    *,
    day: str | None,
    store: Path,
    limit: int,
    as_json: bool,
    output: Path | None,
    explain: bool = False,
) -> int:
    """Answer a question on the terminal, or in ``output``; 1 where nothing was found.

    With ``explain`` how it was understood comes first, and which query was put to the graph.
    """
    reply = Graph(open_later(store)).ask(question, language=language(), frame=frame, day=day)
    if as_json:
        told = reply.as_json()
        told["answers"] = told["answers"][: limit if limit and is_given("limit") else None]
        print_json(told, output)
    else:
        text = as_text(reply, limit, columns())
        print_text("\n\n".join([_explained(reply), text]) if explain else text, output)
    return 1 if reply.outcome == "nothing" else 0


def as_text(reply: Reply, limit: int, width: int) -> str:
    """The reply for people; ``limit`` answers, all where it is 0."""
    say = messages()
    shown = reply.answers[: limit or None]
    parts = [] if reply.understood.frame in _UNREAD else [block(say("ask.understood", text=reply.sentence), width)]
    if reply.outcome != "found":
        told = reply.refusal if reply.outcome == "nothing" else say(f"ask.{reply.outcome}")
        parts.append(block(told, width))
    near = _near(reply)
    marks = [*(f"{n}. " for n, _ in enumerate(shown, 1)), *("• " for _ in near)]
    blocks = answer_blocks([*shown, *near], width, marks)
    parts += blocks[: len(shown)]
    if hidden := len(reply.answers) - len(shown):
        parts.append(say.count("ask.more", hidden))
    parts += _rest(reply, blocks[len(shown) :], width)
    if reply.undated:
        parts.append(wrap(say.count("ask.undated", reply.undated), width))
    return "\n\n".join(parts)


def _explained(reply: Reply) -> str:
    """Kind of question, what was named and what it is about, words that were read otherwise, query and SPARQL."""
    say, asked = messages(), reply.understood
    dates = [span.date for span in (asked.due, *asked.times) if span]
    rows = [
        ("kind", asked.frame),
        ("names", "; ".join(dict.fromkeys(name.iri for name in asked.names))),
        ("topic", " ".join(w.written for w in (asked.rest if asked.names else asked.topic))),
        ("dates", "; ".join(dict.fromkeys(dates))),
        ("read_as", "; ".join(f"{typed} → {read}" for typed, read in asked.mended)),
        ("query", f"{reply.query[0]}.rq"),
    ]
    told = fields([(say(f"explain.{key}"), value) for key, value in rows if value], columns(), "")
    return f"{told}\n\n{reply.sparql.rstrip()}"


def _near(reply: Reply) -> list[Answer]:
    """What came near, or what is said of the matter without an owner."""
    return [_plainly(one) for one in (_same_matter(reply) if reply.outcome == "found" else reply.nearest)]


def _rest(reply: Reply, near: list[str], width: int) -> list[str]:
    """What came near under its heading."""
    say = messages()
    if not near and (reply.outcome == "found" or reply.understood.frame not in _MATTERS):
        return []
    heading = {"found": "ask.also", "nothing": "ask.nearest"}.get(reply.outcome)
    if not near:
        return [block(say("ask.no_nearest"), width)] if heading == "ask.nearest" else []
    return [say(heading), *near] if heading else near


def _plainly(one: Answer) -> Answer:
    """Under a heading that says what is missing, the task alone."""
    return one._replace(text=one.card.text) if one.card and not one.card.lead and one.card.value is None else one


def _same_matter(reply: Reply) -> list[Answer]:
    """Tasks on the very matter for which the documents name nobody."""
    if reply.understood.frame != "owner":
        return []
    return [one for one in reply.nearest if one.card and not one.card.lead and one.score >= ACCEPTED]
