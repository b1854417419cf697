"""The manual names every action, every sign of a query and every finding, and no other."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from db import notes, search, store
from db.commands import COMMANDS
from db.importing import pipeline
from db.importing.containers.unpacking import CONTAINERS
from db.importing.registry import ALL
from db.importing.sources import MOST_BYTES
from db.search import query
from db.search.operators import VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from db.store import Store

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "resources" / "manual"
FOLDERS = {"en": MANUAL, "zh_CN": MANUAL / "zh_CN"}
PAGES = (
    "figures.md",
    "files.md",
    "keys.md",
    "notes.md",
    "reading.md",
    "replies.md",
    "search.md",
)
BOTH = pytest.mark.parametrize("language", FOLDERS)


def page(language: str, name: str) -> str:
    return (FOLDERS[language] / name).read_text(encoding="utf-8")


def rows(text: str) -> list[list[str]]:
    """The cells of all tables, without their heads."""
    lines = re.findall(r"^\| (.*) \|$", text, re.MULTILINE)
    cells = [line.split(" | ") for line in lines]
    heads = {index - 1 for index, row in enumerate(cells) if set(row) == {"---"}}
    return [row for index, row in enumerate(cells) if index not in heads and set(row) != {"---"}]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def test_every_page_is_there_in_both_languages() -> None:
    for folder in FOLDERS.values():
        found = {file.name for file in folder.glob("*.md")} - {"glossary.md"}
        assert found == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_both_languages_say_as_much(name: str) -> None:
    english, chinese = page("en", name), page("zh_CN", name)
    assert english.count("\n## ") == chinese.count("\n## ")
    assert len(rows(english)) == len(rows(chinese))
    for one, other in zip(rows(english), rows(chinese), strict=True):
        assert len(one) == len(other)


# keys


@BOTH
def test_every_action_is_named_with_its_keys(language: str) -> None:
    pytest.importorskip("PySide6", reason="the window is not installed")
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from desktop import actions  # noqa: PLC0415
    from desktop.models import wording  # noqa: PLC0415
    from tests.desktop.languages import spoken  # noqa: PLC0415

    # of the kind that tests of the window expect, should they come later
    application = QApplication.instance() or QApplication([])
    assert application
    with spoken(language):
        specs = {spec.name: spec for spec in actions.specs()}
        expected = [
            [
                wording.without_mnemonic(specs[name].text),
                ", ".join(f"`{keys}`" for keys in specs[name].keys) or "—",
            ]
            for menu in actions.menus()
            for name in menu.entries
            if name
        ]
        expected += [[f"`{key}`", words] for key, words in actions.reading_keys()]
        titles = [wording.without_mnemonic(menu.title) for menu in actions.menus()]
    text = page(language, "keys.md")
    assert [row[:2] for row in rows(text)] == expected
    assert re.findall("^## (.*)$", text, re.MULTILINE)[:-1] == titles


# search


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = store.create(tmp_path_factory.mktemp("manual") / "a.beilin")
    sample = ROOT / "resources" / "sample" / "sample-thread.txt"
    (one,) = pipeline.import_paths(opened, [sample])
    assert one.thread is not None
    # what the page says is there for the examples of notes and tags
    post = search.search(opened, "floor:4").hits[0].post
    notes.add(opened, one.thread, post=post, body="问问他", tags=["待查"])
    yield opened
    opened.close()


@BOTH
def test_every_example_finds_something_in_the_sample(language: str, library: Store) -> None:
    examples = [quoted(row[-1])[0] for row in rows(page(language, "search.md"))]
    assert len(examples) == 26
    for example in examples:
        assert search.search(library, example).total, example


def parts(tree: query.Query) -> Iterator[str]:
    """What a query is made of, by name."""
    match tree:
        case query.All(children) | query.Either(children):
            yield type(tree).__name__
            for child in children:
                yield from parts(child)
        case query.Not(child):
            yield "Not"
            yield from parts(child)
        case query.Words():
            yield "exact" if tree.exact else "Words"
        case query.Author():
            yield "author:"
        case _:
            yield query.write(tree).partition(":")[0] + ":"


@BOTH
def test_every_part_of_the_language_has_an_example(language: str) -> None:
    found: set[str] = set()
    for row in rows(page(language, "search.md")):
        found.update(parts(query.parse(quoted(row[-1])[0])))
    assert found == {"Words", "exact", "Not", "All", "Either", *(f"{n}:" for n in query.KEYWORDS)}
    signs = [sign for row in rows(page(language, "search.md")) for sign in quoted(row[0])]
    for sign in ('"', "-", "=", "author:", "OR", "("):
        assert any(sign in written for written in signs), sign


@BOTH
def test_every_value_of_an_operator_is_named_and_no_other(language: str) -> None:
    named = {
        words
        for words in quoted(page(language, "search.md"))
        if re.fullmatch("(has|in|is):[a-z]+", words)
    }
    assert named == {f"{name}:{value}" for name in VALUES for value in VALUES[name]}


@BOTH
def test_limits_are_those_of_the_program(language: str) -> None:
    text = page(language, "search.md")
    assert str(query.MOST_LEAVES) in text
    assert str(query.MOST_DEPTH) in text
    assert f"{MOST_BYTES // 2**20} MB" in page(language, "files.md")


# files


def codes() -> set[str]:
    """The codes of all findings, as they are written in the archive."""
    found: set[str] = set()
    for path in sorted((ROOT / "db").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0]
            if name in ("finding", "Finding") and isinstance(first, ast.Constant):
                found.add(str(first.value))
    return found


def readers() -> dict[str, bool]:
    """The names of readers and containers, and whether each was proven on real captures."""
    return {each.name: each.proven for each in (*ALL, *CONTAINERS)}


@BOTH
def test_every_finding_is_named_and_no_other(language: str) -> None:
    assert len(codes()) > 30
    words = {quoted(row[0])[0] for row in rows(page(language, "files.md"))}
    assert words - set(readers()) == codes()


@BOTH
def test_every_reader_is_named_and_what_it_is_proven_by(language: str) -> None:
    named = {quoted(row[0])[0]: row[2] for row in rows(page(language, "files.md")) if len(row) == 3}
    assert named == {name: "✓" if proven else "—" for name, proven in readers().items()}


# what is named is there


@BOTH
@pytest.mark.parametrize("name", PAGES)
def test_commands_that_are_named_are_there(language: str, name: str) -> None:
    for words in quoted(page(language, name)):
        if words.startswith("beilin "):
            assert words.split()[1] in COMMANDS, words


@BOTH
@pytest.mark.parametrize("name", ["files.md", "search.md"])
def test_words_of_the_window_are_its_words(language: str, name: str) -> None:
    pytest.importorskip("PySide6", reason="the window is not installed")
    from tests.desktop.languages import translations  # noqa: PLC0415

    entries = translations.read(translations.ts_file("zh_CN"))
    words = {
        re.sub(r"\(&\w\)|&|…", "", key[1] if language == "en" else entry.forms[0])
        for key, entry in entries.items()
    }
    bold = re.findall(r"\*\*(.+?)\*\*", page(language, name))
    assert bold
    assert [each for each in bold if each not in words] == []
