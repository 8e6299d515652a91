"""Who the buyers of a list are: in the book, new, or only a number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from storebook.base.countries import country_name
from storebook.base.errors import Refused
from storebook.base.text import fold
from storebook.book.book import Book
from storebook.book.shop import Shop
from storebook.exchange.cells import several_emails, several_phones
from storebook.exchange.importing.erased import refuse_erased
from storebook.exchange.importing.own_columns import COUNTRY
from storebook.exchange.importing.persons import Known, Marks, marks_of, name_key
from storebook.exchange.importing.who_is_there import ids_by_name, ids_by_number, marks_on_file
from storebook.exchange.purchase_rows import Buyer
from storebook.exchange.shopper_rows import CUSTOMER_NUMBER, Beside, ShopperRow
from storebook.exchange.shopper_rows.aside import Aside, without_point
from storebook.exchange.shopper_rows.words import country_of
from storebook.people.contact_points import EmailDraft, PhoneDraft
from storebook.people.erasing import suppression
from storebook.people.shoppers import (
    PreparedShopper,
    ShopperDraft,
    Standing,
    prepare_shopper,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Buyers:
    """Each buyer of the list: there already, by id; new, as a row; or refused, with why.

    Several spellings of one person lead to one row of `new`, by its first buyer. `numbers` are
    those that people who are there did not have yet; `named` are all buyers who have a name.
    """

    there: dict[Buyer, int]
    new: dict[Buyer, ShopperRow]
    same_as: dict[Buyer, Buyer]
    refused: dict[Buyer, str]
    named: set[Buyer]
    numbers: dict[int, str]
    unread: dict[Buyer, Aside] = field(default_factory=dict)

    def first(self, buyer: Buyer) -> Buyer:
        """The buyer under which a new person is written down."""
        return self.same_as.get(buyer, buyer)


def find_buyers(
    book: Book, buyers: Iterable[Buyer], headers: Mapping[str, str], *, shop: Shop, today: date
) -> Buyers:
    """Find each in the book by number, else by name with phone or e-mail; the others are new.

    `headers` says what stands over each field. A phone or an e-mail that can't be read is no reason
    to refuse anybody.
    """
    return _Finder(book, list(dict.fromkeys(buyers)), headers, shop, today).find()


class _Finder:
    def __init__(
        self,
        book: Book,
        buyers: list[Buyer],
        headers: Mapping[str, str],
        shop: Shop,
        today: date,
    ) -> None:
        self._buyers = [buyer for buyer in buyers if not buyer.is_walk_in]
        self._headers = headers
        self._shop = shop
        self._today = today
        names = {name_key(_called(buyer)) for buyer in self._buyers}
        numbers = {fold(buyer.number) for buyer in self._buyers if buyer.number}
        self._by_name = ids_by_name(book, names)
        self._by_number = ids_by_number(book, numbers)
        known = [*self._by_name.values(), *self._by_number.values()]
        ids = {one for some in known for one in some}
        self._marks = marks_on_file(book, ids)
        self._there_by_name = Known()
        for key, namesakes in self._by_name.items():
            for one in namesakes:
                self._there_by_name.put(key, one, self._marks[one])
        self._unnamed = _unnamed(book)
        self._forgotten = suppression(book)
        self._names = {one: key for key, some in self._by_name.items() for one in some}
        self._found = Buyers(there={}, new={}, same_as={}, refused={}, named=set(), numbers={})
        self._seen = Known()
        self._placed: list[Buyer] = []
        self._firsts: dict[str, Buyer] = {}

    def find(self) -> Buyers:
        for buyer in self._buyers:
            try:
                self._place(buyer)
            except Refused as refusal:
                self._found.refused[buyer] = str(refusal)
        return self._found

    def _place(self, buyer: Buyer) -> None:
        row = self._as_shopper(buyer)
        refuse_erased(self._forgotten, row)
        marks = marks_of(row)
        there = self._there(buyer, row.draft.name, marks)
        if there is not None:
            self._found.there[buyer] = there
            if there not in self._unnamed:
                self._found.named.add(buyer)
            if buyer.number and not self._marks[there].numbers:
                self._found.numbers.setdefault(there, buyer.number)
            return
        if buyer.name:
            self._found.named.add(buyer)
        earlier = self._earlier(buyer, row.draft.name, marks)
        if earlier is not None:
            self._found.same_as[buyer] = earlier
        else:
            self._found.new[buyer] = row

    def _there(self, buyer: Buyer, name: str, marks: Marks) -> int | None:
        """By number; else by name with phone or e-mail; a name alone must be the only one."""
        key = name_key(name)
        for one in self._by_number.get(fold(buyer.number), []) if buyer.number else []:
            if not buyer.name or one in self._unnamed or self._names.get(one) == key:
                return one
        by_name = self._by_name.get(key, [])
        if not buyer.name:
            return next((one for one in by_name if one in self._unnamed), None)
        if marks.phones or marks.emails:
            return self._there_by_name.same(key, marks)
        # Who has another number there is somebody else.
        maybe = [one for one in by_name if not (marks.numbers and self._marks[one].numbers)]
        if len(maybe) > 1:
            raise Refused(
                f"There are {len(maybe)} shoppers called {buyer.name} in the book. Add a column "
                "with the phone, the e-mail or the customer number."
            )
        return maybe[0] if maybe else None

    def _earlier(self, buyer: Buyer, name: str, marks: Marks) -> Buyer | None:
        """The same person under another spelling, earlier in the list: by number, else by name."""
        by_number = f"number {fold(buyer.number)}"
        if buyer.number and by_number in self._firsts:
            return self._firsts[by_number]
        key = name_key(name)
        place = self._seen.same(key, marks)
        if place is not None:
            return self._placed[place]
        self._seen.put(key, len(self._placed), marks)
        self._placed.append(buyer)
        if buyer.number:
            self._firsts[by_number] = buyer
        return None

    def _as_shopper(self, buyer: Buyer) -> ShopperRow:
        """The buyer as somebody to be written down; refused when the list tells nonsense."""
        own = {CUSTOMER_NUMBER: buyer.number} if buyer.number else {}
        if buyer.country and fold(buyer.country) != "unspecified":
            code = country_of(buyer.country)
            if code != self._shop.country:
                own[COUNTRY] = country_name(code) if code else buyer.country
        draft = ShopperDraft(
            name=_called(buyer),
            given=buyer.given,
            family=buyer.family,
            named=bool(buyer.name),
            standing=Standing.REAL if buyer.name else Standing.PROSPECTIVE,
            phones=tuple(PhoneDraft(raw=raw) for raw in several_phones(buyer.phone)),
            emails=tuple(EmailDraft(raw=raw) for raw in several_emails(buyer.email)),
        )
        draft, prepared = self._prepared(buyer, draft)
        return ShopperRow(draft=draft, prepared=prepared, beside=Beside(own=own))

    def _prepared(self, buyer: Buyer, draft: ShopperDraft) -> tuple[ShopperDraft, PreparedShopper]:
        """As it will be written, without what nobody could use."""
        while True:
            try:
                return draft, prepare_shopper(draft, shop=self._shop, today=self._today)
            except Refused as refusal:
                aside = self._found.unread.setdefault(buyer, Aside())
                draft = without_point(
                    draft, refusal, aside, lambda name, _: self._headers.get(name, name)
                )


def _called(buyer: Buyer) -> str:
    """The name; of somebody without one the number, by which the next list finds them again."""
    return buyer.name or f"Customer {buyer.number or buyer.phone or buyer.email}"


def _unnamed(book: Book) -> set[int]:
    return set(book.values("SELECT id FROM shopper WHERE NOT named ORDER BY id"))
