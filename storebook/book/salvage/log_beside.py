"""What was saved into the log beside a book and not yet moved into it, as SQLite writes it there.

Source: "The Write-Ahead Log" in SQLite's description of its file format.
"""

import struct
from pathlib import Path

HEAD = struct.Struct(">8I")
FRAME = struct.Struct(">6I")
MAGIC = 0x377F0682
PAGE_SIZE = 4096


def committed_pages(log: Path) -> dict[int, bytes]:
    """The newest saved content of each page in the log; what was begun and not saved is left out.

    Reading ends where a checksum no longer fits, as SQLite's own does.
    """
    if not log.exists() or log.stat().st_size < HEAD.size:
        return {}
    content = log.read_bytes()
    magic, _, size, _, salt_1, salt_2, sum_1, sum_2 = HEAD.unpack_from(content)
    if magic & ~1 != MAGIC or size != PAGE_SIZE:
        return {}
    order = ">" if magic & 1 else "<"
    sums = checksum(content[:24], order, (0, 0))
    if sums != (sum_1, sum_2):
        return {}
    saved: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(HEAD.size, len(content) - FRAME.size - size + 1, FRAME.size + size):
        number, committed, *salts, frame_1, frame_2 = FRAME.unpack_from(content, at)
        page = content[at + FRAME.size : at + FRAME.size + size]
        sums = checksum(page, order, checksum(content[at : at + 8], order, sums))
        if salts != [salt_1, salt_2] or sums != (frame_1, frame_2):
            break
        waiting[number] = page
        if committed:
            saved.update(waiting)
            waiting.clear()
    return saved


def checksum(content: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's running checksum of the log."""
    one, two = sums
    for first, second in struct.iter_unpack(f"{order}II", content):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
