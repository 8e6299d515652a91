"""Whatever is done to people is undone step by step, exactly, and can be done again."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from storebook.base.dates import Calendar, LeapDayRule, PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.check import check_book
from storebook.book.history import changes, redo_last, undo_last
from storebook.people.consent import Channel, Purpose, record_consent, stop_everything
from storebook.people.contact_points import (
    EmailDraft,
    PhoneDraft,
    add_phone,
    addresses,
    emails,
    leave_address,
    mark_address_returned,
    phones,
)
from storebook.people.departures import (
    archive,
    be_quiet_until,
    mark_deceased,
    mark_moved_away,
    unarchive,
    unmark_deceased,
    unmark_moved_away,
)
from storebook.people.households import couple, household_of, leave_household, make_household
from storebook.people.kin import Ending, Relation, add_kin, end_tie, kin_of, remove_kin
from storebook.people.notes import NoteClass, add_note
from storebook.people.occasions import add_occasion, set_birthday, set_wedding_day
from storebook.people.own_fields import OwnFieldKind, add_own_field, own_fields
from storebook.people.preferences import (
    BodyPart,
    PreferenceKind,
    SizeDraft,
    add_preference,
    add_size,
    set_budget,
)
from storebook.people.shoppers import ShopperDraft, add_shopper, edit_shopper
from storebook.people.wishes import WishDraft, add_wish, fulfill_wish, remove_wish, wishes_of
from storebook.staff.viewer import Viewer
from tests.make import (
    SHOP,
    TODAY,
    add_address,
    join_household,
    make_address,
    pick_address,
    remove_address,
    set_couple_line,
    set_own_value,
    set_tags,
)

NAMES = ("Ann Lee", "Éloïse O'Brien", "王小明", "Bob <b>Stone</b>", "Ann Lee", "Peggy")
Deed = Callable[[Book, Random, int, int], Any]


def some_day(chance: Random) -> PartialDate:
    return chance.choice(
        [
            PartialDate(month=chance.randint(1, 12)),
            PartialDate(month=chance.randint(1, 12), day=chance.randint(1, 28)),
            PartialDate(year=chance.randint(1930, 2008), month=6, day=15),
            PartialDate(month=2, day=29, leap_day_rule=chance.choice(list(LeapDayRule))),
            PartialDate(calendar=Calendar.CHINESE, month=8, day=30, leap_month=True),
        ]
    )


def some_draft(chance: Random) -> ShopperDraft:
    return ShopperDraft(
        name=chance.choice(NAMES),
        family=chance.choice(["", "Lee"]),
        phones=(PhoneDraft(raw="603 555 0142"),) if chance.random() < 0.5 else (),
        addresses=(make_address(),) if chance.random() < 0.5 else (),
        birthday=some_day(chance) if chance.random() < 0.5 else None,
        wedding=some_day(chance) if chance.random() < 0.2 else None,
        tags=("opera",) if chance.random() < 0.3 else (),
    )


def edit(book: Book, chance: Random, one: int, other: int) -> None:
    """Some of the fields of a form, lists among them."""
    known = [PhoneDraft(id=phone.id, raw=phone.raw) for phone in phones(book, one)]
    fields: dict[str, Any] = {
        "name": chance.choice(NAMES),
        "nickname": chance.choice(["", "Peggy"]),
        "greeting_line": chance.choice(["", "Hello"]),
        "referrer_id": chance.choice([None, other]),
        "phones": [*known[1:], PhoneDraft(raw="603 555 0199")],
        "emails": [EmailDraft(id=email.id, raw="new@example.com") for email in emails(book, one)],
        "addresses": [make_address("2 Main St")],
        "birthday": chance.choice([None, some_day(chance)]),
        "tags": chance.sample(["opera", "golf", "Chess"], 2),
    }
    chosen = chance.sample(sorted(fields), chance.randint(1, 4))
    edit_shopper(book, one, shop=SHOP, today=TODAY, **{name: fields[name] for name in chosen})


def on_an_address(deed: Callable[[Book, int], object]) -> Deed:
    def act(book: Book, chance: Random, one: int, other: int) -> None:
        if on_file := addresses(book, one):
            deed(book, chance.choice(on_file).id)

    return act


def in_the_household(deed: Callable[[Book, int, int], object]) -> Deed:
    """Do something to the household of the one, with the other."""

    def act(book: Book, chance: Random, one: int, other: int) -> None:
        if at := household_of(book, one):
            deed(book, at.id, other)

    return act


def on_a_wish(deed: Callable[[Book, int], object]) -> Deed:
    def act(book: Book, chance: Random, one: int, other: int) -> None:
        if wishes := wishes_of(book, one, Viewer(today=TODAY)):
            deed(book, chance.choice(wishes).id)

    return act


def untie(book: Book, chance: Random, one: int, other: int) -> None:
    if kin := kin_of(book, one):
        remove_kin(book, chance.choice(kin).kin_id)


def answer(book: Book, chance: Random, one: int, other: int) -> None:
    fields = own_fields(book)
    if not fields:
        add_own_field(book, "Glove size", OwnFieldKind.NUMBER)
    else:
        set_own_value(book, one, fields[0].id, chance.choice(["", "7", "8.5"]))


def pick(book: Book, chance: Random, one: int, other: int) -> None:
    at, on_file = household_of(book, one), addresses(book, one)
    if at and on_file:
        pick_address(book, at.id, chance.choice(on_file).id)


def hang_up(book: Book, chance: Random, one: int, other: int) -> None:
    kept = [PhoneDraft(id=phone.id, raw=phone.raw) for phone in phones(book, one)[1:]]
    edit_shopper(book, one, shop=SHOP, today=TODAY, phones=kept)


def tie(book: Book, chance: Random, one: int, other: int) -> None:
    relation = chance.choice([*Relation, Relation.SPOUSE, Relation.SPOUSE, Relation.PARTNER])
    whom: int | str = other if chance.random() < 0.5 else "Daniel Lee"
    add_kin(book, one, whom, relation, shop=SHOP, today=TODAY)


DEEDS: list[Deed] = [
    lambda book, chance, one, other: add_shopper(book, some_draft(chance), shop=SHOP, today=TODAY),
    edit,
    tie,
    lambda book, chance, one, other: end_tie(
        book, one, other, Ending.DIVORCE, on=TODAY, leaves=chance.choice([None, one, other])
    ),
    untie,
    lambda book, chance, one, other: mark_deceased(book, one, on=TODAY, note="told by her son"),
    lambda book, chance, one, other: unmark_deceased(book, one, reason="false", shop=SHOP),
    lambda book, chance, one, other: mark_moved_away(book, one, on=TODAY),
    lambda book, chance, one, other: unmark_moved_away(book, one),
    lambda book, chance, one, other: archive(book, one, on=TODAY),
    lambda book, chance, one, other: unarchive(book, one),
    lambda book, chance, one, other: be_quiet_until(
        book, one, chance.choice([None, date(2026, 12, 1), TODAY]), today=TODAY
    ),
    lambda book, chance, one, other: make_household(book, [one, other], shop=SHOP),
    lambda book, chance, one, other: leave_household(book, one),
    in_the_household(lambda book, at, other: join_household(book, other, at)),
    in_the_household(lambda book, at, other: set_couple_line(book, at, "The Lees", "Dear Lees")),
    pick,
    lambda book, chance, one, other: add_phone(
        book, one, PhoneDraft(raw=chance.choice(["603 555 0100", "none"])), shop=SHOP
    ),
    hang_up,
    lambda book, chance, one, other: add_address(book, one, make_address("9 Far Ln")),
    on_an_address(remove_address),
    on_an_address(lambda book, at: leave_address(book, at, on=TODAY)),
    on_an_address(lambda book, at: mark_address_returned(book, at, on=TODAY, reason="vacant")),
    lambda book, chance, one, other: set_birthday(
        book, one, chance.choice([None, some_day(chance)]), today=TODAY
    ),
    lambda book, chance, one, other: set_wedding_day(
        book, one, chance.choice([None, some_day(chance)]), partner_id=chance.choice([None, other])
    ),
    lambda book, chance, one, other: add_occasion(book, one, "First ring", some_day(chance)),
    lambda book, chance, one, other: add_note(
        book, one, "Tea.", day=TODAY, kind=chance.choice(list(NoteClass))
    ),
    lambda book, chance, one, other: set_tags(book, one, *chance.sample(["a", "B", "c", " "], 2)),
    answer,
    lambda book, chance, one, other: add_size(
        book, one, SizeDraft(body_part=BodyPart.FINGER, text=chance.choice(["6", "x"])), shop=SHOP
    ),
    lambda book, chance, one, other: add_preference(
        book, one, chance.choice(list(PreferenceKind)), chance.choice(["nickel", "Opal"])
    ),
    lambda book, chance, one, other: set_budget(book, one, chance.choice(["", "$2,000"])),
    lambda book, chance, one, other: add_wish(
        book, one, WishDraft(description="Pearls", confidants=(other,))
    ),
    on_a_wish(lambda book, wish: fulfill_wish(book, wish, on=TODAY)),
    on_a_wish(remove_wish),
    lambda book, chance, one, other: record_consent(
        book,
        one,
        chance.choice(list(Channel)),
        chance.sample(list(Purpose), 2),
        given=chance.random() < 0.5,
        wording="May we?",
        day=TODAY,
    ),
    lambda book, chance, one, other: stop_everything(book, one, wording="Stop.", day=TODAY),
]


def content(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the history itself and the insides of the search indexes."""
    tables = book.values(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'
          AND name NOT LIKE 'change%' AND name NOT LIKE 'shopper_word_%'
          AND name NOT LIKE 'shopper_inside_%' AND name NOT LIKE '%migrations%'
        ORDER BY name
        """
    )
    return {
        table: book.rows(f'SELECT * FROM "{table}" ORDER BY 1')  # noqa: S608 - our own tables
        for table in tables
    }


def assert_sound(book: Book) -> None:
    """Every check of the book is good, those of the search indexes among them."""
    assert [check for check in check_book(book) if not check.good] == []


def assert_sensible(book: Book) -> None:
    """Nobody is one of two couples, no household is empty, no dead one is named on joined mail."""
    ties = book.values(
        """
        SELECT max(ties) FROM (
            SELECT count(*) AS ties FROM (
                SELECT shopper_id AS id, relation, ended_on FROM kin
                UNION ALL SELECT other_id, relation, ended_on FROM kin
            )
            WHERE relation IN ('spouse', 'partner') AND ended_on IS NULL GROUP BY id
        )
        """
    )
    assert ties[0] in (None, 1)
    lived_in = "SELECT 1 FROM shopper WHERE shopper.household_id = household.id"
    assert book.values(f"SELECT id FROM household WHERE NOT EXISTS ({lived_in})") == []  # noqa: S608
    for household_id, line in book.rows("SELECT id, couple_line FROM household"):
        if line is not None and line != "The Lees":
            assert couple(book, household_id) is not None


def do(book: Book, chance: Random, deed: Deed) -> bool:
    """Do it to two people drawn by lot; whether anything was saved."""
    people = book.values("SELECT id FROM shopper ORDER BY id") or [1]
    saved = book.changed_count
    deed(book, chance, chance.choice(people), chance.choice(people))
    return book.changed_count > saved


def live_a_little(book: Book, seed: int, deeds: list[int]) -> list[dict[str, Any]]:
    """Do these deeds one after the other; returns what the book held before and after each."""
    chance = Random(seed)
    states = [content(book)]
    for deed in deeds:
        try:
            if do(book, chance, DEEDS[deed]):
                states.append(content(book))
        except Refused:
            assert content(book) == states[-1], "a refusal saved something"
    return states


@settings(max_examples=40)
@given(seed=st.integers(0, 10_000), deeds=st.lists(st.integers(0, len(DEEDS) - 1), max_size=30))
def test_random_lives_are_undone_exactly_and_done_again(
    empty_book: Path, seed: int, deeds: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copy(empty_book, folder))
        book = Book.open(path)
        try:
            states = live_a_little(book, seed, [0, 0, 0, 2, 2, *deeds])
            assert_sensible(book)
            steps = len(states) - 1
            for before in reversed(states[:-1]):
                undo_last(book)
                assert content(book) == before
            assert_sound(book)
            for after in states[1:]:
                redo_last(book)
                assert content(book) == after
            assert len(changes(book, limit=1_000)) == 3 * steps
            assert_sound(book)
        finally:
            book.close()


def test_every_deed_of_these_lives_saves_something(book: Book) -> None:
    chance = Random(1)
    saved = set()
    for number in range(40 * len(DEEDS)):
        deed = number % len(DEEDS)
        with suppress(Refused):
            if do(book, chance, DEEDS[deed]):
                saved.add(deed)

    assert saved == set(range(len(DEEDS)))
