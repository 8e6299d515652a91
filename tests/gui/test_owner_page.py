"""The top fifth: what it really brings, shown as a sentence, a curve and a list."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from storebook.analysis.pareto import Basis, TopRules, Unit, top_fifth
from storebook.base.errors import Refused
from storebook.base.money import Cents
from storebook.book import settings
from storebook.book.book import Book
from storebook.gui import ask, reading, theme
from storebook.gui.context import Context
from storebook.gui.pages.owner import OwnerPage
from storebook.gui.pages.owner_curve import curve
from storebook.gui.pages.owner_words import fine_percent, sentence, short_money, whole_money
from storebook.gui.theme import Look
from storebook.staff.associates import Role
from storebook.staff.viewer import Viewer, viewer_of
from tests.gui.conftest import TODAY, Heard
from tests.gui.hands import click, press, shown, unnamed_controls
from tests.make import SHOP, make_couple, make_line, make_purchase, make_shopper
from tests.staff.people import make_clerk


@pytest.fixture
def ten(book: Book) -> list[int]:
    """Ten shoppers: the first bought for 9,000, the others for 1,000 each."""
    ids = [make_shopper(book, f"Shopper {number}") for number in range(10)]
    for number, shopper_id in enumerate(ids):
        price = 9_000_00 if number == 0 else 1_000_00 + number
        make_purchase(book, shopper_id, make_line(price=price, cost_cents=price // 2))
    return ids


@pytest.fixture
def page(context: Context, ten: list[int], qtbot: QtBot) -> OwnerPage:
    made = OwnerPage(context)
    qtbot.addWidget(made)
    shown(made, 1240, 810)
    return made


def said(page: OwnerPage) -> str:
    return " ".join(part.text() for part in page._parts if part.text())


def test_the_sentence_says_who_brings_what(page: OwnerPage) -> None:
    assert said(page) == "2 of 10 active shoppers brought 56% of the profit, $5,000 of $9,000."


def test_the_list_holds_them_with_rank_and_running_share(page: OwnerPage) -> None:
    rows = page.table.records()

    assert [(one.rank, one.name) for one in rows] == [(1, "Shopper 0"), (2, "Shopper 9")]
    assert rows[1].running_share == pytest.approx(0.556, abs=0.001)
    assert page._list_head._fact is not None
    assert page._list_head._fact.text() == "2"


def test_revenue_is_another_basis(page: OwnerPage) -> None:
    page.basis.set_value(Basis.REVENUE)
    page.refresh()

    assert "56% of the revenue, $10,000 of $18,000." in said(page)


def test_a_manager_is_shown_no_profit_and_offered_none(
    context: Context, ten: list[int], book: Book, qtbot: QtBot
) -> None:
    book.associate_id = make_clerk(book, role=Role.MANAGER)
    seen_by = replace(context, viewer=lambda: viewer_of(book, TODAY))
    page = OwnerPage(seen_by)
    qtbot.addWidget(page)
    shown(page, 1240, 810)

    assert said(page).endswith("56% of the revenue, $10,000 of $18,000.")
    assert page.basis.isHidden()


def test_a_household_counts_as_one(context: Context, book: Book, qtbot: QtBot) -> None:
    for number in range(4):
        make_purchase(book, make_shopper(book, f"Shopper {number}"), make_line(price=100_00))
    first, second = make_couple(book, "Lena Aster", "Karl Aster")
    make_purchase(book, first, make_line(price=500_00))
    make_purchase(book, second, make_line(price=700_00))
    page = OwnerPage(context)
    qtbot.addWidget(page)

    page.unit.set_value(Unit.HOUSEHOLD)
    page.refresh()

    assert [one.name for one in page.table.records()] == ["Lena Aster & Karl Aster"]
    assert said(page).startswith("1 of 5 active households brought 75%")


def test_without_any_cost_it_says_that_it_counts_revenue(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    make_purchase(book, make_shopper(book), make_line(price=100_00))
    page = OwnerPage(context)
    qtbot.addWidget(page)

    assert "of the revenue" in said(page)
    assert page.curve.accessibleDescription().startswith("1 shopper brings 100% of the revenue")


def test_the_choices_only_look_until_they_are_kept(
    page: OwnerPage, book: Book, heard: Heard
) -> None:
    page.window_choice.set_value(12)
    page.refresh()
    before = settings.load(book, TopRules)

    click(page.keep_link)

    assert before == TopRules()
    assert settings.load(book, TopRules) == TopRules(months=12)
    assert heard.said == ["The rule of the top fifth is kept."]
    assert not page.keep_link.isVisible()


def test_a_rule_of_the_shop_is_among_the_choices(
    context: Context, book: Book, ten: list[int], qtbot: QtBot
) -> None:
    with book.change("Rule set") as change:
        settings.save(change, TopRules(months=18))

    page = OwnerPage(context)
    qtbot.addWidget(page)

    assert page.window_choice.value() == 18
    assert page.window_choice.box.currentText() == "18 months"


def test_with_privacy_on_nothing_is_shown(context: Context, ten: list[int], qtbot: QtBot) -> None:
    private = replace(context, viewer=lambda: Viewer(today=TODAY, private=True))

    page = OwnerPage(private)
    qtbot.addWidget(page)
    shown(page)

    assert not page.curve.isVisible()
    assert not page.table.isVisible()
    assert page.table.records() == []
    with pytest.raises(Refused):
        page.print_it()


def test_an_empty_book_says_so(context: Context, qtbot: QtBot) -> None:
    page = OwnerPage(context)
    qtbot.addWidget(page)
    shown(page)

    assert not page.table.isVisible()
    assert not page.print_button.isEnabled()
    assert said(page) == ""


def test_enter_opens_the_shopper(page: OwnerPage, ten: list[int], heard: Heard) -> None:
    page.focus_first()

    press(page.table, Qt.Key.Key_Return)

    assert heard.shoppers == [ten[0]]
    assert page.shopper_id == ten[0]


def test_the_list_is_saved_as_a_pdf(
    page: OwnerPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "top.pdf"
    monkeypatch.setattr(ask, "choose", lambda *_: 1)
    monkeypatch.setattr(ask, "save_file", lambda *_: out)

    page.print_it()

    text = PdfReader(out).pages[0].extract_text()
    assert "Shopper 0" in text
    assert "$4,500" in text


def test_a_large_book_is_read_in_the_worker(
    context: Context, ten: list[int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SMALL", 0)

    page = OwnerPage(context)
    qtbot.addWidget(page)

    assert page.table.records() == []
    qtbot.waitUntil(lambda: len(page.table.records()) == 2)


def test_the_curve_goes_from_nothing_to_everything() -> None:
    points = [(point.x(), point.y()) for point in curve([300, 100, 0, -50])]

    assert points == [(0, 0), (0.25, 0.75), (0.5, 1), (0.75, 1), (1, 1)]


def test_a_curve_of_many_has_few_points_and_both_ends() -> None:
    points = curve(list(range(60_000, 0, -1)))

    assert len(points) <= 601
    assert (points[0].x(), points[-1].x()) == (0, 1)
    assert points[-1].y() == pytest.approx(1)


def test_nobody_makes_no_curve() -> None:
    assert curve([]) == []
    assert curve([0, -5]) == []


@pytest.mark.parametrize(
    ("cents", "words"),
    [(197_000_000, "$1.97M"), (99_999_949, "$999,999"), (310_000, "$3,100"), (-5_000, "−$50")],
)
def test_money_is_round(cents: int, words: str) -> None:
    assert short_money(Cents(cents), SHOP) == words


def test_money_without_cents_and_behind_the_number() -> None:
    german = replace(SHOP, locale="de_DE", currency="EUR")
    japanese = replace(SHOP, currency="JPY")

    assert short_money(Cents(197_000_000), german) == "1,97M\N{NO-BREAK SPACE}€"
    assert whole_money(Cents(12_345), japanese) == "¥12,345"


@pytest.mark.parametrize(
    ("share", "words"), [(0.5, "50%"), (0.0123, "1.2%"), (0.0001, "<0.1%"), (0.1, "10%")]
)
def test_small_shares_are_not_rounded_away(share: float, words: str) -> None:
    assert fine_percent(share) == words


def test_the_sentence_counts_one_as_one(book: Book) -> None:
    make_purchase(book, make_shopper(book), make_line(price=100_00))
    found = top_fifth(book, on=TODAY, rules=TopRules())

    assert sentence(found, SHOP)[0] == "1 of 1 active shopper brought"


def test_it_stands_in_a_narrow_window_with_large_text(page: OwnerPage, qapp: QApplication) -> None:
    theme.wear(qapp, Look.LIGHT, 1.5)
    shown(page, 986, 640)

    assert page.width() == 986


def test_every_control_has_a_name(page: OwnerPage) -> None:
    assert unnamed_controls(page) == []
