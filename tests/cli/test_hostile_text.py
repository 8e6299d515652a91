"""Whatever was typed, the commands say it and print it as it was typed, and do nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.running import Command
from tests.hostile import Hostile, HostileShop
from tests.make import TODAY
from tests.nasty import NASTY
from tests.watching import nothing_opened

# What a shopper's page says in a terminal.
ON_THE_PAGE = "ktndjul"


@pytest.fixture(autouse=True)
def watched(hostile: HostileShop) -> Iterator[None]:
    with nothing_opened(hostile.bait):
        yield


@pytest.fixture
def path(hostile: HostileShop, tmp_path: Path) -> Path:
    return hostile.copy(tmp_path)


def few(hostile: HostileShop) -> list[Hostile]:
    return [one for one in hostile.people if one.number % 8 == 1 or "<" in one.shown]


def squeezed(words: str) -> str:
    """Without spaces: a long name goes over lines, each paper has its own."""
    return "".join(words.split())


def text_of(pdf: Path) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(pdf).pages))


def can_be_read_back(one: Hostile) -> bool:
    """Letters that stand beside one another in the file as they do on the paper."""
    return one.name.isascii()


def test_a_page_is_said_as_typed(storebook: Command, path: Path, hostile: HostileShop) -> None:
    for one in few(hostile):
        said = storebook("show", path, one.shopper_id).out
        document = storebook("show", path, one.shopper_id, "--json")

        assert [each for each in map(one.at, ON_THE_PAGE) if each not in said] == []
        assert one.name in said
        assert one.name in str(list(texts(document.document)))


def texts(part: object) -> Iterator[str]:
    """Every text of a document."""
    if isinstance(part, dict):
        for each in part.values():
            yield from texts(each)
    elif isinstance(part, list):
        for each in part:
            yield from texts(each)
    elif isinstance(part, str):
        yield part


def test_everything_can_be_searched_for(storebook: Command, path: Path) -> None:
    for value in NASTY:
        if "\x00" not in value and "\ud800" not in value:  # no terminal can hand these over
            assert storebook("find", path, "--", value[:2000]).code == 0


@pytest.mark.parametrize(
    "command", [("today", "--on", TODAY), ("top", "--on", TODAY), ("history", "--limit", 2000),
                ("duplicates",), ("runs",), ("log", "--limit", 2000)]
)  # fmt: skip
def test_lists_are_said_as_typed(
    storebook: Command, path: Path, hostile: HostileShop, command: tuple[object, ...]
) -> None:
    name, *options = command

    said = storebook(name, path, *options)
    document = storebook(name, path, *options, "--json")

    assert said.code == document.code == 0
    if name in ("today", "top", "history"):
        assert [one.number for one in hostile.people if one.name not in said.out] == []
        whole = "\n".join(texts(document.document))
        assert [one.number for one in hostile.people if one.name not in whole] == []


@pytest.mark.parametrize("kind", ["cards", "labels", "list", "envelopes"])
def test_a_run_is_printed_as_typed(
    storebook: Command, path: Path, hostile: HostileShop, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"{kind}.pdf"

    done = storebook("reprint", path, hostile.run_id, "--as", kind, "--out", out)

    assert done.code == 0, done.err
    printed = text_of(out)
    if kind != "cards":  # a card greets by the nickname, cut to its plate
        lost = [one.name for one in hostile.people if can_be_read_back(one)]
        assert [name for name in lost if squeezed(name) not in printed] == []


@pytest.mark.parametrize(
    "command", [("call-sheet", "--select", "all"), ("birthdays", "--month", "2026-11")]
)
@pytest.mark.parametrize("ending", ["pdf", "csv"])
def test_sheets_are_printed_as_typed(
    storebook: Command,
    path: Path,
    hostile: HostileShop,
    tmp_path: Path,
    command: tuple[str, ...],
    ending: str,
) -> None:
    name, *options = command
    out = tmp_path / f"sheet.{ending}"

    done = storebook(name, path, *options, "--out", out)

    assert done.code == 0, done.err
    written = text_of(out) if ending == "pdf" else squeezed(out.read_text("utf-8-sig"))
    wanted = {one.name: squeezed(one.name) for one in hostile.people if can_be_read_back(one)}
    if ending == "csv":
        wanted = {name: words.replace('"', '""') for name, words in wanted.items()}
    assert [name for name, words in wanted.items() if words not in written] == []


def test_papers_of_one_person_are_written_as_typed(
    storebook: Command, path: Path, hostile: HostileShop, tmp_path: Path
) -> None:
    for one in few(hostile)[::3]:
        for ending in ("pdf", "json"):
            out = tmp_path / f"all {one.number}.{ending}"
            assert storebook("everything", path, one.shopper_id, "--out", out).code == 0
        slip = tmp_path / f"slip {one.number}.pdf"
        done = storebook("slip", path, one.purchase_id, "--kind", "deposit", "--out", slip)
        assert done.code == 0, done.err
        if can_be_read_back(one):
            assert squeezed(one.name) in text_of(tmp_path / f"all {one.number}.pdf")
            assert squeezed(one.at("l")) in text_of(slip)
