"""Whatever is done, undone, done again and taken back, the book returns exactly."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.change import Change
from storebook.book.check import check_book
from storebook.book.engine import IntegrityError
from storebook.book.history import changes, redo_last, take_back, undo_last
from storebook.book.settings import load, save
from storebook.book.shop import Shop
from storebook.book.shop_saving import save_shop
from tests.book.dumping import dump

WORDS = st.sampled_from(["ann", "bea", "王", "o’brien", "50%", "x"])
PLACES = st.integers(0, 10**6)


class History(RuleBasedStateMachine):
    """A shop in which everybody changes everything and their mind."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "shop.book"
        shutil.copyfile(self.template, path)
        self.book = Book.open(path)

    @initialize()
    def begin(self) -> None:
        """A shop and two shoppers whom nobody can take back stand in the book from the start."""
        with self.book.change("The book of Storebook begun") as change:
            save(change, Shop())
        with self.book.unlogged() as connection:
            for name in ("first", "second"):
                connection.execute(
                    "INSERT INTO shopper (name, greeting_line, envelope_line, sort_key, folded)"
                    " VALUES (?, '', '', '', ?)",
                    [name, name],
                )
        self.start = dump(self.book)

    # -- what people do

    @rule(name=WORDS, place=PLACES)
    def arrive(self, name: str, place: int) -> None:
        with self.book.change(f"{name} written down") as change:
            referrer = self.one_of("shopper", place)
            add_shopper(change, name, referrer_id=referrer if place % 2 else None)

    @rule(name=WORDS, count=st.integers(2, 300))
    def bring_in_a_list(self, name: str, count: int) -> None:
        columns = ["name", "greeting_line", "envelope_line", "sort_key", "folded"]
        with self.book.change(f"{count} brought in") as change:
            ids = change.insert_many(
                "shopper", columns, [[f"{name} {n}"] * 5 for n in range(count)]
            )
            change.insert_many(
                "tag", ["shopper_id", "name", "folded"], [[one, name, name] for one in ids]
            )

    @rule(first=PLACES, second=PLACES)
    def marry(self, first: int, second: int) -> None:
        one, other = self.one_of("shopper", first), self.one_of("shopper", second)
        self.attempt("Married", lambda change: self.join(change, one, other))

    def join(self, change: Change, one: int, other: int) -> None:
        household = change.insert("household", name="The two")
        change.insert("kin", shopper_id=one, other_id=other, relation="spouse")
        address = change.insert("address", shopper_id=one, lines="1 Main St", country="US")
        change.update("household", household, address_id=address)
        for shopper_id in (one, other):
            change.update("shopper", shopper_id, household_id=household)

    @rule(place=PLACES, name=WORDS)
    def rename(self, place: int, name: str) -> None:
        shopper_id = self.one_of("shopper", place)
        self.attempt(
            f"Renamed to {name}",
            lambda change: change.update("shopper", shopper_id, name=name, folded=name),
        )

    @rule(place=PLACES, name=WORDS)
    def tag(self, place: int, name: str) -> None:
        shopper_id = self.one_of("shopper", place)
        self.attempt(
            f"Tagged {name}",
            lambda change: change.insert("tag", shopper_id=shopper_id, name=name, folded=name),
        )

    @rule(place=PLACES)
    def untag(self, place: int) -> None:
        tag_id = self.one_of("tag", place)
        if tag_id is not None:
            self.attempt("Tag taken off", lambda change: change.delete("tag", tag_id))

    @rule(places=st.sets(PLACES, min_size=2, max_size=4))
    def untag_several(self, places: set[int]) -> None:
        tags = {self.one_of("tag", place) for place in places} - {None}
        with self.book.change("Tags taken off") as change:
            for tag_id in tags:
                change.delete("tag", tag_id)

    @rule(place=PLACES)
    def leave(self, place: int) -> None:
        shopper_id = self.one_of("shopper", place)
        self.attempt("Taken out", lambda change: change.delete("shopper", shopper_id))

    @rule(place=PLACES, other=PLACES)
    def merge_tags(self, place: int, other: int) -> None:
        """One shopper's tags become another's, and the shopper goes: a small merge."""
        source, target = self.one_of("shopper", place), self.one_of("shopper", other)
        tags = self.book.values("SELECT id FROM tag WHERE shopper_id = :id", id=source)

        def move(change: Change) -> None:
            for tag_id in tags:
                change.update("tag", tag_id, shopper_id=target)
            change.delete("shopper", source)

        self.attempt("Merged", move)

    @rule(place=PLACES, day=st.integers(1, 28), cents=st.integers(-5, 10**6))
    def sell(self, place: int, day: int, cents: int) -> None:
        shopper_id = self.one_of("shopper", place) if place % 3 else None
        sums: dict[str, Any] = {"net_cents": cents, "tax_cents": 0}
        with self.book.change("Sold") as change:
            ticket = change.insert(
                "purchase",
                shopper_id=shopper_id,
                day=f"2026-11-{day:02d}",
                associate_id=1,
                prices_include_tax=False,
                total_cents=cents,
                **sums,
            )
            change.insert(
                "line",
                purchase_id=ticket,
                position=1,
                kind="piece",
                quantity=1,
                description="Ring",
                price_cents=cents,
                **sums,
            )

    @rule(place=PLACES, other=PLACES)
    def correct_buyer(self, place: int, other: int) -> None:
        ticket = self.one_of("purchase", place)
        if ticket is not None:
            with self.book.change("Buyer corrected") as change:
                change.update("purchase", ticket, shopper_id=self.one_of("shopper", other))

    @rule(name=WORDS, currency=st.sampled_from(["USD", "EUR"]))
    def name_the_shop(self, name: str, currency: str) -> None:
        """The currency is another only as long as nothing is sold."""
        shop = Shop(name=name, currency=currency)
        if self.or_refused(lambda: save_shop(self.book, shop)):
            assert load(self.book, Shop) == shop

    # -- changing one's mind

    @rule()
    def undo(self) -> None:
        self.or_refused(lambda: undo_last(self.book))

    @rule()
    def redo(self) -> None:
        self.or_refused(lambda: redo_last(self.book))

    @rule(place=PLACES)
    def take_one_back(self, place: int) -> None:
        change_id = self.one_of("change", place)
        if change_id is not None:
            before = dump(self.book)
            if self.or_refused(lambda: take_back(self.book, change_id)):
                after = dump(self.book)
                undo = changes(self.book, limit=1)[0].id
                take_back(self.book, undo)
                assert dump(self.book) == before
                take_back(self.book, changes(self.book, limit=1)[0].id)
                assert dump(self.book) == after

    # -- what must hold

    @invariant()
    def no_reference_points_nowhere(self) -> None:
        assert self.book.rows("PRAGMA foreign_key_check") == []

    def teardown(self) -> None:
        """All the way back, and all the way forth again."""
        end = dump(self.book)
        faults = [result for result in check_book(self.book) if not result.good]
        assert faults == []
        steps = 0
        while self.has_undone_one():
            steps += 1
        assert dump(self.book) == self.start
        for _ in range(steps):
            redo_last(self.book)
        assert dump(self.book) == end
        assert [result for result in check_book(self.book) if not result.good] == []
        self.book.close()
        self.folder.cleanup()

    def has_undone_one(self) -> bool:
        try:
            undo_last(self.book)
        except Refused as refusal:
            if str(refusal) != "There is nothing to undo.":
                raise
            return False
        return True

    # -- helpers

    def one_of(self, table: str, place: int) -> Any:
        ids = self.book.values(f'SELECT id FROM "{table}" ORDER BY id')  # noqa: S608
        return ids[place % len(ids)] if ids else None

    def attempt(self, what: str, step: Any) -> None:
        """An action that the book may refuse: then nothing of it is there."""
        before = dump(self.book)
        try:
            with self.book.change(what) as change:
                step(change)
        except (IntegrityError, LookupError):
            assert dump(self.book) == before

    def or_refused(self, deed: Any) -> bool:
        before = dump(self.book)
        try:
            deed()
        except Refused:
            assert dump(self.book) == before
            return False
        return True


def add_shopper(change: Change, name: str, **values: Any) -> int:
    texts = dict.fromkeys(("name", "greeting_line", "envelope_line", "sort_key", "folded"), name)
    return change.insert("shopper", **texts, **values)


def run_histories(template: Path, count: int, steps: int) -> None:
    class FromTemplate(History):
        pass

    FromTemplate.template = template
    run_state_machine_as_test(
        FromTemplate,
        settings=settings(
            max_examples=count,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_histories_return_exactly(empty_book: Path) -> None:
    run_histories(empty_book, count=25, steps=30)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_many_long_random_histories_return_exactly(empty_book: Path) -> None:
    run_histories(empty_book, count=300, steps=100)
