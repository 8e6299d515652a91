"""What ties two files to others: family, confidants, cards of the club, pieces, runs."""

from datetime import date
from itertools import product

from storebook.book.book import Book
from storebook.book.change import Change, Row
from storebook.book.rows import rows_where
from storebook.people.consent import Channel, Purpose, consent_state, write_consent
from storebook.people.relations import COUPLES, Relation, reverse

TWICE = "Written down twice"
MERGED = "Two files were merged; the stricter answer holds."
HOW = "merging"


def bring_kin_together(change: Change, keep_id: int, other_id: int) -> None:
    """Ties to the same person stand once; one that ended has ended; nobody is their own kin."""
    mine = ties_of(change.book, keep_id)
    for theirs in ties_of(change.book, other_id):
        ends = {
            end: keep_id if theirs[end] == other_id else theirs[end]
            for end in ("shopper_id", "other_id")
        }
        if ends["shopper_id"] == ends["other_id"]:
            change.delete("kin", theirs["id"])
            continue
        met = next((one for one in mine if says_the_same(one, {**theirs, **ends})), None)
        if met is None:
            change.update("kin", theirs["id"], **ends)
            mine.append({**theirs, **ends})
            continue
        change.delete("kin", theirs["id"])
        said = tie_of_both(met, theirs)
        change.update("kin", met["id"], **said)
        met.update(said)


def ties_of(book: Book, shopper_id: int) -> list[Row]:
    found = {
        one["id"]: one
        for end in ("shopper_id", "other_id")
        for one in rows_where(book, "kin", end, shopper_id)
    }
    return [found[row_id] for row_id in sorted(found)]


def says_the_same(mine: Row, theirs: Row) -> bool:
    """Whether two ties of the same two people are one, from whichever end they are told."""
    relation, other = Relation(mine["relation"]), Relation(theirs["relation"])
    straight = (mine["shopper_id"], mine["other_id"]) == (theirs["shopper_id"], theirs["other_id"])
    turned = (mine["shopper_id"], mine["other_id"]) == (theirs["other_id"], theirs["shopper_id"])
    if (straight or turned) and {relation, other} <= COUPLES:
        return True
    return (straight and relation is other) or (turned and reverse(other) is relation)


def tie_of_both(mine: Row, theirs: Row) -> Row:
    ended = mine if mine["ended_on"] is not None else theirs
    is_married = Relation.SPOUSE in (mine["relation"], theirs["relation"])
    return {
        "relation": Relation.SPOUSE if is_married else mine["relation"],
        "ended_on": ended["ended_on"],
        "ended_by": ended["ended_by"],
    }


def bring_confidants_together(change: Change, keep_id: int, other_id: int) -> None:
    """Who may be told of a wish is told once, and nobody is told of their own."""
    book = change.book
    for theirs in rows_where(book, "wish_confidant", "shopper_id", other_id):
        wish = rows_where(book, "wish", "id", theirs["wish_id"])[0]
        told = [
            one["shopper_id"]
            for one in rows_where(book, "wish_confidant", "wish_id", theirs["wish_id"])
        ]
        if wish["shopper_id"] in (keep_id, other_id) or keep_id in told:
            change.delete("wish_confidant", theirs["id"])
    for mine in rows_where(book, "wish_confidant", "shopper_id", keep_id):
        if rows_where(book, "wish", "id", mine["wish_id"])[0]["shopper_id"] == other_id:
            change.delete("wish_confidant", mine["id"])


def bring_cards_together(change: Change, keep_id: int, other_id: int) -> str | None:
    """One membership: the card in use, of two the older one; returns the number of the other."""
    book = change.book
    cards = [
        card
        for shopper_id in (keep_id, other_id)
        for card in rows_where(book, "member", "shopper_id", shopper_id)
    ]
    if len(cards) < 2:
        return None
    kept, gone = sorted(
        cards, key=lambda card: (card["left_on"] is not None, card["enrolled_on"], card["id"])
    )
    change.delete("member", gone["id"])
    change.update("member", kept["id"], shopper_id=keep_id)
    return str(gone["number"])


def tell_apart_no_longer(change: Change, keep_id: int, other_id: int) -> None:
    """Whom the one is not, the other is not either; each pair once, the lower number first."""
    book = change.book
    pairs = {
        one["id"]: one
        for shopper_id, end in product((keep_id, other_id), ("shopper_id", "other_id"))
        for one in rows_where(book, "apart", end, shopper_id)
    }
    ends_of = {(one["shopper_id"], one["other_id"]) for one in pairs.values()}
    known = {ends for ends in ends_of if other_id not in ends}
    for row_id, one in sorted(pairs.items()):
        ends = one["shopper_id"], one["other_id"]
        if other_id not in ends:
            continue
        first, second = sorted(keep_id if end == other_id else end for end in ends)
        if first == second or (first, second) in known:
            change.delete("apart", row_id)
        else:
            change.update("apart", row_id, shopper_id=first, other_id=second)
            known.add((first, second))


def bring_pieces_together(change: Change, keep_id: int, other_id: int) -> None:
    """What one gave the other they bought for themselves; no surprise is left in it."""
    for giver_id, wearer_id in ((keep_id, other_id), (other_id, keep_id)):
        for piece in rows_where(change.book, "piece", "giver_id", giver_id):
            if piece["wearer_id"] == wearer_id:
                change.update(
                    "piece", piece["id"], secret_until=None, giver_id=None, wearer_id=keep_id
                )


def bring_runs_together(change: Change, keep_id: int, other_id: int) -> None:
    """One person, one card: of two that wait in one run, the other file's is dropped."""
    book = change.book
    waiting = {_errand(book, one) for one in _pieces_of(book, keep_id) if _waits(book, one)}
    for piece in _pieces_of(book, other_id):
        if _waits(book, piece) and _errand(book, piece) in waiting:
            change.update("run_piece", piece["id"], state="dropped", why=TWICE, why_detail="")
        if {piece["shopper_id"], piece["partner_id"]} == {keep_id, other_id}:
            change.update("run_piece", piece["id"], partner_id=None)


def _pieces_of(book: Book, shopper_id: int) -> list[Row]:
    found = {
        one["id"]: one
        for end in ("shopper_id", "partner_id")
        for one in rows_where(book, "run_piece", end, shopper_id)
    }
    return [found[row_id] for row_id in sorted(found)]


def _waits(book: Book, piece: Row) -> bool:
    run = rows_where(book, "run", "id", piece["run_id"])[0]
    return piece["state"] == "due" and run["sent_on"] is None and run["dropped_on"] is None


def _errand(book: Book, piece: Row) -> tuple[int, str, int | None]:
    """In which run, for what kind of day, and for which child's."""
    days = rows_where(book, "occasion", "id", piece["occasion_id"] or 0)
    return piece["run_id"], days[0]["kind"] if days else "", piece["child_id"]


def hold_the_stricter_consent(change: Change, keep_id: int, other_id: int, *, today: date) -> None:
    """Every yes and no stays with its day; where the files disagree, the no holds from today."""
    answers = [consent_state(change.book, one) for one in (keep_id, other_id)]
    refused = {
        question for state in answers for question, event in state.items() if not event.given
    }
    for theirs in rows_where(change.book, "consent", "shopper_id", other_id):
        change.update("consent", theirs["id"], shopper_id=keep_id)
    after = consent_state(change.book, keep_id)
    for channel, purpose in sorted(refused, key=_order):
        if after[channel, purpose].given:
            write_consent(
                change,
                keep_id,
                channel,
                [purpose],
                given=False,
                wording=MERGED,
                how=HOW,
                day=max(today, after[channel, purpose].day),
            )


def _order(question: tuple[Channel, Purpose]) -> tuple[str, str]:
    return question[0].value, question[1].value
