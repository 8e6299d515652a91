"""A few people of a believable shop, for tests of the pages that show them."""

from datetime import date

from storebook.base.dates import PartialDate
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.outreach.tasks import TaskDraft, add_task
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch
from storebook.people.kin import add_kin
from storebook.people.occasions import OccasionKind, occasions_of, set_birthday
from storebook.people.preferences import PreferenceKind, add_preference
from storebook.people.shoppers import Gender, ShopperDraft, Standing
from storebook.people.wishes import WishDraft, add_wish
from storebook.staff.viewer import Viewer
from tests.make import SHOP, TODAY, make_line, make_purchase, make_shopper

TRILOGY = "Old-cut trilogy ring"
OWNER = Viewer(today=TODAY)


def make_margaret(book: Book) -> int:
    """Margaret as the shop knows her: her name, her phone, her address and her birthday."""
    return make_shopper(
        book,
        "Margaret Ashworth",
        given="Margaret",
        family="Ashworth",
        nickname="Maggie",
        gender=Gender.WOMAN,
        phone="(603) 555-0142",
        street="12 Ocean Road",
        since=date(2014, 3, 2),
        birthday=PartialDate(year=1966, month=11, day=26),
    )


def make_ashworths(book: Book) -> tuple[int, int]:
    """Margaret, whose husband Daniel has bought her a ring that she must not see before Dec 13."""
    margaret = make_margaret(book)
    husband = ShopperDraft(
        name="Daniel Ashworth",
        given="Daniel",
        family="Ashworth",
        standing=Standing.REAL,
        wedding=PartialDate(month=12, day=12),
    )
    daniel = add_kin(book, margaret, husband, "husband", shop=SHOP, today=TODAY)
    add_preference(book, margaret, PreferenceKind.ALLERGY, "nickel")
    add_wish(
        book,
        margaret,
        WishDraft(description=TRILOGY, price_cents=Cents(9_400_00), confidants=(daniel,)),
    )
    make_purchase(book, margaret, make_line("Sapphire earrings", 2_480_00), day=date(2026, 10, 31))
    ring = make_line(
        f"{TRILOGY}, platinum", 9_400_00, wearer_id=margaret, secret_until=date(2026, 12, 13)
    )
    make_purchase(book, daniel, ring, day=date(2026, 11, 14))
    log_touch(
        book,
        TouchDraft(
            shopper_id=margaret,
            day=date(2026, 9, 8),
            kind=TouchKind.CALL,
            text="The clasp holds well. Clara may want a watch.",
        ),
        today=TODAY,
    )
    add_task(book, TaskDraft(what="Invite to clean the pendant", shopper_id=margaret))
    return margaret, daniel


def make_birthday(book: Book, name: str, month: int, day: int, year: int | None = None) -> int:
    """Somebody of whom only the birthday matters."""
    shopper_id = make_shopper(book, name)
    set_birthday(book, shopper_id, PartialDate(year=year, month=month, day=day), today=TODAY)
    return shopper_id


def days_of(book: Book, shopper_id: int) -> dict[OccasionKind, PartialDate]:
    """The days of a shopper by their kind."""
    found = occasions_of(book, shopper_id, today=TODAY, leap_day=SHOP.leap_day_rule)
    return {one.kind: one.when for one in found}
