"""May this piece go out today: asked in the same words when a run is chosen, printed and printed
again.

Who may be written to is the rule of `people.reachable` and nobody else's; what is said here is how
it applies to a piece that is for two.
"""

from collections.abc import Collection, Sequence
from datetime import date

from storebook.book.book import Book
from storebook.outreach.card_kinds import CardKind, purposes_of
from storebook.people.consent import Channel, Purpose
from storebook.people.reachable import (
    Reach,
    Reason,
    WhyNot,
    is_a_child,
    reach_of,
    why_not,
    why_nothing_about,
)

WHERE = {Reason.NO_ADDRESS, Reason.CAME_BACK, Reason.MOVED_AWAY}
STRENGTH = {reason: place for place, reason in enumerate(Reason)}
GONE = WhyNot(reason=Reason.ARCHIVED, detail="no longer in the book")


class Gate:
    """What is known today of writing to these people, read at once for all of them."""

    def __init__(
        self, book: Book, people: Collection[int], kinds: Collection[CardKind | None], today: date
    ) -> None:
        self._today = today
        self._answers: dict[tuple[int, CardKind | None], WhyNot | None] = {}
        purposes = {purpose for kind in kinds for purpose in purposes_of(kind)}
        self._reaches: dict[Purpose, dict[int, Reach]] = {
            purpose: reach_of(book, people, Channel.MAIL, purpose)
            for purpose in sorted({Purpose.OCCASIONS, *purposes})
        }

    def why_not(self, person_id: int, kind: CardKind | None) -> WhyNot | None:
        """Why this person gets no such card today; None when they do. It is asked once of each."""
        if (person_id, kind) not in self._answers:
            self._answers[person_id, kind] = self._ask(person_id, kind)
        return self._answers[person_id, kind]

    def why_nothing_about(self, child_id: int, kind: CardKind) -> WhyNot | None:
        """Why no parent gets a card for this child's day; None when one may."""
        for purpose in purposes_of(kind):
            reach = self._reaches[purpose].get(child_id)
            if reach is None:
                return GONE
            refusal = why_nothing_about(reach, Channel.MAIL, purpose, self._today)
            if refusal is not None:
                return refusal
        return None

    def is_a_child(self, person_id: int) -> bool:
        """Whether nothing is written to this person yet, but to a parent."""
        reach = self._reaches[Purpose.OCCASIONS].get(person_id)
        return reach is not None and is_a_child(reach, self._today)

    def _ask(self, person_id: int, kind: CardKind | None) -> WhyNot | None:
        refusals: list[WhyNot] = []
        for purpose in purposes_of(kind):
            reach = self._reaches[purpose].get(person_id)
            refusal = GONE if reach is None else why_not(reach, Channel.MAIL, purpose, self._today)
            if refusal is not None:
                refusals.append(refusal)
        return min(refusals, key=lambda one: STRENGTH[one.reason], default=None)

    def why_not_together(self, people: Sequence[int], kind: CardKind | None) -> WhyNot | None:
        """Why one piece for these people stays here.

        What one of them said holds for both; that there is no address, only when neither has one.
        """
        refusals = [self.why_not(person_id, kind) for person_id in people]
        refused = [refusal for refusal in refusals if refusal is not None]
        personal = [refusal for refusal in refused if refusal.reason not in WHERE]
        if personal:
            return personal[0]
        return refused[0] if len(refused) == len(refusals) else None

    def may_share(self, people: Sequence[int], kind: CardKind) -> bool:
        """Whether none of them has said a no of their own, so that one card can be for all."""
        refusals = [self.why_not(person_id, kind) for person_id in people]
        return all(one is None or one.reason in WHERE for one in refusals)

    def address_id(self, people: Sequence[int], kind: CardKind | None) -> int | None:
        """Where their piece goes: to the first of them who can be reached."""
        for person_id in people:
            if self.why_not(person_id, kind) is None:
                return self._reaches[Purpose.OCCASIONS][person_id].address_id
        return None

    def addresses(self) -> set[int]:
        """Every address that mail to these people goes to."""
        reaches = self._reaches[Purpose.OCCASIONS].values()
        return {reach.address_id for reach in reaches if reach.address_id is not None}

    def told_of_death(self, person_id: int) -> tuple[bool, str]:
        """Whether this person has died, and what is known of it."""
        reach = self._reaches[Purpose.OCCASIONS].get(person_id)
        if reach is None:
            return False, ""
        return reach.deceased_on is not None, reach.deceased_note or ""
