"""A book that is lost, whose key was changed: backups from before need the paper of then."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.kept_backups import backups_folder, keep_backup, kept_backups
from storebook.book.protection.data_key import DataKey
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import change_paper_key
from storebook.book.rescue import Trouble
from storebook.gui.pages.rescue import RescueWindow
from storebook.gui.pages.unlock import Unlock
from storebook.gui.program import Program
from tests.book.damaging import without_pages
from tests.gui.hands import shown, type_text
from tests.gui.protected_books import Hand, Kept, copied, protected_book


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return protected_book(tmp_path_factory.mktemp("protected"))


@pytest.fixture
def kept(template: Kept, tmp_path: Path) -> Kept:
    """Its backup has Ann alone."""
    kept = copied(template, tmp_path)
    with Book.open(kept.path, key=kept.key) as book:
        assert keep_backup(book, backups_folder(kept.path))
    return kept


def with_another_paper(path: Path, key: DataKey) -> DataKey:
    """Damaged after that; the key it has now."""
    today = new_paper()
    change_paper_key(path, key, today)
    without_pages(path, path.with_suffix(".copy"), [2, 3, 4, 5, 6])
    path.with_suffix(".copy").replace(path)
    return today.data_key


def rescue_of(program: Program, qtbot: QtBot) -> RescueWindow:
    rescue = program.first
    assert isinstance(rescue, RescueWindow)
    shown(rescue, 1440, 900)
    qtbot.waitUntil(lambda: rescue.is_looked_at, timeout=20_000)
    return rescue


def give_the_paper(program: Program, kept: Kept, hand: Hand) -> None:
    unlock = program.first
    assert isinstance(unlock, Unlock)
    shown(unlock, 1440, 900)
    type_text(unlock.field.line, kept.paper.written)
    hand.click(unlock.open_button)


@pytest.mark.parametrize("lies", ["on this computer", "on a stick"])
def test_a_backup_under_an_earlier_paper_takes_the_place_of_a_damaged_book(
    program: Program,
    kept: Kept,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    lies: str,
) -> None:
    key = with_another_paper(kept.path, kept.key)
    (backup,) = kept_backups(backups_folder(kept.path))
    hand = Hand()
    hand.will_confirm(monkeypatch.setattr)
    if lies == "on a stick":
        stick = tmp_path / "stick" / backup.path.name
        stick.parent.mkdir()
        backup.path.rename(stick)
        hand.will_choose(monkeypatch.setattr, stick)
    program.rescue_with(kept.path, met_with=Trouble.DAMAGED)(key)

    if lies == "on a stick":
        hand.click(rescue_of(program, qtbot).choose_link)
    rescue = rescue_of(program, qtbot)
    assert "its key is needed" in rescue.safe.text() or lies == "on a stick"
    assert not rescue.restore_button.isVisible()
    hand.click(rescue.key_button)
    give_the_paper(program, kept, hand)
    qtbot.waitUntil(lambda: isinstance(program.first, RescueWindow))
    hand.click(rescue_of(program, qtbot).restore_button)

    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)
    assert program.window is not None
    assert program.window.book.path == kept.path
    assert program.window.book.key == key
    assert program.window.book.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert hand.clicks <= 6
