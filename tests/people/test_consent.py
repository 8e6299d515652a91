"""Consent is a row of dated events with the words that were said; the newest holds."""

from datetime import date

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes_of, undo_last
from storebook.people.consent import (
    Channel,
    Purpose,
    consent_events,
    consent_state,
    record_consent,
    stop_everything,
)
from tests.make import TODAY, make_shopper

WORDS = "May we send you a card on your birthday?"


def test_a_yes_is_kept_with_the_words_the_way_and_who_asked(book: Book) -> None:
    ann = make_shopper(book)

    record_consent(
        book,
        ann,
        Channel.MAIL,
        [Purpose.OCCASIONS, Purpose.EVENTS],
        given=True,
        wording=WORDS,
        how="at the counter",
        day=TODAY,
    )

    state = consent_state(book, ann)
    assert set(state) == {
        (Channel.MAIL, Purpose.OCCASIONS),
        (Channel.MAIL, Purpose.EVENTS),
    }
    event = state[Channel.MAIL, Purpose.OCCASIONS]
    assert (event.given, event.day, event.wording) == (True, TODAY, WORDS)
    assert (event.how, event.associate) == ("at the counter", "Ruth Hallam")


def test_the_newest_word_holds_and_the_older_ones_are_kept(book: Book) -> None:
    ann = make_shopper(book)
    for given, day in ((True, date(2025, 1, 1)), (False, TODAY), (True, date(2024, 1, 1))):
        record_consent(
            book, ann, Channel.TEXT, [Purpose.OFFERS], given=given, wording=WORDS, day=day
        )

    assert consent_state(book, ann)[Channel.TEXT, Purpose.OFFERS].given is False
    assert [event.day for event in consent_events(book, ann)] == [
        TODAY,
        date(2025, 1, 1),
        date(2024, 1, 1),
    ]


def test_of_two_words_on_one_day_the_later_holds(book: Book) -> None:
    ann = make_shopper(book)
    for given in (True, False, True):
        record_consent(
            book, ann, Channel.EMAIL, [Purpose.OFFERS], given=given, wording=WORDS, day=TODAY
        )

    assert consent_state(book, ann)[Channel.EMAIL, Purpose.OFFERS].given is True


def test_stop_everything_is_one_change_on_every_channel(book: Book) -> None:
    ann = make_shopper(book)

    stop_everything(book, ann, wording="Please stop.", how="letter", day=TODAY)

    state = consent_state(book, ann)
    assert len(state) == len(Channel) * 3
    assert not any(event.given for event in state.values())
    assert all(purpose is not Purpose.SERVICE for _, purpose in state)
    assert changes_of(book, ann)[0].what == "Ann Lee wants nothing sent any more"
    undo_last(book)
    assert consent_state(book, ann) == {}


def test_a_yes_without_its_words_or_its_purpose_is_none(book: Book) -> None:
    ann = make_shopper(book)

    with pytest.raises(Refused) as refused:
        record_consent(
            book, ann, Channel.MAIL, [Purpose.OFFERS], given=True, wording=" ", day=TODAY
        )
    assert refused.value.field == "wording"
    with pytest.raises(Refused) as refused:
        record_consent(book, ann, Channel.MAIL, [], given=True, wording=WORDS, day=TODAY)
    assert refused.value.field == "purpose"
    assert consent_events(book, ann) == []
