"""What the window's keys and its menu do."""

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from storebook.gui import keys, local_settings, theme
from storebook.gui.rare_keys import OF_BOOK, OF_LISTS, OF_SHOPPER
from storebook.gui.second_stroke import SecondStroke
from storebook.gui.theme import TEXT_SIZES, Look
from storebook.gui.two_strokes import (
    OF_PAPER,
    OF_PURCHASE,
    OF_SAFETY,
    OF_SHOP,
    OF_SHOPPER_PAGE,
)

# What may be pressed while a dialog is open, and what while the book is not on the screen.
TEXT_SIZE_KEYS = ("text_larger", "text_normal", "text_smaller")
LOCKED = frozenset(TEXT_SIZE_KEYS)
ALWAYS = LOCKED | {"privacy", "lock"}
# What a held key would do again and again.
ONCE = frozenset({"privacy", "lock", "turn"})

MOVES = ("back", "forward", "next_tab", "previous_tab")
DEEDS = ("search", "new_shopper", "record_purchase", "enroll", "log_contact")
CHANGES = ("undo", "redo", "follow_up")
OF_PAGE = ("edit", "print", "photos", "find", "keys")
SCREEN = ("privacy", "lock", "turn")
# Each a menu of its own: all in one would be taller than a low screen.
RARELY = {
    "The shopper who is open": (*OF_SHOPPER_PAGE, "", *OF_SHOPPER),
    "The purchase that is open": OF_PURCHASE,
    "Lists, runs and paper": (*OF_LISTS, "", *OF_PAPER),
    "The shop": OF_SHOP,
    "The book": (*OF_BOOK, "", *OF_SAFETY, "other_book"),
}

LOOKS = {Look.SYSTEM: "As the computer", Look.LIGHT: "Light", Look.DARK: "Dark"}


class Commands:
    """One action for every key of the map that does something; the menu shows the same ones."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self._dialog = self._locked = False
        self._its_own: frozenset[str] = frozenset()
        self.actions: dict[str, QAction] = {}
        for name, deed in {**deeds, **self._text_deeds()}.items():
            action = QAction(keys.BY_ACTION[name].words.replace("&", "&&"), window)
            action.setShortcuts(keys.sequences(name))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(name not in ONCE)
            action.triggered.connect(lambda _=False, do=deed: do())
            window.addAction(action)
            self.actions[name] = action
        self.second_stroke = SecondStroke(window, self.actions)

    def while_dialog(self, is_open: bool, its_own: Collection[str] = ()) -> None:
        """A dialog is open, or it is gone: the page behind it does not hear keys meanwhile, but
        the dialog its own.
        """
        self._dialog = is_open
        self._its_own = frozenset(its_own)
        self._allow()

    def while_locked(self, is_locked: bool) -> None:
        """The book is hidden, by the lock or for the shopper's eyes, or it is back."""
        self._locked = is_locked
        self._allow()

    def _allow(self) -> None:
        for name, action in self.actions.items():
            shown = name in LOCKED or not self._locked
            heard = name in ALWAYS | self._its_own or not self._dialog
            action.setEnabled(shown and heard)

    def fill(self, menu: QMenu) -> None:
        """Put the actions into the menu, group by group, and how the window looks at the end."""
        menu.addMenu(self._pages_menu(menu))
        for group in (DEEDS, CHANGES, OF_PAGE):
            menu.addSeparator()
            self._put(menu, group)
        menu.addSeparator()
        for title, names in RARELY.items():
            menu.addMenu(self._menu_of(title, names, menu))
        menu.addSeparator()
        self._put(menu, SCREEN)
        menu.addSeparator()
        menu.addMenu(self._looks_menu(menu))

    def pop_up(self, beside: QWidget) -> None:
        """The menu, standing on the button at the foot of the rail."""
        menu = QMenu(self._window)
        theme.set_letters(menu, "body")
        self.fill(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        corner = beside.mapToGlobal(beside.rect().topRight())
        menu.popup(QPoint(corner.x(), corner.y() - menu.sizeHint().height()))

    def _put(self, menu: QMenu, names: Iterable[str]) -> None:
        for name in names:
            if not name:
                menu.addSeparator()
            elif name in self.actions:
                menu.addAction(self.actions[name])

    def _menu_of(self, title: str, names: Iterable[str], parent: QMenu) -> QMenu:
        menu = QMenu(title, parent)
        theme.set_letters(menu, "body")
        self._put(menu, names)
        return menu

    def _pages_menu(self, parent: QMenu) -> QMenu:
        pages = [name for name in self.actions if name.startswith("page_")]
        menu = self._menu_of("Pages", pages, parent)
        menu.addSeparator()
        self._put(menu, MOVES)
        return menu

    def _looks_menu(self, parent: QMenu) -> QMenu:
        menu = QMenu("Look and text size", parent)
        theme.set_letters(menu, "body")
        group = QActionGroup(menu)
        for look, words in LOOKS.items():
            action = QAction(words, group)
            action.setCheckable(True)
            action.setChecked(theme.look() is look)
            action.triggered.connect(lambda _=False, chosen=look: wear_look(chosen))
            menu.addAction(action)
        menu.addSeparator()
        for name in TEXT_SIZE_KEYS:
            menu.addAction(self.actions[name])
        return menu

    def _text_deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "text_larger": lambda: step_text_size(1),
            "text_smaller": lambda: step_text_size(-1),
            "text_normal": lambda: step_text_size(0),
        }


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def wear_look(chosen: Look) -> None:
    """Dress the program so from now on, and remember it."""
    local_settings.remember_look(chosen)
    theme.wear(_app(), chosen, theme.now().factor)


def step_text_size(step: int) -> None:
    """One size larger or smaller, or back to 100 % (0), and remember it."""
    at = TEXT_SIZES.index(round(theme.now().factor * 100)) if step else TEXT_SIZES.index(100)
    percent = TEXT_SIZES[max(0, min(at + step, len(TEXT_SIZES) - 1))]
    local_settings.remember_text_size(percent)
    theme.wear(_app(), theme.look(), percent / 100)


__all__ = ["ALWAYS", "Commands", "step_text_size", "wear_look"]
