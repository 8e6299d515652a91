"""PINs as Argon2id keeps them; the only module that speaks to that library, which loads late."""

from functools import cache
from math import ceil
from time import thread_time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MEMORY_KIB = 64 * 1024
# Of one thread: a shop's computer does other things meanwhile.
LANES = 1
LEAST_SECONDS = 0.25
AIM_SECONDS = 0.28
QUICKEST_SECONDS = 0.2
MOST_PASSES = 30
TRIES = 2


class Cost(NamedTuple):
    """What one look at a PIN costs: passes over so much memory."""

    passes: int
    memory_kib: int = MEMORY_KIB


@cache
def tuned() -> Cost:
    """The cost at which a PIN takes this computer a quarter of a second or a little more; measured
    once.

    Long enough that trying all PINs of four digits takes most of an hour, short enough that nobody
    at the counter notices. What counts is the work of the processor: on a busy computer the clock
    would make PINs cheap. Getting the memory takes as long as half a pass, whatever their number.
    """
    one, two = (min(seconds_of(Cost(passes)) for _ in range(TRIES)) for passes in (1, 2))
    each = max(two - one, one / 10)
    more = max(0, ceil((LEAST_SECONDS - one) / each))
    return Cost(min(1 + more, MOST_PASSES))


def fitting(cost: Cost, seconds: float) -> Cost:
    """The cost that goes with a computer on which this one took so many seconds of work: itself,
    unless it was too cheap. Reckoned from that, since measuring anew would keep somebody waiting.
    """
    if seconds >= QUICKEST_SECONDS:
        return cost
    if cost.memory_kib < MEMORY_KIB:
        return tuned()
    passes = min(round(cost.passes * AIM_SECONDS / seconds), MOST_PASSES)
    return cost._replace(passes=max(passes, cost.passes))


def seconds_of(cost: Cost) -> float:
    hasher = hasher_at(cost)
    began = thread_time()
    hasher.hash("0000")
    return thread_time() - began


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
