"""What is told of a backup that can be restored, in lines."""

from storebook.base.text import counted
from storebook.book.restorable import Restorable

STEPS_SHOWN = 5


def lines_of(one: Restorable) -> list[str]:
    """A backup in one line, and below it the newest steps that came after it."""
    if one.problem:
        told = one.problem
    elif one.lost is None:
        told = "what came after it can’t be told"
    elif one.lost == 0:
        told = "nothing would be lost"
    else:
        told = f"{counted(one.lost, 'step', 'steps')} would be lost"
    if one.gained:
        told += (
            f"; {counted(one.gained, 'step', 'steps')} that the book has no more would come back"
        )
    size = f"{one.size_bytes / 1_000_000:.1f} MB"
    plain = "; not protected, as the book was not then" if one.is_plain else ""
    head = f"{one.at:%Y-%m-%d %H:%M:%S}  {size}  {one.where.value}  {told}{plain}"
    return [head, f"    {one.path}", *newest_steps(one)]


def newest_steps(one: Restorable) -> list[str]:
    """The newest steps that came after a backup, and how many more."""
    steps = [
        f"    {step.at.astimezone():%Y-%m-%d %H:%M}  {step.what}"
        for step in one.newest_lost[:STEPS_SHOWN]
    ]
    more = (one.lost or 0) - len(steps)
    if steps and more:
        steps.append(f"    and {counted(more, 'earlier one', 'earlier ones')}")
    return steps
