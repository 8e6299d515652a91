"""Recording a purchase: few keys, live sums, secrets that keep themselves, and nothing lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea

from storebook.base.money import Cents, currency
from storebook.book import settings
from storebook.book.book import Book
from storebook.gui import theme
from storebook.gui.context import Context
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.record_purchase.typed import Typed, read_typed
from storebook.gui.main_window import MainWindow
from storebook.gui.theme import Look
from storebook.sales.drafts import LineKind, PaymentKind
from storebook.sales.returns import Back, returnable
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, shown, type_text, unnamed_controls
from tests.gui.selling import find, save, saved, sell, tickets, type_line, wear
from tests.make import SHOP, make_couple, make_line, make_purchase, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
Enter = Qt.Key.Key_Return
Sell = Callable[..., RecordPurchase]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("platinum band 2400", Typed(words="platinum band", price_cents=Cents(2_400_00))),
        ("ring, 18k 1,250.50", Typed(words="ring, 18k", price_cents=Cents(1_250_50))),
        ("pin $40", Typed(words="pin", price_cents=Cents(40_00))),
        ("3 x spoon 40", Typed(words="spoon", price_cents=Cents(40_00), quantity=3)),
        ("3 spoons", Typed(words="3 spoons")),
        ("platinum 950", Typed(words="platinum 950")),
        ("platinum band 950.00", Typed(words="platinum band", price_cents=Cents(950_00))),
        ("18k band 950", Typed(words="18k band", price_cents=Cents(950_00))),
        ("R 2071", Typed(words="", stock_number="R 2071")),
        ("4006381333931", Typed(words="", stock_number="4006381333931")),
        ("Engraving", Typed(words="Engraving")),
        ("  opal   ring ", Typed(words="opal ring")),
    ],
)
def test_a_line_is_read_as_it_is_typed(text: str, typed: Typed) -> None:
    assert read_typed(text, currency("USD")) == typed


def test_words_and_price_in_one_go_are_saved_with_two_keys(
    context: Context, book: Book, heard: Heard
) -> None:
    daniel = make_shopper(book, "Daniel Ashworth")
    dialog = sell(context, daniel)

    type_text(dialog.panel.entry.line, "Platinum band 2400")
    press(dialog.panel.entry.line, Enter, CONTROL)

    ticket = saved(book)
    assert (ticket.shopper_id, ticket.total_cents, ticket.day) == (daniel, 2_400_00, TODAY)
    line = ticket.lines[0]
    assert (line.description, line.category, line.metal) == (
        "Platinum band",
        "wedding band",
        "platinum",
    )
    assert heard.said == ["Purchase saved for Daniel Ashworth."]


def test_a_line_without_its_price_asks_for_it_first(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    row = type_line(dialog, "Opal ring")

    press(row.price, Enter, CONTROL)
    asked = row.message.text()
    at = QApplication.focusWidget()
    type_text(row.price, "900")
    gone = row.message.text()
    press(row.price, Enter, CONTROL)

    assert (asked, gone) == ("What does it cost?", "")
    assert at is row.price
    assert saved(book).total_cents == 900_00


def test_what_still_stands_in_the_entry_is_not_lost_at_save(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    type_text(dialog.panel.entry.line, "Opal ring")

    save(dialog)

    assert tickets(book) == 0
    assert dialog.panel.rows[0].message.text() == "What does it cost?"


def test_an_empty_ticket_says_what_is_missing(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))

    save(dialog)

    assert dialog.panel.message.text() == "What was bought? Type it above, with its price."
    assert tickets(book) == 0


def test_a_scanned_tag_brings_what_was_sold_under_it(context: Context, book: Book) -> None:
    make_purchase(book, None, make_line("Trilogy ring, platinum", 9_400_00, stock_number="R 2071"))
    dialog = sell(context, make_shopper(book))

    row = type_line(dialog, "r 2071")

    assert (row.words.text(), row.stock.text(), row.price.text()) == (
        "Trilogy ring, platinum",
        "R 2071",
        "9,400.00",
    )


@pytest.mark.parametrize(
    ("price", "less", "sentence"),
    [
        ("cheap", "", "“cheap” is not an amount in USD. Write it like 9400.00."),
        ("-5", "", "A price can’t be below zero. What comes back has a quantity of −1."),
        ("100", "200", "A discount is between zero and the price."),
        ("100", "some", "“some” is not an amount in USD. Write it like 9400.00."),
        ("1.234", "", "USD has 2 digits after the point, not more."),
        ("9" * 20, "", "That amount is too large to be a price."),
    ],
)
def test_an_amount_that_will_not_do_is_said_under_its_line(
    context: Context, book: Book, price: str, less: str, sentence: str
) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Band 10")
    row = type_line(dialog, "Ring 100")

    row.price.setText(price)
    row.less.setText(less)
    save(dialog)

    assert row.message.text() == sentence
    assert QApplication.focusWidget() in (row.price, row.less)
    assert tickets(book) == 0


def test_the_total_follows_every_letter(context: Context, book: Book) -> None:
    shop = replace(SHOP, tax_rate_bp=825)
    with book.change("Tax") as change:
        settings.save(change, shop)
    dialog = sell(context, make_shopper(book))
    row = type_line(dialog, "2 x Band 100")

    row.less.setFocus()
    type_text(row.less, "20")

    assert row.pay.text() == "180.00"
    assert dialog.sums.total.text() == "$194.85"
    assert row.fact.text() == "2 at 100.00"


def test_cash_is_kept_apart(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Ring 100")
    dialog.sums.kind.set_value(PaymentKind.CARD)

    type_text(dialog.sums.cash.line, "130")
    save(dialog)
    refused = dialog.sums.cash.message.text()
    dialog.sums.cash.line.clear()
    type_text(dialog.sums.cash.line, "30")
    save(dialog)

    paid = [(part.kind, part.amount_cents) for part in saved(book).payments]
    assert refused == "The cash part can’t be more than the total."
    assert paid == [(PaymentKind.CASH, 30_00), (PaymentKind.CARD, 70_00)]


def test_how_it_was_paid_is_never_guessed(context: Context, book: Book) -> None:
    dialog = sell(context, None)
    type_line(dialog, "Ring 100")

    save(dialog)

    assert saved(book).payments == ()
    assert saved(book).shopper_id is None


def test_work_is_a_service_for_the_wearer_of_the_piece(context: Context, book: Book) -> None:
    margaret, daniel = make_couple(book)
    dialog = sell(context, daniel)
    wear(type_line(dialog, "Ring 100"), margaret)

    row = type_line(dialog, "Engraving, inside 85")
    save(dialog)

    assert (row.kind(), row.wearer_id) == (LineKind.SERVICE, margaret)
    assert saved(book).lines[1].kind is LineKind.SERVICE


def test_details_are_filled_from_the_words_and_saved(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    row = type_line(dialog, "Signet ring, 18k yellow 1960")
    press(row.more, Qt.Key.Key_Space)
    details = row.open_details()
    filled = (details.category.value(), details.metal.value(), details.purity.value())

    type_text(details.serial.line, "A-77 104")
    type_text(details.engraving.line, "M.A.")
    type_text(details.cost.line, "900")
    save(dialog)

    line = saved(book).lines[0]
    assert filled == ("signet", "yellow gold", "750")
    assert (line.serial, line.engraving, line.cost_cents) == ("A-77 104", "M.A.", 900_00)


def test_a_line_can_be_taken_off(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    row = type_line(dialog, "Ring 100")
    type_line(dialog, "Band 50")

    row.open_details().take_off.click()

    assert [each.words.text() for each in dialog.panel.rows] == ["Band"]
    assert dialog.sums.total.text() == "$50.00"


def test_someone_else_may_buy_it_and_wear_it(context: Context, book: Book) -> None:
    ann, ben = make_shopper(book, "Ann Lee"), make_shopper(book, "Ben Ortega")
    dialog = sell(context, ann)
    row = type_line(dialog, "Ring 100")

    dialog.buyer.other.click()
    find(dialog.buyer.pick, "orte")
    title = dialog.buyer.title.text()
    save(dialog)

    assert (title, row.wearer_id) == ("A purchase by Ben Ortega", ben)
    assert saved(book).shopper_id == ben


def test_an_exchange_gives_back_exactly_what_was_paid(
    context: Context, book: Book, heard: Heard
) -> None:
    ann = make_shopper(book, "Ann Lee")
    first = make_purchase(book, ann, make_line("Ring", 100_00))
    line_id = returnable(book, first)[0].line_id
    dialog = sell(context, ann, back=(Back(line_id=line_id, reason="Does not fit"),))
    owed = dialog.sums.total.text()

    type_line(dialog, "Band 130")
    due = dialog.sums.total.text()
    save(dialog)

    ticket = saved(book)
    assert (owed, due) == ("$100.00", "$30.00")
    assert [(line.quantity, line.returns_line_id) for line in ticket.lines] == [
        (-1, line_id),
        (1, None),
    ]
    assert heard.said == ["Exchange saved for Ann Lee."]


def test_names_with_signs_are_shown_as_typed(context: Context, book: Book) -> None:
    ann = make_shopper(book, "<b>Ann</b> & Söhne 王小明")
    dialog = sell(context, ann)
    type_line(dialog, "Ring <i>&amp; 100")

    assert dialog.buyer.title.text() == "A purchase by <b>Ann</b> & Söhne 王小明"
    assert dialog.panel.rows[0].words.text() == "Ring <i>&amp;"


def test_every_control_has_a_name(context: Context, book: Book) -> None:
    dialog = sell(context, make_couple(book)[1])
    row = type_line(dialog, "Ring 100")
    row.open_details()
    dialog.buyer.other.click()

    assert unnamed_controls(dialog) == []


def test_an_occasion_that_is_too_long_is_said_beside_it(context: Context, book: Book) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Ring 100")
    dialog.gift.occasion.set_draft({"typed": "x" * 300})

    save(dialog)

    said = dialog.gift.occasion.shown_field().message.text()
    assert said == "The occasion has at most 200 letters."
    assert tickets(book) == 0


def test_what_it_is_for_stays_when_somebody_else_buys(context: Context, book: Book) -> None:
    make_shopper(book, "Ben Ortega")
    dialog = sell(context, make_shopper(book, "Ann Lee"))
    type_line(dialog, "Ring 100")
    dialog.gift.occasion.set_draft({"typed": "Christmas"})

    dialog.buyer.other.click()
    find(dialog.buyer.pick, "orte")
    save(dialog)

    assert saved(book).occasion_text == "Christmas"


def test_prices_as_a_german_shop_writes_them(context: Context, book: Book) -> None:
    shop = replace(SHOP, currency="EUR", locale="de_DE", tax_rate_bp=1900, prices_include_tax=True)
    with book.change("Shop") as change:
        settings.save(change, shop)
    dialog = sell(context, None)

    row = type_line(dialog, "Ring 1.190,00")
    total, tax = dialog.sums.total.text(), dialog.sums._tax_words.text()
    save(dialog)

    assert (row.price.text(), total, tax) == ("1.190,00", "1.190,00\u00a0€", "Tax in it, 19%")
    assert saved(book).net_cents == 1_000_00


def test_with_large_text_on_a_small_screen_a_gift_is_seen_whole_on_its_ticket(
    book: Book, window: MainWindow, qapp: QApplication
) -> None:
    margaret, daniel = make_couple(book)
    shown(window, 1280, 800)
    theme.wear(qapp, Look.LIGHT, 1.5)
    dialog = RecordPurchase(window.context, daniel)
    window.opener.open(dialog)
    QApplication.processEvents()

    wear(type_line(dialog, "Ring, platinum 9400"), margaret)
    QApplication.processEvents()
    QApplication.processEvents()

    (area,) = (one for one in dialog.findChildren(QScrollArea) if one.isVisible())
    assert dialog.gift.kept_from.isVisible()
    assert area.verticalScrollBar().maximum() == 0
