"""Call sheets and birthdays on paper and in tables: all that helps, nothing that betrays."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from storebook.base.dates import Calendar, PartialDate
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.rights import NotAllowed, Right
from storebook.exchange.call_sheets import (
    CallWords,
    birthdays_csv,
    birthdays_of_month,
    call_sheet_csv,
    call_words,
)
from storebook.outreach.calls import CallSheet, call_sheet
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import PhoneDraft, add_phone
from storebook.people.departures import mark_deceased
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.wishes import WishDraft, add_wish, fulfill_wish
from storebook.printing.call_sheets import print_birthdays, print_call_sheet
from storebook.printing.sheets import A4, LETTER, Paper, landscape
from storebook.printing.tables import Heading
from storebook.staff.associates import Role, add_associate
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_couple, make_line, make_purchase, make_shopper
from tests.printing.make import LONG_NAME
from tests.printing.reading import fonts, page_sizes, pages, words

OWNER = Viewer(today=TODAY)
CLERK = Viewer(today=TODAY, role=Role.CLERK)
HEADING = Heading(title="Call sheet", note="Members", made="Ruth Hallam, 2026-11-20")


def money(cents: Cents | None) -> str:
    return "" if cents is None else f"${cents / 100:,.2f}"


def called(book: Book, *people: int, viewer: Viewer = OWNER) -> CallSheet:
    return call_sheet(book, people, viewer)


def in_words(book: Book, *people: int, viewer: Viewer = OWNER) -> list[CallWords]:
    rows = called(book, *people, viewer=viewer).rows
    return [call_words(row, money, date.isoformat) for row in rows]


def printed(rows: list[CallWords], paper: Paper = LETTER) -> bytes:
    out = io.BytesIO()
    print_call_sheet(out, HEADING, rows, paper)
    return out.getvalue()


@pytest.fixture
def margaret(book: Book) -> int:
    margaret, daniel = make_couple(book, phone="(603) 555-0142")
    add_phone(book, daniel, PhoneDraft(raw="(603) 555-0143"), shop=SHOP)
    add_kin(book, margaret, "Lucy Ashworth", Relation.CHILD, shop=SHOP, today=TODAY)
    return margaret


# -- who is called, and what is known


def test_what_was_bought_wished_and_said_stands_on_the_sheet(book: Book, margaret: int) -> None:
    make_purchase(book, margaret, make_line("Opal ring", 900_00), make_line("Care kit", 40_00))
    add_wish(book, margaret, WishDraft(description="A pearl strand"))
    log_touch(
        book,
        TouchDraft(shopper_id=margaret, day=TODAY, kind=TouchKind.CALL, text="Asked about sizing"),
        today=TODAY,
    )

    (row,) = in_words(book, margaret)

    assert row.phones == ("(603) 555-0142 mobile",)
    assert row.bought == ("2026-11-20 · Opal ring; Care kit · $940.00",)
    assert row.spent == "$940.00"
    assert row.wishes == ("A pearl strand",)
    assert row.family == ("Daniel Ashworth, spouse", "Lucy Ashworth, child")
    assert row.last_contact == "2026-11-20, call with Ruth Hallam: Asked about sizing"


def test_the_last_three_purchases_stand_newest_first_without_returns(
    book: Book, margaret: int
) -> None:
    for ago in range(5):
        make_purchase(book, margaret, make_line(f"Piece {ago}"), day=TODAY - timedelta(days=ago))
    make_purchase(book, margaret, make_line("Piece 0", quantity=-1))

    (row,) = called(book, margaret).rows

    assert [one.what for one in row.purchases] == ["Piece 0", "Piece 1", "Piece 2"]


def test_a_wish_that_was_fulfilled_is_no_wish(book: Book, margaret: int) -> None:
    wish = add_wish(book, margaret, WishDraft(description="A pearl strand"))

    fulfill_wish(book, wish, on=TODAY)

    assert called(book, margaret).rows[0].wishes == ()


def test_nobody_is_asked_after_who_died_or_parted(book: Book, margaret: int) -> None:
    daniel, lucy = book.values("SELECT id FROM shopper WHERE id <> :id ORDER BY id", id=margaret)
    mark_deceased(book, lucy, on=TODAY)
    end_tie(book, margaret, daniel, Ending.DIVORCE, on=TODAY)

    assert called(book, margaret).rows[0].family == ()


def test_people_stand_by_name_each_once(book: Book) -> None:
    ids = [make_shopper(book, name, phone="1") for name in ("Zoe Abt", "Ann Zeller", "Bo Lee")]

    rows = called(book, *ids, *ids).rows

    assert [row.name for row in rows] == ["Ann Zeller", "Bo Lee", "Zoe Abt"]


def test_who_is_not_to_be_called_is_said_with_the_reason(book: Book) -> None:
    silent = make_shopper(book, "Ada Silent", phone="(603) 555-0101")
    gone = make_shopper(book, "Bea Gone", phone="(603) 555-0102")
    unreached = make_shopper(book, "Cy Nophone")
    record_consent(
        book, silent, Channel.PHONE, {Purpose.OFFERS}, given=False, wording="No calls", day=TODAY
    )
    mark_deceased(book, gone, on=TODAY)

    sheet = called(book, silent, gone, unreached)

    assert sheet.rows == []
    assert {one.name: one.why for one in sheet.left_out} == {
        "Ada Silent": "No calls wanted",
        "Bea Gone": "Died",
        "Cy Nophone": "No phone",
    }


def test_more_people_than_anybody_calls_are_refused(book: Book) -> None:
    with pytest.raises(Refused, match="5,000 people at the most"):
        call_sheet(book, range(1, 5_002), OWNER)


# -- surprises and spend


def test_a_secret_gift_is_on_nobodys_line_until_its_day(book: Book, margaret: int) -> None:
    daniel = book.value("SELECT id FROM shopper WHERE name = 'Daniel Ashworth'")
    christmas = date(2026, 12, 25)
    wish = add_wish(book, margaret, WishDraft(description="A wished sapphire"))
    gift = make_line(
        "Sapphire ring", 5_000_00, wearer_id=margaret, secret_until=christmas, wish_id=wish
    )
    make_purchase(book, daniel, gift)
    piece = book.value("SELECT id FROM piece WHERE secret_until IS NOT NULL")
    log_touch(
        book,
        TouchDraft(
            shopper_id=daniel, day=TODAY, kind=TouchKind.CALL, text="Ring ready", piece_id=piece
        ),
        today=TODAY,
    )

    before = printed(in_words(book, margaret, daniel))
    rows = {row.name: row for row in called(book, margaret, daniel).rows}
    after = in_words(book, margaret, daniel, viewer=Viewer(today=christmas))

    for betraying in ("Sapphire", "5,000", "Ring ready"):
        assert betraying not in words(before)
    assert rows["Daniel Ashworth"].spent_cents == 0
    assert rows["Daniel Ashworth"].last_contact is None
    assert rows["Margaret Ashworth"].wishes == ("A wished sapphire",)
    assert any("Sapphire ring" in line for row in after for line in row.bought)


def test_who_may_not_see_what_shoppers_spend_gets_no_amounts(book: Book, margaret: int) -> None:
    make_purchase(book, margaret, make_line("Opal ring", 900_00))
    clerk = replace(CLERK, rights=frozenset({Right.PRINT_LISTS}))

    (row,) = in_words(book, margaret, viewer=clerk)

    assert row.bought == ("2026-11-20 · Opal ring",)
    assert row.spent == ""


def test_a_clerk_without_the_right_prints_no_list(book: Book, margaret: int) -> None:
    book.associate_id = add_associate(book, "Jun Halloran", Role.CLERK)

    with pytest.raises(NotAllowed, match="print lists"):
        called(book, margaret)
    with pytest.raises(NotAllowed, match="print lists"):
        birthdays_of_month(book, 2026, 11, shop=SHOP)


# -- on paper


def row_of(name: str = "Ann Lee") -> CallWords:
    return CallWords(
        name=name,
        phones=("(603) 555-0142 mobile",),
        bought=("2026-11-20 · Opal ring, 18k yellow · $900.00",),
        spent="$900.00",
        wishes=("A pearl strand",),
        family=("Walter, husband",),
        last_contact="2026-11-20, call with Olga: asked about sizing",
        cared_for_by="Olga Petrova",
    )


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
def test_a_call_sheet_lies_on_its_long_side(paper: Paper) -> None:
    (size,) = page_sizes(printed([row_of()], paper))

    assert size == pytest.approx((paper.height, paper.width), abs=0.1)
    assert landscape(landscape(paper)) == landscape(paper)


def test_every_page_has_its_heads_its_number_and_who_made_it() -> None:
    found = pages(printed([row_of(f"Shopper {number}") for number in range(60)]))

    assert len(found) > 3
    for number, page in enumerate(found, 1):
        said = [line.text for line in page.texts]
        assert f"Page {number} of {len(found)}" in said
        assert "Ruth Hallam, 2026-11-20" in said
        assert {"name", "bought", "wishes", "family", "notes"} <= set(said)


@pytest.mark.parametrize("name", [LONG_NAME, "欧阳美玲", "Παρασκευή Οικονόμου", "W" * 80])
def test_long_and_chinese_names_stand_whole_inside_the_paper(name: str) -> None:
    (page,) = pages(printed([row_of(name)]))

    said = "".join(line.text for line in page.texts).replace(" ", "")
    assert name.replace(" ", "") in said
    for line in page.texts:
        assert 15 < line.x < 279.4 - 10
        assert 5 < line.y < 215.9 - 10


def test_a_name_that_no_font_can_write_is_told() -> None:
    out = io.BytesIO()

    (problem,) = print_call_sheet(out, HEADING, [row_of(), row_of("שרה לוי")], LETTER)

    assert (problem.place, problem.name) == (2, "שרה לוי")


def test_the_same_sheet_gives_the_same_bytes_with_its_fonts() -> None:
    assert printed([row_of()]) == printed([row_of()])
    assert all(fonts(printed([row_of()])).values())


# -- in a table


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_is_safe_to_open_and_says_who_made_it(book: Book, tmp_path: Path) -> None:
    out = tmp_path / "calls.csv"
    rows = [row_of("=cmd|'/c calc'!A0"), row_of()]

    assert call_sheet_csv(book, out, rows, what="Call sheet", day=TODAY) == 2

    first, second = table(out)
    assert first["Name"] == "'=cmd|'/c calc'!A0"
    assert second["Made by"] == "Ruth Hallam"
    assert second["Made on"] == "2026-11-20"
    assert second["Spent"] == "$900.00"
    (noted,) = [event for event in events(book) if event.kind is EventKind.EXPORTED]
    assert noted.what == "Call sheet exported: 2 rows into “calls.csv”"


def test_a_table_needs_the_right_to_write_lists_into_files(book: Book, tmp_path: Path) -> None:
    book.associate_id = add_associate(book, "Jun Halloran", Role.CLERK)

    with pytest.raises(NotAllowed):
        call_sheet_csv(book, tmp_path / "calls.csv", [row_of()], what="Call sheet", day=TODAY)

    assert list(tmp_path.glob("*.csv")) == []


# -- the birthdays of a month


def test_birthdays_of_a_month_stand_day_by_day(book: Book) -> None:
    make_shopper(book, "Ann Lee", birthday=PartialDate(year=1966, month=2, day=14), phone="1")
    make_shopper(book, "Bo Ek", birthday=PartialDate(month=2, day=3), street="1 Elm Street")
    make_shopper(book, "Leap Day", birthday=PartialDate(year=1980, month=2, day=29))
    make_shopper(book, "Only Month", birthday=PartialDate(month=2))
    make_shopper(book, "In March", birthday=PartialDate(month=3, day=1))

    rows = birthdays_of_month(book, 2027, 2, shop=SHOP)

    assert [(row.day, row.name, row.turns) for row in rows] == [
        ("February", "Only Month", ""),
        ("February 3", "Bo Ek", ""),
        ("February 14", "Ann Lee", "61"),
        ("February 28", "Leap Day", "47"),
    ]
    assert (rows[1].town, rows[2].phone) == ("Rye", "1")


def test_december_has_its_last_day_and_nobody_who_died(book: Book) -> None:
    make_shopper(book, "New Year", birthday=PartialDate(month=12, day=31))
    gone = make_shopper(book, "Bea Gone", birthday=PartialDate(month=12, day=30))
    mark_deceased(book, gone, on=TODAY)

    assert [row.name for row in birthdays_of_month(book, 2026, 12, shop=SHOP)] == ["New Year"]


def test_a_chinese_birthday_says_so(book: Book) -> None:
    lunar = PartialDate(calendar=Calendar.CHINESE, year=1980, month=11, day=20)
    make_shopper(book, "欧阳美玲", birthday=lunar)

    (row,) = birthdays_of_month(book, 2026, 12, shop=SHOP)

    assert row.day == "December 28, by the Chinese calendar"


def test_birthdays_print_and_go_into_a_table(book: Book, tmp_path: Path) -> None:
    for number in range(60):
        make_shopper(book, f"Shopper {number}", birthday=PartialDate(month=2, day=number % 28 + 1))
    make_shopper(book, "Some Day", birthday=PartialDate(month=2))
    rows = birthdays_of_month(book, 2027, 2, shop=SHOP)
    out = io.BytesIO()

    print_birthdays(out, HEADING, rows, A4)
    birthdays_csv(book, tmp_path / "b.csv", rows, what="Birthdays", day=TODAY)

    found = pages(out.getvalue())
    assert len(found) > 1
    assert all("turns" in {line.text for line in page.texts} for page in found)
    assert [row["Name"] for row in table(tmp_path / "b.csv")] == [row.name for row in rows]
    assert [row["Day"] for row in table(tmp_path / "b.csv")[:2]] == ["2027-02", "2027-02-01"]
