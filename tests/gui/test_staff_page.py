"""Staff on the Shop page: PINs, rights, pictures, leaving; and who may change none of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui import ask
from storebook.gui.main_window import MainWindow
from storebook.gui.pages.shop import ShopPage
from storebook.gui.pages.shop_staff import ShopStaff
from storebook.gui.pages.shop_staff_pin import BY_NAME, LEFT_OUT, NOBODY_HAS
from storebook.gui.places import PAGES
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.staff.associates import associate
from storebook.staff.locking import locking
from storebook.staff.pins import EASY, has_pin, needs_pin
from storebook.staff.rights import PINS_ARE_A_RULE, Right, rights_of
from storebook.staff.signing_in import sign_in, who_may_sign_in
from tests.gui.hands import click, press, shown, type_text, unnamed_controls
from tests.gui.seen import seen_of
from tests.make import TODAY, make_shopper
from tests.staff.people import CLERKS_PIN, NOW, OWNERS_PIN, give_pin, make_clerk

PIN = "7351"


@pytest.fixture
def olga(book: Book) -> int:
    return make_clerk(book)


@pytest.fixture
def window(book: Book, olga: int, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(book, today=lambda: TODAY, pages=PAGES)
    qtbot.addWidget(made)
    shown(made, 1440, 900)
    yield made
    made.close()


@pytest.fixture
def staff(window: MainWindow, olga: int) -> ShopStaff:
    """Ruth, the owner, looks at Olga, a clerk."""
    window.go("shop")
    page = window.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("Staff")
    page.staff.table.choose(olga)
    return page.staff


def as_olga(window: MainWindow, olga: int) -> ShopStaff:
    """The same page when the clerk works."""
    window.work_as(olga)
    window.go("shop")
    page = window.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("Staff")
    return page.staff


def type_pin(staff: ShopStaff, new: str, again: str = "") -> None:
    for field, text in ((staff.person.pin.new, new), (staff.person.pin.again, again or new)):
        field.setFocus()
        type_text(field.line, text)
    click(staff.person.pin.button)


def test_the_page_says_honestly_what_pins_are_worth(window: MainWindow, staff: ShopStaff) -> None:
    assert PINS_ARE_A_RULE in seen_of(window)
    assert unnamed_controls(staff) == []


def test_the_first_pin_is_the_owner_s_and_from_then_on_it_locks(
    window: MainWindow, staff: ShopStaff, book: Book, olga: int, qtbot: QtBot
) -> None:
    type_pin(staff, PIN)
    qtbot.waitUntil(lambda: "owner" in staff.person.pin.new.message.text())

    staff.table.choose(book.associate_id)
    type_pin(staff, PIN)
    qtbot.waitUntil(lambda: has_pin(book, book.associate_id), timeout=10_000)
    qtbot.waitUntil(lambda: "quiet minutes" in staff.locking.words.text())

    assert not has_pin(book, olga)
    assert sign_in(book, book.associate_id, PIN, now=datetime.now(UTC)).name == "Ruth Hallam"
    assert staff.person.pin.new.value() == ""
    window.lock.lock()
    assert window.lock.screen.chosen() is not None


def test_tab_comes_to_the_chosen_one_where_they_stand(window: MainWindow, staff: ShopStaff) -> None:
    def after_the_list() -> QWidget | None:
        staff.table.setFocus()
        press(staff.table, Qt.Key.Key_Tab)
        return staff.focusWidget()

    assert after_the_list() is staff.name.control
    shown(window, 1000, 700)
    assert after_the_list() is staff.role.control
    staff.name.setFocus()
    press(staff.name.control, Qt.Key.Key_Backtab)
    assert staff.focusWidget() is staff.person.rights.lines[Right.BACKUP].box
    shown(window, 1440, 900)
    assert after_the_list() is staff.name.control


def test_two_that_differ_are_no_pin(staff: ShopStaff, book: Book) -> None:
    staff.table.choose(book.associate_id)

    type_pin(staff, PIN, "7352")

    assert "not the same" in staff.person.pin.again.message.text()
    assert not needs_pin(book)


def test_a_pin_that_anybody_would_try_is_told_of(staff: ShopStaff, book: Book) -> None:
    staff.table.choose(book.associate_id)
    staff.person.pin.new.setFocus()
    type_text(staff.person.pin.new.line, "1234")

    staff.person.pin.again.setFocus()

    assert staff.person.pin.new.message.text() == EASY


def test_a_pin_is_taken_away_with_one_click(
    staff: ShopStaff, book: Book, olga: int, qtbot: QtBot
) -> None:
    give_pin(book, book.associate_id, OWNERS_PIN)
    give_pin(book, olga, CLERKS_PIN)
    staff.refresh()

    click(staff.person.pin.remove_button)

    qtbot.waitUntil(lambda: not has_pin(book, olga))
    qtbot.waitUntil(lambda: not staff.person.pin.remove_button.isVisible())
    assert staff.person.pin.button.hasFocus()


def test_the_keys_stay_with_who_was_given_a_pin(
    staff: ShopStaff, book: Book, olga: int, qtbot: QtBot
) -> None:
    give_pin(book, book.associate_id, OWNERS_PIN)

    type_pin(staff, PIN)
    while_it_is_kept = staff.person.pin.button.hasFocus()
    qtbot.waitUntil(lambda: has_pin(book, olga), timeout=10_000)
    qtbot.waitUntil(staff.person.pin.remove_button.isVisible)

    assert while_it_is_kept
    assert staff.person.pin.button.hasFocus()


def test_it_is_said_what_it_means_to_have_no_pin(staff: ShopStaff, book: Book, olga: int) -> None:
    said = [staff.person.pin.fact.text()]
    give_pin(book, book.associate_id, OWNERS_PIN)
    staff.refresh()
    said.append(staff.person.pin.fact.text())
    click(staff.person.rights.lines[Right.MERGE].box)
    said.append(staff.person.pin.fact.text())

    assert said == [NOBODY_HAS, BY_NAME, LEFT_OUT]
    assert olga not in [one.id for one in who_may_sign_in(book)]


def test_one_right_is_given_in_plain_words_and_taken_back(
    window: MainWindow, staff: ShopStaff, book: Book, olga: int
) -> None:
    line = staff.person.rights.lines[Right.SEE_SPEND]
    words = line.box.text()

    click(line.box)
    given = rights_of(book, olga)
    said = window.undo_bar.text()
    window.undo()

    assert words == "See prices and what shoppers spent"
    assert Right.SEE_SPEND in given
    assert said == "Olga Petrov may see prices and what shoppers spent."
    assert Right.SEE_SPEND not in rights_of(book, olga)


def test_their_role_s_rights_are_given_back_at_once(
    staff: ShopStaff, book: Book, olga: int
) -> None:
    click(staff.person.rights.lines[Right.MERGE].box)
    assert staff.person.rights.as_role.isVisible()

    click(staff.person.rights.as_role)

    assert Right.MERGE not in rights_of(book, olga)
    assert not staff.person.rights.as_role.isVisible()


def test_an_owner_s_rights_are_no_switches(staff: ShopStaff, book: Book) -> None:
    staff.table.choose(book.associate_id)

    assert staff.person.rights.fact.text() == "An owner may do everything."
    assert not staff.person.rights.lines[Right.ERASE].isVisible()


def test_a_face_is_chosen_from_a_file(
    staff: ShopStaff, book: Book, olga: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(packed, "PNG")
    (tmp_path / "olga.png").write_bytes(packed.getvalue())
    monkeypatch.setattr(ask, "open_file", lambda *_: tmp_path / "olga.png")

    click(staff.person.picture_button)
    kept = associate(book, olga).picture_id
    click(staff.person.no_picture_button)

    assert kept is not None
    assert associate(book, olga).picture_id is None


def test_who_leaves_loses_the_pin_and_it_is_asked_who_takes_over(
    staff: ShopStaff, book: Book, olga: int
) -> None:
    ann = make_shopper(book, "Ann Lee")
    with book.change("Ann Lee is looked after") as change:
        change.update("shopper", ann, looked_after_by=olga)
    add_task(book, TaskDraft(what="Call about the ring", due_on=TODAY, associate_id=olga))
    give_pin(book, book.associate_id, OWNERS_PIN)
    give_pin(book, olga, CLERKS_PIN)

    click(staff.person.go_button)
    staff.table.choose(olga)
    asked = staff.person.leaving.words.text()
    assert staff.person.leaving.taker.value() == book.associate_id  # and nobody by chance
    click(staff.person.leaving.button)

    assert not has_pin(book, olga)
    assert asked == "Olga Petrov leaves 1 task and 1 shopper behind. Who takes over?"
    looks = book.value("SELECT looked_after_by FROM shopper WHERE id = :id", id=ann)
    assert looks == book.associate_id
    assert not staff.person.leaving.isVisible()


def test_the_quiet_minutes_are_the_owner_s_to_choose(staff: ShopStaff, book: Book) -> None:
    give_pin(book, book.associate_id, OWNERS_PIN)
    staff.refresh()
    minutes = staff.locking.minutes
    minutes.setFocus()
    minutes.line.selectAll()
    type_text(minutes.line, "90")
    staff.table.setFocus()
    refused = (minutes.message.text(), locking(book).quiet_minutes)
    minutes.setFocus()
    minutes.line.selectAll()
    type_text(minutes.line, "15")
    staff.table.setFocus()

    assert refused == ("A whole number from 1 to 60 is wanted.", 5)
    assert locking(book).quiet_minutes == 15


def test_a_clerk_changes_what_is_their_own_alone(window: MainWindow, olga: int) -> None:
    staff = as_olga(window, olga)
    parts: list[QWidget] = [
        staff.add_button,
        staff.person.go_button,
        staff.person.rights.lines[Right.EDIT],
        staff.person.pin.remove_button,
    ]

    assert staff.table.chosen().id == olga
    assert [part for part in parts if part.isVisible()] == []
    assert not staff.person.role.isEnabled()
    assert staff.person.picture_button.isVisible()
    assert "May write in the book, take changes back." in seen_of(window)
    assert "only your own PIN and picture" in seen_of(window)


def test_everybody_changes_their_own_pin_with_the_old_one(
    window: MainWindow, book: Book, olga: int, qtbot: QtBot
) -> None:
    give_pin(book, book.associate_id, OWNERS_PIN)
    give_pin(book, olga, CLERKS_PIN)
    sign_in(book, olga, CLERKS_PIN, now=NOW)
    window.take_over()
    window.go("shop")
    page = window.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("Staff")
    staff = page.staff
    type_text(staff.person.pin.old.line, "0000")
    type_pin(staff, PIN)
    qtbot.waitUntil(lambda: "That is not" in staff.person.pin.old.message.text())
    staff.person.pin.old.set_value("")
    type_text(staff.person.pin.old.line, CLERKS_PIN)

    click(staff.person.pin.button)

    qtbot.waitUntil(lambda: staff.person.pin.new.value() == "", timeout=10_000)
    assert sign_in(book, olga, PIN, now=datetime.now(UTC)).name == "Olga Petrov"


@pytest.mark.parametrize(
    ("right", "part"),
    [
        (Right.IMPORT, "import_button"),
        (Right.EXPORT, "shoppers_button"),
        (Right.EXPORT, "plain_button"),
    ],
)
def test_what_a_clerk_may_not_do_with_the_book_is_not_offered(
    window: MainWindow, olga: int, right: Right, part: str
) -> None:
    window.work_as(olga)
    window.go("shop")
    page = window.stack.current()
    assert isinstance(page, ShopPage)
    page.open_tab("The book")

    assert right not in rights_of(window.book, olga)
    assert not getattr(page.book, part).isVisible()
    assert "You may not" in page.book.not_offered.text()
    # The program's own backups are everybody's.
    assert page.book.backups.now_button.isVisible()
    assert "choose where backups go or restore one" in page.book.not_offered.text()
    assert not page.book.protection.protect_button.isVisible()
    assert "Ask the owner" in page.book.protection.note.text()
    assert "Ask the owner" in page.book.backups.second.text()


def test_taking_back_is_not_offered_to_who_may_not(
    window: MainWindow, staff: ShopStaff, olga: int
) -> None:
    click(staff.person.rights.lines[Right.TAKE_BACK].box)
    window.work_as(olga)

    make_shopper(window.book, "Ann Lee")
    window.say("Ann Lee is written down.")

    assert not window.undo_bar.undo_button.isVisible()
