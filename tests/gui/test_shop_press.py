"""What the shop prints is its own: the words of its cards, its gift days, its sheets of labels."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from storebook.book.book import Book
from storebook.book.drafts import draft
from storebook.book.settings import load
from storebook.gui import ask, printer
from storebook.gui.context import Context
from storebook.gui.pages.shop_envelopes import ShopEnvelopes
from storebook.gui.pages.shop_gift_days import ShopGiftDays
from storebook.gui.pages.shop_stock import ShopStock, read_length
from storebook.gui.pages.shop_words import ShopWords
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.own_gift_days import kept_days, own_days
from storebook.outreach.templates import template, templates
from storebook.outreach.wording import Origin, sender_of
from storebook.printing.envelopes import EnvelopeSender
from storebook.printing.stock_shelf import own_stock
from tests.gui.conftest import Heard
from tests.gui.hands import click, press, shown, type_text, unnamed_controls


@pytest.fixture
def words(context: Context, qtbot: QtBot) -> ShopWords:
    made = ShopWords(context)
    qtbot.addWidget(made)
    shown(made, 1200, 760)
    made.refresh()
    return made


@pytest.fixture
def days(context: Context, qtbot: QtBot) -> ShopGiftDays:
    made = ShopGiftDays(context)
    qtbot.addWidget(made)
    shown(made, 1100, 700)
    made.refresh()
    return made


@pytest.fixture
def stock(context: Context, qtbot: QtBot) -> ShopStock:
    made = ShopStock(context)
    qtbot.addWidget(made)
    shown(made, 1100, 700)
    made.refresh()
    return made


def looked(words: ShopWords, qtbot: QtBot) -> None:
    """The worker has set the card."""
    qtbot.waitUntil(lambda: not words._soon.isActive() and not words._context.jobs.busy())


def retype(words: ShopWords, wish: str) -> None:
    words.wish.control.selectAll()  # type: ignore[attr-defined]
    type_text(words.wish.control, wish)


# -- words


def test_the_card_is_seen_while_its_words_are_typed(words: ShopWords, qtbot: QtBot) -> None:
    retype(words, "May the {stone} of {month} bring you luck.")
    looked(words, qtbot)

    said = words.card.paper.accessibleDescription()
    assert "May the sapphire of September bring you luck." in said
    assert words.card.paper.shown is not None


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    words: ShopWords, book: Book, qtbot: QtBot
) -> None:
    retype(words, "All the best, {nickname}!")
    looked(words, qtbot)
    shown_sentence = words.wish.message.text()
    words.save()

    assert "{nickname}" in shown_sentence
    assert all(one.origin is Origin.SHIPPED for one in templates(book))


def test_words_that_were_saved_are_said_and_can_be_as_shipped_again(
    words: ShopWords, book: Book, qtbot: QtBot
) -> None:
    first = words.table.records()[0]
    retype(words, "Be happy!")
    words.save()
    kept = template(book, first.kind, first.language, first.variant)
    click(words.shipped_button)

    again = template(book, first.kind, first.language, first.variant)
    assert (kept.wish, kept.origin) == ("Be happy!", Origin.EDITED)
    assert again == first
    assert words.wish.value() == first.wish
    looked(words, qtbot)


def test_what_is_typed_waits_while_another_text_is_looked_at(
    words: ShopWords, qtbot: QtBot
) -> None:
    first, second, *_ = words.table.records()
    retype(words, "Half a thought")
    words.table.choose(second.variant)
    elsewhere = words.wish.value()
    words.table.choose(first.variant)

    assert elsewhere == second.wish
    assert words.wish.value() == "Half a thought"
    looked(words, qtbot)


def test_words_that_are_half_typed_are_there_again_after_a_crash(
    words: ShopWords, context: Context, qtbot: QtBot
) -> None:
    first = words.table.records()[0]
    retype(words, "Half a thought")
    click(words.new_button)
    words.name.set_value("spring")
    retype(words, "Spring is")
    looked(words, qtbot)
    words.leave()

    again = ShopWords(context)
    qtbot.addWidget(again)
    shown(again, 1200, 760)
    again.refresh()
    come_back = again.wish.value()
    click(again.new_button)

    assert again.table.records()[0] == first
    assert come_back == "Half a thought"
    assert (again.name.value(), again.wish.value()) == ("spring", "Spring is")
    looked(again, qtbot)


def test_words_that_were_saved_are_half_typed_no_more(
    words: ShopWords, book: Book, qtbot: QtBot
) -> None:
    retype(words, "Be happy!")
    words.leave()
    words.save()
    looked(words, qtbot)

    assert draft(book, "ShopWords", "") is None


def test_a_chip_puts_its_field_where_the_caret_was(words: ShopWords, qtbot: QtBot) -> None:
    words.activateWindow()
    words.signature.setFocus(Qt.FocusReason.OtherFocusReason)
    words.signature.control.setText("Yours, ")  # type: ignore[attr-defined]
    words.chips.came_from = words.signature.control

    words.chips.wanted.emit("{associate}")

    assert words.signature.value() == "Yours, {associate}"
    looked(words, qtbot)


def test_a_text_of_our_own_is_added_and_taken_away(
    words: ShopWords, book: Book, qtbot: QtBot
) -> None:
    click(words.new_button)
    words.name.set_value("spring")
    retype(words, "Spring is yours.")
    words.save()
    added = template(book, CardKind.BIRTHDAY, "en", "spring")
    click(words.shipped_button)

    assert added.origin is Origin.OWN
    assert "spring" not in [one.variant for one in templates(book)]
    looked(words, qtbot)


def test_chinese_words_are_seen_as_they_print(words: ShopWords, qtbot: QtBot) -> None:
    words.language.set_value("zh-hans")
    words._on_kind()
    looked(words, qtbot)

    assert words.card.paper.shown is not None
    assert "欧阳美玲" in words.card.paper.accessibleDescription()


def test_every_control_of_the_words_has_a_name(words: ShopWords, qtbot: QtBot) -> None:
    looked(words, qtbot)

    assert unnamed_controls(words) == []


def test_the_line_under_a_name_and_the_list_of_wedding_years_are_kept(
    words: ShopWords, book: Book, heard: Heard, qtbot: QtBot
) -> None:
    words.signing.line.set_value("Gemologist")
    words.signing.keep_line()
    words.signing.gifts.set_value("traditional-uk")
    words.signing.gifts.picked.emit("traditional-uk")
    words.refresh()
    looked(words, qtbot)

    assert sender_of(book).card_line == "Gemologist"
    assert sender_of(book).gifts == "traditional-uk"
    assert "Gemologist" in words.card.paper.accessibleDescription()
    assert len(heard.said) == 2


# -- gift days


def test_a_day_of_our_own_comes_every_year(days: ShopGiftDays, book: Book) -> None:
    days.title.set_value("Founders’ day")
    days.rule.set_value("2nd Sunday of June")

    days.save()

    assert [one.title for one in own_days(book)] == ["Founders’ day"]
    assert days._next[own_days(book)[0].key].day.isoformat() == "2027-06-13"


def test_a_rule_that_is_none_is_refused_beside_it(days: ShopGiftDays, book: Book) -> None:
    days.title.set_value("Founders’ day")
    days.rule.set_value("sometime")

    days.add()

    assert days.rule.message.text() != ""
    assert own_days(book) == []


def test_a_day_that_the_shop_does_not_keep_is_left_out(days: ShopGiftDays, book: Book) -> None:
    first = days.table.records()[0]

    days.table.toggled.emit(first, False)

    kept = {one.key: one.kept for one in kept_days(book)}
    assert kept[first.key] is False
    assert unnamed_controls(days) == []


# -- sheets of our own


@pytest.mark.parametrize(
    ("written", "millimeters"),
    [("63.5", 63.5), ("63,5 mm", 63.5), ("2.5 in", 63.5), ("2 5/8 in", 66.675), ("", None)],
)
def test_lengths_are_read_as_they_stand_on_a_box(written: str, millimeters: float | None) -> None:
    assert read_length(written, "width") == millimeters


def fill(stock: ShopStock, **lengths: str) -> None:
    stock.title.set_value("Pricer’s 24")
    stock.columns.set_value(3)
    stock.rows.set_value(8)
    for name, written in lengths.items():
        stock.lengths[name].set_value(written)
    stock._draw()


def test_a_sheet_is_drawn_while_its_numbers_are_typed_and_kept(
    stock: ShopStock, book: Book
) -> None:
    fill(stock, width="63.5", height="1.2 in", left="9", top="14", pitch_x="67")
    drawn = stock.preview.shown
    warned = stock._warnings.text()
    stock.save()

    assert drawn is not None
    assert "measure again" in warned
    assert [(one.title, one.places) for one in own_stock(book)] == [("Pricer’s 24", 24)]


def test_labels_beyond_the_paper_are_refused_beside_their_number(
    stock: ShopStock, book: Book
) -> None:
    fill(stock, width="90", height="25", left="9", top="14")

    stock.save()

    assert "beyond the right edge" in stock.columns.message.text()
    assert own_stock(book) == []


def test_a_proof_of_the_sheet_goes_to_paper(
    stock: ShopStock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard
) -> None:
    path = tmp_path / "proof.pdf"
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    fill(stock, width="63.5", height="30", left="9", top="14")

    press(stock.proof_button, Qt.Key.Key_Space)

    assert path.exists()
    assert heard.said == ["Proof of Pricer’s 24 was saved as “proof.pdf”."]
    assert unnamed_controls(stock) == []


# -- envelopes


def test_the_neutral_sender_must_not_name_the_shop(
    context: Context, book: Book, qtbot: QtBot
) -> None:
    made = ShopEnvelopes(context)
    qtbot.addWidget(made)
    shown(made, 1100, 700)
    made.refresh()
    made.neutral.set_value(f"{context.shop().name}\nBox 12")
    made.save()
    refused = made.neutral.message.text()
    made.neutral.set_value("Box 12\nPortsmouth NH")
    made.which.set_value("neutral")
    made.save()

    assert "must not say" in refused
    assert load(book, EnvelopeSender).neutral == "Box 12\nPortsmouth NH"
    assert made.preview.accessibleDescription() == "Sent by Box 12, Portsmouth NH"
    assert unnamed_controls(made) == []
