"""The command line: one group, whose commands are read when they are asked for."""

from importlib import import_module

import click

from storebook.cli import boundary

# Where each command is written; loading only what was asked for keeps every command quick.
COMMANDS = {
    "new": "books",
    "demo": "demo",
    "check": "books",
    "backup": "books",
    "history": "changes",
    "undo": "changes",
    "find": "people",
    "show": "people",
    "today": "people",
    "enroll": "club",
    "sell": "sales",
    "print": "paper",
    "sent": "paper",
    "top": "owner",
    "import": "exchange",
    "export": "exchange",
    "open": "window",
}


class LazyGroup(click.Group):
    """Reads a command's module only when that command was named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"storebook.cli.{COMMANDS[cmd_name]}")
        found = getattr(module, f"{cmd_name}_command")
        assert isinstance(found, click.Command)
        return found


@click.group(cls=LazyGroup, invoke_without_command=True)
@click.version_option(package_name="storebook", prog_name="storebook")
@click.pass_context
def storebook(ctx: click.Context) -> None:
    """The client book of one jewelry store. Without a command, opens the window."""
    if ctx.invoked_subcommand is None:
        window = import_module("storebook.cli.window")
        ctx.exit(window.open_window(None))


def main() -> None:
    """Run the command that was named on the command line."""
    boundary.main_exit(storebook)
