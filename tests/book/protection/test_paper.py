"""The key on paper is read however it is typed, and a typo is told as a typo."""

import random

import pytest

from storebook.book.protection.data_key import DataKey, derived
from storebook.book.protection.paper import (
    DIGITS,
    PaperKey,
    PaperTypo,
    looks_like_paper,
    mistyped_group,
    near,
    new_paper,
    read_paper,
)

PAPER = PaperKey(secret=bytes(range(20)))
GOLDEN_KEY = "798fd363cd53720b8aee9132d6a447a0ccb67f89c686e7aaca2ac2c5e99e0524"
GOLDEN_MARK = "0f625b68058519f8c3017c22ff38a09e"
WRITTEN = "000G 40R4 0M30 E209 185G R38E 1W81 24GK C"


def test_a_key_is_33_characters_in_fours() -> None:
    assert PAPER.written == WRITTEN
    assert len(PAPER.characters) == 33
    assert [len(group) for group in PAPER.groups] == [4] * 8 + [1]


def test_no_two_papers_are_alike() -> None:
    papers = {new_paper().characters for _ in range(100)}

    assert len(papers) == 100
    assert set("".join(papers)) <= set(DIGITS)


@pytest.mark.parametrize(
    "typed",
    [
        WRITTEN,
        WRITTEN.lower(),
        WRITTEN.replace(" ", ""),
        WRITTEN.replace(" ", "-"),
        WRITTEN.replace(" ", " – "),
        WRITTEN.replace(" ", "\n"),
        WRITTEN.replace("0", "O").replace("1", "l"),
        WRITTEN.replace("0", "o").replace("1", "I"),
        f"  {WRITTEN}.\n",
        "".join(chr(ord(sign) + 0xFEE0) if sign != " " else sign for sign in WRITTEN),
    ],
)
def test_a_key_is_read_however_it_is_typed(typed: str) -> None:
    assert read_paper(typed) == PAPER


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "was not typed"),
        (" - ", "was not typed"),
        (WRITTEN[:-1], "32 were typed: the last one, which stands alone, is missing"),
        (WRITTEN[5:], "29 were typed: a group of four is missing"),
        (WRITTEN + "0", "34 were typed"),
        (WRITTEN.replace("40R4", "4R4"), "look at the second group"),
        (WRITTEN.replace("185G", "1855G"), "look at the fifth group"),
        (WRITTEN.replace(" C", " U"), "typo in the last group: no paper key has “U”"),
        (WRITTEN.replace("R38E", "R3?E"), "typo in the sixth group: no paper key has “?”"),
        (WRITTEN.replace("R38E", "R39E"), "a typo in the paper key"),
        ("correct horse", "12 were typed"),
    ],
)
def test_a_typo_is_told_as_a_typo(typed: str, said: str) -> None:
    with pytest.raises(PaperTypo, match=r"Nothing was changed|Type the 33") as told:
        read_paper(typed)

    assert said in str(told.value)
    assert told.value.field == "key"


def test_every_single_slip_is_noticed() -> None:
    """One character read wrong, or two that changed places: whichever it is, wherever."""
    paper = new_paper()
    digits = [DIGITS.index(character) for character in paper.characters]
    slips = {"".join(DIGITS[digit] for digit in slip) for _, slip in near(digits)}

    unnoticed = [slip for slip in slips - {paper.characters} if is_read(slip)]

    assert len(slips) > 1000
    assert not unnoticed


def is_read(typed: str) -> bool:
    try:
        read_paper(typed)
    except PaperTypo:
        return False
    return True


@pytest.mark.parametrize("place", range(33))
def test_the_group_of_a_typo_is_found_when_the_book_is_known(place: int) -> None:
    characters = list(PAPER.characters)
    characters[place] = "7" if characters[place] != "7" else "8"

    assert mistyped_group("".join(characters), frozenset({PAPER.data_key.mark})) == place // 4 + 1


@pytest.mark.parametrize("group", range(1, 8))
def test_two_groups_that_changed_places_are_found(group: int) -> None:
    groups = [*PAPER.groups]
    groups[group - 1 : group + 1] = groups[group], groups[group - 1]

    assert mistyped_group(" ".join(groups), frozenset({PAPER.data_key.mark})) == group


def test_the_group_of_another_books_key_is_not_guessed() -> None:
    assert mistyped_group(new_paper().characters, frozenset({PAPER.data_key.mark})) is None


@pytest.mark.parametrize("seed", range(3))
def test_what_is_no_key_at_all_is_no_key(seed: int) -> None:
    """Of random characters one in 32 passes the check; none of them opens anything."""
    chance = random.Random(seed)
    read = [is_read("".join(chance.choices(DIGITS, k=33))) for _ in range(320)]

    assert 1 <= sum(read) <= 25


def test_a_passphrase_is_not_taken_for_a_paper() -> None:
    assert looks_like_paper(WRITTEN)
    assert looks_like_paper(WRITTEN[5:])
    assert not looks_like_paper("opal garnet pearl jade")
    assert not looks_like_paper("12 emeralds")


def test_the_key_is_derived_as_rfc_5869_says() -> None:
    """The third test case of RFC 5869: no salt, no info."""
    okm = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"

    assert derived(b"\x0b" * 22, b"").hex() == okm


def test_the_same_paper_opens_the_book_in_every_version() -> None:
    """Printed papers must work for good: these are not to change."""
    assert PAPER.data_key.hex == GOLDEN_KEY
    assert PAPER.data_key.mark == GOLDEN_MARK


def test_a_key_does_not_show_itself() -> None:
    key = PAPER.data_key

    assert repr(key) == "DataKey()"
    assert key.hex not in f"{key} {key!r} {PAPER!r}"
    with pytest.raises(ValueError, match="32 bytes"):
        DataKey(raw=b"short")
