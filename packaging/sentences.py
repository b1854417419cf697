"""Find the sentences of the program by reading its code, not by running it.

They are the calls of ``translate`` in ``desktop``, and everywhere what becomes a sentence of a
``KnownError``, of a finding, of a rule, the title of a reader or the reason of an encoding (context
``db``, see ``desktop/messages.py``).  ``pyside6-lupdate`` is not asked, because it does not see
plurals in Python.  The commands speak English: ``db/commands`` is left out.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_ENGLISH = "db/commands/"
_DYNAMIC = "desktop/messages.py"
"""The one file that looks up what it was given."""

_SPEAKERS = {
    "finding": ((2, "template"),),
    "Rule": ((2, "words"),),
    "Decoded": ((2, "reason"),),
    "Format": ((3, "title"),),
    "RecordFormat": ((2, "title"),),
}
"""Calls whose arguments are sentences, beside the errors: place and name of each."""

_Arguments: TypeAlias = tuple[tuple[int, str], ...]
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
Key: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is to be translated: ``comment`` tells apart what reads alike in English."""

    context: str
    source: str
    comment: str
    plural: bool
    file: str

    @property
    def key(self) -> Key:
        """What Qt looks it up by."""
        return (self.context, self.source, self.comment)


@dataclass(slots=True)
class Collected:
    """Sentences in the order of the code, and what could not be read."""

    sentences: dict[Key, Sentence] = field(default_factory=dict[Key, Sentence])
    problems: list[str] = field(default_factory=list[str])

    def add(self, sentence: Sentence, where: str) -> None:
        """Take a sentence; the same one may be said in several places."""
        before = self.sentences.setdefault(sentence.key, sentence)
        if before.plural != sentence.plural:
            self.problems.append(f"{where}: with a number here, without one in {before.file}")


def collect(root: Path) -> Collected:
    """Return every sentence of the code."""
    collected = Collected()
    modules = {
        path.relative_to(root).as_posix(): ast.parse(path.read_text(encoding="utf-8"), str(path))
        for package in ("desktop", "db")
        for path in sorted((root / package).rglob("*.py"))
    }
    modules = {file: tree for file, tree in modules.items() if not file.startswith(_ENGLISH)}
    for file, tree in modules.items():
        if file.startswith("desktop/"):
            _collect_calls(tree, file, collected)
    _Archive(modules, collected).collect()
    return collected


def _collect_calls(tree: ast.Module, file: str, collected: Collected) -> None:
    """Collect the calls of ``translate`` in a module of the window."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, _Function)
        for node in ast.walk(function)
    }
    for node in _in_order(tree):
        if not isinstance(node, ast.Call) or not _translates(node.func):
            continue
        where = f"{file}:{node.lineno}"
        texts = [_text(argument) for argument in node.args]
        if file == _DYNAMIC and isinstance(node.args[0], ast.Name):
            continue
        if len(texts) < 2 or texts[0] is None or texts[1] is None:
            collected.problems.append(f"{where}: context and text must be written out")
            continue
        if id(node) not in inside:
            collected.problems.append(f"{where}: said before the language is chosen")
        comment = (texts[2] or "") if len(texts) > 2 else ""
        sentence = Sentence(texts[0], texts[1], comment, len(node.args) > 3, file)
        collected.add(sentence, where)


def _translates(function: ast.expr) -> bool:
    """Whether this is the function that translates, and not a method that moves a rectangle."""
    if isinstance(function, ast.Attribute):
        return function.attr == "translate" and _name(function.value) == "QCoreApplication"
    return _name(function) == "translate"


def _in_order(tree: ast.AST) -> list[ast.expr | ast.stmt]:
    """Return nodes as they stand in the text, so that entries keep the order of the code."""
    nodes: list[ast.expr | ast.stmt] = [
        node for node in ast.walk(tree) if isinstance(node, (ast.expr, ast.stmt))
    ]
    return sorted(nodes, key=lambda node: (node.lineno, node.col_offset))


def _name(node: ast.expr) -> str:
    """Return the last word of a dotted name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text(node: ast.expr) -> str | None:
    """Return a string that is written out, in one piece or in several."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return None if left is None or right is None else left + right
    return None


class _Archive:
    """Finds what errors and findings say: arguments, followed to where they are written."""

    def __init__(self, modules: Mapping[str, ast.Module], collected: Collected) -> None:
        self._collected = collected
        self._modules = modules
        self._errors = _error_classes(self._modules.values())
        self._speakers: dict[str, _Arguments] = {**_SPEAKERS, **self._errors}
        self._fields = {name for arguments in self._speakers.values() for _, name in arguments}
        self._calls: dict[str, list[tuple[str, ast.Call]]] = {}
        self._around: dict[int, list[_Function]] = {}
        for file, tree in self._modules.items():
            for node in _in_order(tree):
                if isinstance(node, ast.Call):
                    self._calls.setdefault(_name(node.func), []).append((file, node))
                if isinstance(node, _Function):
                    for inner in ast.walk(node):
                        self._around.setdefault(id(inner), []).append(node)

    def collect(self) -> None:
        """Collect what every speaker says, module by module."""
        for file, tree in self._modules.items():
            for node in _in_order(tree):
                if isinstance(node, ast.Call) and _name(node.func) in self._speakers:
                    for argument in _chosen(node, self._speakers[_name(node.func)]):
                        self._follow(file, argument, argument)
                elif isinstance(node, ast.Tuple):
                    self._collect_row(file, node)

    def _collect_row(self, file: str, row: ast.Tuple) -> None:
        """Collect from a row of a table: the texts behind the name of an error."""
        names = [_name(part) in self._errors for part in row.elts]
        if True not in names:
            return
        rest = row.elts[names.index(True) + 1 :]
        if any(_text(part) is not None for part in rest):
            for part in rest:
                self._follow(file, part, part)

    def _follow(self, file: str, node: ast.expr, place: ast.expr, depth: int = 0) -> None:
        """Take a text, or go on to where the value of an expression is made."""
        text = _text(node)
        if text is not None:
            if text:
                sentence = Sentence("db", text, "", plural=False, file=file)
                self._collected.add(sentence, f"{file}:{place.lineno}")
            return
        sources = self._sources(file, node, place) if depth < 8 else []
        if not sources and not self._passed_on(node):
            self._collected.problems.append(
                f"{file}:{node.lineno}: cannot be read as a sentence: {ast.unparse(node)[:60]}"
            )
        for where, source, at in sources:
            self._follow(where, source, at, depth + 1)

    def _passed_on(self, node: ast.expr) -> bool:
        """Whether it is the sentence of another value, which was collected where it was made."""
        attribute = node.attr if isinstance(node, ast.Attribute) else ""
        return attribute.removesuffix("_template") in self._fields

    def _sources(
        self, file: str, node: ast.expr, place: ast.expr
    ) -> list[tuple[str, ast.expr, ast.expr]]:
        """Return the expressions that a value may come from, each with where names are sought."""
        parts: list[ast.expr] = []
        if isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.Starred | ast.Subscript):
            parts = [node.value]
        elif isinstance(node, ast.Tuple):
            parts = node.elts
        elif isinstance(node, ast.Dict):
            parts = node.values
        if not isinstance(node, ast.Name):
            return [(file, part, place) for part in parts]
        for function in reversed(self._around.get(id(place), [])):
            assigned = _assigned(function, node.id)
            if assigned:
                return [(file, value, value) for value in assigned]
            position = _parameter(function, node.id)
            if position is not None:
                return [
                    (where, argument, argument)
                    for where, call in self._calls.get(function.name, [])
                    for argument in _chosen(call, ((position, node.id),))
                ]
        return [(file, value, value) for value in _assigned(self._modules[file], node.id)]


def _chosen(call: ast.Call, arguments: _Arguments) -> list[ast.expr]:
    """Return those arguments of a call that are there, by place or by name."""
    found: list[ast.expr] = []
    for place, name in arguments:
        found.extend(keyword.value for keyword in call.keywords if keyword.arg == name)
        if place < len(call.args):
            found.append(call.args[place])
    return found


def _assigned(scope: ast.AST, name: str) -> list[ast.expr]:
    """Return what is assigned to a name in a function or a module."""
    values: list[ast.expr] = []
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            if any(isinstance(target, ast.Name) and target.id == name for target in node.targets):
                values.append(node.value)
        elif (
            isinstance(node, ast.AnnAssign)
            and node.value is not None
            and isinstance(node.target, ast.Name)
            and node.target.id == name
        ):
            values.append(node.value)
    return values


def _parameter(function: _Function, name: str) -> int | None:
    """Return the place of a parameter in calls, counted without ``self``."""
    names = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
    if names and names[0] in ("self", "cls"):
        names = names[1:]
    names += [each.arg for each in function.args.kwonlyargs]
    return names.index(name) if name in names else None


def _error_classes(modules: Iterable[ast.Module]) -> dict[str, _Arguments]:
    """Return the classes of known errors, each with the places of its sentences."""
    classes = [
        node for tree in modules for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    known: dict[str, _Arguments] = {}
    found = True
    while found:
        found = False
        for node in classes:
            bases = [_name(base) for base in node.bases]
            parent = next((base for base in bases if base in known), None)
            if node.name in known or (parent is None and node.name != "KnownError"):
                continue
            known[node.name] = _taken(node) or known[parent or ""]
            found = True
    return known


def _taken(error: ast.ClassDef) -> _Arguments:
    """Return where a class takes headline and advice; nothing if its parent does."""
    for node in error.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            places = ((_parameter(node, name), name) for name in ("headline", "advice"))
            return tuple((place, name) for place, name in places if place is not None)
    return ()
