"""A process of ours that does what the other programs do: reads a list, prints its labels, ends.

python tests/benchmarks/labels_of_a_list.py LIST.csv OUT.pdf
"""

import csv
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from storebook.printing.labels import LabelText, print_labels
from storebook.printing.sheets import sheet


def main(source: str, out: str) -> None:
    """The labels of the list, in its order, on the same stock as the others'."""
    with Path(source).open(encoding="utf-8", newline="") as rows:
        labels = [LabelText(lines=tuple(row)) for row in csv.reader(rows)]
    with Path(out).open("wb") as stream:
        print_labels(stream, labels, sheet("avery-5160"))


if __name__ == "__main__":
    main(*sys.argv[1:])
