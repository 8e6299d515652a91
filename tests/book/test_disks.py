"""A live book stays off shares and FAT sticks, and has one name; backups may go anywhere."""

import os
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import disks
from storebook.book.book import Book
from storebook.book.disks import kind_in_mounts, kind_of_disk
from tests.make import make_shopper

SHARES = ("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.rclone", "davfs")
STICKS = ("vfat", "msdos", "exfat", "fuse.exfat")


def mounted(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the system say that the folder is of this kind."""
    table = folder.parent / "mounts"
    place = str(folder).replace(" ", "\\040")
    table.write_text(f"/dev/sda1 / ext4 rw 0 0\nthing {place} {kind} rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(disks, "MOUNTS", table)


@pytest.mark.skipif(os.name != "posix", reason="other systems are asked otherwise")
@pytest.mark.parametrize("kind", SHARES + STICKS)
def test_a_book_is_refused_there_when_it_is_made_and_when_it_is_opened(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    book.close()
    folder = tmp_path / "a share"
    folder.mkdir()
    path = folder / "shop.book"
    path.write_bytes(book.path.read_bytes())
    before = path.read_bytes()
    mounted(folder, kind, monkeypatch)
    words = "network share" if kind in SHARES else "formatted as FAT"

    with pytest.raises(Refused, match=words):
        Book.create(folder / "new.book", owner_name="Ruth Hallam")
    with pytest.raises(Refused, match=words):
        Book.open(path)

    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == ["shop.book"]
    Book.open(path, mode="read").close()


@pytest.mark.skipif(os.name != "posix", reason="other systems are asked otherwise")
def test_backups_may_go_to_a_stick_or_a_share(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    mounted(folder, "vfat", monkeypatch)
    make_shopper(book, "Ann Lee")

    with Book.open(book.back_up(folder), mode="read") as backup:
        assert backup.values("SELECT name FROM shopper") == ["Ann Lee"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/ann/shop", "ext4"),
        ("/mnt/nas/shop", "cifs"),
        ("/mnt/nas disk/shop", "nfs"),
        ("/mnt/nasty", ""),
        ("/mnt/nas/inner/shop", "xfs"),
        ("/elsewhere", ""),
    ],
)
def test_the_innermost_mount_says_the_kind(folder: str, kind: str) -> None:
    mounts = "\n".join(
        [
            "gofer / 9p rw 0 0",
            "/dev/sda2 /srv ext4 rw 0 0",
            "//nas/shop /mnt/nas cifs rw 0 0",
            "nas:/shop /mnt/nas\\040disk nfs rw 0 0",
            "/dev/sdb1 /mnt/nas/inner xfs rw 0 0",
            "broken line",
        ]
    )

    assert kind_in_mounts(Path(folder), mounts) == kind


def test_what_holds_everything_is_no_share_to_us() -> None:
    assert kind_in_mounts(Path("/shop"), "server:/ / nfs rw 0 0") == ""


def test_a_share_by_its_windows_name_is_one() -> None:
    class UncPath(type(Path())):  # type: ignore[misc]
        def __str__(self) -> str:
            return "\\\\server\\shop"

    assert kind_of_disk(UncPath("shop")) == "remote"


def test_a_computer_that_tells_nothing_is_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disks, "MOUNTS", tmp_path / "none")

    Book.create(tmp_path / "shop.book", owner_name="Ruth Hallam").close()


@pytest.mark.skipif(os.name != "posix", reason="made by hand only there")
def test_a_book_with_two_names_is_refused_under_either(book: Book) -> None:
    book.close()
    twin = book.path.with_name("twin.book")
    twin.hardlink_to(book.path)

    for path in (book.path, twin):
        with pytest.raises(Refused, match="second name"):
            Book.open(path)

    twin.unlink()
    Book.open(book.path).close()


@pytest.mark.skipif(os.name != "posix", reason="made by hand only there")
def test_the_second_name_of_a_restore_that_was_cut_short_goes(book: Book) -> None:
    book.close()
    twin = book.path.with_name("shop replaced 2026-11-20 101500.book")
    twin.hardlink_to(book.path)

    Book.open(book.path).close()

    assert not twin.exists()
