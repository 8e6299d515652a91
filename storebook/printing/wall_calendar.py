"""A month on one page for the wall: gift days, when to mail, and what the shop wants to see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import BinaryIO, Protocol

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm

from storebook.base.errors import Refused
from storebook.base.lunar import FIRST_DAY, LAST_DAY, from_solar
from storebook.printing.designs.inks import BRASS, INK, STONES, tint
from storebook.printing.designs.pearls import draw_month_stone
from storebook.printing.designs.pen import Pen
from storebook.printing.documents import open_document
from storebook.printing.fonts import Typeface, missing_glyphs
from storebook.printing.problems import Problem
from storebook.printing.sheets import Paper
from storebook.printing.typesetting import Align, Fit, Style, fit_lines, fit_text, wrap
from storebook.printing.wordmark import draw_wordmark, wordmark_size

WEEK = 7
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CHINESE_WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
MARGIN = 13.0
HEAD = 31.0
WEEKDAY_HEIGHT = 8.5
FOOT = 10.0
PADDING = 2.0
# Millimeters of a cell that the number of the day takes.
NUMBER_HEIGHT = 8.3
HAIRLINE, RULE = 0.25, 0.6
PALE = HexColor("#A79C8C")
SECOND = HexColor("#4B443A")
LEADING = 1.22
SMALLEST = 6.0
MOST_LINES = 40

MONTH = Style(face=Typeface.SERIF, size=40, color=INK)
YEAR = Style(face=Typeface.ITALIC, size=20, color=BRASS)
STONE_LINE = Style(face=Typeface.SMALL_CAPS, size=10, tracking=1.4, color=BRASS)
WEEKDAY = Style(face=Typeface.SMALL_CAPS, size=9.5, tracking=1.3, color=BRASS)
# Upright figures: an old-style 1 looks like a capital I when it stands alone.
NUMBER = Style(face=Typeface.SERIF, size=15, color=INK, lining=True)
LUNAR = Style(face=Typeface.SANS, size=7.5, color=SECOND)
NOTE = Style(face=Typeface.SANS, size=8, color=SECOND)
SHOP_SIZE = 11.0

GIFT, MAIL, COUNT, NAME = "gift", "mail", "count", "name"
STYLES = {
    GIFT: Style(face=Typeface.ITALIC, size=12, color=INK),
    MAIL: Style(face=Typeface.SEMIBOLD, size=8, color=INK),
    COUNT: Style(face=Typeface.SANS, size=8.5, color=SECOND),
    NAME: Style(face=Typeface.SERIF, size=9.5, color=INK),
}
# A stone before a gift day, an envelope before a day to mail.
SIGNED = frozenset({GIFT, MAIL})
SIGN_ROOM = 4.2

LUNAR_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
LUNAR_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")


class DayMark(Protocol):
    """One line on one day; `kind` is gift, mail, count or name."""

    @property
    def day(self) -> date: ...
    @property
    def kind(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WallText:
    """What stands around the days. `first_weekday` counts from Monday = 0; `someday` is what of the
    month has no day, `note` a word in the middle of the foot; `lunar` shows the days of the Chinese
    calendar as well.
    """

    year: int
    month: int
    first_weekday: int
    shop_name: str
    someday: str = ""
    note: str = ""
    lunar: bool = False


@dataclass(frozen=True, slots=True)
class _Cell:
    """A day and where it lies: left, top, width and height in millimeters."""

    day: date
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A mark set in lines."""

    kind: str
    fit: Fit

    @property
    def step(self) -> float:
        return self.fit.size * LEADING / mm

    @property
    def height(self) -> float:
        return len(self.fit.lines) * self.step + (0.6 if self.kind in SIGNED else 0.0)


def print_wall_calendar(
    out: BinaryIO, text: WallText, marks: Sequence[DayMark], paper: Paper, *, mono: bool = False
) -> list[Problem]:
    """Write the month as one landscape page.

    What does not fit on its day, or has letters that no font has, is left out and answered as a
    problem; nothing is cut. Refused when there is no such month.
    """
    if not 1 <= text.month <= len(STONES):
        raise Refused(f"There is no month {text.month}.", "month")
    if wordmark_size(text.shop_name, SHOP_SIZE, paper.height / 3) is None:
        raise Refused("The name of the shop is too long for the foot of the calendar.", "shop")
    title = f"Calendar, {STONES[text.month].month} {text.year}"
    canvas = open_document(out, paper.height, paper.width, title, first=Typeface.SERIF)
    page = _Page(Pen(canvas, mono=mono), text, paper)
    problems = page.draw(marks)
    canvas.showPage()
    canvas.save()
    return problems


class _Page:
    def __init__(self, pen: Pen, text: WallText, paper: Paper) -> None:
        self._pen = pen
        self._text = text
        self._width, self._height = paper.height, paper.width

    def draw(self, marks: Sequence[DayMark]) -> list[Problem]:
        self._draw_head()
        cells = self._cells()
        self._draw_grid(cells)
        problems: list[Problem] = []
        for cell in cells:
            if cell.day.month == self._text.month:
                self._draw_number(cell)
                problems += self._draw_marks(cell, [one for one in marks if one.day == cell.day])
        self._draw_foot()
        return problems

    # -- around the days

    def _draw_head(self) -> None:
        """The month on the left, its stone on the right."""
        stone = STONES[self._text.month]
        base = self._height - MARGIN - 17.0
        wide = self._pen.text((MARGIN, base), stone.month, MONTH, Align.LEFT)
        self._pen.text((MARGIN + wide + 5, base), str(self._text.year), YEAR, Align.LEFT)
        x, y, radius = self._width - MARGIN - 10.5, base + 4.6, 10.0
        draw_month_stone(self._pen, (x, y), radius, self._text.month, edge=0.3)
        line = f"{stone.stone}, the stone of {stone.month}".lower()
        self._pen.text((x - radius - 5, base), line, STONE_LINE, Align.RIGHT)

    def _cells(self) -> list[_Cell]:
        first = date(self._text.year, self._text.month, 1)
        start = first - timedelta(days=(first.weekday() - self._text.first_weekday) % WEEK)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        weeks = ((last - start).days // WEEK) + 1
        wide = (self._width - 2 * MARGIN) / WEEK
        top = self._height - MARGIN - HEAD - WEEKDAY_HEIGHT + 9.0
        high = (top - MARGIN - FOOT) / weeks
        return [
            _Cell(
                start + timedelta(days=place),
                MARGIN + place % WEEK * wide,
                top - place // WEEK * high,
                wide,
                high,
            )
            for place in range(weeks * WEEK)
        ]

    def _draw_grid(self, cells: Sequence[_Cell]) -> None:
        """Rules above each week, and a hairline between the days of the month alone."""
        right, top = self._width - MARGIN, cells[0].top
        for cell in cells[:WEEK]:
            middle = cell.left + cell.width / 2
            self._pen.text((middle, top + 2.6), self._weekday(cell.day), WEEKDAY)
        for place, cell in enumerate(cells):
            if place % WEEK == 0:
                self._pen.stroke(BRASS, HAIRLINE if place else RULE)
                self._pen.line((MARGIN, cell.top), (right, cell.top))
            inside = cell.day.month == self._text.month
            if not inside:
                self._draw_blank(cell)
            if place % WEEK and (inside or cells[place - 1].day.month == self._text.month):
                self._pen.stroke(tint(BRASS, 0.45), HAIRLINE)
                bottom = cell.top - cell.height
                self._pen.line((cell.left, cell.top - 1.6), (cell.left, bottom + 1.6))
        bottom = cells[-1].top - cells[-1].height
        self._pen.stroke(BRASS, RULE)
        self._pen.line((MARGIN, bottom), (right, bottom))

    def _weekday(self, day: date) -> str:
        name = WEEKDAYS[day.weekday()]
        return f"{name}  {CHINESE_WEEKDAYS[day.weekday()]}" if self._text.lunar else name

    def _draw_blank(self, cell: _Cell) -> None:
        """A day of another month: its number alone, pale."""
        style = replace(NUMBER, size=10, color=PALE)
        place = (cell.left + PADDING, cell.top - 5.4)
        self._pen.text(place, str(cell.day.day), style, Align.LEFT)

    def _draw_foot(self) -> None:
        y = MARGIN + 1.6
        size = wordmark_size(self._text.shop_name, SHOP_SIZE, self._width / 3) or SHOP_SIZE
        draw_wordmark(self._pen, (MARGIN, y), self._text.shop_name, size)
        self._pen.text((self._width / 2, y), self._text.note.lower(), WEEKDAY)
        if not self._text.someday:
            return
        said = f"Some day this month: {self._text.someday}"
        room = self._width * 0.3
        fit = fit_text(said, NOTE, room, floor=4, lines=1)
        for line in fit.lines:
            style = replace(NOTE, size=fit.size)
            self._pen.text((self._width - MARGIN, y), line, style, Align.RIGHT)

    # -- one day

    def _draw_number(self, cell: _Cell) -> None:
        base = cell.top - 6.3
        self._pen.text((cell.left + PADDING, base), str(cell.day.day), NUMBER, Align.LEFT)
        if self._text.lunar and (said := lunar_day(cell.day)):
            self._pen.text((cell.left + cell.width - PADDING, base + 0.6), said, LUNAR, Align.RIGHT)

    def _draw_marks(self, cell: _Cell, marks: Sequence[DayMark]) -> list[Problem]:
        problems, drawn = [], []
        for one in marks:
            if missing := missing_glyphs(one.text):
                sentence = f"No font has the letters {' '.join(missing)}: left out of the calendar."
                problems.append(Problem(place=cell.day.day, name=one.text, sentence=sentence))
            else:
                drawn.append(one)
        lines, left = self._set(cell, drawn)
        if left:
            have = "has" if len(left) == 1 else "have"
            said = (
                f"{len(left)} of {len(drawn)} {have} no room on that day. Print the list of "
                "birthdays as well, or the month without names."
            )
            name = f"{STONES[self._text.month].month} {cell.day.day}"
            problems.append(Problem(place=cell.day.day, name=name, sentence=said))
        y = cell.top - NUMBER_HEIGHT
        for line in lines:
            y = self._draw_line(cell, y, line)
        return problems

    def _set(self, cell: _Cell, marks: Sequence[DayMark]) -> tuple[list[_Line], Sequence[DayMark]]:
        """The marks at the largest size at which all have room; else as many as have, smallest."""
        room = cell.height - NUMBER_HEIGHT - 1.4
        for share in (1.0, 0.92, 0.84, 0.76, 0.7):
            lines = [_set_mark(one, cell.width - 2 * PADDING, share) for one in marks]
            if all(line.fit.fits for line in lines) and sum(one.height for one in lines) <= room:
                return lines, ()
        kept: list[_Line] = []
        for line in lines:
            if not line.fit.fits or sum(one.height for one in kept) + line.height > room:
                break
            kept.append(line)
        return kept, marks[len(kept) :]

    def _draw_line(self, cell: _Cell, top: float, line: _Line) -> float:
        style = replace(STYLES[line.kind], size=line.fit.size)
        left = cell.left + PADDING
        y = top - (0.6 if line.kind in SIGNED else 0.0)
        for place, text in enumerate(line.fit.lines):
            y -= line.step
            base = y + line.step * 0.24
            if line.kind in SIGNED and place == 0:
                self._draw_sign(line.kind, (left, base), line.fit.size)
            self._pen.text((left + _indent(line.kind), base), text, style, Align.LEFT)
        return y

    def _draw_sign(self, kind: str, place: tuple[float, float], size: float) -> None:
        """A small cut stone, or a small envelope, as high as the letters."""
        x, y = place
        if kind == GIFT:
            ink, middle = STONES[self._text.month].ink, y + size * 0.105
            self._pen.stroke(INK, 0.4)
            corners = [(x + 1.4, middle + 1.6), (x + 2.8, middle), (x + 1.4, middle - 1.6)]
            self._pen.polygon([*corners, (x, middle)], tint(ink, 0.55))
            self._pen.line((x, middle), (x + 2.8, middle))
            return
        wide, high = 3.0, 2.0
        bottom = y + 0.1
        self._pen.stroke(BRASS, 0.5)
        self._pen.polygon(
            [(x, bottom), (x + wide, bottom), (x + wide, bottom + high), (x, bottom + high)]
        )
        self._pen.line(
            (x, bottom + high), (x + wide / 2, bottom + high * 0.42), (x + wide, bottom + high)
        )


def _indent(kind: str) -> float:
    return SIGN_ROOM if kind in SIGNED else 0.0


def _set_mark(mark: DayMark, room: float, share: float) -> _Line:
    """One mark in as many lines as it needs, at this share of its size."""
    style = STYLES[mark.kind]
    style = replace(style, size=max(SMALLEST, style.size * share))
    wide = room - _indent(mark.kind)
    count = max(1, len(wrap(mark.text, style.face, style.size, wide)))
    fit = fit_lines((mark.text,), style, wide, floor=SMALLEST, lines=min(count, MOST_LINES))
    return _Line(mark.kind, fit)


def lunar_day(day: date) -> str:
    """The day of the Chinese calendar as calendars print it: the month on its first day, 初二,
    十五, 廿六; empty where the table ends.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        return ""
    lunar = from_solar(day)
    if lunar.day == 1:
        return f"{'闰' if lunar.leap_month else ''}{LUNAR_MONTHS[lunar.month - 1]}月"
    if lunar.day <= 10:
        return f"初{LUNAR_DIGITS[lunar.day]}"
    if lunar.day in (20, 30):
        return f"{LUNAR_DIGITS[lunar.day // 10]}十"
    return f"{'十' if lunar.day < 20 else '廿'}{LUNAR_DIGITS[lunar.day % 10]}"
