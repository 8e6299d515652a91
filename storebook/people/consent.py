"""What a shopper agreed to and what they refused: dated events, the newest of which holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from storebook.base.errors import Refused
from storebook.base.text import required
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.people.called import called
from storebook.people.typed import optional

LONGEST_WORDING = 2_000
LONGEST_HOW = 200


class Channel(StrEnum):
    """The way the shop turns to a shopper."""

    MAIL = "mail"
    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"


class Purpose(StrEnum):
    """What for: about their own pieces, their days, things to buy, evenings to come to."""

    SERVICE = "service"
    OCCASIONS = "occasions"
    OFFERS = "offers"
    EVENTS = "events"


# A stop ends what the shop does of its own accord; word that a repair is ready still goes out.
STOPPED = (Purpose.OCCASIONS, Purpose.OFFERS, Purpose.EVENTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent:
    """One yes or no: when, in which words, how it was told, and to whom."""

    id: int
    channel: Channel
    purpose: Purpose
    given: bool
    day: date
    wording: str
    how: str | None
    associate: str


def consent_events(book: Book, shopper_id: int) -> list[ConsentEvent]:
    """Everything the shopper ever said of it, newest first."""
    return book.all(
        ConsentEvent,
        """
        SELECT consent.id, channel, purpose, given, day, wording, how, associate.name AS associate
        FROM consent JOIN associate ON associate.id = consent.associate_id
        WHERE shopper_id = :shopper_id
        ORDER BY day DESC, consent.id DESC
        """,
        shopper_id=shopper_id,
    )


def consent_state(book: Book, shopper_id: int) -> dict[tuple[Channel, Purpose], ConsentEvent]:
    """What holds now; what is missing was never asked."""
    newest: dict[tuple[Channel, Purpose], ConsentEvent] = {}
    for event in consent_events(book, shopper_id):
        newest.setdefault((event.channel, event.purpose), event)
    return newest


def record_consent(  # noqa: PLR0913 - the law wants all of it on record
    book: Book,
    shopper_id: int,
    channel: Channel,
    purposes: Collection[Purpose],
    *,
    given: bool,
    wording: str,
    how: str = "",
    day: date,
) -> None:
    """Write down a yes or a no, with the words the shopper was told."""
    what = f"Consent {'given' if given else 'refused'} by {called(book, shopper_id)}"
    with book.change(what, [shopper_id]) as change:
        write_consent(
            change, shopper_id, channel, purposes, given=given, wording=wording, how=how, day=day
        )


def stop_everything(book: Book, shopper_id: int, *, wording: str, how: str = "", day: date) -> None:
    """The shopper wants nothing any more, on any way; only word about their own pieces remains."""
    what = f"{called(book, shopper_id)} wants nothing sent any more"
    with book.change(what, [shopper_id]) as change:
        for channel in Channel:
            write_consent(
                change,
                shopper_id,
                channel,
                STOPPED,
                given=False,
                wording=wording,
                how=how,
                day=day,
            )


def write_consent(  # noqa: PLR0913 - as `record_consent`
    change: Change,
    shopper_id: int,
    channel: Channel,
    purposes: Iterable[Purpose],
    *,
    given: bool,
    wording: str,
    how: str = "",
    day: date,
) -> None:
    """The step of `record_consent`: one event a purpose."""
    sentence = "Write down the words in which the shopper was asked."
    told = required(wording, "wording", sentence, LONGEST_WORDING)
    way = optional(how, "how", LONGEST_HOW)
    wanted = list(purposes)
    if not wanted:
        raise Refused("Say what it is for.", "purpose")
    for purpose in wanted:
        change.insert(
            "consent",
            shopper_id=shopper_id,
            channel=channel,
            purpose=purpose,
            given=given,
            day=day,
            wording=told,
            how=way,
            associate_id=change.book.associate_id,
        )
