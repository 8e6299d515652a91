"""How the window looks at this moment: colors by day or night, and the size of its text.

Painting code asks `color`, `font` and `px` each time it paints, so nothing has to be told when the
theme changes. A widget that keeps a measure (a row height, a fixed width) listens to
`notifier().changed`.
"""

import tempfile
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from storebook.gui import fonts
from storebook.gui.lasting import make_constants_last
from storebook.gui.style_sheet import style_sheet, write_pictures
from storebook.gui.tokens import ONYX, PORCELAIN, Tokens

TEXT_SIZES = [90, 100, 115, 130, 150]
REMEMBERED = "_q_styleSheetWidgetFont"  # as Qt's style sheets call it

Role = QPalette.ColorRole


class Look(StrEnum):
    """Which theme the user wants on this computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Colors and text size (1.0 is 100 %)."""

    tokens: Tokens
    factor: float = 1.0

    @property
    def dark(self) -> bool:
        """Whether this is the theme for the evening."""
        return self.tokens is ONYX


class Notifier(QObject):
    """Says when colors or text size have changed, after every widget has them."""

    changed = Signal()


@dataclass(slots=True)
class _Current:
    theme: Theme
    look: Look
    pictures: tempfile.TemporaryDirectory[str] | None = None


_current = _Current(theme=Theme(tokens=PORCELAIN), look=Look.LIGHT)


@cache
def notifier() -> Notifier:
    """The one notifier of the program."""
    return Notifier()


def now() -> Theme:
    """The theme that is on."""
    return _current.theme


def look() -> Look:
    """What the user chose: to follow the system, light or dark."""
    return _current.look


def tokens() -> Tokens:
    """The colors that are on, as text."""
    return _current.theme.tokens


@cache
def _color(value: str) -> QColor:
    return QColor(value)


def color(name: str) -> QColor:
    """The color of that token in the theme that is on. Treat as read only: it is shared."""
    return _color(getattr(_current.theme.tokens, name))


def font(kind: str) -> QFont:
    """The letters of that kind at the user's text size. Treat as read only: it is shared."""
    return fonts.font(kind, _current.theme.factor)


def px(pixels: float) -> int:
    """A measure that grows with the text: row heights, widths of columns, controls."""
    return round(pixels * _current.theme.factor)


def set_letters(widget: QWidget, kind: str) -> None:
    """Give the widget letters of that kind, now and whenever the text size changes.

    A label in the serif gets air at its top, or Qt would cut the ring of an Å. What is put into
    another place gets the letters back that Qt remembers: those of today, not its first ones.
    """
    made = font(kind)
    widget.setProperty("letters", kind)
    widget.setProperty(REMEMBERED, made)
    widget.setFont(made)
    letters = fonts.KINDS[kind]
    if letters.serif and isinstance(widget, QLabel):
        widget.setContentsMargins(0, px(letters.pixels * fonts.HEADROOM), 0, 0)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again, after a property it selects on has changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def palette(colors: Tokens) -> QPalette:
    """Qt's own roles in these colors."""
    made = QPalette()
    for role, name in PALETTE.items():
        made.setColor(role, QColor(getattr(colors, name)))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.disabled))
    return made


PALETTE = {
    Role.Window: "paper",
    Role.WindowText: "ink",
    Role.Base: "surface",
    Role.AlternateBase: "sunk",
    Role.Text: "ink",
    Role.PlaceholderText: "ink3",
    Role.Button: "surface",
    Role.ButtonText: "ink",
    Role.BrightText: "garnet",
    Role.Highlight: "select",
    Role.HighlightedText: "ink",
    Role.Link: "accent",
    Role.LinkVisited: "accent",
    Role.ToolTipBase: "ink",
    Role.ToolTipText: "paper",
    Role.Light: "surface",
    Role.Midlight: "sunk",
    Role.Mid: "hair",
    Role.Dark: "edge",
    Role.Shadow: "hair",
    Role.Accent: "accent",
}


def system_is_dark() -> bool:
    """What the computer is set to; a system that does not say counts as light."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def wear(app: QApplication, chosen: Look, factor: float = 1.0) -> None:
    """Dress the whole program, now; `factor` is the text size (0.9 to 1.5)."""
    dark = chosen is Look.DARK or (chosen is Look.SYSTEM and system_is_dark())
    _current.theme = Theme(tokens=ONYX if dark else PORCELAIN, factor=factor)
    _current.look = chosen
    app.setPalette(palette(tokens()))
    app.setFont(font("body"))
    app.setStyleSheet(style_sheet(tokens(), factor, _pictures()))
    for widget in app.allWidgets():
        if kind := widget.property("letters"):
            set_letters(widget, kind)
    notifier().changed.emit()


def dress(app: QApplication, chosen: Look = Look.LIGHT, factor: float = 1.0) -> None:
    """Everything a bare application needs before its first widget: letters, style, theme."""
    make_constants_last()
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        fonts.register()
        app.setStyle("Fusion")
    wear(app, chosen, factor)


def follow_the_system(app: QApplication) -> None:
    """Change with the computer's own setting for as long as the user has not chosen."""

    def changed() -> None:
        if _current.look is Look.SYSTEM:
            wear(app, Look.SYSTEM, _current.theme.factor)

    QGuiApplication.styleHints().colorSchemeChanged.connect(changed)


def _pictures() -> Path:
    """The folder of the four small pictures in the colors that are on."""
    if _current.pictures is None:
        _current.pictures = tempfile.TemporaryDirectory(prefix="storebook-look-")
    folder = Path(_current.pictures.name) / ("onyx" if now().dark else "porcelain")
    if not folder.exists():
        write_pictures(tokens(), folder)
    return folder
