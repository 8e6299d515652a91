"""Books go to the computer's own folder, under a name that every system takes."""

from pathlib import Path

import pytest

from storebook.book.book import Book
from storebook.book.places import default_folder, is_synced_folder, new_book_path


def test_the_computer_s_own_folder_is_made_when_it_is_wanted(user_folders: Path) -> None:
    folder = default_folder()

    assert folder.is_dir()
    assert folder.is_relative_to(user_folders)
    assert folder.name == "Storebook"
    assert is_synced_folder(folder) is None


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Hallam & Rye", "Hallam & Rye.book"),
        ("  Hallam\n&  Rye ", "Hallam & Rye.book"),
        ("王记珠宝", "王记珠宝.book"),
        ("Gold/Silver: a <shop>?", "Gold Silver a shop.book"),
        ("../../etc/passwd", "etc passwd.book"),
        ("J. & J. Ltd.", "J. & J. Ltd.book"),
        ("con", "Client book.book"),
        ("LPT1.shop", "Client book.book"),
        ("", "Client book.book"),
        ("...", "Client book.book"),
        ("\x00\x1f", "Client book.book"),
    ],
)
def test_a_shop_s_name_becomes_one_that_every_system_takes(
    tmp_path: Path, name: str, file: str
) -> None:
    path = new_book_path(name, tmp_path)

    assert path == tmp_path / file
    Book.create(path, owner_name="Ruth Hallam").close()


@pytest.mark.parametrize("letter", ["x", "王", "💍"])
def test_a_very_long_name_is_cut_where_a_letter_ends(tmp_path: Path, letter: str) -> None:
    path = new_book_path(letter * 5000, tmp_path)

    assert set(path.stem) == {letter}
    Book.create(path, owner_name="Ruth Hallam").close()


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for expected in ("Shop.book", "Shop 2.book", "Shop 3.book"):
        path = new_book_path("Shop", tmp_path)
        assert path.name == expected
        path.touch()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/Documents", "OneDrive"),
        ("OneDrive - Hallam & Rye/Shop", "OneDrive"),
        ("onedrive", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (Personal)/x", "Dropbox"),
        ("iCloudDrive", "iCloud"),
        ("Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("Google Drive/My Drive", "Google Drive"),
        ("My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-ruth@example.com/My Drive", "Google Drive"),
        ("Library/CloudStorage/Proton-ruth", "Proton"),
        ("Nextcloud/Shop", "Nextcloud"),
        ("Documents/Shop", None),
        ("Dropboxes of velvet", None),
        ("Not OneDrive", None),
        ("Mydrive", None),
    ],
)
def test_synced_folders_are_known_by_their_names(
    tmp_path: Path, folder: str, service: str | None
) -> None:
    assert is_synced_folder(tmp_path / folder / "shop.book") == service


def test_the_folder_that_windows_names_is_synced_whatever_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Firma"))

    assert is_synced_folder(tmp_path / "Firma" / "Shop") == "OneDrive"
    assert is_synced_folder(tmp_path / "Elsewhere") is None


def test_a_link_into_a_synced_folder_is_one(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "Shop").mkdir(parents=True)
    link = tmp_path / "Desktop"
    link.symlink_to(tmp_path / "Dropbox" / "Shop", target_is_directory=True)

    assert is_synced_folder(link / "shop.book") == "Dropbox"
