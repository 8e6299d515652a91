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
        ("Resize", True),
        ("Resize ring to 6", True),
        ("Polish ring", True),
        ("Polish amber necklace", False),
        ("Cleaning cloth", False),
        ("Repair kit for watches", False),
        ("Ring with engraving", False),
        ("", False),
    ],
)
def test_work_is_told_from_things(description: str, service: bool) -> None:
    assert is_service(description) is service


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("POST", "POSTAGE"), ("DOT", "DOTCOM POSTAGE"), ("m", "Manual"), ("BANK CHARGES", "x"),
        ("C2", ""), ("AMAZONFEE", ""), ("", "Ring sizing"), ("R-1", "Watch repair"),
        ("", "Gift voucher 50.00"), ("B", "Adjust bad debt"), ("", "Shipping & handling"),
    ],
)  # fmt: skip
def test_postage_fees_corrections_and_work_are_services(code: str, words: str) -> None:
    assert is_service(words, code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER"), ("", "Baby carriage charm"),
        ("", "Ring, platinum"), ("D-100", "Diamond studs"), ("", "Repair kit for watches"),
        ("M100", "Man's signet"), ("", "Bracelet with engraving"),
    ],
)  # fmt: skip
def test_pieces_are_no_services(code: str, words: str) -> None:
    assert not is_service(words, code)


def test_what_a_list_calls_a_service_is_one() -> None:
    assert is_service("Bracelet, new clasp", category="Repairs")
    assert not is_service("Bracelet", category="bracelet")
