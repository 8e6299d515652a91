"""What is half typed into the small forms of a page is there again after a crash."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.gui.context import Context
from storebook.gui.dialogs.kin import FamilyTies
from storebook.gui.form import DraftKeeper, Form
from storebook.gui.pages.occasions_asked import AskedFor
from storebook.gui.pages.shop_gift_days import ShopGiftDays
from storebook.gui.pages.shop_own_fields import ShopOwnFields
from storebook.gui.pages.shop_staff import ShopStaff
from storebook.gui.pages.shop_stock import ShopStock
from storebook.gui.secret_field import SecretField
from storebook.outreach.own_gift_days import add_own_day
from storebook.people.kin import Ending
from storebook.people.own_fields import own_fields
from tests.gui.hands import shown, type_text
from tests.make import make_couple

Show = Callable[[QWidget], Any]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """The form as the page opens it."""

    def on_screen(made: QWidget) -> Any:
        qtbot.addWidget(made)
        shown(made, 1000, 800)
        getattr(made, "refresh", lambda: None)()
        return made

    return on_screen


FORMS = [
    (ShopStaff, "name", "Beatr"),
    (ShopOwnFields, "name", "Gold pref"),
    (ShopGiftDays, "title", "Founder’s d"),
    (ShopStock, "title", "Herma 43"),
]


@pytest.mark.parametrize(("made", "line", "typed"), FORMS)
def test_a_line_that_is_half_typed_is_there_again(
    context: Context, show: Show, made: Any, line: str, typed: str
) -> None:
    form = show(made(context))
    type_text(getattr(form, line).control, typed)
    form.leave()

    again = show(made(context))

    assert getattr(again, line).value() == typed


@pytest.mark.parametrize(("made", "line", "typed"), FORMS)
def test_an_untouched_form_keeps_nothing(
    context: Context, book: Book, show: Show, made: Any, line: str, typed: str
) -> None:
    add_own_day(book, "Founders’ day", "March 14")

    show(made(context)).leave()

    assert draft(book, made.__name__, "") is None


def test_what_was_saved_is_a_draft_no_more(context: Context, book: Book, show: Show) -> None:
    form = show(ShopOwnFields(context))
    type_text(form.name.control, "Gold preference")
    form.leave()

    form.add()
    form.leave()

    assert [one.name for one in own_fields(book)] == ["Gold preference"]
    assert draft(book, "ShopOwnFields", "") is None
    assert show(ShopOwnFields(context)).name.value() == ""


def test_a_pin_is_never_kept_by_a_form_that_keeps_all_else(
    context: Context, book: Book, show: Show
) -> None:
    """Nor a key or a passphrase: whatever form their fields may come to stand in."""
    page = show(ShopStaff(context))
    covered = {**page.person.pin.form.answers, "key": SecretField("Key")}
    keeper = DraftKeeper(book, Form({"name": page.name, **covered}, page), "Somebody new", "")
    type_text(page.name.control, "Beatr")
    for each in covered.values():
        assert each.line.echoMode() is QLineEdit.EchoMode.Password
        type_text(each.line, "4711")

    keeper.keep()

    kept = str(book.rows("SELECT body FROM draft"))
    assert [each.value() for each in covered.values()] == ["4711"] * 4
    assert "Beatr" in kept
    assert "4711" not in kept


def test_a_couple_that_is_parting_is_not_told_twice(
    context: Context, book: Book, show: Show
) -> None:
    margaret, _ = make_couple(book)
    form = show(FamilyTies(context, margaret))
    form.parted.set_on(True)
    form.ending.set_value(Ending.SEPARATION)
    form.leaves.set_value(margaret)
    form.leave()

    again = show(FamilyTies(context, margaret))

    assert again.parted.is_on()
    assert again.ending.value() is Ending.SEPARATION
    assert again.leaves.value() == margaret
    assert again.ending.isVisibleTo(again)


def test_the_first_day_of_the_occasions_counts_again(
    context: Context, book: Book, show: Show
) -> None:
    form = show(AskedFor(context))
    form.from_day.line.selectAll()
    type_text(form.from_day.line, "Dec 4, 2026")
    form._on_day()

    again = show(AskedFor(context))

    assert (again.first_day.month, again.first_day.day) == (12, 4)

    again.from_day.line.selectAll()
    type_text(again.from_day.line, "Nov 20, 2026")
    again._on_day()

    assert show(AskedFor(context)).first_day == context.today()
    assert draft(book, "Occasions", "") is None
