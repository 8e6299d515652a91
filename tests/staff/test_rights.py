"""What somebody may not do is refused before anything is done, and the refusal is noted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from storebook.analysis.pareto import TopRules, top_fifth
from storebook.base.errors import Refused
from storebook.book.asked import note_asked
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.export_plain import write_plain_copy
from storebook.book.history import changes, redo_last, take_back, undo_last
from storebook.book.own_backup import back_up_into
from storebook.exchange.exporting import export_purchases, export_shoppers, mailing_list_csv
from storebook.exchange.fields import Kind
from storebook.exchange.importing import plan_import, save_import
from storebook.exchange.looking import look_at_file
from storebook.outreach.choosing import RunKind, RunLook, RunRequest, look_at_run
from storebook.outreach.runs import (
    freeze_run,
    pieces_of_run,
    print_run,
    require_to_print,
    run,
)
from storebook.outreach.templates import set_card_line
from storebook.people.erasing import erase
from storebook.people.merging import merge
from storebook.people.notes import add_note
from storebook.staff import associates
from storebook.staff.associates import Role, add_associate, associate, give_initials, give_role
from storebook.staff.leaving import hand_over, let_go
from storebook.staff.pins import has_pin, remove_pin, set_pin
from storebook.staff.rights import (
    ALL_RIGHTS,
    DEEDS,
    WORDS,
    NotAllowed,
    Right,
    give_rights,
    has_own_rights,
    may,
    preset,
    rights_of,
)
from storebook.staff.viewer import Viewer, viewer_of
from tests.book.dumping import dump
from tests.make import NOVEMBER_26, SHOP, TODAY, make_purchase, make_shopper
from tests.staff.people import CHEAP, NOW, give_pin, make_clerk, work_with, work_without

ANN, ANNE, MAX = 1, 2, 2
LIST = RunRequest(kind=RunKind.LIST, start=TODAY, end=date(2026, 11, 30))
SHOPPERS_CSV = "Name,Phone\nNoor El-Amin,(603) 555-0193\n"

Deed = Callable[[Book, Path], object]


def with_list(do: Callable[..., object]) -> Deed:
    def deed(book: Book, folder: Path) -> object:
        file = folder.parent / "theirs.csv"
        file.write_text(SHOPPERS_CSV, encoding="utf-8")
        look = look_at_file(file, Kind.SHOPPERS, shop=SHOP, today=TODAY)
        return do(book, look, shop=SHOP, today=TODAY)

    return deed


bring_in = with_list(save_import)


def mailing_list_file(book: Book, folder: Path) -> object:
    found = run(book, 1)
    return mailing_list_csv(book, folder / "list.csv", pieces_of_run(book, 1), run=found)


def export(write: Callable[..., object]) -> Deed:
    def deed(book: Book, folder: Path) -> object:
        return write(book, folder / "out.csv", viewer=viewer_of(book, TODAY), shop=SHOP)

    return deed


def look(book: Book) -> RunLook:
    return look_at_run(book, LIST, shop=SHOP, today=TODAY)


DEEDS_BY_RIGHT: list[tuple[Right, str, Deed]] = [
    (Right.EDIT, "note", lambda book, _: add_note(book, ANN, "Tea", day=TODAY)),
    (Right.EDIT, "shopper", lambda book, _: make_shopper(book, "Noor El-Amin")),
    (Right.EDIT, "purchase", lambda book, _: make_purchase(book, ANN)),
    (
        Right.EDIT,
        "asked",
        lambda book, _: note_asked(book, ANN, "birthday", day=TODAY, answered=False),
    ),
    (Right.TAKE_BACK, "undo", lambda book, _: undo_last(book)),
    (Right.TAKE_BACK, "redo", lambda book, _: redo_last(book)),
    (Right.TAKE_BACK, "take back", lambda book, _: take_back(book, changes(book)[0].id)),
    (Right.MERGE, "merge", lambda book, _: merge(book, ANN, ANNE, {}, shop=SHOP, today=TODAY)),
    (Right.ERASE, "erase", lambda book, _: erase(book, ANNE, today=TODAY)),
    (Right.IMPORT, "import", bring_in),
    (Right.IMPORT, "what an import would do", with_list(plan_import)),
    (Right.EXPORT, "shoppers", export(export_shoppers)),
    (Right.EXPORT, "purchases", export(export_purchases)),
    (Right.EXPORT, "plain copy", lambda book, at: write_plain_copy(book, at / "plain.sqlite")),
    (Right.EXPORT, "mailing list", mailing_list_file),
    (Right.SEE_SPEND, "purchases", export(export_purchases)),
    (Right.SEE_SPEND, "plain copy", lambda book, at: write_plain_copy(book, at / "plain.sqlite")),
    (Right.SEE_SPEND, "top fifth", lambda book, _: top_fifth(book, on=TODAY, rules=TopRules())),
    (Right.PRINT_LISTS, "freeze", lambda book, _: freeze_run(book, look(book), today=TODAY)),
    (
        Right.PRINT_LISTS,
        "print",
        lambda book, _: print_run(book, look(book), lambda *_: {}, today=TODAY),
    ),
    (Right.PRINT_LISTS, "again", lambda book, _: require_to_print(book, RunKind.LIST)),
    (Right.PRINT_LISTS, "as a file", mailing_list_file),
    (Right.STAFF, "add", lambda book, _: add_associate(book, "Sol Whitcombe")),
    (Right.STAFF, "role", lambda book, _: give_role(book, MAX, Role.CLERK)),
    (Right.STAFF, "rights", lambda book, _: give_rights(book, MAX, [Right.EDIT])),
    (Right.STAFF, "initials", lambda book, _: give_initials(book, MAX, "MX")),
    (Right.STAFF, "let go", lambda book, _: let_go(book, MAX)),
    (Right.STAFF, "hand over", lambda book, _: hand_over(book, MAX, None)),
    (Right.STAFF, "welcome", lambda book, _: associates.welcome_back(book, MAX)),
    (Right.STAFF, "card line", lambda book, _: set_card_line(book, MAX, "Gemologist")),
    (Right.STAFF, "pin", lambda book, _: set_pin(book, MAX, "2907", now=NOW, cost=CHEAP)),
    (Right.STAFF, "no pin", lambda book, _: remove_pin(book, MAX)),
    (Right.BACKUP, "backup", back_up_into),
]
BEYOND = [
    (role, *each)
    for role in (Role.MANAGER, Role.CLERK)
    for each in DEEDS_BY_RIGHT
    if each[0] not in preset(role)
]
BEYOND_NAMED = [f"{role.value}: {name} ({right.value})" for role, right, name, _ in BEYOND]
NAMED = [f"{right.value}: {name}" for right, name, _ in DEEDS_BY_RIGHT]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.fixture
def shop(book: Book) -> Book:
    """Ann (1) and Anne (2), both the same person; Max (2) works there; a list was made (1)."""
    make_shopper(book, "Ann Lee", street="12 Ocean Road", birthday=NOVEMBER_26)
    make_shopper(book, "Anne Lee", street="12 Ocean Road")
    make_clerk(book, "Max Roe")
    freeze_run(book, look_at_run(book, LIST, shop=SHOP, today=TODAY), today=TODAY)
    make_purchase(book, ANN)
    return book


@pytest.mark.parametrize(("right", "name", "deed"), DEEDS_BY_RIGHT, ids=NAMED)
def test_who_has_not_the_right_changes_nothing(
    shop: Book, folder: Path, right: Right, name: str, deed: Deed
) -> None:
    olga = work_without(shop, right)
    before, log, seen = dump(shop), changes(shop), len(events(shop))

    with pytest.raises(NotAllowed) as refusal:
        deed(shop, folder)

    assert refusal.value.right is right
    assert str(refusal.value).startswith(f"Olga Petrov may not {DEEDS[right]}. Nothing was changed")
    assert (dump(shop), changes(shop)) == (before, log)
    assert list(folder.iterdir()) == []
    (noted, *_), count = events(shop), len(events(shop)) - seen
    assert count == 1
    assert (noted.kind, noted.associate) == (EventKind.REFUSED, associate(shop, olga).name)


@pytest.mark.parametrize(("right", "name", "deed"), DEEDS_BY_RIGHT, ids=NAMED)
def test_who_has_every_right_is_not_kept_from_it(
    shop: Book, folder: Path, right: Right, name: str, deed: Deed
) -> None:
    if name == "redo":
        undo_last(shop)
    if (right, name) == (Right.STAFF, "pin"):
        set_pin(shop, shop.associate_id, "4812", now=NOW, cost=CHEAP)

    deed(shop, folder)

    assert [one for one in events(shop) if one.kind is EventKind.REFUSED] == []


@pytest.mark.parametrize(("role", "right", "name", "deed"), BEYOND, ids=BEYOND_NAMED)
def test_a_role_does_not_reach_beyond_what_it_brings(
    shop: Book, folder: Path, role: Role, right: Right, name: str, deed: Deed
) -> None:
    shop.associate_id = make_clerk(shop, role=role)
    before = dump(shop)

    with pytest.raises(NotAllowed):
        deed(shop, folder)

    assert dump(shop) == before
    assert list(folder.iterdir()) == []


def test_a_reader_is_refused_and_noted_too(shop: Book, folder: Path) -> None:
    olga = work_without(shop, Right.EXPORT)
    shop.close()

    with Book.open(shop.path, mode="read") as reader:
        reader.associate_id = olga
        with pytest.raises(NotAllowed):
            export_shoppers(reader, folder / "a.csv", viewer=Viewer(today=TODAY), shop=SHOP)
        noted = events(reader)[0]

    assert (noted.kind, noted.what) == (EventKind.REFUSED, "Not allowed to write lists into files")
    assert list(folder.iterdir()) == []


def test_every_right_has_a_deed_in_this_matrix_and_words_for_the_screen() -> None:
    assert {right for right, _, _ in DEEDS_BY_RIGHT} == set(Right)
    assert set(WORDS) == set(DEEDS) == set(Right)


def test_cards_and_labels_are_the_daily_work_of_whoever_may_write(shop: Book) -> None:
    work_with(shop, [Right.EDIT])

    for kind in (RunKind.CARDS, RunKind.LABELS):
        require_to_print(shop, kind)


# -- who has which


def test_what_each_role_brings(book: Book) -> None:
    clerk, manager = make_clerk(book), make_clerk(book, "Max Roe", Role.MANAGER)

    assert rights_of(book, book.associate_id) == ALL_RIGHTS
    assert rights_of(book, manager) == ALL_RIGHTS - {Right.STAFF, Right.ERASE}
    assert rights_of(book, clerk) == {Right.EDIT, Right.TAKE_BACK}


def test_single_rights_are_given_and_taken_and_taken_back(book: Book) -> None:
    clerk = make_clerk(book)

    give_rights(book, clerk, preset(Role.CLERK) | {Right.SEE_SPEND})
    given = rights_of(book, clerk), has_own_rights(book, clerk)
    undo_last(book)

    assert given == (frozenset({Right.EDIT, Right.TAKE_BACK, Right.SEE_SPEND}), True)
    assert rights_of(book, clerk) == preset(Role.CLERK)
    assert not has_own_rights(book, clerk)


def test_another_role_brings_its_own_rights(book: Book) -> None:
    clerk = make_clerk(book)
    give_rights(book, clerk, [Right.EDIT])

    give_role(book, clerk, Role.MANAGER)

    assert rights_of(book, clerk) == preset(Role.MANAGER)


def test_an_owner_may_always_do_everything(book: Book) -> None:
    with pytest.raises(Refused, match="is an owner and may do everything"):
        give_rights(book, book.associate_id, [Right.EDIT])
    assert rights_of(book, book.associate_id) == ALL_RIGHTS


def test_who_left_may_do_nothing(book: Book) -> None:
    clerk = make_clerk(book)
    let_go(book, clerk)
    book.associate_id = clerk

    with pytest.raises(NotAllowed):
        make_shopper(book, "Noor El-Amin")
    assert not may(book, Right.EDIT)


def test_who_is_over_the_staff_can_t_raise_themselves(book: Book) -> None:
    ruth, sol = book.associate_id, make_clerk(book, "Sol Whitcombe")
    olga = work_with(book, [Right.EDIT, Right.STAFF], role=Role.CLERK)

    for too_much in (
        lambda: give_role(book, olga, Role.OWNER),
        lambda: give_role(book, sol, Role.MANAGER),
        lambda: give_rights(book, olga, ALL_RIGHTS),
        lambda: give_rights(book, sol, [Right.EDIT, Right.EXPORT]),
        lambda: add_associate(book, "Max Roe", Role.OWNER),
        lambda: let_go(book, ruth),
        lambda: give_role(book, ruth, Role.CLERK),
        lambda: set_pin(book, ruth, "4812", now=NOW, cost=CHEAP),
        lambda: remove_pin(book, ruth),
    ):
        tried = len(events(book))
        with pytest.raises(Refused):
            too_much()
        assert events(book)[0].kind is EventKind.REFUSED
        assert len(events(book)) == tried + 1

    assert rights_of(book, ruth) == ALL_RIGHTS
    assert rights_of(book, olga) == {Right.EDIT, Right.STAFF}


def test_nobody_brings_back_who_may_do_more(book: Book) -> None:
    sol = make_clerk(book, "Sol Whitcombe")
    give_rights(book, sol, [Right.EDIT, Right.ERASE])
    let_go(book, sol)
    work_without(book, Right.ERASE)

    with pytest.raises(Refused, match="what you may not do"):
        associates.welcome_back(book, sol)

    assert not associate(book, sol).active


def test_nobody_gives_a_pin_to_who_may_do_more(book: Book) -> None:
    give_pin(book, book.associate_id, "4812")
    max_roe = make_clerk(book, "Max Roe", Role.MANAGER)
    sol = make_clerk(book, "Sol Whitcombe")
    work_with(book, [Right.EDIT, Right.TAKE_BACK, Right.STAFF], role=Role.CLERK)

    with pytest.raises(Refused, match="may do things that you may not"):
        give_pin(book, max_roe, "2907")
    give_pin(book, sol, "2907")

    assert not has_pin(book, max_roe)


@pytest.mark.parametrize(
    ("right", "deed"),
    [
        (Right.MERGE, lambda book, _: merge(book, ANN, ANNE, {}, shop=SHOP, today=TODAY)),
        (Right.IMPORT, bring_in),
    ],
    ids=["merge", "import"],
)
def test_merges_and_lists_go_back_and_forth_by_who_may_do_them(
    shop: Book, folder: Path, right: Right, deed: Deed
) -> None:
    ruth, olga = shop.associate_id, make_clerk(shop)
    deed(shop, folder)
    done, before = changes(shop)[0].id, dump(shop)
    shop.associate_id = olga

    with pytest.raises(NotAllowed, match=DEEDS[right]):
        undo_last(shop)
    with pytest.raises(NotAllowed, match=DEEDS[right]):
        take_back(shop, done)
    assert dump(shop) == before

    shop.associate_id = ruth
    undo_last(shop)
    before = dump(shop)
    shop.associate_id = olga
    with pytest.raises(NotAllowed, match=DEEDS[right]):
        redo_last(shop)
    assert dump(shop) == before
