"""What sqlite-utils was measured to do: our own code rests on it, so an upgrade must not surprise.

Several of these are things that we must never let it do to a book. When one of them fails after an
upgrade, the way we use sqlite-utils is to be thought over, not the test alone.
"""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from storebook.book.by_sqlite_utils import Database, Migrations, wrap
from storebook.book.engine import IntegrityError, OperationalError, connect, one_value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "try.sqlite"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    with closing(connect(path, "create", busy_ms=50)) as connection:
        connection.execute("CREATE TABLE shopper (id INTEGER PRIMARY KEY, name TEXT UNIQUE, note)")
        yield wrap(connection)


def saved(path: Path) -> int:
    """How many shoppers another connection sees: those that are committed."""
    with closing(connect(path, "read")) as other:
        return int(one_value(other, "SELECT count(*) FROM shopper"))


def test_every_method_commits_by_itself(db: Database, path: Path) -> None:
    db.table("shopper").insert({"name": "Ann"})

    assert saved(path) == 1


def test_a_with_block_around_the_connection_protects_nothing(db: Database, path: Path) -> None:
    def fail() -> None:
        with db.conn:
            db.table("shopper").insert({"name": "Ann"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert saved(path) == 1


def test_in_a_transaction_that_is_open_it_commits_nothing(db: Database, path: Path) -> None:
    db.conn.execute("BEGIN IMMEDIATE")
    db.table("shopper").insert({"name": "Ann"})
    db.table("shopper").insert_all({"name": f"S{n}"} for n in range(250))
    db.table("shopper").update(1, {"note": "likes pearls"})
    db.table("shopper").delete(1)

    assert saved(path) == 0
    db.conn.execute("ROLLBACK")
    assert saved(path) == 0


def test_insert_all_commits_each_hundred_rows(db: Database, path: Path) -> None:
    rows = [{"name": f"S{n}"} for n in range(249)] + [{"name": "S0"}]

    with pytest.raises(IntegrityError):
        db.table("shopper").insert_all(rows)

    assert saved(path) == 200


def test_atomic_begins_so_that_another_writer_makes_it_fail_at_once(
    db: Database, path: Path
) -> None:
    def read_then_write() -> None:
        with db.atomic():
            db.execute("SELECT count(*) FROM shopper").fetchall()
            with closing(connect(path, "write")) as other:
                other.execute("INSERT INTO shopper (name) VALUES ('Bea')")
            db.table("shopper").insert({"name": "Ann"})

    with pytest.raises(OperationalError, match="locked"):
        read_then_write()

    assert saved(path) == 1


def test_atomic_inside_a_transaction_is_a_part_of_it(db: Database, path: Path) -> None:
    db.conn.execute("BEGIN IMMEDIATE")
    with db.atomic():
        db.table("shopper").insert({"name": "Ann"})

    assert saved(path) == 0
    db.conn.execute("ROLLBACK")
    assert saved(path) == 0


def test_replacing_wipes_the_columns_that_are_not_named(db: Database) -> None:
    db.table("shopper").insert({"id": 1, "name": "Ann", "note": "likes pearls"})

    db.table("shopper").insert({"id": 1, "name": "Anne"}, replace=True)

    assert db.table("shopper").get(1) == {"id": 1, "name": "Anne", "note": None}


def test_a_misspelt_name_makes_a_table(db: Database) -> None:
    db.table("shoper").insert({"name": "Ann"})

    assert "shoper" in db.table_names()


def test_returning_leaves_a_transaction_open(db: Database, path: Path) -> None:
    plain = Database(path)  # a connection as sqlite-utils makes them itself

    plain.execute("INSERT INTO shopper (name) VALUES ('Ann') RETURNING id").fetchall()

    assert plain.conn.in_transaction
    assert saved(path) == 0
    plain.conn.rollback()
    plain.close()


def test_transforming_a_table_drops_its_triggers(db: Database) -> None:
    db.execute("CREATE TRIGGER kept AFTER INSERT ON shopper BEGIN SELECT 1; END")

    db.table("shopper").transform(rename={"note": "remark"})

    assert db.triggers == []


def test_transforming_a_table_makes_computed_columns_plain_ones(db: Database) -> None:
    db.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, net INTEGER, twice AS (net * 2))")
    db.execute("INSERT INTO line (net) VALUES (4)")

    db.table("line").transform(rename={"net": "net_cents"})

    assert "twice AS" not in db.table("line").schema


def test_references_are_not_watched_unless_asked(path: Path, db: Database) -> None:
    plain = Database(path)

    assert plain.execute("PRAGMA foreign_keys").fetchall() == [(0,)]
    plain.close()


def test_a_half_read_answer_keeps_the_log_from_being_emptied(db: Database, path: Path) -> None:
    db.table("shopper").insert_all({"name": f"S{n}"} for n in range(5000))
    with closing(connect(path, "read")) as reader:
        half_read = reader.execute("SELECT * FROM shopper")
        half_read.fetchone()
        db.table("shopper").insert({"name": "Ann"})

        busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0]

        assert busy == 1
        half_read.fetchall()
        assert db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0] == 0


def test_decimals_become_floats(db: Database) -> None:
    db.table("shopper").insert({"name": "Ann", "note": Decimal("9400.10")})

    assert db.table("shopper").get(1)["note"] == 9400.1
    assert isinstance(db.table("shopper").get(1)["note"], float)


def test_reading_the_schema_leaves_the_file_as_it_is(db: Database, path: Path) -> None:
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = path.read_bytes()

    assert [table.name for table in db.tables] == ["shopper"]
    assert db.table("shopper").pks == ["id"]
    assert Migrations("ours").pending(db) == []

    assert path.read_bytes() == before
    assert path.with_name(path.name + "-wal").stat().st_size == 0


def test_a_migration_that_fails_leaves_nothing_and_stays_to_be_done(db: Database) -> None:
    steps = Migrations("ours")

    @steps(name="m001")
    def make(db: Database) -> None:
        db.execute("CREATE TABLE piece (id INTEGER PRIMARY KEY)")

    @steps(name="m002")
    def fail(db: Database) -> None:
        db.execute("CREATE TABLE line (id INTEGER PRIMARY KEY)")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        steps.apply(db)

    assert [step.name for step in steps.applied(db)] == ["m001"]
    assert [step.name for step in steps.pending(db)] == ["m002"]
    assert "line" not in db.table_names()


def test_migrations_inside_a_transaction_go_with_it(db: Database) -> None:
    steps = Migrations("ours")

    @steps(name="m001")
    def make(db: Database) -> None:
        db.execute("CREATE TABLE piece (id INTEGER PRIMARY KEY)")

    db.conn.execute("BEGIN IMMEDIATE")
    steps.apply(db)
    db.conn.execute("ROLLBACK")

    assert db.table_names() == ["shopper"]
