"""What an anniversary is called: its jubilee, and its years in words."""

# The jubilees that people call by a name, where American and British lists agree.
JUBILEES = {
    15: "crystal wedding",
    20: "china wedding",
    25: "silver wedding",
    30: "pearl wedding",
    35: "coral wedding",
    40: "ruby wedding",
    45: "sapphire wedding",
    50: "golden wedding",
    55: "emerald wedding",
    60: "diamond wedding",
    70: "platinum wedding",
}
LINE = "with every good wish"
SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def jubilee(years: int | None) -> str:
    """The name of the wedding of so many years, or a wish where it has none."""
    return JUBILEES.get(years or 0, LINE)


def together(years: int | None) -> str:
    """ "ten years together"; a wish where nobody knows the years."""
    if not years:
        return LINE
    return f"{spelled(years)} {'year' if years == 1 else 'years'} together"


def spelled(number: int) -> str:
    """A number under a hundred in words; in figures from there on."""
    if number < len(SMALL):
        return SMALL[number]
    if number >= 100:
        return str(number)
    ten, one = divmod(number, 10)
    return TENS[ten - 2] + (f"-{SMALL[one]}" if one else "")
