"""The owner's passphrase stretched until guessing is slow; the only module here with Argon2."""

from dataclasses import dataclass
from functools import cache
from time import perf_counter

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from storebook.base.errors import Refused

KEY_BYTES = 32
# RFC 9106: three passes over 64 MiB; on a quick computer more, until it takes this long.
AIM_SECONDS = 0.35
MOST_PASSES = 24
# A changed key file must not be able to ask for all of a computer's memory, or for a day.
BOUNDS = {"passes": range(1, 101), "memory_kib": range(8, 1_048_577), "lanes": range(1, 17)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one try of a passphrase costs: passes over so much memory, in so many lanes."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 2

    @property
    def is_bearable(self) -> bool:
        return all(getattr(self, name) in bounds for name, bounds in BOUNDS.items())


def stretched(passphrase: bytes, salt: bytes, cost: Cost) -> bytes:
    """32 bytes from the passphrase (Argon2id); takes about a third of a second on purpose."""
    try:
        return hash_secret_raw(
            passphrase,
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=Type.ID,
        )
    except HashingError as error:
        raise Refused(
            "There is not enough memory to try the passphrase. Nothing was changed. "
            "Close other programs and try again."
        ) from error


@cache
def tuned() -> Cost:
    """The cost at which a try takes this computer a quarter to half a second; measured once."""
    began = perf_counter()
    stretched(b"how long does it take", bytes(16), Cost())
    taken = perf_counter() - began
    passes = round(Cost().passes * AIM_SECONDS / taken)
    return Cost(passes=min(max(passes, Cost().passes), MOST_PASSES))
