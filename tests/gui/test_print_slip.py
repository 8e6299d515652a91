"""From a saved purchase to its slip in three keys, and nothing on it that should not be."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.gui import ask, printer, privacy
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.print_slip import PrintSlip
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.return_lines import ReturnLines
from storebook.gui.dialogs.take_payment import TakePayment
from storebook.gui.main_window import MainWindow
from storebook.gui.scrim import Scrim
from storebook.sales.drafts import Payment, PaymentKind
from storebook.sales.payments import left_on
from storebook.sales.purchases import purchase
from storebook.sales.slips import SlipKind
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import press, shown, type_text, unnamed_controls
from tests.gui.selling import save, saved, sell, type_line
from tests.make import make_couple, make_line, make_purchase, make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier
Enter = Qt.Key.Key_Return
DEPOSIT = (Payment(kind=PaymentKind.CASH, amount_cents=Cents(500_00)),)
SECRET_UNTIL = TODAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def no_printer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer has no printer, and remembers nothing."""
    monkeypatch.setattr(printer, "printer_names", list)
    settings = QSettings("Storebook", "Storebook")
    settings.remove("slip")
    yield
    settings.remove("slip")


@pytest.fixture
def saved_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that is chosen for every PDF."""
    path = tmp_path / "slip.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    return path


def opened(
    context: Context, purchase_id: int, kind: SlipKind | None = None, subject: int | None = None
) -> PrintSlip:
    if not context.window().isVisible():
        shown(context.window(), 1280, 800)
    dialog = PrintSlip(context, purchase_id, subject_id=subject, kind=kind)
    context.dialogs.open(dialog)
    QApplication.processEvents()
    return dialog


def open_dialog(context: Context) -> Dialog | None:
    scrim = context.window().findChild(Scrim)
    assert scrim is not None
    return scrim.dialog


def press_where_the_focus_is() -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, Enter)


def words_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(path.read_bytes())).pages)


def test_a_gift_receipt_is_two_presses_after_the_purchase(
    book: Book, window: MainWindow, saved_as: Path
) -> None:
    _, daniel = make_couple(book)
    window.opener.record_purchase(daniel)
    scrim = window.findChild(Scrim)
    assert scrim is not None
    dialog = scrim.dialog
    assert isinstance(dialog, RecordPurchase)
    type_text(dialog.panel.entry.line, "Platinum band 2400")
    press(dialog.panel.entry.line, Enter, CONTROL)

    press(window, Qt.Key.Key_G, CONTROL)
    form = scrim.dialog
    press_where_the_focus_is()

    assert isinstance(form, PrintSlip)
    assert "Platinum band" in words_of(saved_as)
    assert "2,400" not in words_of(saved_as)
    assert "Ashworth" not in words_of(saved_as)
    assert window.undo_bar.text() == "Gift receipt saved as “slip.pdf”."


def test_the_bar_offers_the_slip_that_belongs_to_what_was_saved(
    context: Context, book: Book, heard: Heard
) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Platinum band 2400")
    save(dialog)
    ticket = saved(book)
    back = ReturnLines(context, ticket)
    context.dialogs.open(back)
    back.accept()

    offers = [one.words for one in heard.follow_ups if one is not None]

    assert offers == ["Gift receipt", "Return slip"]


def test_a_service_alone_is_no_gift(context: Context, book: Book, heard: Heard) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Engraving 40")
    save(dialog)

    offer = heard.follow_ups[-1]
    assert offer is not None
    assert offer.words == "Purchase slip"


def test_a_deposit_is_recorded_and_its_slip_says_what_is_left(
    context: Context, book: Book, heard: Heard, saved_as: Path
) -> None:
    dialog = sell(context, make_shopper(book))
    type_line(dialog, "Platinum band 2400")
    dialog.sums.kind.set_value(PaymentKind.CASH)
    dialog.sums.only_deposit.box.click()
    save(dialog)
    refused = dialog.sums.deposit.message.text()
    type_text(dialog.sums.deposit.line, "500")
    save(dialog)

    offer = heard.follow_ups[-1]
    assert offer is not None
    offer.do()
    open_dialog(context).accept()  # type: ignore[union-attr]

    assert refused == "Say how much the deposit is."
    assert offer.words == "Deposit slip"
    assert left_on(book, saved(book).id) == 1_900_00
    assert "$1,900.00" in words_of(saved_as)


def test_the_rest_is_taken_from_the_ticket(context: Context, book: Book, heard: Heard) -> None:
    number = make_purchase(
        book, make_shopper(book), make_line("Band", 2_400_00), payments=DEPOSIT, on_deposit=True
    )
    shown(context.window(), 1280, 800)
    detail = PurchaseDetail(context, number)
    context.dialogs.open(detail)
    detail.pay.click()
    form = open_dialog(context)
    assert isinstance(form, TakePayment)
    assert form.amount.value() == 1_900_00

    press(form.amount.line, Enter, CONTROL)

    assert left_on(book, number) == 0
    assert heard.said[-1] == "Payment taken."


def test_a_ticket_that_is_paid_takes_no_payment(context: Context, book: Book) -> None:
    number = make_purchase(book, make_shopper(book))
    shown(context.window(), 1280, 800)
    detail = PurchaseDetail(context, number)
    context.dialogs.open(detail)

    assert not detail.pay.isVisible()


def test_ctrl_p_prints_the_ticket_that_is_open(context: Context, book: Book) -> None:
    number = make_purchase(book, make_shopper(book))
    shown(context.window(), 1280, 800)
    detail = PurchaseDetail(context, number)
    context.dialogs.open(detail)

    press(detail.table, Qt.Key.Key_P, CONTROL)

    assert isinstance(open_dialog(context), PrintSlip)


def test_the_preview_is_the_paper_itself(context: Context, book: Book) -> None:
    number = make_purchase(book, make_shopper(book), *[make_line("Ring")] * 30)
    dialog = opened(context, number)
    first = dialog.preview.shown
    assert first is not None

    dialog.next_page.click()

    second = dialog.preview.shown
    assert second is not None
    assert (first.page, second.page) == (0, 1)
    assert first.pages.size_mm(0) == pytest.approx((139.7, 215.9), abs=0.1)
    dialog.paper.set_value("roll80")
    dialog.paper.picked.emit("roll80")
    rolled = dialog.preview.shown
    assert rolled is not None
    assert (rolled.pages.count, rolled.page) == (1, 0)
    assert not dialog.next_page.isVisible()


def test_paper_and_printer_are_remembered_on_this_computer(
    context: Context, book: Book, saved_as: Path
) -> None:
    number = make_purchase(book, make_shopper(book))
    dialog = opened(context, number)
    dialog.paper.set_value("a6")
    dialog.accept()

    assert opened(context, number).paper.value() == "a6"


def test_without_a_file_nothing_is_closed(
    context: Context, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "save_file", lambda *_: None)
    dialog = opened(context, make_purchase(book, make_shopper(book)))

    dialog.accept()

    assert open_dialog(context) is dialog


def test_it_goes_to_the_printer_that_is_chosen(
    context: Context,
    book: Book,
    heard: Heard,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    asked: list[tuple[str, str, tuple[float, float], int]] = []

    def into_a_file(name: str, title: str, *, page: tuple[float, float], copies: int) -> QPrinter:
        asked.append((name, title, page, copies))
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(tmp_path / "printed.pdf"))
        return made

    monkeypatch.setattr(printer, "printer_names", lambda: ["Receipts"])
    monkeypatch.setattr(printer, "printer_for", into_a_file)
    dialog = opened(context, make_purchase(book, make_shopper(book)))
    type_text(dialog.copies.line, "")
    dialog.copies.set_value(2)

    press_where_the_focus_is()
    qtbot.waitUntil(lambda: heard.said[-1:] == ["Purchase slip went to the printer."])

    ((name, title, page, copies),) = asked
    assert (name, title, copies) == ("Receipts", "Purchase slip", 2)
    assert page == pytest.approx((139.7, 215.9), abs=0.1)


def test_too_many_copies_are_refused_beside_the_field(
    context: Context, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "printer_names", lambda: ["Receipts"])
    dialog = opened(context, make_purchase(book, make_shopper(book)))
    dialog.copies.set_value(500)

    dialog.accept()

    assert open_dialog(context) is dialog
    assert "from 1 to 20" in dialog.copies.message.text()


def test_a_secret_is_named_only_when_that_is_asked(
    context: Context, book: Book, saved_as: Path
) -> None:
    margaret, daniel = make_couple(book)
    line = make_line("Opal ring", wearer_id=margaret, secret_until=SECRET_UNTIL)
    number = make_purchase(book, daniel, line)
    dialog = opened(context, number, SlipKind.GIFT, daniel)
    seen = [check.box.text() for _, check in dialog.pieces]
    dialog.accept()
    silent = words_of(saved_as)

    named = opened(context, number, SlipKind.GIFT, daniel)
    named.name_it.box.click()
    named.accept()

    assert seen == ["A piece that is kept secret"]
    assert "Opal" not in silent
    assert "Opal ring" in words_of(saved_as)


def test_the_name_of_the_file_tells_nothing(
    context: Context, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggested: list[Path] = []
    monkeypatch.setattr(ask, "save_file", lambda *asked: suggested.append(asked[2]))
    number = make_purchase(book, make_shopper(book), make_line("Opal ring"))

    opened(context, number, SlipKind.GIFT).accept()

    assert [path.name for path in suggested] == [f"Gift receipt {number:06}.pdf"]


def test_a_gift_receipt_for_nothing_is_refused(context: Context, book: Book) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Ring"), make_line("Pin"))
    dialog = opened(context, number, SlipKind.GIFT)

    for _, check in dialog.pieces:
        check.box.click()
    dialog.accept()

    assert open_dialog(context) is dialog
    assert dialog.preview.sentence == "For which piece? Check one."


def test_with_privacy_on_the_paper_is_not_shown_but_printed(
    context: Context, book: Book, saved_as: Path
) -> None:
    number = make_purchase(book, make_shopper(book), make_line("Band", 2_400_00))
    privacy.turn(True)
    hidden = Context(
        **{
            **{name: getattr(context, name) for name in context.__slots__},
            "viewer": lambda: Viewer(today=TODAY, private=True),
            "private": lambda: True,
        }
    )
    dialog = opened(hidden, number)

    assert dialog.preview.shown is None
    assert "privacy" in dialog.preview.sentence
    dialog.accept()
    assert "$2,400.00" in words_of(saved_as)


def test_what_was_printed_is_noted(context: Context, book: Book, saved_as: Path) -> None:
    ann = make_shopper(book)
    number = make_purchase(book, ann, make_line("Opal ring"))

    opened(context, number, SlipKind.GIFT).accept()

    ((kind, what, shopper_id, detail),) = book.rows(
        "SELECT kind, what, shopper_id, detail FROM event WHERE kind = 'printed' ORDER BY id"
    )
    assert (kind, what, shopper_id) == ("printed", "Gift receipt printed", ann)
    assert "Opal" not in detail
    assert f'"purchase": {number}' in detail


def test_every_control_has_a_name(context: Context, book: Book) -> None:
    margaret, daniel = make_couple(book)
    number = make_purchase(
        book, daniel, make_line("Ring", wearer_id=margaret), make_line("Pin", wearer_id=margaret)
    )

    assert unnamed_controls(opened(context, number, SlipKind.GIFT)) == []
    assert purchase(book, number, Viewer(today=TODAY)).id == number
