"""However long the names are: nothing runs out of a form or a page, and nothing is cut with room
to spare."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.kin import AddKin, FamilyTies
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.shopper_history import ShopperHistory
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.fields import ChoiceField
from storebook.gui.pages.shopper import ShopperPage
from storebook.gui.scrim import Scrim
from storebook.gui.theme import Look
from storebook.gui.timeline import Entry, lines_of, row_height
from storebook.gui.words import label
from storebook.people.wishes import WishDraft, add_wish
from storebook.staff.associates import Role, add_associate
from tests.gui.hands import shown
from tests.make import make_couple, make_purchase

LONG = "Doña María Concepción de las Mercedes Fernández-Castellanos y Montenegro-Álvarez"
PARTNER = "Don José Ignacio Fernández-Castellanos Wolfeschlegelsteinhausen-Bergerdorff"
FORMS: list[Callable[[Context, int], Dialog]] = [
    AddKin, ConsentDialog, FamilyTies, HouseholdDialog, RecordPurchase, ShopperHistory, TaskDialog,
    WishDialog,
]  # fmt: skip


@pytest.fixture
def couple(book: Book) -> tuple[int, int]:
    """Two long names, a clerk with a third, a wish the partner may be told and a purchase."""
    one, other = make_couple(book, LONG, PARTNER)
    add_associate(book, "Alexandrina Maximiliana Wolfeschlegelsteinhausen-Bergerdorff", Role.CLERK)
    wish = WishDraft(description="Trilogy ring, platinum, old cuts" * 3, confidants=(other,))
    add_wish(book, one, wish)
    make_purchase(book, one)
    return one, other


def sideways(part: QWidget) -> list[int]:
    """How far each of its areas could be moved to the side."""
    areas = [area for area in part.findChildren(QScrollArea) if area.isVisible()]
    inside = [(area.widget(), area.viewport().width()) for area in areas]
    return [body.width() - room for body, room in inside if body is not None]


@pytest.mark.parametrize("factor", [1.0, 1.5])
@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_as_wide_as_its_frame(
    context: Context,
    couple: tuple[int, int],
    form: Callable[[Context, int], Dialog],
    factor: float,
    qapp: QApplication,
    qtbot: QtBot,
) -> None:
    theme.wear(qapp, Look.LIGHT, factor)
    window = QWidget()
    qtbot.addWidget(window)
    shown(window, 1280, 800)
    scrim = Scrim(window)

    dialog = form(context, couple[0])
    scrim.open(dialog)
    QApplication.processEvents()

    assert max(sideways(dialog)) <= 0


def test_the_columns_of_a_page_stay_in_the_window(
    context: Context, couple: tuple[int, int], qtbot: QtBot
) -> None:
    page = ShopperPage(context)
    qtbot.addWidget(page)
    shown(page, 1240, 800)
    page.open(couple[0])
    QApplication.processEvents()

    assert max(sideways(page)) <= 0


def test_a_list_to_choose_from_stays_as_wide_as_its_place(
    sheet: Callable[..., QWidget], qtbot: QtBot
) -> None:
    field = ChoiceField("What they are", [("husband", "Husband"), ("wife", "Wife")])
    sheet(field)
    field.set_choices([("son", "Son"), ("daughter", "Daughter")])

    passed = QTimer(singleShot=True, interval=60)  # a moment later Qt would make it narrow
    with qtbot.waitSignal(passed.timeout):
        passed.start()

    assert field.box.width() == field.width()


def test_the_longest_answer_does_not_force_its_width_on_the_form(
    sheet: Callable[..., QWidget],
) -> None:
    field = ChoiceField("Who does it", [(1, PARTNER * 3)])
    sheet(field)

    assert field.box.minimumSizeHint().width() <= theme.px(112)


def test_lines_of_a_long_heading_stand_apart(sheet: Callable[..., QWidget]) -> None:
    heading = label(LONG, "heading", wrap=True)
    sheet(heading)
    whole = heading.heightForWidth(2_000)

    assert heading.heightForWidth(500) - whole == pytest.approx(28, abs=1)


def test_what_happened_is_told_whole_on_as_many_lines_as_it_takes() -> None:
    entry = Entry(
        id=1,
        year="2026",
        day="Mar 14",
        mark="purchase",
        first="Sapphire drop earrings, 18k yellow gold",
        second=f"sold by {PARTNER}",
        amount="$2,520.00",
    )

    first, second = lines_of(entry, 400)

    assert (" ".join(first), "".join(second).replace(" ", "")) == (
        entry.first,
        entry.second.replace(" ", ""),
    )
    assert len(first) > 1
    assert row_height(entry, 400) > row_height(entry, 1_200) == theme.px(51)
