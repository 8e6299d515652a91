"""Which kind of disk a folder is on: a live book needs one whose locks and names can be trusted.

Locks on network shares are unreliable, and a stick formatted as FAT has no journal: a cut leaves
nothing. See "How To Corrupt An SQLite Database File" by SQLite's makers. Backups may lie there.
"""

import ctypes
import os
import re
import sys
from contextlib import suppress
from pathlib import Path

from storebook.base.errors import Refused
from storebook.book.files import beside, has_log

MOUNTS = Path("/proc/self/mounts")
NETWORK = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p",
        "afs", "coda", "ceph", "glusterfs", "ncpfs", "remote",
        "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse",
        "fuse.google-drive-ocamlfuse", "fuse.s3fs", "fuse.smbnetfs", "macfuse", "osxfuse",
    }
)  # fmt: skip
FAT = frozenset({"vfat", "fat", "fat12", "fat16", "fat32", "msdos", "exfat", "fuse.exfat"})
ESCAPED = re.compile(r"\\([0-7]{3})")
REMOTE_DRIVE = 4  # what Windows answers for a drive that is on another computer
KIND_PLACE, KIND_BYTES = 72, 16  # of the name of the kind in macOS' answer
ANSWER_BYTES = 4096


def refuse_unsafe_disk(book_path: Path) -> None:
    """Refuse to work in a book on a network share or a FAT stick, wherever links lead."""
    place = book_path.resolve()
    kind = kind_of_disk(place.parent)
    if kind in NETWORK:
        raise Refused(
            f"“{book_path.name}” is on a network share, where two computers can damage it without "
            "knowing of each other. Nothing was changed. Keep the book on this computer’s own "
            "disk; backups may go to the share.",
            field="path",
        )
    if kind in FAT:
        raise Refused(
            f"“{book_path.name}” is on a stick or disk formatted as FAT, where a pulled plug can "
            "take the whole book. Nothing was changed. Keep the book on this computer’s own disk; "
            "backups may go to the stick.",
            field="path",
        )


def refuse_second_name(book_path: Path) -> None:
    """Refuse a book that has two names: opened by the other, its log would not be found.

    The second name of a restore that was cut short is taken away instead: it keeps nothing.
    """
    with suppress(OSError):
        found = book_path.stat()
        if found.st_nlink <= 1:
            return
        for twin in list(book_path.parent.glob("*.book")):
            is_ours = twin.name.startswith(f"{book_path.stem} replaced ")
            if is_ours and os.path.samestat(twin.stat(), found):
                give_back_log(book_path, twin)
                twin.unlink()
        if book_path.stat().st_nlink <= 1:
            return
    if book_path.exists():
        raise Refused(
            f"“{book_path.name}” has a second name on this disk (a hard link), by which work in it "
            "could be lost. Nothing was changed. Copy it under a new name, and open the copy.",
            field="path",
        )


def give_back_log(book_path: Path, twin: Path) -> None:
    """What the restore had moved out of the way just before it was cut: it is the book's own."""
    moved = beside(twin, "-wal")
    if moved.exists() and not has_log(book_path):
        moved.replace(beside(book_path, "-wal"))


def kind_of_disk(folder: Path) -> str:
    """What the system calls the kind of disk, in small letters ("ext4"); "remote" for a share of
    which no more is known; empty where nothing is known.
    """
    if str(folder).startswith(("\\\\", "//")):
        return "remote"
    if sys.platform == "win32":
        return kind_on_windows(folder)
    if sys.platform == "darwin":
        return kind_on_macos(folder)
    try:
        return kind_in_mounts(folder, MOUNTS.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return ""


def kind_in_mounts(folder: Path, mounts: str) -> str:
    """The kind of the innermost mount that the folder is in.

    The one that holds everything is never a share to us: there would be no other place.
    """
    best, kind = "/", ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = ESCAPED.sub(lambda found: chr(int(found[1], 8)), fields[1])
        # A later line of the same place covers the earlier one.
        if mount != "/" and len(mount) >= len(best) and folder.is_relative_to(mount):
            best, kind = mount, fields[2].lower()
    return kind


def kind_on_macos(folder: Path) -> str:
    """By `statfs`: the name of the kind stands at a fixed place in its answer."""
    answer = ctypes.create_string_buffer(ANSWER_BYTES)
    system = ctypes.CDLL(None, use_errno=True)
    if system.statfs(os.fsencode(folder), answer) != 0:
        return ""
    raw = answer.raw[KIND_PLACE : KIND_PLACE + KIND_BYTES]
    return raw.partition(b"\0")[0].decode("ascii", "replace").lower()


def kind_on_windows(folder: Path) -> str:
    """By the letter of the drive: whether it is another computer's, else how it is formatted."""
    windows = getattr(ctypes, "windll", None)
    if windows is None:
        return ""
    root = ctypes.create_unicode_buffer(ANSWER_BYTES)
    if not windows.kernel32.GetVolumePathNameW(str(folder), root, ANSWER_BYTES):
        return ""
    if windows.kernel32.GetDriveTypeW(root.value) == REMOTE_DRIVE:
        return "remote"
    name = ctypes.create_unicode_buffer(ANSWER_BYTES)
    asked = (root.value, None, 0, None, None, None, name, ANSWER_BYTES)
    return name.value.lower() if windows.kernel32.GetVolumeInformationW(*asked) else ""
