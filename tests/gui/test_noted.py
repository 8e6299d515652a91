"""What goes out of the window, and whose page is opened in it, is noted by itself."""

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.events import Event, EventKind, events
from storebook.book.files import digest_of_file
from storebook.club.members import EnrollmentDraft, enroll
from storebook.exchange.fields import Kind
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.club.cards import CardPrinting
from storebook.gui.pages.owner import OwnerPage
from storebook.gui.pages.shop_book import ShopBook
from storebook.gui.places import PAGES
from storebook.staff.associates import Role, add_associate
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.conftest import TODAY
from tests.gui.hands import click, shown
from tests.gui.paper_file import print_into
from tests.make import SHOP, make_line, make_purchase, make_shopper


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the next file is saved; this computer has no printer."""
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    return path


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A printer whose paper is a file."""
    print_into(monkeypatch, tmp_path / "paper.pdf")


def noted(book: Book) -> list[tuple[EventKind, str]]:
    return [(event.kind, event.what) for event in events(book)]


def the_one(book: Book) -> Event:
    (event,) = events(book)
    return event


# -- pages


def test_the_page_of_a_key_customer_is_noted_when_it_is_opened(book: Book, qtbot: QtBot) -> None:
    best, other = make_shopper(book, "Ann Lee"), make_shopper(book, "Bea Moss")
    make_purchase(book, best, make_line(price=9_000_00))
    make_purchase(book, other, make_line(price=Cents(10_00)))
    window = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(window)
    shown(window, 1440, 900)

    for shopper_id in (other, best, other, best):
        window.open_shopper(shopper_id)
    qtbot.waitUntil(lambda: len(events(book)) == 1)
    looked = events(book)
    window.let_go()

    assert [(one.what, one.shopper_id) for one in looked] == [("Page of Ann Lee opened", best)]


def test_what_the_worker_does_bears_the_name_of_who_works_by_then(
    context: Context, book: Book, qtbot: QtBot, saved: Path
) -> None:
    make_shopper(book, "Ann Lee")
    manager = add_associate(book, "Grace Okafor", Role.OWNER)
    page = ShopBook(context)
    qtbot.addWidget(page)
    page.export(Kind.SHOPPERS)
    qtbot.waitUntil(lambda: len(events(book)) == 1)

    book.associate_id = manager
    qtbot.waitUntil(lambda: not page.working.is_busy)
    page.export(Kind.SHOPPERS)
    qtbot.waitUntil(lambda: len(events(book)) == 2)

    assert [event.associate for event in events(book)] == ["Grace Okafor", "Ruth Hallam"]
    assert all(event.what.startswith("Shoppers exported: 1 row into") for event in events(book))


# -- paper


def test_a_run_that_is_saved_as_a_file_is_noted_with_its_digest(
    context: Context, book: Book, qtbot: QtBot, saved: Path
) -> None:
    make_people(book)
    page = open_page(context, qtbot)

    click(page.print_bar.file_button)

    event = the_one(book)
    assert event.kind is EventKind.PRINTED
    assert "printed: 3 pieces, into “out.pdf”" in event.what
    assert json.loads(event.detail)["sha256"] == digest_of_file(saved)


def test_a_run_that_went_to_the_printer_is_noted(
    context: Context, book: Book, qtbot: QtBot, paper: None
) -> None:
    make_people(book)
    page = open_page(context, qtbot)

    click(page.print_bar.print_button)
    qtbot.waitUntil(lambda: len(events(book)) == 1)

    assert the_one(book).what.endswith("printed: 3 pieces")


def test_a_membership_card_is_noted_on_its_shopper_s_file(
    context: Context, book: Book, saved: Path
) -> None:
    ann = make_shopper(book, "Ann Lee")
    enroll(book, EnrollmentDraft(shopper_id=ann), shop=SHOP, today=TODAY)

    CardPrinting(context, context.window()).print_card(ann)

    event = the_one(book)
    assert (event.shopper_id, event.what) == (
        ann,
        "Membership card of Ann Lee printed, into “out.pdf”",
    )


def test_the_owner_s_list_is_noted(
    context: Context, book: Book, qtbot: QtBot, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_purchase(book, make_shopper(book, "Ann Lee"))
    monkeypatch.setattr(ask, "choose", lambda *_: 1)
    page = OwnerPage(context)
    qtbot.addWidget(page)
    shown(page)

    page.print_it()

    assert noted(book) == [
        (EventKind.PRINTED, "The top fifth up to 2026-11-20 printed: 1 piece, into “out.pdf”")
    ]
