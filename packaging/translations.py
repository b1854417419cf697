"""Keep ``resources/translations``: collect the sentences, compile them, check them.

python packaging/translations.py collect   bring the .ts files up to date with the code
python packaging/translations.py release   compile .ts to .qm where the .qm is older
python packaging/translations.py check     fail on anything missing, unfinished or obsolete
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from sentences import Key, Sentence, collect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = {"zh_CN": 1, "en": 2}
"""Languages with a file, and how many plural forms each has; English holds plurals only."""


@dataclass(frozen=True, slots=True)
class Translation:
    """An entry of a .ts file."""

    forms: tuple[str, ...]
    finished: bool
    plural: bool


# .ts files


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """Return the file of a language."""
    return folder / f"beilin_{language}.ts"


def wanted(language: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return what a language must translate: English is there already, but for its plurals."""
    return [sentence for sentence in sentences if sentence.plural or language != "en"]


def read(file: Path) -> dict[Key, Translation]:
    """Return the entries of a .ts file; none if it is not there."""
    if not file.exists():
        return {}
    entries: dict[Key, Translation] = {}
    root = ElementTree.parse(file).getroot()  # noqa: S314 - a file of our own repository
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            key = (name, message.findtext("source", ""), message.findtext("comment", ""))
            translation = message.find("translation")
            if translation is None:
                continue
            plural = message.get("numerus") == "yes"
            forms = [form.text or "" for form in translation.iter("numerusform")]
            entries[key] = Translation(
                tuple(forms) if plural else (translation.text or "",),
                translation.get("type") is None,
                plural,
            )
    return entries


def written(
    language: str, sentences: Iterable[Sentence], entries: Mapping[Key, Translation]
) -> str:
    """Return a .ts file: every sentence, with its translation where there is one."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="en">',
    ]
    contexts: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        contexts.setdefault(sentence.context, []).append(sentence)
    for name in sorted(contexts):
        lines += ["<context>", f"    <name>{escape(name)}</name>"]
        for sentence in contexts[name]:
            entry = entries.get(sentence.key)
            lines += _message(sentence, entry, LANGUAGES[language])
        lines.append("</context>")
    return "\n".join([*lines, "</TS>", ""])


def _message(sentence: Sentence, entry: Translation | None, plurals: int) -> list[str]:
    forms = plurals if sentence.plural else 1
    texts = entry.forms if entry is not None and len(entry.forms) == forms else ("",) * forms
    done = entry is not None and entry.finished and all(texts)
    state = "" if done else ' type="unfinished"'
    lines = [f"    <message{' numerus=' + chr(34) + 'yes' + chr(34) if sentence.plural else ''}>"]
    lines.append(f'        <location filename="../../{sentence.file}"/>')
    lines.append(f"        <source>{escape(sentence.source)}</source>")
    if sentence.comment:
        lines.append(f"        <comment>{escape(sentence.comment)}</comment>")
    if sentence.plural:
        lines.append(f"        <translation{state}>")
        lines += [f"            <numerusform>{escape(text)}</numerusform>" for text in texts]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{state}>{escape(texts[0])}</translation>")
    return [*lines, "    </message>"]


def problems_of(
    language: str, sentences: Iterable[Sentence], entries: Mapping[Key, Translation]
) -> list[str]:
    """Return what is wrong with the translations of a language, a line each."""
    needed = {sentence.key: sentence for sentence in wanted(language, sentences)}
    problems = [f"obsolete: {key[0]}: {key[1]}" for key in entries if key not in needed]
    for key, sentence in needed.items():
        entry = entries.get(key)
        name = f"{sentence.context}: {sentence.source}"
        if entry is None:
            problems.append(f"missing: {name}")
        elif entry.plural != sentence.plural or (
            sentence.plural and len(entry.forms) != LANGUAGES[language]
        ):
            problems.append(f"other plural forms: {name}")
        elif not entry.finished or not all(entry.forms):
            problems.append(f"unfinished: {name}")
        else:
            problems += [
                f"other fields: {name}" for form in entry.forms if _differs(sentence, form)
            ]
    return [f"{language}: {problem}" for problem in problems]


def _differs(sentence: Sentence, form: str) -> bool:
    """Whether a translation fills other fields, or has a mnemonic where there is none."""
    return (
        fields(form) != fields(sentence.source)
        or ("%n" in form) != sentence.plural
        or len(re.findall("&[^& ]", form)) != len(re.findall("&[^& ]", sentence.source))
    )


def fields(text: str) -> set[str]:
    """Return the names in braces."""
    return set(re.findall(r"\{(\w*)[^}]*\}", text))


# compiling


def release(folder: Path = FOLDER) -> list[Path]:
    """Compile each .ts file whose .qm is missing or older, and return what was compiled.

    Raises:
        OSError: the tool of PySide6 is not there, or the folder cannot be written.
        subprocess.CalledProcessError: the tool refuses the file.
    """
    made: list[Path] = []
    for source in sorted(folder.glob("beilin_*.ts")):
        target = source.with_suffix(".qm")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # two starts may do this at once: each makes a file of its own and puts it in place
        fresh = target.with_name(f"{target.stem}.{os.getpid()}.qm")
        try:
            subprocess.run(
                [_tool("lrelease"), "-silent", "-nounfinished", source, "-qm", fresh],
                check=True,
                capture_output=True,
                text=True,
            )
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
        made.append(target)
    return made


def _tool(name: str) -> Path:
    """Return a program that comes with PySide6."""
    found = find_spec("PySide6")
    folders = found.submodule_search_locations if found is not None else None
    for folder in folders or ():
        for suffix in ("", ".exe"):
            tool = Path(folder) / f"{name}{suffix}"
            if tool.is_file():
                return tool
    raise FileNotFoundError(f"PySide6 with its {name} is not installed for {sys.executable}")


# commands


def _collect() -> int:
    collected = collect(ROOT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        file = ts_file(language)
        before = read(file)
        sentences = wanted(language, collected.sentences.values())
        file.write_text(written(language, sentences, before), encoding="utf-8", newline="\n")
        keys = {sentence.key for sentence in sentences}
        for key, entry in before.items():
            if key not in keys:
                print(f"{language}: dropped: {key[0]}: {key[1]} = {' | '.join(entry.forms)}")
        new = sum(sentence.key not in before for sentence in sentences)
        print(f"{language}: {len(sentences)} sentences, {new} new")
    return _say(collected.problems)


def _release() -> int:
    for file in release():
        print(f"compiled {file.name}")
    return 0


def _check() -> int:
    collected = collect(ROOT)
    problems = list(collected.problems)
    for language in LANGUAGES:
        problems += problems_of(language, collected.sentences.values(), read(ts_file(language)))
    return _say(problems)


def _say(problems: list[str]) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def main(arguments: list[str]) -> int:
    """Run a command and return the exit status."""
    commands = {"collect": _collect, "release": _release, "check": _check}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    return commands[arguments[0]]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
