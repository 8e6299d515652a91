"""How one list writes its days and names, once all of its rows have been asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from storebook.exchange.days import DayReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """`days` has a reader for each field that is a day; `turned_names`: family name first."""

    days: Mapping[str, DayReader]
    turned_names: bool
    today: date
