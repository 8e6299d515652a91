"""Decrypts the pages of a protected book one by one, as SQLCipher 4 writes them."""

import hmac
from collections.abc import Callable
from hashlib import pbkdf2_hmac

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

SALT_BYTES = 16
IV_BYTES = 16
CHECK_BYTES = 64
RESERVED = IV_BYTES + CHECK_BYTES
# The key of the checks is the page key, stretched twice under the salt with these bits turned.
TURNED = 0x3A
TURNS = 2
HEAD = b"SQLite format 3\0"


def decipherer(raw_key: bytes, salt: bytes) -> Callable[[bytes, int], bytes | None]:
    """A function that decrypts one page, or says None when the page is not as it was written.

    Source: the design of SQLCipher 4: AES-256-CBC, then HMAC-SHA512 over the encrypted bytes, the
    vector and the number of the page. The first page begins with the salt in the place of the head.
    """
    turned = bytes(byte ^ TURNED for byte in salt)
    check_key = pbkdf2_hmac("sha512", raw_key, turned, TURNS, 32)

    def decipher(page: bytes, number: int) -> bytes | None:
        begin = SALT_BYTES if number == 1 else 0
        end = len(page) - RESERVED
        signed = page[begin : end + IV_BYTES] + number.to_bytes(4, "little")
        check = hmac.digest(check_key, signed, "sha512")
        if not hmac.compare_digest(check, page[end + IV_BYTES :]):
            return None
        reader = Cipher(AES(raw_key), CBC(page[end : end + IV_BYTES])).decryptor()
        plain = reader.update(page[begin:end]) + reader.finalize()
        return (HEAD if begin else b"") + plain

    return decipher
