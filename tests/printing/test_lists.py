"""Lists say everyone, whole, on as many pages as they need."""

import io
from dataclasses import replace

import pytest

from storebook.base.errors import Refused
from storebook.printing.lists import MailingRow, TopRow, print_mailing_list, print_top_list
from storebook.printing.problems import Problem
from storebook.printing.sheets import A4, LETTER
from storebook.printing.tables import Heading
from tests.nasty import NASTY
from tests.printing.make import LONG_NAME
from tests.printing.reading import fonts, page_sizes, pages, words

HEADING = Heading(
    title="Mailing list",
    note="Occasions from November 20 to December 4, 2026. 3 people.",
    made="Made by Marta Oyelaran on November 20, 2026",
)
ROW = MailingRow(
    name="Vivian Castellane",
    address_lines=("14 Harbor Street", "Portsmouth NH 03801"),
    occasion="Birthday",
    day="Thu, Nov 26",
)


def mailing_list(*rows: MailingRow) -> tuple[bytes, list[Problem]]:
    out = io.BytesIO()
    problems = print_mailing_list(out, HEADING, rows, LETTER)
    return out.getvalue(), problems


def test_a_row_says_number_name_address_occasion_and_day() -> None:
    pdf, problems = mailing_list(ROW)

    (page,) = pages(pdf)
    said = [line.text for line in page.texts]
    start = said.index("1")
    assert said[start : start + 6] == [
        "1",
        "Vivian Castellane",
        "14 Harbor Street",
        "Portsmouth NH 03801",
        "Birthday",
        "Thu, Nov 26",
    ]
    assert problems == []


def test_what_it_is_who_made_it_and_the_page_stand_on_the_list() -> None:
    pdf, _ = mailing_list(ROW)

    (page,) = pages(pdf)
    assert page.text("Mailing list")
    assert page.text(HEADING.note)
    assert page.text(HEADING.made)
    assert page.text("Page 1 of 1")


def test_everyone_is_on_the_list_in_order_and_pages_are_numbered() -> None:
    rows = [replace(ROW, name=f"Shopper {number:04}") for number in range(300)]

    pdf, _ = mailing_list(*rows)

    printed = pages(pdf)
    names = [line.text for page in printed for line in page.texts if "Shopper" in line.text]
    assert names == [row.name for row in rows]
    assert len(printed) > 5
    for number, page in enumerate(printed, 1):
        assert page.text(f"Page {number} of {len(printed)}")


def test_nothing_stands_lower_than_the_foot_of_a_page() -> None:
    pdf, _ = mailing_list(*[replace(ROW, name=LONG_NAME)] * 60)

    for page in pages(pdf):
        foot = page.text(HEADING.made)
        assert all(line.y > foot.y + 3 for line in page.texts if line.y != foot.y)


def test_a_long_name_wraps_and_does_not_run_into_the_address() -> None:
    pdf, _ = mailing_list(replace(ROW, name=LONG_NAME))

    (page,) = pages(pdf)
    name = [line for line in page.texts if line.x == page.text("name").x][1:]
    assert " ".join(line.text for line in name).replace("- ", "-") == LONG_NAME
    assert len(name) > 1


def test_a_name_longer_than_a_page_goes_on_over_the_next() -> None:
    pdf, _ = mailing_list(ROW, replace(ROW, name="x" * 5000), ROW)

    assert words(pdf).count("x") == 5000 + words(mailing_list(ROW)[0]).count("x")
    assert len(pages(pdf)) > 2


def test_hanzi_greek_and_vietnamese_stand_on_the_list() -> None:
    names = ["欧阳美玲", "Ελένη Παπαδοπούλου", "Nguyễn Thị Ánh Tuyết"]

    pdf, problems = mailing_list(*[replace(ROW, name=name) for name in names])

    (page,) = pages(pdf)
    assert all(page.text(name) for name in names)
    assert problems == []


def test_a_name_that_no_font_can_draw_stays_on_the_list_and_is_reported() -> None:
    pdf, (problem,) = mailing_list(ROW, replace(ROW, name="Anna 💎"))

    assert (problem.place, problem.name) == (2, "Anna 💎")
    assert "💎" in problem.sentence
    assert pages(pdf)[0].text("Anna")


def test_markup_prints_as_typed() -> None:
    pdf, _ = mailing_list(replace(ROW, name="<b>Ann</b> & Co"))

    assert pages(pdf)[0].text("<b>Ann</b> & Co")


def test_the_top_list_says_rank_name_profit_and_share() -> None:
    out = io.BytesIO()
    row = TopRow(rank="1", name="Vivian Castellane", amount="$12,480.00", share="4.2 %")

    print_top_list(out, replace(HEADING, title="Top 20 %"), [row], A4)

    (page,) = pages(out.getvalue())
    said = [line.text for line in page.texts]
    start = said.index("1")
    assert said[start : start + 4] == ["1", "Vivian Castellane", "$12,480.00", "4.2 %"]


def test_money_is_right_aligned() -> None:
    out = io.BytesIO()
    rows = [
        TopRow(rank=str(place), name="Ann", amount=profit, share="1 %")
        for place, profit in enumerate(["$9.00", "$12,480.00"], 1)
    ]

    print_top_list(out, HEADING, rows, A4)

    (page,) = pages(out.getvalue())
    assert page.text("$9.00").x > page.text("$12,480.00").x


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(Refused, match="nobody on the list"):
        mailing_list()


def test_the_same_list_gives_the_same_bytes_with_its_fonts_inside() -> None:
    first, _ = mailing_list(ROW, replace(ROW, name="欧阳美玲"))
    second, _ = mailing_list(ROW, replace(ROW, name="欧阳美玲"))

    assert first == second
    assert all(fonts(first).values())


def test_the_page_is_the_paper() -> None:
    (size,) = page_sizes(mailing_list(ROW)[0])

    assert size == pytest.approx((215.9, 279.4), abs=0.1)


@pytest.mark.parametrize("typed", NASTY, ids=range(len(NASTY)))
def test_whatever_was_typed_stays_on_the_list(typed: str) -> None:
    row = replace(ROW, name=typed, address_lines=(typed, typed), occasion=typed)

    pdf, _ = mailing_list(row, replace(ROW, name="After Them"))

    assert pages(pdf)[-1].text("After Them")
