"""Everything about one person, for the person: what the book knows of them, and nothing of others'
surprises.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from storebook.base.checks import show_number
from storebook.base.dates import in_letters, show_partial_date
from storebook.base.files import written_whole
from storebook.base.money import Cents, currency, format_money
from storebook.base.plain import plain
from storebook.book.book import Book
from storebook.book.rights import Right, name_at_work, require
from storebook.book.shop import Shop
from storebook.book.ways_out import note_exported
from storebook.club.members import Member, member_of
from storebook.outreach.tasks import Task, tasks_of
from storebook.outreach.touches import Touch, touches_of
from storebook.people.called import called
from storebook.people.consent import ConsentEvent, consent_events
from storebook.people.contact_points import Address, Email, Phone, addresses, emails, phones
from storebook.people.kin import Kin, kin_of
from storebook.people.merged import merged_numbers
from storebook.people.notes import Note, notes_of
from storebook.people.occasions import Occasion, occasions_of
from storebook.people.own_fields import OwnFieldKind, OwnValue, own_values
from storebook.people.photos import Photo, of_shopper, photos_of
from storebook.people.preferences import Preference, preferences_of
from storebook.people.shoppers import OwnerFacts, Shopper, owner_facts, shopper
from storebook.people.sizes import Size, sizes_of
from storebook.people.tags import tags_of
from storebook.people.wishes import Wish, wishes_of
from storebook.sales.pieces import PieceRow, pieces_of
from storebook.sales.purchases import PurchaseRow, purchases_of
from storebook.staff.viewer import Viewer

ALL = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All that is on file of one shopper. Pieces and tickets that are kept from them are not."""

    made_on: date
    made_by: str
    shop: str
    shopper: Shopper
    earlier_numbers: list[int]
    owner_facts: OwnerFacts
    member: Member | None
    phones: list[Phone]
    emails: list[Email]
    addresses: list[Address]
    kin: list[Kin]
    occasions: list[Occasion]
    sizes: list[Size]
    preferences: list[Preference]
    wishes: list[Wish]
    tags: list[str]
    own: list[OwnValue]
    consent: list[ConsentEvent]
    purchases: list[PurchaseRow]
    pieces: list[PieceRow]
    contacts: list[Touch]
    tasks: list[Task]
    notes: list[Note]
    photos: list[Photo]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the readable form."""

    section: str
    what: str
    day: str = ""


def everything_about(book: Book, shopper_id: int, viewer: Viewer, *, shop: Shop) -> Everything:
    """Read all of it, as far as this viewer may see it; refused when there is no such shopper."""
    return Everything(
        made_on=viewer.today,
        made_by=name_at_work(book),
        shop=shop.name,
        shopper=shopper(book, shopper_id),
        earlier_numbers=merged_numbers(book, shopper_id),
        owner_facts=owner_facts(book, shopper_id, viewer),
        member=member_of(book, shopper_id),
        phones=phones(book, shopper_id),
        emails=emails(book, shopper_id),
        addresses=addresses(book, shopper_id),
        kin=kin_of(book, shopper_id),
        occasions=occasions_of(book, shopper_id, today=viewer.today, leap_day=shop.leap_day_rule),
        sizes=sizes_of(book, shopper_id),
        preferences=preferences_of(book, shopper_id, viewer),
        wishes=wishes_of(book, shopper_id, viewer),
        tags=tags_of(book, shopper_id),
        own=own_values(book, shopper_id),
        consent=consent_events(book, shopper_id),
        purchases=purchases_of(book, shopper_id, viewer, limit=ALL),
        pieces=pieces_of(book, shopper_id, viewer),
        contacts=touches_of(book, shopper_id, viewer, limit=ALL),
        tasks=tasks_of(book, shopper_id, today=viewer.today),
        notes=notes_of(book, shopper_id, viewer),
        photos=photos_of(book, of_shopper(book, shopper_id)),
    )


def write_everything(
    book: Book, shopper_id: int, out: Path, viewer: Viewer, *, shop: Shop
) -> Everything:
    """Write it as one JSON document that another program can read, and note that it was done.

    Needs the right to export, like every list that leaves the book.
    """
    require(book, Right.EXPORT)
    found = everything_about(book, shopper_id, viewer, shop=shop)
    text = json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n"
    with written_whole(out) as stream:
        stream.write(text.encode("utf-8", "backslashreplace"))
    note_everything(book, shopper_id, out, found, shop)
    return found


def note_everything(book: Book, shopper_id: int, out: Path, found: Everything, shop: Shop) -> None:
    """Write down that everything about this shopper was handed out."""
    what = f"Data of {called(book, shopper_id)}"
    note_exported(book, what, rows=len(facts(found, shop)), out=out, shopper_id=shopper_id)


def facts(found: Everything, shop: Shop) -> list[Fact]:
    """The same in words, section by section, for paper."""
    unit = currency(shop.currency)

    def amount(cents: Cents | None) -> str:
        return "" if cents is None else format_money(cents, unit, locale=shop.locale)

    def shown(day: date | None) -> str:
        return "" if day is None else in_letters(day, day_first=shop.day_first)

    return [
        *_person(found, shown),
        *_reach(found, shown),
        *_liking(found, shown),
        *_story(found, shown, amount),
    ]


Amount = Callable[[Cents | None], str]
ShowDay = Callable[[date | None], str]


def _person(found: Everything, shown: ShowDay) -> Iterator[Fact]:
    one, owned = found.shopper, found.owner_facts
    told: dict[str, Any] = {
        "Name": one.name,
        "In other letters": _joined(one.native_name, one.romanized),
        "Called": one.nickname,
        "Greeting": one.greeting_line,
        "Envelope": one.envelope_line,
        "Gender": one.gender and one.gender.value,
        "Occupation": one.occupation,
        "Interests": one.interests,
        "Language": one.language,
        "Came by": _joined(one.source, one.referrer and f"sent by {one.referrer}"),
        "Looked after by": one.associate,
        "Personality": owned.personality,
        "Income band": owned.income_band,
        "Moved away": shown(one.moved_away_on),
        "Quiet until": _joined(shown(one.quiet_until), one.quiet_note),
    }
    yield Fact(section="Person", what=f"Number in the book: {one.id}", day=shown(one.since))
    yield from (
        Fact(section="Person", what=f"{title}: {text}") for title, text in told.items() if text
    )
    if found.member is not None:
        card = f"Member of the club, card {show_number(found.member.number)}"
        yield Fact(section="Club", what=card, day=shown(found.member.enrolled_on))


def _reach(found: Everything, shown: ShowDay) -> Iterator[Fact]:
    for phone in found.phones:
        yield Fact(section="Phone", what=_joined(phone.raw, phone.use.value))
    for email in found.emails:
        yield Fact(section="E-mail", what=_joined(email.raw, email.use.value))
    for address in found.addresses:
        at = address.postal
        yield Fact(
            section="Address",
            what=_joined(*at.lines, at.city, at.region, at.postcode, address.use.value),
            day=shown(address.left_on),
        )
    for kin in found.kin:
        yield Fact(section="Family", what=_joined(kin.name, kin.word), day=shown(kin.ended_on))
    for day in found.occasions:
        title = day.title or day.kind.value.capitalize()
        yield Fact(section="Days", what=f"{title}: {show_partial_date(day.when)}")


def _liking(found: Everything, shown: ShowDay) -> Iterator[Fact]:
    for size in found.sizes:
        what = _joined(f"{size.body_part.value}: {size.entered}", size.note)
        yield Fact(section="Size", what=what, day=shown(size.measured_on))
    for liked in found.preferences:
        yield Fact(section="Taste", what=_joined(f"{liked.kind.value}: {liked.value}", liked.note))
    for wish in found.wishes:
        yield Fact(section="Wish", what=_joined(wish.description, wish.note))
    for value in found.own:
        is_day = value.kind is OwnFieldKind.DAY
        text = shown(date.fromisoformat(value.value)) if is_day else value.value
        yield Fact(section="Answers", what=f"{value.name}: {text}")
    for tag in found.tags:
        yield Fact(section="Tag", what=tag)
    for event in found.consent:
        said = "agreed to" if event.given else "refused"
        yield Fact(
            section="Consent",
            what=_joined(
                f"{said} {event.purpose.value} by {event.channel.value}", event.how, event.wording
            ),
            day=shown(event.day),
        )


def _story(found: Everything, shown: ShowDay, amount: Amount) -> Iterator[Fact]:
    for ticket in found.purchases:
        what = _joined(ticket.title, amount(ticket.total_cents))
        yield Fact(section="Purchase", what=what, day=shown(ticket.day))
    for piece in found.pieces:
        yield Fact(
            section="Piece",
            what=_joined(
                piece.description, piece.metal, piece.stones, piece.serial, piece.engraving
            ),
            day=shown(piece.day),
        )
    for touch in found.contacts:
        yield Fact(
            section="Contact", what=_joined(touch.kind.value, touch.text), day=shown(touch.day)
        )
    for task in found.tasks:
        yield Fact(section="To do", what=task.what, day=shown(task.due_on))
    for note in found.notes:
        yield Fact(section="Note", what=note.text, day=shown(note.day))
    for photo in found.photos:
        what = photo.caption or "kept in the book, a copy is handed out on request"
        yield Fact(section="Photo", what=what, day=shown(photo.taken_on or photo.added_on))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
