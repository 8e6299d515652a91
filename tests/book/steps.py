"""Small deeds that tests of the log are made of."""

from typing import Any

from storebook.book.book import Book
from storebook.book.change import Change


def add_row(change: Change, name: str, **values: Any) -> int:
    return change.insert(
        "shopper",
        **{
            "name": name,
            "greeting_line": f"Dear {name}",
            "envelope_line": name,
            "sort_key": name.lower(),
            "folded": name.lower(),
            **values,
        },
    )


def add_shopper(book: Book, name: str, **values: Any) -> int:
    with book.change(f"{name} written down") as change:
        shopper_id = add_row(change, name, **values)
        change.about(shopper_id)
    return shopper_id


def rename(book: Book, shopper_id: int, name: str) -> None:
    with book.change(f"Renamed to {name}", shoppers=[shopper_id]) as change:
        change.update("shopper", shopper_id, name=name, folded=name.lower())


def name_of(book: Book, shopper_id: int) -> str | None:
    return book.value("SELECT name FROM shopper WHERE id = :id", id=shopper_id)  # type: ignore[no-any-return]


def tag(book: Book, shopper_id: int, name: str) -> int:
    with book.change(f"Tagged {name}") as change:
        return change.insert("tag", shopper_id=shopper_id, name=name, folded=name)


def untag(book: Book, tag_id: int) -> None:
    with book.change("Tag taken off") as change:
        change.delete("tag", tag_id)
