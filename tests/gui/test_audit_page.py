"""The log on the shop's page: who did what, narrowed down, taken back, and checked."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from storebook.book import settings
from storebook.book.book import Book
from storebook.book.engine import connect
from storebook.book.events import EventKind, note_event
from storebook.book.history import undo_last
from storebook.book.kept_backups import backups_folder, keep_backup
from storebook.book.log import LogKind
from storebook.gui import privacy
from storebook.gui.context import Context
from storebook.gui.pages.shop_history import ShopHistory
from storebook.staff.associates import Role, add_associate
from storebook.staff.viewer import Viewer
from tests.gui.conftest import Heard
from tests.gui.hands import click, shown, type_text, unnamed_controls
from tests.make import SHOP, TODAY, make_shopper

NOW = datetime.now(UTC).astimezone().date()


@pytest.fixture
def busy(book: Book) -> Book:
    """Ann (1) and Zoë (2) written down; Jun (2) looked, printed, was refused and signed in."""
    ann = make_shopper(book, "Ann Lee")
    make_shopper(book, "Zoë Løvland")
    jun = add_associate(book, "Jun Halloran", Role.CLERK)
    owner, book.associate_id = book.associate_id, jun
    note_event(book, EventKind.VIEWED, "Page of Ann Lee opened", ann)
    note_event(book, EventKind.PRINTED, "Birthday cards printed: 3 pieces")
    note_event(book, EventKind.REFUSED, "Not allowed to print lists")
    note_event(book, EventKind.SIGNED_IN, "Jun Halloran signed in")
    book.associate_id = owner
    note_event(book, EventKind.EXPORTED, "Shoppers exported: 2 rows into “all.csv”")
    return book


@pytest.fixture
def open_log(
    make_context: Callable[[Book], Context], qtbot: QtBot
) -> Callable[[Book], ShopHistory]:
    """The log of a book, read and shown."""

    def made(book: Book) -> ShopHistory:
        page = ShopHistory(make_context(book))
        qtbot.addWidget(page)
        shown(page, 1240, 780)
        page.refresh()
        return page

    return made


def sentences(page: ShopHistory) -> list[str]:
    return [entry.what for entry in page.table.records()]


def wait_for(page: ShopHistory, qtbot: QtBot, expected: list[str]) -> None:
    qtbot.waitUntil(lambda: sentences(page) == expected, timeout=3000)


def edited(book: Book, sql: str) -> None:
    with closing(connect(book.path, "write")) as connection:
        connection.execute("DROP TRIGGER event_stays")
        connection.execute(sql)


def test_everything_that_was_done_stands_in_one_list(
    busy: Book, open_log: Callable[[Book], ShopHistory]
) -> None:
    page = open_log(busy)

    assert sentences(page)[:5] == [
        "Shoppers exported: 2 rows into “all.csv”",
        "Jun Halloran signed in",
        "Not allowed to print lists",
        "Birthday cards printed: 3 pieces",
        "Page of Ann Lee opened",
    ]
    kinds = [page.made.kind(entry).text for entry in page.table.records()]
    assert kinds[:5] == ["exported", "signed in", "refused", "printed", "viewed"]
    assert [page.made.offer(entry).text for entry in page.table.records()][4:6] == ["", "Take back"]
    assert unnamed_controls(page) == []


def test_the_list_is_narrowed_down_by_kind_person_and_words(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    page = open_log(busy)

    page.filters.kind.set_value(LogKind.REFUSALS)
    page.filters.kind.changed.emit()
    wait_for(page, qtbot, ["Not allowed to print lists"])
    assert page.foot.text() == "1 found"

    page.filters.clear()
    jun = next(entry for entry in page.table.records() if entry.associate == "Jun Halloran")
    page.filters.who.set_value(busy.value("SELECT id FROM associate WHERE name LIKE 'Jun%'"))
    page.filters.who.changed.emit()
    qtbot.waitUntil(lambda: {one.associate for one in page.table.records()} == {jun.associate})
    assert len(page.table.records()) == 4

    type_text(page.search, "cards")
    wait_for(page, qtbot, ["Birthday cards printed: 3 pieces"])


def test_the_list_is_narrowed_down_to_one_shopper(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    page = open_log(busy)

    page.filters.about.set_value(1, "Ann Lee")
    page.filters.about.changed.emit()

    qtbot.waitUntil(lambda: len(page.table.records()) == 2)
    assert sentences(page)[0] == "Page of Ann Lee opened"
    assert "Ann Lee" in sentences(page)[1]


def test_days_narrow_the_list_and_a_range_the_wrong_way_round_is_told(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    page = open_log(busy)
    whole = len(page.table.records())

    page.filters.first.set_value(NOW)
    page.filters.last.set_value(NOW)
    page.filters.last.changed.emit()
    qtbot.waitUntil(lambda: page.foot.text() == f"{whole} found")

    page.filters.last.set_value(NOW - timedelta(days=1))
    page.filters.last.changed.emit()
    wait_for(page, qtbot, [])
    assert page.filters.last.message.text() == "That is before the first day."

    click(page.filters.clear_link)
    assert len(page.table.records()) == whole
    assert page.filters.last.message.text() == ""


def test_nothing_is_offered_to_who_may_not_take_back_and_events_are_the_owner_s(
    busy: Book, open_log: Callable[[Book], ShopHistory]
) -> None:
    busy.associate_id = busy.value("SELECT id FROM associate WHERE name LIKE 'Jun%'")

    page = open_log(busy)

    assert {entry.kind for entry in page.table.records()} == {"change"}
    assert page.filters.kind.isHidden()


def offered(page: ShopHistory) -> dict[str, str]:
    """What can be done about each change, by its sentence."""
    return {
        entry.what: page.made.offer(entry).text
        for entry in page.table.records()
        if entry.kind == "change"
    }


def test_only_what_somebody_may_take_back_is_offered_to_them(
    busy: Book, open_log: Callable[[Book], ShopHistory]
) -> None:
    by_the_owner = offered(open_log(busy))
    busy.associate_id = busy.value("SELECT id FROM associate WHERE name LIKE 'Jun%'")
    by_jun = offered(open_log(busy))

    assert by_the_owner["Jun Halloran works here now"] == "Take back"
    assert by_jun["Jun Halloran works here now"] == ""
    assert by_jun["Ann Lee written down"] == "Take back"


def test_that_a_book_began_is_not_offered_to_be_taken_back(
    book: Book, open_log: Callable[[Book], ShopHistory]
) -> None:
    with book.change("The book of Hallam & Rye begun") as change:
        settings.save(change, SHOP)

    assert offered(open_log(book)) == {"The book of Hallam & Rye begun": ""}


def test_a_change_is_taken_back_from_here(
    busy: Book, open_log: Callable[[Book], ShopHistory], heard: Heard
) -> None:
    page = open_log(busy)
    zoe = next(entry for entry in page.table.records() if "Zoë" in entry.what)

    page.take_back(zoe)

    assert busy.values("SELECT name FROM shopper") == ["Ann Lee"]
    assert len(heard.said) == 1
    assert "Zoë" in sentences(page)[0]


def test_with_privacy_on_no_name_is_shown(
    busy: Book, make_context: Callable[[Book], Context], qtbot: QtBot
) -> None:
    context = replace(
        make_context(busy), viewer=lambda: Viewer(today=TODAY, private=privacy.is_on()),
        private=privacy.is_on,
    )  # fmt: skip
    page = ShopHistory(context)
    qtbot.addWidget(page)
    shown(page, 1240, 780)
    page.refresh()
    assert sentences(page)

    privacy.turn(True)
    page.refresh()

    assert sentences(page) == []
    assert not page.search.isEnabled()

    privacy.turn(False)
    page.refresh()
    assert sentences(page)


# -- whether it is whole


def test_a_log_that_is_whole_says_so_with_its_mark(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    page = open_log(busy)

    click(page.whole.check_button)
    qtbot.waitUntil(lambda: "whole" in page.whole.words.text())

    assert page.whole.words.text().startswith("The log is whole: 8 steps, mark 8-")
    assert page.whole.check_button.isEnabled()


def test_where_the_log_was_edited_is_said(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    edited(busy, "UPDATE event SET what = 'Nothing of note' WHERE kind = 'exported'")
    page = open_log(busy)

    click(page.whole.check_button)
    qtbot.waitUntil(lambda: "outside" in page.whole.words.text())

    assert "“Nothing of note” is not as it was written." in page.whole.words.text()


def test_an_end_that_was_cut_off_is_said_when_a_backup_remembers_it(
    busy: Book, open_log: Callable[[Book], ShopHistory], qtbot: QtBot
) -> None:
    assert keep_backup(busy, backups_folder(busy.path)) is not None
    with closing(connect(busy.path, "write")) as connection:
        connection.execute("DROP TRIGGER event_is_kept")
        connection.execute("DELETE FROM event WHERE kind IN ('exported', 'backed_up')")
    page = open_log(busy)

    click(page.whole.check_button)

    qtbot.waitUntil(lambda: "was cut off" in page.whole.words.text())


# -- many


def test_twenty_thousand_steps_come_page_by_page_and_at_once(
    book: Book, open_log: Callable[[Book], ShopHistory], qapp: QApplication
) -> None:
    with book.unlogged() as connection:
        connection.execute("DROP TRIGGER event_stays")
        connection.executemany(
            """
            INSERT INTO event (at, associate_id, kind, what, link)
            VALUES ('2026-11-20T10:00:00+00:00', 1, 'viewed', ?, ?)
            """,
            [(f"Page of Shopper {number} opened", number) for number in range(1, 20_001)],
        )
    page = open_log(book)
    begun = perf_counter()

    page.refresh()
    for _ in range(20):
        bar = page.table.verticalScrollBar()
        bar.setValue(bar.maximum())
        qapp.processEvents()

    assert (perf_counter() - begun) / 21 < 0.25
    assert len(page.table.records()) > 4_000
    assert page.foot.text().endswith("of 20,000 shown")


def test_what_was_undone_says_so(book: Book, open_log: Callable[[Book], ShopHistory]) -> None:
    make_shopper(book, "Ann Lee")
    undo_last(book)
    page = open_log(book)

    assert [page.made.kind(entry).text for entry in page.table.records()] == ["undo", "taken back"]


def test_no_field_is_cut_where_there_is_little_room_and_all_can_be_reached(
    busy: Book, open_log: Callable[[Book], ShopHistory]
) -> None:
    page = open_log(busy)

    def room() -> tuple[bool, int]:
        QApplication.processEvents()
        (area,) = (one for one in page.findChildren(QScrollArea) if one.parent() is page)
        whole = page.filters.height() >= page.filters.minimumSizeHint().height()
        return whole, area.verticalScrollBar().maximum()

    wide = room()
    page.resize(970, 190)

    low = room()
    assert wide == (True, 0)
    assert low[0]
    assert low[1] > 0
