"""How sheets are filled: past what is used, along rows or columns, each label as often as asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storebook.base.errors import Refused
from storebook.printing.filling import Filling, first_free
from storebook.printing.sheets import LabelSheet, sheet
from tests.printing.make import make_label, printed_labels
from tests.printing.reading import Marks, pages

A5160 = sheet("5160")
L7160 = sheet("l7160")


def places_of(page: Marks, stock: LabelSheet) -> dict[str, int]:
    """In which label of the sheet each line stands."""
    boxes = {place: stock.box(place) for place in range(1, stock.places + 1)}
    return {
        line.text: place
        for line in page.texts
        for place, box in boxes.items()
        if box.x < line.x < box.x + box.width and box.y < line.y < box.y + box.height
    }


def test_used_places_are_passed_over_on_the_first_sheet_alone() -> None:
    labels = [make_label(f"Shopper {number}") for number in range(1, 61)]
    used = frozenset({1, 2, 5, 30})

    first, second, third = pages(printed_labels(labels, A5160, used=used))

    assert set(places_of(first, A5160).values()) == set(range(1, 31)) - used
    assert set(places_of(second, A5160).values()) == set(range(1, 31))
    assert places_of(third, A5160) == {f"Shopper {56 + place}": place for place in range(1, 5)}


def test_labels_go_down_the_columns_from_the_start_place_on() -> None:
    labels = [make_label(f"Shopper {number}") for number in range(1, 24)]

    first, second = pages(printed_labels(labels, L7160, start=4, by_column=True))

    down = [4, 7, 10, 13, 16, 19, 2, 5, 8, 11, 14, 17, 20, 3, 6, 9, 12, 15, 18, 21]
    assert list(places_of(first, L7160).values()) == down
    assert list(places_of(second, L7160).values()) == [1, 4, 7]


def test_copies_of_a_label_stand_one_after_another() -> None:
    (page,) = pages(printed_labels([make_label("Ann"), make_label("Bo")], A5160, copies=3))

    assert [line.text for line in page.texts] == ["Ann"] * 3 + ["Bo"] * 3


@pytest.mark.parametrize("copies", [0, -1, 1001])
def test_copies_that_are_no_number_of_labels_are_refused(copies: int) -> None:
    with pytest.raises(Refused) as refusal:
        printed_labels([make_label()], A5160, copies=copies)

    assert refusal.value.field == "copies"


def test_a_sheet_without_a_free_place_is_refused() -> None:
    with pytest.raises(Refused, match="No free place") as refusal:
        printed_labels([make_label()], A5160, start=30, used=frozenset({30}))

    assert refusal.value.field == "used"


def test_used_places_that_the_sheet_has_not_are_refused() -> None:
    with pytest.raises(Refused, match="no place 31"):
        printed_labels([make_label()], A5160, used=frozenset({31}))


@pytest.mark.parametrize(
    ("filling", "labels", "gone"),
    [
        (Filling(), 5, {1, 2, 3, 4, 5}),
        (Filling(start=4), 2, {1, 2, 3, 4, 5}),
        (Filling(used=frozenset({2})), 2, {1, 2, 3}),
        (Filling(), 30, set()),
        (Filling(start=29), 2, set()),
        (Filling(), 31, {1}),
        (Filling(copies=2), 16, {1, 2}),
        (Filling(by_column=True), 3, {1, 4, 7}),
        (Filling(), 0, set()),
    ],
)
def test_what_is_gone_after_printing_is_known(
    filling: Filling, labels: int, gone: set[int]
) -> None:
    assert filling.used_after(A5160, labels) == gone


@given(
    start=st.integers(1, 21),
    used=st.frozensets(st.integers(1, 21)),
    by_column=st.booleans(),
    labels=st.integers(0, 70),
    copies=st.integers(1, 3),
)
def test_sheets_and_what_is_left_always_add_up(
    start: int, used: frozenset[int], by_column: bool, labels: int, copies: int
) -> None:
    filling = Filling(start=start, used=used, by_column=by_column, copies=copies)
    try:
        free = filling.first_places(L7160)
    except Refused:
        return

    sheets, gone = filling.sheets(L7160, labels), filling.used_after(L7160, labels)

    assert not set(free) & used
    assert free[0] == start or start in used
    if labels:
        capacity = len(free) + (sheets - 1) * 21
        left_free = 21 - len(gone) if gone else 0
        assert capacity - labels * copies == left_free
        assert 0 <= capacity - labels * copies < (21 if sheets > 1 else len(free))


def test_the_first_free_place_follows_what_is_used() -> None:
    assert first_free(A5160, frozenset()) == 1
    assert first_free(A5160, frozenset({1, 2, 4})) == 3
    assert first_free(A5160, frozenset(range(1, 31))) == 1
