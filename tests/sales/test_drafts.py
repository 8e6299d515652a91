"""What a purchase must have before it is saved; each refusal names its field."""

from datetime import date, timedelta
from typing import Any

import pytest

from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.sales.drafts import LineDraft, LineKind, PurchaseDraft, checked
from tests.make import TODAY, make_line

TOMORROW = TODAY + timedelta(days=1)
DANIEL, MARGARET = 1, 2


def draft(*lines: LineDraft, **fields: Any) -> PurchaseDraft:
    return PurchaseDraft(**{"day": TODAY, "shopper_id": DANIEL, "lines": lines, **fields})


@pytest.mark.parametrize(
    ("field", "said", "line"),
    [
        ("description", "few words", make_line(" \u200b ")),
        ("description", "200 letters", make_line("x" * 201)),
        ("stock_number", "60 letters", make_line(stock_number="9" * 61)),
        ("price", "below zero", make_line(price=-1)),
        ("price", "too large", make_line(price=10**13, quantity=2)),
        ("quantity", "1 to 100,000", make_line(quantity=0)),
        ("quantity", "1 to 100,000", make_line(quantity=100_001)),
        ("discount", "between", make_line(price=100, discount_cents=Cents(101))),
        ("discount", "between", make_line(price=100, discount_cents=Cents(-1))),
        ("tax", "more than the price", make_line(price=100, tax_cents=Cents(101))),
        ("cost", "below zero", make_line(cost_cents=Cents(-1))),
        ("engraving", "200 letters", make_line(engraving="m" * 201)),
        ("secret_until", "after today", make_line(wearer_id=MARGARET, secret_until=TODAY)),
        ("wearer", "who will wear it", make_line(secret_until=TOMORROW)),
        ("wearer", "giver knows", make_line(wearer_id=DANIEL, secret_until=TOMORROW)),
    ],
)
def test_a_line_is_refused_beside_its_field(field: str, said: str, line: LineDraft) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        checked(draft(line), today=TODAY)

    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("field", "said", "fields"),
    [
        ("day", "after today", {"day": TOMORROW}),
        ("note", "2,000 letters", {"note": "x" * 2_001}),
        ("number", "60 letters", {"number": "1" * 61}),
        ("occasion", "200 letters", {"occasion_text": "x" * 201}),
    ],
)
def test_a_ticket_is_refused_beside_its_field(
    field: str, said: str, fields: dict[str, Any]
) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        checked(draft(make_line(), **fields), today=TODAY)

    assert refusal.value.field == field


def test_a_ticket_without_a_line_is_refused() -> None:
    with pytest.raises(Refused, match="at least one line"):
        checked(draft(), today=TODAY)


def test_of_several_lines_the_refused_one_is_named() -> None:
    with pytest.raises(Refused, match=r"^Line 2: "):
        checked(draft(make_line(), make_line(price=-1)), today=TODAY)


def test_a_walk_in_can_keep_no_secret() -> None:
    line = make_line(wearer_id=MARGARET, secret_until=TOMORROW)

    with pytest.raises(Refused, match="who gives it") as refusal:
        checked(draft(line, shopper_id=None), today=TODAY)

    assert refusal.value.field == "giver"


def test_who_buys_for_another_giver_can_not_be_the_surprised_one() -> None:
    line = make_line(wearer_id=MARGARET, secret_until=TOMORROW)

    with pytest.raises(Refused, match="Who buys it knows"):
        checked(draft(line, shopper_id=MARGARET, giver_id=DANIEL), today=TODAY)


def test_what_was_typed_is_kept_clean_on_one_line() -> None:
    line = make_line("  Ring,\n platinum\x00 ", engraving="“12 \t· 12”")

    kept = checked(draft(line), today=TODAY).lines[0]

    assert (kept.description, kept.engraving) == ("Ring, platinum", "“12 · 12”")


def test_html_and_emoji_are_words_like_others() -> None:
    kept = checked(draft(make_line("<b>Ring</b> 💍")), today=TODAY).lines[0]

    assert kept.description == "<b>Ring</b> 💍"


def test_an_older_book_may_bring_secrets_that_have_passed() -> None:
    line = make_line(wearer_id=MARGARET, secret_until=date(2019, 12, 24))

    assert checked(draft(line), today=None).lines[0].secret_until == date(2019, 12, 24)


def test_a_correction_may_be_a_service_below_zero() -> None:
    line = make_line("Adjustment", price=-50_00, kind=LineKind.SERVICE)

    assert checked(draft(line), today=TODAY).lines[0].price_cents == -50_00
