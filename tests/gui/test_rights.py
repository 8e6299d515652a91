"""Who may not see what shoppers spent sees it on no page, in no dialog and in no tip."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.shop import Shop
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from storebook.people.wishes import wishes_of
from storebook.sales.pieces import pieces_of
from storebook.staff.associates import associate
from storebook.staff.rights import NotAllowed, Right, give_rights, preset
from tests.gui.hands import shown
from tests.gui.marked import AMOUNTS, DIALOGS, EVERYTHING, OWNERS, Known, make_known
from tests.gui.seen import seen_of
from tests.gui.test_privacy import found, look_about, open_dialog, seen
from tests.make import TODAY
from tests.staff.people import OWNERS_PIN, give_pin, make_clerk

# What is being sold or taken back right now is said to the shopper all the same.
AT_THE_COUNTER = {"purchase typed": {"6,543.21"}, "return": {"7,000.26", "$7,000"}}


# The pages of a clerk offer no budget and no note of the owner's to be opened.
OPENED = [name for name in DIALOGS if name not in ("budget", "note", "piece")]


@pytest.fixture
def known(book: Book) -> Known:
    return make_known(book)


@pytest.fixture
def window(book: Book, known: Known, qtbot: QtBot) -> Iterator[MainWindow]:
    """Olga, a clerk, works in it."""
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="Hallam & Rye", country="US"))
    olga = make_clerk(book)
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    made.work_as(olga)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def test_no_page_shows_a_clerk_an_amount_or_what_is_for_the_owner(
    window: MainWindow, known: Known, book: Book
) -> None:
    leaks = {
        place: leaked
        for place, text in look_about(window, known)
        if (leaked := found(AMOUNTS + OWNERS, text))
    }

    assert leaks == {}
    assert EventKind.REFUSED not in [one.kind for one in events(book)]


@pytest.mark.parametrize("name", OPENED)
def test_a_dialog_shows_a_clerk_no_more(window: MainWindow, known: Known, name: str) -> None:
    window.open_shopper(known.ann)
    open_dialog(window, name, known)

    leaked = set(found(AMOUNTS + OWNERS, seen_of(window)))

    assert leaked <= AT_THE_COUNTER.get(name, set())


def test_a_piece_is_opened_without_its_price(window: MainWindow, known: Known, book: Book) -> None:
    (piece,) = pieces_of(book, known.ann, window.viewer())
    window.opener.open(PieceDialog(window.context, known.ann, piece=piece))

    assert found(AMOUNTS, seen_of(window)) == []


def test_the_owner_s_figures_are_not_for_a_clerk(window: MainWindow) -> None:
    window.go("owner")

    assert "These figures are not for everybody" in seen(window)
    with pytest.raises(NotAllowed):
        window.stack.current().print_it()  # type: ignore[union-attr]


def test_a_clerk_whom_the_owner_lets_see_it_sees_it_at_once(
    window: MainWindow, known: Known, book: Book, qtbot: QtBot
) -> None:
    olga, ruth = book.associate_id, 1
    window.open_shopper(known.ann)
    before = seen(window)
    book.associate_id = ruth
    give_rights(book, olga, preset(associate(book, olga).role) | {Right.SEE_SPEND})
    book.associate_id = olga

    qtbot.waitUntil(lambda: "$7,000" in seen(window))

    assert "$7,000" not in before


def test_a_wish_that_a_clerk_corrects_keeps_its_price(
    window: MainWindow, known: Known, book: Book
) -> None:
    (wish,) = wishes_of(book, known.ann, EVERYTHING)
    dialog = WishDialog(window.context, known.ann, wish=wish)
    window.opener.open(dialog)
    dialog.note.set_value("for June")

    dialog.save()

    (after,) = wishes_of(book, known.ann, EVERYTHING)
    assert (after.note, after.price_cents) == ("for June", wish.price_cents)


def test_where_pins_are_used_a_click_makes_nobody_somebody_else(
    window: MainWindow, book: Book
) -> None:
    olga, ruth = book.associate_id, 1
    book.associate_id = ruth
    give_pin(book, ruth, OWNERS_PIN)
    book.associate_id = olga

    with pytest.raises(Refused, match="Ruth Hallam signs in with a PIN"):
        window.work_as(ruth)

    assert book.associate_id == olga
