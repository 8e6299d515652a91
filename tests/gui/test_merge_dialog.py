"""Two files of one person are made one in a form that shows both, or said to be two people."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.history import changes, undo_last
from storebook.book.kept_backups import backups_folder, kept_backups
from storebook.gui.context import Context
from storebook.gui.dialogs.merge import NOTHING, MergeShoppers
from storebook.people.merging import Pick
from storebook.people.merging.facts import row_of
from storebook.people.notes import notes_of
from storebook.staff.viewer import Viewer
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click, press, type_text, unnamed_controls
from tests.make import make_couple, make_shopper

Open = Callable[..., MergeShoppers]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def twice(book: Book) -> tuple[int, int]:
    keep = make_shopper(book, "Anne Lee", phone="(603) 555-0142", occupation="Teacher")
    other = make_shopper(book, "Ann Lee", phone="603 555 0142", occupation="Judge")
    return keep, other


@pytest.fixture
def opened(context: Context, qtbot: QtBot) -> Open:
    """Opens the form, and waits until the worker has made the backup and looked for pairs."""

    def open_it(*ids: int) -> MergeShoppers:
        dialog = MergeShoppers(context, *ids)
        if (at := QApplication.focusWidget()) is not None:  # of a window that was closed
            at.clearFocus()
        context.dialogs.open(dialog)
        qtbot.waitUntil(lambda: not context.jobs.busy())
        return dialog

    return open_it


def words_of(dialog: MergeShoppers) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def test_both_stand_side_by_side(opened: Open, twice: tuple[int, int]) -> None:
    dialog = opened(*twice)

    said = words_of(dialog)
    assert "Are Anne Lee and Ann Lee one person?" in said
    assert "(603) 555-0142" in said
    assert "603 555 0142" in said
    assert "Phones 1 (in both)" in said
    assert set(dialog.differences.rows) == {"name", "occupation"}
    assert unnamed_controls(dialog) == []


def test_one_key_merges_and_undo_stays_open(
    context: Context, opened: Open, heard: Heard, twice: tuple[int, int]
) -> None:
    dialog = opened(*twice)
    dialog.differences.rows["occupation"].set_value(Pick.OTHER)

    press(dialog.merge_button, Qt.Key.Key_Return, CONTROL)

    assert heard.said == ["Ann Lee went into Anne Lee."]
    assert heard.shoppers == [twice[0]]
    assert row_of(context.book, twice[0])["occupation"] == "Judge"
    assert "Occupation: Teacher" in notes_of(context.book, twice[0], Viewer(today=TODAY))[0].text
    undo_last(context.book)
    assert context.book.value("SELECT count(*) FROM shopper") == 2


def test_the_other_one_may_stay(context: Context, opened: Open, twice: tuple[int, int]) -> None:
    dialog = opened(*twice)

    click(dialog.sides.swap)
    press(dialog.merge_button, Qt.Key.Key_Return, CONTROL)

    assert context.book.values("SELECT name FROM shopper") == ["Ann Lee"]


def test_who_it_is_is_chosen_by_name(opened: Open, twice: tuple[int, int]) -> None:
    dialog = opened(twice[0])
    assert dialog.pick is not None
    assert not dialog.merge_button.isEnabled()

    type_text(dialog.pick.line, "ann lee")
    found = dialog.pick.line.completer().popup()
    assert found is not None
    press(found, Qt.Key.Key_Return)

    assert dialog.merge_button.isEnabled()
    assert "Are Anne Lee and Ann Lee one person?" in words_of(dialog)


def test_who_shares_the_phone_is_offered(opened: Open, twice: tuple[int, int]) -> None:
    dialog = opened(twice[0])

    click(dialog.offers[0])

    assert "Are Anne Lee and Ann Lee one person?" in words_of(dialog)


def test_a_couple_can_not_be_merged_and_is_told_why(context: Context, opened: Open) -> None:
    dialog = opened(*make_couple(context.book))

    assert "are a couple in this book" in words_of(dialog)
    assert not dialog.merge_button.isEnabled()


# -- one likely pair after the other


def test_the_likely_pairs_come_one_after_the_other(
    context: Context, opened: Open, heard: Heard, twice: tuple[int, int], qtbot: QtBot
) -> None:
    for _ in range(2):
        make_shopper(context.book, "Bob Brown", email="bob@example.com")
    dialog = opened()
    qtbot.waitUntil(lambda: "one person" in words_of(dialog) or "Is this" in words_of(dialog))
    assert "1 more pair to look at" in words_of(dialog)

    press(dialog.merge_button, Qt.Key.Key_Return, CONTROL)
    assert len(heard.said) == 1
    click(dialog.apart_button)

    assert NOTHING in words_of(dialog)
    assert not dialog.merge_button.isEnabled()
    assert context.book.value("SELECT count(*) FROM shopper") == 3
    assert [one.what for one in changes(context.book, limit=2)] == [
        "Ann Lee and Anne Lee are two people"
        if "Bob" in heard.said[0]
        else "Bob Brown and Bob Brown are two people",
        heard_as_change(heard.said[0]),
    ]


def heard_as_change(said: str) -> str:
    other, keep = said.removesuffix(".").split(" went into ")
    return f"Merged {other} into {keep}"


def test_nobody_is_here_twice(context: Context, opened: Open, qtbot: QtBot) -> None:
    make_shopper(context.book, "Ann Lee")

    dialog = opened()

    qtbot.waitUntil(lambda: NOTHING in words_of(dialog))


def test_a_key_that_comes_before_the_backup_is_not_lost(
    context: Context, heard: Heard, twice: tuple[int, int], qtbot: QtBot
) -> None:
    dialog = MergeShoppers(context, *twice)
    context.dialogs.open(dialog)

    press(dialog.merge_button, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: bool(heard.said))

    assert context.book.values("SELECT name FROM shopper") == ["Anne Lee"]
    assert len(kept_backups(backups_folder(context.book.path))) == 1
