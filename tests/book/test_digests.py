"""What a digest is of is part of the book: those of books already sealed stay as they are."""

import pytest

from storebook.book.digests import digest_of_change, digest_of_small_change

SALT = b"s" * 16
CHANGE = (7, "2026-11-25T10:00:00Z", 1, "A list", None, None, 0)


def log_of(rows: int) -> list[tuple[int, str, str, int, int, None]]:
    return [(one, "setting", "insert", one, one, None) for one in range(1, rows + 1)]


@pytest.mark.parametrize(
    ("rows", "digest"),
    [
        (1, "d21d18deb4e73f57412134486c31c1bd6b420e36a83525a68e79354c46955c88"),
        (499, "c568ee4fa53d0013921e7f934e2dba6b6c4a22563eaa499e1ee8e0e673984eb4"),
        (500, "7df133787b621ec112e402b285d15affd9d720ca80c8396888cdc144657bc3db"),
        (501, "187a3fce2a5c552904bac007bf60705906210a8174f5e36a35da38bf16845430"),
    ],
)
def test_a_change_has_the_digest_that_books_carry_already(rows: int, digest: str) -> None:
    said = digest_of_change(SALT, CHANGE, log_of(rows), [(1,), (2,)], [])

    assert said.hex() == digest


@pytest.mark.parametrize("rows", [1, 499])
def test_a_small_change_has_the_same_digest_in_one_go(rows: int) -> None:
    read_again = digest_of_change(SALT, CHANGE, log_of(rows), [(1,), (2,)], [])

    assert digest_of_small_change(SALT, CHANGE, log_of(rows), [1, 2]) == read_again
