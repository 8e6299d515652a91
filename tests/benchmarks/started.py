"""What `bench_start.py` starts: one side's window, which says when it took a key, and ends.

    python tests/benchmarks/started.py bare|ours BOOK

Nothing is loaded here but what the side itself loads, in the side's own order; the probe comes
last.
"""

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def run(side: str, book: str) -> None:
    if side == "bare":
        from tests.benchmarks import bare_start

        sys.argv = ["bare_start", book]
        main = bare_start.main
    else:
        from storebook.cli.main import main

        sys.argv = ["storebook", "open", book]
        load_like_the_command()
    from tests.benchmarks.probe import watch

    watch()
    main()


def load_like_the_command() -> None:
    """The modules in the order in which `storebook open` comes to them."""
    from importlib import import_module

    import_module("storebook.cli.window")
    gc.disable()  # as the command does
    from storebook.gui.plain_imports import import_plainly

    import_plainly()
    import_module("storebook.gui.app")


if __name__ == "__main__":
    run(*sys.argv[1:])
