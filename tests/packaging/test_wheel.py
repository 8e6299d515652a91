"""The program as a package: fonts and lists travel with it, and its command is there."""

import subprocess
import sys
import zipfile
from pathlib import Path

import machine
import pytest


@pytest.mark.slow
def test_the_package_holds_all_that_was_shipped(tmp_path: Path) -> None:
    """Needs a connection: the build tool is fetched into a place of its own."""
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", str(tmp_path)]
    subprocess.run([*build, str(machine.ROOT)], check=True)

    wheel = zipfile.ZipFile(next(tmp_path.glob("storebook-*.whl")))
    names = set(wheel.namelist())
    shipped = [path for path in (machine.ROOT / "resources").rglob("*") if path.is_file()]
    assert shipped
    assert {f"storebook/{path.relative_to(machine.ROOT).as_posix()}" for path in shipped} <= names
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)
    points = next(name for name in names if name.endswith("entry_points.txt"))
    assert "storebook = storebook.__main__:main" in wheel.read(points).decode()
