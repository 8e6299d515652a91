"""An older book is backed up and brought up to date, all of the way or not at all."""

import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storebook.base.errors import Refused
from storebook.book import migrations
from storebook.book.book import Book
from storebook.book.by_sqlite_utils import Migrations, wrap
from storebook.book.check import check_book
from storebook.book.engine import APPLICATION_ID, connect, one_value, whole
from storebook.book.migrations import steps

ROOT = Path(__file__).resolve().parents[2]
RELEASED = sorted((ROOT / "tests" / "books").glob("*.book"))
UNLOGGED = {"change", "change_row", "change_shopper", "draft", "pin"}
# Rows of these are few, and they are never deleted but by taking their arrival back.
SELDOM_GONE = {"associate"}


def schema(path: Path) -> dict[str, str]:
    """Everything that makes up the shape of a book, by name."""
    with closing(connect(path, "read")) as connection:
        return {
            name: re.sub(r"\s+", " ", sql)
            for name, sql in connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name"
            ).fetchall()
            if not name.startswith("sqlite_")
        }


def book_before(path: Path, step: str) -> Path:
    """A book as an older program made it: stopped before this step."""
    with closing(connect(path, "create")) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        steps.migrations.apply(wrap(connection), stop_before=step)
        with whole(connection):
            connection.execute(
                "INSERT INTO associate (name, initials, role) VALUES ('Ruth Hallam', 'RH', 'owner')"
            )
            connection.execute("INSERT INTO setting (name, value) VALUES ('Shop', '{}')")
    return path


@pytest.mark.parametrize("step", migrations.KNOWN[1:])
def test_a_book_that_is_brought_up_to_date_is_like_a_new_one(
    tmp_path: Path, empty_book: Path, step: str
) -> None:
    path = book_before(tmp_path / "old.book", step)

    with Book.open(path) as book:
        assert book.value("SELECT name FROM associate") == "Ruth Hallam"
        assert [result for result in check_book(book) if not result.good] == []

    assert schema(path) == schema(empty_book)


def test_an_older_book_is_backed_up_first_and_the_backup_is_as_it_was(tmp_path: Path) -> None:
    path = book_before(tmp_path / "old.book", migrations.KNOWN[-1])
    before = schema(path)

    Book.open(path).close()

    (backup,) = tmp_path.glob("old before-upgrade *.book")
    assert schema(backup) == before
    with closing(connect(backup, "read")) as connection:
        assert one_value(connection, "SELECT name FROM associate") == "Ruth Hallam"


def test_a_book_of_today_is_not_backed_up_when_it_is_opened(book: Book) -> None:
    book.close()

    Book.open(book.path).close()

    assert list(book.path.parent.glob("*.book")) == [book.path]


def test_an_older_book_is_not_brought_up_to_date_by_reading_it(tmp_path: Path) -> None:
    path = book_before(tmp_path / "old.book", migrations.KNOWN[-1])
    before = path.read_bytes()

    with pytest.raises(Refused, match="made by an older Storebook"):
        Book.open(path, mode="read")

    assert path.read_bytes() == before


@pytest.fixture
def failing_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose last step of upgrading has a bug."""
    more = Migrations("storebook")
    for step in steps.STEPS:
        more(name=step.__name__.rpartition(".")[2])(step.migrate)

    @more(name="m998_good")
    def good(db: object) -> None:
        db.execute("CREATE TABLE half_way (id INTEGER PRIMARY KEY)")  # type: ignore[attr-defined]

    @more(name="m999_bad")
    def bad(db: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(steps, "migrations", more)
    monkeypatch.setattr(migrations, "KNOWN", (*migrations.KNOWN, "m998_good", "m999_bad"))


def test_an_upgrade_that_fails_leaves_the_book_as_it_was(book: Book, failing_step: None) -> None:
    book.close()
    before = schema(book.path)

    with pytest.raises(KeyboardInterrupt):
        Book.open(book.path)

    assert schema(book.path) == before
    assert len(list(book.path.parent.glob("shop before-upgrade *.book"))) == 1


def test_a_book_whose_rows_point_nowhere_is_not_brought_up_to_date(tmp_path: Path) -> None:
    path = book_before(tmp_path / "old.book", migrations.KNOWN[-1])
    with closing(connect(path, "write")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO change (at, associate_id, what) VALUES ('x', 77, 'x')")
    before = schema(path)

    with pytest.raises(Refused, match="point nowhere"):
        Book.open(path)

    assert schema(path) == before


def test_an_upgrade_for_which_there_is_no_room_does_not_begin(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = book_before(tmp_path / "old.book", migrations.KNOWN[-1])
    before = schema(path)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limits[1]))
    try:
        with pytest.raises(Refused, match="disk"):
            Book.open(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert schema(path) == before
    assert list(tmp_path.glob("*upgrade*")) == []
    Book.open(path).close()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_every_book_that_was_ever_released_opens(
    released: Path, tmp_path: Path, empty_book: Path
) -> None:
    path = Path(shutil.copy(released, tmp_path))

    with Book.open(path) as book:
        assert [result for result in check_book(book) if not result.good] == []
        with book.change("A setting") as change:
            change.insert("setting", name="Opened again", value="true")

    assert schema(path) == schema(empty_book)


# -- the shape that every step must keep to


def test_a_step_is_named_by_its_number_and_its_noun() -> None:
    for number, name in enumerate(migrations.KNOWN, start=1):
        assert re.fullmatch(rf"m{number:03d}_[a-z_]+", name)


def test_every_step_that_is_known_is_there_in_its_order() -> None:
    folder = Path(str(steps.__file__)).parent

    assert tuple(sorted(path.stem for path in folder.glob("m[0-9]*.py"))) == migrations.KNOWN
    assert tuple(step.__name__.rpartition(".")[2] for step in steps.STEPS) == migrations.KNOWN


def test_a_book_of_today_is_opened_without_what_upgrades_it(book: Book) -> None:
    """It takes a good part of the time until the window is there."""
    book.close()
    code = (
        "import sys; from pathlib import Path; from storebook.book.book import Book; "
        f"Book.open(Path({str(book.path)!r})).close(); print('sqlite_utils' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


def test_migrations_import_nothing_of_ours() -> None:
    for step in steps.STEPS:
        imported = re.findall(r"^(?:from|import) (\S+)", Path(str(step.__file__)).read_text(), re.M)

        assert "sqlite_utils.db" in imported
        assert not [name for name in imported if name.startswith("storebook")]


def test_every_logged_table_has_ids_that_are_never_used_twice(book: Book) -> None:
    for name, sql in tables(book):
        assert "STRICT" in sql, name
        if "fts5" not in sql and name not in DERIVED | UNLOGGED:
            assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql, name


def test_nothing_happens_past_the_log(book: Book) -> None:
    for name, sql in tables(book):
        assert "ON DELETE" not in sql.upper(), name
        assert "ON UPDATE" not in sql.upper(), name


# Kept by triggers, never written by hand.
DERIVED = {"shopper_summary", "occasion_order"}


def tables(book: Book) -> list[tuple[str, str]]:
    return book.rows(
        """
        SELECT name, sql FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '_sqlite_migrations'
          AND name NOT LIKE 'shopper_word%' AND name NOT LIKE 'shopper_inside%'
        ORDER BY name
        """
    )


def test_triggers_write_only_what_is_derived(book: Book) -> None:
    written = set()
    for sql in book.values("SELECT sql FROM sqlite_schema WHERE type = 'trigger'"):
        body = sql.partition("BEGIN")[2]
        written |= set(re.findall(r"(?:INSERT INTO|DELETE FROM|UPDATE(?! SET\b)) (\w+)", body))

    assert written == DERIVED | {"shopper_word", "shopper_inside"}


def test_every_reference_has_an_index_so_that_a_row_that_goes_is_not_sought_everywhere(
    book: Book,
) -> None:
    without = []
    for name, _ in tables(book):
        led = set(
            book.values(
                """
                SELECT info.name
                FROM pragma_index_list(:table) AS list, pragma_index_info(list.name) AS info
                WHERE info.seqno = 0
                UNION SELECT name FROM pragma_table_info(:table) WHERE pk = 1
                """,
                table=name,
            )
        )
        for column, to in book.rows(
            'SELECT "from", "table" FROM pragma_foreign_key_list(:table)', table=name
        ):
            if column not in led and to not in SELDOM_GONE:
                without.append(f"{name}.{column}")

    assert without == []


def test_an_index_of_a_reference_that_is_seldom_set_is_used_to_seek_it(book: Book) -> None:
    plan = book.rows("EXPLAIN QUERY PLAN SELECT 1 FROM purchase WHERE occasion_id = :id", id=1)

    assert "purchase_occasion" in str(plan)
