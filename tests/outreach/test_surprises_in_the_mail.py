"""A thousand gifts that are secret: no run of any kind says a word of them, and nothing that thanks
for one goes where the wearer lives.
"""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from storebook.book.book import Book
from storebook.exchange.exporting import mailing_list_csv
from storebook.outreach.choosing import CardKind, RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import (
    RunPiece,
    mark_printed,
    mark_sent,
    pieces_of_run,
    print_run,
    run,
    run_summaries,
)
from storebook.outreach.touches import touches_of
from storebook.people.contact_points import AddressDraft, Use, addresses
from storebook.people.households import household_of
from storebook.printing.press import CardPaper, pieces_of, print_run_cards, print_run_labels
from storebook.staff.viewer import Viewer
from tests.make import NOVEMBER_26, SHOP, TODAY, add_address, make_couple, make_line, make_purchase
from tests.printing.reading import words

COUPLES = 30
SINCE = TODAY - timedelta(days=40)


def make_gifts(book: Book, random: Random, count: int) -> dict[str, tuple[int, int, int]]:
    """Couples who keep gifts from each other: by a word, the ticket, its giver and its wearer."""
    people: list[int] = []
    for number in range(COUPLES):
        people += make_couple(
            book,
            f"Ann Family{number}",
            f"Bob Family{number}",
            street=f"{number} Couple Road",
            birthday=NOVEMBER_26,
        )
    for person in people[:: random.choice([2, 3])]:
        office = AddressDraft(
            lines=f"{person} Office Park",
            city="Dover",
            use=random.choice([Use.WORK, Use.OTHER]),
            safe_for_surprises=random.random() < 0.7,
        )
        add_address(book, person, office)
    gifts = {}
    for number in range(count):
        giver = random.choice(people)
        wearer = people[people.index(giver) ^ 1]
        word = f"qqgift{number:04}"
        until = TODAY + timedelta(days=random.randint(1, 30))
        ring = make_line(f"Ring {word}", serial=word, wearer_id=wearer, secret_until=until)
        day = SINCE + timedelta(days=random.randint(1, 40))
        ticket = make_purchase(
            book, giver, ring, giver_id=giver, day=day, occasion_text=word, note=word
        )
        gifts[word] = (ticket, giver, wearer)
    return gifts


def every_run(book: Book) -> Iterator[tuple[RunLook, int]]:
    for card_kind in (None, *CardKind):
        start, end = (SINCE, TODAY) if card_kind is CardKind.THANKS else (TODAY, TODAY)
        if card_kind in (None, CardKind.BIRTHDAY, CardKind.WEDDING):
            end = TODAY + timedelta(days=30)
        request = RunRequest(kind=RunKind.CARDS, start=start, end=end, card_kind=card_kind)
        look = look_at_run(book, request, shop=SHOP, today=TODAY)
        if look.chosen:
            yield look, print_run(book, look, lambda *_: {}, today=TODAY)


def said_by(book: Book, look: RunLook, run_id: int, folder: Path) -> str:
    """Everything that a run says, on the screen, on paper and in files."""
    pieces = pieces_of_run(book, run_id)
    handed = pieces_of(pieces[:40], date.isoformat)
    out, labels, table = io.BytesIO(), io.BytesIO(), folder / f"{run_id}.csv"
    print_run_cards(out, handed, SHOP, CardPaper(fold="half", paper="letter"))
    print_run_labels(labels, handed, sheet_name="avery-5160")
    mailing_list_csv(book, table, pieces, run=run(book, run_id))
    paper = words(out.getvalue()) + words(labels.getvalue()) + table.read_text("utf-8-sig")
    left = book.rows(
        "SELECT * FROM run_piece WHERE run_id = :run_id AND state = 'left out'", run_id=run_id
    )
    return repr((look, pieces, left, run(book, run_id))) + paper


def lives_at(book: Book, person: int, piece: RunPiece) -> bool:
    home = household_of(book, person)
    own = {one.id for one in addresses(book, person)}
    return piece.address_id in own | ({home.address_id} if home is not None else set())


def look_through(book: Book, folder: Path, seed: int, count: int) -> None:
    gifts = make_gifts(book, Random(seed), count)
    tickets = {ticket: (giver, wearer) for ticket, giver, wearer in gifts.values()}
    thanked = 0
    for look, run_id in every_run(book):
        said = said_by(book, look, run_id, folder).casefold()
        assert not [word for word in gifts if word in said]
        for piece in pieces_of_run(book, run_id):
            secret = [tickets[one] for one in json.loads(piece.purchases) if one in tickets]
            for giver, wearer in secret:
                assert piece.people == [giver]
                assert not lives_at(book, wearer, piece)
                assert piece.neutral_sender
            thanked += bool(secret)
        mark_printed(book, run_id, today=TODAY)
        mark_sent(book, run_id, today=TODAY)
    assert thanked > 0
    assert not [word for word in gifts if word in repr(run_summaries(book)).casefold()]
    for _, giver, wearer in gifts.values():
        told = {one.text for one in touches_of(book, wearer, Viewer(today=TODAY), limit=10_000)}
        if not any(buyer == wearer for _, buyer, _ in gifts.values()):
            assert "Thank-you card mailed" not in told, (giver, wearer)


def test_no_run_says_a_word_of_a_secret(book: Book, tmp_path: Path) -> None:
    look_through(book, tmp_path, 1, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_a_thousand_secrets_stay_silent_in_every_run(book: Book, tmp_path: Path, seed: int) -> None:
    look_through(book, tmp_path, seed, 1_000)
