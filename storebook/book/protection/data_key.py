"""The key that a protected book is written with: kept in memory only, and never shown."""

import hmac
from dataclasses import dataclass, field

KEY_BYTES = 32
MARK_BYTES = 16
FROM_PAPER = b"storebook-dek-v1"
FROM_KEY_TO_MARK = b"storebook-mark-v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKey:
    """The 256 bits that every page of a protected book is encrypted with.

    `mark` says which key it is and tells nothing of it: the book begins with it, and its key file
    names it, so that a wrong key is told apart from a damaged book.
    """

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")

    @property
    def mark(self) -> str:
        """Which key it is, as 32 hexadecimal digits."""
        return derived(self.raw, FROM_KEY_TO_MARK, MARK_BYTES).hex()

    @property
    def hex(self) -> str:
        """The key as the engine takes it for a file that is there."""
        return self.raw.hex()

    @property
    def hex_for_new(self) -> str:
        """The key for a file that is made new, which begins with the mark instead of chance.

        That costs nothing: with a raw key these bytes only part the checks of pages from the
        encrypting of them, and no two books have a key in common.
        """
        return self.raw.hex() + self.mark


def hex_of(key: DataKey | None) -> str | None:
    """The key as the engine takes it, of a book that may not be protected."""
    return None if key is None else key.hex


def key_from_secret(secret: bytes) -> DataKey:
    """The key of a book from the secret that is printed on the owner's paper."""
    return DataKey(raw=derived(secret, FROM_PAPER))


def derived(secret: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 with no salt (RFC 5869), for at most 32 bytes."""
    extracted = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")[:length]
