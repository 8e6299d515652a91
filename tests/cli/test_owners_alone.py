"""What only the owner reads comes out by no command for a manager."""

from pathlib import Path

import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.cli.common import today
from storebook.people.notes import NoteClass, add_note
from storebook.staff.associates import Role, associate_named, give_role
from tests.cli.running import Command
from tests.make import make_line, make_purchase

MARGARET = 1


def test_what_the_owner_alone_reads_comes_out_for_no_manager(
    storebook: Command, shop: Path, tmp_path: Path
) -> None:
    with Book.open(shop) as book:
        give_role(book, associate_named(book, "Jun").id, Role.MANAGER)
        line = make_line("Sapphire ring", 7_313_57, cost_cents=Cents(4_321_99))
        make_purchase(book, MARGARET, line, day=today())
        add_note(book, MARGARET, "pawned a brooch", day=today(), kind=NoteClass.OWNER)
    folder = tmp_path / "out"
    folder.mkdir()

    told = [storebook("show", shop, MARGARET, "--json", "--by", "jun").out]
    for words in (
        ("export", shop, "--kind", "purchases", "--out", folder / "purchases.csv"),
        ("export", shop, "--kind", "shoppers", "--out", folder / "shoppers.csv"),
        ("everything", shop, MARGARET, "--out", folder / "everything.json"),
    ):
        assert storebook(*words, "--by", "jun").code == 0
    told += [path.read_text(encoding="utf-8") for path in folder.iterdir()]

    assert len(told) == 4
    assert all("731357" in each or "7313.57" in each for each in told if "Sapphire" in each)
    for mark in ("432199", "4321.99", "pawned a brooch"):
        assert not any(mark in each for each in told)


@pytest.mark.parametrize("role", [Role.CLERK, Role.MANAGER])
def test_what_a_piece_cost_is_not_told_when_it_comes_back(
    storebook: Command, shop: Path, role: Role
) -> None:
    """What is paid back is, to whoever takes it."""
    with Book.open(shop) as book:
        give_role(book, associate_named(book, "Jun").id, role)
        line = make_line("Sapphire ring", 7_313_57, cost_cents=Cents(4_321_99))
        make_purchase(book, MARGARET, line, day=today())

    told = storebook("sell", shop, MARGARET, "--returns", 1, "--by", "jun", "--json").document

    assert (told["total_cents"], told["lines"][0]["price_cents"]) == (-7_313_57, 7_313_57)
    assert (told["cost_cents"], told["lines"][0]["cost_cents"]) == (None, None)
