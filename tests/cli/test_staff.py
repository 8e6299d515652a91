"""Who works here, and what a command does for each of them."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import keyring
import pytest

from storebook.base.money import Cents
from storebook.book.book import Book
from storebook.book.events import EventKind, events
from storebook.book.protection.protecting import Ways, protect
from storebook.cli.common import today
from storebook.people.preferences import set_budget
from storebook.people.wishes import WishDraft, add_wish
from storebook.staff.associates import associate_named
from storebook.staff.rights import PINS_ARE_A_RULE
from tests.book.protection.keychains import MemoryKeychain
from tests.cli.keys import PAPER, PASSPHRASE, QUICK
from tests.cli.running import PROGRAM, Command
from tests.cli.test_names import command_named
from tests.make import make_line, make_purchase
from tests.staff.people import CLERKS_PIN, OWNERS_PIN, give_pin

MARGARET = 1
# What Margaret spent, wishes for and would spend; as text, in cents, and as figures in a file.
AMOUNTS = ("7,313.57", "731357", "7313.57", "8,642.19", "864219", "5,431")

Typed = Callable[..., int]


@pytest.fixture
def typed() -> Iterator[Typed]:
    """An open file descriptor with these lines in it, as a script hands them over."""
    opened: list[int] = []

    def lines(*texts: str) -> int:
        reading, writing = os.pipe()
        opened.append(reading)
        os.write(writing, "".join(f"{text}\n" for text in texts).encode())
        os.close(writing)
        return reading

    yield lines
    for each in opened:
        with suppress(OSError):
            os.close(each)


@pytest.fixture
def locked(shop: Path) -> Path:
    """The shop where Ruth, the owner, and Jun, a clerk, sign in with a PIN; Margaret has spent."""
    with Book.open(shop) as book:
        jun = associate_named(book, "Jun").id
        line = make_line("Sapphire ring", 7_313_57, wearer_id=MARGARET)
        make_purchase(book, MARGARET, line, day=today())
        add_wish(book, MARGARET, WishDraft(description="Pearls", price_cents=Cents(8_642_19)))
        set_budget(book, MARGARET, "$5,431 or less")
        give_pin(book, book.associate_id, OWNERS_PIN)
        give_pin(book, jun, CLERKS_PIN)
    return shop


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    """This computer's keychain, in memory."""
    before = keyring.get_keyring()
    one = MemoryKeychain()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def nobody_types(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As from a timer or a script: there is no terminal."""
    with open(os.devnull) as nothing:  # noqa: PTH123 - there is no path to nothing on Windows
        monkeypatch.setattr(sys, "stdin", nothing)
        yield


# -- who works here


def test_the_list_says_who_may_do_what(storebook: Command, shop: Path) -> None:
    found = storebook("staff", "list", shop, "--json").document

    assert [(one["name"], one["role"], one["has_pin"]) for one in found] == [
        ("Ruth Hallam", "owner", False),
        ("Jun Halloran", "clerk", False),
    ]
    assert found[1]["rights"] == ["edit", "take_back"]
    assert storebook("staff", "list", shop).lines[1] == (
        "Jun Halloran  JH  clerk  no PIN  edit, take_back"
    )


def test_the_book_may_come_before_the_deed(storebook: Command, shop: Path) -> None:
    storebook("staff", shop, "add", "Sol Whitcombe", "--role", "manager")

    assert storebook("staff", shop).out == storebook("staff", "list", shop).out
    assert "Sol Whitcombe" in storebook("staff", shop).out


def test_somebody_is_taken_on_promoted_let_go_and_comes_back(
    storebook: Command, shop: Path
) -> None:
    added = storebook("staff", "add", shop, "Sol Whitcombe", "--initials", "SOL", "--json")
    promoted = storebook("staff", "role", shop, "sol", "manager", "--json")
    gone = storebook("staff", "let-go", shop, "Sol")
    back = storebook("staff", "welcome-back", shop, "Sol")

    assert (added.document["role"], added.document["initials"]) == ("clerk", "SOL")
    assert "export" in promoted.document["rights"]
    assert gone.lines == ["Sol Whitcombe no longer works here."]
    assert back.lines == ["Sol Whitcombe works here again."]
    assert "works here already" in storebook("staff", "welcome-back", shop, "Sol").refusal


def test_single_rights_are_given_taken_and_shown(storebook: Command, shop: Path) -> None:
    storebook("staff", "rights", shop, "Jun", "--give", "see_spend", "--take", "take_back")
    shown = storebook("staff", "rights", shop, "Jun")
    back = storebook("staff", "rights", shop, "Jun", "--preset", "--json").document

    assert shown.lines == ["Jun Halloran may: see_spend, edit."]
    assert (back["rights"], back["own_rights"]) == (["edit", "take_back"], False)


def test_who_leaves_hands_over(storebook: Command, shop: Path) -> None:
    with Book.open(shop) as book, book.change("Margaret is in Jun's care") as change:
        change.update("shopper", MARGARET, looked_after_by=associate_named(book, "Jun").id)

    gone = storebook("staff", "let-go", shop, "Jun")
    handed = storebook("staff", "hand-over", shop, "Jun", "Ruth", "--json")

    assert "0 tasks and 1 shopper are still Jun Halloran’s" in gone.lines[1]
    assert handed.document == {"tasks": 0, "shoppers": 1}
    assert "Error: Name who takes over" in storebook("staff", "hand-over", shop, "Jun").wrong_usage


def test_what_is_refused_of_two_steps_leaves_none_of_them(storebook: Command, shop: Path) -> None:
    before = storebook("staff", shop, "--json").document

    leaves = storebook("staff", "let-go", shop, "Jun", "--to", "Jun").refusal
    taken = storebook("staff", "add", shop, "Sol Whitcombe", "--initials", "jh").refusal

    assert "Name somebody else who takes over" in leaves
    assert "somebody else’s initials" in taken
    assert storebook("staff", shop, "--json").document == before
    assert storebook("staff", "initials", shop, "Jun", "JHA").lines
    assert storebook("staff", "add", shop, "Sol Whitcombe", "--initials", "jh").lines


def test_the_help_says_what_a_pin_is_worth() -> None:
    told = command_named("staff").help or ""

    assert PINS_ARE_A_RULE in " ".join(told.split())


# -- PINs


def test_a_pin_is_read_from_a_file_descriptor(storebook: Command, shop: Path, typed: Typed) -> None:
    given = storebook("staff", "pin", shop, "Ruth", "--new-pin-fd", typed("83920174"))
    shut = storebook("find", shop, "ashw")
    opened = storebook("find", shop, "ashw", "--pin-fd", typed("83920174"))

    assert given.lines == ["Ruth Hallam signs in with the new PIN now."]
    assert "PIN of Ruth Hallam is asked for" in shut.refusal
    assert "Margaret Ashworth" in opened.out


def test_the_owner_s_comes_first(storebook: Command, shop: Path, typed: Typed) -> None:
    answer = storebook("staff", "pin", shop, "Jun", "--new-pin-fd", typed("2907"))

    assert answer.refusal.startswith("Give the owner a PIN first.")


def test_a_clerk_changes_their_own_and_nobody_else_s(
    storebook: Command, locked: Path, typed: Typed
) -> None:
    def as_jun(pin: str) -> tuple[object, ...]:
        return "--by", "Jun", "--pin-fd", typed(pin)

    own = storebook(
        "staff", "pin", locked, "Jun", *as_jun(CLERKS_PIN), "--new-pin-fd", typed("7351")
    )
    others = storebook(
        "staff", "pin", locked, "Ruth", *as_jun("7351"), "--new-pin-fd", typed("7351")
    )
    gone = storebook("staff", "pin", locked, "Jun", "--remove", *as_jun("7351"))

    assert own.lines == ["Jun Halloran signs in with the new PIN now."]
    assert others.refusal.startswith("Jun Halloran may not change who works here")
    assert gone.refusal.startswith("Jun Halloran may not change who works here")


def test_an_owner_who_forgot_theirs_gets_another_and_it_is_noted(
    storebook: Command, locked: Path, typed: Typed
) -> None:
    done = storebook("staff", "forgotten-pin", locked, "Ruth", "--new-pin-fd", typed("7351"))
    refused = storebook("staff", "forgotten-pin", locked, "Jun", "--new-pin-fd", typed("7351"))

    assert done.lines == ["Ruth Hallam signs in with the new PIN now."]
    assert "is no owner" in refused.refusal
    with Book.open(locked, mode="read") as book:
        assert "set anew without the old one" in events(book)[0].what


def test_of_a_protected_book_they_prove_it_with_the_key_where_the_computer_opens_it_too(
    storebook: Command, locked: Path, typed: Typed, keychain: MemoryKeychain
) -> None:
    protect(locked, PAPER, Ways(passphrase=PASSPHRASE, computer=True, cost=QUICK))
    again = "staff", "forgotten-pin", locked, "Ruth", "--new-pin-fd"

    opened = storebook("today", locked, "--pin-fd", typed(OWNERS_PIN))
    refused = storebook(*again, typed("7351"))
    proved = storebook(*again, typed("7351"), "--key-fd", typed(PASSPHRASE))

    assert opened.code == 0
    assert refused.refusal.startswith("The passphrase or paper key of shop.book is asked for")
    assert proved.lines == ["Ruth Hallam signs in with the new PIN now."]


def test_a_pin_that_anybody_would_try_is_told(storebook: Command, shop: Path, typed: Typed) -> None:
    (line,) = storebook("staff", "pin", shop, "Ruth", "--new-pin-fd", typed("1234")).lines

    assert line.endswith("It is one of the first that anybody would try.")


@pytest.mark.parametrize("pin", ["", "0000", "12", "4812x"])
def test_a_wrong_pin_opens_nothing(
    storebook: Command, locked: Path, typed: Typed, pin: str
) -> None:
    before = locked.read_bytes()
    answer = storebook("show", locked, MARGARET, "--json", "--pin-fd", typed(pin))

    assert answer.refusal
    assert answer.out == ""
    if pin != "0000":  # that one is counted
        assert locked.read_bytes() == before


def test_after_five_wrong_ones_the_right_one_waits_too(
    storebook: Command, locked: Path, typed: Typed
) -> None:
    for _ in range(5):
        storebook("today", locked, "--pin-fd", typed("0000"))

    answer = storebook("today", locked, "--pin-fd", typed(OWNERS_PIN))

    assert re.fullmatch(
        r"Too many wrong PINs\. Nothing was opened or changed\. Try again in \d+ seconds\.",
        answer.refusal,
    )


def test_a_file_descriptor_that_is_not_open_is_a_sentence(storebook: Command, locked: Path) -> None:
    answer = storebook("today", locked, "--pin-fd", 997)

    assert answer.refusal == "Nothing can be read from --pin-fd 997: it is not open."


OF_A_BOOK: dict[str, list[object]] = {
    "show": [MARGARET], "find": ["ashw"], "today": [], "top": [], "history": [], "undo": [],
    "sent": [1], "sell": [MARGARET, "--line", "Ring;1.00"], "enroll": ["--name", "Ann Lee"],
    "backup": ["--to", "."], "export": ["--out", "a.csv"], "staff": [],
    "import": ["a.csv"],
}  # fmt: skip


@pytest.mark.parametrize("name", OF_A_BOOK)
def test_where_pins_are_used_no_command_works_for_nobody(
    storebook: Command, locked: Path, name: str
) -> None:
    if name == "import":
        (locked.parent / "a.csv").write_text("Name\nNoor El-Amin\n", encoding="utf-8")
    more = [locked.parent / one if one in ("a.csv", ".") else one for one in OF_A_BOOK[name]]
    before = locked.read_bytes()

    answer = storebook(name, locked, *more)

    assert answer.refusal.startswith("PIN of Ruth Hallam is asked for")
    assert answer.out == ""
    assert locked.read_bytes() == before


# -- what a clerk sees


def everything(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every way out of the book that a clerk may try."""
    return {
        "show": (MARGARET,),
        "show --json": (MARGARET, "--json"),
        "show --as owner": (MARGARET, "--as", "owner", "--json"),
        "find": ("ashw", "--json"),
        "today": ("--json",),
        "history": ("--json",),
        "top": (),
        "top --json": ("--json",),
        "export": ("--kind", "purchases", "--out", folder / "purchases.csv"),
        "export --shoppers": ("--kind", "shoppers", "--out", folder / "shoppers.csv"),
        "print list": ("--out", folder / "list.pdf"),
        "print list --csv": ("--out", folder / "list.csv"),
        "print labels": ("--out", folder / "labels.pdf"),
        "print cards": ("--out", folder / "cards.pdf"),
        "backup": ("--to", folder),
    }


REFUSED = {"top", "top --json", "export", "export --shoppers", "print list", "print list --csv",
           "backup"}  # fmt: skip


@pytest.mark.parametrize("way", everything(Path()))
def test_no_amount_comes_out_for_a_clerk(
    storebook: Command, locked: Path, tmp_path: Path, typed: Typed, way: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    words = re.split(r" --\w+.*", way)[0].split()
    more = everything(folder)[way]

    answer = storebook(*words, locked, *more, "--by", "jun", "--pin-fd", typed(CLERKS_PIN))

    files = b"".join(path.read_bytes() for path in folder.iterdir())
    told = answer.out + answer.err
    assert [mark for mark in AMOUNTS if mark in told or mark.encode() in files] == []
    if way in REFUSED:
        assert "Jun Halloran may not" in answer.refusal
        assert list(folder.iterdir()) == []
        with Book.open(locked, mode="read") as book:
            refused = [one for one in events(book) if one.kind is EventKind.REFUSED]
        assert [one.associate for one in refused] == ["Jun Halloran"]
    else:
        assert answer.code == 0


def test_the_owner_sees_the_same_amounts(storebook: Command, locked: Path, typed: Typed) -> None:
    page = storebook("show", locked, MARGARET, "--json", "--pin-fd", typed(OWNERS_PIN))

    assert [mark for mark in ("731357", "864219", "5,431") if mark not in page.out] == []


def test_nobody_sees_more_by_looking_as_the_owner(
    storebook: Command, locked: Path, typed: Typed
) -> None:
    page = storebook(
        "show", locked, MARGARET, "--as", "owner", "--json", "--by", "Jun",
        "--pin-fd", typed(CLERKS_PIN),
    ).document  # fmt: skip

    assert page["spend"] is None


# -- at a terminal


@pytest.mark.skipif(sys.platform == "win32", reason="wants a terminal of Unix")
def test_a_pin_is_typed_unseen(locked: Path) -> None:
    terminal, theirs = os.openpty()
    command = [*PROGRAM, "find", str(locked), "ashw"]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as child:
        os.close(theirs)
        said = b""
        with suppress(OSError):  # how Linux says that the other end was closed
            while more := os.read(terminal, 1024):
                said += more
                if said.endswith(b"PIN of Ruth Hallam: "):
                    os.write(terminal, f"{OWNERS_PIN}\n".encode())
    os.close(terminal)

    assert child.returncode == 0
    assert OWNERS_PIN.encode() not in said
    assert b"Margaret Ashworth" in said
