"""A purchase that is a gift: who wears it, what it is for, and until when it is a secret."""

from datetime import date

from PySide6.QtCore import Qt

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.fields import PickField
from storebook.people.occasions import set_wedding_day
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, type_text
from tests.gui.selling import find, save, saved, sell, tickets, type_line, wear
from tests.make import make_couple, make_shopper

Enter = Qt.Key.Key_Return


def test_a_wish_that_may_be_told_is_offered_and_fulfilled(context: Context, book: Book) -> None:
    margaret, daniel = make_couple(book)
    wish = WishDraft(description="Trilogy ring", price_cents=Cents(9_400_00), confidants=(daniel,))
    add_wish(book, margaret, wish)
    dialog = sell(context, daniel)

    press(dialog.panel.entry.line, Qt.Key.Key_Down)
    press(dialog.panel.entry.line, Enter)
    row = dialog.panel.rows[0]
    said = row.fact.text()
    save(dialog)

    assert row.wearer_id == margaret
    assert said == "on Margaret Ashworth’s wish list"
    assert wishes_of(book, margaret, Viewer(today=TODAY))[0].fulfilled_on == TODAY


def test_what_is_said_of_a_secret_names_nobody(context: Context, book: Book, heard: Heard) -> None:
    margaret, daniel = make_wedding(book)
    dialog = sell(context, daniel)
    wear(type_line(dialog, "Trilogy ring 9400"), margaret)
    choose_occasion(dialog, "Wedding")

    save(dialog)

    assert tickets(book) == 1
    assert heard.said == ["Purchase saved."]


def test_an_allergy_of_the_wearer_is_said_before_it_is_sold(context: Context, book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_preference(book, margaret, PreferenceKind.ALLERGY, "nickel")
    dialog = sell(context, daniel)
    row = type_line(dialog, "White gold ring 900")
    before = row.alert.text()

    row.show_people(dialog.gift._people, margaret)

    assert (before, row.alert.text()) == ("", "nickel allergy")


def choose_occasion(dialog: RecordPurchase, begin: str) -> None:
    field = dialog.gift.occasion.choice
    place = next(at for at in range(field.box.count()) if field.box.itemText(at).startswith(begin))
    field.box.setCurrentIndex(place)
    field.picked.emit(field.value())


def make_wedding(book: Book) -> tuple[int, int]:
    margaret, daniel = make_couple(book)
    set_wedding_day(book, margaret, PartialDate(month=12, day=12), partner_id=daniel)
    return margaret, daniel


def test_a_gift_for_an_occasion_is_a_secret_until_the_day_after(
    context: Context, book: Book
) -> None:
    margaret, daniel = make_wedding(book)
    dialog = sell(context, daniel)
    row = type_line(dialog, "Trilogy ring 9400")
    before = dialog.gift.block.isVisible()

    wear(row, margaret)
    choose_occasion(dialog, "Wedding")
    proposed = dialog.gift.until.value()
    save(dialog)

    ticket = saved(book, daniel)
    assert (before, proposed) == (False, date(2026, 12, 13))
    assert (ticket.secret_until, ticket.occasion_text) == (
        date(2026, 12, 13),
        "Wedding anniversary",
    )
    assert ticket.lines[0].secret_until == date(2026, 12, 13)
    assert "Margaret" in dialog.gift.kept_from.text()


def test_what_the_clerk_decides_about_the_secret_stands(context: Context, book: Book) -> None:
    margaret, daniel = make_wedding(book)
    dialog = sell(context, daniel)
    wear(type_line(dialog, "Trilogy ring 9400"), margaret)
    choose_occasion(dialog, "Wedding")

    dialog.gift.is_secret.box.click()
    choose_occasion(dialog, "No occasion")
    choose_occasion(dialog, "Wedding")
    save(dialog)

    assert saved(book).secret_until is None


def test_a_secret_needs_a_day_that_is_still_to_come(context: Context, book: Book) -> None:
    margaret, daniel = make_couple(book)
    dialog = sell(context, daniel)
    wear(type_line(dialog, "Ring 100"), margaret)

    dialog.gift.is_secret.box.click()
    save(dialog)
    missing = dialog.gift.until.message.text()
    dialog.gift.until.line.clear()
    type_text(dialog.gift.until.line, "Nov 20, 2026")
    save(dialog)

    assert missing == "Until which day is it a secret?"
    assert dialog.gift.until.message.text() == (
        "Choose a day after today: from that day on it is no secret."
    )
    assert tickets(book) == 0


def test_a_secret_from_its_own_giver_is_refused_beside_the_wearer(
    context: Context, book: Book
) -> None:
    margaret, daniel = make_wedding(book)
    dialog = sell(context, daniel)
    row = type_line(dialog, "Trilogy ring 9400")
    wear(row, margaret)
    choose_occasion(dialog, "Wedding")
    dialog.gift.until.changed.emit()

    wear(row, daniel)
    save(dialog)

    assert row.message.text() == "The giver knows of it: a secret needs another wearer."
    assert tickets(book) == 0


def test_a_wearer_outside_the_family_is_found_by_typing(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book, "Ann Lee"))
    ben = make_shopper(book, "Ben Ortega")
    row = type_line(dialog, "Ring 100")

    row.worn_by.choice.box.setCurrentIndex(row.worn_by.choice.box.count() - 1)
    row.worn_by.choice.picked.emit(row.worn_by.choice.value())
    assert isinstance(row.worn_by.other, PickField)
    find(row.worn_by.other, "ben")

    assert row.wearer_id == ben
    assert row.worn_by.choice.box.currentText() == "Ben Ortega"
    assert dialog.gift.block.isVisible()


def test_esc_closes_the_list_first_and_then_keeps_a_draft(context: Context, book: Book) -> None:
    margaret, daniel = make_wedding(book)
    dialog = sell(context, daniel)
    wear(type_line(dialog, "Trilogy ring 9400"), margaret)
    choose_occasion(dialog, "Wedding")
    type_text(dialog.panel.entry.line, "engr")
    dialog.panel.entry.look()
    list_open = dialog.panel.entry.popup.isVisible()

    press(dialog.panel.entry.line, Qt.Key.Key_Escape)
    still_there = dialog.isVisible()
    press(dialog.panel.entry.line, Qt.Key.Key_Escape)
    again = sell(context, daniel)

    row = again.panel.rows[0]
    assert (list_open, still_there) == (True, True)
    assert (row.words.text(), row.price.text(), row.wearer_id) == (
        "Trilogy ring",
        "9,400.00",
        margaret,
    )
    assert again.panel.entry.text() == "engr"
    assert again.gift.until.value() == date(2026, 12, 13)
    assert again.gift.is_secret.is_on()
    assert again.gift.block.isVisible()
