"""Thank-you cards: once for a purchase, never a word of the piece, and no surprise given away."""

from datetime import date, timedelta

from storebook.book.book import Book
from storebook.book.history import undo_last
from storebook.outreach.choosing import CardKind, RunLook
from storebook.outreach.runs import freeze_run, pieces_of_run, pieces_to_print
from storebook.outreach.selecting import Selection
from storebook.outreach.touches import touches_of
from storebook.people.contact_points import AddressDraft, Use, addresses
from storebook.people.departures import mark_deceased
from storebook.sales.drafts import PurchaseDraft
from storebook.sales.returns import Back, return_lines, returnable
from storebook.staff.viewer import Viewer
from tests.make import (
    SHOP,
    TODAY,
    add_address,
    add_tag,
    keep_secret,
    make_couple,
    make_line,
    make_purchase,
    make_shopper,
)
from tests.outreach.mailing import look, names, reasons, send

UNTIL = TODAY + timedelta(days=23)
AFTER = UNTIL + timedelta(days=1)


def thanks(book: Book, *, on: date = TODAY, **wanted: object) -> RunLook:
    days = {"start": on - timedelta(days=60), "end": on}
    return look(book, CardKind.THANKS, on=on, **{**days, **wanted})


def make_secret(book: Book, giver: int, wearer: int) -> int:
    line = make_line("Ring qqsecret", wearer_id=wearer, secret_until=UNTIL)
    return make_purchase(book, giver, line, giver_id=giver)


def give_office(book: Book, shopper_id: int) -> int:
    office = AddressDraft(
        lines="1 Office Park", city="Dover", use=Use.WORK, safe_for_surprises=True
    )
    return add_address(book, shopper_id, office)


def test_who_bought_is_thanked_without_a_word_of_what(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    make_purchase(book, ann, make_line("Ring, platinum"))

    (piece,) = thanks(book).chosen

    assert piece.occasion_text == "Thank you"
    said = f"{piece.words} {piece.occasion_text}".lower()
    assert not {"ring", "platinum", "9,400"} & set(said.split())


def test_a_purchase_is_thanked_for_once(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    make_purchase(book, ann)
    send(book, thanks(book))
    assert names(thanks(book)) == []

    make_purchase(book, ann)

    assert names(thanks(book)) == ["Ann Lee"]


def test_a_card_that_was_only_prepared_thanks_nobody(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    make_purchase(book, ann)
    freeze_run(book, thanks(book), today=TODAY)

    assert names(thanks(book)) == ["Ann Lee"]


def test_what_was_brought_back_whole_is_thanked_for_by_nobody(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    purchase_id = make_purchase(book, ann)
    (line,) = returnable(book, purchase_id)
    run_id = freeze_run(book, thanks(book), today=TODAY)
    ticket = PurchaseDraft(shopper_id=ann, day=TODAY, lines=())
    return_lines(book, ticket, [Back(line_id=line.line_id)], shop=SHOP, today=TODAY)

    assert names(thanks(book)) == []
    assert pieces_to_print(book, run_id, today=TODAY) == []
    assert [one.why for one in pieces_of_run(book, run_id)] == ["Purchase changed since"]


def test_a_purchase_that_was_taken_back_is_not_thanked_for_at_printing(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    make_purchase(book, ann)
    found = thanks(book)
    undo_last(book)

    run_id = freeze_run(book, found, today=TODAY)

    assert pieces_to_print(book, run_id, today=TODAY) == []


def test_a_couple_is_thanked_together_for_what_both_bought(book: Book) -> None:
    margaret, daniel = make_couple(book)
    bought = {make_purchase(book, margaret), make_purchase(book, daniel)}

    found = thanks(book)

    (piece,) = found.chosen
    assert {piece.shopper_id, piece.partner_id} == {margaret, daniel}
    assert set(piece.purchases) == bought
    assert [why for _, why, _ in reasons(found)] == ["Joined with the household"]
    send(book, found)
    assert thanks(book).chosen == []


def test_a_secret_waits_for_its_day_and_nothing_says_so_by_name(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_secret(book, daniel, margaret)

    before, after = thanks(book), thanks(book, on=AFTER)

    assert (before.chosen, before.left_out, before.waiting) == ([], [], 1)
    assert len(after.chosen) == 1
    assert after.waiting == 0


def test_of_a_few_people_not_even_a_number_is_told(book: Book) -> None:
    margaret, daniel = make_couple(book)
    add_tag(book, daniel, "VIP")
    make_secret(book, daniel, margaret)

    assert thanks(book, shopper_id=daniel).waiting == 0
    assert thanks(book, selection=Selection(tag="VIP")).waiting == 0


def test_a_secret_is_thanked_for_at_a_safe_address_to_the_giver_alone(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_office(book, daniel)
    make_secret(book, daniel, margaret)

    (piece,) = thanks(book).chosen

    assert (piece.shopper_id, piece.partner_id) == (daniel, None)
    assert "1 Office Park" in piece.address_block
    assert piece.neutral_sender
    assert "Margaret" not in f"{piece.name_line}{piece.words}"


def test_the_card_for_a_secret_stands_on_the_givers_page_alone(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_office(book, daniel)
    make_secret(book, daniel, margaret)
    send(book, thanks(book))

    told = {who: touches_of(book, who, Viewer(today=TODAY)) for who in (margaret, daniel)}

    assert [len(told[margaret]), len(told[daniel])] == [0, 1]
    assert told[daniel][0].piece_id is not None
    assert thanks(book, on=AFTER).chosen == []


def test_a_home_where_the_wearer_lives_is_never_safe(book: Book) -> None:
    margaret, daniel = make_couple(book)
    (home,) = addresses(book, margaret)
    make_secret(book, margaret, daniel)
    with book.change("Said to be safe by mistake") as change:
        change.update("address", home.id, safe_for_surprises=True)

    assert thanks(book).chosen == []


def test_beside_a_secret_an_open_purchase_is_thanked_for_at_home(book: Book) -> None:
    margaret, daniel = make_couple(book)
    give_office(book, daniel)
    secret = make_secret(book, daniel, margaret)
    opened = make_purchase(book, margaret)

    pieces = {one.shopper_id: one for one in thanks(book).chosen}

    assert {one.purchases for one in pieces.values()} == {(opened,), (secret,)}
    at_home = next(one for one in pieces.values() if one.purchases == (opened,))
    assert (at_home.shopper_id, at_home.partner_id) == (margaret, None)  # one person, one line
    assert at_home.neutral_sender  # a surprise is waiting in that house


def test_who_wants_mail_at_work_is_thanked_there_alone(book: Book) -> None:
    _, daniel = make_couple(book)
    give_office(book, daniel)
    make_purchase(book, daniel)

    (piece,) = thanks(book).chosen

    assert "1 Office Park" in piece.address_block
    assert (piece.partner_id, piece.neutral_sender) == (None, False)


def test_a_purchase_made_a_secret_after_choosing_is_not_thanked_for_at_home(book: Book) -> None:
    margaret, daniel = make_couple(book)
    make_purchase(book, daniel, make_line("Ring", wearer_id=margaret), giver_id=daniel)
    run_id = freeze_run(book, thanks(book), today=TODAY)

    keep_secret(book, int(book.value("SELECT max(id) FROM piece")), UNTIL)

    assert pieces_to_print(book, run_id, today=TODAY) == []
    assert [one.why for one in pieces_of_run(book, run_id)] == ["Purchase changed since"]


def test_a_secret_that_is_kept_longer_still_goes_to_the_safe_address_only(book: Book) -> None:
    margaret, daniel = make_couple(book)
    office = give_office(book, daniel)
    make_secret(book, daniel, margaret)
    run_id = freeze_run(book, thanks(book), today=TODAY)
    assert len(pieces_to_print(book, run_id, today=TODAY)) == 1

    with book.change("Not safe any more") as change:
        change.update("address", office, safe_for_surprises=False)

    assert pieces_to_print(book, run_id, today=TODAY) == []


def test_who_died_since_the_purchase_is_left_out_and_walk_ins_are_not_there(book: Book) -> None:
    ann = make_shopper(book, "Ann Lee", street="1 High Street")
    make_purchase(book, ann)
    make_purchase(book, None)
    mark_deceased(book, ann, on=TODAY)

    found = thanks(book)

    assert found.chosen == []
    assert [(name, why) for name, why, _ in reasons(found)] == [("Ann Lee", "Died")]
