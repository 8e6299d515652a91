"""The restore drill by clicks: whatever happened to the book, six of them bring it back."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.places import default_folder
from storebook.book.protection.key_file import copy_key_file, key_file_path
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import change_paper_key
from storebook.gui import ask
from storebook.gui.book_deeds import restoring
from storebook.gui.dialogs.restore_backup import RestoreBackup
from storebook.gui.pages.rescue import RescueWindow
from storebook.gui.pages.shop import ShopPage
from storebook.gui.pages.unlock import Unlock
from storebook.gui.pages.welcome import Welcome
from storebook.gui.program import Program
from storebook.gui.table import RecordTable
from storebook.staff.associates import Role, add_associate
from tests.gui.conftest import TODAY
from tests.gui.hands import press, shown, type_text
from tests.gui.protected_books import Hand, Kept, copied, protected_book, with_keychain
from tests.make import make_shopper

MOST_CLICKS = 6
OLDEST, NEWER = "2026-11-01 090000", "2026-11-19 180000"
SITUATIONS = ["damaged", "missing", "empty", "open", "new computer"]
WANTED = ["newest", "oldest", "damaged newest"]


@dataclass(kw_only=True)
class Drill:
    """A book with an old and a newer backup; `key` is None for a plain one."""

    kept: Kept
    path: Path
    protected: bool
    oldest: Path
    newest: Path

    @property
    def key(self) -> object:
        return self.kept.key if self.protected else None


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return protected_book(tmp_path_factory.mktemp("protected"))


def prepared(template: Kept, empty_book: Path, folder: Path, *, protected: bool) -> Drill:
    """One shopper is in the oldest backup, two are in the newest, three in the book."""
    if protected:
        kept = copied(template, folder)
    else:
        kept = Kept(path=folder / "Hallam & Rye.book", paper=template.paper)
        shutil.copyfile(empty_book, kept.path)
    key = kept.key if protected else None
    stamped = []
    with Book.open(kept.path, key=key) as book:
        for name, stamp in (("Ben Fox", OLDEST), ("Cora Day", NEWER)):
            make_shopper(book, name)
            made = keep_backup(book, backups_folder(kept.path))
            assert made is not None
            stamped.append(dated(made.path, stamp))
        make_shopper(book, "Dan Rye")
    return Drill(
        kept=kept, path=kept.path, protected=protected, oldest=stamped[0], newest=stamped[1]
    )


def dated(backup: Path, stamp: str) -> Path:
    """As if it had been made then."""
    then = backup.with_name(f"Hallam & Rye kept {stamp}.book")
    backup.rename(then)
    if key_file_path(backup).exists():
        key_file_path(backup).rename(key_file_path(then))
    return then


def broken(path: Path) -> None:
    body = bytearray(path.read_bytes())
    for page in range(2, min(len(body) // 4096, 12)):
        body[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(body)


def happen(situation: str, drill: Drill) -> None:
    if situation == "damaged":
        body = drill.path.read_bytes()
        drill.path.write_bytes(body[:16] + bytes(8192 - 16) + body[8192:])
    elif situation == "missing":
        drill.path.unlink()
    elif situation == "empty":
        drill.path.write_bytes(b"")


def choose_day(table: RecordTable, hand: Hand, path: Path) -> None:
    """One click on the row of this backup."""
    table.choose(str(path))
    hand.clicks += 1


def names(program: Program) -> set[str]:
    assert program.window is not None
    return set(program.window.book.values("SELECT name FROM shopper"))


@pytest.mark.parametrize("wanted", WANTED)
@pytest.mark.parametrize("situation", SITUATIONS)
@pytest.mark.parametrize("protected", [True, False], ids=["protected", "plain"])
def test_six_clicks_bring_the_book_back(
    program: Program,
    template: Kept,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    protected: bool,
    situation: str,
    wanted: str,
) -> None:
    drill = prepared(template, empty_book, tmp_path, protected=protected)
    hand = Hand()
    hand.will_confirm(monkeypatch.setattr)
    if wanted == "damaged newest":
        broken(drill.newest)
    happen(situation, drill)

    {"open": from_the_shop, "new computer": on_a_new_computer}.get(situation, from_the_rescue)(
        program, drill, hand, qtbot, monkeypatch, wanted
    )

    expected = {"newest": {"Ben Fox", "Cora Day"}}.get(wanted, {"Ben Fox"})
    assert names(program) == expected | ({"Ann Lee"} if protected else set())
    assert hand.clicks <= MOST_CLICKS
    assert program.window is not None
    assert program.window.book.key == drill.key


def from_the_rescue(
    program: Program,
    drill: Drill,
    hand: Hand,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:
    """The book does not open in the morning; of a protected one the paper is at hand."""
    program.open_or_ask(drill.path)
    if isinstance(program.first, Unlock):  # it is asked for before anything can be known
        shown(program.first, 1440, 900)
        type_the_paper(program.first, drill, hand, qtbot)
    rescue = rescue_of(program, qtbot)
    if rescue.key_button.isVisible():
        assert "There is a backup of Nov 19" in rescue.safe.text()
        hand.click(rescue.key_button)
        assert isinstance(program.first, Unlock)
        shown(program.first, 1440, 900)
        type_the_paper(program.first, drill, hand, qtbot)
        rescue = rescue_of(program, qtbot)
    put_back(program, rescue, drill, hand, qtbot, wanted)


def put_back(
    program: Program, rescue: RescueWindow, drill: Drill, hand: Hand, qtbot: QtBot, wanted: str
) -> None:
    if wanted == "damaged newest":
        assert "passed over" in rescue.passed.text()
        assert "Nov 19" in rescue.passed.text()
    if wanted == "oldest":
        choose_day(rescue.backups.table, hand, drill.oldest)
    hand.click(rescue.restore_button)
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)


def type_the_paper(screen: Unlock, drill: Drill, hand: Hand, qtbot: QtBot) -> None:
    type_text(screen.field.line, drill.kept.paper.written)
    hand.click(screen.open_button)
    qtbot.waitUntil(lambda: not screen.aside.is_busy)


def rescue_of(program: Program, qtbot: QtBot) -> RescueWindow:
    qtbot.waitUntil(lambda: isinstance(program.first, RescueWindow))
    rescue = program.first
    assert isinstance(rescue, RescueWindow)
    shown(rescue, 1440, 900)
    qtbot.waitUntil(lambda: not rescue.aside.is_busy and rescue.is_looked_at, timeout=20_000)
    return rescue


def on_a_new_computer(
    program: Program,
    drill: Drill,
    hand: Hand,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:
    """The stick with the backups, the paper, and a computer that knows of neither."""
    stick = drill.path.parent / "stick"
    stick.mkdir()
    for one in (drill.oldest, drill.newest):
        shutil.copyfile(one, stick / one.name)
        if drill.protected and wanted != "oldest":  # the key file may be lost too
            copy_key_file(drill.path, stick / one.name)
    shutil.rmtree(backups_folder(drill.path).parent)
    drill.path.unlink()
    with_keychain()
    chosen = drill.oldest if wanted == "oldest" else drill.newest
    program.start(None)
    assert isinstance(program.first, Welcome)
    shown(program.first, 1440, 900)
    hand.will_choose(monkeypatch.setattr, stick / chosen.name)

    hand.click(program.first.restore_link)
    rescue = rescue_of(program, qtbot)
    if drill.protected:
        hand.click(rescue.key_button)
        assert isinstance(program.first, Unlock)
        shown(program.first, 1440, 900)
        type_the_paper(program.first, drill, hand, qtbot)
        rescue = rescue_of(program, qtbot)
    hand.click(rescue.restore_button)

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert program.window.book.path == default_folder() / "Hallam & Rye.book"
    assert (stick / chosen.name).exists()


def from_the_shop(
    program: Program,
    drill: Drill,
    hand: Hand,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
) -> None:
    """The book opens, but what is in it is not what the owner wants."""
    program.open_or_ask(drill.path, key=drill.kept.key if drill.protected else None)
    before = program.window
    assert before is not None
    shown(before, 1440, 900)
    press(before, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    page = before.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("The book")
    hand.clicks += 1
    hand.click(page.book.backups.restore_button)
    dialog = before.scrim.dialog
    assert isinstance(dialog, RestoreBackup)
    qtbot.waitUntil(lambda: dialog.backups.chosen() is not None, timeout=20_000)
    if wanted == "newest":
        assert "1 step would be lost" in dialog.backups.fact.text()
        assert "Dan Rye" in dialog.backups.fact.text()
    else:
        choose_day(dialog.backups.table, hand, drill.oldest)
    hand.click(dialog.restore_button)

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    (replaced,) = drill.path.parent.glob("* replaced *.book")
    with Book.open(replaced, mode="read", key=before.book.key) as old:
        assert "Dan Rye" in old.values("SELECT name FROM shopper")
    assert program.window is not None
    assert replaced.name in program.window.undo_bar._words.text()


def test_a_book_is_backed_up_before_it_is_restored_over(
    program: Program,
    template: Kept,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drill = prepared(template, empty_book, tmp_path, protected=False)
    hand = Hand()
    hand.will_confirm(monkeypatch.setattr)

    from_the_shop(program, drill, hand, qtbot, monkeypatch, "newest")

    newest = kept_backups(backups_folder(drill.path))[0]
    with Book.open(newest.path, mode="read") as backup:
        assert "Dan Rye" in backup.values("SELECT name FROM shopper")


def test_a_backup_under_an_earlier_paper_is_restored_by_that_paper(
    program: Program,
    template: Kept,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And has the key of today from then on."""
    drill = prepared(template, empty_book, tmp_path, protected=True)
    today = new_paper()
    change_paper_key(drill.path, drill.kept.key, today)
    asked: list[str] = []

    def confirmed(_: object, question: str, *__: object, **___: object) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(ask, "confirm", confirmed)
    program.open_or_ask(drill.path, key=today.data_key)
    before = program.window
    assert before is not None
    shown(before, 1280, 800)
    dialog = RestoreBackup(before.context)
    before.opener.open(dialog)
    qtbot.waitUntil(lambda: dialog.backups.chosen() is not None, timeout=20_000)

    dialog.restore_button.click()
    assert "Type the 33 characters" in dialog.paper.message.text()
    type_text(dialog.paper.line, today.written)
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: "This key does not open" in dialog.paper.message.text())
    dialog.paper.line.clear()
    type_text(dialog.paper.line, drill.kept.paper.written)
    dialog.restore_button.click()
    dialog.restore_button.click()  # a hand that is not sure asks no second time

    qtbot.waitUntil(lambda: program.window not in (None, before), timeout=20_000)
    assert names(program) == {"Ann Lee", "Ben Fox", "Cora Day"}
    assert program.window is not None
    assert program.window.book.key == today.data_key
    assert len(asked) == 1


def test_a_backup_from_a_stick_takes_the_place_of_the_book_that_is_damaged(
    program: Program,
    template: Kept,
    empty_book: Path,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drill = prepared(template, empty_book, tmp_path, protected=False)
    stick = tmp_path / "stick" / drill.newest.name
    stick.parent.mkdir()
    shutil.copyfile(drill.newest, stick)
    shutil.rmtree(backups_folder(drill.path))
    happen("damaged", drill)
    hand = Hand()
    hand.will_confirm(monkeypatch.setattr)
    hand.will_choose(monkeypatch.setattr, stick)
    program.open_or_ask(drill.path)

    hand.click(rescue_of(program, qtbot).choose_link)
    hand.click(rescue_of(program, qtbot).choose_link)  # and another one, after all
    rescue = rescue_of(program, qtbot)
    assert drill.path.name in rescue.now.text()
    hand.click(rescue.restore_button)

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert program.window.book.path == drill.path
    assert names(program) == {"Ben Fox", "Cora Day"}
    assert len(list(drill.path.parent.glob("* replaced *.book"))) == 1


def test_a_backup_that_is_opened_as_a_book_becomes_one_on_this_computer(
    template: Kept, program: Program, empty_book: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """Work in it would be gone when it is thinned out."""
    drill = prepared(template, empty_book, tmp_path, protected=False)

    program.start(drill.newest)

    screen = program.first
    assert isinstance(screen, RescueWindow)
    qtbot.waitUntil(lambda: screen.is_looked_at, timeout=20_000)
    assert screen.restore_button.isVisibleTo(screen)


def test_who_was_hired_later_restores_a_backup_and_goes_on_working(
    template: Kept, program: Program, empty_book: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    drill = prepared(template, empty_book, tmp_path, protected=False)
    with Book.open(drill.path) as book:
        marta = add_associate(book, "Marta Oyelaran", Role.MANAGER)
    program.open_book(drill.path)
    assert program.window is not None
    program.window.book.associate_id = marta

    program.do_while_closed(restoring(drill.newest, TODAY, "today"))

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert names(program) == {"Ben Fox", "Cora Day"}
    assert program.window.book.associate_id == marta
