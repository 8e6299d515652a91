"""`storebook show`: a shopper's page, with everything the viewer may see and nothing that is kept
from the page.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import click

from storebook.analysis.key_customers import note_view
from storebook.base.checks import show_number
from storebook.base.dates import show_partial_date
from storebook.base.text import counted
from storebook.book.book import Book
from storebook.book.engine import DatabaseError
from storebook.cli.common import (
    SHOPPER,
    book_argument,
    json_option,
    looking,
    money,
    now,
    reading,
    shop_of,
    today,
    who_option,
)
from storebook.cli.output import answer, in_columns
from storebook.club.members import Member, member_of
from storebook.outreach.tasks import Task, tasks_of
from storebook.people.consent import ConsentEvent, consent_events
from storebook.people.contact_points import Address, Email, Phone, addresses, emails, phones
from storebook.people.households import Household, household_of
from storebook.people.kin import Kin, Relation, kin_of
from storebook.people.merged import file_of
from storebook.people.notes import Note, notes_of
from storebook.people.occasions import Occasion, occasions_of
from storebook.people.own_fields import OwnValue, own_values
from storebook.people.photos import Photo, of_shopper, photos_of
from storebook.people.preferences import Preference, preferences_of
from storebook.people.shoppers import OwnerFacts, Shopper, owner_facts, shopper
from storebook.people.sizes import Size, sizes_of
from storebook.people.tags import tags_of
from storebook.people.wishes import Wish, wishes_of
from storebook.sales.pieces import PieceRow, pieces_of
from storebook.sales.spend import Spend, spend_of
from storebook.sales.timeline import Part, TimelineEntry, timeline
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer, narrowed

ENTRIES = 500
COUPLE = {Relation.SPOUSE, Relation.PARTNER}


@click.command("show")
@book_argument
@click.argument("shopper_id", metavar="ID", type=SHOPPER)
@click.option(
    "--as",
    "role",
    type=click.Choice([Role.CLERK.value, Role.OWNER.value]),
    help="As this one sees it, but never more than who is working may.",
)
@who_option
@json_option
def show_command(book_path: Path, shopper_id: int, role: str | None, as_json: bool) -> None:
    """Show everything on a shopper’s page.

    A gift that is kept secret shows on the page of its giver, and nowhere on the page of who will
    wear it. A clerk sees no owner’s notes, and what was spent only when the owner allows it.

    JSON: {shopper, owner_facts (null for a clerk), member, spend, phones, emails, addresses,
    household, kin, occasions, sizes, preferences, wishes, pieces, consent, tasks, notes, tags, own,
    photos, timeline}; all from phones on are arrays but the household, which may be null.
    """
    with reading(book_path) as book:
        shopper_id = file_of(book, shopper_id)
        viewer = looking(book) if role is None else narrowed(looking(book), Role(role))
        page = shopper_page(book, shopper_id, viewer)
        lines = page_lines(book, page)
        with suppress(DatabaseError):  # to look must be possible on a full disk too
            note_view(book, shopper_id, on=today(), now=now())
    answer(page, lines, as_json=as_json)


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
    consent: list[ConsentEvent]
    tasks: list[Task]
    notes: list[Note]
    tags: list[str]
    own: list[OwnValue]
    photos: list[Photo]
    timeline: list[TimelineEntry]


def shopper_page(book: Book, shopper_id: int, viewer: Viewer) -> ShopperPage:
    """Read the page; Refused when there is no such shopper."""
    day = viewer.today
    return ShopperPage(
        shopper=shopper(book, shopper_id),
        owner_facts=owner_facts(book, shopper_id, viewer),
        member=member_of(book, shopper_id),
        spend=spend_of(book, shopper_id, today=day) if viewer.sees_spend else None,
        phones=phones(book, shopper_id),
        emails=emails(book, shopper_id),
        addresses=addresses(book, shopper_id),
        household=household_of(book, shopper_id),
        kin=kin_of(book, shopper_id),
        occasions=occasions_of(book, shopper_id, today=day, leap_day=shop_of(book).leap_day_rule),
        sizes=sizes_of(book, shopper_id),
        preferences=preferences_of(book, shopper_id, viewer),
        wishes=wishes_of(book, shopper_id, viewer),
        pieces=pieces_of(book, shopper_id, viewer),
        consent=consent_events(book, shopper_id),
        tasks=tasks_of(book, shopper_id, today=day),
        notes=notes_of(book, shopper_id, viewer),
        tags=tags_of(book, shopper_id),
        own=own_values(book, shopper_id),
        photos=photos_of(book, of_shopper(book, shopper_id)),
        timeline=timeline(book, shopper_id, viewer, Part(limit=ENTRIES)),
    )


# -- the page as lines for reading


def page_lines(book: Book, page: ShopperPage) -> list[str]:
    """The name, what is known one under the other, then what happened, newest first."""
    amount = money(book)
    native = f"  ({page.shopper.native_name})" if page.shopper.native_name else ""
    facts = [*standing_rows(page), *reach_rows(page), *taste_rows(page), *todo_rows(page)]
    if page.spend is not None and page.spend.purchases:
        spent = f"{amount(page.spend.total_cents)} since {page.spend.from_day.isoformat()}"
        facts.append(("Bought", f"{counted(page.spend.purchases, 'ticket')}, {spent}"))
    told = [
        (entry.day.isoformat(), " · ".join(filter(None, (entry.title, entry.detail))))
        for entry in page.timeline
    ]
    amounts = [amount(entry.amount_cents) for entry in page.timeline]
    story = in_columns([(*row, cents) for row, cents in zip(told, amounts, strict=True)])
    between = [""] if story else []
    head = f"{page.shopper.id}  {page.shopper.name}{native}"
    return [head, *in_columns(facts), *between, *story]


Rows = Iterator[tuple[str, str]]


def standing_rows(page: ShopperPage) -> Rows:
    """Who they are to the shop, what must not be forgotten first."""
    person = page.shopper
    yield from departure_rows(person)
    if page.member is not None and page.member.left_on is None:
        yield "Club", f"card {show_number(page.member.number)}"
    owned = (page.owner_facts.personality, page.owner_facts.income_band)
    known = {
        "About": joined(person.nickname, person.occupation, person.interests),
        "Since": joined(person.since.isoformat() if person.since else "", person.source),
        "Looked after by": person.associate or "",
        "For the owner": joined(*owned),
    }
    yield from ((label, text) for label, text in known.items() if text)


def departure_rows(person: Shopper) -> Rows:
    days = {
        "Died": (person.deceased_on, person.deceased_note),
        "Archived": (person.archived_on, ""),
        "Moved away": (person.moved_away_on, ""),
        "Quiet until": (person.quiet_until, person.quiet_note),
    }
    for label, (day, note) in days.items():
        if day is not None:
            yield label, joined(day.isoformat(), note)


def reach_rows(page: ShopperPage) -> Rows:
    """How to reach them, with whom they live, and their days."""
    for phone in page.phones:
        yield "Phone", joined(phone.raw, phone.use.value, safe(phone.safe_for_surprises))
    for email in page.emails:
        yield "E-mail", joined(email.raw, safe(email.safe_for_surprises))
    for address in page.addresses:
        yield "Address", joined(*where(address), safe(address.safe_for_surprises), gone(address))
    for kin in page.kin:
        ended = f"until {kin.ended_on.isoformat()}" if kin.ended_on else ""
        yield "Family", joined(f"{kin.name} ({kin.shopper_id})", kin.word, ended)
    if page.household is not None and page.household.couple_line and is_a_couple(page):
        yield "Mail to both", page.household.couple_line.replace("\n", " / ")
    for occasion in page.occasions:
        yield occasion.title or occasion.kind.value.capitalize(), show_partial_date(occasion.when)


def is_a_couple(page: ShopperPage) -> bool:
    """A child has the household of its parents, but mail to both is not for it."""
    return any(kin.relation in COUPLE and kin.ended_on is None for kin in page.kin)


def taste_rows(page: ShopperPage) -> Rows:
    """What fits and what they like, allergies first."""
    for liked in sorted(page.preferences, key=lambda one: one.kind.value != "allergy"):
        yield liked.kind.value.capitalize(), joined(liked.value, liked.note)
    for size in page.sizes:
        if size.current:
            yield "Size", joined(size.body_part.value, size.entered)
    for wish in page.wishes:
        if wish.fulfilled_on is None:
            yield "Wishes", wish.description
    for value in page.own:
        yield value.name, value.value
    photos = f"{len(page.photos):,}" if page.photos else ""
    rest = {"Tags": ", ".join(page.tags), "Photos": photos}
    yield from ((label, text) for label, text in rest.items() if text)


def todo_rows(page: ShopperPage) -> Rows:
    """What they agreed to, and what is to be done for them."""
    newest = {(one.channel, one.purpose): one for one in reversed(page.consent)}
    for given, word in ((True, "Agreed to"), (False, "Does not want")):
        said = [
            f"{channel.value} ({purpose.value})"
            for (channel, purpose), one in sorted(newest.items())
            if one.given is given
        ]
        if said:
            yield word, ", ".join(said)
    for task in page.tasks:
        yield "To do", joined(task.what, f"by {task.due_on.isoformat()}" if task.due_on else "")


def where(address: Address) -> list[str]:
    place = address.postal
    return [*place.lines, place.city, place.region, place.postcode]


def gone(address: Address) -> str:
    if address.returned_on is not None:
        return f"mail came back {address.returned_on.isoformat()}"
    return "" if address.usable else "left"


def safe(is_safe: bool) -> str:
    return "safe for surprises" if is_safe else ""


def joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
