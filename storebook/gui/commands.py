"""What the window's keys and its menu do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from storebook.gui import keys, local_settings, theme
from storebook.gui.theme import TEXT_SIZES, Look

# What may be pressed while a dialog is open.
TEXT_SIZE_KEYS = ("text_larger", "text_normal", "text_smaller")
ALWAYS = frozenset({*TEXT_SIZE_KEYS, "privacy"})

LOOKS = {Look.SYSTEM: "As the computer", Look.LIGHT: "Light", Look.DARK: "Dark"}


class Commands:
    """One action for every key of the map that does something; the menu shows the same ones."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], object]]) -> None:
        self._window = window
        self.actions: dict[str, QAction] = {}
        for name, deed in {**deeds, **self._text_deeds()}.items():
            action = QAction(keys.BY_ACTION[name].words.replace("&", "&&"), window)
            action.setShortcuts(keys.sequences(name))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(lambda _=False, do=deed: do())
            window.addAction(action)
            self.actions[name] = action

    def while_dialog(self, is_open: bool) -> None:
        """A dialog is open, or it is gone: the page behind it does not hear keys meanwhile."""
        for name, action in self.actions.items():
            action.setEnabled(not is_open or name in ALWAYS)

    def fill(self, menu: QMenu, *groups: list[str | QAction]) -> None:
        """Put actions into the menu, group by group, and how the window looks at the end."""
        for group in groups:
            for each in group:
                found = self.actions.get(each) if isinstance(each, str) else each
                if found is not None:
                    menu.addAction(found)
            menu.addSeparator()
        menu.addMenu(self._looks_menu(menu))

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
