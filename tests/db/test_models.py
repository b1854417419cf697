"""The declared tables and the schema that the steps make are the same."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import create_engine

from db import driver, engine, models, store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.driver import RawConnection

_DEFERRED = r"FOREIGN KEY ?\((\w+)\) REFERENCES \w+ ?\(\w+\) DEFERRABLE INITIALLY DEFERRED"


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[RawConnection]:
    place = tmp_path / "migrated.beilin"
    store.create(place).close()
    with closing(engine.connect_reader(place)) as connection:
        yield connection


@pytest.fixture
def declared(tmp_path: Path) -> Iterator[RawConnection]:
    place = tmp_path / "declared.beilin"
    place.touch()
    made = create_engine(
        "sqlite://", module=driver.module, creator=lambda: engine.connect_writer(place)
    )
    models.Base.metadata.create_all(made)
    made.dispose()
    with closing(engine.connect_reader(place)) as connection:
        yield connection


def tables(connection: RawConnection) -> list[str]:
    """The tables that are no full-text tables, nor parts of them."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
        " AND name NOT LIKE 'sqlite_%' ORDER BY name"
    )
    return [row[0] for row in rows]


def shape(connection: RawConnection, table: str) -> dict[str, Any]:
    """What a table is: its columns in any order, what they refer to, its indexes."""
    columns = {
        row[1]: row[2:] for row in connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
    }
    references = {
        # column, table, column there, on update, on delete
        (row[3], row[2], row[4], row[5], row[6])
        for row in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    }
    sql = statement(connection, "table", table)
    deferred = set(re.findall(_DEFERRED, sql))
    return {
        "columns": columns,
        "references": references,
        "deferred": deferred,
        "indexes": dict(indexes(connection, table)),
    }


def indexes(connection: RawConnection, table: str) -> Iterator[tuple[str, Any]]:
    for _, name, unique, origin, partial in connection.execute(
        f'PRAGMA index_list("{table}")'
    ).fetchall():
        columns = tuple(
            (row[2], row[3], row[4])
            for row in connection.execute(f'PRAGMA index_xinfo("{name}")').fetchall()
            if row[5]
        )
        where = statement(connection, "index", name).partition(" WHERE ")[2]
        # those behind UNIQUE and PRIMARY KEY have numbers for names
        yield (name if origin == "c" else f"{origin} {columns}", (columns, unique, partial, where))


def statement(connection: RawConnection, kind: str, name: str) -> str:
    row = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
    ).fetchone()
    words = re.sub(r"\s+", " ", row[0] or "") if row else ""
    return words.strip().replace('"', "").replace(f"{name}.", "")


def test_the_same_tables_are_declared_and_made(
    migrated: RawConnection, declared: RawConnection
) -> None:
    assert tables(migrated) == tables(declared)
    assert set(tables(migrated)) == set(models.Base.metadata.tables)


def test_each_table_is_declared_as_it_is_made(
    migrated: RawConnection, declared: RawConnection
) -> None:
    for table in tables(declared):
        made, said = shape(migrated, table), shape(declared, table)
        for part, value in made.items():
            assert value == said[part], (table, part)


def test_differences_are_seen(tmp_path: Path, migrated: RawConnection) -> None:
    """The comparison is worth something: each kind of difference makes another shape."""
    changes = {
        "columns": ("state TEXT NOT NULL", "state TEXT"),
        "references": ("REFERENCES post (id)", "REFERENCES post (id) ON DELETE CASCADE"),
        "indexes": ("UNIQUE (uid)", "CHECK (uid <> '')"),
        "deferred": ("REFERENCES post (id)", "REFERENCES post (id) DEFERRABLE INITIALLY DEFERRED"),
    }
    sql = statement(migrated, "table", "note").replace(" end ", ' "end" ')
    with closing(driver.connect(engine.address(tmp_path / "x", "mode=rwc"), timeout=0)) as other:
        other.execute(sql)
        for index in ("ix_note_post_id", "ix_note_thread_id"):
            other.execute(statement(migrated, "index", index))
        assert shape(other, "note") == shape(migrated, "note")
    for part, (before, after) in changes.items():
        assert before in sql
        with closing(driver.connect(engine.address(tmp_path / part, "mode=rwc"), timeout=0)) as o:
            o.execute(sql.replace(before, after))
            assert shape(o, "note")[part] != shape(migrated, "note")[part], part


def test_every_reference_is_indexed(migrated: RawConnection) -> None:
    """Removing a row asks each table that refers to it: a scan a row would be quadratic."""
    for table in tables(migrated):
        columns = shape(migrated, table)
        leading = {value[0][0][0] for value in columns["indexes"].values()}
        key = next((name for name, row in columns["columns"].items() if row[3] == 1), None)
        for reference in columns["references"]:
            assert reference[0] in leading | {key}, (table, reference)


def test_every_table_has_words_about_itself() -> None:
    for mapper in models.Base.registry.mappers:
        assert (mapper.class_.__doc__ or "").strip(), mapper
