"""Enter in a form goes from field to field and ends on its button; it takes nothing away."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.consent import ConsentDialog
from storebook.gui.dialogs.departure import DepartureDialog
from storebook.gui.dialogs.household import HouseholdDialog
from storebook.gui.dialogs.kin import AddKin
from storebook.gui.dialogs.log_contact import LogContact
from storebook.gui.dialogs.new_shopper import NewShopper
from storebook.gui.dialogs.note import NoteDialog
from storebook.gui.dialogs.occasion import OccasionDialog
from storebook.gui.dialogs.piece import PieceDialog
from storebook.gui.dialogs.preference import PreferenceDialog
from storebook.gui.dialogs.size import SizeDialog
from storebook.gui.dialogs.task import TaskDialog
from storebook.gui.dialogs.wish import WishDialog
from storebook.gui.form import tab_stops
from storebook.gui.layout import scrolling
from storebook.gui.pages.club.enroll import EnrollPart
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from tests.gui.hands import press, shown
from tests.make import SHOP, make_couple

MOST_FIELDS = 20

FORMS: dict[str, Callable[[Context, int], Dialog]] = {
    "consent": ConsentDialog,
    "contact": LogContact,
    "departure": DepartureDialog,
    "family": AddKin,
    "household": HouseholdDialog,
    "note": NoteDialog,
    "occasion": OccasionDialog,
    "piece": PieceDialog,
    "preference": PreferenceDialog,
    "size": SizeDialog,
    "task": TaskDialog,
    "wish": WishDialog,
}


@pytest.fixture
def ann(book: Book) -> int:
    """A wife, of whom a taste and a size are on file already."""
    ann, _ = make_couple(book)
    add_preference(book, ann, PreferenceKind.METAL, "platinum")
    add_size(book, ann, SizeDraft(body_part=BodyPart.LEFT_RING, text="6"), shop=SHOP)
    return ann


def steps(dialog: Any) -> Iterator[str]:
    """What has the keys after each Enter, until it is the button."""
    for _ in range(MOST_FIELDS):
        at = QApplication.focusWidget()
        assert at is not None
        yield at.accessibleName()
        if at is dialog.primary:
            return
        # Enter in a paragraph is a new line.
        press(at, Qt.Key.Key_Tab if isinstance(at, QPlainTextEdit) else Qt.Key.Key_Return)
    raise AssertionError("the button is not reached")


def test_enter_goes_over_links_and_crosses_in_the_form_of_a_shopper(
    context: Context, qtbot: QtBot
) -> None:
    dialog = NewShopper(context)
    qtbot.addWidget(dialog)
    shown(dialog, 900, 820)
    dialog.focus_first()
    dialog.fields.phones.rows[0].main.set_draft("603 555 0142")

    been = list(steps(dialog))

    assert been[:5] == ["Name", "Given name", "Family name", "Phone", "Use, phone"]
    assert been[-2:] == ["Note", "Save shopper"]
    assert not [each for each in been if each.startswith(("More", "Take off", "Add"))]


def test_a_row_that_came_later_is_reached_where_it_stands(context: Context, qtbot: QtBot) -> None:
    begun = NewShopper(context)
    qtbot.addWidget(begun)
    shown(begun, 900, 820)
    begun.fields.name.set_value("Zoe Quill")
    begun.leave()
    dialog = NewShopper(context)
    qtbot.addWidget(dialog)
    shown(dialog, 900, 820)
    dialog.fields.addresses.add_link.click()
    dialog.fields.phones.add_link.click()
    QApplication.processEvents()

    names = [each.accessibleName() for each in tab_stops(dialog) if each.isVisible()]

    wanted = ["Phone", "Phone", "E-mail", "Street and number", "Add phone", "Birthday", "Note"]
    assert [each for each in names if each in wanted] == wanted
    assert names.index("Note") + 1 == names.index("Save shopper") < names.index("Start over")


@pytest.mark.parametrize("name", FORMS)
def test_enter_goes_on_to_the_button(
    context: Context, book: Book, qtbot: QtBot, ann: int, name: str
) -> None:
    dialog = FORMS[name](context, ann)
    qtbot.addWidget(dialog)
    shown(dialog, 900, 820)
    dialog.focus_first()
    typed, saved = dialog.form.draft(), book.changed_count

    been = list(steps(dialog))

    assert len(been) == len(set(been)), "the same field twice"
    assert book.changed_count == saved
    assert dialog.form.draft() == typed


def test_what_has_the_keys_is_seen_in_a_low_window(context: Context, qtbot: QtBot) -> None:
    part = EnrollPart(context)
    page = scrolling(part)
    qtbot.addWidget(page)
    shown(page, 900, 240)
    part.focus_first()
    unseen = []

    for _ in range(8):
        at = QApplication.focusWidget()
        assert at is not None
        press(at, Qt.Key.Key_Return)
        at = QApplication.focusWidget()
        assert at is not None
        if at.visibleRegion().boundingRect() != at.rect():
            unseen.append(at.accessibleName())

    assert unseen == []
    part.form.show_refusal(Refused("Nobody is reached there.", field="phone"))
    at = QApplication.focusWidget()
    assert at is not None
    assert at.visibleRegion().boundingRect() == at.rect()
