"""Every sentence is there in every language, fits its place, and keeps to the glossary."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("PySide6", reason="the window is not installed")

from PySide6.QtCore import QCoreApplication

from db.text import display_width, fold, is_han
from desktop import actions
from tests.desktop.languages import PACKAGING, spoken, translations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROOT = PACKAGING.parent
FOLDER: Path = translations.FOLDER
LANGUAGES = ("zh_CN", "en")
COLLECTED: Any = translations.collect(ROOT)
SENTENCES: list[Any] = list(COLLECTED.sentences.values())
CHINESE: dict[tuple[str, str, str], Any] = translations.read(translations.ts_file("zh_CN"))
ENGLISH: dict[tuple[str, str, str], Any] = translations.read(translations.ts_file("en"))


def problems(root: Path = ROOT) -> list[str]:
    """What ``check`` would say of a tree against the .ts files of this one."""
    collected = translations.collect(root)
    found = list(collected.problems)
    for language in LANGUAGES:
        entries = translations.read(translations.ts_file(language))
        found += translations.problems_of(language, collected.sentences.values(), entries)
    return found


# whole


def test_nothing_is_missing_unfinished_or_obsolete() -> None:
    assert problems() == []


def test_nothing_is_seen_by_the_tool_of_qt_that_is_not_seen_here(tmp_path: Path) -> None:
    """It misses plurals, and so it is not used; what it sees must be here, too."""
    target = tmp_path / "all.ts"
    files = sorted((ROOT / "desktop").rglob("*.py"))
    subprocess.run(
        [translations._tool("lupdate"), *files, "-silent", "-ts", target], check=True, timeout=60
    )
    own = {(sentence.context, sentence.source) for sentence in SENTENCES}
    theirs = {
        (context.findtext("name"), message.findtext("source"))
        for context in ElementTree.parse(target).getroot().iter("context")  # noqa: S314 - our own
        for message in context.iter("message")
    }
    assert len(theirs) > 100
    assert theirs - own == set()


# planted


_CODE = (
    "db/errors.py", "db/records.py", "db/text.py",
    "desktop/actions.py", "desktop/app.py", "desktop/messages.py",
)  # fmt: skip


@pytest.fixture
def plant(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Copy some code, add a piece to a module, and tell what is wrong that was not before."""
    for file in _CODE:
        (tmp_path / file).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    before = problems(tmp_path)

    def add(file: str, code: str) -> list[str]:
        with (tmp_path / file).open("a", encoding="utf-8") as module:
            module.write("\n\n" + code)
        return [problem for problem in problems(tmp_path) if problem not in before]

    return add


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        (
            "desktop/messages.py",
            'def f() -> str:\n    return QCoreApplication.translate("New", "Quite new.")\n',
            ["zh_CN: missing: New: Quite new."],
        ),
        (
            "desktop/actions.py",
            'def f(n: int) -> str:\n    return translate("New", "%n thing(s)", None, n)\n',
            ["zh_CN: missing: New: %n thing(s)", "en: missing: New: %n thing(s)"],
        ),
        (
            "db/text.py",
            'def f() -> None:\n    raise NotFound("Lost {what}.", "Look again.", what="x")\n',
            ["zh_CN: missing: db: Lost {what}.", "zh_CN: missing: db: Look again."],
        ),
        (
            "desktop/app.py",
            'def f() -> None:\n    raise DiskFull("Lost.")\n',
            ["zh_CN: missing: db: Lost."],
        ),
        (
            "db/text.py",
            'F = finding("x", Severity.INFO, "Found " "{n}.", n=1)\n',
            ["zh_CN: missing: db: Found {n}."],
        ),
        (
            "db/text.py",
            'T = (("SQLITE_X", errors.DiskFull, "No room.", ""),)\n',
            ["zh_CN: missing: db: No room."],
        ),
        (
            "db/text.py",
            'def said(why: str) -> None:\n    raise NotFound(why)\n\n\nsaid("Gone.")\n',
            ["zh_CN: missing: db: Gone."],
        ),
        (
            "db/text.py",
            'def f(name: str) -> None:\n    raise NotFound(f"Lost {name}.")\n',
            ["db/text.py:LINE: cannot be read as a sentence: f'Lost {name}.'"],
        ),
        (
            "desktop/actions.py",
            'def f(word: str) -> str:\n    return translate("New", word)\n',
            ["desktop/actions.py:LINE: context and text must be written out"],
        ),
        (
            "desktop/actions.py",
            'TITLE = translate("Actions", "&Undo")\n',
            ["desktop/actions.py:LINE: said before the language is chosen"],
        ),
        (
            "desktop/actions.py",
            'def f(n: int) -> str:\n    return translate("Actions", "&Undo", None, n)\n',
            ["desktop/actions.py:LINE: with a number here, without one in desktop/actions.py"],
        ),
    ],
    ids=["text", "plural", "error", "window", "finding", "table", "handed on", "filled", "variable",
         "early", "both"],
)  # fmt: skip
def test_a_planted_sentence_is_missed(
    plant: Callable[[str, str], list[str]], file: str, code: str, said: list[str]
) -> None:
    assert [re.sub(r":\d+:", ":LINE:", problem) for problem in plant(file, code)] == said


def test_what_is_said_no_more_is_obsolete(tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "db").mkdir()
    found = problems(tmp_path)
    assert "zh_CN: obsolete: Actions: &Undo" in found
    assert len(found) == len(CHINESE) + len(ENGLISH)


@pytest.mark.parametrize(
    ("forms", "finished", "said"),
    [
        (("文件 {name} 是空的。",), True, []),
        (("文件是空的。",), True, ["x: other fields: db: The file {name} is empty."]),
        (("文件 {nome} 是空的。",), True, ["x: other fields: db: The file {name} is empty."]),
        (("文件 {name} 是空的(&K)。",), True, ["x: other fields: db: The file {name} is empty."]),
        (("文件 {name} 是空的。",), False, ["x: unfinished: db: The file {name} is empty."]),
        (("",), True, ["x: unfinished: db: The file {name} is empty."]),
    ],
)
def test_a_translation_must_fill_the_same_fields(
    forms: tuple[str, ...], finished: bool, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(translations.LANGUAGES, "x", 1)
    source = "The file {name} is empty."
    sentence = translations.Sentence("db", source, "", False, "db/a.py")
    entries = {sentence.key: translations.Translation(forms, finished, False)}
    assert translations.problems_of("x", [sentence], entries) == said


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    plain = translations.Sentence("A & B", "1 < 2 & “x”\n {y}", "how", False, "desktop/a.py")
    plural = translations.Sentence("A & B", "%n thing(s)", "", True, "desktop/a.py")
    entries = {
        plain.key: translations.Translation(("1 < 2 & “x” {y}",), True, False),
        plural.key: translations.Translation(("%n a", ""), True, True),
    }
    file = translations.ts_file("en", tmp_path)
    file.write_text(translations.written("en", [plain, plural], entries), encoding="utf-8")
    again = translations.read(file)
    assert again[plain.key] == entries[plain.key]
    assert not again[plural.key].finished
    assert again[plural.key].forms == ("%n a", "")


# compiling


def test_what_is_older_is_compiled_and_nothing_else(tmp_path: Path) -> None:
    source = translations.ts_file("zh_CN", tmp_path)
    shutil.copy(translations.ts_file("zh_CN"), source)
    target = source.with_suffix(".qm")
    assert translations.release(tmp_path) == [target]
    first = target.stat().st_mtime_ns
    assert translations.release(tmp_path) == []
    later = first / 1e9 + 10
    os.utime(source, (later, later))
    assert translations.release(tmp_path) == [target]
    assert sorted(tmp_path.iterdir()) == [target, source]


def test_a_file_that_is_none_leaves_what_was_there(tmp_path: Path) -> None:
    source = translations.ts_file("zh_CN", tmp_path)
    target = source.with_suffix(".qm")
    target.write_bytes(b"before")
    source.write_text("<TS", encoding="utf-8")
    os.utime(source, (target.stat().st_mtime + 10,) * 2)
    with pytest.raises(subprocess.CalledProcessError):
        translations.release(tmp_path)
    assert target.read_bytes() == b"before"
    assert sorted(tmp_path.iterdir()) == [target, source]


# the words


def chinese() -> list[tuple[str, str]]:
    return [(key[1], entry.forms[0]) for key, entry in CHINESE.items()]


def letters(text: str) -> list[str]:
    return [letter.upper() for letter in re.findall("&([^& ])", text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_of_a_menu_has_a_letter_of_its_own(qapp: object, language: str) -> None:
    assert qapp
    with spoken(language):
        texts = {spec.name: spec.text for spec in actions.specs()}
        menus = [(menu.title, [texts[name] for name in menu.entries if name]) for menu in
                 actions.menus()]  # fmt: skip
    for title, entries in [("the bar", [title for title, _ in menus]), *menus]:
        found = Counter(letter for entry in entries for letter in letters(entry))
        assert [letter for letter, count in found.items() if count > 1] == [], title
        assert sum(found.values()) == len(entries), title


_MIXED_VALUES = re.compile(r" ?\{(floor|floors|rule|replies|target|found|kinds)\} ?")
"""Fields that are filled with Chinese words or with numbers, and what may be beside them."""

_HAN = r"[\u4e00-\u9fff]"
_FULL = "，。、：；！？（）“”《》"
_WRONG = {
    "half-width punctuation": rf"{_HAN} *[,;:!?]|[,;!?] *{_HAN}",
    "half-width parentheses": rf"{_HAN} *\((?!\*)|(?<!\*)\) *{_HAN}",
    "a space beside punctuation": rf" [{_FULL}]|[{_FULL}] ",
    "letters stick to Han": rf"{_HAN}[A-Za-z0-9{{%]|[A-Za-z0-9}}]{_HAN}",
    "a space between Han": rf"{_HAN} +{_HAN}",
    "full stops for an ellipsis": r"\.\.\.",
}


def faults_of_setting(source: str, said: str) -> list[str]:
    """What is wrong with how a Chinese sentence is set."""
    found: list[str] = []
    if letters(source) != letters(said):
        found.append("another letter of the menu")
    if "&" in source and not re.search(r"\(&[A-Z]\)…?$", said):
        found.append("the letter does not stand at the end")
    plain = _MIXED_VALUES.sub("", re.sub(r"\(&[A-Z]\)", "", said))
    found += [what for what, pattern in _WRONG.items() if re.search(pattern, plain)]
    if '"' in plain and '"' not in source:
        found.append("straight quotation marks")
    if source.endswith("…") != said.endswith("…"):
        found.append("another end")
    if source.endswith(".") != said.endswith(("。", "。”")):
        found.append("a full stop too many or too few")
    for character in said:
        if is_han(character) and fold(character) != character:
            found.append(f"{character} is not simplified")
    words = re.sub(r"\{\w+\}|SHA-256|Beilin|of", "", source)
    if re.search("[A-Za-z]{2}", words) and not any(map(is_han, said)):
        found.append("not translated")
    if display_width(said) > max(14, round(display_width(source) * 1.25)):
        found.append("too long")
    return found


def test_chinese_as_it_is_set() -> None:
    wrong = [
        f"{said}: {fault}"
        for source, said in chinese()
        for fault in faults_of_setting(source, said)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "said", "fault"),
    [
        ("Lost, gone", "丢失,不见", "half-width punctuation"),
        ("Size (all)", "大小 (全部)", "half-width parentheses"),
        ("Lost. Gone.", "丢失。 不见。", "a space beside punctuation"),
        ("{count} floors", "{count}层", "letters stick to Han"),
        ("Lost things", "丢失 之物", "a space between Han"),
        ("Open…", "打开...", "full stops for an ellipsis"),
        ("&Open…", "打开(&K)…", "another letter of the menu"),
        ("&Open…", "(&O)打开…", "the letter does not stand at the end"),
        ("Lost “x”", '丢失"x"', "straight quotation marks"),
        ("Lost.", "丢失", "a full stop too many or too few"),
        ("Open", "打開", "開 is not simplified"),
        ("Open", "Open", "not translated"),
        ("Open", "把它打开并且放在这里看", "too long"),
    ],
)
def test_faults_of_setting_are_seen(source: str, said: str, fault: str) -> None:
    assert fault in faults_of_setting(source, said)


def avoided() -> list[tuple[str, str]]:
    rows = re.findall(
        r"^\| (.+?) \| .+? \| (.+?) \|$",
        (ROOT / "resources" / "manual" / "glossary.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    words = [(english, word) for english, column in rows for word in column.split("、")]
    return [(english, word) for english, word in words if any(map(is_han, word))]


def test_one_word_for_one_thing() -> None:
    words = avoided()
    assert len(words) > 20
    wrong = [
        f"{said}: “{word}” is not said for “{english}”"
        for english, word in words
        for _, said in chinese()
        if word in said
    ]
    assert wrong == []


def test_numbers_in_words(qapp: object) -> None:
    assert qapp

    def replies(count: int) -> str:
        return QCoreApplication.translate("Wording", "%n reply(s)", None, count)

    with spoken("en"):
        assert [replies(count) for count in (0, 1, 2)] == ["0 replies", "1 reply", "2 replies"]
    with spoken("zh_CN"):
        assert [replies(count) for count in (0, 1, 2)] == ["0 条回复", "1 条回复", "2 条回复"]
    assert replies(2) == "2 reply(s)"


def test_english_in_one_and_in_many() -> None:
    for (_, source, _), entry in ENGLISH.items():
        one, many = entry.forms
        assert "(s)" not in one + many, source
        assert "(es)" not in one + many, source
        plural = source.replace("reply(s)", "replies").replace("(s)", "s").replace("(es)", "es")
        assert many == plural


# what is said past the translations

_SPEAKING = {
    "label": 0, "button": 0, "tool": 0, "setText": 0, "setToolTip": 0, "setWindowTitle": 0,
    "setPlaceholderText": 0, "setAccessibleName": 0, "setAccessibleDescription": 0,
    "addTab": 1, "addMenu": 0, "addAction": 0, "setTitle": 0, "show_news": 0,
}  # fmt: skip


def test_no_words_reach_the_reader_untranslated() -> None:
    found: list[str] = []
    for path in sorted((ROOT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = _SPEAKING.get(name)
            if place is None or len(node.args) <= place:
                continue
            found += [
                f"{path.name}:{node.lineno}: {words}"
                for words in _written_out(node.args[place])
                if re.search("[a-z]{2}", re.sub("Beilin|https://", "", words))
            ]
    assert found == []


def _written_out(node: ast.expr) -> list[str]:
    """Words that stand in the code itself, also in parts of a text that is put together."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr(values=parts):
            return [text for part in parts for text in _written_out(part)]
        case ast.BinOp(left=left, right=right):
            return _written_out(left) + _written_out(right)
        case ast.IfExp(body=body, orelse=otherwise):
            return _written_out(body) + _written_out(otherwise)
        case _:
            return []
