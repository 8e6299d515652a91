"""Rows 6 and 7: a disk that does not answer, or is full, at each call of what the program does.
Nothing that was saved is lost, there is a sentence for it, and the next save needs no restart.
"""

import errno
import json
import shutil
from pathlib import Path

import pytest

from tests.durability.deeds import begin
from tests.durability.disk import run_with_shim, shim
from tests.durability.faults import ABOUT_SAFETY, ACTS
from tests.durability.length import many, reached

pytestmark = [
    pytest.mark.skipif(shim() is None, reason="failing calls want Linux and a C compiler"),
    pytest.mark.timeout(3600),
]

ROWS = {errno.EIO: 6, errno.ENOSPC: 7}
# How many calls are passed over between two that fail, in the short form.
# None of opening: one call in the middle of it once left a book that could be read alone.
EVERY = {"import": 67, "backup": 41, "merge": 41, "open": 1, "photo": 13}


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beginning") / "template"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        begin(folder)
    lines = ["Name,Phone", *(f"Noor {n} El-Amin,(603) 555-{n:04}" for n in range(60))]
    (folder / "theirs.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.mark.parametrize("error", ROWS, ids=lambda error: errno.errorcode[error])
@pytest.mark.parametrize("name", [*ACTS, "open"])
def test_a_call_that_fails_costs_nothing_that_was_saved(
    beginning: Path, tmp_path: Path, name: str, error: int
) -> None:
    folder = tmp_path / "folder"
    every = many(EVERY.get(name, 9), 1)

    ran = run_with_shim(
        ["tests.durability.faults", name, beginning, folder, str(error), str(every)],
        folder,
    )

    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["wrong"] == []
    for sentence in found["sentences"]:
        assert any(words in sentence for words in ABOUT_SAFETY), sentence
        assert len(sentence.split(". ")) >= 2, sentence
    reached(
        ROWS[error],
        f"{name}: {found['points']} calls, once and sticky, {found['raised']} raised, 0 lost",
    )
    shutil.rmtree(folder)
