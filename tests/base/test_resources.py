"""What ships with Storebook is found, and what is missing is named."""

import pytest

from storebook.base.resources import resource


def test_a_shipped_list_is_found() -> None:
    assert resource("reference", "birthstones.json").is_file()
    assert resource("reference").is_dir()


def test_a_missing_file_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"reference/nothing\.json is missing"):
        resource("reference", "nothing.json")
