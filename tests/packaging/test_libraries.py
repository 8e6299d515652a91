"""Qt's system libraries: which are needed where, and the one line that brings them."""

import sys

import libraries
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks them")


def test_a_library_that_is_missing_is_found_missing() -> None:
    asked = {"libc.so.6": "libc6", "libof-no-such-shop.so.9": "libof-no-such-shop9"}

    assert libraries.missing(asked) == {"libof-no-such-shop.so.9": "libof-no-such-shop9"}


def test_without_a_screen_a_window_needs_nothing() -> None:
    assert libraries.needed({}) == libraries.ALWAYS


def test_with_a_screen_a_window_needs_its_own() -> None:
    assert libraries.WINDOW.items() <= libraries.needed({"DISPLAY": ":0"}).items()


def test_wayland_alone_needs_its_own() -> None:
    assert libraries.WAYLAND.items() <= libraries.needed({"WAYLAND_DISPLAY": "wayland-0"}).items()


def test_a_package_is_asked_for_once() -> None:
    assert libraries.apt_names(["libgl1", "libegl1", "libgl1"]) == ["libgl1", "libegl1"]


def test_the_one_line_can_be_copied() -> None:
    line = libraries.apt_line(["libgl1", "libegl1"])

    assert line.startswith("sudo sh -c 'apt-get update && apt-get install -y")
    assert line.endswith("libgl1 libegl1'")


def test_the_advice_names_every_library_or_its_package() -> None:
    advice = libraries.advice({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})

    assert ("libgl1 libegl1" in advice) or ("libGL.so.1 libEGL.so.1" in advice)
