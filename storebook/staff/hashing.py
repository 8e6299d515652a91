"""PINs as Argon2id keeps them; the only module that speaks to that library, which loads late."""

from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 64 * 1024
# Of one thread: a shop's computer does other things meanwhile.
LANES = 1
AIM_SECONDS = 0.28
QUICKEST_SECONDS = 0.2
FEWEST_PASSES, MOST_PASSES = 1, 30
TRIAL_PASSES = 2


class Cost(NamedTuple):
    """What one look at a PIN costs: passes over so much memory."""

    passes: int
    memory_kib: int = MEMORY_KIB


@cache
def tuned() -> Cost:
    """The cost at which a PIN takes this computer about 0.28 seconds; measured once.

    Long enough that trying all PINs of four digits takes most of an hour, short enough that nobody
    at the counter notices.
    """
    hasher = hasher_at(Cost(TRIAL_PASSES))
    best = min(seconds_of(hasher) for _ in range(2))
    passes = round(AIM_SECONDS / best * TRIAL_PASSES)
    return Cost(min(max(passes, FEWEST_PASSES), MOST_PASSES))


def fitting(cost: Cost, seconds: float) -> Cost:
    """The cost that goes with a computer on which this one took so many seconds: itself, unless it
    was too cheap. Reckoned from that, since measuring anew would keep somebody waiting.
    """
    if seconds >= QUICKEST_SECONDS:
        return cost
    if cost.memory_kib < MEMORY_KIB:
        return tuned()
    passes = min(round(cost.passes * AIM_SECONDS / seconds), MOST_PASSES)
    return cost._replace(passes=max(passes, cost.passes))


def seconds_of(hasher: "PasswordHasher") -> float:
    began = perf_counter()
    hasher.hash("0000")
    return perf_counter() - began


def hasher_at(cost: Cost) -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=LANES, hash_len=32
    )


def encode(pin: str, cost: Cost) -> str:
    """The PIN as it is kept: salt and cost are part of the text."""
    return hasher_at(cost).hash(pin)


def is_right(encoded: str, pin: str) -> bool:
    """Whether it is that PIN. What is kept but can't be read is nobody's PIN."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return PasswordHasher().verify(encoded, pin)
    except (VerificationError, InvalidHashError):
        return False


def cost_of(encoded: str) -> Cost:
    """The cost that this PIN was kept at."""
    from argon2 import extract_parameters

    found = extract_parameters(encoded)
    return Cost(found.time_cost, found.memory_cost)
