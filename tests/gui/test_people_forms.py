"""The other forms of the people part: each saves one thing, and says what is wanted."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.address import RETURNED, AddressDialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.kin import AddKin, FamilyTies
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.new_shopper import EditShopper, NewShopper
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.shopper_history import ShopperHistory
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.theme import Look
from storebook.people.consent import Channel, Purpose, consent_state
from storebook.people.contact_points import addresses
from storebook.people.households import household_of
from storebook.people.notes import notes_of
from storebook.people.preferences import PreferenceKind, preferences_of
from storebook.people.shoppers import shopper
from storebook.people.sizes import BodyPart, sizes_of
from storebook.people.wishes import wishes_of
from storebook.sales.pieces import pieces_of
from tests.gui.conftest import Heard
from tests.gui.hands import Shown, unnamed_controls
from tests.gui.shop_people import OWNER, make_ashworths
from tests.make import TODAY, make_purchase, make_shopper

# -- tastes, sizes, wishes, permissions


def test_a_size_is_read_back_while_it_is_typed(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(SizeDialog(context, ann))
    form.text.set_draft("6 1/4")
    form._understand()
    said = form.text.message.text()

    form.accept()

    size = sizes_of(book, ann)[0]
    assert said == "6¼ · 52.5 mm"
    assert (size.body_part, size.entered) == (BodyPart.LEFT_RING, "6 1/4")


def test_a_size_that_fits_nobody_is_refused_at_its_field(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    form = show(SizeDialog(context, ann))
    form.text.set_draft("99")

    form.accept()

    assert form.text.message.state == "error"
    assert sizes_of(book, ann) == []


def test_an_allergy_is_added_and_taken_off(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(PreferenceDialog(context, ann, PreferenceKind.ALLERGY))
    form.value.set_value("nickel")
    form.accept()
    told = [one.value for one in preferences_of(book, ann, OWNER)]

    again = show(PreferenceDialog(context, ann, PreferenceKind.ALLERGY))
    again.table.acted.emit(again.table.records()[0], "remove")

    assert told == ["nickel"]
    assert preferences_of(book, ann, OWNER) == []


def test_a_wish_says_who_may_be_told(context: Context, book: Book, show: Shown) -> None:
    margaret, daniel = make_ashworths(book)
    form = show(WishDialog(context, margaret))
    form.description.set_value("Bracelet")
    form.price.set_draft("3,000")
    form.told[daniel].set_on(True)

    form.accept()

    wish = next(one for one in wishes_of(book, margaret, OWNER) if one.description == "Bracelet")
    assert wish.price_cents == 3_000_00
    assert [one.shopper_id for one in wish.confidants] == [daniel]


def test_nothing_is_agreed_to_by_itself(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(ConsentDialog(context, ann))

    form.accept()
    before = consent_state(book, ann)
    form.lines[Purpose.OFFERS].set_on(True)
    form.channel.set_value(Channel.EMAIL)
    form.accept()

    assert before == {}
    state = consent_state(book, ann)
    assert list(state) == [(Channel.EMAIL, Purpose.OFFERS)]
    assert state[Channel.EMAIL, Purpose.OFFERS].given


def test_a_piece_of_their_own_is_written_down(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(PieceDialog(context, ann))
    form.description.set_value("Grandmother’s brooch")

    form.accept()

    assert [one.description for one in pieces_of(book, ann, OWNER)] == ["Grandmother’s brooch"]


# -- what becomes of people, and of what was written


@pytest.mark.parametrize(
    ("place", "column"), [(1, "moved_away_on"), (2, "deceased_on"), (3, "archived_on")]
)
def test_a_departure_is_marked_and_taken_back_in_the_same_form(
    context: Context, book: Book, show: Shown, place: int, column: str
) -> None:
    ann = make_shopper(book)

    def choose() -> None:
        form = show(DepartureDialog(context, ann))
        form.what.set_value(form.what._values[place])
        form._ask()
        form.note.set_value("her son told us")
        form.accept()

    choose()
    first = getattr(shopper(book, ann), column)
    choose()

    assert first == TODAY
    assert getattr(shopper(book, ann), column) is None


def test_quiet_needs_a_day_that_is_still_to_come(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(DepartureDialog(context, ann))
    form.day.set_value(date(2026, 11, 1))

    form.accept()
    refused = form.day.message.text()
    form.day.set_value(date(2026, 12, 1))
    form.accept()

    assert refused == "Give a day that is still to come."
    assert shopper(book, ann).quiet_until == date(2026, 12, 1)


def test_mail_that_came_back_is_written_to_the_address(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book, street="12 Ocean Road")
    form = show(AddressDialog(context, ann, addresses(book, ann)[0].id))
    form.what.set_value(RETURNED)
    form._ask()
    form.reason.set_value("unknown")

    form.accept()

    assert addresses(book, ann)[0].returned_reason == "unknown"


def test_the_couple_line_is_written_as_the_couple_likes_it(
    context: Context, book: Book, show: Shown
) -> None:
    margaret, _ = make_ashworths(book)
    form = show(HouseholdDialog(context, margaret))
    form.couple_line.set_value("The Ashworths")

    form.accept()

    home = household_of(book, margaret)
    assert home is not None
    assert home.couple_line == "The Ashworths"


def test_the_history_takes_one_change_back_by_itself(
    context: Context, book: Book, show: Shown, heard: Heard
) -> None:
    ann = make_shopper(book, "Ann Lee")
    first = show(SizeDialog(context, ann))
    first.text.set_draft("6")
    first.accept()
    make_purchase(book, ann)
    history = show(ShopperHistory(context, ann))
    change = next(one for one in history.table.records() if one.what.startswith("Size"))

    history.table.acted.emit(change, "take back")

    assert sizes_of(book, ann) == []
    assert book.value("SELECT count(*) FROM purchase") == 1
    assert heard.said[-1].startswith("Taken back: Size written down for Ann Lee")
    assert history.table.records()[0].what.startswith("Taken back")


def test_what_many_shoppers_share_is_not_taken_back_among_the_changes_of_one(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book, "Ann Lee")
    many = [make_shopper(book, f"Guest {number}") for number in range(25)]
    with book.change("Shoppers brought in", [ann, *many]) as change:
        for shopper_id in (ann, *many):
            change.update("shopper", shopper_id, nickname="Dear")
    with book.change("Nicknames told", [ann, *many[:5]]) as change:
        change.update("shopper", ann, nickname="Annie")

    history = show(ShopperHistory(context, ann))

    offered = [(one.what, history.offers(one)) for one in history.table.records()]
    assert offered == [
        ("Nicknames told", "Take back"),
        ("Shoppers brought in", ""),
        ("Ann Lee written down", "Take back"),
    ]


def test_a_note_of_an_earlier_day_is_only_read(context: Context, book: Book, show: Shown) -> None:
    ann = make_shopper(book)
    form = show(NoteDialog(context, ann))
    form.text.set_value("Likes tea.")
    form.accept()
    note = notes_of(book, ann, OWNER)[0]
    book_of_today = show(NoteDialog(context, ann, note=note))
    book_of_today.text.set_value("Likes tea, black.")
    book_of_today.accept()

    assert [one.text for one in notes_of(book, ann, OWNER)] == ["Likes tea, black."]


@pytest.mark.parametrize(("look", "factor"), [(Look.LIGHT, 1.0), (Look.DARK, 1.5)])
def test_every_control_of_every_form_has_a_name(
    context: Context, book: Book, show: Shown, qapp: QApplication, look: Look, factor: float
) -> None:
    margaret, daniel = make_ashworths(book)
    theme.wear(qapp, look, factor)
    place = addresses(book, margaret)[0].id
    piece = pieces_of(book, daniel, OWNER)[0]
    forms: list[Dialog] = [
        NewShopper(context, "603 555 0177"),
        EditShopper(context, margaret),
        AddKin(context, margaret),
        FamilyTies(context, margaret),
        OccasionDialog(context, margaret),
        SizeDialog(context, margaret),
        PreferenceDialog(context, margaret),
        WishDialog(context, margaret),
        ConsentDialog(context, margaret),
        PieceDialog(context, daniel, piece=piece),
        DepartureDialog(context, margaret),
        AddressDialog(context, margaret, place),
        HouseholdDialog(context, margaret),
        ShopperHistory(context, margaret),
        NoteDialog(context, margaret),
        LogContact(context, margaret),
        TaskDialog(context, margaret),
    ]

    unnamed = {type(form).__name__: unnamed_controls(show(form)) for form in forms}

    assert {name: found for name, found in unnamed.items() if found} == {}
