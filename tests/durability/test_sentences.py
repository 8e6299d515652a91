"""Row 41: every sentence for trouble with the disk, the file, a key or a backup says what happened,
whether the data is safe, and what to do now; whoever changes one sees it here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import storebook.book
from tests.durability.length import reached

BOOK = Path(storebook.book.__file__).parent
KEPT = Path(__file__).with_name("sentences.txt")
ABOUT = (
    "aside.py",
    "backup.py",
    "backup_places.py",
    "book.py",
    "clock.py",
    "disks.py",
    "later_copies.py",
    "lock.py",
    "making.py",
    "moving.py",
    "old_log.py",
    "opening.py",
    "putting_back.py",
    "restorable.py",
    "restoring.py",
    "second_place.py",
    "trouble.py",
    "untouched.py",
    "protection",
    "salvage",
)
SAFETY = re.compile(
    r"\bsafe\b|Nothing (else )?was changed|was not (touched|changed)|not saved|is saved here"
)
OF_PROGRAMS = re.compile(r"SQLITE|SQLite|\w+Error\b|errno|Exception|Traceback|\bNone\b")
PLACE = "…"
# Something was typed or chosen, and nothing was begun: it is said what to choose instead.
OF_A_CHOICE = {
    "Nothing was changed. Look at the paper and type it again.",
    "That is another paper’s key. Type the 33 characters from the one that was just made.",
    "That passphrase would be guessed: use more different characters. Four or five words are good.",
    "The book or its backups are in that folder already. "
    "Choose one on a stick or on another computer.",
    "The folder “…” is not there. Connect the disk, or choose another.",
    "The folder “…” is not there. Make it first, or choose another.",
    "The key was not typed. Type the 33 characters from the paper.",
    "There is already a file “…” in that folder. Choose another name.",
    "There is no backup yet to try it on. Back up once, and try again.",
    "There is no book “…”. Check the name, or make a new one.",
    "“…” can’t be written. Choose another folder, or allow writing there.",
    "“…” is a folder, not a book. Choose a file.",
}


def modules() -> list[Path]:
    found = [
        path
        for name in ABOUT
        for path in ([BOOK / name] if "." in name else (BOOK / name).glob("*.py"))
    ]
    return sorted(found)


def docstrings(tree: ast.AST) -> set[int]:
    """What is written for whoever reads the code."""
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }


def spoken(node: ast.AST) -> str | None:
    """The words of a text, with a sign where something is put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.sub(r"\{\w*\}", PLACE, node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else PLACE for part in node.values
        )
    return None


def sentences_of(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = docstrings(tree)
    for node in ast.walk(tree):
        text = None if id(node) in passed else spoken(node)
        if text and re.match(r"[A-Z“]", text) and text.endswith((".", ". …")) and ". " in text:
            yield text


def all_sentences() -> list[str]:
    return sorted({text for path in modules() for text in sentences_of(path)})


def test_the_sentences_are_those_that_were_read() -> None:
    kept = KEPT.read_text(encoding="utf-8").splitlines()

    assert all_sentences() == kept, "read the sentences, then keep them in sentences.txt"


@pytest.mark.parametrize("text", all_sentences())
def test_a_sentence_says_what_happened_if_it_is_safe_and_what_now(text: str) -> None:
    assert not OF_PROGRAMS.search(text), text
    if text.endswith(PLACE):  # what is put in says the rest, and is looked at by itself
        return
    # What every sentence of trouble.py has put into its middle says that it is safe.
    whole = text.replace(f". {PLACE} ", ". Everything saved before is safe. ")

    assert len(re.findall(r"[.:;] ", whole)) >= (1 if text in OF_A_CHOICE else 2), text
    assert text in OF_A_CHOICE or SAFETY.search(whole), text


def test_what_is_said_of_a_choice_is_still_said() -> None:
    assert set(all_sentences()) >= OF_A_CHOICE


def test_there_are_enough_of_them_to_be_worth_it() -> None:
    count = len(all_sentences())

    reached(41, f"{count} sentences: what happened, is my data safe, what now")
    assert count > 40
