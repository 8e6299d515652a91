"""A description says what kind of thing it is."""

import pytest

from storebook.sales.categories import CATEGORIES, category_of, is_service, metal_of, purity_of


@pytest.mark.parametrize(
    ("description", "category", "metal", "purity"),
    [
        ("Ring, platinum", "ring", "platinum", ""),
        ("Old-cut trilogy ring, platinum 950", "ring", "platinum", "950"),
        ("Engagement ring, 18k white", "engagement ring", "white gold", "750"),
        ("Sapphire drop earrings, 18k yellow", "earrings", "yellow gold", "750"),
        ("Diamond pendant on a chain", "pendant", "", ""),
        ("Pearl strand, 18 in", "strand", "", ""),
        ("Wedding band 585 rose gold", "wedding band", "rose gold", "585"),
        ("Bracelet, sterling silver 925", "bracelet", "silver", "925"),
        ("WATCH, STEEL", "watch", "steel", ""),
        ("Something else", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_category_metal_and_purity_are_read_from_the_words(
    description: str, category: str, metal: str, purity: str
) -> None:
    read = category_of(description), metal_of(description), purity_of(description)

    assert read == (category, metal, purity)
    assert category in {"", *CATEGORIES}


@pytest.mark.parametrize(
    ("description", "service"),
    [
        ("Engraving, inside", True),
        ("Resizing to 6¼", True),
        ("Ring with engraving", False),
        ("", False),
    ],
)
def test_work_is_told_from_things(description: str, service: bool) -> None:
    assert is_service(description) is service
