"""A draft brings back what was typed, and takes nothing away that the book has learned since."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.book.shop import Shop
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.address import AddressDialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.new_shopper import EditShopper
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.pages.club import ClubPage
from storebook.gui.pages.shop_details import ShopDetails
from storebook.people.contact_points import PhoneDraft, add_phone, addresses, phones
from storebook.people.erasing import erase
from storebook.people.notes import add_note, notes_of
from storebook.people.preferences import PreferenceKind, add_preference, preferences_of
from storebook.people.shoppers import edit_shopper, shopper
from storebook.staff.associates import add_associate
from tests.gui.hands import Shown
from tests.make import TODAY, make_couple, make_shopper


def begin(context: Context, show: Shown, who: int, **typed: str) -> None:
    """Somebody types into the form and leaves it."""
    form = show(EditShopper(context, who))
    for name, words in typed.items():
        getattr(form.fields, name).set_draft(words)
    form.leave()


def learn(book: Book, who: int, **known: Any) -> None:
    """Meanwhile the book is told more, by another form or an import."""
    edit_shopper(book, who, shop=settings.load(book, Shop), today=TODAY, **known)


def numbers(book: Book, who: int) -> list[str]:
    return [phone.raw for phone in phones(book, who)]


def test_an_old_draft_takes_nothing_away_that_came_later(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    had = numbers(book, ann)
    begin(context, show, ann, nickname="Annie")
    add_phone(book, ann, PhoneDraft(raw="(603) 555-9999"), shop=settings.load(book, Shop))
    learn(book, ann, occupation="Judge")

    show(EditShopper(context, ann)).accept()

    assert numbers(book, ann) == [*had, "(603) 555-9999"]
    assert shopper(book, ann).occupation == "Judge"
    assert shopper(book, ann).nickname == "Annie"


def test_what_both_changed_stays_as_the_book_has_it_and_the_typed_words_are_told(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    begin(context, show, ann, occupation="Lawyer", nickname="Annie")
    learn(book, ann, occupation="Judge")

    form = show(EditShopper(context, ann))

    assert form.fields.occupation.value() == "Judge"
    assert "“Lawyer”" in form.fields.occupation.message.text()
    assert form.fields.nickname.value() == "Annie"


def test_a_phone_that_was_begun_joins_the_one_that_came_meanwhile(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    had = numbers(book, ann)
    form = show(EditShopper(context, ann))
    form.fields.phones.add().set_draft({"number": "603 555 0177"})
    form.leave()
    add_phone(book, ann, PhoneDraft(raw="(603) 555-9999"), shop=settings.load(book, Shop))

    show(EditShopper(context, ann)).accept()

    assert numbers(book, ann) == [*had, "(603) 555-9999", "603 555 0177"]


def test_a_phone_corrected_meanwhile_is_not_put_back(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    shop = settings.load(book, Shop)
    phone_id = add_phone(book, ann, PhoneDraft(raw="603 555 0111"), shop=shop)
    form = show(EditShopper(context, ann))
    form.fields.phones.rows[-1].number.set_draft("603 555 0112")
    form.leave()
    kept = [PhoneDraft(raw=one.raw, id=one.id) for one in phones(book, ann) if one.id != phone_id]
    learn(book, ann, phones=[*kept, PhoneDraft(raw="603 555 0119", id=phone_id)])

    show(EditShopper(context, ann)).accept()

    assert numbers(book, ann)[-1] == "603 555 0119"


def test_the_form_says_since_when_and_how_to_start_over(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    begin(context, show, ann, nickname="Annie")

    form = show(EditShopper(context, ann))

    said = [part.text() for part in form.findChildren(QLabel) if part.isVisible()]
    assert any(words.startswith("Continued from ") and words.endswith(" ·") for words in said)


def test_the_shop_page_begins_anew_after_it_was_saved(context: Context, qtbot: QtBot) -> None:
    page = ShopDetails(context)
    qtbot.addWidget(page)
    page.phone.set_draft("603 555 0100")
    page.save()
    page.strapline.set_draft("rings and pearls")
    page.keeper.keep()

    again = ShopDetails(context)
    qtbot.addWidget(again)

    assert again.phone.value() == "603 555 0100"
    assert again.strapline.value() == "rings and pearls"


def test_what_is_typed_about_the_shop_does_not_undo_what_another_form_saved(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    page = ShopDetails(context)
    qtbot.addWidget(page)
    page.strapline.set_draft("rings and pearls")
    with book.change("Telephone corrected") as change:
        settings.save(change, Shop(phone="603 555 0100"))

    page.refresh()
    page.save()

    kept = settings.load(book, Shop)
    assert (kept.phone, kept.strapline) == ("603 555 0100", "rings and pearls")


def test_what_one_began_is_offered_to_nobody_else(
    context: Context, book: Book, show: Shown
) -> None:
    ann, ruth = make_shopper(book), book.associate_id
    olga = add_associate(book, "Olga Petrov")
    begin(context, show, ann, nickname="Annie")

    book.associate_id = olga
    for_olga = show(EditShopper(context, ann))
    book.associate_id = ruth
    for_ruth = show(EditShopper(context, ann))

    assert for_olga.fields.nickname.value() == ""
    assert for_ruth.fields.nickname.value() == "Annie"


def test_a_form_that_is_closed_by_somebody_else_is_kept_for_who_typed_it(
    context: Context, book: Book, show: Shown
) -> None:
    ann, ruth = make_shopper(book), book.associate_id
    olga = add_associate(book, "Olga Petrov")
    form = show(EditShopper(context, ann))
    form.fields.nickname.set_draft("Annie")

    book.associate_id = olga
    form.leave()

    assert draft(book, "EditShopper", str(ann)) is None
    book.associate_id = ruth
    for_ruth = show(EditShopper(context, ann))
    assert for_ruth.fields.nickname.value() == "Annie"


def test_the_questions_of_the_club_are_empty_for_who_comes_next(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    ruth, olga = book.associate_id, add_associate(book, "Olga Petrov")
    page = ClubPage(context)
    qtbot.addWidget(page)
    ask = page.enrolling.questions
    ask.given.set_draft("Noor")

    book.associate_id = olga
    page.refresh()
    for_olga = ask.given.value()
    book.associate_id = ruth
    page.refresh()

    assert for_olga == ""
    assert ask.given.value() == "Noor"


def texts_of(dialog: Dialog) -> dict[str, object]:
    """What is typed, and what is chosen."""
    return {name: answer.draft() for name, answer in dialog.form.answers.items()}


def forms_of(context: Context, who: int) -> dict[str, Callable[[], Dialog]]:
    """The forms of a shopper's page that say one thing, and how each opens."""
    return {
        "preference": lambda: PreferenceDialog(context, who, PreferenceKind.STONE),
        "permissions": lambda: ConsentDialog(context, who),
        "household": lambda: HouseholdDialog(context, who),
        "departure": lambda: DepartureDialog(context, who),
        "size": lambda: SizeDialog(context, who),
        "address": lambda: AddressDialog(context, who, addresses(context.book, who)[0].id),
    }


TYPED = {
    "preference": {"value": "opals", "note": "never again", "kind": "Avoid"},
    "permissions": {"channel": "By text", "wording": "May we?"},
    "household": {"couple_greeting": "Dear both"},
    "departure": {"what": "Died", "day": "Nov 2, 2026", "note": "Her son told us"},
    "size": {"body_part": "Wrist", "size": "6 1/2", "note": "snug"},
    "address": {"what": "Mail came back from it", "reason": "Unknown"},
}


@pytest.mark.parametrize("name", TYPED)
def test_every_form_of_a_page_brings_back_what_was_typed(
    context: Context, book: Book, show: Shown, name: str
) -> None:
    ann, _ = make_couple(book)
    open_it = forms_of(context, ann)[name]
    form = show(open_it())
    for field, words in TYPED[name].items():
        form.form.answers[field].set_draft(words)
    typed = texts_of(form)
    form.leave()

    again = show(open_it())

    assert texts_of(again) == typed
    assert "Continued from" in " ".join(one.text() for one in again.findChildren(QLabel))


def test_the_questions_that_belong_to_the_answer_come_back_with_it(
    context: Context, book: Book, show: Shown
) -> None:
    ann, _ = make_couple(book)
    form = show(DepartureDialog(context, ann))
    form.form.answers["what"].set_draft("Died")
    form.note.set_value("Her son told us")
    form.leave()

    again = show(DepartureDialog(context, ann))

    assert again.note.name == "Who told us"
    assert again.day.name == "On which day, or when we were told"


def test_a_taste_that_was_being_corrected_is_not_written_down_twice(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    add_preference(book, ann, PreferenceKind.METAL, "platinum")
    form = show(PreferenceDialog(context, ann))
    form.table.opened.emit(preferences_of(book, ann, context.viewer())[0])
    form.value.set_value("white gold")
    form.leave()

    show(PreferenceDialog(context, ann)).accept()

    assert [one.value for one in preferences_of(book, ann, context.viewer())] == ["white gold"]


def test_a_name_that_nobody_was_chosen_for_makes_no_household(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    form = show(HouseholdDialog(context, ann))
    form.joins.line.setText("Wilh")
    form.accept()

    assert "Choose who it is" in form.joins.message.text()
    assert book.value("SELECT count(*) FROM household") == 0


def test_whoever_is_erased_leaves_no_half_typed_note(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book)
    add_note(book, ann, "Likes tea", day=TODAY)
    form = show(NoteDialog(context, ann, note=notes_of(book, ann, context.viewer())[0]))
    form.text.set_value("Likes tea, and owes her brother")
    form.leave()

    erase(book, ann, today=TODAY)

    assert book.value("SELECT count(*) FROM draft") == 0
