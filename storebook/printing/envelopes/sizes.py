"""The envelopes that there are, and which of them a card goes into."""

from dataclasses import dataclass

from storebook.base.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope as it is addressed, its long side below; millimeters."""

    name: str
    title: str
    width: float
    height: float
    also: tuple[str, ...] = ()


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
ENVELOPES = {one.name: one for one in _SIZES}
_CALLED = {called: one for one in _SIZES for called in (one.name, *one.also)}

# What a card needs around it in all, so that it slides in; with more than the other it rattles.
LEAST_ROOM = 3.0
MOST_ROOM = 26.0


def envelope(name: str) -> Envelope:
    """An envelope as people call it: "a7", "A7", "#10", "Monarch"; Refused for any other."""
    if (found := _CALLED.get("-".join(name.lower().split()))) is None:
        known = ", ".join(one.title for one in _SIZES)
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
