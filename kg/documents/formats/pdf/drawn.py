"""PDF pages → sheets, by PDFium.

pypdfium2 reads the 86 pages at hand in 1.2 s where pdfplumber takes 28 s, and PDFium is made for hostile files. What
annotations show (stamps of digital signatures) is no part of a page's text there.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from kg.documents.formats.pdf.sheet import Rule, Sheet, Word
from kg.errors import Damaged, Encrypted, TooMuch

MOST_PAGES = 3000
MOST_SHAPES = 60_000
MOST_LETTERS = 60_000
_THIN = 3.0
_SHORT = 4.0
_GAP = 0.22
_SLIGHT_GAP = 0.06
# Stands where PDFium itself thinks that a word ends.
_GENERATED = "\n"
# PDFium gives the hyphen at the end of a line as this code.
_HYPHEN_CODE = 2
_PICTURE = 0.3
_PASSWORD = 4
_SCALE = 300 / 72


def opened(data: bytes) -> Any:
    """A PDF document of pypdfium2; ``Damaged``, ``Encrypted`` or ``TooMuch`` where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Encrypted(format="PDF") from error
        raise Damaged(format="PDF", detail="its pages cannot be found") from error
    if pages > MOST_PAGES:
        raise TooMuch(what=f"{MOST_PAGES:,} pages")
    return document


def sheets(document: Any) -> Iterator[Sheet]:
    """Every page that can be read, upright; one that is broken is an empty sheet."""
    import pypdfium2

    for number in range(len(document)):
        try:
            page = document[number]
            yield _sheet(page)
            page.close()
        except pypdfium2.PdfiumError:
            yield Sheet(595, 842, ())


def picture(document: Any, number: int) -> bytes:
    """A page as a grey picture of 300 dots an inch (a PGM file), for reading by OCR."""
    page = document[number]
    scale = min(_SCALE, 6000 / max(1, *page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    body = b"".join(rows[i * bitmap.stride : i * bitmap.stride + bitmap.width] for i in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + body


def _sheet(page: Any) -> Sheet:
    left, bottom, right, top = page.get_cropbox()
    letters, quarter = _letters(page)
    turn = _turner(quarter, left, bottom, right, top)
    wide, high = right - left, top - bottom
    shapes, covered = _shapes(page)
    rules = [r for start, end in shapes if (r := _rule(turn(*start), turn(*end)))]
    pictured = covered > _PICTURE * wide * high
    width, height = (wide, high) if quarter % 2 == 0 else (high, wide)
    return Sheet(width, height, tuple(_words(letters, turn, width, height)), tuple(rules), pictured)


def _turner(quarter: int, left: float, bottom: float, right: float, top: float) -> Any:
    """User space → a corner at the top left, the writing upright."""
    return (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )[quarter]


_Letter = tuple[str, float, float, float, float, float, float]


def _letters(page: Any) -> tuple[list[_Letter], int]:
    """(sign, box, origin, size) of each letter, and by how many quarters of a turn the writing is turned."""
    from pypdfium2 import raw

    text = page.get_textpage()
    if text.count_chars() > MOST_LETTERS:
        raise TooMuch(what=f"{MOST_LETTERS:,} letters a page")
    found: list[tuple[int, _Letter]] = []
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, i)
        if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
            continue
        if raw.FPDFText_IsGenerated(text, i) == 1:
            if found:
                found.append((found[-1][0], (_GENERATED, *found[-1][1][1:])))
            continue
        raw.FPDFText_GetLooseCharBox(text, i, box)
        raw.FPDFText_GetCharOrigin(text, i, x, y)
        angle = raw.FPDFText_GetCharAngle(text, i)
        quarter = round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0
        found.append(
            (
                quarter,
                (
                    "-" if code == _HYPHEN_CODE else chr(code),
                    box.left,
                    box.bottom,
                    box.right,
                    box.top,
                    x.value,
                    y.value,
                ),
            )
        )
    text.close()
    quarter = Counter(q for q, _ in found).most_common(1)[0][0] if found else 0
    return [letter for q, letter in found if q == quarter], quarter


def _words(letters: list[_Letter], turn: Any, width: float, height: float) -> Iterator[Word]:
    """Letters of one baseline that touch; a space, a gap or a jump begins a new word. Letters off the page are left."""
    held: list[tuple[str, float, float, float, float]] = []
    spaced = doubtful = False
    for sign, x0, y0, x1, y1, x, y in letters:
        if sign == _GENERATED:
            doubtful = True
            continue
        (a, b), (c, d), (_, line) = turn(x0, y0), turn(x1, y1), turn(x, y)
        left, right = min(a, c), max(a, c)
        if held and (sign.isspace() or _apart(held, left, line, doubtful)):
            yield _word(held, spaced)
            held, spaced = [], doubtful
        doubtful = False
        if sign.isspace():
            spaced = True
        elif 0 <= left <= width and 0 <= line <= height:
            held.append((sign, left, right, line, max(abs(d - b), 1.0)))
    if held:
        yield _word(held, spaced)


def _apart(held: list[tuple[str, float, float, float, float]], left: float, line: float, doubtful: bool) -> bool:
    """Whether a letter at ``left`` no longer belongs to the word that is held."""
    size, gap = median(letter[4] for letter in held), left - held[-1][2]
    jumped = abs(line - held[0][3]) > 0.1 * size
    return jumped or gap > (_SLIGHT_GAP if doubtful else _GAP) * size or gap < -0.5 * size


def _word(held: list[tuple[str, float, float, float, float]], spaced: bool) -> Word:
    size = median(letter[4] for letter in held)
    return Word("".join(h[0] for h in held), held[0][1], held[-1][2], held[0][3], size, spaced)


_Point = tuple[float, float]


def _shapes(page: Any) -> tuple[list[tuple[_Point, _Point]], float]:
    """The straight strokes of a page, thin filled boxes among them, and the area that pictures cover."""
    from pypdfium2 import raw

    strokes: list[tuple[_Point, _Point]] = []
    covered = 0.0
    for item in page.get_objects(max_depth=4):
        if len(strokes) > MOST_SHAPES:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _box(item)
            covered += max(0.0, x1 - x0) * max(0.0, y1 - y0)
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            strokes += _strokes(item)
    return strokes, covered


def _box(item: Any) -> tuple[float, float, float, float]:
    points = [_placed(item, p) for p in _corners(item.get_bounds())]
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)


def _corners(bounds: tuple[float, float, float, float]) -> list[_Point]:
    x0, y0, x1, y1 = bounds
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def _placed(item: Any, point: _Point) -> _Point:
    """A point of an object's own space where the forms that hold it put it on the page."""
    holder = getattr(item, "container", None)
    while holder is not None:
        point = holder.get_matrix().on_point(*point)
        holder = getattr(holder, "container", None)
    return point


def _strokes(item: Any) -> list[tuple[_Point, _Point]]:
    """The edges of a stroked path; of one that is only filled, the middle of it where it is thin as a line."""
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    x0, y0, x1, y1 = _box(item)
    if min(x1 - x0, y1 - y0) <= _THIN:
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        return [((x0, middle_y), (x1, middle_y)) if x1 - x0 >= y1 - y0 else ((middle_x, y0), (middle_x, y1))]
    return list(_edges(item)) if stroke.value else []


def _edges(item: Any) -> Iterator[tuple[_Point, _Point]]:
    from pypdfium2 import raw

    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first: _Point | None = None
    last: _Point | None = None
    for i in range(min(raw.FPDFPath_CountSegments(item), MOST_SHAPES)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(item, matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        elif kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first


def _rule(start: _Point, end: _Point) -> Rule | None:
    (x0, y0), (x1, y1) = start, end
    if abs(y1 - y0) <= 1 and abs(x1 - x0) >= _SHORT:
        return Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    if abs(x1 - x0) <= 1 and abs(y1 - y0) >= _SHORT:
        return Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    return None
