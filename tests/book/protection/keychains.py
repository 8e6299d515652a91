"""A keychain in memory, as a backend of keyring: there, locked, or failing in its own way."""

from collections.abc import Iterator
from contextlib import contextmanager

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError


class MemoryKeychain(KeyringBackend):
    """What a computer keeps for whoever is signed in to it."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]

    def _fail(self) -> None:
        if self.trouble is not None:
            raise self.trouble


class Forgetful(MemoryKeychain):
    """Takes a secret and has lost it at once."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


LOCKED = KeyringLocked("locked")


@contextmanager
def keychain_in_memory() -> Iterator[MemoryKeychain]:
    """This computer's keychain is one in memory, to the end of this."""
    before = keyring.get_keyring()
    one = MemoryKeychain()
    keyring.set_keyring(one)
    yield one
    keyring.set_keyring(before)
