"""What is printed arrives at a real print server: the right pages, paper, sides and copies."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from storebook.book.book import Book
from storebook.gui import printer
from storebook.gui.context import Context
from storebook.gui.print_preview import PdfPages
from storebook.gui.print_queue import MEDIA, QueueJob, Sending, has_queue, medium, words
from storebook.gui.printer import PrintJob, print_job
from tests.gui.cards_to_send import make_people, open_page
from tests.gui.hands import click
from tests.gui.queue import Queue, lacking

needs_a_server = pytest.mark.skipif(
    bool(lacking()), reason=f"no print server to try: {', '.join(lacking())} missing"
)
MILLIMETERS = 25.4 / 72


@pytest.fixture
def queue(use: Callable[[str], Queue]) -> Queue:
    """The printer that was used last; whoever is asked for one agrees."""
    return use("described")


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    """Width and height of the pages, in whole millimeters."""
    boxes = [page.mediabox for page in PdfReader(io.BytesIO(pdf)).pages]
    return {(round(box.width * MILLIMETERS), round(box.height * MILLIMETERS)) for box in boxes}


@needs_a_server
def test_a_run_of_cards_arrives_as_it_was_pressed(
    context: Context, book: Book, queue: Queue, qtbot: QtBot
) -> None:
    make_people(book)
    page = open_page(context, qtbot)

    page.print_it()

    qtbot.waitUntil(page.answer_bar.isVisible, timeout=20_000)
    (paper,) = queue.papers(1)
    assert paper.title == "Greeting cards"
    assert paper.copies == 1
    assert paper.options["PageSize"] == "Letter"
    assert paper.options["print-scaling"] == "none"
    assert len(PdfReader(io.BytesIO(paper.pdf)).pages) == 6
    assert b"/FontFile2" in paper.pdf  # letters, not a picture of them
    assert page.answer_bar.sentence.startswith("3 cards went to the printer at ")


@needs_a_server
def test_labels_arrive_on_one_sheet_at_their_own_size(
    context: Context, book: Book, queue: Queue, qtbot: QtBot
) -> None:
    make_people(book)
    page = open_page(context, qtbot)

    click(page.labels.print_button)

    qtbot.waitUntil(lambda: page.labels.note.text() != "", timeout=20_000)
    (paper,) = queue.papers(1)
    assert paper.title == "Labels, Avery 5160"
    assert sizes(paper.pdf) == {(216, 279)}
    assert paper.options["sides"] == "one-sided"
    assert paper.options["print-scaling"] == "none"
    assert "Vivian Castellane" in PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()


@needs_a_server
@pytest.mark.parametrize(
    ("page", "size", "medium_of_the_printer"),
    [
        ((215.9, 279.4), (216, 279), "Letter"),
        ((210.0, 297.0), (210, 297), "A4"),
        ((105.0, 148.0), (105, 148), "A6"),
    ],
    ids=["letter", "a4", "a6"],
)
def test_paper_copies_and_sides_are_those_that_were_chosen(
    queue: Queue,
    qtbot: QtBot,
    qapp: QDialog,
    page: tuple[float, float],
    size: tuple[int, int],
    medium_of_the_printer: str,
) -> None:
    chosen = printer.printer_for("described", "Labels", page=page, copies=3)
    chosen.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
    job = print_job(PdfPages(blank(page)), chosen, qapp)

    with qtbot.waitSignal(job.finished, timeout=20_000) as told:
        job.start()

    (paper,) = queue.papers(1)
    assert told.args == [1, 1]
    assert paper.copies == 3
    assert sizes(paper.pdf) == {size}
    assert paper.options["PageSize"] == medium_of_the_printer
    assert paper.options["Duplex"] == "DuplexTumble"
    assert paper.options["sides"] == "two-sided-short-edge"


@needs_a_server
def test_a_printer_without_a_description_gets_the_size_itself(
    queues: dict[str, Queue], qtbot: QtBot, qapp: QDialog
) -> None:
    roll = (80.0, 190.0)
    chosen = printer.printer_for("plain", "Gift receipt", page=roll, copies=1)
    job = print_job(PdfPages(blank(roll)), chosen, qapp)

    with qtbot.waitSignal(job.finished, timeout=20_000):
        job.start()

    (paper,) = queues["plain"].papers(1)
    assert paper.options["media"] == "Custom.80.0x190.0mm"
    assert sizes(paper.pdf) == {(80, 190)}


@needs_a_server
def test_a_printer_that_is_gone_is_told_as_nothing_printed(
    queue: Queue, qtbot: QtBot, qapp: QDialog
) -> None:
    chosen = printer.printer_for("described", "Labels", page=(210.0, 297.0), copies=1)
    job = QueueJob(PdfPages(blank((210.0, 297.0))), chosen, qapp)
    job._words[1] = "sold last year"

    with qtbot.waitSignal(job.finished, timeout=20_000) as told:
        job.start()

    assert told.args == [0, 1]
    assert list(queue.folder.glob("*.pdf")) == []


@pytest.mark.usefixtures("qapp")
def test_a_file_is_painted_and_never_handed_to_a_queue(tmp_path: Path, qapp: QDialog) -> None:
    into_a_file = QPrinter(QPrinter.PrinterMode.HighResolution)
    into_a_file.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    into_a_file.setOutputFileName(str(tmp_path / "out.pdf"))

    assert not has_queue(into_a_file)
    assert isinstance(print_job(PdfPages(blank((105.0, 148.0))), into_a_file, qapp), PrintJob)


def test_the_queue_is_told_the_tray_the_color_and_the_pages() -> None:
    sending = Sending(
        printer="back office",
        title="Labels",
        page=(297.0, 210.0),
        tray="manual",
        color=False,
        first_page=2,
        last_page=5,
    )

    said = words(sending)

    assert said[:6] == ["-d", "back office", "-t", "Labels", "-n", "1"]
    assert said[said.index("-P") + 1] == "2-5"
    assert {"media=iso_a4_210x297mm,manual", "print-color-mode=monochrome"} <= set(said)
    assert "sides=one-sided" in said


@pytest.mark.parametrize(("size", "name"), MEDIA.items())
def test_a_paper_has_one_name_upright_and_lying(size: tuple[int, int], name: str) -> None:
    assert medium(size) == medium(size[::-1]) == name


def blank(page: tuple[float, float]) -> bytes:
    """One page of this size with a word on it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(page[0] * mm, page[1] * mm))
    canvas.drawString(20, 20, "Storebook")
    canvas.save()
    return out.getvalue()
