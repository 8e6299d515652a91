"""Where the keys go is seen: every kind of control shows its ring, in light and in dark."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTabBar, QWidget

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.dialogs.record_purchase.entry import EntryLine
from storebook.gui.form import focus_next, takes_tab
from storebook.gui.main_window import MainWindow
from storebook.gui.pictures import wait_until
from storebook.gui.theme import Look
from tests.gui.every_dialog import OPENED
from tests.gui.hands import shown, spoken_name
from tests.gui.test_theme import contrast
from tests.hostile import HostileShop
from tests.make import TODAY

# What stands out from what was there before: three to one, as WCAG asks of controls.
STANDS_OUT = 3.0
# The bar of a row, the ring of a box to check, a tab's line.
LEAST_PIXELS = 36
KINDS = ("kind", "density", "area", "state")
Kind = tuple[str, ...]


@pytest.fixture(params=[Look.LIGHT, Look.DARK], ids=["light", "dark"])
def window(
    request: pytest.FixtureRequest,
    hostile: HostileShop,
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MainWindow]:
    theme.wear(qapp, request.param)
    with Book.open(hostile.copy(tmp_path_factory.mktemp("rings"))) as book:
        made = MainWindow(book, today=lambda: TODAY)
        shown(made, 1440, 900)
        yield made
        made.hide()
        made.let_go()
        made.deleteLater()


def places(
    window: MainWindow, hostile: HostileShop, worth: set[str]
) -> Iterator[tuple[str, QWidget]]:
    """Every page with its tabs, then every dialog, by name; only those that are worth a look, when
    it is known which are.
    """
    one = hostile.people[0]
    for entry in window.entries:
        window.context.go(entry.key)
        whole = window.stack.current()
        assert whole is not None
        yield entry.key, window
        for tabs in whole.findChildren(QTabBar):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                yield f"{entry.key} {tabs.tabText(place)}", whole
    window.context.open_shopper(one.shopper_id)
    yield "a shopper", window
    for name in [each for each in OPENED if not worth or each in worth]:
        dialog = OPENED[name](window.context, one, hostile.run_id)
        window.context.dialogs.open(dialog)
        QApplication.processEvents()
        # What flashes up as a window of its own takes the keys away with it.
        assert QApplication.activeWindow() is window, type(dialog).__name__
        yield name, dialog
        while window.scrim.dialog is not None:
            window.scrim.dialog.leave()
            QApplication.processEvents()


def kind_of(widget: QWidget) -> Kind:
    """What it is, as far as it decides how it is drawn."""
    drawn = (str(widget.property(name) or "") for name in KINDS)
    return (type(widget).__name__, *drawn)


def stands_out(before: QImage, after: QImage) -> int:
    """How many points are now of another color that can be told from what was there."""
    if before.size() != after.size():
        return before.width() + before.height()
    pairs = Counter(zip(points(before), points(after), strict=True))
    return sum(
        count
        for (was, now), count in pairs.items()
        if was != now and contrast(QColor(was).name(), QColor(now).name()) >= STANDS_OUT
    )


def points(picture: QImage) -> memoryview:
    """The color of each, row after row."""
    as_numbers = picture.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(bytes(as_numbers.constBits())).cast("I")


def ring_of(widget: QWidget, whole: QWidget) -> int:
    """How much of it changes when the keys come to it from elsewhere in the page or dialog."""
    window = widget.window()
    focus_next(widget, inside=whole)
    QApplication.processEvents()
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    before = window.grab(place).toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    after = window.grab(place).toImage()
    return stands_out(before, after)


def least(widget: QWidget) -> int:
    """A caret is no ring: of a field its frame must change."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return widget.width() + widget.height()
    return LEAST_PIXELS


@pytest.fixture(scope="module")
def worth() -> set[str]:
    """Where the first look met a kind of control that was in no place before: the dialogs that the
    other look opens.
    """
    return set()


def test_every_kind_of_control_shows_where_the_keys_go(
    window: MainWindow, hostile: HostileShop, worth: set[str]
) -> None:
    known: set[Kind] = set()
    unseen = []
    for name, whole in places(window, hostile, worth.copy()):
        wait_until(lambda: not window.jobs.busy())
        QApplication.processEvents()
        for widget in whole.findChildren(QWidget):
            if not takes_tab(widget) or kind_of(widget) in known:
                continue
            if isinstance(widget, EntryLine):  # looked at below, with its ticket alone
                continue
            if widget.visibleRegion().boundingRect() != widget.rect():
                continue
            known.add(kind_of(widget))
            worth.add(name)
            if (found := ring_of(widget, whole)) < least(widget):
                unseen.append((*kind_of(widget), spoken_name(widget), found, least(widget)))

    assert not unseen, "\n".join(map(str, unseen))
    assert len(known) > 20


def test_the_line_of_a_ticket_shows_where_the_keys_go(
    window: MainWindow, hostile: HostileShop
) -> None:
    ticket = OPENED["RecordPurchase"](window.context, hostile.people[0], hostile.run_id)
    window.context.dialogs.open(ticket)
    QApplication.processEvents()
    (line,) = ticket.findChildren(EntryLine)

    assert ring_of(line, ticket) >= least(line)
