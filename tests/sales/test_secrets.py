"""A surprise stays one: nothing of a secret gift reaches its wearer before the day."""

from datetime import date, timedelta

import pytest

from storebook.base.errors import Refused
from storebook.book.book import Book
from storebook.book.history import changes, changes_of
from storebook.outreach.touches import TouchDraft, TouchKind, log_touch, touches_of
from storebook.people.search import find_shoppers
from storebook.sales.drafts import LineKind
from storebook.sales.exported import exported_lines
from storebook.sales.pieces import pieces_of
from storebook.sales.purchases import purchase, purchases_of, recent_purchases
from storebook.sales.secrets import open_secrets
from storebook.sales.suggestions import suggestions
from storebook.sales.timeline import timeline
from storebook.staff.viewer import Viewer
from tests.make import TODAY, keep_secret, make_couple, make_line, make_purchase, make_shopper

DAY = date(2026, 12, 13)
BEFORE = Viewer(today=TODAY)
EVE = Viewer(today=DAY - timedelta(days=1))
ON_THE_DAY = Viewer(today=DAY)


def give_in_secret(book: Book, giver_id: int, wearer_id: int) -> int:
    """The trilogy ring and its engraving, until December 13."""
    return make_purchase(
        book,
        giver_id,
        make_line(
            "Old-cut trilogy ring, platinum",
            wearer_id=wearer_id,
            secret_until=DAY,
            stock_number="R 2071",
            certificate="GIA 2236-1198",
            engraving="12 · 12",
        ),
        make_line("Engraving, inside", price=85_00, kind=LineKind.SERVICE, wearer_id=wearer_id),
        occasion_text="Wedding anniversary",
        note="He will collect it",
    )


def test_what_is_secret_today_is_known_to_its_giver_and_its_buyer_alone(book: Book) -> None:
    margaret, daniel = make_couple(book)
    secretary = make_shopper(book, "Ms. Sutton")
    line = make_line("Ring", wearer_id=margaret, secret_until=DAY)
    make_purchase(book, secretary, line, giver_id=daniel)

    for knowing in (daniel, secretary):
        (one,) = open_secrets(book, knowing, DAY - timedelta(days=1))
        assert (one.description, one.wearer, one.secret_until) == ("Ring", "Margaret Ashworth", DAY)
        assert open_secrets(book, knowing, DAY) == []
    assert open_secrets(book, margaret, TODAY) == open_secrets(book, None, TODAY) == []


def test_the_wearers_page_shows_it_on_the_day_and_not_the_day_before(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    assert pieces_of(book, margaret, EVE) == []
    assert timeline(book, margaret, EVE) == []
    assert [piece.giver for piece in pieces_of(book, margaret, ON_THE_DAY)] == ["Daniel Ashworth"]
    assert [entry.title for entry in timeline(book, margaret, ON_THE_DAY)] == [
        "Old-cut trilogy ring, platinum, from Daniel Ashworth"
    ]


def test_the_givers_page_knows_everything_and_says_until_when(book: Book) -> None:
    margaret, daniel = make_couple(book)
    purchase_id = give_in_secret(book, daniel, margaret)

    ticket = purchase(book, purchase_id, BEFORE, subject_id=daniel)

    assert (ticket.secret_until, ticket.lines[0].wearer) == (DAY, "Margaret Ashworth")
    assert pieces_of(book, daniel, BEFORE)[0].secret_until == DAY
    assert timeline(book, daniel, BEFORE)[0].secret_until == DAY
    assert purchases_of(book, daniel, BEFORE)[0].secret_until == DAY
    assert purchases_of(book, daniel, ON_THE_DAY)[0].secret_until is None


def test_a_daughter_of_the_house_does_not_read_of_it_either(book: Book) -> None:
    margaret, daniel = make_couple(book)
    household_id = book.value("SELECT household_id FROM shopper WHERE id = :id", id=daniel)
    clara = make_shopper(book, "Clara Ashworth", household_id=household_id)
    purchase_id = give_in_secret(book, daniel, margaret)

    assert timeline(book, clara, BEFORE) == []
    assert pieces_of(book, clara, BEFORE) == []
    with pytest.raises(Refused):
        purchase(book, purchase_id, BEFORE, subject_id=clara)


def test_another_buyer_and_the_giver_both_know(book: Book) -> None:
    margaret, daniel = make_couple(book)
    secretary = make_shopper(book, "Ms. Sutton")
    line = make_line(wearer_id=margaret, secret_until=DAY)

    purchase_id = make_purchase(book, secretary, line, giver_id=daniel)

    for knowing in (secretary, daniel):
        assert purchase(book, purchase_id, BEFORE, subject_id=knowing).secret_until == DAY
    with pytest.raises(Refused):
        purchase(book, purchase_id, BEFORE, subject_id=margaret)


def test_a_list_about_nobody_leaves_the_whole_ticket_out_and_says_how_many(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)
    open_id = make_purchase(book, daniel, make_line("Cufflinks"))

    before, on_the_day = recent_purchases(book, BEFORE), recent_purchases(book, ON_THE_DAY)

    assert ([row.id for row in before.rows], before.kept) == ([open_id], 1)
    assert (len(on_the_day.rows), on_the_day.kept) == (2, 0)


def test_a_walk_ins_page_is_nobodys_page(book: Book) -> None:
    margaret, daniel = make_couple(book)
    line = make_line(wearer_id=margaret, secret_until=DAY)
    purchase_id = make_purchase(book, None, line, giver_id=daniel)

    with pytest.raises(Refused):
        purchase(book, purchase_id, BEFORE)


def test_a_refusal_does_not_say_that_there_is_a_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    purchase_id = give_in_secret(book, daniel, margaret)

    with pytest.raises(Refused) as refusal:
        purchase(book, purchase_id, BEFORE, subject_id=margaret)

    assert "secret" not in str(refusal.value).lower()
    assert "Margaret" not in str(refusal.value)


def test_history_names_neither_the_piece_nor_the_wearer(book: Book) -> None:
    margaret, daniel = make_couple(book)
    before = changes_of(book, margaret)

    give_in_secret(book, daniel, margaret)
    keep_secret(book, 1, DAY + timedelta(days=11))

    assert changes_of(book, margaret) == before
    assert [change.what for change in changes(book, limit=2)] == [
        "Piece changed for Daniel Ashworth",
        "Purchase recorded for Daniel Ashworth",
    ]


def test_a_file_keeps_the_money_and_withholds_every_word(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    ring, engraving = exported_lines(book, today=TODAY)

    assert (ring.net_cents, ring.shopper) == (9_400_00, "Daniel Ashworth")
    assert ring.description == engraving.description == "Secret until 2026-12-13"
    words = [ring.stock_number, ring.certificate, ring.serial, ring.engraving, ring.wearer]
    words += [ring.occasion_text, ring.note, engraving.wearer, ring.metal, ring.category]
    assert words == [None] * len(words)
    assert next(exported_lines(book, today=DAY)).wearer == "Margaret Ashworth"


def test_a_certificate_leads_to_the_giver_until_the_day_and_then_to_the_wearer(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    assert [found.shopper_id for found in find_shoppers(book, "22361198", today=TODAY)] == [daniel]
    assert [found.shopper_id for found in find_shoppers(book, "gia 2236", today=DAY)] == [margaret]
    assert find_shoppers(book, "9999", today=TODAY) == find_shoppers(book, " - ", today=TODAY) == []


def test_earlier_lines_are_not_suggested_while_they_are_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    assert suggestions(book, "trilogy", BEFORE) == suggestions(book, "R 2071", BEFORE) == []
    assert len(suggestions(book, "trilogy", ON_THE_DAY)) == 1


def test_a_contact_about_a_secret_piece_is_as_secret(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)
    before = changes_of(book, margaret)
    for shopper_id in (margaret, daniel):
        touch = TouchDraft(
            shopper_id=shopper_id, day=TODAY, kind=TouchKind.CALL, text="It is ready", piece_id=1
        )
        log_touch(book, touch, today=TODAY)

    assert touches_of(book, margaret, EVE) == []
    assert timeline(book, margaret, EVE) == []
    assert changes_of(book, margaret) == before
    assert [touch.text for touch in touches_of(book, daniel, EVE)] == ["It is ready"]
    assert len(touches_of(book, margaret, ON_THE_DAY)) == 1


def test_privacy_mode_is_no_way_round(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)
    private = Viewer(today=TODAY, private=True)

    assert pieces_of(book, margaret, private) == []
    assert timeline(book, daniel, private)[0].amount_cents is None


def test_moving_the_day_moves_it_for_piece_and_ticket(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    keep_secret(book, 1, DAY + timedelta(days=11))
    assert pieces_of(book, margaret, ON_THE_DAY) == []
    assert recent_purchases(book, ON_THE_DAY).rows == []

    keep_secret(book, 1, None)
    assert len(pieces_of(book, margaret, BEFORE)) == 1
    assert len(recent_purchases(book, BEFORE).rows) == 1


def test_moving_the_day_moves_it_for_what_came_back_of_it_too(book: Book) -> None:
    margaret, daniel = make_couple(book)
    sold = give_in_secret(book, daniel, margaret)
    line_id = purchase(book, sold, BEFORE, subject_id=daniel).lines[0].id
    make_purchase(book, daniel, make_line(quantity=-1, returns_line_id=line_id))

    keep_secret(book, 1, DAY + timedelta(days=11))

    assert recent_purchases(book, ON_THE_DAY).rows == []


def test_a_gift_that_becomes_a_secret_is_told_of_to_its_giver_alone(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, daniel, make_line(wearer_id=margaret))
    before = len(changes_of(book, margaret))

    keep_secret(book, 1, DAY)

    assert changes_of(book, daniel)[0].what == "Piece changed for Daniel Ashworth"
    assert len(changes_of(book, margaret)) == before


def test_a_secret_comes_back_from_its_line_alone_until_its_day(book: Book) -> None:
    margaret, daniel = make_couple(book)
    secretary = make_shopper(book, "Sue Roe")
    ring = make_line("Trilogy ring", wearer_id=margaret, secret_until=DAY)
    make_purchase(book, secretary, ring, giver_id=daniel)
    back = make_line("trilogy RING", quantity=-1)

    for buyer in (secretary, daniel):
        with pytest.raises(Refused, match="secret still"):
            make_purchase(book, buyer, back)

    assert make_purchase(book, margaret, back), "nobody tells her"
    assert make_purchase(book, daniel, back, day=DAY)


def test_of_two_secrets_on_a_ticket_each_has_its_day(book: Book) -> None:
    margaret, daniel = make_couple(book)
    clara = make_shopper(book, "Clara")
    make_purchase(
        book,
        daniel,
        make_line("Ring", wearer_id=margaret, secret_until=DAY),
        make_line("Watch", wearer_id=clara, secret_until=DAY + timedelta(days=12)),
    )

    assert [piece.description for piece in pieces_of(book, margaret, ON_THE_DAY)] == ["Ring"]
    assert pieces_of(book, clara, ON_THE_DAY) == []
    assert recent_purchases(book, ON_THE_DAY).kept == 1, "the ticket still names Clara's watch"


def test_a_gift_that_went_back_before_its_day_never_came(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_in_secret(book, daniel, margaret)

    make_purchase(book, daniel, make_line(quantity=-1, returns_line_id=1))

    assert timeline(book, margaret, ON_THE_DAY) == []
    assert pieces_of(book, margaret, ON_THE_DAY) == []


@pytest.mark.parametrize(("kind", "quantity"), [(LineKind.SERVICE, 1), (LineKind.PIECE, 3)])
def test_work_and_dozens_are_kept_secret_by_their_ticket(
    book: Book, kind: LineKind, quantity: int
) -> None:
    margaret, daniel = make_couple(book)
    line = make_line(
        "Spoons engraved", kind=kind, quantity=quantity, wearer_id=margaret, secret_until=DAY
    )

    purchase_id = make_purchase(book, daniel, line)

    assert recent_purchases(book, EVE).kept == 1
    assert next(exported_lines(book, today=TODAY)).wearer is None
    assert timeline(book, margaret, ON_THE_DAY) == []
    assert purchase(book, purchase_id, EVE, subject_id=daniel).lines[0].wearer_id == margaret
    with pytest.raises(Refused):
        purchase(book, purchase_id, EVE, subject_id=margaret)
