"""How fast other programs print the same labels, beside ours; run by hand.

    python tests/benchmarks/bench_other_programs.py [--labels 1000]

gLabels merges a CSV file into its own label; LibreOffice merges a registered CSV file into a Writer
document of labels, without a window, once it has started (its start is told apart). What is
missing is said and left out: Debian has glabels, libreoffice-writer, libreoffice-base and
python3-uno.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

import click  # noqa: E402
from pypdf import PdfReader  # noqa: E402

from storebook.printing.labels import LabelText, print_labels  # noqa: E402
from storebook.printing.sheets import sheet  # noqa: E402
from tests.benchmarks.bench_printing import made_labels  # noqa: E402

TIMES = 3
GLABELS = ("glabels-3-batch", "glabels-batch")
OFFICE = "soffice"
# The system's own Python: the module that speaks with LibreOffice comes with it, and not with ours.
PYTHON = "/usr/bin/python3"
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


def quickest(work: Callable[[], object]) -> float:
    """Seconds of the quickest of a few."""
    found = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def ours(folder: Path, labels: list[LabelText]) -> float:
    """A process of our own, started and ended, as the others are."""
    with (folder / "ours.pdf").open("wb") as out:
        print_labels(out, labels, sheet("avery-5160"))

    def work() -> None:
        with (folder / "ours.pdf").open("wb") as stream:
            print_labels(stream, labels, sheet("avery-5160"))

    return quickest(work)


def ours_with_start(count: int) -> float:
    """Seconds of a whole process: Python, the fonts, the labels."""
    code = (
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; "
        f"from tests.benchmarks.bench_printing import ours; ours('labels', {count})"
    )
    return quickest(lambda: subprocess.run([sys.executable, "-c", code], check=True))


def glabels(folder: Path, labels: list[LabelText]) -> float | None:
    """A whole process of gLabels; None when it is not there."""
    program = next((name for name in GLABELS if shutil.which(name)), None)
    if program is None:
        return None
    write_list(folder / "list.csv", labels, headed=False)
    template = folder / "labels.glabels"
    template.write_text(TEMPLATE.format(source=folder / "list.csv"), "utf-8")
    words = [program, "-o", str(folder / "glabels.pdf"), str(template)]
    return quickest(lambda: subprocess.run(words, check=True, capture_output=True))


def libreoffice(folder: Path, labels: list[LabelText]) -> tuple[float, float] | None:
    """Seconds until it has started, and of the merge; None when it is not there."""
    if shutil.which(OFFICE) is None or not has_uno():
        return None
    write_list(folder / "people.csv", labels, headed=True)
    script = Path(__file__).with_name("merge_with_office.py")
    done = subprocess.run(
        [PYTHON, str(script), str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        click.echo(f"LibreOffice did not merge: {done.stderr.strip().splitlines()[-1:]}")
        return None
    started, merged = map(float, done.stdout.split())
    return started, merged


def has_uno() -> bool:
    done = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return done.returncode == 0


def report(name: str, seconds: float, bare: float) -> None:
    click.echo(f"{name:<34} {seconds:8.3f} s   {seconds / bare:6.1f} times ours")


def report_pages(folder: Path) -> None:
    """That each of them printed all of it."""
    counts = {path.stem: len(PdfReader(path).pages) for path in sorted(folder.glob("*.pdf"))}
    click.echo("pages: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


@click.command()
@click.option("--labels", "count", default=1_000, show_default=True)
def main(count: int) -> None:
    """Prints the same labels with each of them."""
    labels = made_labels(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bare = ours(folder, labels)
        report("Storebook, labels alone", bare, bare)
        whole = ours_with_start(count)
        report("Storebook, its start included", whole, bare)
        if (found := glabels(folder, labels)) is None:
            click.echo("gLabels is missing: apt-get install glabels")
        else:
            report("gLabels, its start included", found, bare)
        if (both := libreoffice(folder, labels)) is None:
            click.echo("LibreOffice is missing: apt-get install libreoffice-writer python3-uno …")
        else:
            report("LibreOffice, merge alone", both[1], bare)
            report("LibreOffice, its start included", sum(both), bare)
        report_pages(folder)


if __name__ == "__main__":
    main()
