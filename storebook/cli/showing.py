"""A shopper's page as a document: everything the viewer may see, and nothing that is kept from the
page.
"""

from dataclasses import dataclass
from typing import Any

from storebook.base.checks import show_number
from storebook.base.dates import show_partial_date
from storebook.book.book import Book
from storebook.cli.common import money, shop_of
from storebook.cli.output import in_columns
from storebook.club.members import Member, member_of
from storebook.outreach.tasks import Task, tasks_of
from storebook.people.consent import consent_events
from storebook.people.contact_points import Address, Email, Phone, addresses, emails, phones
from storebook.people.households import Household, household_of
from storebook.people.kin import Kin, kin_of
from storebook.people.notes import Note, notes_of
from storebook.people.occasions import Occasion, occasions_of
from storebook.people.own_fields import OwnValue, own_values
from storebook.people.preferences import Preference, preferences_of
from storebook.people.shoppers import OwnerFacts, Shopper, owner_facts, shopper
from storebook.people.sizes import Size, sizes_of
from storebook.people.tags import tags_of
from storebook.people.wishes import Wish, wishes_of
from storebook.sales.pieces import PieceRow, pieces_of
from storebook.sales.spend import Spend, spend_of
from storebook.sales.timeline import Part, TimelineEntry, timeline
from storebook.staff.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopperPage:
    """What stands on the page of one shopper for one viewer."""

    shopper: Shopper
    owner_facts: OwnerFacts
    member: Member | None
    spend: Spend | None
    phones: list[Phone]
    emails: list[Email]
    addresses: list[Address]
    household: Household | None
    kin: list[Kin]
    occasions: list[Occasion]
    sizes: list[Size]
    preferences: list[Preference]
    wishes: list[Wish]
    pieces: list[PieceRow]
    consent: list[Any]
    tasks: list[Task]
    notes: list[Note]
    tags: list[str]
    own: list[OwnValue]
    timeline: list[TimelineEntry]


def shopper_page(book: Book, shopper_id: int, viewer: Viewer) -> ShopperPage:
    """Read the page; Refused when there is no such shopper."""
    today = viewer.today
    return ShopperPage(
        shopper=shopper(book, shopper_id),
        owner_facts=owner_facts(book, shopper_id, viewer),
        member=member_of(book, shopper_id),
        spend=spend_of(book, shopper_id, today=today) if viewer.sees_spend else None,
        phones=phones(book, shopper_id),
        emails=emails(book, shopper_id),
        addresses=addresses(book, shopper_id),
        household=household_of(book, shopper_id),
        kin=kin_of(book, shopper_id),
        occasions=occasions_of(book, shopper_id, today=today, leap_day=shop_of(book).leap_day_rule),
        sizes=sizes_of(book, shopper_id),
        preferences=preferences_of(book, shopper_id, viewer),
        wishes=wishes_of(book, shopper_id, viewer),
        pieces=pieces_of(book, shopper_id, viewer),
        consent=consent_events(book, shopper_id),
        tasks=tasks_of(book, shopper_id, today=today),
        notes=notes_of(book, shopper_id, viewer),
        tags=tags_of(book, shopper_id),
        own=own_values(book, shopper_id),
        timeline=timeline(book, shopper_id, viewer, Part(limit=500)),
    )


def page_lines(book: Book, page: ShopperPage) -> list[str]:
    """The page as lines for reading."""
    amount = money(book)
    person = page.shopper
    native = f"  ({person.native_name})" if person.native_name else ""
    lines = [f"{person.id}  {person.name}{native}"]
    if person.deceased_on is not None:
        lines.append(f"Died {person.deceased_on.isoformat()}")
    if page.member is not None and page.member.left_on is None:
        lines.append(f"Club member, card {show_number(page.member.number)}")
    lines += [f"Phone: {one.raw}" for one in page.phones]
    lines += [f"E-mail: {one.raw}" for one in page.emails]
    lines += [f"Address: {', '.join(where(one))}" for one in page.addresses]
    lines += [f"Family: {one.name}, {one.word}" for one in page.kin]
    lines += [f"{occasion_name(one)}: {show_partial_date(one.when)}" for one in page.occasions]
    lines += [f"Size: {one.body_part.value}, {one.entered}" for one in page.sizes]
    lines += [f"{one.kind.value.capitalize()}: {one.value}" for one in page.preferences]
    lines += [f"Wishes: {one.description}" for one in page.wishes]
    lines += [f"To do: {one.what}" for one in page.tasks]
    lines += [f"Note: {one.text}" for one in page.notes]
    rows = [
        (entry.day.isoformat(), entry.title, amount(entry.amount_cents)) for entry in page.timeline
    ]
    return lines + in_columns(rows)


def where(one: Address) -> list[str]:
    parts = one.postal
    return [part for part in (*parts.lines, parts.city, parts.region, parts.postcode) if part]


def occasion_name(one: Occasion) -> str:
    return one.title or one.kind.value.capitalize()
