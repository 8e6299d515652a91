"""The commands, arguments and options that were promised, and the help that tells of them."""

import re
from pathlib import Path

import click
import pytest

from storebook.cli.main import COMMANDS
from storebook.cli.main import storebook as program
from tests.cli.running import Command

RUN = "BOOK --from --days --shopper --kind --select --run --title --children"
# Arguments in their order, then options.
PROMISED = {
    "open": "BOOK",
    "new": "BOOK --name --country --currency --paper --json",
    "demo": "BOOK --shoppers --seed --today --json",
    "import": "BOOK FILE --kind --map --dry-run --fields --by --json",
    "find": "BOOK TEXT --limit --json",
    "show": "BOOK ID --as --json",
    "today": "BOOK --on --days --json",
    "enroll": "BOOK --name --given --family --phone --email --birthday --by --json",
    "sell": "BOOK SHOPPER --line --wearer --secret-until --cash --deposit --by --json",
    "pay": "BOOK PURCHASE AMOUNT --kind --for --by --json",
    "slip": "BOOK PURCHASE --kind --paper --for --line --named --mono --out --by --json",
    "print cards": f"{RUN} --design --paper --out --by --json",
    "print labels": f"{RUN} --paper --sheet --start --out --by --json",
    "print list": f"{RUN} --paper --out --by --json",
    "print member-card": "BOOK --shopper --out --by --json",
    "print membership": "BOOK --members --select --sheet --start --code --flip --out --by --json",
    "envelopes": "BOOK --from --days --shopper --select --run --size --rotate --out --by --json",
    "call-sheet": "BOOK --select --from --days --run --shopper --out --by --json",
    "birthdays": "BOOK --month --out --by --json",
    "stock add": "BOOK NAME --paper --grid --label --first --pitch --corner --by --json",
    "stock draw": "BOOK NAME --out --json",
    "stock remove": "BOOK NAME --by --json",
    "stocks": "BOOK --json",
    "designs": "--json",
    "runs": "BOOK --limit --json",
    "reprint": "BOOK RUN --from --as --paper --sheet --start --size --rotate --mono --out --by "
    "--json",
    "sent": "BOOK RUN --without --only --by --json",
    "returned": "BOOK RUN PIECE --reason --on --by --json",
    "top": "BOOK --on --months --json",
    "history": "BOOK --shopper --json",
    "log": "BOOK --by-whom --kind --from --to --shopper --find --verify --head --by --json",
    "undo": "BOOK CHANGE --by --json",
    "staff list": "BOOK --by --pin-fd --json",
    "staff add": "BOOK NAME --role --by --pin-fd --json",
    "staff role": "BOOK NAME ROLE --by --pin-fd --json",
    "staff rights": "BOOK NAME --give --take --preset --by --pin-fd --json",
    "staff pin": "BOOK NAME --remove --new-pin-fd --by --pin-fd --json",
    "staff let-go": "BOOK NAME --to --by --pin-fd --json",
    "staff hand-over": "BOOK FROM TO --nobody --by --pin-fd --json",
    "staff welcome-back": "BOOK NAME --by --pin-fd --json",
    "staff forgotten-pin": "BOOK NAME --new-pin-fd --json",
    "check": "BOOK --json",
    "protect": "BOOK --key-out --passphrase-fd --trust --remove-plain-copies --by --json",
    "unlock-test": "BOOK --key-fd --json",
    "keys": "BOOK --passphrase --passphrase-fd --trust --forget --revoke --by --json",
    "change-key": "BOOK --key-out --passphrase --passphrase-fd --trust --by --json",
    "unprotect": "BOOK --by --json",
    "backup": "BOOK --to --json",
    "photos": "BOOK ID --piece --add --out --by --json",
    "print calendar": "BOOK --month --out --paper --names --lunar --mono --by --json",
    "wording gifts": "BOOK --set --by --json",
    "wording list": "BOOK --kind --language --by --json",
    "wording reset": "BOOK --kind --language --variant --by --json",
    "wording set": "BOOK --kind --language --variant --file --wish --greeting --by --json",
    "wording show": "BOOK --kind --language --variant --by --json",
    "wording sign": "BOOK NAME LINE --by --json",
    "wording use": "BOOK --kind --language --variant --off --by --json",
    "calibrate": "--out --paper --both-sides --measured --pdf --json",
    "gift-days": "BOOK --from --days --all --add --on --remove --leave-out --keep --by --json",
    "duplicates": "BOOK --limit --by --json",
    "merge": "BOOK KEEP OTHER --take --dry-run --by --json",
    "everything": "BOOK ID --out --by --json",
    "erase": "BOOK ID --yes --by --json",
    "restore": "BOOK --list --newest --from --yes --by --json",
    "salvage": "BOOK --to --json",
    "export": "BOOK --kind --out --json",
}
CHOICES = {
    ("new", "--paper"): ["a4", "letter"],
    ("import", "--kind"): ["shoppers", "purchases"],
    ("export", "--kind"): ["shoppers", "purchases"],
    ("show", "--as"): ["clerk", "owner"],
    ("slip", "--kind"): ["purchase", "gift", "return", "deposit"],
    ("slip", "--paper"): ["a5", "a6", "letter-half", "roll80"],
    ("print cards", "--kind"): [
        "birthday",
        "anniversary",
        "child",
        "thank-you",
        "holiday",
        "monthly",
    ],
    ("print cards", "--paper"): ["a4", "letter"],
}
DEFAULTS = {("demo", "--shoppers"): 6000, ("demo", "--seed"): 1, ("find", "--limit"): 20}


def command_named(name: str) -> click.Command:
    command: click.Command = program
    for word in name.split():
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None, name
        command = found
    return command


def option(name: str, flag: str) -> click.Parameter:
    (found,) = [one for one in command_named(name).params if flag in one.opts]
    return found


@pytest.mark.parametrize("name", PROMISED)
def test_a_command_has_what_was_promised(name: str) -> None:
    promised = PROMISED[name].split()

    params = command_named(name).params
    arguments = [
        one.make_metavar(click.Context(command_named(name))).strip("[]")
        for one in params
        if isinstance(one, click.Argument)
    ]
    options = {flag for one in params if isinstance(one, click.Option) for flag in one.opts}

    assert arguments == [word for word in promised if not word.startswith("--")]
    assert {word for word in promised if word.startswith("--")} <= options


@pytest.mark.parametrize(("name", "flag"), CHOICES)
def test_an_option_offers_the_promised_choices(name: str, flag: str) -> None:
    kind = option(name, flag).type
    assert isinstance(kind, click.Choice)

    assert list(kind.choices) == CHOICES[name, flag]


@pytest.mark.parametrize(("name", "flag"), DEFAULTS)
def test_an_option_has_the_promised_default(name: str, flag: str) -> None:
    assert option(name, flag).default == DEFAULTS[name, flag]


def test_no_command_was_promised_that_is_not_listed() -> None:
    assert {name.split()[0] for name in PROMISED} == set(COMMANDS)


# -- the help


def everything() -> list[str]:
    return ["", *COMMANDS, *(name for name in PROMISED if " " in name)]


@pytest.mark.parametrize("name", everything())
def test_help_reads_well(storebook: Command, name: str) -> None:
    answer = storebook(*name.split(), "--help")

    assert (answer.code, answer.err) == (0, "")
    assert all(len(line) <= 80 for line in answer.out.splitlines())
    assert not re.search(r"INTEGER|FLOAT|RANGE", answer.out)
    sentence = answer.out.split("\n\n")[1].strip()
    assert re.match(r"[A-Z]", sentence)
    assert sentence.endswith(".")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says_of_itself(name: str) -> None:
    help_text = command_named(name).help or ""

    assert help_text.split("\n\n")[0] == COMMANDS[name].what


def test_a_group_says_of_each_of_its_commands_all_that_one_line_holds(storebook: Command) -> None:
    groups = [name for name in COMMANDS if isinstance(command_named(name), click.Group)]

    assert groups
    for name in groups:
        listed = storebook(name, "--help").out.partition("Commands:")[2]
        assert "..." not in listed, name


@pytest.mark.parametrize("name", [name for name in PROMISED if "--json" in PROMISED[name]])
def test_the_help_says_what_the_document_looks_like(name: str) -> None:
    words = name.split()
    told = [command_named(" ".join(words[:count])).help or "" for count in range(1, len(words) + 1)]

    assert any("JSON" in text for text in told)


@pytest.mark.parametrize("name", PROMISED)
def test_every_option_says_what_it_is(name: str) -> None:
    silent = [
        one.opts
        for one in command_named(name).params
        if isinstance(one, click.Option) and not one.help
    ]

    assert silent == []


def test_a_word_that_is_no_command_is_wrong_usage(storebook: Command) -> None:
    assert "fnid" in storebook("fnid").wrong_usage
    assert "--colour" in storebook("find", "x.book", "y", "--colour").wrong_usage
    assert "TEXT" in storebook("find", "x.book").wrong_usage


def test_without_a_display_the_window_is_refused(
    storebook: Command, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert "no display" in storebook().refusal
    assert "no display" in storebook("open", path).refusal


def test_the_window_is_not_opened_on_nothing(storebook: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.book").touch()

    assert "no book" in storebook("open", tmp_path / "shop.book").refusal
    assert "empty" in storebook("open", tmp_path / "empty.book").refusal
    assert "folder" in storebook("open", tmp_path).refusal


def test_the_version_is_told(storebook: Command) -> None:
    assert re.search(r"\d+\.\d+", storebook("--version").out)
