"""What the commands share that make a key: where it goes, and what else may open the book."""

import click

from storebook.cli.common import FILE, Function


def ways_options(function: Function) -> Function:
    """What the commands share that make a key."""
    for option in (
        click.option(
            "--trust", is_flag=True, help="This computer may open the book, by its keychain."
        ),
        click.option(
            "--passphrase-fd",
            type=int,
            metavar="N",
            help="Read a passphrase for the book from file descriptor N.",
        ),
        click.option(
            "--passphrase",
            "ask_passphrase",
            is_flag=True,
            help="Ask for a passphrase for the book.",
        ),
        click.option(
            "--key-out",
            type=FILE,
            metavar="FILE",
            help="Write the paper key into a new file: a page to print (.pdf), or text.",
        ),
    ):
        function = option(function)
    return function
