"""A shop edits what its cards say, and a run prints these words or says why it can not."""

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from storebook.base.dates import Calendar, PartialDate
from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.book.settings import save
from storebook.outreach.card_kinds import CardKind
from storebook.outreach.choosing import RunKind, RunRequest, look_at_run
from storebook.outreach.choosing.choice import NO_WORDS
from storebook.outreach.runs import freeze_run, mark_printed, mark_sent, pieces_of_run
from storebook.outreach.templates import (
    reset_templates,
    save_template,
    set_card_line,
    template,
    templates,
    use_template,
)
from storebook.outreach.wording import (
    LANGUAGES,
    Origin,
    fields_for,
    sample_facts,
    sender_of,
    set_gift_list,
    tongue_of,
)
from storebook.people.occasions import set_birthday, set_wedding_day
from tests.make import SHOP, TODAY, make_couple, make_shopper
from tests.outreach.words import (
    BIRTHDAY,
    COUPLE,
    EVERY_TEXT,
    fits,
    said,
    words_for,
)

# -- in a run


def freeze(book: Book, kind: RunKind = RunKind.CARDS) -> Any:
    request = RunRequest(kind=kind, start=TODAY, end=date(2026, 12, 4))
    return look_at_run(book, request, shop=SHOP, today=TODAY)


def only_text(book: Book, text: str) -> None:
    """The shop's only birthday text in English."""
    for one in templates(book, CardKind.BIRTHDAY, "en"):
        if not one.moment:
            save_template(book, replace(one, wish=text), today=TODAY)


def test_an_empty_field_blocks_the_piece_and_lists_it_with_the_reason(book: Book) -> None:
    only_text(book, "For {first_name}.")
    make_shopper(book, "Ann Lee", street="1 High Street", birthday=PartialDate(month=11, day=26))
    make_shopper(
        book,
        "Ben Low",
        given="Ben",
        street="2 High Street",
        birthday=PartialDate(month=11, day=27),
    )

    found = freeze(book)

    assert [one.name for one in found.chosen] == ["Ben Low"]
    (left,) = found.left_out
    assert (left.name, left.why) == ("Ann Lee", NO_WORDS)
    assert left.detail.startswith("The first name is not known")


def test_a_label_needs_no_words(book: Book) -> None:
    only_text(book, "For {first_name}.")
    make_shopper(book, "Ann Lee", street="1 High Street", birthday=PartialDate(month=11, day=26))

    assert [one.name for one in freeze(book, RunKind.LABELS).chosen] == ["Ann Lee"]


def test_a_piece_remembers_its_text_and_version_and_the_next_one_differs(book: Book) -> None:
    who = make_shopper(book, street="1 High Street", birthday=PartialDate(month=11, day=26))
    first = freeze_run(book, freeze(book), today=TODAY)
    mark_printed(book, first, today=TODAY)
    mark_sent(book, first, today=TODAY)
    wording = book.value("SELECT wording FROM run_piece WHERE shopper_id = :who", who=who)
    assert re.fullmatch(r"birthday/en/[\w-]+@1", wording)
    request = RunRequest(kind=RunKind.CARDS, start=date(2027, 11, 20), end=date(2027, 12, 4))

    (piece,) = look_at_run(book, request, shop=SHOP, today=date(2027, 11, 20)).chosen

    assert piece.words.wording != wording


def test_words_that_were_frozen_stay_when_the_text_is_changed(book: Book) -> None:
    make_shopper(book, street="1 High Street", birthday=PartialDate(month=11, day=26))
    run_id = freeze_run(book, freeze(book), today=TODAY)
    before = pieces_of_run(book, run_id)[0].wish

    only_text(book, "Other words.")

    assert pieces_of_run(book, run_id)[0].wish == before
    assert "Other" not in before


def test_a_lunar_birthday_is_wished_by_the_moon(book: Book) -> None:
    who = make_shopper(book, street="1 High Street")
    day = PartialDate(calendar=Calendar.CHINESE, month=10, day=20)
    set_birthday(book, who, day, today=TODAY)

    (piece,) = freeze(book).chosen

    assert piece.words.wording.startswith(("birthday/en/by-the-moon", "birthday/en/moon-and"))


def test_who_signs_has_a_line_under_the_name(book: Book) -> None:
    make_shopper(book, street="1 High Street", birthday=PartialDate(month=11, day=26))
    set_card_line(book, book.associate_id, " Gemologist ")

    (piece,) = freeze(book).chosen

    assert piece.words.signature == "Ruth Hallam\nGemologist"


def test_a_couple_is_wished_the_gift_of_their_year(book: Book) -> None:
    first, second = make_couple(book)
    set_wedding_day(book, first, PartialDate(year=1976, month=12, day=1), partner_id=second)

    (piece,) = freeze(book).chosen

    assert "gold" in piece.words.wish


# -- the shop's own words


def test_a_text_is_edited_taken_back_and_as_it_was_shipped_again(book: Book) -> None:
    before = template(book, CardKind.BIRTHDAY, "en", "bright-days")
    edited = save_template(book, replace(before, wish="Ours."), today=TODAY)
    assert (edited.origin, edited.version, edited.wish) == (Origin.EDITED, 2, "Ours.")
    save_template(book, replace(before, wish="Ours, again."), today=TODAY)

    undo_last(book)
    assert template(book, CardKind.BIRTHDAY, "en", "bright-days").wish == "Ours."

    assert reset_templates(book, CardKind.BIRTHDAY, "en", "bright-days") == 1
    assert template(book, CardKind.BIRTHDAY, "en", "bright-days") == before
    undo_last(book)
    assert template(book, CardKind.BIRTHDAY, "en", "bright-days").wish == "Ours."


def test_a_text_of_ones_own_is_added_and_removed_by_the_reset(book: Book) -> None:
    own = save_template(book, BIRTHDAY, today=TODAY)
    assert (own.origin, own.version) == (Origin.OWN, 1)
    assert templates(book, CardKind.BIRTHDAY, "en")[-1] == own

    reset_templates(book, CardKind.BIRTHDAY)

    with pytest.raises(Refused, match="no text"):
        template(book, CardKind.BIRTHDAY, "en", "ours")
    with pytest.raises(Refused, match="as they were shipped"):
        reset_templates(book, CardKind.BIRTHDAY)


def test_a_text_that_was_reset_twice_and_taken_back_comes_back_once(book: Book) -> None:
    save_template(book, BIRTHDAY, today=TODAY)
    reset_templates(book, CardKind.BIRTHDAY)
    save_template(book, replace(BIRTHDAY, wish="Newer."), today=TODAY)

    found = [one for one in templates(book, CardKind.BIRTHDAY, "en") if one.variant == "ours"]

    assert [one.wish for one in found] == ["Newer."]


def test_a_text_is_put_aside_and_the_last_one_is_kept(book: Book) -> None:
    texts = [one for one in templates(book, CardKind.THANKS, "en") if not one.moment]
    for one in texts[:-1]:
        use_template(book, one, used=False, today=TODAY)
    facts = replace(COUPLE, kind=CardKind.THANKS)
    assert {words_for(book, replace(facts, year=year)) for year in range(9)} == {texts[-1].wording}

    with pytest.raises(Refused, match="last text"):
        use_template(book, texts[-1], used=False, today=TODAY)


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"wish": "{frist_name}"}, "wish", "no field {frist_name}"),
        ({"wish": "{years} years"}, "wish", "no field {years}"),
        ({"wish": "{stone’s}"}, "wish", "no field {stone’s}"),
        ({"wish": ""}, "wish", "empty"),
        ({"wish": " \n "}, "wish", "empty"),
        ({"wish": "a { b"}, "wish", "brace"),
        ({"wish": "{{first_name}}"}, "wish", "brace"),
        ({"wish": "word " * 400}, "wish", "letters fit"),
        ({"wish": "\n".join(["so many lines of the wish"] * 14)}, "wish", "too long"),
        ({"wish": "with \U0001f382"}, "wish", "No font"),
        ({"greeting": ""}, "greeting", "empty"),
        ({"greeting": "Dear,"}, "greeting", "greets nobody"),
        ({"signature": ""}, "signature", "empty"),
        ({"signature": "{stone} {"}, "signature", "brace"),
        ({"signature": "a very long signature " * 7}, "signature", "too long"),
        ({"moment": "tuesday"}, "moment", "no such moment"),
        ({"language": "tlh"}, "language", "no such language"),
        ({"variant": "!!"}, "variant", "Name the text"),
        ({"language": "de", "wish": "{month}"}, "wish", "no field {month}"),
    ],
)
def test_a_text_that_can_not_be_used_is_refused_beside_its_field(
    book: Book, changed: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refused, match=re.escape(says)) as refused:
        save_template(book, replace(BIRTHDAY, **changed), today=TODAY, fits=fits)

    assert refused.value.field == field
    assert book.value("SELECT count(*) FROM template") == 0


def test_a_shop_writes_in_a_language_that_has_no_words_yet(book: Book) -> None:
    german = replace(BIRTHDAY, language="de_DE", wish="Alles Gute, {first_name}!")
    save_template(book, german, today=TODAY, fits=fits)
    facts = replace(COUPLE, kind=CardKind.BIRTHDAY, first_names=("Lena",), language="de-AT")

    assert words_for(book, facts) == "birthday/de/ours@1"


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        (None, "en"),
        ("en-GB", "en"),
        ("zh", "zh-hans"),
        ("zh_TW", "zh-hant"),
        ("zh-Hant-HK", "zh-hant"),
        ("zh-CN", "zh-hans"),
        ("fr", "en"),
        ("zhuang", "en"),
    ],
)
def test_a_language_tag_means_words_that_there_are(tag: str | None, meant: str) -> None:
    assert tongue_of(tag) == meant
    assert meant in LANGUAGES


def test_the_owner_picks_the_list_that_names_the_years(book: Book) -> None:
    assert sender_of(book).gifts == "traditional-us"
    with book.change("The shop set up") as change:
        save(change, replace(SHOP, country="GB"))
    assert sender_of(book).gifts == "traditional-uk"

    set_gift_list(book, "gemstone")

    assert sender_of(book).gifts == "gemstone"
    with pytest.raises(Refused):
        set_gift_list(book, "klingon")


def test_fields_of_another_kind_are_not_offered() -> None:
    offered = {one.name for one in fields_for(CardKind.BIRTHDAY, "en")}

    assert not {"years", "ordinal", "gift_name", "holiday"} & offered


def test_a_printed_card_reads_as_the_preview_said() -> None:
    out = io.StringIO()
    for text in EVERY_TEXT:
        out.write(said(text, sample_facts(text)).wish)

    assert "{" not in out.getvalue()
