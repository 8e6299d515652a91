"""Everything that passed between the shop and one shopper, newest first, on one line of time."""

from collections.abc import Iterator

from storebook.book.book import Book
from storebook.sales.timeline.contacts import (
    cards,
    contacts,
    count_notes,
    count_touches,
    notes,
)
from storebook.sales.timeline.entry import (
    EVERY_KIND,
    NEWEST,
    RANKS,
    Part,
    TimelineEntry,
    TimelineKind,
    TimelineLength,
    stretch_of,
)
from storebook.sales.timeline.gifts import count_gifts, gifts
from storebook.sales.timeline.tickets import count_tickets, tickets
from storebook.staff.viewer import Viewer

# A return is asked for as the ticket that it is.
READERS = {
    TimelineKind.PURCHASE: tickets,
    TimelineKind.GIFT: gifts,
    TimelineKind.CONTACT: contacts,
    TimelineKind.CARD: cards,
    TimelineKind.NOTE: notes,
}


def timeline(
    book: Book, shopper_id: int, viewer: Viewer, part: Part = NEWEST
) -> list[TimelineEntry]:
    """The shopper's entries, newest first.

    Each kind gives its newest, as many as are asked for, and the newest of all of them are shown.
    """
    found: list[TimelineEntry] = []
    for kind in sources(part.kinds):
        found += READERS[kind](book, shopper_id, viewer, stretch_of(kind, part))
    found.sort(key=lambda entry: (entry.day, RANKS[entry.kind], entry.id), reverse=True)
    return found[: part.limit]


def timeline_length(
    book: Book,
    shopper_id: int,
    viewer: Viewer,
    kinds: frozenset[TimelineKind] = EVERY_KIND,
    *,
    only_care: bool = False,
) -> TimelineLength:
    """How long the timeline is as this viewer sees it."""
    if only_care:
        return count_tickets(book, shopper_id, only_care=True)
    lengths = list(lengths_of(book, shopper_id, viewer, kinds))
    days = [length.first_day for length in lengths if length.first_day is not None]
    return TimelineLength(
        entries=sum(length.entries for length in lengths), first_day=min(days, default=None)
    )


def lengths_of(
    book: Book, shopper_id: int, viewer: Viewer, kinds: frozenset[TimelineKind]
) -> Iterator[TimelineLength]:
    wanted = sources(kinds)
    if TimelineKind.PURCHASE in wanted:
        yield count_tickets(book, shopper_id)
    if TimelineKind.GIFT in wanted:
        yield count_gifts(book, shopper_id, viewer)
    for kind in (TimelineKind.CONTACT, TimelineKind.CARD):
        if kind in wanted:
            yield count_touches(book, shopper_id, viewer, kind)
    if TimelineKind.NOTE in wanted:
        yield count_notes(book, shopper_id, viewer)


def sources(kinds: frozenset[TimelineKind]) -> list[TimelineKind]:
    """The kinds that have rows of their own."""
    asked = {TimelineKind.PURCHASE if kind is TimelineKind.RETURN else kind for kind in kinds}
    return [kind for kind in READERS if kind in asked]
