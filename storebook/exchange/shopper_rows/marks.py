"""What our own lists write beside a phone, an e-mail or an address: its use, its worth."""

from dataclasses import dataclass
from datetime import date

from storebook.exchange.cells import packed, unpacked
from storebook.people.contact_points import Use

SAFE = "safe for surprises"
NO_MESSAGES = "no messages"
VERIFIED = "verified "
CAME_BACK = "came back "
BECAUSE = "because "
LEFT = "left "


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is said of one contact point."""

    use: Use
    safe_for_surprises: bool = False
    no_messages: bool = False
    verified_on: date | None = None
    returned_on: date | None = None
    returned_reason: str = ""
    left_on: date | None = None


def show_marks(marks: Marks) -> str:
    """ "mobile,safe for surprises,verified 2026-01-05"."""
    told = [marks.use.value]
    told += [SAFE] if marks.safe_for_surprises else []
    told += [NO_MESSAGES] if marks.no_messages else []
    for words, day in (
        (VERIFIED, marks.verified_on),
        (CAME_BACK, marks.returned_on),
        (LEFT, marks.left_on),
    ):
        told += [f"{words}{day.isoformat()}"] if day is not None else []
    if not marks.returned_reason:
        return ",".join(told)  # none of our own words wants quotation marks
    return packed([[*told, f"{BECAUSE}{marks.returned_reason}"]])


def read_marks(text: str) -> Marks | None:
    """What `show_marks` wrote; None for anything else."""
    rows = unpacked(text)
    if len(rows) != 1 or rows[0][0] not in set(Use):
        return None
    told = rows[0][1:]
    return Marks(
        use=Use(rows[0][0]),
        safe_for_surprises=SAFE in told,
        no_messages=NO_MESSAGES in told,
        verified_on=_day(told, VERIFIED),
        returned_on=_day(told, CAME_BACK),
        returned_reason=_after(told, BECAUSE),
        left_on=_day(told, LEFT),
    )


def _after(told: list[str], words: str) -> str:
    return next((one.removeprefix(words) for one in told if one.startswith(words)), "")


def _day(told: list[str], words: str) -> date | None:
    text = _after(told, words)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
