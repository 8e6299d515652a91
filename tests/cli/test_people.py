"""Finding people, showing their page, and the days that are coming."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.cli.common import today
from storebook.people.departures import be_quiet_until, mark_deceased
from storebook.people.kin import Ending, end_tie
from storebook.people.notes import NoteClass, add_note
from storebook.people.occasions import set_wedding_day
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.shoppers import edit_shopper
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from storebook.people.wishes import WishDraft, add_wish
from tests.cli.running import Command, keys
from tests.make import SHOP, make_couple, make_line, make_purchase, make_shopper

MARGARET, DANIEL, WALTER = 1, 2, 3


# -- find


def test_find_tells_id_name_phone_next_day_and_how_it_matched(
    storebook: Command, shop: Path
) -> None:
    (found,) = storebook("find", shop, "0142", "--json").document

    assert found["next_occasion"]["when"].startswith("--")
    assert found["next_occasion"].keys() == {"kind", "title", "when", "day"}
    assert found == {
        "id": MARGARET,
        "name": "Margaret Ashworth",
        "phone": "(603) 555-0142",
        "next_occasion": {
            **found["next_occasion"],
            "kind": "birthday",
            "title": None,
            "day": (today() + timedelta(days=3)).isoformat(),
        },
        "match": "phone",
        "matched": "phone ends 0142",
        "deceased_on": None,
    }


def test_find_tells_a_person_the_same_on_one_line(storebook: Command, shop: Path) -> None:
    (line,) = storebook("find", shop, "0142").lines

    coming = (today() + timedelta(days=3)).isoformat()
    assert line == f"1  Margaret Ashworth  (603) 555-0142  birthday {coming}  phone ends 0142"


def test_find_finds_nobody_who_is_not_there(storebook: Command, shop: Path) -> None:
    assert storebook("find", shop, "zzzqqq", "--json").document == []
    assert storebook("find", shop, "zzzqqq").lines == ["Nobody was found."]
    misread = storebook("find", shop, "9 9998").lines
    assert misread == ["Nobody was found. If it is a card number, one digit of it is wrong."]
    assert storebook("find", shop, "", "--json").document == []


def test_find_gives_no_more_than_was_asked_for(storebook: Command, shop: Path) -> None:
    with Book.open(shop) as book:
        for number in range(30):
            make_shopper(book, f"Ann Lee {number}")

    assert len(storebook("find", shop, "ann", "--json").document) == 20
    assert len(storebook("find", shop, "ann", "--limit", 3, "--json").document) == 3
    assert len(storebook("find", shop, "ann", "--limit", 100, "--json").document) == 30


@pytest.mark.parametrize(
    "text", ["O'Brien", "50%", '"', "*", "王", "小明", "strasse", "Straße", "a" * 10_000, "-", "("]
)
def test_find_takes_any_text(storebook: Command, shop: Path, text: str) -> None:
    with Book.open(shop) as book:
        for name in ("Patrick O'Brien", "王小明", "Jürgen Straße"):
            make_shopper(book, name)

    found = storebook("find", shop, "--json", "--", text).document

    assert {one["name"] for one in found} == {
        "O'Brien": {"Patrick O'Brien"},
        "王": {"王小明"},
        "小明": {"王小明"},
        "strasse": {"Jürgen Straße"},
        "Straße": {"Jürgen Straße"},
    }.get(text, set())


def test_find_says_of_the_dead_that_they_died(storebook: Command, shop: Path) -> None:
    with Book.open(shop) as book:
        mark_deceased(book, WALTER, on=date(2026, 1, 5))

    (found,) = storebook("find", shop, "walter", "--json").document
    assert (found["deceased_on"], found["next_occasion"]) == ("2026-01-05", None)
    assert "died 2026-01-05" in storebook("find", shop, "walter").out


# -- show


def full_page(path: Path) -> None:
    with Book.open(path) as book:
        edit_shopper(
            book,
            MARGARET,
            shop=SHOP,
            today=today(),
            income_band="over 250k",
            personality="haggles for sport",
            occupation="architect",
            tags=("garden club",),
        )
        add_note(book, MARGARET, "Likes the window seat.", day=today())
        add_note(book, MARGARET, "Slow payer.", day=today(), kind=NoteClass.OWNER)
        add_preference(book, MARGARET, PreferenceKind.ALLERGY, "nickel")
        add_size(book, MARGARET, SizeDraft(body_part=BodyPart.LEFT_RING, text="6 1/4"), shop=SHOP)
        add_wish(book, MARGARET, WishDraft(description="A bangle", price_cents=Cents(90_000)))
        make_purchase(book, MARGARET, make_line("Pearl strand, 18 in", 142_000), day=today())


PAGE = {
    "shopper", "owner_facts", "member", "spend", "phones", "emails", "addresses", "household",
    "kin", "occasions", "sizes", "preferences", "wishes", "pieces", "consent", "tasks", "notes",
    "tags", "own", "photos", "timeline",
}  # fmt: skip


def test_show_tells_the_whole_page(storebook: Command, shop: Path) -> None:
    full_page(shop)

    page = storebook("show", shop, MARGARET, "--json").document

    assert page.keys() == PAGE
    assert page["shopper"]["name"] == "Margaret Ashworth"
    assert [one["name"] for one in page["kin"]] == ["Daniel Ashworth"]
    assert page["spend"]["total_cents"] == 142_000
    assert page["owner_facts"] == {
        "income_band": "over 250k",
        "personality": "haggles for sport",
    }
    assert {one["text"] for one in page["notes"]} == {"Likes the window seat.", "Slow payer."}
    assert [one["entered"] for one in page["sizes"]] == ["6 1/4"]
    (bought,) = [one for one in page["timeline"] if one["kind"] == "purchase"]
    assert (bought["title"], bought["amount_cents"]) == ("Pearl strand, 18 in", 142_000)


def test_a_clerk_sees_nothing_that_is_the_owners(storebook: Command, shop: Path) -> None:
    full_page(shop)

    for answer in (
        storebook("show", shop, MARGARET, "--as", "clerk"),
        storebook("show", shop, MARGARET, "--as", "clerk", "--json"),
    ):
        assert answer.code == 0
        assert "window seat" in answer.out
        for secret in ("250k", "haggles", "Slow payer"):
            assert secret not in answer.out


def test_the_owner_reads_everything_on_the_page(storebook: Command, shop: Path) -> None:
    full_page(shop)

    text = storebook("show", shop, MARGARET).out

    for known in (
        "Margaret Ashworth", "(603) 555-0142", "12 Ocean Road", "Daniel Ashworth (2), spouse",
        "Allergy", "nickel", "left ring finger, 6 1/4", "A bangle", "garden club",
        "Slow payer.", "over 250k", "Pearl strand", "$1,420.00", "architect",
    ):  # fmt: skip
        assert known in text, known


def test_a_name_is_shown_as_it_was_typed(storebook: Command, shop: Path) -> None:
    with Book.open(shop) as book:
        odd = make_shopper(book, "<b>Ann</b> & {0} %s 💎")

    assert "<b>Ann</b> & {0} %s 💎" in storebook("show", shop, odd).out
    page = storebook("show", shop, odd, "--json").document
    assert page["shopper"]["name"] == "<b>Ann</b> & {0} %s 💎"


def test_nobody_is_shown_who_is_not_there(storebook: Command, shop: Path) -> None:
    assert "no shopper 99" in storebook("show", shop, 99).refusal
    assert "no shopper" in storebook("show", shop, 10**30).refusal
    assert "no shopper" in storebook("show", shop, 0).refusal
    assert "abc" in storebook("show", shop, "abc").wrong_usage
    assert "--as" in storebook("show", shop, 1, "--as", "thief").wrong_usage


# -- today


def born_on(book: Book, name: str, month: int, day: int) -> int:
    return make_shopper(
        book, name, today=today(), birthday=PartialDate(year=1970, month=month, day=day)
    )


def test_twenty_december_looks_into_january_first_day_included(
    storebook: Command, path: Path
) -> None:
    with Book.open(path) as book:
        for name, month, day in (
            ("Day Before", 12, 19),
            ("First Day", 12, 20),
            ("New Year", 1, 1),
            ("Last Day", 1, 18),
            ("Day After", 1, 19),
        ):
            born_on(book, name, month, day)

    found = storebook("today", path, "--on", "2026-12-20", "--days", 30, "--json").document

    assert [(one["day"], one["name"]) for one in found] == [
        ("2026-12-20", "First Day"),
        ("2027-01-01", "New Year"),
        ("2027-01-18", "Last Day"),
    ]
    assert keys(found) == {
        "day", "kind", "occasion", "shopper_id", "name", "partner_id", "years", "when", "written",
    }  # fmt: skip
    assert (found[1]["years"], found[1]["when"]) == (57, "1970-01-01")


def test_one_day_is_one_day(storebook: Command, path: Path) -> None:
    with Book.open(path) as book:
        born_on(book, "First Day", 12, 20)
        born_on(book, "Next Day", 12, 21)

    found = storebook("today", path, "--on", "2026-12-20", "--days", 1, "--json").document

    assert [one["name"] for one in found] == ["First Day"]
    nobody = storebook("today", path, "--on", "2026-05-01", "--days", 1)
    assert nobody.lines == ["No occasions on this day."]


def test_a_leap_day_is_kept_in_february(storebook: Command, path: Path) -> None:
    with Book.open(path) as book:
        make_shopper(book, "Lena Leapworth", birthday=PartialDate(month=2, day=29))

    found = storebook("today", path, "--on", "2027-02-28", "--days", 1, "--json").document

    assert [(one["when"], one["years"]) for one in found] == [("--02-29", None)]


def test_today_tells_couples_that_are_couples_and_the_living(
    storebook: Command, path: Path
) -> None:
    with Book.open(path) as book:
        when = PartialDate(year=2001, month=12, day=24)
        for first, second in (("Ann", "Bob"), ("Cleo", "Dan"), ("Eve", "Finn")):
            one, other = make_couple(book, f"{first} Lee", f"{second} Lee")
            set_wedding_day(book, one, when, partner_id=other)
            if first == "Cleo":
                end_tie(book, one, other, Ending.DIVORCE, on=date(2026, 5, 1))
            if first == "Eve":
                mark_deceased(book, other, on=date(2026, 5, 1))
        quiet = born_on(book, "Quiet One", 12, 24)
        be_quiet_until(book, quiet, today() + timedelta(days=400), today=today())

    found = storebook("today", path, "--on", "2026-12-24", "--days", 1, "--json").document

    assert [one["name"] for one in found] == ["Ann Lee & Bob Lee", "Quiet One"]
    assert found[0]["occasion"] == "Anniversary, 25 years"


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "0001-01-01", "9999-12-31", "", "31"])
def test_a_day_that_is_none_is_refused(storebook: Command, path: Path, day: str) -> None:
    assert storebook("today", path, "--on", day).refusal
    assert storebook("top", path, "--on", day).refusal
    assert storebook("sell", path, 1, "--line", "Ring;10", "--on", day).refusal
    assert storebook("demo", path.with_name("d.book"), "--today", day).refusal


@pytest.mark.parametrize("days", ["0", "-1", "367", "many", "1.5", "9" * 50])
def test_a_number_of_days_that_is_none_is_wrong_usage(
    storebook: Command, path: Path, days: str
) -> None:
    assert storebook("today", path, "--days", days).wrong_usage
    assert storebook("print", "cards", path, "--days", days, "--out", "x.pdf").wrong_usage
