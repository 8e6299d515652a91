"""Membership cards as they print: for the preview, for a file, for the printer."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from storebook.base.checks import show_number
from storebook.base.errors import Refused
from storebook.base.files import written_whole
from storebook.book.places import file_stem
from storebook.book.shop import Shop
from storebook.book.ways_out import note_printed
from storebook.club.members import mark_card_printed, member_of
from storebook.gui import ask, printer
from storebook.gui.context import Context, FollowUp
from storebook.gui.print_preview import PdfPages
from storebook.gui.printer import Job
from storebook.gui.printer_worries import may_print
from storebook.gui.sent_by import working

TITLE = "Membership card"
PDF = "PDF (*.pdf)"
# How the card went out, and into which file, if it was one.
Done = Callable[[str, Path | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """What stands on a card."""

    name: str
    number: str
    year: int


def card_pdf(shop: Shop, words: CardWords) -> bytes:
    """Front and back of the card; raises Refused when it cannot be printed right."""
    # Loaded with the first card: the press takes longer to come in than the page to open.
    from storebook.printing.membership_cards import print_member_cards
    from storebook.printing.press import member_card

    out = io.BytesIO()
    number = show_number(words.number)
    card = member_card(shop, name=words.name, number=number, since=words.year)
    print_member_cards(out, [card])
    return out.getvalue()


class CardPrinting(QObject):
    """Puts a member's card on paper or into a file, and says so in the book, of who sent it: a
    card on its way is the window’s, and comes out though somebody else signs in.
    """

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context

    def print_card(self, shopper_id: int, *, enrolled: bool = False) -> None:
        """Through the printer the user chooses; where there is none, into a PDF.

        Just `enrolled`: that is said in either case, also when the card waits.
        """
        member = member_of(self._context.book, shopper_id)
        if member is None:
            raise Refused("This shopper is not a member of the club, so there is no card to print.")
        words = CardWords(name=member.name, number=member.number, year=member.enrolled_on.year)
        pdf = card_pdf(self._context.shop(), words)
        done = self._done(shopper_id, words, enrolled=enrolled)
        if printer.has_printer():
            started = self._to_printer(pdf, done)
        else:
            started = self._to_file(pdf, words, done)
        if not started and enrolled:
            self.say_enrolled(shopper_id, words)

    def say_enrolled(self, shopper_id: int, words: CardWords) -> None:
        """The card waits, and can be printed from the bar."""
        sentence = f"{words.name} enrolled, card {show_number(words.number)}."
        later = FollowUp(words="Print card", do=lambda: self.print_card(shopper_id), icon="printer")
        self._context.say(f"{sentence} The card is not printed yet.", later)

    def _done(self, shopper_id: int, words: CardWords, *, enrolled: bool) -> Done:
        book, sent_by = self._context.book, self._context.book.associate_id
        number = show_number(words.number)

        def done(how: str, path: Path | None) -> None:
            with working(book, sent_by):
                mark_card_printed(book, shopper_id, today=self._context.today())
                what = f"Membership card of {words.name}"
                note_printed(book, what, out=path, shopper_id=shopper_id)
            named = enrolled and book.associate_id == sent_by  # whoever works now need not know
            who = f"{words.name} enrolled, card {number}" if named else f"Card {number}"
            self._context.say(f"{who}: it {how}.")

        return done

    def _to_printer(self, pdf: bytes, done: Done) -> bool:
        paper = self._context.shop().paper.value
        window = self._context.window()
        chosen = printer.choose_printer(window, TITLE, paper=paper)
        pages = PdfPages(pdf)
        if chosen is None or not may_print(window, chosen, pages, cut=True):
            return False
        job = printer.print_job(pages, chosen, window)
        job.finished.connect(lambda printed, total: self._on_printed(job, printed, total, done))
        job.start()
        return True

    def _on_printed(self, job: Job, printed: int, total: int, done: Done) -> None:
        job.deleteLater()
        if printed < total:
            raise Refused(printer.NOTHING_TAKEN, harmless=True)
        done("went to the printer", None)

    def _to_file(self, pdf: bytes, words: CardWords, done: Done) -> bool:
        stem = file_stem(f"{TITLE} {show_number(words.number)} {words.name}")
        suggested = Path.home() / f"{stem}.pdf"
        title = printer.save_title("Save the membership card")
        path = ask.save_file(self._context.window(), title, suggested, PDF)
        if path is None:
            return False
        path = path if path.suffix else path.with_suffix(".pdf")
        with written_whole(path) as stream:
            stream.write(pdf)
        done(f"was saved as “{path.name}”", path)
        return True
