"""The product as a Python library: build a graph, open one, ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import BrokenStore, NothingToRead

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.ask.access import Graph as Access
    from kg.ask.cards import Named
    from kg.ask.engine import Reply
    from kg.ask.identify import Meaning
    from kg.ask.profile import Profile
    from kg.ask.things import Thing
    from kg.build import BuildReport
    from kg.history import Disputes, History, Matters
    from kg.model import Decision
    from kg.reports import Scope
    from kg.review import Doubt, Item
    from kg.store import Graph as Build
    from kg.store import Row
    from kg.store import Table as Answers
    from kg.tables import Table, Tasks
    from kg.views import Page

Progress = Callable[[str, int, int], None]


def build(
    paths: Path | str | Iterable[Path | str],
    store: Path | str,
    *,
    strict: bool = False,
    cached: bool = True,
    decisions: Path | str | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Read the files and folders in ``paths`` and write their graph into the folder ``store``.

    Documents that cannot be read are skipped and told in the report; with ``strict`` the first one raises.
    What earlier builds of this store have extracted is taken over unless ``cached`` is false; the graph is the same.
    ``decisions`` is the file of people's decisions to replay, by default ``decisions.jsonl`` in the store.
    ``progress(stage, done, total)`` is called as the build goes on. ``KgError`` where nothing could be built:
    the graph that was there before is then still there.

    >>> kg.build(["seeds/"], "kg-store").counts["tasks"]  # doctest: +SKIP
    """
    from kg.build import build as run

    given = [paths] if isinstance(paths, Path | str) else list(paths)
    if not given:
        raise NothingToRead(path="")
    decided = Path(decisions) if decisions is not None else None
    paths_given = [Path(p) for p in given]
    return run(paths_given, Path(store), strict=strict, cached=cached, decisions=decided, progress=progress)


def open(store: Path | str) -> Graph:
    """The graph in the folder ``store``, read-only. ``NoStore`` where there is none, ``BrokenStore`` for a damaged
    one.
    """
    from kg.store import open_graph

    return Graph(open_graph(Path(store)))


class Graph:
    """An opened graph. It stays what it is while newer builds replace it on disk."""

    def __init__(self, build: Build) -> None:
        self.build = build

    @cached_property
    def _access(self) -> Access:
        from kg.ask.access import Graph as Access

        return Access(self.build)

    def __len__(self) -> int:
        return len(self.build)

    def ask(self, question: str, *, language: str = "vi", frame: str | None = None, day: str | None = None) -> Reply:
        """Answer a question in Vietnamese (with or without accents) or English.

        ``language`` is that of the reply's sentences. ``frame="owner"`` asks who leads what the words name;
        ``day`` (ISO) on which day.

        >>> kg.open("kg-store").ask("ai phụ trách cải cách hành chính?").answers  # doctest: +SKIP
        """
        from kg.ask.engine import ask

        return ask(self._access, question, language, frame=frame, day=day)

    def query(self, sparql: str) -> list[Row]:
        """Rows of a SPARQL 1.1 SELECT query, each a dict by column; the usual prefixes are filled in.

        ``BadQuery`` with line and column where it is not valid.
        """
        return self.build.select(sparql)

    def table(self, sparql: str, *, limit: int = 0, timeout: float | None = None) -> Answers:
        """Any SPARQL 1.1 query that is not trusted, in a process of its own: at most ``limit`` rows (0: all).

        ``BadQuery`` where it is not valid, ``QueryTooSlow`` after ``timeout`` seconds, ``QueryDied`` where it takes
        more memory than allowed.
        """
        from kg.store.apart import SECONDS, table_apart

        return table_apart(self.build, sparql, limit=limit, seconds=timeout or SECONDS)

    def serialize(self, sparql: str, format: str, *, limit: int = 0, timeout: float | None = None) -> bytes:
        """The same as bytes of a W3C format: json, csv, tsv, xml; turtle, ntriples, jsonld or rdfxml."""
        from kg.store.apart import SECONDS, serialize_apart

        return serialize_apart(self.build, sparql, format, limit=limit, seconds=timeout or SECONDS)

    def rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset, read-only, its default graph the union of all layers."""
        return self.build.rdflib()

    def networkx(self, focus: str | None = None) -> networkx.MultiDiGraph[str]:
        """Everything as a networkx graph, as ``kg.graph`` describes it; with ``focus`` (an IRI), what is around it."""
        from kg.graph import to_networkx

        return to_networkx(self.build, focus)

    def view(self, focus: str | None = None, *, language: str = "vi") -> Page:
        """The page of ``kg view``, which a notebook shows below the cell; ``.save("view.html")`` writes it.

        With ``focus`` (an IRI or id: ``org/bo-cong-an``) what is around it.
        """
        from kg.views import Page, render

        return Page(render(self.build, focus, language), language)

    def bodies(self, name: str) -> list[Named]:
        """The bodies that bear a name, as it is typed."""
        from kg.ask.profile import bodies

        return bodies(self._access, name)

    def near(self, name: str, kinds: tuple[str, ...] = ()) -> list[Named]:
        """Things whose names come near, for where there is none of that name."""
        from kg.ask.profile import near

        return near(self._access, name, kinds)

    def body(self, body: Named, *, language: str = "vi", day: str | None = None) -> Profile:
        """Everything about a body; with ``day`` (ISO), as of that day."""
        from kg.ask.profile import profile

        return profile(self._access, body, language, day)

    def meanings(self, name: str, *, day: str | None = None) -> tuple[Meaning, ...]:
        """What a name may mean on a day (ISO), as a document of that day would be read; ``kg resolve``."""
        from kg.ask.identify import Identifier

        return Identifier(self._access).meanings(name, day)

    def find(self, reference: str) -> list[str]:
        """IRIs of what a reference may mean: an IRI, an id (``org/bo-cong-an``), a document's number, a name."""
        from kg.ask.things import find

        return find(self._access, reference)

    def conflicts(self, *, aspect: str | None = None, body: str | None = None) -> Disputes:
        """Where sources disagree on who leads (``lead``), by when (``due``) or how much (``value``).

        ``body`` is the IRI of a body that has a part in it.
        """
        from kg.history import disputes

        return disputes(self._access, aspect=aspect, body=body)

    def history(self, task: str) -> History:
        """A task, by its IRI, with all that it restates and all that restates it, the earliest first."""
        from kg.history import history

        return history(self._access, task)

    def matters(self, words: str) -> Matters:
        """The tasks and indicators that some words mean, the best first: what ``history`` can be asked for."""
        from kg.history import matters

        return matters(self._access, words)

    def questions(self) -> list[Item]:
        """What the build was not sure of, each question with its possible answers."""
        from kg.review import from_json_lines
        from kg.store.places import REVIEW

        try:
            return from_json_lines((self.build.folder / REVIEW).read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BrokenStore(path=self.build.folder, reason="built by another version") from error

    def doubts(self, decisions: Iterable[Decision]) -> list[Doubt]:
        """What is doubtful in people's decisions: words that stand in no text, bodies unknown, one against another."""
        from kg.review import doubts
        from kg.store.places import SNAPSHOTS

        def text(source: str) -> str | None:
            path = self.build.folder / SNAPSHOTS / f"{source}.txt"
            return path.read_bytes().decode() if "/" not in source and path.is_file() else None

        return doubts(decisions, text, lambda body: bool(self.find(body)))

    def show(self, iri: str) -> Thing:
        """One thing with every statement about it and the sentences behind them."""
        from kg.ask.things import thing

        return thing(self._access, iri)

    def tasks(
        self,
        *,
        lead: str | None = None,
        support: str | None = None,
        body: str | None = None,
        document: str | None = None,
        topic: str | None = None,
        due_after: str | date | None = None,
        due_before: str | date | None = None,
        status: str | None = None,
        schedule: str | None = None,
        since: str | date | None = None,
        as_of: str | date | None = None,
        language: str = "vi",
    ) -> Tasks:
        """Tasks as frozen dataclasses (``kg.reports.records.TaskRecord``), in the order of their deadlines.

        ``lead``, ``support`` and ``body`` (any part) are names of bodies, ``document`` a number or name; both days are
        included. ``status`` is what is reported (``done-late``), ``schedule`` what the calendar says on the day
        ``as_of`` (``overdue``), which is that of the newest source unless given. ``NoSuchBody``, ``NotADay``.

        >>> found = kg.open("kg-store").tasks(lead="Bộ KH&CN", due_before="2026-06-30")
        >>> [task.text for task in found]
        ['hoàn thiện kiến trúc dữ liệu quốc gia, trình Chính phủ trước ngày 30/6/2025']
        """
        from kg.reports import seen
        from kg.reports.choose import Wish, choose
        from kg.reports.chosen import day, one
        from kg.tables import Tasks

        view = seen(self.build, self._scope(as_of=as_of, body=body, document=document, topic=topic, since=since))
        wish = Wish(
            lead=one(lead, self.find, self._near, "org"),
            support=one(support, self.find, self._near, "org"),
            due_after=day(due_after, whole=True),
            due_before=day(due_before),
            status=status,
            schedule=schedule,
        )
        return Tasks(view, list(choose(view, wish)), language)

    def report(
        self,
        name: str,
        *,
        as_of: str | date | None = None,
        body: str | None = None,
        document: str | None = None,
        topic: str | None = None,
        since: str | date | None = None,
        language: str = "vi",
    ) -> Table:
        """A report, by the name that ``kg report`` has for it; a notebook shows it in the language.

        >>> kg.open("kg-store").report("owners").report.sections[0].total
        (Word(key='total'), 3, Share(part=3, whole=3))
        """
        from kg.reports import report
        from kg.tables import Table

        scope = self._scope(as_of=as_of, body=body, document=document, topic=topic, since=since)
        return Table(report(self.build, name, scope), language)

    def _scope(self, **asked: Any) -> Scope:
        from kg.query import question
        from kg.reports.chosen import chosen

        def topics() -> list[tuple[str, str]]:
            rows = self.build.texts(question("ask-topics").sparql)  # without a parameter: of every topic
            return [(row["topic"] or "", row["name"] or "") for row in rows]

        return chosen(self.find, self._near, topics, **asked)

    def _near(self, name: str, kinds: tuple[str, ...]) -> list[str]:
        return [one.vi for one in self.near(name, kinds)]
