"""The list of all tickets, a ticket opened, brought back, exchanged and taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.return_lines import ReturnLines
from storebook.gui.pages import purchases
from storebook.gui.pages.purchases import Period, PurchasesPage, within
from storebook.gui.scrim import Scrim
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.recording import write_purchases
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, shown, spoken_description, type_text, unnamed_controls
from tests.gui.selling import save, saved, tickets, type_line
from tests.make import SHOP, make_couple, make_line, make_purchase, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
Enter = Qt.Key.Key_Return
Open = Callable[[], PurchasesPage]


@pytest.fixture
def open_page(context: Context, qtbot: QtBot) -> Open:
    """Opens the page, with everything read."""
    pages: list[PurchasesPage] = []

    def open_it() -> PurchasesPage:
        page = PurchasesPage(context)
        qtbot.addWidget(page)
        pages.append(page)
        shown(page, 1200, 800)
        wait(context, qtbot)
        return page

    return open_it


def wait(context: Context, qtbot: QtBot) -> None:
    """Until the worker has answered."""
    qtbot.waitUntil(lambda: not context.jobs.busy())


def titles(page: PurchasesPage) -> list[str]:
    return [row.title for row in page.table.records()]


def choose(page: PurchasesPage, period: Period) -> None:
    page.periods.set_value(period)
    page.periods.chosen.emit(period)


def test_the_newest_stand_first_with_their_sum(book: Book, open_page: Open) -> None:
    ann = make_shopper(book)
    make_purchase(book, ann, make_line("Opal ring", 900_00), day=TODAY - timedelta(days=40))
    make_purchase(book, None, make_line("Band", 100_00))

    page = open_page()

    assert titles(page) == ["Band", "Opal ring"]
    assert (page.sum_words.text(), page.sum.text()) == ("2 purchases", "$1,000.00")
    assert page.kept.text() == ""


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (Period.TODAY, ["Band"]),
        (Period.WEEK, ["Band", "Strand"]),
        (Period.MONTH, ["Band", "Strand", "Brooch"]),
        (Period.EVER, ["Band", "Strand", "Brooch", "Opal ring"]),
    ],
)
def test_a_period_ends_today(
    book: Book,
    open_page: Open,
    context: Context,
    qtbot: QtBot,
    period: Period,
    found: list[str],
) -> None:
    for back, what in ((400, "Opal ring"), (20, "Brooch"), (6, "Strand"), (0, "Band")):
        make_purchase(book, None, make_line(what, 100_00), day=TODAY - timedelta(days=back))
    page = open_page()

    choose(page, period)
    wait(context, qtbot)

    assert titles(page) == found
    assert page.sum.text() == f"${len(found) * 100}.00"
    assert within(period, TODAY)[1] >= TODAY


def test_a_scrap_finds_tickets_and_esc_brings_all_back(
    book: Book, open_page: Open, context: Context, qtbot: QtBot
) -> None:
    make_purchase(book, make_shopper(book, "José Núñez"), make_line("Opal ring", 900_00))
    make_purchase(book, None, make_line("Band", 100_00))
    page = open_page()

    page.find_in_list()
    type_text(page.search_line, "nunez")
    wait(context, qtbot)
    found = (titles(page), page.sum.text())
    press(page.search_line, Qt.Key.Key_Escape)
    wait(context, qtbot)

    assert found == (["Opal ring"], "$900.00")
    assert titles(page) == ["Band", "Opal ring"]


def test_a_secret_is_counted_but_neither_shown_nor_added(book: Book, open_page: Open) -> None:
    margaret, daniel = make_couple(book)
    day = TODAY + timedelta(days=9)
    make_purchase(book, daniel, make_line("Ring", wearer_id=margaret, secret_until=day))

    page = open_page()

    assert titles(page) == []
    assert page.kept.text() == "1 purchase is kept secret until its day"
    assert page.sum.text() == "$0.00"


def test_more_is_read_as_one_scrolls(
    book: Book,
    open_page: Open,
    context: Context,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(purchases, "PAGE", 50)
    drafts = [PurchaseDraft(day=TODAY, lines=(make_line(f"Ring {i}"),)) for i in range(120)]
    with book.change("Imported") as change:
        write_purchases(change, drafts, shop=SHOP)
    page = open_page()
    first = page.foot.text()

    bar = page.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait(context, qtbot)

    assert first == "50 of 120 shown"
    assert page.foot.text() == "100 of 120 shown"
    assert spoken_description(page.table) == "100 of 120 shown"
    assert spoken_description(page.search_line) == "100 of 120 shown"
    assert titles(page)[:2] == ["Ring 119", "Ring 118"]


def test_an_empty_book_says_what_to_do(open_page: Open, book: Book) -> None:
    page = open_page()

    assert page._nothing() == ("No purchases yet", "Ctrl R records the first one.")
    make_purchase(book, None, day=TODAY - timedelta(days=50))
    choose(page, Period.TODAY)
    assert page._nothing() == ("No purchases today", "The last one was on Oct 1.")


def test_enter_opens_the_ticket(book: Book, open_page: Open, context: Context) -> None:
    make_purchase(book, make_shopper(book), make_line("Opal ring", 900_00))
    page = open_page()
    shown(context.window(), 1440, 900)

    press(page.table, Enter)

    assert isinstance(dialog_of(context), PurchaseDetail)


def dialog_of(context: Context) -> object:
    """The dialog that is open."""
    scrim = context.window().findChild(Scrim)
    assert scrim is not None
    return scrim.dialog


def open_ticket(
    context: Context, purchase_id: int, subject_id: int | None = None
) -> PurchaseDetail:
    if not context.window().isVisible():
        shown(context.window(), 1440, 900)
    dialog = PurchaseDetail(context, purchase_id, subject_id=subject_id)
    context.dialogs.open(dialog)
    QApplication.processEvents()
    return dialog


def test_a_wrong_purchase_is_taken_back_though_others_came_after(
    context: Context, book: Book, heard: Heard
) -> None:
    ann = make_shopper(book, "Ann Lee")
    wrong = make_purchase(book, ann)
    make_purchase(book, ann)
    dialog = open_ticket(context, wrong)

    dialog.take_back.click()

    assert tickets(book) == 1
    assert heard.said == ["Taken back: Purchase recorded for Ann Lee."]
    assert heard.taken_back == [True]


def test_a_ticket_of_an_import_is_not_taken_back_alone(context: Context, book: Book) -> None:
    drafts = [PurchaseDraft(day=TODAY, lines=(make_line(),)) for _ in range(2)]
    with book.change("Imported") as change:
        written = write_purchases(change, drafts, shop=SHOP)

    dialog = open_ticket(context, written.purchase_ids[0])

    assert not dialog.take_back.isVisible()


def open_return(context: Context, purchase_id: int, *, exchange: bool = False) -> ReturnLines:
    detail = open_ticket(context, purchase_id)
    (detail.exchange if exchange else detail.bring_back).click()
    opened = dialog_of(context)
    assert isinstance(opened, ReturnLines)
    return opened


def test_the_only_line_comes_back_with_one_key(context: Context, book: Book, heard: Heard) -> None:
    first = make_purchase(book, make_shopper(book), make_line("Ring", 100_00))
    dialog = open_return(context, first)

    press(dialog.rows[0].check.box, Enter, CONTROL)

    ticket = saved(book)
    assert (ticket.total_cents, ticket.lines[0].quantity) == (-100_00, -1)
    assert heard.said == ["Return saved for Ann Lee."]


def test_some_of_several_come_back_with_a_reason(context: Context, book: Book) -> None:
    spoons = make_line("Spoon", 40_00, quantity=3, discount_cents=Cents(20_00))
    first = make_purchase(book, make_shopper(book), spoons, make_line("Ring", 100_00))
    dialog = open_return(context, first)
    row = dialog.rows[0]

    row.check.box.click()
    row.many.line.clear()
    type_text(row.many.line, "2")
    row.why.set_value("A fault")
    refund = dialog.total.text()
    press(row.many.line, Enter, CONTROL)

    line = saved(book).lines[0]
    assert (line.quantity, line.reason) == (-2, "A fault")
    assert refund == "$66.67"


def test_a_return_of_nothing_or_too_many_is_refused_in_its_place(
    context: Context, book: Book
) -> None:
    first = make_purchase(
        book, make_shopper(book), make_line("Spoon", 40_00, quantity=3), make_line("Ring")
    )
    dialog = open_return(context, first)

    press(dialog.rows[0].check.box, Enter, CONTROL)
    nothing = dialog.message.text()
    dialog.rows[0].check.box.click()
    dialog.rows[0].many.line.setText("4")
    press(dialog.rows[0].check.box, Enter, CONTROL)

    assert nothing == "Which line comes back? Check it first."
    assert dialog.rows[0].many.message.text() == "A whole number from 1 to 3 is wanted."
    assert tickets(book) == 1


def test_what_came_back_cannot_come_back_again(context: Context, book: Book) -> None:
    first = make_purchase(book, make_shopper(book), make_line("Ring", 100_00))
    dialog = open_return(context, first)
    press(dialog.rows[0].check.box, Enter, CONTROL)

    detail = open_ticket(context, first)

    assert not detail.bring_back.isVisible()
    assert not detail.exchange.isVisible()


def test_an_exchange_goes_on_in_the_purchase(context: Context, book: Book) -> None:
    first = make_purchase(book, make_shopper(book), make_line("Ring", 100_00))
    dialog = open_return(context, first, exchange=True)

    press(dialog.rows[0].check.box, Enter, CONTROL)
    purchase = dialog_of(context)
    assert isinstance(purchase, RecordPurchase)
    type_line(purchase, "Band 130")
    save(purchase)

    assert saved(book).total_cents == 30_00
    assert [line.quantity for line in saved(book).lines] == [-1, 1]
    assert dialog_of(context) is None


def test_every_control_has_a_name(context: Context, book: Book, open_page: Open) -> None:
    first = make_purchase(book, make_shopper(book), make_line("Spoon", quantity=2))
    page = open_page()
    detail = open_ticket(context, first)
    unnamed = unnamed_controls(page) + unnamed_controls(detail)
    dialog = open_return(context, first)

    assert unnamed + unnamed_controls(dialog) == []
