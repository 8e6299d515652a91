"""The slots of the key file: made, opened, and told apart."""

import platform
import unicodedata
from dataclasses import replace
from secrets import token_bytes

from storebook.base.errors import Refused
from storebook.book.protection import keychain
from storebook.book.protection.data_key import DataKey, derived
from storebook.book.protection.key_file import Slot, SlotKind, today
from storebook.book.protection.sealing import seal, unseal
from storebook.book.protection.stretching import Cost, stretched

SALT_BYTES = 16
SECRET_BYTES = 32
SHORTEST = 12
LONGEST = 1000
FEWEST_DIFFERENT = 5
OWNER = "the owner"


def passphrase_slot(key: DataKey, passphrase: str, cost: Cost) -> Slot:
    """A way in for who knows the passphrase. Refused when that would be guessed."""
    said = checked_passphrase(passphrase)
    blank = Slot(
        kind=SlotKind.PASSPHRASE,
        who=OWNER,
        mark=key.mark,
        made=today(),
        salt=token_bytes(SALT_BYTES).hex(),
        nonce="",
        sealed="",
        rounds=cost.passes,
        memory_kib=cost.memory_kib,
        lanes=cost.lanes,
    )
    return filled(blank, key, stretched(said, bytes.fromhex(blank.salt), cost))


def computer_slot(key: DataKey) -> Slot:
    """A way in for this computer, whose keychain keeps the secret. Raises KeychainTrouble."""
    secret = token_bytes(SECRET_BYTES)
    blank = Slot(
        kind=SlotKind.COMPUTER,
        who=platform.node() or "this computer",
        mark=key.mark,
        made=today(),
        salt=token_bytes(SALT_BYTES).hex(),
        nonce="",
        sealed="",
    )
    keychain.keep(blank.salt, secret)
    return filled(blank, key, key_of_computer(secret))


def open_with_passphrase(slot: Slot, passphrase: str) -> DataKey | None:
    """The key that is sealed in the slot; None when the passphrase is another one."""
    cost = Cost(passes=slot.rounds, memory_kib=slot.memory_kib, lanes=slot.lanes)
    salt = from_hex(slot.salt)
    if not cost.is_bearable or len(salt) != SALT_BYTES:
        return None
    return opened(slot, stretched(as_bytes(passphrase), salt, cost))


def open_with_keychain(slot: Slot) -> DataKey | None:
    """The same with the secret of this computer; None when its keychain has none for this slot."""
    secret = keychain.recall(slot.salt)
    return None if secret is None else opened(slot, key_of_computer(secret))


def key_of_computer(secret: bytes) -> bytes:
    return derived(secret, b"storebook-computer-v1")


def filled(blank: Slot, key: DataKey, with_key: bytes) -> Slot:
    nonce, sealed = seal(key.raw, with_key, said_openly(blank))
    return replace(blank, nonce=nonce.hex(), sealed=sealed.hex())


def opened(slot: Slot, with_key: bytes) -> DataKey | None:
    raw = unseal(from_hex(slot.nonce), from_hex(slot.sealed), with_key, said_openly(slot))
    if raw is None or len(raw) != SECRET_BYTES:
        return None
    key = DataKey(raw=raw)
    return key if key.mark == slot.mark else None


def said_openly(slot: Slot) -> bytes:
    """What the slot says of itself: it can't be changed, nor put into another place."""
    said = (slot.kind, slot.who, slot.mark, slot.made, slot.salt)
    costs = (slot.rounds, slot.memory_kib, slot.lanes)
    return "\n".join(["storebook-slot-v1", *said, *map(str, costs)]).encode()


def from_hex(text: str) -> bytes:
    """The bytes, or none where somebody wrote something else."""
    try:
        return bytes.fromhex(text)
    except (TypeError, ValueError):
        return b""


def checked_passphrase(passphrase: str) -> bytes:
    """The passphrase as it is stretched; Refused when it is short, or always the same."""
    plain = unicodedata.normalize("NFKC", passphrase).strip()
    if not SHORTEST <= len(plain) <= LONGEST:
        raise Refused(
            f"The passphrase needs at least {SHORTEST} characters: four or five words are good.",
            field="passphrase",
        )
    if len(set(plain.casefold())) < FEWEST_DIFFERENT:
        raise Refused(
            "That passphrase would be guessed: use more different characters. "
            "Four or five words are good.",
            field="passphrase",
        )
    return plain.encode()


def as_bytes(passphrase: str) -> bytes:
    """The same text on every computer, however it composes its letters."""
    return unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8", "replace")
