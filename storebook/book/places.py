"""Where books go: the computer's own folder for them, never silently one that is synced."""

import os
import re
from pathlib import Path

import platformdirs

ENDING = ".book"
# Two computers that sync a live book's files one by one destroy it. As the services name their
# folders: the whole name, or its beginning ("OneDrive - Hallam & Rye", "Dropbox (Personal)").
SYNCED_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "syncthing": "Syncthing",
}
# What follows the name where a service adds the account or the firm.
AFTER_NAME = re.compile(r"$|[ ]?[-–(@]")
# macOS keeps the folders of every service here, each named "Service-account".
CLOUD_STORAGE = "cloudstorage"
WINDOWS_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")

NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
DEVICE_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_NAME_BYTES = 120
NAMELESS = "Client book"


def default_folder() -> Path:
    """The computer's own folder for books; it is made when it is not there."""
    folder = own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def own_folder() -> Path:
    """Where that is, there or not."""
    return Path(platformdirs.user_data_dir("Storebook", appauthor=False, roaming=False))


def new_book_path(name: str, folder: Path | None = None) -> Path:
    """A free path for a new book of this name, in the computer's own folder or in `folder`.

    What no system takes in a file's name is left out; the shop's name in the book is not touched.
    """
    folder = default_folder() if folder is None else folder
    stem = file_stem(name)
    path = folder / f"{stem}{ENDING}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem} {number}{ENDING}"
    return path


def file_stem(name: str) -> str:
    """The name as a file can bear it on Windows, macOS and Linux."""
    stem = " ".join(NOT_IN_NAMES.sub(" ", name).split()).strip(". ")
    while len(stem.encode()) > LONGEST_NAME_BYTES:
        stem = stem[:-1].rstrip(". ")
    if not stem or DEVICE_NAMES.fullmatch(stem):
        return NAMELESS
    return stem


def is_synced_folder(path: Path) -> str | None:
    """The name of the service that syncs the folder of this path to other computers, or None."""
    resolved = path.resolve()
    for variable in WINDOWS_VARIABLES:
        root = os.environ.get(variable)
        if root and resolved.is_relative_to(Path(root).resolve()):
            return "OneDrive"
    parts = [part.casefold() for part in resolved.parts]
    for place, part in enumerate(parts):
        service = service_of(part)
        if service is not None:
            return service
        if place > 0 and parts[place - 1] == CLOUD_STORAGE:
            return resolved.parts[place].partition("-")[0]
    return None


def service_of(folder_name: str) -> str | None:
    for begins, service in SYNCED_FOLDERS.items():
        if folder_name.startswith(begins) and AFTER_NAME.match(folder_name, len(begins)):
            return service
    return None
