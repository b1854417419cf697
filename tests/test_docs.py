"""The documents say what is so: files they name exist, commands they show can be given."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from db.commands import COMMANDS
from db.commands.arguments import parse

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".git", "shared", "scratch", "build", "dist", "formats"}
"""Saved threads in Markdown are cases of readers, not documents; ``formats`` holds no other."""

DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not any(part in SKIPPED or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
FOLDERS = [name for name in DOCUMENTS if name.endswith("/README.md")]
SUFFIXES = (
    ".py", ".md", ".toml", ".lock", ".txt", ".json", ".svg", ".qss", ".ts", ".png", ".yml", ".spec",
)  # fmt: skip
MADE = {".venv/bin/python", "desktop/resources", "__init__.py"}
"""What the documents name that is made by building or setting up, or must not be there."""


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    """Return the lines of the blocks of commands."""
    lines: list[str] = []
    for block in re.findall(r"^```sh\n(.*?)^```", text(name), re.MULTILINE | re.DOTALL):
        lines += [line for line in block.splitlines() if line.strip()]
    return lines


def paths(name: str) -> set[str]:
    """Return what stands in backquotes or in a link and looks like a file or a folder."""
    prose = re.sub(r"^```.*?^```", "", text(name), flags=re.MULTILINE | re.DOTALL)
    quoted = {word for code in re.findall(r"`([^`\n]+)`", prose) for word in code.split()}
    linked = {
        target.partition("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", prose)
        if "://" not in target
    }
    found = {
        word
        for word in quoted
        if re.fullmatch(r"[\w.*-]+(/[\w.*-]+)*/?", word)
        and (word.endswith((*SUFFIXES, "/")) or ("/" in word and word.lower() == word))
    }
    found = {path for path in found | linked if path and path not in MADE}
    return {path for path in found if not re.search(r"\bv?N+\b", path)}  # N stands for a number


def is_there(path: str, document: str) -> bool:
    """Whether a path is one of the repository, seen from its root or from the document."""
    for base in (ROOT, (ROOT / document).parent):
        if "*" in path:
            if any(base.glob(path)):
                return True
        elif (base / path).exists():
            return True
    return False


# a decision tells of its day, and of what was not done
@pytest.mark.parametrize("name", [name for name in DOCUMENTS if "decisions/0" not in name])
def test_what_a_document_names_is_there(name: str) -> None:
    missing = sorted(path for path in paths(name) if not is_there(path, name))
    assert missing == []


@pytest.mark.parametrize("name", FOLDERS)
def test_the_readme_of_a_folder_leaves_no_module_out(name: str) -> None:
    """A table of files in a folder is whole, unless it says that the others are alike."""
    table = "\n".join(line for line in text(name).splitlines() if line.startswith("|"))
    modules = {path.name for path in (ROOT / name).parent.glob("*.py")} - {"__init__.py"}
    if not modules or "| the others |" in table or "`test_*.py`" in table:
        return
    assert {module for module in modules if f"{module}`" not in table} == set()


def test_commands_of_the_readme_can_be_given() -> None:
    given = [shlex.split(line, comments=True) for line in blocks("README.md")]
    commands = [words[1:] for words in given if words[0] == "beilin"]
    for words in commands:
        parse(words)
    assert {words[0] for words in commands} == COMMANDS


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_scripts_of_the_readme_are_there(name: str) -> None:
    given = [shlex.split(line, comments=True) for line in blocks(name)]
    scripts = [words for words in given if words[0] != "beilin"]
    assert scripts
    for words in scripts:
        if words[0].startswith("python"):
            assert words[0] == "python3"
            words = words[1:]  # noqa: PLW2901 - what is run
        assert [path for path in words if "/" in path and not (ROOT / path).exists()] == []


def test_the_contract_names_every_field() -> None:
    """Every field of the JSON stands in the document of the commands, and no other."""
    documented = set(re.findall(r'"(\w+)"', text("db/commands/README.md")))
    used: set[str] = set()
    for path in (ROOT / "db" / "commands").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                used |= {
                    str(key.value)
                    for key in node.keys
                    if isinstance(key, ast.Constant) and re.fullmatch(r"\w+", str(key.value))
                }
    assert documented - used - {"article"} == set()
    assert used - documented == set()


def test_decisions_are_listed_and_have_a_status() -> None:
    pages = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    index = text("docs/decisions/README.md")
    assert [name for name in pages if f"({name})" not in index] == []
    numbers = [name[:4] for name in pages]
    assert len(numbers) == len(set(numbers))
    for name in pages:
        page = text(f"docs/decisions/{name}")
        assert re.match(rf"# {name[:4]} ", page), name
        assert re.search(r"^Status: (proposed|accepted|superseded by \d{4})\.", page, re.M), name


def test_the_house_in_one_page_names_every_floor() -> None:
    settings = tomllib.loads(text("pyproject.toml"))
    page = text("ARCHITECTURE.md")
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["id"] in ("db-floors", "desktop-floors"):
            parts = [part.strip() for floor in contract["layers"] for part in floor.split("|")]
            assert [part for part in parts if f"`{part}`" not in page] == []
