"""A row that goes on in the next line when it is full: tags, the line of standing, buttons."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

NOWHERE = QRect(0, 0, 0, 0)


class FlowLayout(QLayout):
    """Parts side by side, `across` pixels apart; lines are `down` apart."""

    def __init__(self, across: int = 8, down: int = 6) -> None:
        super().__init__()
        self._across, self._down = across, down
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._seen()]
        wide = sum(hint.width() for hint in hints) + self._across * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        least = QSize()
        for item in self._seen():
            least = least.expandedTo(item.minimumSize())
        return least

    def _seen(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """Fill line after line, each part in the middle of its line; gives back the height."""
        line: list[tuple[QLayoutItem, int, int]] = []
        top, left = rect.top(), rect.left()
        for item in self._seen():
            wide = min(item.sizeHint().width(), rect.width())
            if line and left + wide > rect.right() + 1:
                self._drop_last_sign(line)
                top += self._end_line(line, top, place=place) + self._down
                line, left = [], rect.left()
            if not line and is_between(item):
                item.setGeometry(NOWHERE)
                continue
            line.append((item, left, wide))
            left += wide + self._across
        return top + self._end_line(line, top, place=place) - rect.top()

    def _drop_last_sign(self, line: list[tuple[QLayoutItem, int, int]]) -> None:
        """A dot that stands between two has nothing to do at the end of a line."""
        if is_between(line[-1][0]):
            line.pop()[0].setGeometry(NOWHERE)

    def _end_line(self, line: list[tuple[QLayoutItem, int, int]], top: int, *, place: bool) -> int:
        tall = max((item.sizeHint().height() for item, _, _ in line), default=0)
        for item, left, wide in line if place else []:
            own = item.sizeHint().height()
            item.setGeometry(QRect(QPoint(left, top + (tall - own) // 2), QSize(wide, own)))
        return tall


def is_between(item: QLayoutItem) -> bool:
    """Whether it only parts its neighbors, and is left away where a line begins or ends."""
    widget = item.widget()
    return widget is not None and bool(widget.property("between"))


class Flow(QWidget):
    """The layout as a widget, filled anew whenever what it shows has changed."""

    def __init__(self, across: int = 8, down: int = 6) -> None:
        super().__init__()
        self._flow = FlowLayout(across, down)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_parts(self, parts: list[QWidget]) -> None:
        """Show these in place of what was there."""
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for part in parts:
            self._flow.addWidget(part)
            part.show()
        if self.parentWidget() is not None:  # else it would be a window of its own
            self.setVisible(bool(parts))
        self.updateGeometry()

    def parts(self) -> list[QWidget]:
        """What is shown, in its order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [widget for item in items if item is not None and (widget := item.widget())]
