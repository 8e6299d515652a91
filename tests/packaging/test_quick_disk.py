"""What tests write goes into memory where there is room for it, and onto the disk where not."""

from pathlib import Path

import pytest
import quick_disk


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the one in memory."""
    monkeypatch.setattr(quick_disk, "MEMORY", tmp_path)
    monkeypatch.setattr(quick_disk, "ENOUGH", 1)
    return tmp_path


@pytest.mark.skipif(not quick_disk.MEMORY_FACTS.exists(), reason="nobody says what is unused")
def test_a_program_can_write_there_and_nothing_is_left(memory: Path) -> None:
    with quick_disk.temporary_files() as place:
        folder = Path(place["TMPDIR"])
        (folder / "shop.book").write_bytes(b"x")
        assert folder.parent == memory

    assert list(memory.iterdir()) == []


@pytest.mark.parametrize("lacking", ["folder", "room", "memory"])
def test_without_the_room_it_is_the_disk_as_ever(
    memory: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking == "folder":
        monkeypatch.setattr(quick_disk, "MEMORY", memory / "none")
    elif lacking == "room":
        monkeypatch.setattr(quick_disk, "ENOUGH", 1 << 60)
    else:
        monkeypatch.setattr(quick_disk, "MEMORY_FACTS", memory / "none")

    with quick_disk.temporary_files() as place:
        assert place == {}
