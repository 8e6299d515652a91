"""Everybody who may sign in, side by side: a face or initials, the name, and what they are."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from storebook.base.text import fold
from storebook.gui import theme
from storebook.gui.drawing import CENTER, write
from storebook.gui.marks import paint_initials
from storebook.gui.photographs import paint_round
from storebook.gui.pressed import Pressed
from storebook.staff.signing_in import Choice

# The circle, the air above it, and how wide and tall it all is; the small ones for low windows.
FULL, SMALL = (76, 20, 150, 164), (52, 10, 112, 124)
# Where even those leave no room for the PIN: the name stands beside its circle.
BESIDE = (28, 6, 150, 40)
FORMS = (FULL, SMALL, BESIDE)
GAP = 18
MOST_IN_A_ROW = 6


class FaceButton(Pressed):
    """One of them; chosen, it stands in a green frame."""

    def __init__(
        self, choice: Choice, shown_name: str, photo: QPixmap | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.choice = choice
        self._shown_name = shown_name
        self._photo = photo
        self.form = FULL
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{choice.name}, {choice.role.value}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_frame(painter)
        side, top = theme.px(self.form[0]), theme.px(self.form[1])
        beside = self.form is BESIDE
        circle = QRectF(top if beside else (self.width() - side) / 2, top, side, side)
        if self._photo is None:
            paint_initials(painter, circle, self.choice.initials)
        else:
            paint_round(painter, circle, self._photo)
        name, role = theme.font("rowname"), theme.font("small")
        if beside:
            left = round(circle.right()) + 7
            box = QRect(left, theme.px(2), self.width() - left - 2, self.height())
            write(painter, box, self._shown_name, name, "ink")
            return
        box = QRect(8, round(circle.bottom()) + theme.px(8), self.width() - 16, theme.px(28))
        write(painter, box, self._shown_name, name, "ink", CENTER)
        box = QRect(8, box.bottom() + 1, self.width() - 16, theme.px(20))
        write(painter, box, self.choice.role.value, role, "ink2", CENTER)

    def _paint_frame(self, painter: QPainter) -> None:
        if self.isChecked():
            painter.setBrush(theme.color("surface"))
        elif self.underMouse():
            painter.setBrush(theme.color("hover"))
        framed = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(theme.color("accent"), 2) if framed else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class Faces(QWidget):
    """`chosen` brings who was clicked. The keys of the screen choose by `step` and `by_letter`."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[FaceButton] = []
        self._letter = ""
        self._form = FULL
        theme.notifier().changed.connect(self._arrange)

    def show_choices(self, choices: Sequence[Choice], photos: dict[int, QPixmap]) -> None:
        """These, in this order."""
        for each in self.buttons:
            each.hide()
            each.deleteLater()
        names = _shown_names(choices)
        self.buttons = [
            FaceButton(one, name, photos.get(one.id), self)
            for one, name in zip(choices, names, strict=True)
        ]
        for each in self.buttons:
            each.clicked.connect(lambda _=False, who=each.choice.id: self.chosen.emit(who))
        self._arrange()

    def mark(self, associate_id: int | None) -> None:
        """Frame this one."""
        for each in self.buttons:
            each.setChecked(each.choice.id == associate_id)

    def marked(self) -> Choice | None:
        """Who is framed."""
        return next((each.choice for each in self.buttons if each.isChecked()), None)

    def shown_name(self, associate_id: int) -> str:
        """What stands under that face."""
        return next(b._shown_name for b in self.buttons if b.choice.id == associate_id)

    def step(self, by: int) -> Choice | None:
        """The one `by` places further on, round and round."""
        if not self.buttons:
            return None
        at = next(
            (i for i, each in enumerate(self.buttons) if each.isChecked()), -1 if by > 0 else 0
        )
        return self.buttons[(at + by) % len(self.buttons)].choice

    def by_letter(self, letter: str) -> Choice | None:
        """The next one whose name or initials begin with the letter; None when nobody's do."""
        wanted = fold(letter)
        at = next((i for i, each in enumerate(self.buttons) if each.isChecked()), -1)
        for each in [*self.buttons[at + 1 :], *self.buttons[: at + 1]]:
            if any(
                fold(word).startswith(wanted) for word in (each.choice.name, each.choice.initials)
            ):
                return each.choice
        return None

    def in_a_row(self) -> int:
        """How many stand side by side: eight are two rows of four, not six and two."""
        room = max(1, (self.width() + GAP) // (self._size()[0] + GAP))
        many = max(1, len(self.buttons))
        rows = -(-many // min(MOST_IN_A_ROW, room))
        return -(-many // rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def set_form(self, form: tuple[int, int, int, int]) -> None:
        """One of `FORMS`, the smaller ones where the window is low."""
        if form is not self._form:
            self._form = form
            self._arrange()

    def _arrange(self) -> None:
        """Rows of the same length, each in the middle."""
        many, (wide, tall) = self.in_a_row(), self._size()
        for place, each in enumerate(self.buttons):
            each.form = self._form
            line, at = divmod(place, many)
            in_line = min(many, len(self.buttons) - line * many)
            left = (self.width() - in_line * (wide + GAP) + GAP) // 2
            each.setGeometry(left + at * (wide + GAP), line * (tall + GAP), wide, tall)
            each.update()
            each.show()
        self.setFixedHeight(
            -(-len(self.buttons) // many) * (tall + GAP) - GAP if self.buttons else 0
        )

    def _size(self) -> tuple[int, int]:
        _, _, wide, tall = self._form
        return theme.px(wide), theme.px(tall)


def _shown_names(choices: Sequence[Choice]) -> list[str]:
    """First names, and whole ones where two share a first name."""
    first = [one.name.split()[0] for one in choices]
    return [
        short if first.count(short) == 1 else one.name
        for one, short in zip(choices, first, strict=True)
    ]
