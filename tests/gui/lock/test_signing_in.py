"""Signing in again: for the same person all is as it was, and anybody else begins afresh."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.book.events import EventKind, events
from storebook.book.protection.paper import new_paper
from storebook.book.protection.protecting import begin_protected_book
from storebook.gui.dialogs.new_shopper import NewShopper
from storebook.gui.fields import TextField
from storebook.gui.main_window import MainWindow
from storebook.gui.places import PAGES
from tests.gui.hands import click, press, type_text
from tests.gui.locking import LIMIT, Clocks, make_staff, opened, set_clocks, shut, sign_in
from tests.gui.seen import seen_of
from tests.make import SHOP, TODAY, make_shopper
from tests.staff.people import OWNERS_PIN

CONTROL = Qt.KeyboardModifier.ControlModifier


# -- what was typed


def typing(window: MainWindow) -> NewShopper:
    window.opener.new_shopper("Nora Bell")
    dialog = window.scrim.dialog
    assert isinstance(dialog, NewShopper)
    name = dialog.form.answers["name"]
    assert isinstance(name, TextField)
    type_text(name.line, "-Ashworth")
    return dialog


def test_what_is_half_typed_stands_there_again_for_the_same_person(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = typing(window)
    before = dialog.form.draft()
    window.lock.lock()
    hidden = dialog.isVisible()

    sign_in(window, "a", qtbot)

    assert not hidden
    assert window.scrim.dialog is dialog
    assert dialog.isVisible()
    assert dialog.form.draft() == before


def test_somebody_else_gets_pages_of_their_own_and_the_text_waits(
    window: MainWindow, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    window.open_shopper(make_shopper(book, "Ann Lee"))
    typed = typing(window).form.draft()
    window.lock.lock()

    sign_in(window, "j", qtbot)

    assert book.associate_id == people["jun"]
    assert window.scrim.dialog is None
    assert window.stack.key == "counter"
    assert window.trail.back() is None
    assert "Nora Bell" not in seen_of(window)
    kept = [
        draft(book, "NewShopper", "typed Nora Bell", whose=people[who]) for who in ("amara", "jun")
    ]
    assert kept[0] is not None
    assert kept[0].body["name"] == typed["name"]
    assert kept[1] is None


def test_what_is_typed_is_in_the_book_as_soon_as_it_is_locked(
    window: MainWindow, people: dict[str, int], book: Book
) -> None:
    typing(window)

    window.lock.lock()

    assert draft(book, "NewShopper", "typed Nora Bell", whose=people["amara"]) is not None


# -- signing in


def test_a_book_with_pins_opens_locked_and_shows_no_page_before(
    book: Book, people: dict[str, int], clocks: Clocks, qtbot: QtBot
) -> None:
    made = opened(book, clocks, qtbot, today=lambda: TODAY, pages=PAGES)

    assert made.lock.is_locked
    assert made.stack.current() is None
    assert made.lock.screen.chosen() is None
    made.let_go()


def test_a_pin_is_typed_and_lets_in(
    window: MainWindow, people: dict[str, int], book: Book, qtbot: QtBot
) -> None:
    window.lock.lock()
    screen = window.lock.screen
    press(screen, Qt.Key.Key_R)
    for digit in "4813":
        press(screen.pin, Qt.Key(ord(digit)))
    press(screen.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.words.property("role") == "error")
    wrong, left = screen.words.text(), screen.pin.text()

    for digit in OWNERS_PIN:
        click(next(key for key in screen.pad.keys if key.text() == digit))
    click(screen.pad.enter_button)
    qtbot.waitUntil(lambda: not window.lock.is_locked, timeout=10_000)

    assert "4 more tries" in wrong
    assert (left, screen.pin.text()) == ("", "")
    assert book.associate_id == people["ruth"]
    assert window.top_bar.person.accessibleName().startswith("Working: Ruth Hallam")


def test_after_five_wrong_ones_the_wait_is_counted_down(
    window: MainWindow, people: dict[str, int], qtbot: QtBot
) -> None:
    window.lock.lock(chosen=people["ruth"])
    screen = window.lock.screen
    for _ in range(5):
        screen.pin.setText("0000")
        screen.enter()
        qtbot.waitUntil(lambda: not screen._busy)
    refused = screen.words.text()
    later = window.lock.now()
    window.lock.now = lambda: later.replace(second=20)
    window.lock.watch.tick()
    counted = screen.words.text()
    window.lock.now = lambda: later.replace(second=31)
    window.lock.watch.tick()

    assert "30 seconds" in refused
    assert "10 seconds" in counted
    assert screen.words.text() == "Try again now."


def test_letters_arrows_and_fingers_choose(window: MainWindow) -> None:
    window.lock.lock()
    screen = window.lock.screen

    def who() -> str:
        chosen = screen.chosen()
        return "" if chosen is None else chosen.name

    press(screen.pin, Qt.Key.Key_J)
    found = [who()]
    press(screen.pin, Qt.Key.Key_Right)
    found.append(who())
    press(screen.pin, Qt.Key.Key_Left)
    found.append(who())
    click(screen.faces.buttons[1])
    found.append(who())

    assert found == ["Jun Halloran", "Ruth Hallam", "Jun Halloran", "Amara Bell"]


def test_who_is_chosen_in_the_top_bar_is_asked_for_the_pin(
    window: MainWindow, people: dict[str, int], book: Book
) -> None:
    window.lock.switch_to(people["jun"])
    at_once = (window.lock.is_locked, book.associate_id)
    window.lock.switch_to(people["ruth"])
    chosen = window.lock.screen.chosen()

    assert at_once == (False, people["jun"])
    assert window.lock.is_locked
    assert book.associate_id == people["jun"]
    assert chosen is not None
    assert chosen.name == "Ruth Hallam"


def test_locking_is_noted_with_who_was_at_work(
    window: MainWindow, book: Book, clocks: Clocks, qtbot: QtBot
) -> None:
    clocks.pass_time(window, LIMIT)
    qtbot.waitUntil(lambda: any(one.kind is EventKind.LOCKED for one in events(book)))
    sign_in(window, "j", qtbot)

    noted = [(one.kind, one.associate) for one in events(book)]
    assert (EventKind.LOCKED, "Amara Bell") in noted
    assert (EventKind.SIGNED_IN, "Jun Halloran") in noted


# -- a shop without PINs


def test_a_shop_without_pins_is_never_locked_by_itself(alone: MainWindow, clocks: Clocks) -> None:
    set_clocks(alone, clocks)
    clocks.pass_time(alone, 3 * LIMIT)
    clocks.wall += 86_400
    alone.lock.watch.tick()
    alone.lock.computer.on_asked()

    assert not alone.lock.is_locked


def test_there_ctrl_l_hides_the_book_and_one_key_brings_it_back(
    alone: MainWindow, book: Book, qtbot: QtBot
) -> None:
    alone.open_shopper(make_shopper(book, "Ann Lee"))
    press(alone, Qt.Key.Key_L, CONTROL)
    hidden = seen_of(alone)

    press(alone.lock.screen.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not alone.lock.is_locked)

    assert "only hides the book" in hidden
    assert "Ann Lee" not in hidden
    assert "Ann Lee" in seen_of(alone)
    assert [one.kind for one in events(book) if one.kind is EventKind.LOCKED] == []


# -- an owner who forgot


def test_without_a_key_the_window_gives_no_new_pin(
    window: MainWindow, people: dict[str, int]
) -> None:
    window.lock.lock(chosen=people["ruth"])
    screen = window.lock.screen

    click(screen.forgot)

    assert "no key can prove who the owner is" in screen.forgotten.words.text()
    assert not screen.forgotten.button.isVisible()
    press(screen.forgotten.back, Qt.Key.Key_Escape)
    assert screen.pin.isVisible()


def test_the_key_of_the_book_proves_the_owner_who_forgot_the_pin(
    tmp_path: Path, clocks: Clocks, qtbot: QtBot
) -> None:
    paper = new_paper()
    book = begin_protected_book(tmp_path / "shop.book", SHOP, paper, owner_name="Ruth Hallam")
    ruth = make_staff(book)["ruth"]
    window = opened(book, clocks, qtbot, today=lambda: TODAY, pages=PAGES)
    screen = window.lock.screen
    screen.choose(ruth)
    click(screen.forgot)
    form = screen.forgotten

    def give(key: str) -> None:
        for field, text in ((form.key, key), (form.new, "7351"), (form.again, "7351")):
            field.set_value(text)
        click(form.button)

    give("no key at all")
    qtbot.waitUntil(lambda: bool(form.key.message.text()), timeout=10_000)
    give(paper.written)
    qtbot.waitUntil(lambda: "new PIN is set" in screen.words.text(), timeout=10_000)
    left = form.key.value()
    type_text(screen.pin, "7351")
    press(screen.pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.lock.is_locked, timeout=10_000)

    assert left == ""
    assert book.associate_id == ruth
    shut(window)
