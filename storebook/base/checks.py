"""Card numbers with a last digit that catches slips of the finger.

The digit is Damm's, not Luhn's: it finds every single wrong digit and every two neighbors
swapped, while Luhn lets 09 and 90 pass for one another. Leading zeros change nothing.
"""

from storebook.base.text import digits, one_line

# The anti-symmetric table of order 10 from H. M. Damm, 2004.
DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
GROUP = 4
SHORTEST = 2
USUAL = range(5, 7)  # digits of a card; a phone that somebody tells in part has fewer or more
# What people put between the groups of a number.
BETWEEN = {" ", "-", "\u2010", "\u2011", "\u2013", "."}


def with_check_digit(number: int) -> str:
    """The number as it is kept and searched, check digit last: 2041 gives "20417"."""
    if number < 0:
        raise ValueError(f"a card number cannot be {number}")
    return f"{number}{_damm(str(number))}"


def is_valid_number(text: str) -> bool:
    """Whether a typed or scanned number is whole and right; spaces and dashes are let pass."""
    figures = _figures(text)
    return len(figures) >= SHORTEST and _damm(figures) == "0"


def is_misread(text: str) -> bool:
    """Whether it has the length of a card's number and is none: a digit of it is wrong."""
    return len(_figures(text)) in USUAL and not is_valid_number(text)


def show_number(number: str) -> str:
    """Grouped in fours from the right, for reading aloud: "2 0417", "12 0415"."""
    figures = digits(number)
    first = len(figures) % GROUP
    groups = [figures[:first]] if first else []
    groups += [figures[at : at + GROUP] for at in range(first, len(figures), GROUP)]
    return " ".join(groups)


def _figures(text: str) -> str:
    """The digits of a number; "" where it is none."""
    bare = one_line(text)
    if any(not letter.isdecimal() and letter not in BETWEEN for letter in bare):
        return ""
    return digits(bare)


def _damm(figures: str) -> str:
    interim = "0"
    for figure in figures:
        interim = DAMM[int(interim)][int(figure)]
    return interim
