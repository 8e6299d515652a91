"""A letter folded in three shows its whole address in the window, however it slides about."""

from itertools import product

import pytest

from storebook.printing.envelopes import ENVELOPES, envelope_problems, envelopes_for
from storebook.printing.envelopes.setting import SetEnvelope, set_envelope
from tests.printing.make import LONG_NAME
from tests.printing.reading import pages
from tests.printing.test_envelopes import (
    INCH,
    PLAIN,
    SENDER,
    SIX_LINES,
    make_paper,
    of_address,
    printed,
)

# Width and height of the envelope; left, bottom, width and height of its window; the letter.
RULER = {
    "window-de": ((220.0, 110.0), (20.0, 15.0, 90.0, 45.0), (210.0, 297.0)),
    "window-gb": ((220.0, 110.0), (20.0, 18.0, 90.0, 35.0), (210.0, 297.0)),
    "window-us": (
        (9.5 * INCH, 4.125 * INCH),
        (0.875 * INCH, 0.5 * INCH, 4.5 * INCH, 1.125 * INCH),
        (8.5 * INCH, 11 * INCH),
    ),
}
NAMES = (*RULER, "window-nordic")


@pytest.mark.parametrize("name", RULER)
def test_the_address_is_seen_wherever_the_letter_lies(name: str) -> None:
    within, (left, bottom, wide, high), (across, tall) = RULER[name]
    found = set_envelope(PLAIN, SENDER, ENVELOPES[name], "US")
    assert isinstance(found, SetEnvelope)
    (placed,) = found.placed
    third = tall / 3

    for x, y in product((0.0, within[0] - across), (0.0, within[1] - third)):
        top = placed.y - 2 * third + y
        assert left <= placed.x + x
        assert placed.x + placed.block.width + x <= left + wide
        assert bottom <= top - placed.block.height
        assert top <= bottom + high


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_has_the_address_and_nothing_else(name: str) -> None:
    on = make_paper(name, sender=SENDER, turn=0)

    (page,) = pages(printed(PLAIN, on=on))

    assert [line.text for line in page.texts] == list(PLAIN.lines)
    assert of_address(page, PLAIN) == page.texts
    seen = on.envelope.window
    assert seen is not None
    assert all(seen.x - 0.1 <= line.x <= seen.x + seen.width for line in page.texts)
    assert all(seen.y <= line.y <= seen.y + seen.height for line in page.texts)


def test_what_the_window_does_not_show_is_said_with_the_name() -> None:
    found = {name: envelope_problems([SIX_LINES], make_paper(name)) for name in NAMES}

    assert found["window-de"] == []
    (problem,) = found["window-us"]
    assert problem.name == LONG_NAME
    assert "window of this envelope" in problem.sentence


def test_no_card_is_offered_a_letter() -> None:
    assert all(one.window is None for one in envelopes_for(105, 148.5))
