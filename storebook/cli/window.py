"""`storebook open BOOK`: the window; Qt is loaded here and nowhere else on the command line."""

import gc
import os
import sys
from pathlib import Path

import click

from storebook.base.errors import Refused
from storebook.book.opening import look_at_place
from storebook.cli.common import book_argument


@click.command("open")
@book_argument
@click.pass_context
def open_command(ctx: click.Context, book_path: Path) -> None:
    """Open the window on a book.

    What is plainly no book is refused here, where it was named.
    """
    look_at_place(book_path)
    ctx.exit(open_window(book_path))


def open_window(book_path: Path | None) -> int:
    """Show the window until it is closed; Refused where there is no display, which Qt would not
    survive.
    """
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        raise Refused(
            "There is no display here, so no window can be shown. "
            "`storebook --help` lists the commands."
        )
    # All that is loaded now stays, so that nothing is to be collected: see `gui/collecting.py`.
    gc.disable()
    # Qt takes longer to load than most commands to run.
    from storebook.gui.plain_imports import import_plainly

    import_plainly()
    from storebook.gui.app import run

    return run(book_path)
