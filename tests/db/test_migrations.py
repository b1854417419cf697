"""Steps of the schema: whole or not at all, nothing lost by accident, a copy kept from before."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import backup, engine, integrity, library, migrations, notes, search, store
from db.errors import DiskFull, LibraryDamaged, LibraryTooNew
from db.importing import pipeline
from db.migrations import runner
from db.migrations.runner import Step
from db.threads import skeleton
from tests.builders import make_capture
from tests.db import old_library
from tests.db.shelving import always, connect, facts, failing, states

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "a.beilin"
    store.create(made).close()
    return made


@pytest.fixture
def writer(place: Path) -> Iterator[Engine]:
    made = engine.writer_engine(place)
    yield made
    made.dispose()


def step(number: int, *statements: str, removes: Sequence[str] = ()) -> Step:
    def apply(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    return Step(number, f"step {number}", apply, frozenset(removes))


def version(writer: Engine) -> int:
    with writer.connect() as connection:
        return migrations.schema_version(connection)


def names(writer: Engine) -> frozenset[str]:
    with writer.connect() as connection:
        return runner.objects(connection)


def then(monkeypatch: pytest.MonkeyPatch, *more: Step) -> None:
    """A later version of the program, with more steps."""
    steps = (*migrations.STEPS, *more)
    migrate = runner.migrate

    def all_steps(writer: Engine, program: str) -> int:
        return migrate(writer, program, steps)

    monkeypatch.setattr(migrations, "migrate", all_steps)
    monkeypatch.setattr(migrations, "CURRENT", steps[-1].number)


NEXT = migrations.CURRENT + 1
ADD = step(NEXT, "ALTER TABLE note ADD COLUMN mood TEXT")


def test_steps_are_numbered_without_gaps() -> None:
    assert [each.number for each in migrations.STEPS] == list(range(1, migrations.CURRENT + 1))
    assert len({each.name for each in migrations.STEPS}) == migrations.CURRENT
    assert migrations.pending(0) == migrations.STEPS
    assert migrations.pending(migrations.CURRENT) == ()


def test_a_new_library_went_all_the_steps(writer: Engine) -> None:
    with writer.connect() as connection:
        rows = connection.exec_driver_sql("SELECT number, name FROM migration ORDER BY number")
        assert [tuple(row) for row in rows] == [
            (each.number, each.name) for each in migrations.STEPS
        ]


def test_a_step_leaves_its_record(writer: Engine) -> None:
    assert runner.migrate(writer, "7.8", (*migrations.STEPS, ADD)) == 1
    assert runner.migrate(writer, "7.9", (*migrations.STEPS, ADD)) == 0
    with writer.connect() as connection:
        row = connection.exec_driver_sql(
            "SELECT name, program_version, applied_at FROM migration WHERE number = ?", (NEXT,)
        ).one()
    assert row[:2] == (ADD.name, "7.8")
    assert row[2].endswith("+00:00")
    assert version(writer) == NEXT


def test_steps_before_one_that_fails_stay(writer: Engine) -> None:
    before = names(writer)
    steps = (
        step(NEXT, "CREATE TABLE one(a)"),
        step(NEXT + 1, "CREATE TABLE two(a)", "CREATE TABLE three(a)", "SELECT * FROM nowhere"),
    )
    with pytest.raises(Exception, match="no such table"):
        runner.migrate(writer, "1", steps)
    assert version(writer) == NEXT
    assert names(writer) - before == {"table one"}


@pytest.mark.parametrize(
    ("make", "lose", "what"),
    [
        (
            "CREATE TRIGGER t AFTER INSERT ON note BEGIN SELECT 1; END",
            "DROP TRIGGER t",
            "trigger t",
        ),
        ("CREATE INDEX i ON note(body)", "DROP INDEX i", "index i"),
        ("CREATE VIEW v AS SELECT 1", "DROP VIEW v", "view v"),
        ("CREATE TABLE x(a)", "DROP TABLE x", "table x"),
    ],
)
def test_what_a_step_loses_by_accident_undoes_it(
    writer: Engine, make: str, lose: str, what: str
) -> None:
    runner.migrate(writer, "1", (step(NEXT, make),))
    assert what in names(writer)
    with pytest.raises(RuntimeError, match=what):
        runner.migrate(writer, "1", (step(NEXT + 1, lose),))
    assert what in names(writer)
    assert version(writer) == NEXT
    assert runner.migrate(writer, "1", (step(NEXT + 1, lose, removes=[what]),)) == 1
    assert what not in names(writer)


def test_a_table_made_anew_without_its_trigger_is_noticed(writer: Engine) -> None:
    """What a batch of another migration tool does silently."""
    trigger = "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END"
    runner.migrate(writer, "1", (step(NEXT, "CREATE TABLE x(a)", trigger),))
    anew = step(
        NEXT + 1,
        "CREATE TABLE y(b)",
        "INSERT INTO y SELECT a FROM x",
        "DROP TABLE x",
        "ALTER TABLE y RENAME TO x",
    )
    with pytest.raises(RuntimeError, match="trigger t"):
        runner.migrate(writer, "1", (anew,))
    rename = step(NEXT + 1, "ALTER TABLE x RENAME COLUMN a TO b")
    assert runner.migrate(writer, "1", (rename,)) == 1
    assert "trigger t" in names(writer)


def test_rows_that_refer_to_nothing_undo_a_step(writer: Engine) -> None:
    stray = step(
        NEXT,
        "CREATE TABLE child(parent INTEGER REFERENCES thread(id) DEFERRABLE INITIALLY DEFERRED)",
        "INSERT INTO child VALUES (7)",
    )
    with pytest.raises(LibraryDamaged, match="it is as it was") as caught:
        runner.migrate(writer, "1", (stray,))
    assert "row 1 of child refers to nothing in thread" in caught.value.detail
    assert version(writer) == migrations.CURRENT


def test_a_file_that_is_damaged_by_a_step_is_as_it_was(writer: Engine) -> None:
    wrong = step(
        NEXT,
        "CREATE TABLE x(a NOT NULL)",
        "INSERT INTO x VALUES (1)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE x(a, b NOT NULL)' WHERE name = 'x'",
        "PRAGMA writable_schema = RESET",
    )
    with pytest.raises(LibraryDamaged) as caught:
        runner.migrate(writer, "1", (wrong,))
    assert "NULL value in x.b" in caught.value.detail
    assert version(writer) == migrations.CURRENT


# the ceremony of opening


def test_an_older_library_is_copied_and_brought_up_to_date(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = facts(place)
    then(monkeypatch, ADD)
    library.open_library(place).close()
    with closing(connect(place)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        connection.execute("SELECT mood FROM note")
    (copy,) = place.parent.glob("a.schema-*.beilin")
    assert facts(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT - 1,)
    monkeypatch.undo()
    store.open_library(copy).close()


def test_a_caller_may_do_without_a_copy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    then(monkeypatch, ADD)
    store.open_library(place).close()
    assert [file.name for file in place.parent.iterdir()] == ["a.beilin"]
    with closing(connect(place)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)


def test_a_library_that_cannot_be_copied_is_not_changed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then(monkeypatch, ADD)
    before = states(place.parent)
    monkeypatch.setattr(backup, "_write", failing(DiskFull("Full.")))
    with pytest.raises(DiskFull):
        library.open_library(place)
    assert states(place.parent) == before


def test_tries_that_fail_leave_one_copy(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    then(monkeypatch, step(NEXT, "SELECT * FROM nowhere"))
    for _ in range(3):
        with pytest.raises(Exception, match="no such table"):
            library.open_library(place)
    assert len(list(place.parent.glob("a.schema-*"))) == 1
    # what was written since is in a second copy
    with closing(connect(place)) as connection:
        connection.execute("INSERT INTO meta VALUES ('since', '')")
    for _ in range(2):
        with pytest.raises(Exception, match="no such table"):
            library.open_library(place)
    first, second = sorted(place.parent.glob("a.schema-*"), key=lambda file: file.stat().st_mtime)
    assert "since" not in facts(first)
    assert "since" in facts(second)
    monkeypatch.undo()
    store.open_library(place).close()


def test_a_damaged_library_is_not_brought_up_to_date(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(connect(place)) as connection:
        connection.execute("CREATE TABLE x(a NOT NULL)")
        connection.execute("INSERT INTO x VALUES (1)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = 'CREATE TABLE x(a, b NOT NULL)' WHERE name = 'x'"
        )
    then(monkeypatch, ADD)
    before = states(place.parent)
    with pytest.raises(LibraryDamaged, match="no copy was made"):
        library.open_library(place)
    assert states(place.parent) == before


def test_another_program_may_be_quicker(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look at the library and the step, a newer program has opened it."""
    then(monkeypatch, ADD)
    monkeypatch.setattr(backup, "before_migration", always(None))

    def quicker(*_: object) -> int:
        with closing(connect(place)) as connection:
            connection.execute(f"PRAGMA user_version = {NEXT + 1}")
        return 0

    monkeypatch.setattr(migrations, "migrate", quicker)
    with pytest.raises(LibraryTooNew):
        library.open_library(place)


OPENS = """
import sys
from pathlib import Path
from db import library, migrations
from db.migrations import runner
def apply(connection):
    connection.exec_driver_sql("CREATE TABLE once(a)")
steps = (*migrations.STEPS, runner.Step(migrations.CURRENT + 1, "later", apply))
migrate = runner.migrate
migrations.migrate = lambda writer, program: migrate(writer, program, steps)
migrations.CURRENT += 1
library.open_library(Path(sys.argv[1])).close()
"""


def test_two_programs_that_open_an_older_library_take_turns(place: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", OPENS, str(place)]) for _ in range(3)]
    assert [program.wait() for program in programs] == [0, 0, 0]
    with closing(connect(place)) as connection:
        numbers = connection.execute("SELECT number FROM migration").fetchall()
        assert numbers == [(number,) for number in range(1, NEXT + 1)]
    copies = list(place.parent.glob("a.schema-*"))
    assert 1 <= len(copies) <= 3
    assert not list(place.parent.glob(".*.part"))


# libraries of every version that was

STORES = Path(__file__).resolve().parents[1] / "data" / "stores"
KEPT = sorted(STORES.glob("v*.beilin"))


@pytest.fixture(params=KEPT, ids=[path.stem for path in KEPT])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a library that an earlier version made, and of what is in it."""
    source: Path = request.param
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    copy.with_suffix(".json").write_bytes(source.with_suffix(".json").read_bytes())
    return copy


def told(kept: Path) -> object:
    return json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))


def test_there_is_a_library_of_each_version() -> None:
    assert [path.stem for path in KEPT] == [f"v{each.number}" for each in migrations.STEPS]


def test_a_kept_library_is_of_its_version(kept: Path) -> None:
    with closing(connect(kept, "mode=ro&immutable=1")) as connection:
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    assert kept.stem == f"v{found}"


def test_everything_of_a_kept_library_is_seen(kept: Path) -> None:
    with closing(library.open_library(kept)) as opened:
        assert old_library.missing(told(kept), old_library.look(opened)) == []
        if search.is_stale(opened):  # made under other Unicode tables than those of this Python
            search.reindex(opened)
        assert integrity.check(opened).findings == ()


def test_a_kept_library_is_used_on(kept: Path) -> None:
    with closing(library.open_library(kept)) as opened:
        search.reindex(opened)
        skeleton.rebuild(opened)
        (outcome,) = pipeline.import_bytes(opened, make_capture(3, 12), "new.txt")
        assert outcome.thread is not None
        added = notes.add(opened, outcome.thread, body="接着写").value
        notes.edit(opened, added.id, body="再接着写")
        assert integrity.check(opened).findings == ()
        seen = old_library.look(opened)
    for one in ("1", "2"):
        before = told(kept)
        assert isinstance(before, dict)
        assert old_library.missing(before["threads"][one], seen["threads"][one]) == []


def test_a_kept_library_of_this_version_is_what_is_made_today(tmp_path: Path) -> None:
    """As soon as the schema is another, it needs a library of its own."""
    made = tmp_path / "made.beilin"
    old_library.make(made)
    with closing(connect(made)) as today, closing(connect(KEPT[-1], "mode=ro&immutable=1")) as old:
        statement = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
        assert today.execute(statement).fetchall() == old.execute(statement).fetchall()
