"""With privacy on the forms about a shopper show nothing that none may see."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import privacy
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.address import AddressDialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.erase import EraseShopper
from storebook.gui.dialogs.import_list import ImportList
from storebook.gui.dialogs.kin import AddKin
from storebook.gui.dialogs.mail_came_back import MailCameBack
from storebook.gui.dialogs.member_sheets import MemberSheets
from storebook.gui.dialogs.merge import MergeShoppers
from storebook.gui.dialogs.more_lists import MoreLists
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.dialogs.photos import PhotosDialog
from storebook.gui.dialogs.print_again import PrintAgain
from storebook.gui.dialogs.print_slip import PrintSlip
from storebook.gui.dialogs.restore_backup import RestoreBackup
from storebook.gui.dialogs.run_pieces import RunPieces
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.runs import mark_printed, print_run
from storebook.people.contact_points import addresses
from storebook.people.photos import of_shopper
from tests.gui.hands import shown
from tests.gui.marked import AMOUNTS, OTHERS, OWNERS, Known, make_known
from tests.gui.seen import seen_of
from tests.make import NOVEMBER_26, SHOP, TODAY, make_shopper

MARKS = (*AMOUNTS, *OWNERS, *OTHERS)
Opens = Callable[[Context, Known, int], Dialog]

DIALOGS: dict[str, Opens] = {
    "address": lambda context, known, _: AddressDialog(
        context, known.ann, addresses(context.book, known.ann)[0].id
    ),
    "call sheets": lambda context, known, _: MoreLists(context, [known.ann, known.other], "All"),
    "came back": lambda context, _, run_id: MailCameBack(context, run_id),
    "cards of members": lambda context, _, __: MemberSheets(context),
    "consent": lambda context, known, _: ConsentDialog(context, known.ann),
    "duplicates": lambda context, _, __: MergeShoppers(context),
    "erase": lambda context, known, _: EraseShopper(context, known.other),
    "family": lambda context, known, _: AddKin(context, known.ann),
    "import": lambda context, _, __: ImportList(context),
    "merge": lambda context, known, _: MergeShoppers(context, known.ann, known.other),
    "occasion": lambda context, known, _: OccasionDialog(context, known.ann),
    "past runs": lambda context, _, __: PastRuns(context, lambda kind, run: None),
    "photos": lambda context, known, _: PhotosDialog(
        context, of_shopper(context.book, known.other), "Photos of Wilhelmina"
    ),
    "print again": lambda context, _, run_id: PrintAgain(context, run_id, lambda first: None),
    "restore": lambda context, _, __: RestoreBackup(context),
    "run": lambda context, _, run_id: RunPieces(context, run_id, lambda first: None),
    "size": lambda context, known, _: SizeDialog(context, known.ann),
    "slip": lambda context, known, _: PrintSlip(context, known.ticket, subject_id=known.ann),
}
# Whoever is named in the frame of the dialog itself was asked for by the clerk.
ASKED_FOR = {"photos": ("Wilhelmina",)}


@pytest.fixture
def window(book: Book, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.let_go()


def a_run(book: Book) -> int:
    """Cards for somebody who is not here, printed."""
    make_shopper(book, "Wilhelmina Secondly", birthday=NOVEMBER_26, street="1 Dune Way")
    request = RunRequest(kind=RunKind.CARDS, start=TODAY, end=TODAY + timedelta(days=20))
    look = look_at_run(book, request, shop=SHOP, today=TODAY)
    run_id = print_run(book, look, lambda *_: {}, today=TODAY)
    mark_printed(book, run_id, today=TODAY)
    return run_id


def test_no_dialog_shows_what_no_shopper_may_see(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    known = make_known(book)
    make_shopper(book, "Wilhelmina Otherby", phone="(603) 555-0177")
    run_id = a_run(book)
    leaks, in_the_open = {}, set()

    def look(name: str) -> list[str]:
        qtbot.waitUntil(lambda: not window.jobs.busy())
        QApplication.processEvents()
        text = seen_of(window.scrim)
        return [one for one in MARKS if one in text and one not in ASKED_FOR.get(name, ())]

    for name, open_it in DIALOGS.items():
        for private_before in (False, True):
            privacy.turn(private_before)
            window.open_shopper(known.ann)
            window.opener.open(open_it(window.context, known, run_id))
            if not private_before:
                in_the_open |= set(look(name))
                privacy.turn(True)
            if found := look(name):
                leaks[name] = found
            assert window.scrim.dialog is not None
            window.scrim.dialog.leave()

    assert leaks == {}
    assert {"Wilhelmina", "0177", "$7,000"} <= in_the_open
