"""What a selection says, as it is kept with a run and as it is read aloud."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from storebook.base.dates.partial import MONTHS
from storebook.base.money import Cents


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Who is meant: whoever meets all of the conditions; without any it is everybody.

    `bought_since` counts its own day. `spent_over` is of everything a shopper ever bought, without
    tax. `cared_for_by` is the name of an associate. A town is that of an address in use, their own
    or their household's.
    """

    members: bool = False
    tag: str = ""
    town: str = ""
    bought_since: date | None = None
    spent_over: Cents | None = None
    cared_for_by: str = ""

    @property
    def is_everybody(self) -> bool:
        return self == Selection()


def as_json(selection: Selection) -> str:
    """For keeping: only the conditions there are, days as 2026-03-01, money in cents."""
    said: dict[str, Any] = {
        "members": selection.members,
        "tag": selection.tag,
        "town": selection.town,
        "bought_since": selection.bought_since and selection.bought_since.isoformat(),
        "spent_over_cents": selection.spent_over,
        "cared_for_by": selection.cared_for_by,
    }
    kept = {name: value for name, value in said.items() if value or name == "spent_over_cents"}
    if selection.spent_over is None:
        del kept["spent_over_cents"]
    return json.dumps(kept, ensure_ascii=False)


def from_json(text: str) -> Selection:
    """As it was kept; conditions of a later Storebook are not known here."""
    said: dict[str, Any] = json.loads(text)
    since = said.get("bought_since")
    return Selection(
        members=bool(said.get("members")),
        tag=said.get("tag", ""),
        town=said.get("town", ""),
        bought_since=None if since is None else date.fromisoformat(since),
        spent_over=said.get("spent_over_cents"),
        cared_for_by=said.get("cared_for_by", ""),
    )


def selection_words(
    selection: Selection,
    *,
    today: date,
    money: Callable[[Cents], str] | None,
) -> str:
    """Read aloud: "Members in Portsmouth who bought since March 1". Everybody is "Everybody".

    `money` writes an amount; None is for who may not see what shoppers spend.
    """
    who = "Members" if selection.members else "Everybody"
    if selection.tag:
        who += f" tagged “{selection.tag}”"
    if selection.town:
        who += f" in {selection.town}"
    did = []
    if selection.bought_since is not None:
        did.append(f"bought since {_day(selection.bought_since, today)}")
    if selection.spent_over is not None:
        amount = "an amount" if money is None else money(selection.spent_over)
        did.append(f"spent over {amount}")
    if selection.cared_for_by:
        did.append(
            f"{'are' if selection.members else 'is'} looked after by {selection.cared_for_by}"
        )
    if not did:
        return who
    told = did[0] if len(did) == 1 else f"{', '.join(did[:-1])} and {did[-1]}"
    return f"{who} who {told}"


def _day(day: date, today: date) -> str:
    words = f"{MONTHS[day.month - 1]} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"
