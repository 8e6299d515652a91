"""Sealing a key with another, so that a wrong one is noticed: AES-256-GCM."""

from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12


def seal(secret: bytes, key: bytes, about: bytes) -> tuple[bytes, bytes]:
    """The nonce and what is sealed; `about` is not hidden, but can't be changed unnoticed."""
    nonce = token_bytes(NONCE_BYTES)
    return nonce, AESGCM(key).encrypt(nonce, secret, about)


def unseal(nonce: bytes, sealed: bytes, key: bytes, about: bytes) -> bytes | None:
    """What was sealed; None when the key is another one, or anything was changed."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, about)
    except (InvalidTag, ValueError):
        return None
