"""Rows 1 and 2: the program is killed in the middle of whatever it does, without and with its
window. Nothing that was confirmed is lost, nothing is half, and it opens again by itself.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.durability.deeds import begin
from tests.durability.disk import ROOT
from tests.durability.length import many, reached

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="a kill -9 of a fork is POSIX's"),
    pytest.mark.timeout(7200),
]
# A book grows with every kill that it survives; a new one begins now and then.
KILLS_OF_A_BOOK = 250
REOPENED_MS = 2000


def run(module: str, *arguments: object) -> dict[str, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", f"tests.durability.{module}", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def test_a_shop_that_is_killed_at_work_loses_nothing_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kills, confirmed, slowest = many(50, 5000), 0, 0.0

    for number in range(0, kills, KILLS_OF_A_BOOK):
        folder = tmp_path / str(number)
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
        begin(folder)
        found = run("killing", folder, min(kills, KILLS_OF_A_BOOK), number)
        assert found["wrong"] == []
        confirmed += found["confirmed"]
        slowest = max(slowest, found["slowest_ms"])

    assert confirmed > kills // 4
    reached(1, f"{kills:,} kills, {confirmed:,} confirmed, 0 lost, 0 half; reopened {slowest} ms")
    assert slowest < REOPENED_MS


def test_a_window_that_is_killed_at_work_is_there_again_by_itself(tmp_path: Path) -> None:
    kills = many(6, 600)

    found = run("window_killing", tmp_path / "shops", kills)

    starts = sorted(found["starts_ms"])
    assert found["wrong"] == []
    reached(
        2,
        f"{kills} kills {found['killed_in']}, {found['confirmed']} confirmed, 0 lost; "
        f"there again after {starts[len(starts) // 2]} ms, {starts[-1]} at most, "
        f"{max(found['work_ms'])} at most of the processor",
    )
    # A computer that does much else besides starts nothing in time, now and then.
    assert starts[len(starts) // 2] < REOPENED_MS
