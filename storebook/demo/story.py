"""The families everybody in the invented shop talks about: a secret gift, a widow, a couple that
parted.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.club.members import EnrollmentDraft, enroll
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import Direction, TouchDraft, TouchKind, log_touch
from storebook.people.consent import Channel, Purpose, record_consent
from storebook.people.contact_points import (
    AddressDraft,
    EmailDraft,
    PhoneDraft,
    Use,
    addresses,
    mark_address_returned,
)
from storebook.people.departures import be_quiet_until, mark_deceased, mark_moved_away
from storebook.people.kin import Ending, Relation, add_kin, end_tie
from storebook.people.notes import NoteClass, add_note
from storebook.people.occasions import set_birthday, set_wedding_day
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.shoppers import Gender, ShopperDraft, Standing, add_shopper
from storebook.people.sizes import BodyPart, SizeDraft, add_size
from storebook.people.wishes import WishDraft, add_wish
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft
from storebook.sales.recording import record_purchase

# How many people the stories bring along.
STORY_PEOPLE = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Where and when the stories are told."""

    book: Book
    shop: Shop
    today: date

    def person(self, name: str, birthday: PartialDate | None = None, **fields: object) -> int:
        given, _, family = name.partition(" ")
        told = {"given": given, "family": family, "birthday": birthday, **fields}
        draft = ShopperDraft(name=name, **told)  # type: ignore[arg-type]
        return add_shopper(self.book, draft, shop=self.shop, today=self.today)

    def in_days(self, days: int) -> PartialDate:
        """A day of the year that many days from today, its year unknown."""
        day = self.today + timedelta(days=days)
        return PartialDate(month=day.month, day=day.day)

    def born(self, age: int, days: int) -> PartialDate:
        """Somebody who turns `age` in that many days."""
        day = self.today + timedelta(days=days)
        return PartialDate(year=day.year - age, month=day.month, day=min(day.day, 28))

    def sale(self, buyer: int, days_ago: int, *lines: LineDraft, occasion: str = "") -> int:
        draft = PurchaseDraft(
            day=self.today - timedelta(days=days_ago),
            shopper_id=buyer,
            lines=lines,
            occasion_text=occasion,
        )
        return record_purchase(self.book, draft, shop=self.shop, today=self.today)


def tell_stories(book: Book, shop: Shop, today: date) -> None:
    """Write the stories into the book through the same actions that the window uses."""
    teller = Teller(book=book, shop=shop, today=today)
    ashworths(teller)
    finches(teller)
    parted_couple(teller)
    left_out(teller)
    for what, days in (
        ("Thank-you note by hand to Owen Tran", -1),
        ("Order silk for restringing", 3),
    ):
        add_task(book, TaskDraft(what=what, due_on=today + timedelta(days=days)))


def ashworths(teller: Teller) -> None:
    """Margaret and Daniel: tastes, sizes, a wish, and the gift she must not know of yet."""
    book, shop, today = teller.book, teller.shop, teller.today
    margaret = teller.person(
        "Margaret Ashworth",
        teller.born(60, 6),
        nickname="Maggie",
        gender=Gender.WOMAN,
        since=today - timedelta(days=4580),
        phones=(PhoneDraft(raw="(603) 555-0142"),),
        emails=(EmailDraft(raw="maggie.ashworth@example.com"),),
        addresses=(AddressDraft(lines="12 Ocean Road", city="Rye", region="NH", postcode="03870"),),
        tags=("garden club",),
    )
    daniel = add_kin(book, margaret, husband(today), Relation.SPOUSE, shop=shop, today=today)
    clara = add_kin(book, margaret, "Clara Ashworth", "daughter", shop=shop, today=today)
    set_birthday(book, clara, teller.born(18, 134), today=today)
    set_wedding_day(book, margaret, teller.in_days(22), partner_id=daniel)
    tastes(teller, margaret, daniel)
    join(teller, margaret, daniel)
    past_purchases(teller, margaret, daniel)
    teller.sale(daniel, 0, secret_ring(margaret, today), occasion="anniversary")
    remember(teller, margaret)


def join(teller: Teller, margaret: int, daniel: int) -> None:
    """Both belong to the club; she said what may be sent to her."""
    book, shop, today = teller.book, teller.shop, teller.today
    enroll(
        book, EnrollmentDraft(shopper_id=margaret, phone="(603) 555-0142"), shop=shop, today=today
    )
    enroll(book, EnrollmentDraft(shopper_id=daniel), shop=shop, today=today)
    record_consent(
        book,
        margaret,
        Channel.MAIL,
        [Purpose.OCCASIONS, Purpose.EVENTS],
        given=True,
        wording="May we write to you?",
        how="on the form",
        day=today,
    )


def secret_ring(margaret: int, today: date) -> LineDraft:
    """What he bought today, and she must not know before their day."""
    return LineDraft(
        description="Old-cut trilogy ring, platinum",
        price_cents=Cents(9_400_00),
        stock_number="R 2071",
        category="ring",
        metal="platinum",
        purity="950",
        stones="diamond",
        discount_cents=Cents(400_00),
        cost_cents=Cents(4_900_00),
        wearer_id=margaret,
        secret_until=today + timedelta(days=23),
        size="6¼",
        engraving="12 · 12",
    )


def remember(teller: Teller, margaret: int) -> None:
    """What was said, what is to be done, and what was noted."""
    book, today = teller.book, teller.today
    call = TouchDraft(
        shopper_id=margaret,
        day=today - timedelta(days=73),
        kind=TouchKind.CALL,
        text="The clasp holds well. Clara may want a first watch in spring.",
        direction=Direction.THEIRS,
    )
    log_touch(book, call, today=today)
    add_task(
        book,
        TaskDraft(
            what="Invite to clean the pendant",
            shopper_id=margaret,
            due_on=today + timedelta(days=11),
        ),
    )
    add_task(book, TaskDraft(what="Measure right middle finger", shopper_id=margaret))
    add_note(book, margaret, "Prefers the window seat, and tea.", day=today - timedelta(days=300))


def husband(today: date) -> ShopperDraft:
    return ShopperDraft(
        name="Daniel Ashworth",
        given="Daniel",
        family="Ashworth",
        gender=Gender.MAN,
        since=today - timedelta(days=4000),
        phones=(PhoneDraft(raw="(603) 555-0187", safe_for_surprises=True),),
        addresses=(
            AddressDraft(
                lines="Granite Offices\n40 Congress Street",
                city="Portsmouth",
                region="NH",
                postcode="03801",
                use=Use.WORK,
                safe_for_surprises=True,
            ),
        ),
    )


def tastes(teller: Teller, margaret: int, daniel: int) -> None:
    book, shop, today = teller.book, teller.shop, teller.today
    for kind, value in (
        (PreferenceKind.ALLERGY, "nickel"),
        (PreferenceKind.METAL, "18k yellow"),
        (PreferenceKind.METAL, "platinum"),
        (PreferenceKind.STONE, "sapphire"),
        (PreferenceKind.STONE, "old cuts"),
        (PreferenceKind.DISLIKE, "opal"),
        (PreferenceKind.STYLE, "vintage, quiet"),
        (PreferenceKind.HERE, "tea; the window seat"),
    ):
        add_preference(book, margaret, kind, value)
    for part, text, day in (
        (BodyPart.LEFT_RING, "6 1/4", today - timedelta(days=610)),
        (BodyPart.RIGHT_MIDDLE, "7", today - timedelta(days=1200)),
        (BodyPart.WRIST, "6 1/2 in", None),
        (BodyPart.NECK, "18 in", None),
    ):
        add_size(book, margaret, SizeDraft(body_part=part, text=text, measured_on=day), shop=shop)
    wish = WishDraft(
        description="Bracelet to match the earrings, 18k yellow",
        category="bracelet",
        price_cents=Cents(3_000_00),
        seen_on=today - timedelta(days=20),
        confidants=(daniel,),
    )
    add_wish(book, margaret, wish)


def past_purchases(teller: Teller, margaret: int, daniel: int) -> None:
    teller.sale(margaret, 1980, piece("Old-cut diamond pendant, platinum", "pendant", 6_750_00))
    teller.sale(margaret, 890, piece("Pearl strand, 18 in", "strand", 1_420_00))
    teller.sale(
        daniel,
        251,
        piece("Signet ring, 18k yellow", "signet", 1_960_00, wearer_id=margaret),
        occasion="birthday",
    )
    restrung = LineDraft(
        description="Pearl strand restrung",
        price_cents=Cents(140_00),
        kind=LineKind.SERVICE,
        category="service",
    )
    teller.sale(margaret, 90, restrung)
    teller.sale(margaret, 20, piece("Sapphire drop earrings, 18k yellow", "earrings", 2_480_00))


def piece(words: str, category: str, cents: int, wearer_id: int | None = None) -> LineDraft:
    return LineDraft(
        description=words,
        price_cents=Cents(cents),
        category=category,
        cost_cents=Cents(cents * 52 // 100),
        wearer_id=wearer_id,
    )


def finches(teller: Teller) -> None:
    """A husband who died: his birthday comes, and nothing may be sent."""
    home = AddressDraft(
        lines="9 Maplewood Avenue", city="Portsmouth", region="NH", postcode="03801"
    )
    harriet = teller.person(
        "Harriet Finch", teller.in_days(40), gender=Gender.WOMAN, addresses=(home,)
    )
    walter = add_kin(
        teller.book, harriet, "Walter Finch", Relation.SPOUSE, shop=teller.shop, today=teller.today
    )
    set_birthday(teller.book, walter, teller.born(78, 7), today=teller.today)
    set_wedding_day(teller.book, harriet, teller.in_days(9), partner_id=walter)
    mark_deceased(
        teller.book, walter, on=teller.today - timedelta(days=96), note="his son told us in August"
    )


def parted_couple(teller: Teller) -> None:
    """A couple that parted: no anniversary card goes out."""
    home = AddressDraft(lines="3 Elwyn Road", city="Portsmouth", region="NH", postcode="03801")
    lucia = teller.person("Lucía Marchetti", teller.in_days(200), addresses=(home,))
    paolo = add_kin(
        teller.book, lucia, "Paolo Marchetti", Relation.SPOUSE, shop=teller.shop, today=teller.today
    )
    set_wedding_day(teller.book, lucia, teller.in_days(4), partner_id=paolo)
    end_tie(
        teller.book,
        lucia,
        paolo,
        Ending.SEPARATION,
        on=teller.today - timedelta(days=150),
        leaves=paolo,
    )


def left_out(teller: Teller) -> None:
    """One person for each reason for which a card stays in the drawer."""
    book, today = teller.book, teller.today
    home = AddressDraft(lines="27 Wentworth Road", city="New Castle", region="NH", postcode="03854")
    greta = teller.person("Greta Holm", teller.in_days(3), addresses=(home,))
    record_consent(
        book,
        greta,
        Channel.MAIL,
        [Purpose.OCCASIONS],
        given=False,
        wording="No cards, please.",
        how="wrote it on the form",
        day=today - timedelta(days=30),
    )
    grace = teller.person("Grace Lindqvist", teller.in_days(8), addresses=(home,))
    (returned,) = addresses(book, grace)
    mark_address_returned(
        book, returned.id, on=today - timedelta(days=48), reason="moved, left no address"
    )
    quiet = teller.person("Ingrid Solberg", teller.in_days(10), addresses=(home,))
    be_quiet_until(book, quiet, today + timedelta(days=30), note="her father died", today=today)
    moved = teller.person("Nora Bell", teller.in_days(11), addresses=(home,))
    mark_moved_away(book, moved, on=today - timedelta(days=200))
    add_note(
        book,
        moved,
        "Left: price. Found the band for less in Denver.",
        day=today - timedelta(days=200),
        kind=NoteClass.OWNER,
    )
    teller.person("Yusuf Demir", teller.in_days(6))
    teller.person(
        "Asha Raman", PartialDate(month=5), standing=Standing.PROSPECTIVE, addresses=(home,)
    )
    owen = teller.person("Owen Tran", teller.in_days(90), addresses=(home,))
    add_task(book, TaskDraft(what="How is the ring wearing?", shopper_id=owen, due_on=today))
