"""A list on paper: columns that wrap, pages that count, and no word ever cut."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.base.errors import Refused
from storebook.printing.designs.inks import BLACK
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface
from storebook.printing.problems import Problem, letters_sentence
from storebook.printing.sheets import Paper
from storebook.printing.typesetting import Align, Style, draw_line, fit_text, width, wrap

MARGIN = 16.0
GUTTER = 4.0
TITLE = Style(face=Typeface.SERIF, size=24)
NOTE = Style(face=Typeface.SANS, size=9.5)
RUNNING_TITLE = Style(face=Typeface.SERIF, size=12)
HEAD = Style(face=Typeface.SMALL_CAPS, size=9.5, tracking=0.7)
FOOT = Style(face=Typeface.SANS, size=8)
RULE = 0.5
HAIRLINE = 0.2
# Above and below the words of a row, in millimeters.
ROW_PADDING = 1.5
LEADING = 1.28
ASCENT = 0.72
HEAD_HEIGHT = 8.0
FOOT_HEIGHT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: `share` is its part of the width; all shares of a table are added up."""

    title: str
    share: float
    face: Typeface = Typeface.SANS
    size: float = 9.5
    align: Align = Align.LEFT

    @property
    def style(self) -> Style:
        # Names are kerned; columns of facts are many and need it less.
        return Style(face=self.face, size=self.size, kerned=self.face is Typeface.SERIF)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the list is; `made` says who made it and when, as it is to be read."""

    title: str
    note: str = ""
    made: str = ""


# A row has one text a column; line breaks in it are kept.
Row = tuple[str, ...]
# A row set in lines: for each column its lines.
SetRow = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    rows: list[SetRow]
    first: bool


class _Table:
    """Sets rows in lines, shares them among pages and draws these."""

    def __init__(self, heading: Heading, columns: Sequence[Column], paper: Paper) -> None:
        self._heading = heading
        self._columns = columns
        self._paper = paper
        room = paper.width - 2 * MARGIN - GUTTER * (len(columns) - 1)
        shares = sum(column.share for column in columns)
        self._widths = [room * column.share / shares for column in columns]
        self._lefts = [
            MARGIN + sum(self._widths[:place]) + GUTTER * place for place in range(len(columns))
        ]
        self._title = fit_text(
            heading.title, TITLE, paper.width - 2 * MARGIN, floor=TITLE.size * 0.6, lines=9
        )
        self._note = wrap(heading.note, NOTE.face, NOTE.size, paper.width - 2 * MARGIN)

    def set_row(self, row: Row) -> SetRow:
        return tuple(
            tuple(self._lines(text, column, room))
            for text, column, room in zip(row, self._columns, self._widths, strict=True)
        )

    def _lines(self, text: str, column: Column, room: float) -> Iterator[str]:
        for line in text.split("\n"):
            if width(line, column.face, column.size) <= room:
                yield line
            else:
                yield from wrap(line, column.face, column.size, room)

    def pages(self, rows: Sequence[Row]) -> list[_Page]:
        """The rows page by page; only a row taller than a page is continued on the next."""
        pages = [_Page([], first=True)]
        left = self._room(pages[-1])
        for row in rows:
            for part in self._parts(self.set_row(row)):
                tall = self._height(part)
                if tall > left and pages[-1].rows:
                    pages.append(_Page([], first=False))
                    left = self._room(pages[-1])
                pages[-1].rows.append(part)
                left -= tall
        return pages

    def _parts(self, row: SetRow) -> Iterator[SetRow]:
        """The row, in as many parts as it needs for each to stand on a page."""
        tallest = max(column.size for column in self._columns) * LEADING / mm
        fitting = int((self._room(_Page([], first=True)) - 2 * ROW_PADDING) / tallest)
        for start in range(0, max(1, *map(len, row)), fitting):
            yield tuple(lines[start : start + fitting] for lines in row)

    def _room(self, page: _Page) -> float:
        """Millimeters for rows on a page."""
        return self._top_of_rows(page) - MARGIN - FOOT_HEIGHT

    def _top_of_rows(self, page: _Page) -> float:
        if not page.first:
            return self._paper.height - MARGIN - 6.0 - HEAD_HEIGHT
        title = len(self._title.lines) * self._title.size * 1.2 / mm
        note = len(self._note) * NOTE.size * LEADING / mm
        return self._paper.height - MARGIN - title - note - 5.0 - HEAD_HEIGHT

    def _height(self, row: SetRow) -> float:
        """Of the row as it is drawn: its tallest column and the blank around it."""
        heights = (
            max(1, len(lines)) * column.size * LEADING / mm
            for lines, column in zip(row, self._columns, strict=True)
        )
        return 2 * ROW_PADDING + max(heights)

    def draw(self, canvas: Canvas, page: _Page, number: int, count: int) -> None:
        self._draw_heading(canvas, page)
        top = self._top_of_rows(page)
        self._draw_head(canvas, top)
        for row in page.rows:
            self._draw_row(canvas, top, row)
            top -= self._height(row)
            self._draw_rule(canvas, top, HAIRLINE)
        self._draw_foot(canvas, number, count)

    def _draw_heading(self, canvas: Canvas, page: _Page) -> None:
        y = self._paper.height - MARGIN
        if not page.first:
            place = (MARGIN, y - 4.0)
            title = fit_text(
                self._heading.title, RUNNING_TITLE, self._paper.width - 2 * MARGIN, floor=4, lines=1
            )
            draw_line(canvas, place, title.lines[0], replace(RUNNING_TITLE, size=title.size))
            return
        for line in self._title.lines:
            y -= self._title.size * 1.2 / mm
            draw_line(canvas, (MARGIN, y + 2.0), line, replace(TITLE, size=self._title.size))
        for line in self._note:
            y -= NOTE.size * LEADING / mm
            draw_line(canvas, (MARGIN, y), line, NOTE)

    def _draw_head(self, canvas: Canvas, top: float) -> None:
        for column, left, wide in zip(self._columns, self._lefts, self._widths, strict=True):
            place = (left + column.align.value * wide, top + 2.2)
            draw_line(canvas, place, column.title.lower(), HEAD, column.align)
        self._draw_rule(canvas, top, RULE)

    def _draw_row(self, canvas: Canvas, top: float, row: SetRow) -> None:
        first = top - ROW_PADDING - max(column.size for column in self._columns) * ASCENT / mm
        columns = zip(row, self._columns, self._lefts, self._widths, strict=True)
        for lines, column, left, wide in columns:
            x, y = left + column.align.value * wide, first - 0.4
            for line in lines:
                if line:
                    draw_line(canvas, (x, y), line, column.style, column.align)
                y -= column.size * LEADING / mm

    def _draw_rule(self, canvas: Canvas, y: float, points: float) -> None:
        canvas.setStrokeColor(BLACK)
        canvas.setLineWidth(points)
        canvas.line(MARGIN * mm, y * mm, (self._paper.width - MARGIN) * mm, y * mm)

    def _draw_foot(self, canvas: Canvas, number: int, count: int) -> None:
        y = MARGIN - 4.0
        pages = f"Page {number} of {count}"
        taken = draw_line(canvas, (self._paper.width - MARGIN, y), pages, FOOT, Align.RIGHT)
        room = self._paper.width - 2 * MARGIN - taken - GUTTER
        for line in reversed(wrap(self._heading.made, FOOT.face, FOOT.size, room)):
            draw_line(canvas, (MARGIN, y), line, FOOT)
            y += FOOT.size * LEADING / mm


def print_table(
    out: BinaryIO,
    heading: Heading,
    columns: Sequence[Column],
    rows: Sequence[Row],
    paper: Paper,
) -> list[Problem]:
    """Write the list as a PDF; every row stands on it.

    What no font has is left out, or stands as 〓 where a name would not be one without it. Its row
    is answered as a problem with the text of the column of names, the heading and the foot as place
    0. Refused when there are no rows.
    """
    if not rows:
        raise Refused("There is nobody on the list.")
    table = _Table(heading, columns, paper)
    pages = table.pages(rows)
    canvas = open_document(out, paper.width, paper.height, heading.title)
    for number, page in enumerate(pages, 1):
        table.draw(canvas, page, number, len(pages))
        canvas.showPage()
    canvas.save()
    return _problems(heading, columns, rows)


def _problems(heading: Heading, columns: Sequence[Column], rows: Sequence[Row]) -> list[Problem]:
    named = next((place for place, one in enumerate(columns) if one.face is Typeface.SERIF), 0)
    around = (heading.title, heading.note, heading.made)
    said = letters_sentence(around, "list")
    found = [Problem(place=0, name=heading.title, sentence=said)] if said else []
    for place, row in enumerate(rows, 1):
        if said := letters_sentence(row, "list"):
            found.append(Problem(place=place, name=row[named], sentence=said))
    return found
