"""The key of a book that is there already: given, changed, proven and taken away in the shop."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.opening import opens_without_key
from storebook.book.protection.key_file import SlotKind
from storebook.book.protection.protecting import slots_of
from storebook.book.protection.unlocking import prove
from storebook.gui.buttons import Button
from storebook.gui.dialog import Dialog
from storebook.gui.dialogs.book_key import KeyDialog, ProvePaper, SetPassphrase, Unprotect
from storebook.gui.dialogs.key_after import AfterKey
from storebook.gui.pages.shop import ShopPage
from storebook.gui.program import Program
from storebook.staff.associates import Role, add_associate
from tests.gui.hands import click, shown, type_text, unnamed_controls
from tests.gui.protected_books import PASSPHRASE, Kept, mistyped, protected_book


def shop_page(program: Program, path: Path, kept: Kept | None = None) -> ShopPage:
    program.open_or_ask(path, key=None if kept is None else kept.key)
    assert program.window is not None
    shown(program.window, 1440, 900)
    program.window.go("shop")
    page = program.window.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("The book")
    return page


@pytest.fixture
def plain(empty_book: Path, tmp_path: Path) -> Path:
    path = tmp_path / "hallam.book"
    path.write_bytes(empty_book.read_bytes())
    return path


def primary(dialog: Dialog) -> Button:
    assert dialog.primary is not None
    return dialog.primary


def in_dialog(program: Program, kind: type) -> object:
    assert program.window is not None
    found = program.window.scrim.dialog
    assert isinstance(found, kind)
    return found


def test_a_plain_book_is_protected_and_its_plain_backups_are_asked_about(
    program: Program, plain: Path, qtbot: QtBot
) -> None:
    with Book.open(plain) as book:
        keep_backup(book, backups_folder(plain))
    page = shop_page(program, plain)
    assert "Not protected" in page.book.protection.state.text()
    click(page.book.protection.protect_button)
    dialog = in_dialog(program, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    paper, before = dialog.block.paper, program.window
    type_text(dialog.block.typed.line, paper.written)

    click(primary(dialog))

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    after = in_dialog(program, AfterKey)
    assert isinstance(after, AfterKey)
    assert after.remove.isVisible()
    assert program.window is not None
    assert program.window.book.key == paper.data_key
    click(after.prove_button)
    qtbot.waitUntil(lambda: after.proof.state == "good")
    click(primary(after))
    left = [one.path for one in kept_backups(backups_folder(plain))]
    assert left
    assert not [one for one in left if opens_without_key(one, 1000)]


def test_plain_backups_stay_where_the_owner_wants_them(
    program: Program, plain: Path, qtbot: QtBot
) -> None:
    with Book.open(plain) as book:
        kept = keep_backup(book, backups_folder(plain))
    assert kept is not None
    page = shop_page(program, plain)
    click(page.book.protection.protect_button)
    dialog = in_dialog(program, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    type_text(dialog.block.typed.line, dialog.block.paper.written)
    before = program.window
    click(primary(dialog))
    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    after = in_dialog(program, AfterKey)
    assert isinstance(after, AfterKey)

    click(after.remove.box)
    click(primary(after))

    assert opens_without_key(kept.path, 1000)


def test_another_key_ends_the_old_paper(program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    kept = protected_book(tmp_path)
    page = shop_page(program, kept.path, kept)
    click(page.book.protection.change_button)
    dialog = in_dialog(program, KeyDialog)
    assert isinstance(dialog, KeyDialog)
    new, before = dialog.block.paper, program.window
    type_text(dialog.block.typed.line, new.written)

    click(primary(dialog))

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    assert program.window is not None
    assert program.window.book.key == new.data_key
    assert prove(kept.path, new.written) == "paper"


def test_the_key_is_taken_away_only_after_what_it_means_was_said(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = protected_book(tmp_path)
    page = shop_page(program, kept.path, kept)
    click(page.book.protection.plain_link)
    dialog = in_dialog(program, Unprotect)
    assert isinstance(dialog, Unprotect)
    assert dialog.leave_button.hasFocus()
    before = program.window

    click(primary(dialog))

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    assert opens_without_key(kept.path, 1000)


def test_whoever_may_not_change_keys_is_refused_and_the_book_stays(
    program: Program, plain: Path
) -> None:
    page = shop_page(program, plain)
    assert program.window is not None
    book = program.window.book
    book.associate_id = add_associate(book, "Tom Fox", Role.CLERK)
    program.desk.install()

    click(page.book.protection.protect_button)

    assert "may not" in program.window.trouble_bar.text()
    assert program.window.scrim.dialog is None
    assert opens_without_key(plain, 1000)


def test_the_drill_tells_a_typo_and_then_what_the_paper_opens(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = protected_book(tmp_path)
    page = shop_page(program, kept.path, kept)
    click(page.book.backups.now_button)
    qtbot.waitUntil(lambda: page.book.backups.note.isVisible())
    click(page.book.protection.prove_button)
    dialog = in_dialog(program, ProvePaper)
    assert isinstance(dialog, ProvePaper)

    type_text(dialog.field.line, mistyped(kept.paper, 4))
    click(primary(dialog))
    qtbot.waitUntil(lambda: dialog.field.message.state == "error")
    typo = dialog.field.message.text()
    dialog.field.line.clear()
    type_text(dialog.field.line, kept.paper.written)
    click(primary(dialog))

    qtbot.waitUntil(lambda: dialog.field.message.state == "good")
    assert "typo in the fourth group" in typo
    assert "1 shopper and 0 purchases" in dialog.field.message.text()


def test_a_passphrase_is_set_and_opens_the_book(
    program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    kept = protected_book(tmp_path)
    page = shop_page(program, kept.path, kept)
    click(page.book.protection.passphrase_button)
    dialog = in_dialog(program, SetPassphrase)
    assert isinstance(dialog, SetPassphrase)
    type_text(dialog.field.line, "other words for this 7")

    click(primary(dialog))

    qtbot.waitUntil(lambda: program.window is not None and program.window.scrim.dialog is None)
    assert prove(kept.path, "other words for this 7") == "passphrase"


def test_this_computer_is_trusted_and_forgotten(program: Program, tmp_path: Path) -> None:
    kept = protected_book(tmp_path)
    protection = shop_page(program, kept.path, kept).book.protection

    click(protection.trust_button)
    trusted = [slot.kind for slot in slots_of(kept.path)]
    click(protection.forget_button)

    assert SlotKind.COMPUTER in trusted
    assert SlotKind.COMPUTER not in [slot.kind for slot in slots_of(kept.path)]
    assert protection.trust_button.isVisible()


def test_a_way_in_is_ended_and_its_old_copies_are_spoken_of(
    program: Program, tmp_path: Path
) -> None:
    kept = protected_book(tmp_path)
    protection = shop_page(program, kept.path, kept).book.protection
    (slot,) = slots_of(kept.path)

    protection.revoke(slot)

    assert slots_of(kept.path) == ()
    assert "older backups" in protection.note.text()


def test_what_is_secret_is_in_no_draft(program: Program, tmp_path: Path) -> None:
    kept = protected_book(tmp_path)
    page = shop_page(program, kept.path, kept)
    click(page.book.protection.passphrase_button)
    dialog = in_dialog(program, SetPassphrase)
    assert isinstance(dialog, SetPassphrase)

    type_text(dialog.field.line, PASSPHRASE)

    assert dialog.form.draft() == {"passphrase": ""}
    assert dialog.field.line.displayText() != PASSPHRASE


def test_every_control_of_the_book_s_tab_has_a_name(program: Program, tmp_path: Path) -> None:
    kept = protected_book(tmp_path)

    page = shop_page(program, kept.path, kept)

    assert unnamed_controls(page.book) == []
    assert "Protected" in page.book.protection.state.text()
