"""Setting up on somebody else's computer: which Python, what is there already, what went wrong."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import machine
import pytest

PACKAGING = Path(machine.__file__).parent
NOW = machine.THIS_PYTHON


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the program's list of what it needs, with a .venv in which nothing is noted yet."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "storebook"\n', encoding="utf-8")
    python = machine.program("python", tmp_path)
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def note(checkout: Path, extra: str = machine.APP) -> None:
    """Notes that everything is installed, as an installation does at its end."""
    machine.stamp_file(checkout).write_text(
        machine.wanted_stamp(checkout, extra, NOW), encoding="utf-8"
    )


@pytest.mark.parametrize("path", sorted(PACKAGING.glob("*.py")), ids=lambda path: path.name)
def test_an_old_python_can_read_that_it_is_old(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_old_python_is_told_so() -> None:
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        machine.require_python((3, 9))


def test_this_python_is_new_enough() -> None:
    machine.require_python(NOW)


def test_an_empty_venv_is_not_installed(checkout: Path) -> None:
    assert not machine.is_installed(checkout, machine.APP, NOW)


def test_what_was_noted_is_installed(checkout: Path) -> None:
    note(checkout)

    assert machine.is_installed(checkout, machine.APP, NOW)


def test_a_new_dependency_is_installed_again(checkout: Path) -> None:
    note(checkout)

    with (checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write('dependencies = ["click"]\n')

    assert not machine.is_installed(checkout, machine.APP, NOW)


def test_another_python_is_installed_again(checkout: Path) -> None:
    note(checkout)

    assert not machine.is_installed(checkout, machine.APP, (3, 99))


def test_a_folder_that_was_moved_is_installed_again(checkout: Path) -> None:
    note(checkout)

    moved = checkout.rename(checkout.with_name("moved"))

    assert not machine.is_installed(moved, machine.APP, NOW)


def test_a_venv_that_lost_its_python_is_installed_again(checkout: Path) -> None:
    note(checkout)

    machine.program("python", checkout).unlink()

    assert not machine.is_installed(checkout, machine.APP, NOW)


def test_what_is_there_for_the_tests_is_enough_to_start(checkout: Path) -> None:
    note(checkout, machine.TEST)

    assert machine.is_installed(checkout, machine.APP, NOW)


def test_what_is_there_to_start_is_not_enough_for_the_tests(checkout: Path) -> None:
    note(checkout)

    assert not machine.is_installed(checkout, machine.TEST, NOW)


def test_a_venv_of_another_system_is_made_anew(checkout: Path) -> None:
    machine.program("python", checkout).write_bytes(b"MZ nothing that runs here")
    machine.program("python", checkout).chmod(0o755)

    assert not machine.has_pip(checkout, NOW)


def test_trouble_is_told_by_its_errors() -> None:
    output = "Collecting click\nERROR: No space left on device\n\n[notice] something else\n"

    assert machine.tail(output) == "  ERROR: No space left on device"


def test_trouble_without_errors_is_told_by_its_last_lines() -> None:
    output = "\n".join(f"line {number}" for number in range(20))

    assert machine.tail(output).splitlines()[-1] == "  line 19"


def test_a_computer_that_is_not_connected_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "storebook"\n', encoding="utf-8")
    (tmp_path / "packaging").mkdir()
    copy = tmp_path / "packaging" / "machine.py"
    copy.write_text(Path(machine.__file__).read_text(encoding="utf-8"), encoding="utf-8")

    unconnected = {
        **os.environ,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": "",
        "PIP_CONFIG_FILE": os.devnull,
    }
    command = [sys.executable, "-c", "import machine; machine.prepare()"]
    result = subprocess.run(
        command, cwd=copy.parent, env=unconnected, capture_output=True, text=True, check=False
    )

    assert result.returncode == 1
    assert "Storebook could not be installed. Is this computer connected" in result.stderr
    assert "Traceback" not in result.stderr
    assert not machine.stamp_file(tmp_path).exists()
