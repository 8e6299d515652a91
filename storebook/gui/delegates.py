"""How a row of a list is painted: initials, name, second line, marks, boxes and columns."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from storebook.gui import fonts, privacy, theme
from storebook.gui.cells import AnyColumn, Cell
from storebook.gui.drawing import (
    CENTER,
    baseline_in,
    elided,
    hairline,
    key_cap,
    key_cap_width,
    text_width,
    write_line,
)
from storebook.gui.glyphs import Glyph
from storebook.gui.icons import paint_icon
from storebook.gui.marks import (
    TICKET_WIDTH,
    paint_initials,
    paint_piece,
    paint_ticket,
    paint_tier,
)
from storebook.gui.photographs import paint_round, paint_square

CellRole = Qt.ItemDataRole.UserRole + 1
RightRole = Qt.ItemDataRole.UserRole + 2

Index = QModelIndex | QPersistentModelIndex

PAD = 12
BAR = 3
LEAST_ASIDE = 40
# How tall the first of two lines is, by its letters, and the small one beneath it.
FIRST_LINE = {"rowname": 25, "listname": 22}
WORDS_LINE, SECOND_LINE = 20, 18
# Letters are cut a little before they are as wide as they are drawn.
SPARE = 4
SELECTED = QStyle.StateFlag.State_Selected.value
FOCUSED = QStyle.StateFlag.State_HasFocus.value


class Cells(Protocol):
    """What a list shows."""

    columns: list[AnyColumn]

    def cell(self, row: int, column: int) -> Cell:
        """What it shows in that place."""


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of one list. What the list wants of it are plain attributes.

    `hovered` is the row under the pointer, -1 for none; `row_letters` the letters of a first line
    whose cell does not say; `open_key` a little key at the right end of the chosen row. `cells` are
    those of the list.
    """

    cells: Cells

    def __init__(
        self, *, row_letters: str = "body", bare: bool = False, open_key: str = ""
    ) -> None:
        super().__init__()
        self.hovered = -1
        self.row_letters = row_letters
        self.bare = bare
        self.open_key = open_key
        self.tall = 48

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell: Cell = index.data(CellRole)
        if cell is None:
            return QSize(0, theme.px(self.tall))
        width = text_width(cell.text, theme.font(cell.kind or self.row_letters))
        return QSize(width + 2 * PAD, theme.px(self.tall))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # Asked directly: through the index every cell would be wrapped up and unwrapped twice.
        row, column = index.row(), index.column()
        cell, columns = self.cells.cell(row, column), self.cells.columns
        rect = QRect(option.rect)
        chosen = self._is_chosen(option)
        painter.save()
        self._paint_ground(painter, rect, row, column, chosen=chosen)
        if chosen and not self.bare and self._view_has_focus(option):
            self._paint_focus(painter, rect)
        last = column == len(columns) - 1
        # On the page itself the words begin at its edge, and make room for the bar of the chosen.
        left = (BAR + 6 if chosen else 0) if self.bare and column == 0 else PAD
        right = 0 if self.bare and last else PAD
        inner = rect.adjusted(left + (BAR if column == 0 and not self.bare else 0), 0, 0, 0)
        inner.setRight(rect.right() - right)
        if last and chosen and self.open_key:
            key_cap(painter, inner.right() + 1, inner.center().y(), self.open_key)
            inner.setRight(inner.right() - key_cap_width(self.open_key) - 8)
        self._paint_cell(painter, inner, cell, to_right=columns[column].right)
        painter.restore()

    def _is_chosen(self, option: QStyleOptionViewItem) -> bool:
        # The numbers of the flags: Python makes an object of each operation with flags.
        state: int = option.state.value
        if not state & SELECTED:
            return False
        return not self.bare or bool(state & FOCUSED) or self._view_has_focus(option)

    def _view_has_focus(self, option: QStyleOptionViewItem) -> bool:
        view = option.widget
        return view is not None and view.hasFocus()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, row: int, column: int, *, chosen: bool
    ) -> None:
        if chosen:
            painter.fillRect(rect, theme.color("select"))
        elif row == self.hovered:
            painter.fillRect(rect, theme.color("hover"))
        if chosen and column == 0:
            painter.fillRect(rect.left(), rect.top(), BAR, rect.height(), theme.color("accent"))
        hairline(painter, rect.left(), rect.right() + 1, rect.bottom())

    def _paint_focus(self, painter: QPainter, rect: QRect) -> None:
        """A list keeps its row while the keys are elsewhere; here they are in it."""
        accent = theme.color("accent")
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, accent)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, accent)

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell, *, to_right: bool) -> None:
        if cell.button:
            self._paint_button(painter, box, cell)
            return
        box = self._paint_marks(painter, box, cell)
        if cell.aside:
            box = self._paint_aside(painter, box, cell)
        if cell.second:
            self._paint_two_lines(painter, box, cell, to_right=to_right)
        else:
            # Names and figures of one row stand on one line, whatever their letters.
            baseline = baseline_in(box.top(), box.height(), theme.font("body"))
            self._paint_first(painter, box, baseline, cell, to_right=to_right)

    def _paint_aside(self, painter: QPainter, box: QRect, cell: Cell) -> QRect:
        """The small words at the right; gives back the room that is left for the others."""
        wide, room = self.aside_room(cell, box.width())
        if not wide:
            return box
        place = QRect(box.right() + 1 - wide, box.top(), wide, box.height())
        _write_small(painter, place, cell.aside, cell.aside_color, to_right=True)
        return QRect(box.left(), box.top(), room, box.height())

    def aside_room(self, cell: Cell, width: int) -> tuple[int, int]:
        """How wide the small words at the right get, and the others; too few are left away."""
        small = theme.font("small")
        wanted = text_width(cell.aside, small) + 1
        if not cell.stays:
            name = text_width(cell.text, theme.font(cell.kind or self.row_letters))
            words = max(name, text_width(cell.second, small)) + SPARE
            wanted = min(wanted, width - words - PAD)
        wide = wanted if wanted >= min(theme.px(LEAST_ASIDE), text_width(cell.aside, small)) else 0
        return wide, width - wide - PAD if wide else width

    def _paint_two_lines(
        self, painter: QPainter, box: QRect, cell: Cell, *, to_right: bool
    ) -> None:
        letters = cell.kind or self.row_letters
        above = theme.px(FIRST_LINE.get(letters, WORDS_LINE))
        below = theme.px(SECOND_LINE)
        top = box.center().y() - (above + below) // 2 + 1
        baseline = baseline_in(top, above, theme.font(letters))
        self._paint_first(painter, box, baseline, cell, to_right=to_right)
        second = QRect(box.left(), top + above, box.width(), below)
        _write_small(painter, second, cell.second, cell.second_color, to_right=to_right)

    def _paint_first(
        self, painter: QPainter, line: QRect, baseline: int, cell: Cell, *, to_right: bool
    ) -> None:
        letters = cell.kind or self.row_letters
        font = theme.font(letters)
        shown = elided(cell.text, font, line.width())
        wide = text_width(shown, font)
        left = line.right() + 1 - wide if to_right else line.left()
        color = "accent" if cell.link else cell.color
        if cell.text == privacy.HIDDEN:
            color = "ink3"
        write_line(painter, left, baseline, shown, font, color)
        if cell.link:
            painter.fillRect(left, baseline + 3, wide, 1, theme.color(color))
        if cell.matches and shown == cell.text:
            _underline(painter, left, baseline, cell.text, font, cell.matches)
        room = line.right() - left - wide - 8
        if cell.script and room > theme.px(24):
            self._paint_script(painter, left + wide + 8, baseline, room, cell, letters)

    def _paint_script(  # noqa: PLR0913 - a line of text has a place, a room and a face
        self, painter: QPainter, left: int, baseline: int, room: int, cell: Cell, letters: str
    ) -> None:
        italic = f"{letters}-italic"
        font = theme.font(italic if italic in fonts.KINDS else letters)
        shown = elided(cell.script, font, room)
        write_line(painter, left, baseline, shown, font, cell.color)
        if shown == cell.script:
            _underline(painter, left, baseline, shown, font, cell.script_matches)

    def _paint_marks(self, painter: QPainter, box: QRect, cell: Cell) -> QRect:
        """Whatever stands before the words; gives back the room that is left for these."""
        left, middle = box.left(), box.center().y() + 1
        if cell.checked is not None:
            _paint_box(painter, _square(left, middle, theme.px(20)), checked=cell.checked)
            left += theme.px(20) + 14
        if cell.ticket is not None:
            wide = theme.px(TICKET_WIDTH)
            place = QRect(left, box.top(), wide, box.height())
            paint_ticket(painter, place, cell.ticket[0], cell.ticket[1])
            left += wide + 12
        if cell.initials:
            size = theme.px(42 if self.tall >= 60 else 32)
            _paint_person(painter, QRectF(_square(left, middle, size)), cell)
            left += size + 14
        if cell.glyph is not None:
            size = min(theme.px(44), box.height() - 6)
            _paint_thing(painter, QRectF(_square(left, middle, size)), cell.glyph, cell.photo)
            left += size + 12
        if cell.icon:
            size = theme.px(20)
            paint_icon(painter, _square(left, middle, size), cell.icon, cell.icon_color)
            left += size + (12 if cell.text else 0)
        if cell.tier is not None:
            size = theme.px(16)
            paint_tier(painter, QRectF(_square(left, middle, size)), cell.tier)
            left += size + 8
        return QRect(left, box.top(), max(0, box.right() + 1 - left), box.height())

    def _paint_button(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        if not cell.text:
            return
        font = theme.font("small")
        wide = min(text_width(cell.text, font) + 28, box.width())
        place = QRectF(box.right() + 1 - wide, 0, wide, theme.px(30))
        place.moveTop(box.center().y() - place.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(font)
        painter.setPen(theme.color("ink"))
        painter.drawText(place, CENTER, elided(cell.text, font, wide - 12))


def _write_small(
    painter: QPainter, place: QRect, words: str, color: str, *, to_right: bool
) -> None:
    """The small words of a second line or at the right, in the middle of the place's height."""
    font = theme.font("small")
    shown = elided(words, font, place.width())
    left = place.right() + 1 - text_width(shown, font) if to_right else place.left()
    write_line(painter, left, baseline_in(place.top(), place.height(), font), shown, font, color)


def _square(left: int, middle: int, size: int) -> QRect:
    return QRect(left, middle - size // 2, size, size)


def _underline(  # noqa: PLR0913 - a line of text has a place and a face
    painter: QPainter,
    left: int,
    baseline: int,
    words: str,
    font: QFont,
    spans: tuple[tuple[int, int], ...],
) -> None:
    """Two pixels of brass under the letters that the search found."""
    for start, length in spans:
        before = text_width(words[:start], font)
        wide = text_width(words[: start + length], font) - before
        painter.fillRect(left + before, baseline + 4, wide, 2, theme.color("brassline"))


def _paint_person(painter: QPainter, place: QRectF, cell: Cell) -> None:
    if cell.photo is None:
        paint_initials(painter, place, cell.initials)
    else:
        paint_round(painter, place, cell.photo)


def _paint_thing(painter: QPainter, place: QRectF, glyph: Glyph, photo: QPixmap | None) -> None:
    if photo is None:
        paint_piece(painter, place, glyph)
    else:
        paint_square(painter, place, photo)


def _paint_box(painter: QPainter, box: QRect, *, checked: bool) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent" if checked else "edge"), 1))
    painter.setBrush(theme.color("accent" if checked else "surface"))
    painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
    if checked:
        paint_icon(painter, box.adjusted(2, 2, -2, -2), "check-bold", "onaccent")
    painter.restore()
