"""The window is there sooner because nobody reads its source, nor loads what it does not show."""

import subprocess
import sys

LOADED = """
import linecache, sys
from storebook.gui.plain_imports import import_plainly
import_plainly()
import storebook.gui.main_window
print(sum("storebook" in name for name in linecache.cache), "PySide6.QtWidgets" in sys.modules)
"""


def test_no_source_is_read_when_the_window_is_loaded() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True
    )

    assert done.stdout == "0 True\n"


def test_without_this_every_source_would_be_read() -> None:
    """When this fails PySide does it no longer, and `plain_imports` can go."""
    code = LOADED.replace("import_plainly()\nimport storebook", "import storebook")

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert int(done.stdout.split()[0]) > 50


def test_the_counter_is_there_without_what_enrolls_prints_or_reads_lists() -> None:
    code = """
import sys
import storebook.gui.app, storebook.gui.pages.counter
later = "storebook.club.members storebook.printing storebook.exchange.importing phonenumbers"
print([name for name in later.split() if name in sys.modules])
"""

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
