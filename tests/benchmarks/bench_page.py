"""Everything a shopper's page reads, beside the bare statements for the same facts.

    python tests/benchmarks/bench_page.py [BOOK...]

Goals: at most 3 times the bare side for shoppers drawn from the book, and for the ten with most
tickets. The list of questions is the page's own (`storebook/gui/pages/shopper*.py`), asked without
a window; how long it takes until it is painted is in `bench_window.py`.
"""

import random
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import sqlcipher3

from storebook.base.dates import LeapDayRule
from storebook.book.asked import asked_of
from storebook.book.book import Book
from storebook.club.members import member_of
from storebook.outreach.tasks import tasks_of
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.households import household_of
from storebook.people.known import Facts, facts_of, for_asking
from storebook.people.occasions import family_days
from storebook.people.own_fields import own_values
from storebook.people.phone_numbers import shown_phone
from storebook.people.shoppers import Shopper, owner_facts, shopper
from storebook.people.tags import tags_of
from storebook.people.wishes import wishes_told_to
from storebook.sales.pieces import count_pieces, pieces_of
from storebook.sales.spend import bought_openly, spend_of, window_start
from storebook.sales.timeline import Part, timeline, timeline_length
from storebook.staff.viewer import Viewer
from tests.benchmarks import bare_page
from tests.benchmarks.turns import asked_books, show, take_turns

TODAY = date(2026, 11, 20)
SEED = 7
DRAWN = 400
HEAVIEST = 10
TURNS_OF_HEAVIEST = 20
MONTHS = 36
SHOWN_AT_ONCE = 30
PIECES_SHOWN = 4


def page(book: Book, shopper_id: int, viewer: Viewer) -> None:
    """What the header, the left side, the middle and the right side ask, in the page's order."""
    who = shopper(book, shopper_id)
    member_of(book, shopper_id)
    facts = facts_of(book, shopper_id, viewer, leap_day=LeapDayRule.FEBRUARY)
    what_is_asked(book, who, facts)
    spend_of(book, shopper_id, today=TODAY, months=MONTHS)
    left_side(book, shopper_id, viewer)
    if len(timeline(book, shopper_id, viewer, Part(limit=SHOWN_AT_ONCE))) == SHOWN_AT_ONCE:
        timeline_length(book, shopper_id, viewer)
    tasks_of(book, shopper_id, today=TODAY)
    wishes_told_to(book, shopper_id, viewer)
    if len(pieces_of(book, shopper_id, viewer, limit=PIECES_SHOWN + 1)) > PIECES_SHOWN:
        count_pieces(book, shopper_id, viewer)


def what_is_asked(book: Book, who: Shopper, facts: Facts) -> None:
    """What stands in the prompt: how they are reached, and what they were asked before."""
    for_asking(
        book,
        who,
        facts,
        today=TODAY,
        buys=lambda other: bought_openly(book, other, today=TODAY),
    )
    asked_of(book, who.id)


def left_side(book: Book, shopper_id: int, viewer: Viewer) -> None:
    family_days(book, shopper_id, today=TODAY, leap_day=LeapDayRule.FEBRUARY)
    for phone in phones(book, shopper_id):
        shown_phone(phone.raw, phone.e164, "US")
    emails(book, shopper_id)
    addresses(book, shopper_id)
    household_of(book, shopper_id)
    owner_facts(book, shopper_id, viewer)
    tags_of(book, shopper_id)
    own_values(book, shopper_id)


def measure(path: Path, *, drawn: int = DRAWN) -> None:
    """Drawn shoppers, then the heaviest, for one book."""
    book = Book.open(path, mode="read")
    bare = sqlcipher3.connect(f"file:{path}?mode=ro", uri=True)
    viewer = Viewer(today=TODAY)
    since = window_start(TODAY, MONTHS).isoformat()
    sides = {
        "bare": lambda one: bare_page.page(bare, one, since, TODAY.isoformat()),
        "page": lambda one: page(book, one, viewer),
    }
    ids = book.values("SELECT id FROM shopper ORDER BY id")
    print(f"{path.name}: {len(ids):,} shoppers")
    chosen = random.Random(SEED).sample(ids, min(drawn, len(ids)))
    show(take_turns(sides, chosen), [("page", "bare", 3.0)])
    heaviest = book.values(
        """
        SELECT shopper_id FROM shopper_summary
        ORDER BY purchases DESC, shopper_id LIMIT :heaviest
        """,
        heaviest=HEAVIEST,
    )
    times = take_turns(sides, heaviest * TURNS_OF_HEAVIEST)
    named = {f"{name}, the heaviest": taken for name, taken in times.items()}
    show(named, [("page, the heaviest", "bare, the heaviest", 3.0)])
    bare.close()
    book.close()


def main() -> None:
    """All of it for each book."""
    for path in asked_books(__doc__):
        measure(path)


if __name__ == "__main__":
    main()
