"""The README tells the truth: its commands run, its pictures and folders are there."""

import re
import shlex
from pathlib import Path

import click
import machine
import pytest

from storebook.cli import boundary
from storebook.cli.main import COMMANDS, storebook
from tests.photographs import photo

README = (machine.ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\| `([\w-]+)` \| .+ \| `storebook (.+)` \|$", README, re.MULTILINE)
# What asks for a key that is on paper, or opens the window.
NOT_BY_ITSELF = {"open", "unlock-test", "keys", "change-key", "unprotect"}
SHOP_FIRST = ("demo", "new")
NUMBERS = re.compile(r"\d[\d,.:-]*")


def session() -> list[tuple[str, list[str]]]:
    """What is typed in the morning of the README, each line with what is answered to it."""
    (block,) = re.findall(r"^```console\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    typed: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            typed.append((line.removeprefix("$ storebook "), []))
        else:
            typed[-1][1].append(line)
    return typed


def in_words(lines: list[str]) -> list[str]:
    """The lines without their numbers and columns: those are of the day on which it runs."""
    return [" ".join(NUMBERS.sub("#", line).split()) for line in lines]


def test_the_table_has_every_command_and_no_other() -> None:
    assert [name for name, _ in EXAMPLES] == list(COMMANDS)


@pytest.mark.parametrize("words", [words for _, words in EXAMPLES])
def test_every_example_is_a_command_with_its_options(words: str) -> None:
    context = click.Context(storebook)
    command: click.Command = storebook
    rest = shlex.split(words)
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, rest)
        assert name is not None
        assert found is not None
        command = found
        if not isinstance(command, click.Group):
            command.make_context(name, rest)


def test_the_examples_work_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("backups").mkdir()
    Path("ring.jpg").write_bytes(photo().jpeg)
    Path("list.csv").write_text("Name,Cell no\nNora Quill,(603) 555-0177\n", encoding="utf-8")
    refused = {}

    for name, words in sorted(EXAMPLES, key=lambda one: one[0] not in SHOP_FIRST):
        if name not in NOT_BY_ITSELF and boundary.run(storebook, shlex.split(words)) != 0:
            refused[name] = capsys.readouterr().err

    assert refused == {}


def test_the_morning_goes_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    for words, told in session():
        code = boundary.run(storebook, shlex.split(words))

        heard = capsys.readouterr()
        assert (code, heard.err) == (0, ""), words
        assert in_words(heard.out.splitlines()) == in_words(told), words


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert len(pictures) == 3
    assert [name for name in pictures if not (machine.ROOT / name).is_file()] == []


def test_the_commands_for_everybody_are_there() -> None:
    named = set(re.findall(r"packaging/\w+\.py", README))

    assert named == {"packaging/start.py", "packaging/check.py", "packaging/pictures.py"}
    assert [name for name in named if not (machine.ROOT / name).is_file()] == []


def test_the_tree_names_every_package() -> None:
    tree = README.split("## The tree")[1].split("```")[1]
    packages = {path.parent.name for path in (machine.ROOT / "storebook").glob("*/__init__.py")}

    assert packages <= set(re.findall(r"^  (\w+)/", tree, re.MULTILINE))
