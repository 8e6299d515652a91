"""The envelopes that there are, which of them a card goes into, and where a window shows what."""

from dataclasses import dataclass

from storebook.base.errors import Refused
from storebook.printing.sheets import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope as it is addressed, its long side below; millimeters.

    One with a window is not printed itself: `width` and `height` are then those of the letter that
    lies in it folded in three, and `window` is the part of it that is seen however it slides.
    """

    name: str
    title: str
    width: float
    height: float
    also: tuple[str, ...] = ()
    window: Box | None = None


INCH = 25.4
# DL, C5 and C6 are those of ISO 269; #10 and Monarch the commercial ones of the United States; A2
# to A9 its announcement envelopes, which are no sheets of ISO A sizes.
_SIZES = (
    Envelope(name="dl", title="DL", width=220.0, height=110.0),
    Envelope(name="c6", title="C6", width=162.0, height=114.0),
    Envelope(name="c5", title="C5", width=229.0, height=162.0),
    Envelope(
        name="10",
        title="#10",
        width=9.5 * INCH,
        height=4.125 * INCH,
        also=("#10", "no10", "com10", "number-10"),
    ),
    Envelope(name="a2", title="A2", width=5.75 * INCH, height=4.375 * INCH),
    Envelope(name="a6", title="A6", width=6.5 * INCH, height=4.75 * INCH),
    Envelope(name="a7", title="A7", width=7.25 * INCH, height=5.25 * INCH),
    Envelope(name="a9", title="A9", width=8.75 * INCH, height=5.75 * INCH),
    Envelope(name="monarch", title="Monarch", width=7.5 * INCH, height=3.875 * INCH),
)


def _behind(window: Box, within: tuple[float, float], letter: tuple[float, float]) -> Box:
    """What of a letter folded in three is seen in the window of the envelope `within`.

    The letter has room to slide in every direction; what is left is `AT_THE_EDGE` narrower all
    around. From the lower left corner of the unfolded letter, of which the upper third shows.
    """
    third = letter[1] / 3
    across, up = within[0] - letter[0], within[1] - third
    return Box(
        window.x + AT_THE_EDGE,
        2 * third + window.y + AT_THE_EDGE,
        window.width - across - 2 * AT_THE_EDGE,
        window.height - up - 2 * AT_THE_EDGE,
    )


AT_THE_EDGE = 1.5
A4, LETTER = (210.0, 297.0), (8.5 * INCH, 11 * INCH)
DL, NUMBER_10 = (220.0, 110.0), (9.5 * INCH, 4.125 * INCH)
# Windows of DIN 680; of what is usual in Britain and, for #10, in the United States.
_GERMAN = Box(20.0, 15.0, 90.0, 45.0)
_BRITISH = Box(20.0, 18.0, 90.0, 35.0)
_AMERICAN = Box(0.875 * INCH, 0.5 * INCH, 4.5 * INCH, 1.125 * INCH)
# In the north windows differ: this is seen in all, told from the upper edge of the letter.
_NORDIC = Box(15.0, A4[1] - 69.0, 95.0, 25.0)


def _letter(name: str, title: str, letter: tuple[float, float], window: Box) -> Envelope:
    return Envelope(name=name, title=title, width=letter[0], height=letter[1], window=window)


_WINDOWS = (
    _letter("window-de", "Window, Germany", A4, _behind(_GERMAN, DL, A4)),
    _letter("window-gb", "Window, Britain", A4, _behind(_BRITISH, DL, A4)),
    _letter("window-nordic", "Window, Nordic", A4, _NORDIC),
    _letter("window-us", "Window, #10", LETTER, _behind(_AMERICAN, NUMBER_10, LETTER)),
)
ENVELOPES = {one.name: one for one in (*_SIZES, *_WINDOWS)}
_CALLED = {called: one for one in ENVELOPES.values() for called in (one.name, *one.also)}

# What a card needs around it in all, so that it slides in; with more than the other it rattles.
LEAST_ROOM = 3.0
MOST_ROOM = 26.0


def envelope(name: str) -> Envelope:
    """An envelope as people call it: "a7", "A7", "#10", "Monarch"; Refused for any other."""
    if (found := _CALLED.get("-".join(name.lower().split()))) is None:
        known = ", ".join(one.title for one in _SIZES)
        known += f", and letters for a window: {', '.join(one.name for one in _WINDOWS)}"
        raise Refused(f"We have no envelope “{name}”. Known are {known}.", "size")
    return found


def envelopes_for(width: float, height: float) -> list[Envelope]:
    """The envelopes that a folded card of so many millimeters goes into, the closest first."""
    long, short = max(width, height), min(width, height)
    rooms = [(one.width - long, one.height - short, one) for one in _SIZES]
    fitting = [
        (across * up, one)
        for across, up, one in rooms
        if min(across, up) >= LEAST_ROOM and max(across, up) <= MOST_ROOM
    ]
    return [one for _, one in sorted(fitting, key=lambda found: (found[0], found[1].name))]


def envelope_for(width: float, height: float) -> Envelope:
    """The closest envelope for a card; Refused when none holds it well."""
    if not (found := envelopes_for(width, height)):
        raise Refused(
            f"No envelope holds a card of {width:g} × {height:g} mm well. Name the size of yours.",
            "size",
        )
    return found[0]
