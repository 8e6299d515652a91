"""The days that matter to shoppers: birthdays, wedding days and others, and who is due when."""

from storebook.people.occasions.due_days import DueOccasion, due
from storebook.people.occasions.records import (
    FamilyDay,
    Occasion,
    OccasionKind,
    family_days,
    occasions_of,
)
from storebook.people.occasions.writing import (
    add_occasion,
    edit_occasion,
    join_weddings,
    partner_of,
    remove_occasion,
    set_birthday,
    set_wedding_day,
    write_birthday,
    write_wedding,
)

__all__ = [
    "DueOccasion",
    "FamilyDay",
    "Occasion",
    "OccasionKind",
    "add_occasion",
    "due",
    "edit_occasion",
    "family_days",
    "join_weddings",
    "occasions_of",
    "partner_of",
    "remove_occasion",
    "set_birthday",
    "set_wedding_day",
    "write_birthday",
    "write_wedding",
]
