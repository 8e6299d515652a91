"""A shopper as the book knows them."""

from dataclasses import dataclass
from datetime import date

from storebook.book.book import Book
from storebook.people.called import no_such_shopper
from storebook.people.names import PersonName
from storebook.people.relations import Gender
from storebook.people.shoppers.draft import Standing
from storebook.staff.viewer import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Shopper:
    """What everybody at the counter may know; `associate` is who looks after the shopper."""

    id: int
    name: str
    title: str | None
    given: str | None
    family: str | None
    native_name: str | None
    romanized: str | None
    nickname: str | None
    greeting_line: str
    envelope_line: str
    household_id: int | None
    standing: Standing
    named: bool
    gender: Gender | None
    occupation: str | None
    interests: str | None
    language: str | None
    source: str | None
    referrer_id: int | None
    referrer: str | None
    looked_after_by: int | None
    associate: str | None
    since: date | None
    archived_on: date | None
    deceased_on: date | None
    deceased_note: str | None
    moved_away_on: date | None
    quiet_until: date | None
    quiet_note: str | None

    @property
    def person(self) -> PersonName:
        """The name as initials and lines are made of it."""
        return PersonName(
            name=self.name,
            given=self.given or "",
            family=self.family or "",
            title=self.title or "",
            nickname=self.nickname or "",
            native=self.native_name or "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerFacts:
    """What invites prejudice, and is for the owner alone; None is not known, or not to be seen."""

    income_band: str | None = None
    personality: str | None = None


def shopper(book: Book, shopper_id: int) -> Shopper:
    """One shopper; refused when there is none of this number."""
    found = book.first(
        Shopper,
        """
        SELECT shopper.id, shopper.name, shopper.title, shopper.given, shopper.family,
               shopper.native_name, shopper.romanized, shopper.nickname, shopper.greeting_line,
               shopper.envelope_line, shopper.household_id, shopper.standing, shopper.named,
               shopper.gender, shopper.occupation, shopper.interests, shopper.language,
               shopper.source, shopper.referrer_id, referrer.name AS referrer,
               shopper.looked_after_by, associate.name AS associate, shopper.since,
               shopper.archived_on, shopper.deceased_on, shopper.deceased_note,
               shopper.moved_away_on, shopper.quiet_until, shopper.quiet_note
        FROM shopper
        LEFT JOIN shopper AS referrer ON referrer.id = shopper.referrer_id
        LEFT JOIN associate ON associate.id = shopper.looked_after_by
        WHERE shopper.id = :id
        """,
        id=shopper_id,
    )
    if found is None:
        raise no_such_shopper(shopper_id)
    return found


def owner_facts(book: Book, shopper_id: int, viewer: Viewer) -> OwnerFacts:
    """Income band and personality, for a viewer who may see them."""
    if not viewer.sees_owner_notes:
        return OwnerFacts()
    return book.one(
        OwnerFacts, "SELECT income_band, personality FROM shopper WHERE id = :id", id=shopper_id
    )
