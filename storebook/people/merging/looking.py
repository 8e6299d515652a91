"""Two files side by side before they become one: what differs, what comes together."""

from collections.abc import Callable
from datetime import date

from storebook.base.dates import show_partial_date
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.rows import rows_where
from storebook.people.called import name_of
from storebook.people.consent import consent_state
from storebook.people.contact_points import addresses, emails, phones
from storebook.people.kin import kin_of
from storebook.people.merging.days import TITLES as DAYS
from storebook.people.merging.days import days_of, meetings
from storebook.people.merging.facts import FOR_THE_OWNER, TITLES, Row, differing, row_of
from storebook.people.merging.lists import LISTS, differing_answers, same_in_both
from storebook.people.merging.records import Contradiction, MergeLook, Side, Together
from storebook.people.merging.refusing import refuse_merge
from storebook.people.merging.telling import in_words
from storebook.people.notes import notes_of
from storebook.staff.viewer import Viewer

STRICTER = "The files disagree on what may be sent. The one that says no holds."
DIED = "One of the files says that they died, so the one file does too."
MOVED = "One of the files says that they moved away, so the one file does too."


def look_at_merge(book: Book, keep_id: int, other_id: int, viewer: Viewer) -> MergeLook:
    """What merging the other file into the one that stays would bring, for this viewer.

    `refusal` says why it can't be done; "" where it can. Refused when one of them is not there.
    """
    name_of(book, keep_id), name_of(book, other_id)
    return MergeLook(
        keep=side(book, keep_id, viewer),
        other=side(book, other_id, viewer),
        contradictions=tuple(contradictions(book, keep_id, other_id, viewer)),
        together=tuple(
            one for one in together(book, keep_id, other_id, viewer) if one.keep or one.other
        ),
        remarks=tuple(remarks(book, keep_id, other_id)),
        refusal=refusal(book, keep_id, other_id, viewer.today),
    )


def refusal(book: Book, keep_id: int, other_id: int, today: date) -> str:
    try:
        refuse_merge(book, keep_id, other_id, today)
    except Refused as refused:
        return str(refused)
    return ""


def contradictions(book: Book, keep_id: int, other_id: int, viewer: Viewer) -> list[Contradiction]:
    """The questions to which the files give two answers that this viewer may see."""
    mine, theirs = row_of(book, keep_id), row_of(book, other_id)
    found = [
        Contradiction(
            key=column,
            title=TITLES[column],
            keep=in_words(book, mine, column),
            other=in_words(book, theirs, column),
        )
        for column in differing(mine, theirs)
        if viewer.sees_owner_notes or column not in FOR_THE_OWNER
    ]
    found += [
        Contradiction(
            key=met.mine.kind,
            title=DAYS[met.mine.kind],
            keep=show_partial_date(met.mine.when),
            other=show_partial_date(met.theirs.when),
        )
        for met in meetings(book, keep_id, other_id)
        if met.mine is not None and met.differs
    ]
    found += [
        Contradiction(
            key=both.key,
            title=both.name,
            keep=both.mine["value"],
            other=both.theirs["value"],
        )
        for both in differing_answers(book, keep_id, other_id)
    ]
    return found


def together(book: Book, keep_id: int, other_id: int, viewer: Viewer) -> list[Together]:
    """How many of everything come together; what this viewer may not see is not counted."""
    found = [
        Together(title=kind.title, keep=mine, other=theirs, same=same)
        for kind in LISTS
        for mine, theirs, same in [same_in_both(book, kind, keep_id, other_id)]
    ]
    counts: dict[str, Callable[[int], int]] = {
        "Family": lambda one: len(kin_of(book, one)),
        "Wishes": lambda one: len(rows_where(book, "wish", "shopper_id", one)),
        "Notes": lambda one: len(notes_of(book, one, viewer)),
        "Purchases": lambda one: bought(book, one)[0],
    }
    found += [
        Together(title=title, keep=count(keep_id), other=count(other_id))
        for title, count in counts.items()
    ]
    return found


def remarks(book: Book, keep_id: int, other_id: int) -> list[str]:
    """What holds after the merge without being asked."""
    mine, theirs = row_of(book, keep_id), row_of(book, other_id)
    told = []
    states = consent_state(book, keep_id), consent_state(book, other_id)
    if any(states[0][one].given != states[1][one].given for one in states[0].keys() & states[1]):
        told.append(STRICTER)
    if _in_one_only(mine, theirs, "deceased_on"):
        told.append(DIED)
    if _in_one_only(mine, theirs, "moved_away_on"):
        told.append(MOVED)
    if card(book, keep_id) and card(book, other_id):
        told.append(
            "Both have a card of the club. The older one stays, and both numbers are found."
        )
    return told


def side(book: Book, shopper_id: int, viewer: Viewer) -> Side:
    """One of the two, by what tells it apart."""
    row = row_of(book, shopper_id)
    count, last_day, cents = bought(book, shopper_id)
    day = next((one for one in days_of(book, shopper_id) if one.kind == "birthday"), None)
    return Side(
        shopper_id=shopper_id,
        name=row["name"],
        since=None if row["since"] is None else date.fromisoformat(row["since"]),
        phones=tuple(phone.raw for phone in phones(book, shopper_id)),
        emails=tuple(email.raw for email in emails(book, shopper_id)),
        addresses=tuple(
            ", ".join(filter(None, (*one.postal.lines, one.postal.city)))
            for one in addresses(book, shopper_id)
        ),
        birthday="" if day is None else show_partial_date(day.when),
        family=tuple(f"{kin.name} ({kin.word})" for kin in kin_of(book, shopper_id)),
        card=card(book, shopper_id),
        purchases=count,
        last_day=last_day,
        spent_cents=cents if viewer.sees_spend else None,
    )


def bought(book: Book, shopper_id: int) -> tuple[int, date | None, Cents]:
    """How many tickets, the day of the last, and what they came to without tax."""
    found = book.rows(
        "SELECT purchases, last_day, net_cents FROM shopper_summary WHERE shopper_id = :id",
        id=shopper_id,
    )
    if not found:
        return 0, None, Cents(0)
    return found[0][0], date.fromisoformat(found[0][1]), Cents(found[0][2])


def card(book: Book, shopper_id: int) -> str:
    """The number of the shopper's card, also of one that was left; "" where there is none."""
    found = rows_where(book, "member", "shopper_id", shopper_id)
    return str(found[0]["number"]) if found else ""


def _in_one_only(mine: Row, theirs: Row, column: str) -> bool:
    return (mine[column] is None) != (theirs[column] is None)
