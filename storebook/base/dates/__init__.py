"""Days as people live them: the year or the day unknown, 29 February, the Chinese calendar."""

from storebook.base.dates.iso import iso_partial
from storebook.base.dates.kept import (
    candidate_keys,
    month_day_key,
    next_occurrence,
    occurrences,
    years_completed,
)
from storebook.base.dates.partial import (
    Calendar,
    LeapDayRule,
    PartialDate,
    show_partial_date,
)
from storebook.base.dates.typed import parse_partial_date
from storebook.base.dates.written import in_letters

__all__ = [
    "Calendar",
    "LeapDayRule",
    "PartialDate",
    "candidate_keys",
    "in_letters",
    "iso_partial",
    "month_day_key",
    "next_occurrence",
    "occurrences",
    "parse_partial_date",
    "show_partial_date",
    "years_completed",
]
