"""References to documents: by number, by a bare number, by the name of a law, by a registered name.

The forms of numbers are in ``kg.documents.numbers``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.documents.kinds import kind_of, kinds
from kg.documents.numbers import NUMBER, abbreviation, tidy
from kg.extract.lexicon import alternatives, phrases, table
from kg.extract.seek import DIGIT, Sought
from kg.extract.types import Atom, DateValue, DocName
from kg.model import Span
from kg.registry import Registry
from kg.text import UPPER, fold, squeeze

# The year that a law may be cited with.
YEAR = r"(?:\s(?:năm\s)?(?:19|20)\d\d)?"


@cache
def _cited() -> Sought:
    names = {*table("documents")["kinds"], *kinds()}
    words = "|".join(re.escape(k).replace(r"\ ", r"\s+") for k in sorted(names, key=lambda k: (-len(k), k)))
    pattern = rf"(?<!\w)(?:(?P<kind>(?i:{words}))\s+)?(?:(?i:số)\s*:?\s*)?(?P<number>{NUMBER})(?![\w/])"
    return Sought(pattern, (DIGIT,))


@cache
def _bare() -> Sought:
    together = "|".join(rf"{re.escape(short)}(?=\d)" for short in phrases("documents", "bare", "together"))
    plain, cued = alternatives("documents", "bare", "kinds"), alternatives("documents", "bare", "cued")
    counted = rf"{alternatives('documents', 'bare', 'counted')}(?!\w|\s+(?:19|20)\d\d(?!\s*[-–]))"
    no_number = rf"(?![\w/%-]|\.\d|\s*%|\s+{counted})"
    year = r"\s?/\s?(?:19|20)\d\d"
    return Sought(
        rf"(?<!\w)(?:(?P<kind>{plain}|{together})(?:\s*(?:số\s+)?|-)(?P<number>\d{{1,4}}(?:{year})?)"
        rf"|(?P<cued>{cued})\s*(?:số\s+(?P<plain>\d{{1,4}}(?:{year})?)|(?P<dated>\d{{1,4}}{year}))){no_number}",
        (DIGIT,),
    )


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives('documents', 'bare', 'plural')}\s+$")


_NEXT = re.compile(r"(?:\s*,\s*|\s+và\s+)(?P<number>\d{1,4})(?![\w/.%-]*[\w/%])")


def _as_party(number: str) -> str:
    """The central Party's number written like the State's: "57/NQ-TW" is 57-NQ/TW."""
    return re.sub(r"^(\d+)/([^/-]+)-TW$", r"\1-\2/TW", number)


def numbered(text: str, folded: str) -> Iterator[Atom]:
    """ "Nghị quyết số 03/NQ-CP", "57-NQ/TW", "Thông báo số 292", "Đề án 06"."""
    for match in _cited().finditer(text) if "/" in text else ():  # every number has one
        number = _as_party(tidy(match["number"]))
        kind = kind_of(match["kind"], number)
        yield Atom(
            Span(*match.span()), DocName(squeeze(match.group()), kind, number, abbreviation=abbreviation(number))
        )
    for match in _bare().finditer(folded):
        yield from _by_bare_number(text, folded, match)


def _by_bare_number(text: str, folded: str, match: re.Match[str]) -> Iterator[Atom]:
    """ "Thông báo số 292"; "Nghị định số 111/2022"; each of "các Nghị quyết 57, 59 và 68"."""
    several = _several().search(folded, max(0, match.start() - 10), match.start()) is not None
    if not (text[match.start()].isupper() or (several and _NEXT.match(folded, match.end()))):
        return  # "thông báo 12 thủ tục": a verb and a count
    word = match["kind"] or match["cued"]
    kind, short = kinds()[squeeze(word)]
    number = re.sub(r"\s", "", match["number"] or match["plain"] or match["dated"])
    name = squeeze(text[match.start() : match.end()])
    yield Atom(Span(*match.span()), DocName(name, kind, number, complete=False, abbreviation=short))
    end = match.end()
    while several and (more := _NEXT.match(folded, end)):
        name = f"{squeeze(word).capitalize()} {more['number']}"
        span = Span(more.start("number"), end := more.end())
        yield Atom(span, DocName(name, kind, more["number"], complete=False, abbreviation=short))


@cache
def _law_name() -> Sought:
    words = sorted(
        {*phrases("documents", "law", "ends"), *phrases("bodies", "ends", "words")}, key=lambda w: (-len(w), w)
    )
    number = r"số(?=\s*:|\s+\d)"  # "Luật Đất đai số 31/2024/QH15", but "Luật Chuyển đổi số"
    ends = "(?:" + "|".join([number, *(re.escape(w).replace(r"\ ", r"\s+") for w in words)]) + r")(?!\w)"
    upper = f"[{UPPER}]"
    word = rf"(?!(?i:{ends}))[^\W\d]+"
    step = rf"(?:,\s+(?=chống\s)|\s+và\s+(?={upper})|\s+){word}"
    # "…, công nghệ và đổi mới …": a comma in a name is one of a list that an "và" closes.
    listed = rf",\s+{word}(?:\s{word})?\s+và\s+{word}(?:{step}){{0,6}}"
    pattern = rf"(?<!\w)(?P<head>Bộ\s+luật|Luật)\s+(?P<name>{upper}\w*(?:{step}){{0,9}}(?:{listed})?){YEAR}"
    return Sought(pattern, ("Bộ", "Luật"))


@cache
def _law_list() -> Sought:
    introductions = alternatives("documents", "law", "introductions")
    pattern = rf"(?<!\w){introductions}\s*:\s*(?P<names>[^.;:]+)"
    return Sought(pattern, phrases("documents", "law", "introductions"))


@cache
def _known_laws() -> Sought:
    names = alternatives("documents", "law", "names")
    return Sought(rf"(?<!\w)(?P<name>luật\s+{names}){YEAR}", ("luật",))


@cache
def _written_laws() -> dict[str, str]:
    """How the laws that a list knows are written: ``luật đất đai`` → "Luật Đất đai"."""
    return {fold(f"luật {name}"): f"Luật {name}" for name in table("documents")["law"]["names"]}


def laws(text: str, folded: str) -> Iterator[Atom]:
    """ "Luật Đầu tư"; each of "các luật: Chuyển đổi số, Trí tuệ nhân tạo": a law cited by name is named by it."""
    for match in _law_name().finditer(text):
        name = re.sub(r"\s(?:năm\s)?(?:19|20)\d\d$", "", squeeze(match.group()))
        if match["name"] != "Việt Nam":
            yield Atom(Span(*match.span()), DocName(name, "law", None))
    for match in _known_laws().finditer(folded):
        name = _written_laws()[squeeze(match["name"])]
        yield Atom(Span(*match.span()), DocName(name, "law", None))
    for match in _law_list().finditer(folded):
        start = match.start("names")
        for item in re.finditer(r"[^,]+", match["names"]):
            name = text[start + item.start() : start + item.end()]
            if not name.strip()[:1].isupper():
                break
            lead = len(name) - len(name.lstrip())
            span = Span(start + item.start() + lead, start + item.start() + len(name.rstrip()))
            yield Atom(span, DocName("Luật " + squeeze(name), "law", None))


_CONGRESS = Sought(
    r"(?P<kind>nghị quyết|văn kiện) đại hội (?:đại biểu toàn quốc )?(?:đảng )?(?:toàn quốc )?(?:lần thứ )?"
    r"(?P<roman>[ivx]+)(?: của đảng)?(?: cộng sản việt nam)?(?!\w)",
    ("nghị quyết", "văn kiện"),
)


def congress(text: str, folded: str) -> Iterator[Atom]:
    """ "Nghị quyết Đại hội XIV của Đảng", "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng"."""
    for match in _CONGRESS.finditer(folded):
        roman = match["roman"].upper()
        yield Atom(Span(*match.span()), DocName(f"Nghị quyết Đại hội {roman} của Đảng", "resolution", None))


def registered_names(registry: Registry) -> dict[str, DocName]:
    """Registered documents that have a name beside their number: "Đề án 06"."""
    found = {}
    for work in registry.works:
        for name in (work.label, *work.aliases):
            folded = fold(squeeze(name))
            if len(folded) > 5 and not _cited().search(name) and not _bare().fullmatch(folded):
                found[folded] = DocName(work.label, work.kind, work.number, issuer=work.issuer, date=work.date)
    return found


def with_date(atom: Atom, dates: list[Atom], folded: str) -> Atom:
    """A reference followed by its date: "Nghị quyết số 03/NQ-CP ngày 9/1/2025"."""
    value = atom.value
    if not isinstance(value, DocName) or value.date:
        return atom
    for date in dates:
        gap = folded[atom.span.end : date.span.start] if 0 <= date.span.start - atom.span.end <= 4 else "x"
        follows = isinstance(date.value, DateValue) and not gap.strip(" ,(")
        if follows and isinstance(date.value, DateValue) and folded[date.span.start :].startswith("ngày"):
            dated = DocName(
                value.name,
                value.kind,
                value.number,
                value.complete,
                value.abbreviation,
                value.issuer,
                date.value.due.edtf,
            )
            return Atom(Span(atom.span.start, date.span.end), dated)
    return atom
