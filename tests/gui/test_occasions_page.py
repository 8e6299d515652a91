"""Cards to send: who gets one, who does not and why, and what each will look like."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from storebook.base.dates import PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.gui import reading, theme
from storebook.gui.context import Context
from storebook.gui.drawing import text_width
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.pages.occasions_left import LINE_TALL, line_height
from storebook.gui.pages.occasions_preview import Side
from storebook.gui.theme import Look
from storebook.outreach.runs import runs
from storebook.people.occasions import OccasionKind, set_wedding_day
from tests.gui.cards_to_send import choose_row, make_birthday, make_people, names, open_page
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, shown, spoken_name, type_text, unnamed_controls
from tests.make import make_couple


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    return make_people(book)


@pytest.fixture
def page(context: Context, people: dict[str, int], qtbot: QtBot) -> OccasionsPage:
    return open_page(context, qtbot)


def test_who_is_due_stands_in_the_order_of_the_days(page: OccasionsPage) -> None:
    assert names(page) == ["Vivian Castellane", "Lena Aster & Karl Aster", "Yusuf Demir"]
    assert page.due.head._fact is not None
    assert page.due.head._fact.text() == "3 cards for 4 people"
    assert page.fact.text() == "Occasions from November 20 to December 3"


def test_who_is_left_out_stands_under_the_reason(page: OccasionsPage) -> None:
    said = [(line.words, line.detail, line.count) for line in page.left_out.lines()]

    assert said[0] == ("Died", "", 1)
    assert said[1][0] == "Walter Finch"
    assert "his son told us" in said[1][1]


def test_what_has_no_room_beside_a_left_out_name_stands_under_it(page: OccasionsPage) -> None:
    _, walter, *_ = page.left_out.lines()
    long = replace(walter, words="Harriet & Walter Finch", detail="his son told us in August")
    wide = text_width(long.words, theme.font("listname")) + 60

    assert line_height(long, wide) > line_height(long, 3 * wide) == theme.px(LINE_TALL)
    assert line_height(replace(long, detail=""), wide) == theme.px(LINE_TALL)


def test_a_left_out_name_leads_to_its_page(
    page: OccasionsPage, people: dict[str, int], heard: Heard
) -> None:
    page.left_out.setFocus()
    press(page.left_out, Qt.Key.Key_Down)
    press(page.left_out, Qt.Key.Key_Down)

    press(page.left_out, Qt.Key.Key_Return)

    assert heard.shoppers == [people["walter"]]


def test_only_one_kind_and_other_days_can_be_asked_for(page: OccasionsPage) -> None:
    page.due.kind.set_value(OccasionKind.WEDDING)
    page.refresh()
    only_weddings = names(page)
    page.due.kind.set_value(None)
    page.windows.set_value(7)
    page.refresh()

    assert only_weddings == ["Lena Aster & Karl Aster"]
    assert names(page) == ["Vivian Castellane"]


def test_another_first_day_is_typed(page: OccasionsPage) -> None:
    page.due.from_day.line.clear()
    type_text(page.due.from_day.line, "Nov 27")
    press(page.due.from_day.line, Qt.Key.Key_Return)

    assert page.fact.text() == "Occasions from November 27 to December 10"
    assert names(page) == ["Lena Aster & Karl Aster", "Yusuf Demir"]


def test_with_nobody_due_the_next_one_is_said(context: Context, book: Book, qtbot: QtBot) -> None:
    first, second = make_couple(book, "Hugo Lind", "Vera Lind")
    set_wedding_day(book, first, PartialDate(year=2023, month=12, day=19), partner_id=second)

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    said = page.due._coming(page._seen)
    assert said == "The next one is December 19: Hugo Lind & Vera Lind, 3 years."
    assert not page.print_bar.print_button.isEnabled()


def test_enter_opens_the_shopper_and_a_click_only_chooses(
    page: OccasionsPage, people: dict[str, int], heard: Heard
) -> None:
    table = page.due.table
    place = table.visualRect(table.model().index(2, 1)).center()
    click(table.viewport(), place)
    after_click = list(heard.shoppers)

    press(table, Qt.Key.Key_Return)

    assert after_click == []
    assert heard.shoppers == [people["yusuf"]]
    assert page.shopper_id == people["yusuf"]


def test_the_first_free_label_is_clicked(page: OccasionsPage) -> None:
    sheet = page.labels.sheet
    box = sheet._rect(sheet._stock.box(8)).center().toPoint()

    click(sheet, QPoint(box))

    assert page.labels.start == 8
    assert page.labels._start.text() == "Starts at place 8"
    assert spoken_name(sheet) == "First free label"


def test_the_preview_is_the_real_card(page: OccasionsPage) -> None:
    choose_row(page, 1)
    front = page.preview.paper.shown
    page.preview.sides.set_value(Side.LABEL)
    page._show_preview()
    label = page.preview.paper.shown

    assert front is not None
    assert front.pages.count == 2
    assert label is not None
    assert label.ratio == pytest.approx(66.68 / 25.4, rel=0.01)
    assert page.preview.head._fact is not None
    assert page.preview.head._fact.text() == "2 of 3"


def test_what_cannot_be_printed_is_said_in_its_row(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_birthday(book, "Ann Lee", greeting_line="Dear Ann \U0001f48d")

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    assert "No font has the letters" in next(iter(page._seen.problems.values()))
    assert page.due.odd_link.words == "1 to look at"
    page.due.table.choose_first()
    page.due.odd_link.click()
    assert page.due.table.chosen().key in page._seen.problems
    with pytest.raises(Refused, match="No font has the letters"):
        page.print_it()
    assert runs(book) == []


def test_an_address_that_no_envelope_holds_is_said_before_they_are_printed(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_birthday(book, "Ann Lee", street="\n".join(f"Line {number}" for number in range(20)))
    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    page.post.other.click()

    qtbot.waitUntil(lambda: "envelope" in next(iter(page._seen.problems.values()), ""))


def test_a_hard_name_is_shown_as_it_is_written(context: Context, book: Book, qtbot: QtBot) -> None:
    make_birthday(book, "林美玲")
    make_birthday(book, "<b>Éloïse</b> & Ångström " * 4)

    page = OccasionsPage(context)
    qtbot.addWidget(page)
    shown(page)

    assert "林美玲" in names(page)
    assert page.preview.paper.shown is not None


def test_it_stands_in_a_narrow_window_with_large_text(
    page: OccasionsPage, qapp: QApplication
) -> None:
    theme.wear(qapp, Look.LIGHT, 1.5)
    shown(page, 986, 640)

    assert page.width() == 986
    assert page.due.table.isVisible()


def test_every_control_has_a_name(page: OccasionsPage) -> None:
    assert unnamed_controls(page) == []


def test_a_large_book_is_looked_at_in_the_worker(
    context: Context, people: dict[str, int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SMALL", 0)

    page = OccasionsPage(context)
    qtbot.addWidget(page)

    assert not page.print_bar.print_button.isEnabled()
    qtbot.waitUntil(lambda: len(names(page)) == 3)


@pytest.mark.parametrize("width", [930, 986, 1040])
def test_large_text_leaves_the_title_and_the_days_whole(
    context: Context, qtbot: QtBot, qapp: QApplication, width: int
) -> None:
    theme.wear(qapp, Look.LIGHT, 1.5)
    page = open_page(context, qtbot)

    page.resize(width, 700)
    QApplication.processEvents()

    assert page.windows.width() >= page.windows.sizeHint().width()
    assert page.past_button.width() >= page.past_button.sizeHint().width()
    (title,) = [one for one in page.findChildren(QLabel) if one.text() == "Cards to send"]
    assert title.width() >= text_width(title.text(), theme.font("title"))
    assert page.past_button.mapTo(page, page.past_button.rect().bottomRight()).x() < width


def test_the_envelopes_of_a_very_long_run_are_looked_at_when_they_are_printed(
    context: Context, book: Book, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("storebook.gui.pages.occasions_pieces.MOST_LOOKED_AT", 0)
    make_birthday(book, "Ann Lee")
    page = OccasionsPage(context)
    qtbot.addWidget(page)
    asked: list[object] = []
    monkeypatch.setattr(context.jobs, "read", lambda *work, **_: asked.append(work))

    page.post.other.click()

    assert page.post.on_envelopes
    assert asked == []
