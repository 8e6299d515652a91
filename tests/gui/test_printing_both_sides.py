"""Cards on a printer that knows one side: fronts, a hand, insides; what is said before that."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer_habits import (
    BothSides,
    PrinterHabits,
    keep_calibration,
    keep_habits,
    turned_by_hand,
)
from storebook.gui.printer_worries import paper_trouble, trouble_of, white_edges, worries_about
from storebook.outreach.choosing import Fold
from storebook.outreach.runs import pieces_of_run, run_half_printed, run_waiting
from storebook.people.departures import mark_deceased
from storebook.people.erasing import erase
from storebook.printing.calibration import Calibration
from storebook.printing.sheets import sheet
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.conftest import TODAY
from tests.gui.hands import click
from tests.gui.queue import Queue, at_the_queue, lacking
from tests.printing.make import make_label, printed_labels
from tests.printing.reading import page_sizes, pages

pytestmark = pytest.mark.skipif(
    bool(lacking()), reason=f"no print server to try: {', '.join(lacking())} missing"
)
INSIDE = "Dear "
LETTER = (215.9, 279.4)


@dataclass
class Asked:
    """Every question, all answered alike."""

    answer: bool = True
    questions: list[str] = field(default_factory=list)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    found = Asked()

    def confirm(_: object, question: str, deed: str, *, fact: str = "") -> bool:
        found.questions.append(question)
        return found.answer

    monkeypatch.setattr(ask, "confirm", confirm)
    return found


def texts(pdf: bytes) -> list[list[str]]:
    return [[line.text for line in page.texts] for page in pages(pdf)]


def test_the_insides_wait_for_the_hand_and_come_in_the_order_of_the_stack(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND, last_first=True))
    page = open_page(context, qtbot)

    page.print_it()
    qtbot.waitUntil(lambda: not page.turn_bar.isHidden(), timeout=20_000)

    assert run_waiting(book) is None  # half a card is not printed
    assert "like the page of a book" in page.turn_bar.sentence
    assert page.turn_bar.picture.accessibleDescription() in page.turn_bar.sentence
    page.save_it()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)

    fronts, insides = queue.papers(2)
    assert fronts.options["sides"] == insides.options["sides"] == "one-sided"
    assert page.turn_bar.isHidden()
    assert len(texts(fronts.pdf)) == 3
    assert not [side for side in texts(fronts.pdf) if any(t.startswith(INSIDE) for t in side)]
    greetings = [next(t for t in side if t.startswith(INSIDE)) for side in texts(insides.pdf)]
    assert len(greetings) == 3
    assert greetings == greetings_of(book)[::-1]
    # The card turns over its short edge, the hand over the long one: the insides stand on it.
    assert {abs(page.texts[0].turn) for page in pages(insides.pdf)} == {180}


def greetings_of(book: Book) -> list[str]:
    waiting = run_waiting(book)
    assert waiting is not None
    return [piece.greeting for piece in pieces_of_run(book, waiting.id) if piece.position]


def test_stopped_between_the_sides_the_run_is_asked_about_as_any_other(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND))
    page = open_page(context, qtbot)
    page.print_it()
    qtbot.waitUntil(lambda: not page.turn_bar.isHidden(), timeout=20_000)

    click(page.turn_bar.leave_button)

    assert page.turn_bar.isHidden()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)
    assert "stopped after page 3 of 6" in page.answer_bar.sentence
    assert len(queue.papers(1)) == 1
    assert not page.paperwork.printing.busy()


def test_two_cards_a_sheet_turn_over_the_long_edge(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    page = open_page(context, qtbot)
    page.print_bar.fold.set_value(Fold.TWO_UP)
    page.print_bar.changed.emit()

    page.print_it()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)

    (paper,) = queue.papers(1)
    assert paper.options["sides"] == "two-sided-long-edge"
    assert len(pages(paper.pdf)) == 4


def test_a_printer_whose_backs_came_upside_down_is_told_the_other_edge(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    keep_habits("described", PrinterHabits(upside_down=True))
    page = open_page(context, qtbot)

    page.print_it()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)

    (paper,) = queue.papers(1)
    assert paper.options["sides"] == "two-sided-long-edge"


def test_labels_are_put_right_by_what_was_measured_for_their_stock(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    page = open_page(context, qtbot)
    click(page.labels.print_button)
    qtbot.waitUntil(lambda: not page.paperwork.printing.busy(), timeout=20_000)
    keep_calibration("described", Calibration(offset_x=1.5), stock=page.labels.stock.value())
    click(page.labels.print_button)
    qtbot.waitUntil(lambda: not page.paperwork.printing.busy(), timeout=20_000)

    plain, right = (pages(paper.pdf)[0] for paper in queue.papers(2))

    name = plain.texts[0].text
    columns = 69.85  # the second run goes on with the next label
    moved = right.text(name).x - plain.text(name).x
    assert moved % columns == pytest.approx(columns - 1.5, abs=0.1)


# -- what is said before paper is wasted


def test_a_stopped_printer_is_told_and_nothing_is_frozen_when_it_is_not_wanted(
    context: Context,
    book: Book,
    use: Callable[[str], Queue],
    asked: Asked,
    qtbot: QtBot,
) -> None:
    make_people(book)
    queue = use("described")
    page = open_page(context, qtbot)
    asked.answer = False
    at_the_queue("cupsdisable", "described")

    page.print_it()

    try:
        assert asked.questions == [
            "“described” is stopped. What is sent to it waits until somebody starts it again."
        ]
        assert not page.paperwork.printing.busy()
        assert run_waiting(book) is None
        assert len(page.due.wanted()) == 3
        assert list(queue.folder.glob("*.pdf")) == []
    finally:
        at_the_queue("cupsenable", "described")
    assert trouble_of("described") == ""
    assert "not among the printers" in trouble_of("sold last year")


def test_ink_that_the_printer_cannot_reach_is_told(use: Callable[[str], Queue]) -> None:
    use("narrow")
    stock = sheet("avery-5161")
    labels = [make_label("W" * 30, "1 Harbor Street", "Dover NH 03820") for _ in range(20)]
    pdf = PdfPages(printed_labels(labels, stock, outlines=True))
    chosen = printer.printer_for("narrow", "Labels", page=LETTER, copies=1)

    (told,) = worries_about(chosen, pdf)

    assert told.startswith("“narrow” leaves up to 6 mm at the edges white: ")
    assert told.endswith(" mm of what is printed there will be missing.")
    reach = float(told.split(": ")[1].split(" ")[0])
    assert reach == pytest.approx(6.35 - 3.96, abs=0.6)
    plain = PdfPages(printed_labels(labels, sheet("avery-5160")))
    assert worries_about(chosen, plain) == []


def test_paper_that_the_printer_does_not_take_is_told(use: Callable[[str], Queue]) -> None:
    use("described")
    stock = sheet("avery-5160")
    pdf = PdfPages(printed_labels([make_label()], stock))
    roll = printer.printer_for("described", "Slip", page=(80, 190), copies=1)
    letter = printer.printer_for("described", "Labels", page=LETTER, copies=1)

    assert worries_about(letter, pdf) == []
    assert paper_trouble(roll.printerName(), (80, 190)) == (
        "“described” does not list paper of 80 × 190 mm among those it takes."
    )
    assert paper_trouble("described", (297, 210)) == ""
    assert paper_trouble("plain", (80, 190)) == ""


def test_white_edges_are_measured_to_half_a_millimeter() -> None:
    stock = sheet("avery-l7160")
    pdf = PdfPages(printed_labels([make_label()] * 21, stock, outlines=True))

    edges = white_edges(pdf, 0)

    assert edges == pytest.approx((7.2, 15.15, 7.2, 15.15), abs=0.6)


def test_a_lying_card_for_a_measured_printer_goes_out_standing(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    make_people(book)
    queue = use("described")
    keep_calibration("described", Calibration(offset_y=1.0))
    page = open_page(context, qtbot)

    page.print_it()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)

    (paper,) = queue.papers(1)
    assert page_sizes(paper.pdf) == [pytest.approx(LETTER, abs=0.1)] * 6
    assert paper.options["sides"] == "two-sided-short-edge"


def test_a_printer_that_says_it_knows_one_side_is_believed(use: Callable[[str], Queue]) -> None:
    assert turned_by_hand("narrow")
    assert not turned_by_hand("described")
    assert not turned_by_hand("plain")  # it says nothing of itself
    keep_habits("narrow", PrinterHabits(both_sides=BothSides.BY_ITSELF))
    assert not turned_by_hand("narrow")


# -- the program is closed between the fronts and the insides


def test_the_insides_are_offered_when_the_program_is_opened_again(
    context: Context, book: Book, use: Callable[[str], Queue], qtbot: QtBot
) -> None:
    people = make_people(book)
    queue = use("described")
    keep_habits("described", PrinterHabits(both_sides=BothSides.BY_HAND))
    closed = open_page(context, qtbot)
    closed.print_it()
    qtbot.waitUntil(lambda: not closed.turn_bar.isHidden(), timeout=20_000)
    closed.paperwork.deleteLater()
    mark_deceased(book, people["vivian"], on=TODAY)
    erase(book, people["yusuf"], today=TODAY)

    page = open_page(context, qtbot)
    assert "The fronts of 3 cards are printed" in page.turn_bar.sentence
    page.save_it()
    qtbot.waitUntil(lambda: not page.answer_bar.isHidden(), timeout=20_000)

    fronts, insides = (texts(paper.pdf) for paper in queue.papers(2))
    greetings = [[text for text in side if text.startswith(INSIDE)] for side in insides]
    # Every sheet has its back; that of whoever died in between stays blank, or was erased.
    assert [len(found) for found in greetings] == [0, 1, 0]
    assert len(fronts) == 3
    assert run_half_printed(book) is None
    assert page.answer_bar.sentence.startswith("1 card went to the printer")
