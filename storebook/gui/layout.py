"""Rows, columns and scrolling areas with the spacing of the grid."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from storebook.gui.fields import Field

Part = QWidget | int | str | None


def row(*parts: Part, spacing: int = 12) -> QHBoxLayout:
    """Side by side. An int is that much air, "stretch" takes what is left, None is left out."""
    made = QHBoxLayout()
    _fill(made, parts, spacing)
    return made


def column(*parts: Part, spacing: int = 8) -> QVBoxLayout:
    """One under the other, as `row`."""
    made = QVBoxLayout()
    _fill(made, parts, spacing)
    return made


def stack(box: QBoxLayout, *, upright: bool) -> None:
    """Let its parts stand one under the other where a window is too narrow, else side by side."""
    ways = QBoxLayout.Direction
    box.setDirection(ways.TopToBottom if upright else ways.LeftToRight)


def _fill(layout: QBoxLayout, parts: Iterable[Part], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part == "stretch":
            layout.addStretch()
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, Field):
            # Side by side the labels stay on one line, whatever is said beneath a field.
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignTop)
        elif isinstance(part, QWidget):
            layout.addWidget(part)


def held(layout: QLayout) -> QWidget:
    """The layout as a widget, to be hidden or put into a splitter."""
    made = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    made.setLayout(layout)
    return made


def scrolling(body: QWidget) -> QScrollArea:
    """The body, scrolled when it is taller than its place; its paper shows through."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setViewport(QWidget())  # which fills nothing
    made.setWidget(body)
    body.setAutoFillBackground(False)
    return made


def page_layout(page: QWidget, *, top: int = 0) -> QVBoxLayout:
    """The page's own column: 32 px at the sides, 16 between its sections."""
    made = QVBoxLayout(page)
    made.setContentsMargins(32, top, 32, 16)
    made.setSpacing(16)
    return made
