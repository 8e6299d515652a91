"""Card sheets, slips and lists at a printer: both sides right, and nothing sent where it can't."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.club.cards import members_without_card
from storebook.club.cards_waiting import cards_waiting
from storebook.club.members import EnrollmentDraft, enroll
from storebook.gui import ask, printer_worries
from storebook.gui.context import Context
from storebook.gui.dialogs.member_sheets import MemberSheets
from storebook.gui.dialogs.turn_stack import TurnStack
from storebook.gui.pages.club.cards import CardPrinting
from storebook.gui.pages.club.waiting import WaitingBars
from storebook.gui.printer_habits import BothSides, PrinterHabits, keep_calibration, keep_habits
from storebook.gui.slip_printing import SlipJob, SlipPrinting
from storebook.printing.calibration import Calibration
from storebook.printing.folds import Edge
from storebook.printing.sheets import sheet
from storebook.sales.slips import SlipKind
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click
from tests.gui.queue import Queue, lacking
from tests.make import SHOP, make_purchase, make_shopper
from tests.printing.make import make_label, printed_labels
from tests.printing.reading import pages

pytestmark = pytest.mark.skipif(
    bool(lacking()), reason=f"no print server to try: {', '.join(lacking())} missing"
)
OFF = "“described” is not connected, or off. What is sent to it waits until that is put right."


@dataclass
class Asked:
    """Every question, all answered with no."""

    questions: list[str] = field(default_factory=list)


@pytest.fixture
def switched_off(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A printer that is off, and somebody who does not print all the same."""
    found = Asked()

    def confirm(_: object, question: str, deed: str, *, fact: str = "") -> bool:
        found.questions.append(question)
        return False

    monkeypatch.setattr(ask, "confirm", confirm)
    monkeypatch.setattr(printer_worries, "trouble_of", lambda _: OFF)
    return found


def open_sheets(context: Context, book: Book, *, cards: int = 1) -> MemberSheets:
    for number in range(cards):
        enroll(book, EnrollmentDraft(name=f"Ann Lee {number}"), today=TODAY, shop=SHOP)
    dialog = MemberSheets(context)
    context.dialogs.open(dialog)
    return dialog


@pytest.mark.parametrize("edge", list(Edge))
def test_the_printer_turns_sheets_of_cards_as_their_backs_lie(
    context: Context,
    book: Book,
    use: Callable[[str], Queue],
    qtbot: QtBot,
    heard: Heard,
    edge: Edge,
) -> None:
    queue = use("described")
    dialog = open_sheets(context, book)
    dialog.turn.set_value(edge)

    dialog.accept()

    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    (paper,) = queue.papers(1)
    assert paper.options["sides"] == f"two-sided-{edge}-edge"


def test_sheets_of_cards_go_where_this_printer_puts_that_stock(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot, heard: Heard
) -> None:
    queue = use("described")
    dialog = open_sheets(context, book)
    dialog.accept()
    qtbot.waitUntil(lambda: len(heard.said) == 1, timeout=20_000)
    keep_calibration("described", Calibration(offset_x=3.0), stock="avery-5371")
    again = MemberSheets(context)
    again.who.set_value("all")
    again.places.setValue(1)
    context.dialogs.open(again)

    again.accept()

    qtbot.waitUntil(lambda: len(heard.said) == 2, timeout=20_000)
    straight, moved = (pages(paper.pdf)[0].texts[0] for paper in queue.papers(2))
    assert straight.x - moved.x == pytest.approx(3.0, abs=0.1)


def turn_wanted(context: Context) -> TurnStack | None:
    """The dialog that waits for the hand, if it is there."""
    return context.window().findChild(TurnStack)


def test_the_backs_of_sheets_of_cards_wait_for_the_hand(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot, heard: Heard
) -> None:
    queue = use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND))
    open_sheets(context, book).accept()
    qtbot.waitUntil(lambda: turn_wanted(context) is not None, timeout=20_000)
    assert len(members_without_card(book)) == 1  # half a card is not printed

    dialog = turn_wanted(context)
    assert dialog is not None
    dialog.accept()

    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    assert len(queue.papers(2)) == 2
    assert members_without_card(book) == []


def test_backs_that_were_left_are_printed_from_the_page_of_the_club(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot, heard: Heard
) -> None:
    queue = use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND))
    open_sheets(context, book).accept()
    qtbot.waitUntil(lambda: turn_wanted(context) is not None, timeout=20_000)
    dialog = turn_wanted(context)
    assert dialog is not None
    with qtbot.captureExceptions() as left:
        dialog.leave()  # as the window does that is closed
        qtbot.waitUntil(lambda: bool(left), timeout=20_000)

    bars = WaitingBars(context)
    qtbot.addWidget(bars)
    assert bars.turn_bar.press_on()

    qtbot.waitUntil(lambda: bool(heard.said), timeout=20_000)
    fronts, backs = (paper.pdf for paper in queue.papers(2))
    assert (len(pages(fronts)), len(pages(backs))) == (1, 1)
    assert members_without_card(book) == []
    assert cards_waiting(book) is None


def test_cards_whose_backs_are_not_wanted_stay_to_be_printed(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot, heard: Heard
) -> None:
    use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND))
    open_sheets(context, book).accept()
    qtbot.waitUntil(lambda: turn_wanted(context) is not None, timeout=20_000)
    dialog = turn_wanted(context)
    assert dialog is not None

    with qtbot.captureExceptions() as refused:
        click(dialog.leave_button)
        qtbot.waitUntil(lambda: bool(refused), timeout=20_000)

    assert "only 1 of 2 pages went to the printer" in str(refused[0][1])
    assert len(members_without_card(book)) == 1
    assert cards_waiting(book) is None
    assert heard.said == []


def test_what_a_printer_would_not_print_is_said_before_a_sheet_of_cards(
    context: Context, book: Book, use: Callable[[str], Queue], switched_off: Asked
) -> None:
    queue = use("described")

    open_sheets(context, book).accept()

    assert switched_off.questions == [OFF]
    assert list(queue.folder.iterdir()) == []
    assert len(members_without_card(book)) == 1


def test_a_slip_and_a_club_card_are_not_sent_to_a_printer_that_is_off(
    context: Context, book: Book, use: Callable[[str], Queue], switched_off: Asked
) -> None:
    queue = use("described")
    shopper_id = make_shopper(book)
    enroll(book, EnrollmentDraft(shopper_id=shopper_id), today=TODAY, shop=SHOP)
    slip = SlipJob(
        purchase_id=make_purchase(book, shopper_id),
        kind=SlipKind.PURCHASE,
        number="1",
        pdf=printed_labels([make_label()], sheet("avery-5160")),
        paper="roll80",
        printer="described",
        copies=1,
    )

    send = SlipPrinting(context).send(slip)
    assert send is not None
    send()
    CardPrinting(context, context.window()).print_card(shopper_id)

    assert switched_off.questions == [OFF, OFF]
    assert list(queue.folder.iterdir()) == []
    assert len(members_without_card(book)) == 1
