"""The shop's page: its details, who works here, what was changed, the book and this computer."""

import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book import settings
from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.book.history import changes, undo_last
from storebook.book.shop import Paper, Shop
from storebook.book.shop_saving import save_shop
from storebook.exchange.fields import Kind
from storebook.gui import ask, local_settings, theme
from storebook.gui.context import Context
from storebook.gui.pages.shop import ShopPage
from storebook.gui.pages.shop_book import CHECKS
from storebook.gui.theme import Look
from storebook.people.shoppers import edit_shopper
from storebook.staff.associates import Role, add_associate, associates
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.make import SHOP, TODAY, add_tag, make_purchase, make_shopper


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> ShopPage:
    made = ShopPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    return made


def shop_of(book: Book) -> Shop:
    return settings.load(book, Shop)


# -- the shop


def test_the_details_are_saved_and_can_be_taken_back(
    page: ShopPage, book: Book, heard: Heard
) -> None:
    save_shop(book, Shop())
    page.details.name.set_value("Löwe & Söhne")
    page.details.paper.set_value(Paper.A4)
    page.details.tax_rate.set_value("19")
    page.details.tax_number.set_value("DE 811 907")
    page.details.slip_note.set_value("  Exchange within 30 days. \n\n Thank you. ")
    page.details.prices_include_tax.set_on(True)

    page.save_it()
    saved = shop_of(book)
    undo_last(book)

    assert (saved.name, saved.paper, saved.tax_rate_bp) == ("Löwe & Söhne", Paper.A4, 1900)
    assert saved.prices_include_tax
    assert (saved.tax_number, saved.slip_note) == (
        "DE 811 907",
        "Exchange within 30 days.\nThank you.",
    )
    assert heard.said == ["The shop’s details are saved."]
    assert shop_of(book).name == "Our shop"


def test_after_an_undo_the_form_shows_what_is_so(page: ShopPage, book: Book) -> None:
    save_shop(book, Shop())
    page.details.name.set_value("Löwe & Söhne")
    page.save_it()

    undo_last(book)
    page.refresh()

    assert page.details.name.value() == "Our shop"


@pytest.mark.parametrize("typed", ["nine", "8.555", "-3", "51"])
def test_a_tax_rate_that_is_none_is_said_beside_it(page: ShopPage, book: Book, typed: str) -> None:
    page.details.tax_rate.set_value(typed)

    page.save_it()

    assert page.details.tax_rate.message.text()
    assert page.details.tax_rate.value() == typed
    assert len(changes(book)) == 0


def test_a_shop_without_a_name_is_asked_for_it(page: ShopPage, book: Book) -> None:
    page.details.name.set_value("   ")

    page.save_it()

    assert page.details.name.message.text() == "The shop needs a name."
    assert len(changes(book)) == 0


def test_the_currency_stays_once_something_was_sold(page: ShopPage, book: Book) -> None:
    make_purchase(book, make_shopper(book))
    page.details.currency.set_value("EUR")

    page.save_it()

    assert "are in USD" in page.details.currency.message.text()
    assert shop_of(book).currency == "USD"


def test_what_is_typed_comes_back_as_a_draft(
    page: ShopPage, context: Context, book: Book, qtbot: QtBot
) -> None:
    page.details.strapline.line.clear()
    type_text(page.details.strapline.line, "since 1921")
    page.details.keeper.keep()

    again = ShopPage(context)
    qtbot.addWidget(again)
    shown(again)

    assert again.details.strapline.value() == "since 1921"
    assert draft(book, "ShopDetails", "") is not None
    click(again.details._over)
    assert again.details.strapline.value() == "fine jewelry"


def test_another_change_leaves_what_is_being_typed(page: ShopPage, book: Book) -> None:
    page.details.strapline.line.clear()
    type_text(page.details.strapline.line, "since 1921")
    with book.change("Shop set up") as change:
        settings.save(change, Shop(name="Hallam & Rye"))

    page.refresh()

    assert page.details.strapline.value() == "since 1921"


def test_a_logo_is_kept_small(
    page: ShopPage, book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logo.png"
    picture = QImage(2400, 1200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    picture.save(str(path))
    monkeypatch.setattr(ask, "open_file", lambda *_: path)

    click(page.details.logo.choose_button)
    page.save_it()

    kept = QImage.fromData(QByteArray(base64.b64decode(shop_of(book).logo)))
    assert (kept.width(), kept.height()) == (600, 300)


def test_a_logo_that_is_no_picture_is_refused(
    page: ShopPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "logo.png"
    path.write_text("Dear Sir or Madam", encoding="utf-8")
    monkeypatch.setattr(ask, "open_file", lambda *_: path)

    with pytest.raises(Refused, match="no picture"):
        page.details.logo._choose()

    assert page.details.logo.value() == ""


# -- staff


def test_somebody_new_is_taken_on(page: ShopPage, book: Book, heard: Heard) -> None:
    page.open_tab("Staff")
    type_text(page.staff.name.line, "Zoë Løvland")
    page.staff.new_role.set_value(Role.MANAGER)

    click(page.staff.add_button)

    assert [(one.name, one.role) for one in associates(book)][1] == ("Zoë Løvland", Role.MANAGER)
    assert heard.said == ["Zoë Løvland works here now."]
    assert page.staff.name.value() == ""


def test_a_second_one_of_the_same_name_is_refused_beside_the_name(
    page: ShopPage, book: Book
) -> None:
    page.open_tab("Staff")
    type_text(page.staff.name.line, "Ruth Hallam")

    click(page.staff.add_button)

    assert "works here already" in page.staff.name.message.text()
    assert len(associates(book)) == 1


def test_who_left_stays_on_the_list_and_may_come_back(page: ShopPage, book: Book) -> None:
    jun = add_associate(book, "Jun Halloran")
    page.open_tab("Staff")
    page.staff.table.choose(jun)

    click(page.staff.go_button)
    gone = [one.name for one in associates(book)]
    listed = [one.name for one in page.staff.table.records()]
    page.staff.table.choose(jun)
    click(page.staff.go_button)

    assert gone == ["Ruth Hallam"]
    assert "Jun Halloran" in listed
    assert len(associates(book)) == 2


def test_the_last_owner_cannot_become_a_clerk(page: ShopPage) -> None:
    page.open_tab("Staff")
    page.staff.table.choose_first()

    with pytest.raises(Refused, match="needs an owner"):
        page.staff.person.give_role(Role.CLERK)

    assert page.staff.role.value() is Role.OWNER


# -- history


def test_every_change_stands_newest_first_and_can_be_taken_back(
    page: ShopPage, book: Book, heard: Heard
) -> None:
    make_shopper(book, "Ann Lee")
    make_shopper(book, "Zoë Løvland")
    page.open_tab("History")
    first, second = page.history.table.records()[:2]

    page.history.take_back(first)

    assert ["Zoë" in first.what, "Ann" in second.what] == [True, True]
    assert len(heard.said) == 1
    after = page.history.table.records()
    assert page.history.made.kind(after[1]).text == "taken back"
    assert page.history.made.offer(after[0]).text == "Do it again"
    assert book.values("SELECT name FROM shopper ORDER BY id") == ["Ann Lee"]


def test_a_change_something_else_stands_on_is_refused_with_the_reason(
    page: ShopPage, book: Book
) -> None:
    ann = make_shopper(book, "Ann Lee")
    edit_shopper(book, ann, shop=SHOP, today=TODAY, nickname="Annie")
    page.open_tab("History")

    with pytest.raises(Refused, match="changed since"):
        page.history.take_back(page.history.table.records()[1])


def test_a_change_is_found_by_any_of_its_words(page: ShopPage, book: Book) -> None:
    make_shopper(book, "Ann Lee")
    make_shopper(book, "Zoë Løvland")
    page.open_tab("History")
    page.find_in_list()

    type_text(page.history.search, "lovland")
    page.history._start()

    assert [("Zoë" in one.what) for one in page.history.table.records()] == [True]
    assert page.history.foot.text() == "1 found"


def test_the_history_is_read_page_by_page(page: ShopPage, book: Book) -> None:
    ann = make_shopper(book, "Ann Lee")
    for number in range(249):
        add_tag(book, ann, f"tag {number}")
    page.open_tab("History")
    first = len(page.history.table.records())

    page.history.table.verticalScrollBar().setValue(
        page.history.table.verticalScrollBar().maximum()
    )

    assert first == 200
    assert len(page.history.table.records()) == 250
    assert page.history.foot.text() == "250 steps"


# -- the book


def test_the_book_is_checked_and_every_check_named(page: ShopPage, qtbot: QtBot) -> None:
    page.open_tab("The book")

    click(page.book.check_button)

    qtbot.waitUntil(lambda: len(page.book.results.records()) > 0)
    results = page.book.results.records()
    assert all(one.good for one in results)
    assert {*CHECKS} - {"opening", "cipher check"} <= {one.name for one in results}
    assert page.book._check_head._fact is not None
    assert "all right" in page.book._check_head._fact.text()


def test_a_backup_is_made_and_remembered(
    page: ShopPage, book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    monkeypatch.setattr(ask, "choose_folder", lambda *_: folder)
    page.open_tab("The book")

    click(page.book.backups.folder_button)

    qtbot.waitUntil(lambda: local_settings.last_backup(book.path) is not None)
    (made,) = folder.glob("*.book")
    Book.open(made).close()
    assert made.name in page.book.backups.note.text()


def test_a_backup_into_a_folder_that_is_gone_is_refused(
    page: ShopPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "choose_folder", lambda *_: tmp_path / "gone")
    page.open_tab("The book")

    with qtbot.captureExceptions() as caught:
        click(page.book.backups.folder_button)
        qtbot.waitUntil(lambda: len(caught) > 0)

    assert isinstance(caught[0][1], Refused)
    assert not page.book.working.is_busy


def test_shoppers_are_exported(
    page: ShopPage, book: Book, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shopper(book, "=HYPERLINK(evil)")
    out = tmp_path / "shoppers.csv"
    monkeypatch.setattr(ask, "save_file", lambda *_: out)
    page.open_tab("The book")

    page.book.export(Kind.SHOPPERS)

    qtbot.waitUntil(lambda: "written into" in page.book.note.text())
    assert "'=HYPERLINK" in out.read_text(encoding="utf-8-sig")


# -- this computer


def test_look_and_text_size_are_worn_and_remembered(page: ShopPage) -> None:
    page.open_tab("This computer")

    page.computer.look.chosen.emit(Look.DARK)
    page.computer.size_choice.chosen.emit(115)

    assert theme.now().dark
    assert theme.now().factor == 1.15
    assert (local_settings.look(), local_settings.text_size()) == (Look.DARK, 115)
    assert page.computer.look.value() is Look.DARK


# -- the page


def test_enter_goes_on_from_field_to_field(page: ShopPage) -> None:
    page.details.focus_first()

    press(page.details.name.line, Qt.Key.Key_Return)

    assert page.details.strapline.line.hasFocus()


@pytest.mark.parametrize(
    "tab", ["The shop", "Staff", "Own fields", "History", "The book", "This computer"]
)
def test_every_control_has_a_name(page: ShopPage, book: Book, tab: str) -> None:
    make_shopper(book)
    page.open_tab(tab)

    assert unnamed_controls(page) == []
