"""Writing a list of purchases down: its new buyers first, then ticket after ticket."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.base.text import fold, one_line, words
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.shop import Shop
from storebook.exchange.cells import unpacked
from storebook.exchange.importing.bringing_back import BroughtBack, in_order
from storebook.exchange.importing.own_columns import COUNTRY, make_fields
from storebook.exchange.importing.persons import name_key
from storebook.exchange.importing.purchase_plan import PurchasePlan
from storebook.exchange.importing.tickets import Ticket
from storebook.exchange.importing.who_is_there import ids_by_name, notes_of
from storebook.exchange.purchase_rows import Buyer, PurchaseRow
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER
from storebook.people.notes import NoteClass
from storebook.people.own_fields import OwnFieldKind, read_values, write_own_value
from storebook.people.shoppers import write_shoppers
from storebook.sales.drafts import (
    LONGEST_NOTE,
    LineDraft,
    Payment,
    PaymentKind,
    PurchaseDraft,
)
from storebook.sales.recording import make_real, write_purchases
from storebook.sales.sums import ticket_sums
from storebook.staff.associates import associate_named

TICKETS_AT_ONCE = 500
PAYMENT_WORDS = {
    PaymentKind.CASH: "cash bar efectivo contanti 现金",
    PaymentKind.CARD: "card credit debit visa mastercard amex american discover karte carte 卡",
    PaymentKind.TRANSFER: "transfer wire ach bank eft sepa uberweisung virement 转账",
    PaymentKind.CHECK: "check cheque scheck 支票",
}
PAYMENT_OF = {word: kind for kind, told in PAYMENT_WORDS.items() for word in told.split()}


class PurchaseSaving:
    """One list being saved inside one change; steps tell how many lines are done."""

    def __init__(self, change: Change, plan: PurchasePlan, *, shop: Shop, today: date) -> None:
        self._change = change
        self._plan = plan
        self._shop = shop
        self._today = today
        self._ids: dict[Buyer, int] = {}
        self._associates: dict[str, int | None] = {}
        self._wearers: dict[str, int] = {}
        self._line_ids: dict[int, int] = {}
        self._without_piece: dict[int, LineDraft] = {}
        self._sold = {back.place for back in plan.backs.values() if back.place is not None}

    def save(self) -> Iterator[int]:
        """Write everything, saying after each portion how many lines are done."""
        self._write_buyers()
        self._wearers = self._find_wearers()
        tickets = self._plan.tickets
        for numbers in in_order(self._needs(), len(tickets), TICKETS_AT_ONCE):
            portion = [tickets[number] for number in numbers]
            self._write(portion)
            yield sum(len(ticket.places) for ticket in portion)
        self._make_real()

    # -- buyers

    def _write_buyers(self) -> None:
        buyers = self._plan.buyers
        used = dict.fromkeys(
            buyers.first(ticket.buyer)
            for ticket in self._plan.tickets
            if buyers.first(ticket.buyer) in buyers.new
        )
        rows = [buyers.new[buyer] for buyer in used]
        there = {buyers.there[one.buyer] for one in self._plan.tickets if one.buyer in buyers.there}
        numbers = {one: number for one, number in buyers.numbers.items() if one in there}
        own = [row.beside.own for row in rows]
        wanted = [CUSTOMER_NUMBER] if numbers or any(CUSTOMER_NUMBER in one for one in own) else []
        wanted += [COUNTRY] if any(COUNTRY in one for one in own) else []
        fields = make_fields(self._change, dict.fromkeys(wanted, OwnFieldKind.TEXT))
        ids = write_shoppers(
            self._change,
            (replace(row.prepared, own=read_values(fields, row.beside.own)) for row in rows),
            shop=self._shop,
            today=self._today,
        )
        for shopper_id, number in numbers.items():
            field = fields[fold(CUSTOMER_NUMBER)]
            write_own_value(self._change, shopper_id, field.id, number)
        self._ids = {**buyers.there, **dict(zip(used, ids, strict=True))}
        self._change.about(*there)
        self._keep_unread()

    def _keep_unread(self) -> None:
        """What nobody can read of a buyer is a note on their file, once."""
        wanted: dict[int, dict[str, None]] = {}
        for ticket in self._plan.tickets:
            aside = self._plan.buyers.unread.get(ticket.buyer)
            shopper_id = self._shopper_id(ticket.buyer)
            if aside is not None and shopper_id is not None:
                wanted.setdefault(shopper_id, {}).update(dict.fromkeys(aside.notes))
        for shopper_id, texts in wanted.items():
            known = notes_of(self._change.book, shopper_id)
            for text in texts:
                if text not in known:
                    self._change.insert(
                        "note",
                        shopper_id=shopper_id,
                        associate_id=self._change.book.associate_id,
                        day=self._today,
                        text=text[:LONGEST_NOTE],
                        **{"class": NoteClass.COUNTER},
                    )

    def _shopper_id(self, buyer: Buyer) -> int | None:
        if buyer.is_walk_in:
            return None
        return self._ids[self._plan.buyers.first(buyer)]

    def _find_wearers(self) -> dict[str, int]:
        """Those whose name a line gives as its wearer's, where only one bears it."""
        names = {
            name_key(row.wearer)
            for ticket in self._plan.tickets
            for place in ticket.places
            if (row := self._plan.row(place)).wearer
        }
        found = ids_by_name(self._change.book, names)
        return {name: ids[0] for name, ids in found.items() if len(ids) == 1}

    def _make_real(self) -> None:
        """Who has a name and bought something is no longer a prospect."""
        seen: set[int] = set()
        for ticket in self._plan.tickets:
            shopper_id = self._plan.buyers.there.get(ticket.buyer)
            if shopper_id is None or shopper_id in seen:
                continue
            lines = tuple(self._plan.row(place).line for place in ticket.places)
            if any(line.quantity > 0 for line in lines):
                seen.add(shopper_id)
                make_real(
                    self._change, PurchaseDraft(day=ticket.day, lines=lines, shopper_id=shopper_id)
                )

    # -- tickets

    def _needs(self) -> dict[int, set[int]]:
        """Which tickets bring something back from which others of this list."""
        if not self._sold:
            return {}
        ticket_of = {
            place: number
            for number, ticket in enumerate(self._plan.tickets)
            for place in ticket.places
            if place in self._sold or place in self._plan.backs
        }
        needs: dict[int, set[int]] = {}
        for place, back in self._plan.backs.items():
            if back.place is not None:
                needs.setdefault(ticket_of[place], set()).add(ticket_of[back.place])
        return needs

    def _write(self, portion: Sequence[Ticket]) -> None:
        drafts = [self._draft(ticket) for ticket in portion]
        written = write_purchases(self._change, drafts, shop=self._shop)
        places = (place for ticket in portion for place in ticket.places)
        for line_id, place in zip(written.line_ids, places, strict=True):
            if place in self._sold:
                self._line_ids[place] = line_id

    def _draft(self, ticket: Ticket) -> PurchaseDraft:
        rows = [self._plan.row(place) for place in ticket.places]
        shopper_id = self._shopper_id(ticket.buyer)
        keeps_pieces = ticket.buyer in self._plan.buyers.named
        lines = tuple(
            self._line(row, self._plan.backs.get(place), keeps_pieces)
            for place, row in zip(ticket.places, rows, strict=True)
        )
        associate, note = self._associate(rows)
        payments, on_deposit = self._payments(rows, lines)
        return PurchaseDraft(
            day=ticket.day,
            lines=lines,
            shopper_id=shopper_id,
            associate_id=associate,
            occasion_text=_first(row.head.occasion for row in rows),
            payments=payments,
            on_deposit=on_deposit,
            number=ticket.number,
            note=note,
        )

    def _line(self, row: PurchaseRow, back: BroughtBack | None, keeps_pieces: bool) -> LineDraft:
        line = row.line
        if back is not None:
            sold = back.line_id
            if back.place is not None:
                sold = self._line_ids[back.place]
            return replace(line, returns_line_id=sold)
        if row.wearer and (wearer := self._wearers.get(name_key(row.wearer))) is not None:
            line = replace(line, wearer_id=wearer)
        if line.lives_on and not keeps_pieces:
            # Lines that say the same share one draft, so this is made once for all of them.
            known = self._without_piece.get(id(row.line))
            if known is None or row.wearer:
                known = replace(line, keeps_piece=False)
                self._without_piece[id(row.line)] = known
            return known
        return line

    def _associate(self, rows: Sequence[PurchaseRow]) -> tuple[int | None, str]:
        """Who sold it, and the note of the ticket, which names a seller who is not known here."""
        notes = list(dict.fromkeys(row.head.note for row in rows if row.head.note))
        name = _first(row.head.associate for row in rows)
        if name and name not in self._associates:
            self._associates[name] = _associate_id(self._change.book, name)
        associate = self._associates.get(name)
        if name and associate is None:
            notes.append(f"Sold by {name}")
        return associate, "\n".join(notes)[:LONGEST_NOTE]

    def _payments(
        self, rows: Sequence[PurchaseRow], lines: tuple[LineDraft, ...]
    ) -> tuple[tuple[Payment, ...], bool]:
        """How it was paid, where the list says so in one word we know; whether as a deposit."""
        packed = _first(row.head.payments for row in rows)
        words = {row.head.payment for row in rows if row.head.payment}
        told = {kind for word in words if (kind := payment_kind(word)) is not None}
        if not packed and len(told) != 1:
            return (), False
        total = ticket_sums(lines, self._shop).total_cents
        if packed:
            payments = _unpacked_payments(packed, total)
            return payments, bool(payments) and sum(one.amount_cents for one in payments) != total
        return (Payment(kind=told.pop(), amount_cents=total),), False


def payment_kind(word: str) -> PaymentKind | None:
    """Cash, card, transfer or check by their many names; None for anything else."""
    for one in words(word):
        if one in PAYMENT_OF:
            return PAYMENT_OF[one]
    return PaymentKind.OTHER if fold(one_line(word)) == "other" else None


def _unpacked_payments(packed: str, total: Cents) -> tuple[Payment, ...]:
    """As our own lists write them; nothing when they don't come to the total, nor to a deposit
    on it.
    """
    payments = []
    for row in unpacked(packed):
        if len(row) != 2 or row[0] not in set(PaymentKind) or not _is_whole(row[1]):
            return ()
        payments.append(Payment(kind=PaymentKind(row[0]), amount_cents=Cents(int(row[1]))))
    paid = sum(payment.amount_cents for payment in payments)
    return tuple(payments) if paid == total or 0 < paid < total else ()


def _is_whole(text: str) -> bool:
    return text.removeprefix("-").isascii() and text.removeprefix("-").isdecimal()


def _associate_id(book: Book, name: str) -> int | None:
    try:
        return associate_named(book, name).id
    except Refused:
        return None


def _first(texts: Iterator[str]) -> str:
    return next(filter(None, texts), "")
