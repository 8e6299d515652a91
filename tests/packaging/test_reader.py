"""Whether a window can be worked by ear here, and what the check brings when it cannot."""

import check
import display
import pytest
import reader


def test_without_a_bus_of_its_own_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    assert not reader.is_there()


def test_the_check_brings_what_lets_a_window_be_worked_by_ear(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")

    assert {"xvfb", *reader.PACKAGES} <= {*check.lacking_tools()}
    assert not display.has_xvfb()


def test_what_is_skipped_is_said_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    check.say_unheard()

    said = capsys.readouterr().out
    assert "SKIPPED" in said
    assert "AT-SPI" in said
