"""What works a window by ear: the parts of a screen reader on Linux, and how to get them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ["at-spi2-core", "dbus", "gir1.2-atspi-2.0", "python3-pyatspi"]
# Debian's packages for Python are for Debian's own Python, whichever one runs here.
PYTHON = Path("/usr/bin/python3")
BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")


def is_there() -> bool:
    """Whether a window can be worked by ear here."""
    if sys.platform != "linux" or not PYTHON.exists() or not BUS.exists():
        return False
    if shutil.which("dbus-run-session") is None:
        return False
    command = [str(PYTHON), "-c", "import pyatspi"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
