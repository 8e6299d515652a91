"""A print server of the test's own, with queues whose paper lands in a folder."""

import ctypes
import ctypes.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

SERVER = "cupsd"
NEEDED = (SERVER, "lp", "lpadmin", "lpstat", "cupsdisable")
CUPS = Path("/usr/lib/cups")
PATIENCE = 15.0

BACKEND = """\
#!/bin/sh
# Keeps each job and what the queue was told of it.
[ $# -eq 0 ] && { echo 'direct capture "Unknown" "Capture to folder"'; exit 0; }
out="${DEVICE_URI#capture:}"
if [ -n "$6" ]; then cat "$6" > "$out/job-$1.part"; else cat > "$out/job-$1.part"; fi
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" > "$out/job-$1.txt"
mv "$out/job-$1.part" "$out/job-$1.pdf"
"""
# A printer of A4, Letter and A6 with two trays that prints both sides, and takes PDF as it is.
DESCRIPTION = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "CAPTURE.PPD"
*Manufacturer: "Storebook"
*Product: "(Capture)"
*ModelName: "Capture"
*ShortNickName: "Capture"
*NickName: "Capture"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageSize Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*PageSize AnsiA/ANSI A: "<</PageSize[612 792]>>setpagedevice"
*PageSize A6/A6: "<</PageSize[297 420]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageRegion Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*PageRegion AnsiA/ANSI A: "<</PageSize[612 792]>>setpagedevice"
*PageRegion A6/A6: "<</PageSize[297 420]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*ImageableArea Letter: "0 0 612 792"
*ImageableArea AnsiA: "0 0 612 792"
*ImageableArea A6: "0 0 297 420"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*PaperDimension Letter: "612 792"
*PaperDimension AnsiA: "612 792"
*PaperDimension A6: "297 420"
*OpenUI *InputSlot/Tray: PickOne
*DefaultInputSlot: Tray1
*InputSlot Tray1/Tray 1: ""
*InputSlot Manual/Manual: ""
*CloseUI: *InputSlot
*OpenUI *Duplex/Both sides: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long: ""
*Duplex DuplexTumble/Short: ""
*CloseUI: *Duplex
"""

# One that prints one side at a time and whitens a quarter of an inch all around.
NARROW = re.sub(r"\*OpenUI \*Duplex.*?\*CloseUI: \*Duplex\n", "", DESCRIPTION, flags=re.DOTALL)
for name, wide, high in (("A4", 595, 842), ("Letter", 612, 792), ("AnsiA", 612, 792)):
    NARROW = NARROW.replace(
        f'*ImageableArea {name}: "0 0 {wide} {high}"',
        f'*ImageableArea {name}: "18 18 {wide - 18} {high - 18}"',
    )
DESCRIPTIONS = {"described": DESCRIPTION, "narrow": NARROW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What came out of the printer: the pages and what the queue was told."""

    title: str
    copies: int
    options: dict[str, str]
    pdf: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One printer whose paper lands in `folder`."""

    name: str
    folder: Path

    def papers(self, count: int) -> list[Paper]:
        """Everything that came out, the first first; waits until there are so many."""
        end = time.monotonic() + PATIENCE
        while len(found := sorted(self.folder.glob("job-*.pdf"), key=number_of)) < count:
            if time.monotonic() > end:
                raise AssertionError(f"{len(found)} of {count} jobs came out")
            Event().wait(0.02)
        return [self._read(path) for path in found]

    def _read(self, path: Path) -> Paper:
        title, copies, options = path.with_suffix(".txt").read_text("utf-8").split("\n")[:3]
        told = dict(part.partition("=")[::2] for part in options.split())
        return Paper(title=title, copies=int(copies), options=told, pdf=path.read_bytes())


def number_of(path: Path) -> int:
    """Of a job: the tenth comes after the ninth."""
    return int(path.stem.removeprefix("job-"))


def lacking() -> list[str]:
    """The programs of a print server that this computer does not have."""
    if sys.platform != "linux":
        return [SERVER]
    return [name for name in NEEDED if found(name) is None]


def found(name: str) -> str | None:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


@contextmanager
def print_server(folder: Path) -> Iterator[dict[str, Queue]]:
    """A server with three printers: one that can do all, one that cannot, and one without a
    description. `CUPS_SERVER` names it.
    """
    write_settings(folder)
    socket = folder / "run" / "cups.sock"
    server = subprocess.Popen(
        [str(found(SERVER)), "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(socket, server)
        os.environ["CUPS_SERVER"] = str(socket)
        tell_library(str(socket))
        yield {name: add_queue(folder, name) for name in ("described", "narrow", "plain")}
    finally:
        os.environ.pop("CUPS_SERVER", None)
        tell_library(None)
        server.terminate()
        server.wait(PATIENCE)


def tell_library(server: str | None) -> None:
    """Qt's own printing remembers the server from when it was first asked: it is told anew."""
    library = ctypes.util.find_library("cups")
    if library is not None:
        ctypes.CDLL(library).cupsSetServer(server.encode() if server is not None else None)


def write_settings(folder: Path) -> None:
    for name in ("run", "cache", "state", "spool", "tmp", "log", "etc"):
        (folder / name).mkdir()
    own_programs(folder / "bin")
    places = {
        "ServerRoot": folder / "etc",
        "ServerBin": folder / "bin",
        "RequestRoot": folder / "spool",
        "CacheDir": folder / "cache",
        "StateDir": folder / "state",
        "TempDir": folder / "tmp",
        "AccessLog": folder / "log" / "access",
        "ErrorLog": folder / "log" / "error",
        "PageLog": folder / "log" / "page",
    }
    files = [f"{name} {place}" for name, place in places.items()]
    (folder / "cups-files.conf").write_text("\n".join([*files, "SystemGroup root", ""]))
    allow = "Order allow,deny\nAllow all\n"
    (folder / "cupsd.conf").write_text(
        f"Listen {folder / 'run' / 'cups.sock'}\nBrowsing No\nWebInterface No\n"
        "DefaultAuthType None\nPreserveJobFiles Yes\n"
        f"<Location />\n{allow}</Location>\n<Location /admin>\n{allow}</Location>\n"
        f"<Policy default>\n<Limit All>\n{allow}</Limit>\n</Policy>\n"
    )
    for name, description in DESCRIPTIONS.items():
        (folder / f"{name}.ppd").write_text(description)


def own_programs(folder: Path) -> None:
    """The server's own helpers, and beside them the backend that keeps what is printed."""
    folder.mkdir()
    for part in CUPS.iterdir():
        if part.name != "backend":
            (folder / part.name).symlink_to(part)
    backend = folder / "backend"
    backend.mkdir()
    (backend / "capture").write_text(BACKEND)
    # Not for everybody: so the server runs it as itself, and it may write where the test may.
    (backend / "capture").chmod(0o700)


def wait_for(socket: Path, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while not socket.exists():
        if server.poll() is not None or time.monotonic() > end:
            raise AssertionError("the print server did not start")
        Event().wait(0.02)


def add_queue(folder: Path, name: str) -> Queue:
    paper = folder / name
    paper.mkdir()
    model = ["-P", str(folder / f"{name}.ppd")] if name in DESCRIPTIONS else ["-m", "raw"]
    at_the_queue("lpadmin", "-p", name, "-E", "-v", f"capture:{paper}", *model)
    return Queue(name=name, folder=paper)


def at_the_queue(program: str, *words: str) -> None:
    """Have one of the server's own programs do something."""
    subprocess.run([str(found(program)), *words], check=True, capture_output=True, timeout=PATIENCE)
