"""Whether there is a screen to open a window on."""

import sys

import display
import pytest

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux may have no screen")


@linux
def test_a_server_in_a_cupboard_has_no_screen() -> None:
    assert not display.is_there({})


@linux
def test_a_screen_that_was_switched_off_is_no_screen() -> None:
    assert not display.is_there({"DISPLAY": ":64321"})


def test_a_window_that_nobody_sees_is_no_screen() -> None:
    assert not display.is_there({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"})


@linux
def test_wayland_is_a_screen() -> None:
    assert display.is_there({"WAYLAND_DISPLAY": "wayland-0"})


@linux
@pytest.mark.skipif(not display.has_xvfb(), reason="no Xvfb here")
def test_a_screen_that_was_made_answers_until_it_is_taken_away() -> None:
    with display.made() as screen:
        assert screen is not None
        assert display.is_there({"DISPLAY": screen})

    assert not display.is_there({"DISPLAY": screen})
