"""Serial and certificate numbers: kept as written, compared without spaces, dashes, laboratory."""

from storebook.base.text import words

# What stands before a number without being part of it.
BEFORE_NUMBERS = (
    *("gia", "igi", "hrd", "gcal", "ngtc", "ags", "agl", "ssef", "grs", "gubelin", "egl", "gsi"),
    *("report", "certificate", "cert", "serial", "number", "no", "nr"),
)


def folded_mark(text: str) -> str | None:
    """How a serial or certificate number is compared: letters and digits alone, folded.

    The laboratory and words like "No." before the number don't count, so that "GIA 2236-1198" is
    found by "22361198"; letters of the number itself do. None when there is nothing to compare.
    """
    parts = words(text)
    while len(parts) > 1 and parts[0] in BEFORE_NUMBERS:
        parts = parts[1:]
    mark = "".join(parts)
    for before in BEFORE_NUMBERS:
        if mark.startswith(before) and mark[len(before) :].isdecimal():
            return mark.removeprefix(before)
    return mark or None
