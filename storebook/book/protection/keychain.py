"""Secrets that this computer keeps for whoever is signed in to it; the only module with keyring.

Windows has its Credential Manager, macOS its Keychain, Linux desktops the Secret Service. Any of
them may be missing, locked or broken: then the passphrase is asked for, and nothing is lost.
"""

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordDeleteError

from storebook.base.errors import Refused

SERVICE = "Storebook"
ASK_INSTEAD = "Open the book with the passphrase or with the key on paper."
NONE_HERE = f"This computer has no keychain that can keep a key. {ASK_INSTEAD}"
LOCKED = f"This computer’s keychain is locked. {ASK_INSTEAD}"
FAILING = f"This computer’s keychain did not answer as it should. {ASK_INSTEAD}"
# These write secrets into files that anybody can read.
UNSAFE = ("keyrings.alt", "keyring.backends.null", "keyring.backends.fail")


class KeychainTrouble(Refused):
    """The keychain can't be used now; the sentence says why, and what to do instead."""


def has_keychain() -> bool:
    """Whether this computer can keep a secret at all; it may still be locked."""
    try:
        best_keychain()
    except KeychainTrouble:
        return False
    return True


def keep(name: str, secret: bytes) -> None:
    """Give the secret to the keychain, and see that it is there."""
    try:
        best_keychain().set_password(SERVICE, name, secret.hex())
    except Exception as error:
        raise trouble(error) from error
    if recall(name) != secret:
        raise KeychainTrouble(FAILING)


def recall(name: str) -> bytes | None:
    """The secret of this name; None when the keychain has none, or not one of ours."""
    try:
        text = best_keychain().get_password(SERVICE, name)
    except Exception as error:
        raise trouble(error) from error
    try:
        return bytes.fromhex(text) if text else None
    except ValueError:
        return None


def forget(name: str) -> None:
    """Take the secret out of the keychain; harmless when it is not there."""
    try:
        keychain = best_keychain()
        if keychain.get_password(SERVICE, name) is not None:
            keychain.delete_password(SERVICE, name)
    except PasswordDeleteError:
        return
    except Exception as error:
        raise trouble(error) from error


def best_keychain() -> KeyringBackend:
    """The keychain to use: never one that only pretends to keep secrets."""
    found = keyring.get_keyring()
    # Where there are several, keyring would try the next when one fails, however unsafe.
    several: list[KeyringBackend] = sorted(
        getattr(found, "backends", [found]), key=lambda one: one.priority
    )
    for keychain in reversed(several):
        if not type(keychain).__module__.startswith(UNSAFE):
            return keychain
    raise KeychainTrouble(NONE_HERE)


def trouble(error: Exception) -> KeychainTrouble:
    """Each keychain fails with errors of its own; all of them mean that another way in is asked."""
    if isinstance(error, KeychainTrouble):
        return error
    if isinstance(error, NoKeyringError):
        return KeychainTrouble(NONE_HERE)
    if isinstance(error, KeyringLocked):
        return KeychainTrouble(LOCKED)
    return KeychainTrouble(FAILING)
