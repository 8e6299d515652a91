"""Sizes, tastes, allergies, budget and wishes: what helps to choose, shown to whom it may be."""

from datetime import date

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.history import changes
from storebook.book.shop import Shop
from storebook.people.departures import mark_deceased
from storebook.people.preferences import (
    BodyPart,
    Method,
    PreferenceKind,
    SizeDraft,
    add_preference,
    add_size,
    allergies_of,
    edit_preference,
    preferences_of,
    remove_preference,
    remove_size,
    set_budget,
    sizes_of,
)
from storebook.people.ring_sizes import SizeSystem
from storebook.people.wishes import (
    WishDraft,
    add_wish,
    edit_wish,
    fulfill_wish,
    remove_wish,
    wishes_of,
    wishes_told_to,
)
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_couple, make_line, make_purchase, make_shopper

OWNER = Viewer(today=TODAY)
CHRISTMAS = date(2026, 12, 25)
PRIVATE = Viewer(today=TODAY, private=True)
TRILOGY = WishDraft(
    description="Old-cut trilogy ring, platinum",
    price_cents=Cents(9_400_00),
    seen_on=date(2025, 12, 12),
)


def test_a_size_is_kept_in_millimeters_with_the_words_it_was_told_in(book: Book) -> None:
    ann = make_shopper(book)

    add_size(
        book,
        ann,
        SizeDraft(
            body_part=BodyPart.LEFT_RING,
            text="6¼",
            method=Method.SIZER,
            measured_on=date(2025, 3, 1),
        ),
        shop=SHOP,
    )

    size = sizes_of(book, ann)[0]
    assert (size.hundredths_mm, size.system, size.entered) == (5251, SizeSystem.US, "6¼")
    assert (size.method, size.measured_on, size.current) == (Method.SIZER, date(2025, 3, 1), True)


def test_the_newest_measurement_of_a_finger_holds_and_older_ones_are_kept(book: Book) -> None:
    ann = make_shopper(book)
    for text, day in (("7", date(2025, 1, 1)), ("6½", date(2023, 1, 1)), ("8", None)):
        draft = SizeDraft(body_part=BodyPart.RIGHT_MIDDLE, text=text, measured_on=day)
        add_size(book, ann, draft, shop=SHOP)
    add_size(book, ann, SizeDraft(body_part=BodyPart.WRIST, text="6½ in"), shop=SHOP)

    sizes = sizes_of(book, ann)

    assert [(size.entered, size.current) for size in sizes] == [
        ("7", True),
        ("6½ in", True),
        ("6½", False),
        ("8", False),
    ]


def test_a_size_is_told_in_the_way_of_the_shops_country(book: Book) -> None:
    ann = make_shopper(book)
    british = Shop(country="GB")

    add_size(book, ann, SizeDraft(body_part=BodyPart.LEFT_RING, text="N"), shop=british)
    add_size(book, ann, SizeDraft(body_part=BodyPart.NECK, text="18"), shop=british)

    assert {size.system for size in sizes_of(book, ann)} == {SizeSystem.UK, SizeSystem.INCH}


def test_ears_are_told_in_words(book: Book) -> None:
    ann = make_shopper(book)

    add_size(book, ann, SizeDraft(body_part=BodyPart.EARS, text="pierced, lever back"), shop=SHOP)

    size = sizes_of(book, ann)[0]
    assert (size.entered, size.measurement) == ("pierced, lever back", None)


@pytest.mark.parametrize("text", ["", "huge", "99", "x" * 50])
def test_what_fits_no_finger_is_refused(book: Book, text: str) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused) as refused:
        add_size(book, ann, SizeDraft(body_part=BodyPart.LEFT_RING, text=text), shop=SHOP)

    assert refused.value.field == "size"
    assert sizes_of(book, ann) == []


def test_a_measurement_that_was_a_mistake_goes(book: Book) -> None:
    ann = make_shopper(book)
    size = add_size(book, ann, SizeDraft(body_part=BodyPart.FINGER, text="6"), shop=SHOP)

    remove_size(book, size)

    assert sizes_of(book, ann) == []
    with pytest.raises(Refused):
        remove_size(book, size)


def test_tastes_come_kind_by_kind_in_the_order_they_were_told(book: Book) -> None:
    ann = make_shopper(book)
    add_preference(book, ann, PreferenceKind.STONE, "sapphire")
    add_preference(book, ann, PreferenceKind.METAL, "18k yellow")
    add_preference(book, ann, PreferenceKind.STONE, "old cuts", told_on=TODAY)
    add_preference(book, ann, PreferenceKind.HERE, "tea; the window seat")

    found = preferences_of(book, ann, OWNER)

    assert [(one.kind.value, one.value) for one in found] == [
        ("here", "tea; the window seat"),
        ("metal", "18k yellow"),
        ("stone", "sapphire"),
        ("stone", "old cuts"),
    ]


def test_an_allergy_is_an_alert_in_every_mode(book: Book) -> None:
    ann = make_shopper(book)
    add_preference(book, ann, PreferenceKind.ALLERGY, "nickel")

    assert allergies_of(book, ann) == ["nickel"]
    assert [one.value for one in preferences_of(book, ann, PRIVATE)] == ["nickel"]


def test_the_same_taste_twice_is_one_with_the_newer_note(book: Book) -> None:
    ann = make_shopper(book)
    first = add_preference(book, ann, PreferenceKind.ALLERGY, "Nickel", note="told by her")

    again = add_preference(book, ann, PreferenceKind.ALLERGY, "nickel", note="a rash in May")

    assert again == first
    kept = preferences_of(book, ann, OWNER)[0]
    assert (kept.value, kept.note) == ("Nickel", "a rash in May")


def test_a_taste_is_corrected_and_removed(book: Book) -> None:
    ann = make_shopper(book)
    opal = add_preference(book, ann, PreferenceKind.STONE, "opal")
    ruby = add_preference(book, ann, PreferenceKind.STONE, "ruby")

    with pytest.raises(Refused, match="on the list already"):
        edit_preference(book, ruby, "OPAL")
    edit_preference(book, ruby, "garnet")
    remove_preference(book, opal)

    assert [one.value for one in preferences_of(book, ann, OWNER)] == ["garnet"]
    with pytest.raises(Refused):
        add_preference(book, ann, PreferenceKind.STONE, " ")


def test_the_budget_is_one_band_that_a_private_screen_does_not_show(book: Book) -> None:
    ann = make_shopper(book)

    set_budget(book, ann, "$2,000 to $5,000", note="for the anniversary")
    set_budget(book, ann, "$5,000 to $9,000")

    assert [one.value for one in preferences_of(book, ann, OWNER)] == ["$5,000 to $9,000"]
    assert preferences_of(book, ann, PRIVATE) == []
    set_budget(book, ann, "")
    assert preferences_of(book, ann, OWNER) == []


def test_a_wish_says_who_may_be_told(book: Book) -> None:
    margaret, daniel = make_couple(book)

    add_wish(book, margaret, WishDraft(description="Pearl strand", confidants=(daniel,)))

    wish = wishes_of(book, margaret, OWNER)[0]
    assert [one.name for one in wish.confidants] == ["Daniel Ashworth"]
    told = wishes_told_to(book, daniel, OWNER)
    assert [(one.name, one.description) for one in told] == [("Margaret Ashworth", "Pearl strand")]
    assert wishes_told_to(book, margaret, OWNER) == []


def test_a_price_is_not_on_a_private_screen(book: Book) -> None:
    ann = make_shopper(book)
    add_wish(book, ann, TRILOGY)

    assert wishes_of(book, ann, OWNER)[0].price_cents == 9_400_00
    assert wishes_of(book, ann, PRIVATE)[0].price_cents is None


def test_open_wishes_come_first_the_latest_seen_first(book: Book) -> None:
    ann = make_shopper(book)
    first = add_wish(book, ann, TRILOGY)
    add_wish(book, ann, WishDraft(description="Bracelet"))
    add_wish(book, ann, WishDraft(description="Clasp", seen_on=TODAY))

    fulfill_wish(book, first, on=TODAY)

    found = [(wish.description, wish.fulfilled_on) for wish in wishes_of(book, ann, OWNER)]
    assert found == [
        ("Clasp", None),
        ("Bracelet", None),
        ("Old-cut trilogy ring, platinum", TODAY),
    ]


def test_a_wish_bought_in_secret_reads_as_before_for_all_but_its_giver(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = make_shopper(book, "Clara Nunn")
    told = WishDraft(description="Pearl strand", confidants=(daniel, clara))
    wish = add_wish(book, margaret, told)
    (as_told,) = before = wishes_told_to(book, clara, OWNER)
    with book.change("Purchase recorded for Daniel Ashworth", [daniel]) as change:
        piece = change.insert(
            "piece",
            giver_id=daniel,
            wearer_id=margaret,
            description="Pearl strand",
            secret_until=CHRISTMAS,
        )
        change.update("wish", wish, fulfilled_on=TODAY, piece_id=piece)

    on_the_day = Viewer(today=CHRISTMAS)
    assert wishes_of(book, margaret, OWNER)[0].fulfilled_on is None
    assert wishes_told_to(book, clara, OWNER) == before
    assert wishes_told_to(book, daniel, OWNER) == []
    assert wishes_of(book, margaret, on_the_day)[0].fulfilled_on == TODAY
    assert wishes_told_to(book, clara, on_the_day) == []
    assert as_told.description == "Pearl strand"


def test_a_wish_that_came_true_some_other_way_is_done_though_a_gift_is_kept_secret(
    book: Book,
) -> None:
    margaret, daniel = make_couple(book)
    wish = add_wish(book, margaret, WishDraft(description="Pearl strand"))
    line = make_line(wearer_id=margaret, wish_id=wish, secret_until=CHRISTMAS)
    make_purchase(book, daniel, line)

    fulfill_wish(book, wish, on=TODAY)

    assert wishes_of(book, margaret, OWNER)[0].fulfilled_on == TODAY


def test_a_wish_is_corrected_and_removed_with_who_was_told(book: Book) -> None:
    margaret, daniel = make_couple(book)
    wish = add_wish(book, margaret, WishDraft(description="Pearls", confidants=(daniel,)))

    edit_wish(book, wish, WishDraft(description="Pearl strand", category="necklace"))
    kept = wishes_of(book, margaret, OWNER)[0]
    assert (kept.description, kept.category, kept.confidants) == ("Pearl strand", "necklace", ())
    remove_wish(book, wish)

    assert wishes_of(book, margaret, OWNER) == []
    with pytest.raises(Refused, match="removed meanwhile"):
        remove_wish(book, wish)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (WishDraft(description=" "), "description"),
        (WishDraft(description="x" * 301), "description"),
        (WishDraft(description="Ring", price_cents=Cents(-1)), "price"),
        (WishDraft(description="Ring", confidants=(99,)), "shopper"),
        (WishDraft(description="Ring", confidants=(1,)), "confidants"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(book: Book, draft: WishDraft, field: str) -> None:
    ann = make_shopper(book)
    before = changes(book)

    with pytest.raises(Refused) as refused:
        add_wish(book, ann, draft)

    assert refused.value.field == field
    assert changes(book) == before


def test_the_wishes_of_the_dead_are_told_to_nobody(book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_wish(book, margaret, WishDraft(description="Pearls", confidants=(daniel,)))

    mark_deceased(book, margaret, on=TODAY)

    assert wishes_told_to(book, daniel, OWNER) == []
