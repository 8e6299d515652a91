"""A new shopper and a corrected one: a name is enough, and what is typed is never lost."""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.book.book import Book
from storebook.gui.buttons import LinkButton
from storebook.gui.context import Context
from storebook.gui.dialogs.new_shopper import EditShopper, NewShopper
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.notes import notes_of
from storebook.people.occasions import OccasionKind
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_values
from storebook.people.shoppers import Gender, Standing, owner_facts, shopper
from storebook.people.tags import tags_of
from tests.gui.conftest import Heard
from tests.gui.hands import Shown, click, type_text
from tests.gui.shop_people import OWNER, days_of, make_ashworths
from tests.make import make_shopper


def test_a_name_is_enough_for_a_new_shopper(context: Context, book: Book, show: Shown) -> None:
    form = show(NewShopper(context))
    form.fields.name.set_value("Zoë Quill")

    form.accept()

    assert book.values("SELECT name FROM shopper") == ["Zoë Quill"]


def test_without_a_name_nothing_is_saved_and_the_field_says_so(
    context: Context, book: Book, show: Shown
) -> None:
    form = show(NewShopper(context))

    form.accept()

    assert form.fields.name.message.text().startswith("A name is needed.")
    assert book.value("SELECT count(*) FROM shopper") == 0


def test_everything_that_is_told_of_a_new_shopper_is_kept(
    context: Context, book: Book, show: Shown
) -> None:
    add_own_field(book, "Champagne or tea", OwnFieldKind.TEXT)
    form = show(NewShopper(context))
    fields = form.fields
    fields.name.set_value("Wang Xiaoming")
    fields.native_name.set_value("王小明")
    fields.nickname.set_value("Ming")
    fields.gender.set_value(Gender.MAN)
    fields.tags.set_value("Garden club, pearls,")
    fields.standing.set_value(Standing.PROSPECTIVE)
    fields.personality.set_value("decides at once")
    fields.own["Champagne or tea"].set_value("tea")
    fields.phones.rows[0].set_draft({"number": "603 555 0142", "safe": True})
    fields.addresses.add().set_draft({"lines": "12 Ocean Road", "city": "Rye"})
    form.birthday.set_value(PartialDate(month=11, day=26))
    form.note.set_value("Came with his mother.")

    form.accept()

    who = int(book.value("SELECT id FROM shopper"))
    one = shopper(book, who)
    assert (one.name, one.native_name, one.gender) == ("Wang Xiaoming", "王小明", Gender.MAN)
    assert one.greeting_line == "Dear Ming"
    assert tags_of(book, who) == ["Garden club", "pearls"]
    assert owner_facts(book, who, OWNER).personality == "decides at once"
    assert [value.value for value in own_values(book, who)] == ["tea"]
    assert [phone.safe_for_surprises for phone in phones(book, who)] == [True]
    assert [place.city for place in addresses(book, who)] == ["Rye"]
    assert days_of(book, who)[OccasionKind.BIRTHDAY] == PartialDate(month=11, day=26)
    assert [note.text for note in notes_of(book, who, OWNER)] == ["Came with his mother."]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "A" * 5_000, "At most 200 letters fit here"),
        ("name", "   ", "A name is needed"),
        ("birthday", "31 Feb", "February has 28 days"),
        ("nickname", "N" * 500, "At most 100 letters"),
    ],
)
def test_what_will_not_do_is_said_at_its_field_and_nothing_is_saved(
    context: Context, book: Book, show: Shown, field: str, text: str, sentence: str
) -> None:
    form = show(NewShopper(context))
    form.fields.name.set_value("Ann Lee")
    asked = form.birthday if field == "birthday" else getattr(form.fields, field)
    asked.set_draft(text)

    form.accept()

    assert sentence in asked.message.text()
    assert asked.isVisible()
    assert book.value("SELECT count(*) FROM shopper") == 0


def test_a_wrong_e_mail_is_said_at_its_own_row(context: Context, book: Book, show: Shown) -> None:
    form = show(NewShopper(context))
    form.fields.name.set_value("Ann Lee")
    form.fields.emails.rows[0].set_draft({"address": "ann@lee.example"})
    second = form.fields.emails.add()
    second.set_draft({"address": "not an address"})

    form.accept()

    assert second.main.message.state == "error"
    assert form.fields.emails.rows[0].main.message.state == ""
    assert book.value("SELECT count(*) FROM shopper") == 0


def test_names_with_markup_and_emoji_are_kept_as_typed(
    context: Context, book: Book, show: Shown
) -> None:
    form = show(NewShopper(context))
    form.fields.name.set_value("<b>Ann</b> & 💍 O’Brien")

    form.accept()

    assert book.values("SELECT name FROM shopper") == ["<b>Ann</b> & 💍 O’Brien"]


def offers(form: NewShopper) -> str:
    """What is said of those who are in the book already."""
    labels = form.alike.findChildren(QLabel)
    links = form.alike.findChildren(LinkButton)
    return "; ".join([*(one.text() for one in labels), *(one.accessibleName() for one in links)])


def test_who_is_in_the_book_already_is_told_while_one_types_and_nothing_is_blocked(
    context: Context, book: Book, show: Shown, qtbot: QtBot
) -> None:
    make_shopper(book, "Margaret Ashworth", phone="603 555 0142")
    form = show(NewShopper(context))

    type_text(form.fields.name.line, "Clara Ashworth")
    type_text(form.fields.phones.rows[0].main.line, "(603) 555-0142")

    qtbot.waitUntil(lambda: "Open Margaret Ashworth" in offers(form), timeout=2000)
    assert "In the book already:" in offers(form)
    assert "same phone" in offers(form)
    form.accept()
    assert book.values("SELECT name FROM shopper ORDER BY id") == [
        "Margaret Ashworth",
        "Clara Ashworth",
    ]


def test_a_namesake_is_told_of_before_the_field_is_left(
    context: Context, book: Book, show: Shown, heard: Heard, qtbot: QtBot
) -> None:
    ann = make_shopper(book, "Ann Lee")
    form = show(NewShopper(context))

    type_text(form.fields.name.line, "ann lee")
    qtbot.waitUntil(lambda: "same name" in offers(form), timeout=2000)
    click(form.alike.findChildren(LinkButton)[0])

    assert heard.shoppers == [ann]
    assert show(NewShopper(context)).fields.name.value() == "ann lee"


def test_one_who_is_alone_with_a_number_is_not_warned_of_themselves(
    context: Context, book: Book, show: Shown
) -> None:
    ann = make_shopper(book, "Ann Lee", phone="603 555 0142")
    form = show(EditShopper(context, ann))

    type_text(form.fields.nickname.line, "Annie")
    form.fields.phones.add().set_draft({"number": "603 555 0142"})
    form._look_for_others()

    assert offers(form) == ""


def test_a_half_typed_shopper_comes_back(context: Context, book: Book, show: Shown) -> None:
    form = show(NewShopper(context))
    form.fields.name.set_value("Zoë Qu")
    form.fields.phones.rows[0].set_draft({"number": "603 555"})
    form.fields.addresses.add().set_draft({"lines": "12 Ocean"})
    form.leave()

    again = show(NewShopper(context))

    assert again.fields.name.value() == "Zoë Qu"
    assert again.fields.phones.typed() == ["603 555"]
    assert again.fields.addresses.typed() == ["12 Ocean"]
    assert book.value("SELECT count(*) FROM shopper") == 0


def test_an_edit_changes_what_was_changed_and_nothing_else(
    context: Context, book: Book, show: Shown
) -> None:
    margaret, _ = make_ashworths(book)
    before = shopper(book, margaret)
    form = show(EditShopper(context, margaret))
    form.fields.occupation.set_value("garden designer")

    form.accept()

    after = shopper(book, margaret)
    assert after.occupation == "garden designer"
    assert (after.greeting_line, after.envelope_line) == (
        before.greeting_line,
        before.envelope_line,
    )
    assert [phone.raw for phone in phones(book, margaret)] == ["(603) 555-0142"]
    assert len(addresses(book, margaret)) == 1


def test_opening_and_saving_a_form_unchanged_leaves_no_trace(
    context: Context, book: Book, show: Shown
) -> None:
    margaret, _ = make_ashworths(book)
    count = book.changed_count

    show(EditShopper(context, margaret)).accept()

    assert book.changed_count == count


def test_a_phone_that_is_taken_off_is_gone(context: Context, book: Book, show: Shown) -> None:
    margaret, _ = make_ashworths(book)
    form = show(EditShopper(context, margaret, start="contact"))

    form.fields.phones.rows[0].cross.click()
    form.fields.emails.add().set_draft({"address": "maggie@ashworth.example"})
    form.accept()

    assert phones(book, margaret) == []
    assert [email.raw for email in emails(book, margaret)] == ["maggie@ashworth.example"]
