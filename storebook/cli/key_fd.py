"""The option --key-fd, which every command has that opens a book."""

import click

FLAG = "--key-fd"
KEY_FD = "storebook.key_fd"
# These open no book that is there, or leave the asking to the window.
WITHOUT_KEY = frozenset({"new", "demo", "open"})


def with_key_option(name: str, command: click.Command) -> click.Command:
    """The command with --key-fd, when it opens a book, and its own commands too."""
    if isinstance(command, click.Group):
        for under, one in command.commands.items():
            with_key_option(under, one)
    named = {parameter.name for parameter in command.params}
    if "book_path" in named and "key_fd" not in named and name not in WITHOUT_KEY:
        command.params.append(
            click.Option(
                [FLAG],
                type=click.IntRange(0),
                metavar="N",
                expose_value=False,
                callback=remember,
                help="Read the passphrase or paper key of a protected book from file descriptor N.",
            )
        )
    return command


def remember(ctx: click.Context, _param: click.Parameter, value: int | None) -> int | None:
    ctx.meta[KEY_FD] = value
    return value
