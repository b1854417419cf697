"""Sentences of the archive, in the reader's language or, where that fails, as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTranslator

from db.errors import FileUnreadable, KnownError
from db.records import Finding, Severity, finding
from db.replies import rules
from desktop import messages
from tests.desktop.languages import spoken, translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SAYINGS = {
    "The file {name} is empty.": "文件 {name} 是空的。",
    "Choose another.": "请另选一个。",
    "Wrongly put {name}.": "译错了 {nome}。",
    "Broken {name}.": "坏了 {name。",
    "{count} floors are missing.": "缺少 {count} 层。",
    rules.RULES[rules.STATED].words: "由页面注明",
}


@pytest.fixture
def dictionary(qapp: QApplication, tmp_path: Path) -> Iterator[QTranslator]:
    lines = "".join(
        f"<message><source>{source}</source><translation>{said}</translation></message>"
        for source, said in SAYINGS.items()
    )
    translations.ts_file("zh_CN", tmp_path).write_text(
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="zh_CN">'
        f"<context><name>{messages.CONTEXT}</name>{lines}</context></TS>",
        encoding="utf-8",
    )
    (compiled,) = translations.release(tmp_path)
    made = QTranslator()
    assert made.load(str(compiled))
    qapp.installTranslator(made)
    yield made
    qapp.removeTranslator(made)


def test_without_a_translation_it_is_said_as_it_is() -> None:
    error = FileUnreadable("The file {name} is empty.", "Choose another.", name="a.txt")
    assert messages.headline(error) == "The file a.txt is empty."
    assert messages.sentence(error) == "The file a.txt is empty. Choose another."


@pytest.mark.usefixtures("dictionary")
def test_an_error_in_the_readers_language() -> None:
    error = FileUnreadable("The file {name} is empty.", "Choose another.", name="{x} 甲.txt")
    assert messages.headline(error) == "文件 {x} 甲.txt 是空的。"
    assert messages.advice(error) == "请另选一个。"


@pytest.mark.usefixtures("qapp")
def test_sentences_follow_each_other_as_the_language_has_it() -> None:
    error = FileUnreadable("There is nothing to look for.", "Type a word or a character.")
    with spoken("zh_CN"):
        assert messages.sentence(error) == "没有可查的内容。请输入一个词或一个字。"
    assert messages.sentence(KnownError("There is nothing to look for.")).endswith("for.")


@pytest.mark.usefixtures("dictionary")
@pytest.mark.parametrize("template", ["Wrongly put {name}.", "Broken {name}."])
def test_a_translation_that_does_not_fit_is_not_used(template: str) -> None:
    error = KnownError(template, name="a.txt")
    assert messages.headline(error) == template.format(name="a.txt")


@pytest.mark.usefixtures("dictionary")
def test_findings() -> None:
    found = finding("x", Severity.INFO, "{count} floors are missing.", count=3)
    assert messages.of_finding(found) == "缺少 3 层。"
    older = Finding("x", Severity.INFO, "Said before there were templates.")
    assert messages.of_finding(older) == "Said before there were templates."


@pytest.mark.usefixtures("dictionary")
def test_fixed_sentences_and_rules() -> None:
    assert messages.of_text("") == ""
    assert messages.of_text("Choose another.") == "请另选一个。"
    assert messages.of_rule(rules.STATED) == "由页面注明"
    assert messages.of_rule("of a later version") == ""
