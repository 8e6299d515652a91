"""The inks of printed cards: the shop's own, and the stone of each month."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, HexColor

INK = HexColor("#211D19")
BRASS = HexColor("#96722F")
PEARL_LINE = HexColor("#7C6A4E")
WATCH_LINE = HexColor("#6D6252")
PEARL = HexColor("#B9A58A")
EVERGREEN = HexColor("#2D5A4B")
WINTER = HexColor("#4F86A3")
BLACK = Color(0, 0, 0)
WHITE = Color(1, 1, 1)


@dataclass(frozen=True, slots=True)
class MonthStone:
    """The stone of a month as American jewelers name it, with its ink."""

    month: str
    stone: str
    ink: Color


STONES = {
    number: MonthStone(month, stone, HexColor(ink))
    for number, (month, stone, ink) in enumerate(
        [
            ("January", "garnet", "#7E2033"),
            ("February", "amethyst", "#6B4F96"),
            ("March", "aquamarine", "#4F9DB3"),
            ("April", "diamond", "#8F9AA3"),
            ("May", "emerald", "#1F7350"),
            ("June", "pearl", "#B9A58A"),
            ("July", "ruby", "#A81C3A"),
            ("August", "peridot", "#7E9A35"),
            ("September", "sapphire", "#24488C"),
            ("October", "tourmaline", "#B8557E"),
            ("November", "topaz", "#C0842A"),
            ("December", "tanzanite", "#4A559E"),
        ],
        1,
    )
}


def tint(ink: Color, strength: float) -> Color:
    """The ink thinned to `strength` (1 full, 0 white), as a flat opaque color."""
    return Color(*(1 + (part - 1) * strength for part in (ink.red, ink.green, ink.blue)))


def shade(ink: Color, share: float) -> Color:
    """The ink darkened: this share of it (1 full, 0 black), as a flat opaque color."""
    return Color(ink.red * share, ink.green * share, ink.blue * share)
