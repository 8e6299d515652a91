"""The window locks when it should, shows nothing of the book then, and loses nothing typed."""

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QDrag, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import ask, privacy
from storebook.gui.fields import ChoiceField
from storebook.gui.jobs import Progress
from storebook.gui.lock.quiet import Why
from storebook.gui.main_window import MainWindow
from storebook.people.listing import count_shoppers
from storebook.staff.locking import set_quiet_minutes
from tests.gui.hands import press, unnamed_controls
from tests.gui.locking import LIMIT, Clocks, picture, sign_in
from tests.gui.seen import seen_of
from tests.make import make_shopper

CONTROL = Qt.KeyboardModifier.ControlModifier


# -- when


def test_after_five_quiet_minutes_it_is_locked_within_a_second(
    window: MainWindow, clocks: Clocks
) -> None:
    clocks.pass_time(window, LIMIT - 1)
    before = window.lock.is_locked

    clocks.pass_time(window, 1)

    assert (before, window.lock.is_locked) == (False, True)


def test_the_real_clock_ticks_twice_a_second(
    window: MainWindow, clocks: Clocks, qtbot: QtBot
) -> None:
    clocks.go_on(9)  # no gap yet
    window.lock.watch._limit_seconds = lambda: 8

    qtbot.waitUntil(lambda: window.lock.is_locked, timeout=1000)


def test_every_key_begins_the_quiet_anew(window: MainWindow, clocks: Clocks) -> None:
    window.lock.watch.tick()
    clocks.pass_time(window, LIMIT - 10)

    QTest.keyClick(window.windowHandle(), Qt.Key.Key_X)
    clocks.pass_time(window, LIMIT - 10)

    assert not window.lock.is_locked


@pytest.mark.parametrize(
    ("wall", "steady"), [(600, 0), (600, 600), (600, 0.5)], ids=["Linux", "Windows", "waking"]
)
def test_a_computer_that_slept_is_locked_when_it_wakes(
    window: MainWindow, clocks: Clocks, wall: float, steady: float
) -> None:
    clocks.wall += wall
    clocks.steady += steady

    window.lock.watch.tick()

    assert window.lock.is_locked


def test_a_clock_that_was_set_back_does_not_keep_it_open(
    window: MainWindow, clocks: Clocks
) -> None:
    clocks.wall -= 365 * 86_400
    window.lock.watch.tick()
    after_setting = window.lock.is_locked

    clocks.pass_time(window, LIMIT)

    assert (after_setting, window.lock.is_locked) == (False, True)


def test_a_clock_that_was_set_ahead_locks_sooner_and_never_later(
    window: MainWindow, clocks: Clocks
) -> None:
    clocks.wall += 3600
    window.lock.watch.tick()

    assert window.lock.is_locked


def test_two_clocks_that_creep_apart_are_no_sleep() -> None:
    clocks = Clocks()
    quiet = clocks.quiet()
    found: list[Why | None] = []
    for _ in range(200):
        clocks.wall += 1.2
        clocks.steady += 1.0
        found.append(quiet.look(LIMIT))

    assert found == [None] * 200


def test_the_computer_s_own_lock_and_its_sleep_lock_it(window: MainWindow) -> None:
    window.lock.computer.on_turned(False)
    awake = window.lock.is_locked

    window.lock.computer.on_turned(True)

    assert (awake, window.lock.is_locked) == (False, True)


def test_the_shop_chooses_how_many_minutes(
    window: MainWindow, clocks: Clocks, people: dict[str, int], qtbot: QtBot
) -> None:
    window.book.associate_id = people["ruth"]
    set_quiet_minutes(window.book, 1)
    window.book.associate_id = people["amara"]
    qtbot.waitUntil(lambda: window.lock._limit_seconds == 60)

    clocks.pass_time(window, 60)

    assert window.lock.is_locked


def test_ctrl_l_locks_and_f8_twice_at_once_locks(window: MainWindow, clocks: Clocks) -> None:
    press(window, Qt.Key.Key_F8)
    clocks.go_on(2)
    press(window, Qt.Key.Key_F8)
    slowly = window.lock.is_locked
    clocks.go_on(0.2)
    press(window, Qt.Key.Key_F8)

    assert (slowly, window.lock.is_locked) == (False, True)


# -- whatever is open


def test_it_locks_under_a_question_that_waits_for_its_answer(
    window: MainWindow, clocks: Clocks
) -> None:
    def time_passes() -> None:
        boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
        assert [box.isVisible() for box in boxes] == [True]
        clocks.pass_time(window, LIMIT)

    QTimer.singleShot(0, time_passes)
    answer = ask.confirm(window, "Erase Ann Lee for good?", "Erase")

    assert (answer, window.lock.is_locked) == (False, True)


def test_menus_and_lists_of_choices_are_gone_with_it(window: MainWindow, clocks: Clocks) -> None:
    window.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    clocks.pass_time(window, LIMIT)

    assert window.lock.is_locked
    assert QApplication.activePopupWidget() is None


def test_a_list_that_hangs_from_a_field_is_gone_too(window: MainWindow, clocks: Clocks) -> None:
    window.opener.new_shopper()
    assert window.scrim.dialog is not None
    field = window.scrim.dialog.findChild(ChoiceField)
    assert field is not None
    field.box.showPopup()
    opened_list = QApplication.activePopupWidget()

    clocks.pass_time(window, LIMIT)

    assert opened_list is not None
    assert not opened_list.isVisible()


@pytest.mark.window  # elsewhere nothing can be dragged
def test_what_is_being_dragged_falls_where_it_was(
    window: MainWindow, clocks: Clocks, book: Book
) -> None:
    make_shopper(book)
    QTest.mousePress(window, Qt.MouseButton.LeftButton)
    drag, words = QDrag(window), QMimeData()
    words.setText("Ann Lee")
    drag.setMimeData(words)
    held: list[Qt.MouseButton] = []

    def time_passes() -> None:
        held.append(QGuiApplication.mouseButtons())
        clocks.pass_time(window, LIMIT)

    QTimer.singleShot(100, time_passes)
    done = drag.exec()

    assert held == [Qt.MouseButton.LeftButton]
    assert (done, window.lock.is_locked) == (Qt.DropAction.IgnoreAction, True)


def test_what_the_worker_does_goes_on_behind_the_lock(
    window: MainWindow, clocks: Clocks, qtbot: QtBot
) -> None:
    go_on = Event()
    done: list[int] = []

    def work(book: Book, progress: Progress) -> int:
        go_on.wait(10)
        return make_shopper(book, "Wilhelmina")

    window.jobs.write(work, done.append)
    clocks.pass_time(window, LIMIT)
    locked_meanwhile = window.lock.is_locked
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))

    assert locked_meanwhile
    assert count_shoppers(window.book) == 1
    assert window.lock.is_locked
    assert "Wilhelmina" not in seen_of(window)


def test_what_is_asked_while_it_is_locked_is_not_seen(window: MainWindow) -> None:
    window.lock.lock()
    box = QMessageBox(window)
    box.setText("Ann Lee could not be exported.")
    box.show()

    window.lock.watch.tick()

    assert not box.isVisible()


# -- what can be seen of it


def test_the_picture_is_the_same_whoever_was_open(
    window: MainWindow, book: Book, qtbot: QtBot
) -> None:
    ann, noor = make_shopper(book, "Ann Lee"), make_shopper(book, "Noor El-Amin")
    pictures: list[QImage] = []

    ways: list[Callable[[], object]] = [
        lambda: window.open_shopper(ann),
        lambda: window.opener.edit_shopper(noor),
        window.show_keys,
        lambda: window.go("owner"),
    ]
    for opens in ways:
        opens()
        window.say("Purchase saved for Ann Lee.")
        window.lock.lock()
        QApplication.processEvents()
        pictures.append(picture(window))
        assert not [name for name in ("Ann Lee", "Noor", "Purchase") if name in seen_of(window)]
        sign_in(window, "a", qtbot)

    assert all(each == pictures[0] for each in pictures)
    assert window.windowTitle() == "Hallam & Rye"


def test_no_key_reaches_the_book_behind_it(window: MainWindow) -> None:
    window.lock.lock()
    for key in (Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_R, Qt.Key.Key_Z, Qt.Key.Key_2):
        press(window.lock.screen.pin, key, CONTROL)
    for key in (Qt.Key.Key_F1, Qt.Key.Key_F8, Qt.Key.Key_F11, Qt.Key.Key_Escape, Qt.Key.Key_Alt):
        press(window.lock.screen.pin, key)

    assert window.lock.is_locked
    assert window.scrim.dialog is None
    assert window.stack.key == "counter"
    assert not privacy.is_on()
    assert QApplication.activePopupWidget() is None


def test_every_control_of_it_has_a_name(window: MainWindow) -> None:
    window.lock.lock()

    assert unnamed_controls(window.lock.screen) == []
    assert window.lock.screen.faces.buttons[0].accessibleName() == "Ruth Hallam, owner"
