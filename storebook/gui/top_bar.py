"""The bar at the top: the search from anywhere, and who is working."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from storebook.gui import keys, privacy, theme
from storebook.gui.buttons import Button, key_words
from storebook.gui.drawing import text_width, write
from storebook.gui.fields import SearchLine
from storebook.gui.icons import paint_icon
from storebook.gui.marks import paint_initials
from storebook.gui.pressed import Pressed
from storebook.gui.words import one_line
from storebook.staff.associates import Associate
from storebook.staff.signing_in import Choice

TALL = 60
SEARCH_WIDTH = 420


class PersonButton(Pressed):
    """Who is working: initials, name, and a small caret because others can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._initials = ""
        self.setProperty("kind", "plainquiet")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, initials: str) -> None:
        """Show who is working now."""
        self._name, self._initials = name, initials
        self.setAccessibleName(f"Working: {name}. Choose somebody else")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = min(text_width(self._name, theme.font("body")), theme.px(220))
        return QSize(theme.px(32) + wide + theme.px(16) + 40, theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        size = theme.px(32)
        circle = QRectF(8, (self.height() - size) / 2, size, size)
        paint_initials(painter, circle, self._initials)
        left = size + 18
        sign = theme.px(14)
        box = QRect(left, 0, self.width() - left - sign - 12, self.height())
        write(painter, box, self._name, theme.font("body"), "ink")
        caret = QRect(self.width() - sign - 8, (self.height() - sign) // 2 + 1, sign, sign)
        paint_icon(painter, caret, "caret-down", "ink3")


class PrivacyButton(Button):
    """Quiet while privacy is off; sapphire, which nothing else is, while it is on."""

    def __init__(self) -> None:
        super().__init__("Privacy", "plainquiet", icon="eye", key=key_words("privacy"))
        self.clicked.connect(privacy.toggle)
        privacy.notifier().changed.connect(self.show_privacy)
        self.show_privacy()

    def show_privacy(self) -> None:
        """Say whether it is on."""
        on = privacy.is_on()
        self.set_words("Privacy on" if on else "Privacy")
        self.set_sign("eye-slash" if on else "eye")
        self.set_kind("sapphire" if on else "plainquiet")
        self.setAccessibleName("Privacy is on" if on else "Privacy is off")


class TopBar(QWidget):
    """60 px over the page. On the counter, which has a search of its own, it greets instead."""

    search_typed = Signal(str)
    search_wanted = Signal()
    person_chosen = Signal(int)
    lock_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = SearchLine("Find a shopper, phone, card or piece", key="search")
        self.search.typed.connect(self._on_typed)
        self.search.opened.connect(self.search_wanted)
        self.greeting = one_line("", "title")
        self.person = PersonButton()
        self.person.clicked.connect(self._offer_people)
        self._people: Sequence[Choice] = ()
        self._working_id: int | None = None
        self.privacy = PrivacyButton()
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 0, 28, 0)
        line.setSpacing(12)
        line.addWidget(self.search, 10)
        line.addWidget(self.greeting, 1)
        line.addStretch()
        line.addWidget(self.privacy)
        line.addWidget(self.person)
        self._measure()
        theme.notifier().changed.connect(self._measure)

    def _measure(self) -> None:
        self.setFixedHeight(theme.px(TALL))
        self.search.setMinimumWidth(theme.px(SEARCH_WIDTH) // 2)
        self.search.setMaximumWidth(theme.px(SEARCH_WIDTH))

    def greet(self, words: str) -> None:
        """Say good morning in place of the search; empty words bring the search back."""
        self.greeting.setText(words)
        self.greeting.setVisible(bool(words))
        self.search.setVisible(not words)

    def show_people(self, people: Sequence[Choice], working: Associate) -> None:
        """Who may be chosen, and who is working."""
        self._people, self._working_id = people, working.id
        self.person.show_person(working.name, working.initials)

    def _on_typed(self, text: str) -> None:
        if text:
            self.search_typed.emit(text)

    def _offer_people(self) -> None:
        menu = QMenu(self)
        theme.set_letters(menu, "body")
        for person in self._people:
            beside = "PIN" if person.asks_pin else ""
            if person.id == self._working_id:
                beside = "working now"
            action = QAction(f"{person.name.replace('&', '&&')}\t{beside}".rstrip("\t"), menu)
            action.triggered.connect(lambda _=False, who=person.id: self.person_chosen.emit(who))
            menu.addAction(action)
        menu.addSeparator()
        lock = QAction(f"Lock\t{keys.shown('lock')}", menu)
        lock.triggered.connect(self.lock_wanted)
        menu.addAction(lock)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.person.mapToGlobal(QPoint(0, self.person.height() + 2)))
