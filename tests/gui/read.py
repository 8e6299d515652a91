"""What an eye reads on a window, sign for sign: an `&` that Qt takes for a key is no `&`."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from storebook.gui.buttons import Button
from storebook.gui.words import Tag
from tests.gui.seen import rows_of

MNEMONIC = re.compile(r"&(.)", re.DOTALL)


def without_keys(words: str) -> str:
    """As a button or a menu shows it: `&&` is an `&`, and a single one marks a key."""
    return MNEMONIC.sub(r"\1", words)


def read_of(window: QWidget) -> str:
    """Everything on it that can be read now, each on a line of its own."""
    parts = [window.windowTitle()]
    for each in [window, *window.findChildren(QWidget)]:
        if each.isVisible():
            parts += _read(each)
    return "\n".join(part for part in parts if part)


def read_of_menu(menu: QMenu) -> list[str]:
    """Its entries, without the keys at their right."""
    return [without_keys(action.text()).split("\t")[0] for action in _entries(menu)]


def _entries(menu: QMenu) -> Iterator[QAction]:
    yield from (action for action in menu.actions() if action.text())


def _read(widget: QWidget) -> Iterator[str]:
    yield tip_of(widget)
    yield from next((read(widget) for kind, read in READERS if isinstance(widget, kind)), ())


def label_of(label: QLabel) -> str:
    """What a label shows: one that is tied to a field marks its key."""
    return without_keys(label.text()) if label.buddy() is not None else label.text()


def tip_of(widget: QWidget) -> str:
    """A tip as it opens: as a page of the web when it looks like one to Qt."""
    tip = widget.toolTip()
    if "<" in tip:
        return QTextDocumentFragment.fromHtml(tip).toPlainText()
    return tip


READERS: list[tuple[type[QWidget], Callable[[Any], Iterable[str]]]] = [
    (QLabel, lambda label: [label_of(label)]),
    (Button, lambda button: [button.words, without_keys(button.text())]),
    (QAbstractButton, lambda button: [without_keys(button.text())]),
    (QGroupBox, lambda box: [without_keys(box.title())]),
    (QLineEdit, lambda line: [line.displayText(), line.placeholderText()]),
    (QPlainTextEdit, lambda box: [box.toPlainText()]),
    (QComboBox, lambda box: [box.itemText(place) for place in range(box.count())]),
    (QTabBar, lambda tabs: [without_keys(tabs.tabText(at)) for at in range(tabs.count())]),
    (QAbstractItemView, rows_of),
    (Tag, lambda tag: [tag.words]),
]


def not_plain(window: QWidget) -> list[str]:
    """Labels and texts that would read signs as a page of the web."""
    rich = [
        f"label {each.text()[:40]}"
        for each in window.findChildren(QLabel)
        if each.text() and each.textFormat() is not Qt.TextFormat.PlainText
    ]
    return rich + [type(each).__name__ for each in window.findChildren(QTextEdit)]
