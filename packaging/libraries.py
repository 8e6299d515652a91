"""Qt's system libraries on Linux: which are missing, which packages hold them, how to get them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

import machine

# Found with ldd on a bare Debian 12, then proved by running the program there.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libbrotlidec.so.1": "libbrotli1",
}
WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
PRINTERS = {"libcups.so.2": "libcups2"}
# Only the tests want a print server: one of their own, that prints into a folder.
PRINT_SERVER = ["cups-daemon", "cups-client"]

# Since the clock of 2038 these carry another name (Debian 13, Ubuntu 24.04 and later).
RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libcups2": "libcups2t64"}


def require(thorough: bool) -> None:
    """Leaves what Qt needs here in place: as root by installing it, else stops with the one line.

    `thorough` (the first time) also brings what a window and a printer will ask for later.
    """
    if sys.platform != "linux":
        return
    lacking = missing(needed(os.environ))
    if may_install():
        wished = missing({**ALWAYS, **WINDOW, **PRINTERS}) if thorough else {}
        if lacking or wished:
            install([*lacking.values(), *wished.values()])
            lacking = missing(needed(os.environ))
    if lacking:
        raise SystemExit(advice({**lacking, **missing(PRINTERS)}))


def has_print_server() -> bool:
    """Whether a print server can be started here, and spoken to."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    return all(shutil.which(name, path=path) for name in ("cupsd", "lpadmin", "lp"))


def needed(environment: Mapping[str, str]) -> dict[str, str]:
    """The libraries without which Qt does not run in this session, each with its package."""
    if environment.get("DISPLAY"):
        return {**ALWAYS, **WINDOW}
    if environment.get("WAYLAND_DISPLAY"):
        return {**ALWAYS, **WAYLAND}
    return ALWAYS


def missing(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of `libraries` that this computer cannot load."""
    return {name: package for name, package in libraries.items() if not can_load(name)}


def can_load(name: str) -> bool:
    """Whether the library called `name` is installed."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Whether packages can be installed here without asking anybody."""
    return sys.platform == "linux" and os.geteuid() == 0 and has_apt()


def has_apt() -> bool:
    """Whether this is Debian, Ubuntu or one of their kin."""
    return shutil.which("apt-get") is not None


def install(packages: Iterable[str]) -> None:
    """Installs system packages without a question; what cannot be had is said, not fatal."""
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    trouble = "The system packages could not be installed."
    try:
        machine.run_quietly(["apt-get", "update", "-q"], trouble, quiet)
        names = apt_names(packages)
        machine.say(f"Installing system packages: {' '.join(names)} ...")
        command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *names]
        machine.run_quietly(command, trouble, quiet)
    except SystemExit as stop:
        machine.say(str(stop))


def apt_names(packages: Iterable[str]) -> list[str]:
    """The packages under the names that this system has for them, each once."""
    names = []
    for package in dict.fromkeys(packages):
        newer = RENAMED.get(package)
        names.append(newer if newer and apt_knows(newer) else package)
    return names


def apt_knows(package: str) -> bool:
    """Whether apt has heard of `package`."""
    command = ["apt-cache", "show", "--quiet=2", package]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def apt_line(packages: Iterable[str]) -> str:
    """The one line that installs `packages`, for somebody who may use sudo."""
    names = " ".join(apt_names(packages))
    return f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {names}'"


def advice(lacking: Mapping[str, str]) -> str:
    """What to do about missing libraries."""
    if has_apt():
        return (
            "Storebook's window needs some system libraries that are not here yet. This one line"
            f" installs them; then start again:\n\n  {apt_line(lacking.values())}\n"
        )
    return (
        "Storebook's window needs some system libraries that are not here yet. Install the"
        f" packages that hold these, then start again:\n\n  {' '.join(lacking)}\n"
    )
