"""The trade's own lists say what the trade says, and never suggest what should not be sold."""

import pytest

from storebook.people.reference import (
    anniversary_gift,
    anniversary_lists,
    birthstone,
    birthstone_lists,
    find_purity,
    indian_ring_sizes,
    purities,
)


def test_every_month_has_its_stones() -> None:
    assert [birthstone(month)[0] for month in range(1, 13)] == [
        *["garnet", "amethyst", "aquamarine", "diamond", "emerald", "pearl"],
        *["ruby", "peridot", "sapphire", "opal", "topaz", "turquoise"],
    ]
    assert birthstone(8) == ("peridot", "sardonyx", "spinel")
    assert birthstone(9, "uk") == ("sapphire", "lapis lazuli")


def test_the_owner_chooses_among_lists_that_have_a_version() -> None:
    assert [listed.id for listed in birthstone_lists()] == ["us", "uk"]
    assert [listed.id for listed in anniversary_lists()] == [
        *["traditional-us", "modern-us", "gemstone", "traditional-uk", "chinese"],
    ]
    assert all(listed.name and listed.version for listed in anniversary_lists())


@pytest.mark.parametrize(
    ("year", "list_id", "gift"),
    [
        (25, "traditional-us", "silver"),
        (1, "traditional-us", "paper"),
        (1, "traditional-uk", "cotton"),
        (4, "traditional-us", "linen or silk"),
        (10, "modern-us", "diamond"),
        (16, "traditional-us", None),
        (16, "modern-us", "silver holloware"),
        (55, "gemstone", "alexandrite"),
        (60, "chinese", "钻石"),
        (80, "traditional-uk", "oak"),
        (80, "gemstone", "ruby"),
        (0, "modern-us", None),
        (-1, "modern-us", None),
        (51, "modern-us", None),
    ],
)
def test_a_wedding_year_has_its_name(year: int, list_id: str, gift: str | None) -> None:
    assert anniversary_gift(year, list_id) == gift


def test_ivory_is_never_suggested() -> None:
    named = [
        anniversary_gift(year, listed.id) for listed in anniversary_lists() for year in range(100)
    ]

    assert "ivory" not in named
    assert anniversary_gift(14, "gemstone") == "opal"


def test_gold_is_stamped_in_parts_per_thousand() -> None:
    by_karat = {purity.karat: purity.mark for purity in purities("gold") if purity.karat}

    assert by_karat[9] == "375"
    assert (by_karat[14], by_karat[18], by_karat[24]) == ("585", "750", "999.9")
    assert {purity.metal for purity in purities()} == {"gold", "silver", "platinum", "palladium"}


@pytest.mark.parametrize(
    ("typed", "metal", "mark"),
    [
        ("18k", "gold", "750"),
        ("18 KT yellow", "gold", "750"),
        ("K18", "gold", "750"),
        ("9ct", "gold", "375"),
        ("916", "gold", "917"),
        ("583", "gold", "585"),
        ("pink 750", "gold", "750"),
        ("999.9", "gold", "999.9"),
        ("Pt950", "platinum", "950"),
        ("sterling 925", "silver", "925"),
        ("18K GP", "gold", None),
        ("14k gold filled", "gold", None),
        ("vermeil 925", "silver", None),
        ("417k", "gold", None),
        ("gold", "gold", None),
        ("", "gold", None),
    ],
)
def test_a_stamp_is_understood_and_plating_is_not_a_purity(
    typed: str, metal: str, mark: str | None
) -> None:
    found = find_purity(typed, metal)

    assert (found and found.mark) == mark


def test_indian_sizes_grow_with_their_numbers() -> None:
    sizes = indian_ring_sizes()

    assert list(sizes) == list(range(1, 31))
    assert sorted(sizes.values()) == list(sizes.values())
