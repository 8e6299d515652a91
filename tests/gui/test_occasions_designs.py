"""Which design a card has: each the next in turn, or one for everybody of a kind."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.gui.context import Context
from storebook.gui.pages.occasions import OccasionsPage
from storebook.people.occasions import OccasionKind
from tests.gui.cards_to_send import choose_row, make_people, open_page
from tests.gui.hands import press, shown, spoken_name

BIRTHDAY, WEDDING, SECOND_BIRTHDAY = 0, 1, 2


@pytest.fixture
def page(context: Context, book: Book, qtbot: QtBot) -> OccasionsPage:
    make_people(book)
    return open_page(context, qtbot)


def titles(page: OccasionsPage) -> list[str]:
    return [thumb.design.title for thumb in page.designs.thumbs]


def designs(page: OccasionsPage) -> list[str]:
    """What each card of the list is printed with."""
    return [one.design for one in page.due.table.records()]


def framed(page: OccasionsPage) -> list[str]:
    return [thumb.design.name for thumb in page.designs.thumbs if thumb.framed]


def choose(page: OccasionsPage, name: str) -> None:
    (thumb,) = [one for one in page.designs.thumbs if one.design.name == name]
    thumb.setFocus()
    press(thumb, Qt.Key.Key_Space)


def test_the_designs_are_those_for_the_kind_of_the_chosen_card(page: OccasionsPage) -> None:
    choose_row(page, BIRTHDAY)
    birthdays = titles(page)
    choose_row(page, WEDDING)

    assert birthdays == ["Facets", "Strand", "Ribbon", "Candles", "Dial", "Fan"]
    assert titles(page) == ["Bands", "Laurel", "Engine-turned"]
    assert page.designs.head.title.accessibleName() == "Anniversary design"


def test_the_design_of_the_chosen_card_is_framed(page: OccasionsPage) -> None:
    for row, name in enumerate(designs(page)):
        choose_row(page, row)

        assert framed(page) == [name]


def test_each_card_has_the_next_in_turn_until_one_is_chosen(page: OccasionsPage) -> None:
    first, _, third = designs(page)

    assert first != third
    assert page.designs.fact.text() == "nobody gets the same one twice"


def test_a_chosen_design_is_for_all_of_its_kind_alone(page: OccasionsPage) -> None:
    _, wedding, _ = designs(page)
    choose_row(page, BIRTHDAY)

    choose(page, "dial")

    assert designs(page) == ["dial", wedding, "dial"]
    assert page.designs.fact.text() == "Dial for all"
    assert framed(page) == ["dial"]


def test_back_in_turn_by_the_link_or_by_choosing_it_once_more(page: OccasionsPage) -> None:
    before = designs(page)
    choose_row(page, BIRTHDAY)
    choose(page, "dial")
    choose(page, "dial")
    once_more = designs(page)
    choose(page, "fan")
    page.designs.in_turn.click()

    assert once_more == before
    assert designs(page) == before
    assert page.designs.in_turn.isHidden()


def test_looking_for_the_other_kind_alone_keeps_what_was_chosen(page: OccasionsPage) -> None:
    choose_row(page, BIRTHDAY)
    choose(page, "dial")

    page.due.kind.set_value(OccasionKind.WEDDING)
    page.refresh()
    only_weddings = designs(page)
    page.due.kind.set_value(None)
    page.refresh()

    assert len(only_weddings) == 1
    assert designs(page)[BIRTHDAY] == designs(page)[SECOND_BIRTHDAY] == "dial"


def test_every_design_is_drawn_without_being_asked(page: OccasionsPage, qtbot: QtBot) -> None:
    choose_row(page, BIRTHDAY)

    qtbot.waitUntil(lambda: all(thumb._picture is not None for thumb in page.designs.thumbs))


def test_a_design_has_its_name_for_those_who_listen(page: OccasionsPage) -> None:
    choose_row(page, WEDDING)

    assert [spoken_name(thumb) for thumb in page.designs.thumbs] == [
        "Bands, for anniversaries",
        "Laurel, for anniversaries",
        "Engine-turned, for anniversaries",
    ]


@pytest.mark.parametrize("width", [700, 1240])
def test_no_title_of_a_design_is_cut_short(page: OccasionsPage, width: int) -> None:
    choose_row(page, WEDDING)
    shown(page, width, 810)

    assert all(thumb.width() >= thumb.sizeHint().width() for thumb in page.designs.thumbs)
