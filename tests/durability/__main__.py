"""The long form of the durability tests, and a table of what was reached.

python -m tests.durability             every row
python -m tests.durability 3 5 17      these rows
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from storebook.cli.terminal import write_out

ROOT = Path(__file__).resolve().parents[2]
HERE = "tests/durability"
# Where each row is tested; the slow form of a row that has its place elsewhere is run there.
PLACES: dict[int, str] = {
    1: f"{HERE}/test_kills.py -k at_work_loses",
    2: f"{HERE}/test_kills.py -k window",
    3: f"{HERE}/test_power_cuts.py -k ticket",
    4: f"{HERE}/test_power_cuts.py -k careless",
    5: f"{HERE}/test_power_cuts.py -k done_or_not",
    6: f"{HERE}/test_bad_disks.py -k EIO",
    7: f"{HERE}/test_bad_disks.py -k ENOSPC",
    8: f"{HERE}/test_damage.py -k beginning",
    9: f"{HERE}/test_damage.py -k turned_bit",
    10: f"{HERE}/test_damage.py -k file",
    11: "tests/book/test_salvage.py",
    12: f"{HERE}/test_drills.py {HERE}/test_back_and_forth.py",
    13: f"{HERE}/test_together.py -k backups",
    14: "tests/book/test_kept_backups.py",
    15: "tests/book/test_restoring.py tests/book/test_lock.py tests/book/test_lost_files.py",
    16: "tests/book/test_disks.py tests/book/test_places.py",
    17: f"{HERE}/test_each_line.py",
    18: f"{HERE}/test_together.py -k write",
    19: f"{HERE}/test_model.py",
    20: "tests/book/test_random_histories.py",
    21: "tests/people/test_random_merges.py",
    22: f"{HERE}/test_upgrades.py tests/book/test_migrations.py",
    27: "tests/gui/test_nasty_texts.py tests/base/test_pictures.py tests/printing tests/exchange",
    28: "tests/test_house.py",
    29: "tests/exchange/test_exporting.py",
    30: f"{HERE}/test_searching.py",
    31: "tests/cli/test_staff.py tests/gui/test_rights.py",
    32: "tests/staff/test_rights.py",
    33: f"{HERE}/test_no_plain_text.py",
    34: "tests/people/test_erasing.py tests/people/test_random_erasures.py",
    35: "tests/book/protection tests/staff/test_pins.py tests/staff/test_signing_in.py",
    36: "tests/gui/lock",
    38: f"{HERE}/test_all_is_logged.py tests/book/test_chain.py tests/test_ways_out.py",
    41: f"{HERE}/test_sentences.py tests/book/test_trouble.py",
}
NONE_CHOSEN = 5


def run(row: int, figures: Path) -> tuple[str, str]:
    """How the long form of a row went, and pytest's last line."""
    known = [
        word for word in PLACES[row].split() if not word.endswith(".py") or (ROOT / word).exists()
    ]
    if not any(word.startswith("tests/") for word in known):
        return "not there", PLACES[row]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            *known,
            "-q",
            "-m",
            "not window",
            "-p",
            "no:cacheprovider",
        ],
        cwd=ROOT,
        env={
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "STOREBOOK_DURABILITY": "long",
            "STOREBOOK_FIGURES": str(figures),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.strip().splitlines() or [""]
    return {0: "reached", NONE_CHOSEN: "no test"}.get(done.returncode, "MISSED"), said[-1]


def main(rows: list[int]) -> int:
    """Run them one after another; the answer is how many were missed."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures"
        for row in rows:
            begun = time.monotonic()
            how, last = run(row, figures)
            missed += how != "reached"
            write_out(f"row {row:2}  {how:9}  {time.monotonic() - begun:6.0f} s  {last}\n")
            for figure in figures_of(figures)[row]:
                write_out(f"        {figure}\n")
    return missed


def figures_of(path: Path) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            kept = json.loads(line)
            found[kept["row"]].append(kept["figure"])
    return found


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]] or list(PLACES)))
