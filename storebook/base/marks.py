"""Serial and certificate numbers: kept as written, compared without their spaces, dashes and laboratory."""

from storebook.base.text import words


def folded_mark(text: str) -> str | None:
    """How a serial or certificate number is compared: letters and digits alone, as search folds them.

    Words without a digit are dropped when another has one, so that "GIA 2236-1198" is found by
    "22361198"; a mark of letters alone is kept whole. None when there is nothing to compare.
    """
    parts = words(text)
    numbered = [part for part in parts if any(letter.isdecimal() for letter in part)]
    return "".join(numbered or parts) or None
