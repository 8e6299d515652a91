"""Every dialog that there is, each as the window opens it for one shopper of a book."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import storebook.gui
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.address import AddressDialog
from storebook.gui.dialogs.book_key import (
    ProvePaper,
    SetPassphrase,
    Unprotect,
    change_key,
    protect_book,
)
from storebook.gui.dialogs.choose_whom import ChooseWhom
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.erase import EraseShopper
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.dialogs.key_after import AfterKey, Plain
from storebook.gui.dialogs.kin import AddKin, FamilyTies
from storebook.gui.dialogs.label_options import LabelOptions
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.mail_came_back import MailCameBack
from storebook.gui.dialogs.member_sheets import MemberSheets
from storebook.gui.dialogs.merge import MergeShoppers
from storebook.gui.dialogs.more_lists import MoreLists
from storebook.gui.dialogs.new_shopper import EditShopper, NewShopper
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.print_again import PrintAgain
from storebook.gui.dialogs.print_slip import PrintSlip
from storebook.gui.dialogs.purchase_detail import PurchaseDetail
from storebook.gui.dialogs.record_purchase import RecordPurchase
from storebook.gui.dialogs.restore_backup import RestoreBackup
from storebook.gui.dialogs.return_lines import ReturnLines
from storebook.gui.dialogs.run_pieces import RunPieces
from storebook.gui.dialogs.set_up_printer import SetUpPrinter
from storebook.gui.dialogs.shopper_history import ShopperHistory
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.dialogs.take_payment import TakePayment
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.turn_stack import TurnStack
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.key_sheet import KeySheet
from storebook.gui.pages.occasions_asked import AskedFor
from storebook.gui.printer_habits import habits_of
from storebook.gui.turned.before import BeforeTurning
from storebook.outreach.tasks import tasks_of
from storebook.outreach.touches import touches_of
from storebook.people.contact_points import addresses
from storebook.people.notes import notes_of
from storebook.people.occasions import occasions_of
from storebook.people.photos import of_shopper
from storebook.people.sizes import sizes_of
from storebook.people.wishes import wishes_of
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchase
from tests.hostile import Hostile

Opens = Callable[[Context, Hostile, int], Dialog]
# Those that others are made from, which nobody opens.
BARE = {"Dialog", "ShopperDialog"}


def all_dialogs() -> set[str]:
    """The names of all classes of dialogs in the program, wherever they are."""
    for module in walk_packages(storebook.gui.__path__, "storebook.gui."):
        if not module.name.endswith(("__main__", "gallery")):
            import_module(module.name)
    found, ahead = set(), [Dialog]
    while ahead:
        one = ahead.pop()
        found.add(one)
        ahead += one.__subclasses__()
    return {one.__name__ for one in found if one.__module__.startswith("storebook.")} - BARE


def edit_note(context: Context, one: Hostile, _: int) -> Dialog:
    (note,) = notes_of(context.book, one.shopper_id, context.viewer())
    return NoteDialog(context, one.shopper_id, note=note)


def edit_occasion(context: Context, one: Hostile, _: int) -> Dialog:
    known = occasions_of(
        context.book, one.shopper_id, today=context.today(), leap_day=context.shop().leap_day_rule
    )
    (other,) = [each for each in known if each.title]
    return OccasionDialog(context, one.shopper_id, occasion=other)


def edit_size(context: Context, one: Hostile, _: int) -> Dialog:
    (size,) = sizes_of(context.book, one.shopper_id)
    return SizeDialog(context, one.shopper_id, size=size)


def edit_task(context: Context, one: Hostile, _: int) -> Dialog:
    (task,) = tasks_of(context.book, one.shopper_id, today=context.today())
    return TaskDialog(context, one.shopper_id, task=task)


def edit_contact(context: Context, one: Hostile, _: int) -> Dialog:
    (touch,) = touches_of(context.book, one.shopper_id, context.viewer())
    return LogContact(context, one.shopper_id, touch=touch)


def edit_wish(context: Context, one: Hostile, _: int) -> Dialog:
    (wish,) = wishes_of(context.book, one.shopper_id, context.viewer())
    return WishDialog(context, one.shopper_id, wish=wish)


def edit_piece(context: Context, one: Hostile, _: int) -> Dialog:
    (piece,) = pieces_of(context.book, one.shopper_id, context.viewer())
    return PieceDialog(context, one.shopper_id, piece=piece)


def photos(context: Context, one: Hostile, _: int) -> Dialog:
    subject = of_shopper(context.book, one.shopper_id)
    return PhotosDialog(context, subject, f"Photos of {subject.called}")


def an_address(context: Context, one: Hostile, _: int) -> Dialog:
    (place,) = addresses(context.book, one.shopper_id)
    return AddressDialog(context, one.shopper_id, place.id)


def give_back(context: Context, one: Hostile, _: int) -> Dialog:
    ticket = purchase(context.book, one.purchase_id, context.viewer(), subject_id=one.shopper_id)
    return ReturnLines(context, ticket)


OPENED: dict[str, Opens] = {
    "AddKin": lambda context, one, _: AddKin(context, one.shopper_id),
    "AddressDialog": an_address,
    "AfterKey": lambda context, one, _: AfterKey(
        context,
        f"{one.shown} has a key now.",
        "",
        Plain(copies=(Path(f"{one.number} & <b>.book"),), away=f"{one.shown} is not connected."),
    ),
    "BeforeTurning": lambda context, _, __: BeforeTurning(context),
    "ChooseWhom": lambda context, _, __: ChooseWhom(context, AskedFor(context), lambda _: None),
    "ConsentDialog": lambda context, one, _: ConsentDialog(context, one.shopper_id),
    "DepartureDialog": lambda context, one, _: DepartureDialog(context, one.shopper_id),
    "EditShopper": lambda context, one, _: EditShopper(context, one.shopper_id),
    "EraseShopper": lambda context, one, _: EraseShopper(context, one.shopper_id),
    "FamilyTies": lambda context, one, _: FamilyTies(context, one.shopper_id),
    "HouseholdDialog": lambda context, one, _: HouseholdDialog(context, one.shopper_id),
    "ImportList": lambda context, _, __: ImportList(context),
    "KeyDialog": lambda context, _, __: protect_book(context),
    "KeyDialog, another key": lambda context, _, __: change_key(context),
    "KeySheet": lambda context, _, __: KeySheet(context),
    "LabelOptions": lambda context, _, __: LabelOptions(
        context, (1, False, False), "Avery 5160", lambda *_: None
    ),
    "LogContact": edit_contact,
    "MailCameBack": lambda context, _, run_id: MailCameBack(context, run_id),
    "MemberSheets": lambda context, _, __: MemberSheets(context),
    "MergeShoppers": lambda context, one, _: MergeShoppers(context, one.shopper_id, one.partner_id),
    "MoreLists": lambda context, one, _: MoreLists(
        context, [one.shopper_id, one.partner_id], one.shown
    ),
    "NewShopper": lambda context, one, _: NewShopper(context, one.shown),
    "NoteDialog": edit_note,
    "OccasionDialog": edit_occasion,
    "PastRuns": lambda context, _, __: PastRuns(context, lambda kind, run: None),
    "PhotosDialog": photos,
    "PieceDialog": edit_piece,
    "PreferenceDialog": lambda context, one, _: PreferenceDialog(context, one.shopper_id),
    "PrintAgain": lambda context, _, run_id: PrintAgain(context, run_id, lambda first: None),
    "PrintSlip": lambda context, one, _: PrintSlip(
        context, one.purchase_id, subject_id=one.shopper_id
    ),
    "ProvePaper": lambda context, _, __: ProvePaper(context),
    "PurchaseDetail": lambda context, one, _: PurchaseDetail(
        context, one.purchase_id, subject_id=one.shopper_id
    ),
    "RecordPurchase": lambda context, one, _: RecordPurchase(context, one.shopper_id),
    "RestoreBackup": lambda context, _, __: RestoreBackup(context),
    "ReturnLines": give_back,
    "RunPieces": lambda context, _, run_id: RunPieces(context, run_id, lambda first: None),
    "SetPassphrase": lambda context, _, __: SetPassphrase(context),
    "SetUpPrinter": lambda context, one, _: SetUpPrinter(context, one.shown),
    "ShopperHistory": lambda context, one, _: ShopperHistory(context, one.shopper_id),
    "SizeDialog": edit_size,
    "TakePayment": lambda context, one, _: TakePayment(
        context, one.purchase_id, subject_id=one.shopper_id
    ),
    "TaskDialog": edit_task,
    "TurnStack": lambda context, one, _: TurnStack(context, habits_of(one.shown)),
    "Unprotect": lambda context, _, __: Unprotect(context),
    "WishDialog": edit_wish,
}
