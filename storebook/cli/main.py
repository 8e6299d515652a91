"""The command line: one group, whose commands are read when they are asked for."""

from dataclasses import dataclass
from importlib import import_module

import click

from storebook.cli import boundary
from storebook.cli.key_fd import with_key_option


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A command as the list shows it, and the module it is written in."""

    module: str
    what: str


# Loading only the module that was asked for keeps every command quick, and the list too.
COMMANDS = {
    "open": Listed(module="window", what="Open the window on a book."),
    "new": Listed(module="books", what="Make a new, empty book."),
    "demo": Listed(module="demo", what="Make a demo shop as a new book."),
    "import": Listed(module="exchange", what="Bring in shoppers or purchases from a CSV file."),
    "find": Listed(module="finding", what="Find shoppers by any scrap."),
    "show": Listed(module="showing", what="Show everything on a shopper’s page."),
    "photos": Listed(module="photos", what="List, add and write out photos of a shopper."),
    "today": Listed(module="coming", what="List the birthdays and anniversaries that are coming."),
    "enroll": Listed(module="club", what="Enroll a shopper in the club."),
    "sell": Listed(module="sales", what="Record a purchase."),
    "pay": Listed(module="slips", what="Take what is left to pay after a deposit."),
    "slip": Listed(module="slips", what="Print a slip or gift receipt of a purchase."),
    "print": Listed(
        module="paper", what="Print cards, labels, lists, membership cards or a wall calendar."
    ),
    "envelopes": Listed(module="envelopes", what="Print envelopes as the post reads them."),
    "call-sheet": Listed(module="calling", what="Print whom to call, and what to know of them."),
    "birthdays": Listed(module="calling", what="Print the birthdays of a month."),
    "stock": Listed(module="stock", what="Describe, draw and take away label stock of your own."),
    "stocks": Listed(module="stationery", what="List the sheets of labels and cards."),
    "designs": Listed(module="stationery", what="List the designs that cards are printed in."),
    "calibrate": Listed(module="calibrate", what="Write the sheet a printer is measured with."),
    "wording": Listed(module="wording", what="List, show and change what the cards say."),
    "gift-days": Listed(
        module="gift_days", what="List the gift days, and by when cards must be mailed."
    ),
    "runs": Listed(module="mailings", what="List the runs and what came of them."),
    "reprint": Listed(module="mailings", what="Print a run again, from any piece on."),
    "sent": Listed(module="sending", what="Confirm that what a run printed was sent."),
    "returned": Listed(module="mailings", what="Record mail of a run that came back."),
    "top": Listed(module="owner", what="List the best customers and the share they bring."),
    "duplicates": Listed(module="merging", what="List who may be in the book twice."),
    "merge": Listed(module="merging", what="Make one file of two of the same person."),
    "everything": Listed(module="erasing", what="Write everything about one person into a file."),
    "erase": Listed(module="erasing", what="Erase a person for good, keeping the accounts."),
    "history": Listed(module="changes", what="List what was changed, newest first."),
    "log": Listed(module="log", what="List the whole log, newest first."),
    "undo": Listed(module="changes", what="Take back a change."),
    "staff": Listed(module="staff", what="List and change who works here, their rights and PINs."),
    "check": Listed(module="books", what="Check a book from end to end."),
    "protect": Listed(
        module="protecting", what="Encrypt a book, with a key for the owner’s paper."
    ),
    "unlock-test": Listed(module="protecting", what="Try whether the paper opens a book."),
    "keys": Listed(module="protecting", what="List and change the ways into a protected book."),
    "change-key": Listed(module="protecting", what="Give a protected book a new paper key."),
    "unprotect": Listed(module="protecting", what="Make a protected book plain."),
    "backup": Listed(module="books", what="Copy a book and prove the copy."),
    "restore": Listed(module="restoring", what="Put a backup in the place of a book."),
    "salvage": Listed(module="restoring", what="Bring back what can be read of a damaged book."),
    "export": Listed(module="exchange", what="Write shoppers or purchases into a CSV file."),
}


class LazyGroup(click.Group):
    """Reads a command's module only when that command was named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"storebook.cli.{COMMANDS[cmd_name].module}")
        found = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(found, click.Command)
        return with_key_option(cmd_name, found)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, listed.what) for name, listed in COMMANDS.items()])


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(package_name="storebook", prog_name="storebook")
@click.pass_context
def storebook(ctx: click.Context) -> None:
    """The client book of one jewelry store. Without a command, opens the window.

    Every command says what it did and ends with 0; ends with 1 and one sentence on standard error
    when it was refused and nothing was saved; and with 2 when it was used wrongly. With --json it
    prints one JSON document: days as 2026-12-20, money in minor units (cents), lists as arrays.
    """
    if ctx.invoked_subcommand is None:
        window = import_module("storebook.cli.window")
        ctx.exit(window.open_window(None))


def main() -> None:
    """Run the command that was named on the command line."""
    boundary.main_exit(storebook)
