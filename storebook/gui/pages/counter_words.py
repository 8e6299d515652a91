"""Years in words, as one says them aloud: “Sixtieth birthday”, “Tenth anniversary”."""

SMALL = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
TENS = (
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip


def ordinal_word(number: int) -> str:
    """ "sixtieth", "twenty-first"; "" for what nobody says in words."""
    if not 1 <= number <= 100:
        return ""
    if number == 100:
        return "hundredth"
    if number < len(SMALL):
        return SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{TENS[tens]}-{SMALL[ones]}" if ones else f"{TENS[tens][:-1]}ieth"
