"""Cards of every kind, for whomever is meant, with addresses on labels or on envelopes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.settings import save
from storebook.book.shop import Shop
from storebook.gui import ask, local_settings, printer, reading
from storebook.gui.context import Context
from storebook.gui.dialogs.choose_whom import ChooseWhom
from storebook.gui.dialogs.label_options import LabelOptions
from storebook.gui.dialogs.more_lists import MoreLists, Which
from storebook.gui.dialogs.past_runs import PastRuns
from storebook.gui.pages.occasions import OccasionsPage
from storebook.gui.pages.occasions_asked import Details
from storebook.gui.pages.occasions_orders import Source
from storebook.gui.pages.occasions_preview import Side
from storebook.gui.printer_habits import PrinterHabits, keep_habits
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import RunKind
from storebook.outreach.own_gift_days import add_own_day
from storebook.outreach.runs import run_summaries, runs
from storebook.outreach.selecting import Selection
from storebook.printing.designs.catalog import CardKind as DesignKind
from storebook.printing.stock_shelf import used_places
from tests.gui.cards_to_send import make_people, names, open_page, text_of
from tests.gui.conftest import Heard
from tests.gui.hands import click, spoken_name, unnamed_controls
from tests.make import add_tag, make_purchase


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    return make_people(book)


@pytest.fixture
def page(context: Context, people: dict[str, int], qtbot: QtBot) -> OccasionsPage:
    return open_page(context, qtbot)


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(ask, "save_file", lambda *_: path)
    monkeypatch.setattr(printer, "has_printer", lambda: False)
    return path


def ask_for(page: OccasionsPage, kind: CardKind | None) -> None:
    page.due.kind.set_value(kind)
    page.due.kind.picked.emit(kind)


def test_whoever_bought_is_thanked_with_the_designs_for_it(
    page: OccasionsPage, book: Book, people: dict[str, int]
) -> None:
    make_purchase(book, people["yusuf"], day=date(2026, 11, 18))

    ask_for(page, CardKind.THANKS)

    assert names(page) == ["Yusuf Demir"]
    assert page.fact.text() == "Bought from November 7 to November 20"
    assert page.designs._kind is DesignKind.THANKS
    assert spoken_name(page.due.from_day.line) == "Bought up to"


def test_a_holiday_is_for_everybody_and_says_by_when_to_mail(page: OccasionsPage) -> None:
    ask_for(page, CardKind.HOLIDAY)
    christmas = next(one for one in page.due.asked_for.holidays() if one.title == "Christmas")
    page.due.asked_for.which.set_value(christmas)
    page.refresh()

    assert names(page) == ["Lena Aster & Karl Aster", "Vivian Castellane", "Yusuf Demir"]
    assert page.fact.text() == "Christmas, December 25, mail by Dec 17"
    assert page.windows.isHidden()


def test_a_gift_day_that_is_soon_to_be_mailed_is_one_click_away(
    page: OccasionsPage, book: Book
) -> None:
    add_own_day(book, "Founders’ day", "december 12")
    page.refresh()

    founders = next(one for one in page.left.soon.days if one.title == "Founders’ day")
    page.left.soon.wanted.emit(founders)

    assert page.due.asked_for.card_kind is CardKind.HOLIDAY
    assert page.fact.text().startswith("Founders’ day, December 12")


def test_the_monthly_card_is_that_of_its_month(page: OccasionsPage) -> None:
    ask_for(page, CardKind.MONTHLY)

    assert page.fact.text() == "The card of November 2026"
    assert len(names(page)) == 3
    assert page.designs.fact.text() == "another stone each month"


def test_coming_back_to_birthdays_brings_their_days_and_designs_back(page: OccasionsPage) -> None:
    ask_for(page, CardKind.MONTHLY)
    ask_for(page, None)

    assert names(page) == ["Vivian Castellane", "Lena Aster & Karl Aster", "Yusuf Demir"]
    assert page.designs._kind is DesignKind.BIRTHDAY
    assert not page.windows.isHidden()


def test_a_run_is_for_those_who_are_meant_and_has_the_name_it_was_given(
    page: OccasionsPage, context: Context, book: Book, people: dict[str, int], saved: Path
) -> None:
    add_tag(book, people["yusuf"], "VIP")
    page._ask_whom()
    dialog = context.window().findChild(ChooseWhom)
    assert isinstance(dialog, ChooseWhom)
    dialog.tag.set_value("VIP")
    dialog.name.set_value("Best people")
    dialog.accept()

    assert names(page) == ["Yusuf Demir"]
    assert page.due.asked_for.whom_words() == "Everybody tagged “VIP”, as “Best people”"
    click(page.print_bar.file_button)
    assert [one.name for one in runs(book)] == ["Best people"]
    assert page.due.asked_for.details == Details(selection=Selection(tag="VIP"))


def test_a_town_that_nobody_lives_in_is_refused_beside_its_field(
    page: OccasionsPage, context: Context
) -> None:
    page._ask_whom()
    dialog = context.window().findChild(ChooseWhom)
    assert isinstance(dialog, ChooseWhom)
    dialog.town.set_value("Atlantis")

    dialog.accept()

    assert "Atlantis" in dialog.town.message.text()
    assert page.due.asked_for.details.selection.is_everybody


def test_labels_that_go_first_leave_the_name_to_the_cards(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    page.due.asked_for.change(Details(name="Winter"))

    click(page.labels.file_button)
    click(page.print_bar.file_button)

    kinds = {one.kind: one.name for one in runs(book)}
    assert kinds[RunKind.CARDS] == "Winter"
    assert kinds[RunKind.LABELS] != "Winter"


def test_envelopes_go_in_the_order_of_the_cards(
    page: OccasionsPage, book: Book, saved: Path
) -> None:
    click(page.print_bar.file_button)
    click(page.post.other)

    click(page.envelopes.file_button)

    text = text_of(saved)
    places = [text.index(name) for name in ("Vivian", "Lena Aster", "Yusuf")]
    assert places == sorted(places)
    assert len(runs(book)) == 1
    assert page.envelopes.note.text() == "3 envelopes were saved as “out.pdf”."
    size = PdfReader(saved).pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == (630, 414)  # A9 in points


def test_the_envelope_that_holds_the_card_is_offered_first(page: OccasionsPage) -> None:
    first = page.envelopes.size_name
    page.print_bar.fold.set_value(page.print_bar.fold._values[1])
    page._on_paper()

    assert first == "a9"
    assert page.envelopes.size_name != "a9"


def test_the_address_is_seen_on_what_it_is_printed_on(page: OccasionsPage) -> None:
    click(page.post.other)

    assert page.preview.sides.value() is Side.LABEL
    assert page.preview.paper.shown is not None
    wide, tall = page.preview.paper.shown.pages.size_mm(0)
    assert wide > tall


def test_a_sheet_goes_on_where_it_was_left_also_tomorrow(
    page: OccasionsPage, context: Context, book: Book, saved: Path, qtbot: QtBot
) -> None:
    page.labels.sheet.setValue(4)
    click(page.labels.file_button)
    again = open_page(context, qtbot)

    assert used_places(book, again.labels.chosen_stock) == {1, 2, 3, 4, 5, 6}
    assert again.labels.start == 7


def test_two_of_each_down_the_columns_and_a_new_sheet(
    page: OccasionsPage, context: Context, book: Book, saved: Path
) -> None:
    page.labels.sheet.setValue(4)
    page.post._ask_how()
    dialog = context.window().findChild(LabelOptions)
    assert isinstance(dialog, LabelOptions)
    dialog.copies.set_value(2)
    dialog.order.set_value(True)
    dialog.new_sheet.set_on(True)
    dialog.accept()

    click(page.labels.file_button)

    assert text_of(saved).count("Vivian Castellane") == 2
    # Down the first column of the thirty: places 1, 4, 7, 10, 13, 16.
    assert used_places(book, page.labels.chosen_stock) == {1, 4, 7, 10, 13, 16}


def test_a_proof_uses_no_label_up(page: OccasionsPage, book: Book, saved: Path) -> None:
    page.labels.lay(copies=1, by_column=False, outlines=True)

    click(page.labels.file_button)

    assert page.labels.start == 1
    assert used_places(book, page.labels.chosen_stock) == frozenset()


def test_a_long_run_is_looked_at_by_the_press_in_the_worker(
    page: OccasionsPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("storebook.gui.pages.occasions_pieces.FEW", 1)
    seen: list[dict[int, str]] = []
    monkeypatch.setattr(page, "_show_problems", lambda _, problems: seen.append(problems))

    page.refresh()

    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [{}]
    assert len(names(page)) == 3


def test_a_list_of_many_is_read_in_the_worker_when_everybody_is_meant(
    page: OccasionsPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("storebook.gui.pages.occasions.FEW_SHOPPERS", 1)
    assert reading.is_small(page._context.book)

    ask_for(page, CardKind.MONTHLY)
    waited = page.loading.isVisible()

    qtbot.waitUntil(lambda: page.fact.text() == "The card of November 2026")
    assert waited


def test_birthdays_of_a_month_and_the_wall_calendar_are_printed(
    page: OccasionsPage, context: Context, saved: Path, heard: Heard
) -> None:
    for which, expected in ((Which.BIRTHDAYS, "Vivian"), (Which.WALL, "1 birthday")):
        page.paperwork.more_lists()
        dialog = context.window().findChild(MoreLists)
        assert isinstance(dialog, MoreLists)
        dialog.which.set_value(which)
        dialog._on_choice()
        dialog._save_file()
        dialog.setParent(None)

        assert expected in text_of(saved)

    assert heard.said[-1] == "Calendar of November 2026 was saved as “out.pdf”."


def test_the_wall_calendar_names_nobody_unless_asked(
    page: OccasionsPage, context: Context, saved: Path
) -> None:
    page.paperwork.more_lists()
    dialog = context.window().findChild(MoreLists)
    assert isinstance(dialog, MoreLists)
    dialog.which.set_value(Which.WALL)
    dialog._on_choice()

    dialog._save_file()

    assert "Vivian" not in text_of(saved)


def test_nobody_can_be_called_without_a_telephone(page: OccasionsPage, context: Context) -> None:
    page.paperwork.more_lists()
    dialog = context.window().findChild(MoreLists)
    assert isinstance(dialog, MoreLists)

    assert "no phone" in dialog.preview.sentence
    with pytest.raises(Refused):
        dialog.save()


def test_every_control_has_a_name_also_with_envelopes(page: OccasionsPage) -> None:
    click(page.post.other)
    ask_for(page, CardKind.HOLIDAY)

    assert unnamed_controls(page) == []
    assert replace(page._seen, problems={}).look.chosen


def test_past_runs_say_why_others_got_nothing(page: OccasionsPage, book: Book, saved: Path) -> None:
    click(page.print_bar.file_button)
    (summary,) = run_summaries(book)

    from storebook.gui.dialogs.past_runs import came_of, why_not

    assert came_of(summary) == "3 not confirmed."
    assert why_not(summary) == "Got nothing: Died 1."


def test_envelopes_are_offered_as_the_printer_takes_them_in(
    page: OccasionsPage, saved: Path
) -> None:
    local_settings.remember_printer("Laser")
    keep_habits("Laser", PrinterHabits(envelope_turn=90))
    page.refresh()
    click(page.post.other)

    click(page.envelopes.file_button)

    size = PdfReader(saved).pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == (414, 630)


def test_how_envelopes_lie_as_it_was_chosen_here_stays(page: OccasionsPage) -> None:
    click(page.post.other)
    page.envelopes.turn.set_value(180)
    page.envelopes.turn.picked.emit(180)
    local_settings.remember_printer("Laser")
    keep_habits("Laser", PrinterHabits(envelope_turn=90))

    page.refresh()

    assert page.envelopes.degrees == 180


def test_envelopes_of_a_past_run_have_the_size_of_the_last_time(
    page: OccasionsPage, context: Context, book: Book, saved: Path, qtbot: QtBot
) -> None:
    click(page.print_bar.file_button)
    click(page.post.other)
    page.envelopes.envelope.set_value("c5")
    page.envelopes.envelope.picked.emit("c5")
    click(page.envelopes.file_button)
    assert open_page(context, qtbot).envelopes.size_name == "c5"  # of the run that waits
    page.paperwork.printed_fine()
    page.refresh()
    page.envelopes.envelope.set_value("a9")
    past = PastRuns(context, lambda *_: None)

    page.paperwork.print_envelopes(Source(run_id=1))

    assert past.buttons[RunKind.ENVELOPES].text() == "Its envelopes, C5"
    size = PdfReader(saved).pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == (649, 459)  # C5 in points
    assert [one.envelope for one in runs(book)] == ["c5"]


def test_a_shop_without_an_address_is_told_beside_its_envelopes(
    page: OccasionsPage, book: Book
) -> None:
    warned = page.envelopes._sender.text()
    with book.change("The shop moved in") as change:
        save(change, Shop(name="Hallam & Rye", address="1 Market Square\nRye NH 03870"))
    page.refresh()

    assert "its name alone stands as the sender" in warned
    assert page.envelopes._sender.text() == ""


def test_letters_for_a_window_lie_upright_and_are_no_envelopes(
    page: OccasionsPage, saved: Path
) -> None:
    click(page.post.other)
    page.envelopes.envelope.set_value("window-us")
    page.envelopes.envelope.picked.emit("window-us")

    click(page.envelopes.file_button)

    size = PdfReader(saved).pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == (612, 792)  # Letter in points
    assert page.envelopes.turn.isHidden()
    assert page.envelopes.print_button.text() == "Print letters"
    assert "3 letters. The address alone" in page.envelopes._fact.text()
