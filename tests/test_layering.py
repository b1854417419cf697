"""The layering contracts, each seen broken by an import planted in a copy of the code.

A contract that never failed is decoration: this plants what each forbids and expects that very
contract to say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SETTINGS: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS: dict[str, dict[str, Any]] = {
    contract["id"]: contract for contract in SETTINGS["tool"]["importlinter"]["contracts"]
}

PLANTS = [
    ("one-way", "db/library.py", "from desktop import paths"),
    ("one-way", "db/commands/show.py", "def late():\n    import desktop.theme"),
    ("qt-free-db", "db/text.py", "from PySide6.QtCore import QObject"),
    ("qt-free-db", "db/commands/paper.py", "import shiboken6"),
    ("no-sql-in-desktop", "desktop/operations.py", "from sqlalchemy import select"),
    ("no-sql-in-desktop", "desktop/views/parts.py", "import sqlcipher3"),
    ("no-sql-in-desktop", "desktop/app.py", "import sqlite3"),
    ("tables-stay-home", "desktop/models/library_model.py", "from db.models import Post"),
    ("tables-stay-home", "desktop/app.py", "from db import driver"),
    ("db-floors", "db/search/query.py", "from db import notes"),
    ("db-floors", "db/records.py", "from db import text"),
    ("db-floors", "db/errors.py", "import db.records"),
    ("db-floors", "db/annex.py", "'''A module that nobody gave a floor.'''"),
    ("pure-formats", "db/importing/formats/kantie_text.py", "from db import store"),
    ("pure-formats", "db/importing/plain/floors.py", "import sqlalchemy"),
    ("pure-formats", "db/importing/formats/kantie_text.py", "from db.threads import posts"),
    ("formats-apart", "db/importing/formats/other.py", "from . import kantie_text"),
    ("pure-replies", "db/replies/rules.py", "from db.models import Post"),
    ("desktop-floors", "desktop/models/roles.py", "from desktop.views import parts"),
    ("desktop-floors", "desktop/theme.py", "from desktop import settings"),
    ("desktop-floors", "desktop/views/parts.py", "from desktop import actions"),
    ("desktop-floors", "desktop/annex.py", "'''A module that nobody gave a floor.'''"),
    ("one-thread-maker", "desktop/views/parts.py", "import threading"),
    ("one-thread-maker", "desktop/operations.py", "from concurrent.futures import Future"),
    ("one-thread-maker", "db/importing/pipeline.py", "import multiprocessing"),
    ("one-thread-maker", "db/backup.py", "import subprocess"),
]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the code once; each test plants one import and takes it out again."""
    copy = tmp_path_factory.mktemp("house")
    for package in ("desktop", "db"):
        shutil.copytree(
            ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(house: Path, *contracts: str) -> tuple[int, str]:
    """Return the verdict on these contracts, or on all, and what was said."""
    words = [word for contract in contracts for word in ("--contract", contract)]
    program = "from importlinter.cli import lint_imports_command as lint; lint()"
    done = subprocess.run(
        [sys.executable, "-c", program, "--cache-dir", ".cache", *words],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house), "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_contracts_are_kept(house: Path) -> None:
    status, said = lint(house)
    assert status == 0, said


def test_every_contract_is_planted_against() -> None:
    assert {contract for contract, _, _ in PLANTS} == set(CONTRACTS)


@pytest.mark.parametrize(
    ("contract", "module", "planted"), PLANTS, ids=[f"{one} {two}" for one, two, _ in PLANTS]
)
def test_a_planted_import_breaks_the_contract(
    house: Path, contract: str, module: str, planted: str
) -> None:
    file = house / module
    before = file.read_bytes() if file.exists() else None
    file.write_bytes((before or b"") + f"\n\n{planted}\n".encode())
    try:
        status, said = lint(house, contract)
    finally:
        file.unlink() if before is None else file.write_bytes(before)
    assert status == 1, said
    assert "broken" in said.lower() or "missing from layers" in said, said


def test_the_thread_contract_names_every_module() -> None:
    modules = {
        path.stem if path.suffix else path.name
        for path in (ROOT / "desktop").iterdir()
        if path.name not in ("__init__.py", "__pycache__", "jobs.py")
        and (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    sources = CONTRACTS["one-thread-maker"]["source_modules"]
    assert {f"desktop.{module}" for module in modules} | {"db"} == set(sources)
