"""How fast other programs print the same labels, beside ours; run by hand.

    python tests/benchmarks/bench_other_programs.py [--labels 1000]

Process against process, each started cold: it reads a CSV file of names and addresses, and writes
the PDF. gLabels merges the file into its own label; LibreOffice merges it, registered, into a
Writer document of labels, without a window. They take turns; told are the quickest of a few by the
clock, and by the work of the processor, in which neither the load of the computer counts nor that
gLabels waits for a desktop that is not there. What is missing is said and left out: Debian has
glabels, libreoffice-writer, libreoffice-base and python3-uno.

Goals: 5 times as quick as gLabels and 8 times as LibreOffice, by both.
"""

import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import click  # noqa: E402
from pypdf import PdfReader  # noqa: E402

from storebook.printing.labels import LabelText  # noqa: E402
from tests.benchmarks.bench_printing import made_labels  # noqa: E402

TIMES = 3
GLABELS = ("glabels-3-batch", "glabels-batch")
OFFICE = "soffice"
# The system's own Python: the module that speaks with LibreOffice comes with it, and not with ours.
PYTHON = "/usr/bin/python3"
DEBIAN = {
    "gLabels": "glabels",
    "LibreOffice": "libreoffice-writer libreoffice-base python3-uno",
}
TEMPLATE = """\
<?xml version="1.0"?>
<Glabels-document xmlns="http://glabels.org/xmlns/3.0/">
  <Template brand="Avery" part="5160" size="US-Letter" description="Address labels">
    <Label-rectangle id="0" width="189pt" height="72pt" round="5pt" x_waste="5pt" y_waste="0pt">
      <Layout nx="3" ny="10" x0="13.5pt" y0="36pt" dx="198pt" dy="72pt"/>
    </Label-rectangle>
  </Template>
  <Objects id="0" rotate="False">
    <Object-text x="9pt" y="9pt" w="171pt" h="54pt" justify="Left" valign="Top"
        auto_shrink="False" shadow="False" a0="1" a1="0" a2="0" a3="1" a4="0" a5="0">
      <Span font_family="Sans" font_size="11" font_weight="Regular" font_italic="False"
          lspacing="1" color="0x000000ff"><Field name="1"/><NL/><Field name="2"/><NL/><Field
          name="3"/></Span>
    </Object-text>
  </Objects>
  <Merge type="Text/Comma" src="{source}"/>
</Glabels-document>
"""


def write_list(path: Path, labels: list[LabelText], *, headed: bool) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        if headed:
            writer.writerow(["Name", "Street", "Town"])
        writer.writerows(label.lines for label in labels)


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of a whole process: by the clock, and of the processor."""

    passed: float
    worked: float

    @classmethod
    def of(cls, words: list[str]) -> "Took":
        """Run it to its end, with all that it starts."""
        before, begun = worked(), time.perf_counter()
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        passed, after = time.perf_counter() - begun, worked()
        if done.returncode:
            raise SystemExit(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()}")
        return cls(passed, after - before)


def worked() -> float:
    """Seconds of the processor of all processes that were started here and have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def quickest(some: list[Took]) -> Took:
    return Took(min(one.passed for one in some), min(one.worked for one in some))


def ours(folder: Path) -> list[str]:
    script = Path(__file__).with_name("labels_of_a_list.py")
    return [sys.executable, str(script), str(folder / "list.csv"), str(folder / "ours.pdf")]


def glabels(folder: Path) -> list[str] | None:
    """None when it is not there."""
    program = next((name for name in GLABELS if shutil.which(name)), None)
    if program is None:
        return None
    template = folder / "labels.glabels"
    template.write_text(TEMPLATE.format(source=folder / "list.csv"), "utf-8")
    return [program, "-o", str(folder / "glabels.pdf"), str(template)]


def libreoffice(folder: Path) -> list[str] | None:
    """None when it is not there."""
    if shutil.which(OFFICE) is None or not has_uno():
        return None
    return [PYTHON, str(Path(__file__).with_name("merge_with_office.py")), str(folder)]


def has_uno() -> bool:
    done = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


def report(name: str, took: Took, ours: Took, goal: int | None = None) -> None:
    ratios = took.passed / ours.passed, took.worked / ours.worked
    kept = "" if goal is None else f" (goal {goal}: {'kept' if min(ratios) >= goal else 'MISSED'})"
    click.echo(
        f"{name:<12} {took.passed:7.3f} s by the clock, {ratios[0]:5.1f} times ours; "
        f"{took.worked:7.3f} s of the processor, {ratios[1]:5.1f} times{kept}"
    )


def report_pages(folder: Path) -> None:
    """That each of them printed all of it."""
    counts = {path.stem: len(PdfReader(path).pages) for path in sorted(folder.glob("*.pdf"))}
    click.echo("pages: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


@click.command()
@click.option("--labels", "count", default=1_000, show_default=True)
@click.option("--times", default=TIMES, show_default=True)
def main(count: int, times: int) -> None:
    """Prints the same labels with each of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        labels = made_labels(count)
        write_list(folder / "list.csv", labels, headed=False)
        write_list(folder / "people.csv", labels, headed=True)
        asked = {
            "Storebook": (ours(folder), None),
            "gLabels": (glabels(folder), 5),
            "LibreOffice": (libreoffice(folder), 8),
        }
        found: dict[str, list[Took]] = {one: [] for one, (words, _) in asked.items() if words}
        for _ in range(times):
            for one, some in found.items():
                some.append(Took.of(asked[one][0] or []))
        bare = quickest(found["Storebook"])
        for one, (words, goal) in asked.items():
            if words is None:
                click.echo(f"{one} is missing: apt-get install {DEBIAN[one]}")
            else:
                report(one, quickest(found[one]), bare, goal)
        report_pages(folder)


if __name__ == "__main__":
    main()
