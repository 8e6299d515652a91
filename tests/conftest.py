"""What every test stands on: no window on the screen, nothing in the user's own folders."""

import gc
import os
import re
import shutil
import sys
from collections.abc import Generator, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

# Before Qt is loaded; a run in a real window has already chosen xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import hypothesis
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from storebook.book.book import Book

if TYPE_CHECKING:
    from tests.hostile import HostileShop

ROOT = Path(__file__).resolve().parent.parent
VERDICT = pytest.StashKey[int]()
# How much may come and go before Python looks for what may be let go of, in place of 700.
SELDOM = 20_000
SCREENSHOTS = ROOT / "build" / "screenshots"
USER_FOLDERS = {
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_STATE_HOME": "state",
    "XDG_DOCUMENTS_DIR": "documents",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",
    "WIN_PD_OVERRIDE_APPDATA": "config",
    "WIN_PD_OVERRIDE_PERSONAL": "documents",
}

# The same examples each time: a run that passed here passes everywhere, however slow the machine.
hypothesis.settings.register_profile("storebook", deadline=None, derandomize=True)
hypothesis.settings.load_profile("storebook")


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the next user, again and again: pytest counts all that there were, each time.

    Thousands of tests have one each, so that counting took longer than many a test.
    """
    folder = tmp_path_factory.mktemp("users")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def user_folders(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Books, settings and papers of this test, and of commands it runs, go to its own folder."""
    home = next(homes)
    for variable, folder in USER_FOLDERS.items():
        (home / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(home / folder))
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(home / "config"))
    yield home
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new book of Ruth Hallam's, made once: each test takes a copy."""
    path = tmp_path_factory.mktemp("template") / "template.book"
    Book.create(path, owner_name="Ruth Hallam").close()
    return path


@pytest.fixture
def book(empty_book: Path, tmp_path: Path) -> Iterator[Book]:
    """A real book of its own for each test, open for writing."""
    path = tmp_path / "shop.book"
    shutil.copyfile(empty_book, path)
    opened = Book.open(path)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[HostileShop]":
    """The shop of the badly typed, made once; who changes it takes a copy."""
    from tests.hostile import MEMORY, hostile_shop

    # The bait's whole path goes into every field, and has to stand on a label.
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as short:
        yield hostile_shop(tmp_path_factory.mktemp("hostile"), Path(short) / "b.png")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that wants a real window is skipped, aloud, where there is none."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    for item in items:
        if item.get_closest_marker("window"):
            item.add_marker(pytest.mark.skip(reason="wants a real window"))


def pytest_collection_finish() -> None:
    """What stands in memory by now, thousands of tests among it, stays: nobody has to look at it
    again, nor as often as Python would at what comes and goes. It took a sixth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test with `small_files(bytes)` can't make a file grow beyond that, as on a disk that is
    almost full; what it has to report goes into a file again.
    """
    marker = item.get_closest_marker("small_files")
    if marker is None:
        return (yield)
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (marker.args[0], before[1]))
    try:
        return (yield)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """When a test fails with a window open, a picture of it is kept and named in the report."""
    report = yield
    if call.when == "call" and report.failed and isinstance(QApplication.instance(), QApplication):
        for number, window in enumerate(QApplication.topLevelWidgets()):
            if window.isVisible():
                picture = (
                    SCREENSHOTS / f"{re.sub(r'[^A-Za-z0-9]+', '-', item.name)[:80]}-{number}.png"
                )
                picture.parent.mkdir(parents=True, exist_ok=True)
                window.grab().save(str(picture))
                report.sections.append(("screenshot", str(picture)))
    return report


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keeps what the tests had to say until everything of theirs is told."""
    session.config.stash[VERDICT] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leaves at once with the verdict of the tests.

    PySide6 6.12 can fall over while the interpreter takes it apart at the very end, when there is
    nothing left to test; that must not pass for a test that failed.
    """
    if VERDICT in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[VERDICT])
