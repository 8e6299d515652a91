"""The tabs of a page: plain words, the chosen one stronger and underlined."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar

from storebook.gui import theme
from storebook.gui.drawing import text_width, write

TALL = 38
GAP = 20


class Tabs(QTabBar):
    """Painted here, because Qt would give all tabs one weight of letters."""

    def __init__(self, name: str, words: list[str]) -> None:
        super().__init__()
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setAccessibleName(name)
        for place, each in enumerate(words):
            self.addTab(each.replace("&", "&&"))
            self.setAccessibleTabName(place, each)
        theme.set_letters(self, "body")

    def tabSizeHint(self, index: int) -> QSize:
        # As wide as the stronger letters, so that choosing a tab moves none.
        wide = text_width(self.accessibleTabName(index), theme.font("strong"))
        return QSize(wide + theme.px(GAP), theme.px(TALL))

    def minimumTabSizeHint(self, index: int) -> QSize:
        wide = self.tabSizeHint(index).width() - theme.px(GAP) + 8
        return QSize(wide, theme.px(TALL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index in range(self.count()):
            box = QRect(self.tabRect(index))
            widest = text_width(self.accessibleTabName(index), theme.font("strong"))
            box.setWidth(min(box.width() - 4, widest))
            chosen = index == self.currentIndex()
            font = theme.font("strong" if chosen else "body")
            focused = chosen and self.hasFocus()
            color = "accent" if focused else "ink" if chosen else "ink2"
            write(painter, box, self.accessibleTabName(index), font, color)
            if chosen:
                tall = 3 if focused else 2
                line = QRect(box.left(), box.bottom() + 1 - tall, box.width(), tall)
                painter.fillRect(line, theme.color("accent"))
