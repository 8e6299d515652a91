"""What the program does, shown where there is no screen: the main jobs, on a demo shop of its own.

python -m storebook.gui.tour [--out FOLDER]
"""

import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click
from PySide6.QtWidgets import QApplication

from storebook.base.checks import show_number
from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.base.money import Cents, currency, format_money
from storebook.book.book import Book
from storebook.book.places import is_synced_folder, new_book_path
from storebook.book.settings import load
from storebook.book.shop import Paper, Shop
from storebook.cli import boundary
from storebook.cli.common import DAY, FILE
from storebook.cli.terminal import write_out
from storebook.club.members import EnrollmentDraft, enroll, mark_card_printed
from storebook.demo.build import make_demo
from storebook.gui import theme
from storebook.gui.errors import ErrorDesk
from storebook.gui.main_window import MainWindow, clock_today
from storebook.gui.pictures import QUIET_MS, settle, take, take_pages, wait
from storebook.gui.places import FIRST_WINDOW, PAGES
from storebook.gui.program import FIRST_SIZE, Program
from storebook.gui.shown import plural, short_day, whole_day
from storebook.gui.theme import Look
from storebook.outreach.choosing import LeftOut, RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import drop_unprinted, freeze_run, mark_printed, pieces_to_print
from storebook.people.consent import Channel
from storebook.people.search import find_shoppers
from storebook.people.shoppers import shopper
from storebook.printing.membership_cards import print_member_cards
from storebook.printing.press import (
    CardPaper,
    Piece,
    member_card,
    pieces_of,
    print_run_cards,
    print_run_labels,
    print_run_list,
)
from storebook.printing.sheets import SHEETS
from storebook.printing.tables import Heading
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft
from storebook.sales.recording import record_purchase

SHOPPERS, SEED = 600, 1
DAYS = 14
LABEL_SHEETS = {Paper.LETTER: "avery-5160", Paper.A4: "avery-l7160"}
SCRAP = "maggie ash"
TYPED = "ash"
MOST_PAGES = 2


@click.command("tour")
@click.option("--out", type=FILE, metavar="FOLDER", help="Where it goes; a new place if left out.")
@click.option("--today", "day", type=DAY, help="The day it is in the shop; today if left out.")
def tour_command(out: Path | None, day: date | None) -> None:
    """Show what Storebook does, on a demo shop and without a window."""
    folder = fresh_folder(out)
    today = day or clock_today()
    say(f"Nothing opens on a screen here; all of it goes into {folder}")
    if (service := is_synced_folder(folder)) is not None:
        say(f"{service} copies that folder to other computers: don’t go on working in its book.")
    path = new_book_path("Demo shop", folder)
    made = make_demo(path, shoppers=SHOPPERS, seed=SEED, today=today)
    say(
        f"Made the demo shop, {path.name}: {made.shoppers:,} shoppers, {made.members:,} of them"
        f" members, and {made.purchases:,} purchases."
    )
    application()
    book = Book.open(path)
    try:
        stops = Stops(book=book, folder=folder, shop=load(book, Shop), today=today)
        for sentence in stops.all():
            say(sentence)
    finally:
        book.close()
    say(f"That was all. It lies in {folder}")


def say(sentence: str) -> None:
    write_out(sentence + "\n")


def fresh_folder(out: Path | None) -> Path:
    """A folder with nothing in it: the one that was asked for, or a new one of this computer's."""
    if out is None:
        return Path(tempfile.mkdtemp(prefix="storebook-tour-"))
    if out.exists() and not out.is_dir():
        raise Refused(f"“{out}” is no folder. Name one that is new or empty.", field="out")
    out.mkdir(parents=True, exist_ok=True)
    if next(out.iterdir(), None) is not None:
        raise Refused(f"The folder “{out}” is not empty. Name one that is new or empty.", "out")
    return out.resolve()


def application() -> QApplication:
    """Qt with a screen that nobody sees, in the program's own letters and colors."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        app = QApplication([])
    theme.dress(app, Look.LIGHT)
    return app


@dataclass(frozen=True, slots=True, kw_only=True)
class Stops:
    """The stops of the tour: each does one job of the shop and says what was done."""

    book: Book
    folder: Path
    shop: Shop
    today: date

    def all(self) -> Iterator[str]:
        """Each stop in its turn, as a sentence."""
        found = find_shoppers(self.book, SCRAP, today=self.today, limit=1)[0]
        name = shopper(self.book, found.shopper_id).name
        yield f"Found {name} by typing “{SCRAP}” ({found.how})."
        yield self.sell(found.shopper_id, name)
        yield self.enroll()
        yield from self.print_fortnight()
        yield self.paper_pictures()
        yield self.window_pictures(found.shopper_id)

    # -- at the counter

    def sell(self, shopper_id: int, name: str) -> str:
        """A ticket of two lines."""
        band = LineDraft(
            description="Eternity band, platinum",
            price_cents=Cents(3_150_00),
            stock_number="R 1180",
            category="ring",
            metal="platinum",
            cost_cents=Cents(1_640_00),
        )
        kit = LineDraft(
            description="Care kit",
            price_cents=Cents(40_00),
            kind=LineKind.SERVICE,
            category="service",
        )
        ticket = PurchaseDraft(day=self.today, shopper_id=shopper_id, lines=(band, kit))
        record_purchase(self.book, ticket, shop=self.shop, today=self.today)
        paid = self.money(sum(line.price_cents for line in ticket.lines))
        return f"Recorded a purchase for {name}: an eternity band and a care kit, {paid}."

    def money(self, cents: int) -> str:
        return format_money(Cents(cents), currency(self.shop.currency), locale=self.shop.locale)

    def enroll(self) -> str:
        """Somebody new joins the club, and takes the card along."""
        draft = EnrollmentDraft(
            given="Noor",
            family="El-Amin",
            phone="(603) 555-0193",
            birthday=PartialDate(month=2, day=29),
            consents=frozenset({Channel.MAIL}),
        )
        one = enroll(self.book, draft, shop=self.shop, today=self.today)
        card = member_card(self.shop, name=one.name, number=one.number, since=self.today.year)
        with written_whole(self.folder / "membership-card.pdf") as stream:
            print_member_cards(stream, [card])
        mark_card_printed(self.book, one.shopper_id, today=self.today)
        number = show_number(one.number)
        return f"Enrolled {one.name} in the club: membership-card.pdf bears the number {number}."

    # -- on Monday morning

    def print_fortnight(self) -> Iterator[str]:
        """Cards, labels and the list of the coming days, of one run in one order."""
        look = self.look()
        run_id = freeze_run(self.book, look, today=self.today)
        run_pieces = pieces_to_print(self.book, run_id, today=self.today)
        pieces = pieces_of(run_pieces, lambda day: short_day(day, self.today, self.shop.locale))
        yield self.print_cards(run_id, pieces)
        yield f"Left out {len(look.left_out)}: {reasons(look.left_out)}."
        yield self.print_labels(pieces)
        yield self.print_list(pieces, look.request)
        mark_printed(self.book, run_id, today=self.today)

    def look(self) -> RunLook:
        request = RunRequest(
            kind=RunKind.CARDS,
            start=self.today,
            end=self.today + timedelta(days=DAYS - 1),
            paper=self.shop.paper,
        )
        return look_at_run(self.book, request, shop=self.shop, today=self.today)

    def print_cards(self, run_id: int, pieces: list[Piece]) -> str:
        on = CardPaper(fold="half", paper=self.shop.paper.value)
        with written_whole(self.folder / "cards.pdf") as stream:
            problems = print_run_cards(stream, pieces, self.shop, on)
        drop_unprinted(self.book, run_id, {one.place: one.sentence for one in problems})
        many = plural(len(pieces) - len(problems), "card", "cards", self.shop.locale)
        return f"Printed {many} for the coming {DAYS} days: cards.pdf."

    def print_labels(self, pieces: list[Piece]) -> str:
        sheet = LABEL_SHEETS[self.shop.paper]
        with written_whole(self.folder / "labels.pdf") as stream:
            print_run_labels(stream, pieces, sheet_name=sheet)
        return f"Printed their labels on {SHEETS[sheet].title}: labels.pdf."

    def print_list(self, pieces: list[Piece], request: RunRequest) -> str:
        first, last = (whole_day(day, self.shop.locale) for day in (request.start, request.end))
        made = f"{self.shop.name}, {whole_day(self.today, self.shop.locale)}"
        heading = Heading(title="Mailing list", note=f"{first} to {last}", made=made)
        with written_whole(self.folder / "mailing-list.pdf") as stream:
            print_run_list(stream, pieces, heading, paper_name=self.shop.paper.value)
        return "Printed the mailing list in the same order: mailing-list.pdf."

    # -- to look at

    def paper_pictures(self) -> str:
        """The first pages of everything that was printed."""
        papers = sorted(self.folder.glob("*.pdf"))
        taken = [path for pdf in papers for path in take_pages(pdf, self.folder, most=MOST_PAGES)]
        return f"Took {len(taken)} pictures of the printed pages: {names(taken)}."

    def window_pictures(self, shopper_id: int) -> str:
        """Every page of the window, one of them by night, and the first window of all."""
        window = MainWindow(self.book, today=lambda: self.today)
        try:
            taken = photograph(window, shopper_id, self.folder)
        finally:
            window.let_go()
            window.deleteLater()
        taken += welcome_picture(self.folder, self.today)
        return f"Took {len(taken)} pictures of the window: {names(taken)}."


def reasons(left_out: list[LeftOut]) -> str:
    """Why they get nothing, and how many for each reason."""
    counted = Counter(one.why for one in left_out)
    return ", ".join(f"{why.lower()} ({number})" for why, number in counted.most_common())


def names(taken: list[Path]) -> str:
    return ", ".join(path.name for path in taken)


def photograph(window: MainWindow, shopper_id: int, folder: Path) -> list[Path]:
    """Every page of the rail as it opens, one shopper's own, and that one by night."""
    window.resize(*FIRST_SIZE)
    window.show()
    taken = []
    for entry in PAGES:
        window.go(entry.key)
        look_for(window, TYPED)
        taken.append(picture(window, folder, entry.key))
    window.open_shopper(shopper_id)
    taken.append(picture(window, folder, "shopper"))
    app = application()
    theme.wear(app, Look.DARK)
    taken.append(picture(window, folder, "shopper-by-night"))
    theme.wear(app, Look.LIGHT)
    return taken


def look_for(window: MainWindow, typed: str) -> None:
    """Type into the search, on the page that has one of its own."""
    search = getattr(window.stack.current(), "search", None)
    if search is not None:
        search(typed)


def picture(window: MainWindow, folder: Path, name: str) -> Path:
    settle(window)
    return take(window, folder / f"window-{name}.png")


def welcome_picture(folder: Path, today: date) -> list[Path]:
    """The window of a computer on which there is no book yet."""
    first = FIRST_WINDOW[0](Program(ErrorDesk(), today=lambda: today))
    first.resize(*FIRST_SIZE)
    first.show()
    wait(QUIET_MS)
    try:
        return [take(first, folder / "window-welcome.png")]
    finally:
        first.close()


if __name__ == "__main__":
    boundary.main_exit(tour_command)
