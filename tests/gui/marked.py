"""A book in which all that no shopper may see is marked, and the dialogs that show it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.kin import FamilyTies
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.new_shopper import EditShopper, NewShopper
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.return_lines import ReturnLines
from storebook.gui.dialogs.shopper_history import ShopperHistory
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.people.notes import NoteClass, add_note, notes_of
from storebook.people.preferences import PreferenceKind, add_preference, set_budget
from storebook.people.wishes import WishDraft, add_wish, wishes_of
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchase
from storebook.staff.viewer import Viewer
from tests.gui.hands import press, type_text
from tests.make import TODAY, make_couple, make_line, make_purchase, make_shopper

EVERYTHING = Viewer(today=TODAY)
LEE = "Ann Lee"
# As the screen writes them; the spend in whole dollars is the two purchases less the discount.
AMOUNTS = ("7,313.57", "313.31", "7,000.26", "8,642.19", "5,431", "4,321.99", "$7,000", "6,543.21")
OWNERS = ("pawned a brooch", "haggles quietly", "band nine")
OTHERS = ("Wilhelmina", "0177", "Call about the tiara", "ashes of roses")


@dataclass
class Known:
    """Whom the book is about."""

    ann: int
    other: int
    ticket: int


def make_known(book: Book) -> Known:
    """Ann, of whom everything that is to be hidden is known, and Wilhelmina, who is not here."""
    ann, _ = make_couple(
        book, LEE, "Ben Lee", income_band="band nine", personality="haggles quietly",
        phone="(603) 555-0142", since=date(2014, 3, 2),
    )  # fmt: skip
    line = make_line(
        "Sapphire ring", 7_313_57, discount_cents=Cents(313_31), cost_cents=Cents(4_321_99),
        wearer_id=ann,
    )  # fmt: skip
    ticket = make_purchase(book, ann, line, day=date(2026, 10, 2))
    add_wish(book, ann, WishDraft(description="Pearl strand", price_cents=Cents(8_642_19)))
    set_budget(book, ann, "$5,431 or less")
    add_preference(book, ann, PreferenceKind.METAL, "platinum")
    add_note(book, ann, "pawned a brooch", day=TODAY, kind=NoteClass.OWNER)
    add_note(book, ann, "likes the window seat", day=TODAY)
    add_preference(book, ann, PreferenceKind.ALLERGY, "nickel")
    other = make_shopper(
        book, "Wilhelmina Otherby", phone="(603) 555-0177", source="ashes of roses",
        birthday=PartialDate(month=11, day=23),
    )  # fmt: skip
    task = TaskDraft(what="Call about the tiara", shopper_id=other, due_on=TODAY)
    add_task(book, task)
    return Known(ann=ann, other=other, ticket=ticket)


def typed_purchase(context: Context, known: Known) -> Dialog:
    dialog = RecordPurchase(context, known.ann)
    context.dialogs.open(dialog)
    type_text(dialog.panel.entry.line, "Gold chain 6543.21")
    press(dialog.panel.entry.line, Qt.Key.Key_Return)
    return dialog


def wish(context: Context, known: Known) -> Dialog:
    (one,) = wishes_of(context.book, known.ann, EVERYTHING)
    return WishDialog(context, known.ann, wish=one)


def piece(context: Context, known: Known) -> Dialog:
    (one,) = pieces_of(context.book, known.ann, EVERYTHING)
    return PieceDialog(context, known.ann, piece=one)


def owners_note(context: Context, known: Known) -> Dialog:
    one = next(
        each
        for each in notes_of(context.book, known.ann, EVERYTHING)
        if each.kind is NoteClass.OWNER
    )
    return NoteDialog(context, known.ann, note=one)


DIALOGS: dict[str, Callable[[Context, Known], Dialog]] = {
    "purchase typed": typed_purchase,
    "purchase": lambda context, known: PurchaseDetail(
        context, known.ticket, subject_id=known.ann
    ),
    "return": lambda context, known: ReturnLines(
        context, purchase(context.book, known.ticket, EVERYTHING)
    ),
    "wish": wish,
    "piece": piece,
    "budget": lambda context, known: PreferenceDialog(context, known.ann, PreferenceKind.BUDGET),
    "metal": lambda context, known: PreferenceDialog(context, known.ann),
    "note": owners_note,
    "edit": lambda context, known: EditShopper(context, known.ann, start="about"),
    "new": lambda context, known: NewShopper(context, LEE),
    "history": lambda context, known: ShopperHistory(context, known.ann),
    "contact": lambda context, known: LogContact(context, known.ann),
    "task": lambda context, known: TaskDialog(context, known.ann),
    "departure": lambda context, known: DepartureDialog(context, known.ann),
    "household": lambda context, known: HouseholdDialog(context, known.ann),
    "family": lambda context, known: FamilyTies(context, known.ann),
}  # fmt: skip
