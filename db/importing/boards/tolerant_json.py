"""JSON as it lies on disk: whole, cut off in the middle, damaged, or nested deeper than any page.

Sound JSON is read by the standard library.  What it refuses is read here once more, token by token
and without recursion, up to the place where it ceases to be JSON (RFC 8259); what stands before
that place is kept with all open brackets closed.  Both take time in proportion to the length.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import cast

from db.records import Finding, Severity, finding

_LONGEST_NUMBER = 64
_SHOWN = 200
_WORDS = 24
"""A cut string of so many characters is somebody's words; a shorter one may be an id, and wrong."""

_BODIES = frozenset((
    "body", "com", "comment_text", "content", "cooked", "html", "message", "msg", "raw", "selftext",
    "text",
))  # fmt: skip
"""Under these names stand words of any length."""

_NEXT = re.compile(
    r"[ \t\n\r]*+(?:(?P<sign>[{}\[\]:,])|(?P<string>\")"
    r"|(?P<number>-?[0-9]++(?:\.[0-9]*+)?(?:[eE][+-]?[0-9]*+)?)"
    r"|(?P<word>true|false|null|NaN|Infinity|-Infinity))?"
)
_BEGINNINGS = ("true", "false", "null", "NaN", "Infinity", "-Infinity")
_LONGEST_WORD = 10
_WORD_VALUES: dict[str, object] = {"true": True, "false": False}
_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|)')
_STRING_END = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_CUT_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
# an escaped half of a surrogate pair without its other half, and an escaped zero
_NO_CHARACTER = re.compile(
    r"(?<!\\)((?:\\\\)*+)\\u(?:([dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|[dD][89a-fA-F][0-9a-fA-F]{2}|0000)"
)
_SUSPECT = re.compile(r"\\u(?:[dD][89a-fA-F]|0000)")
_COMMENT = re.compile(r"\s*//[ \t]*(?:(https?://\S{1,2000})|[^\n]*)[^\n]*(?:\n|\Z)")
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document says, and what is wrong with it.

    Attributes:
        value: the value; ``None`` where nothing could be read.
        findings: what was cut, damaged or no character.
        url: the address that a comment above the document names.
    """

    value: object
    findings: tuple[Finding, ...] = ()
    url: str | None = None


def read_json(text: str) -> Reading:
    """Read a JSON document as far as it is sound; never raises."""
    start, url = _below_comments(text)
    body = text[start:] if start else text
    findings: list[Finding] = []
    if _SUSPECT.search(body):
        body, count = _characters(body)
        findings += _no_characters(count)
    try:
        value: object = json.loads(body, parse_int=_whole, parse_float=_broken_number, strict=False)
    except (ValueError, RecursionError):
        reader = _Reader(body)
        reader.run()
        findings += reader.findings(text.count("\n", 0, start))
        value = reader.value
    return Reading(value, tuple(findings), url)


def loads(text: str) -> object:
    """Return the value of one line of a file of records; ``None`` where it is no sound JSON."""
    if _SUSPECT.search(text):
        text = _characters(text)[0]
    try:
        return cast(
            "object", json.loads(text, parse_int=_whole, parse_float=_broken_number, strict=False)
        )
    except (ValueError, RecursionError):
        return None


def below_comments(text: str) -> str:
    """Return a document without a mark of byte order and lines of comment above it."""
    return text[_below_comments(text)[0] :]


def _below_comments(text: str) -> tuple[int, str | None]:
    """Return where the document begins, and the address named above it.

    Extensions that show JSON in a browser write the date and the address above what is saved.
    """
    at = 1 if text.startswith("\ufeff") else 0
    url: str | None = None
    while (match := _COMMENT.match(text, at)) is not None:
        url = match[1] or url
        at = match.end()
    return at, url


def _whole(digits: str) -> int | str:
    """Read a number; one of absurdly many digits stays words, since converting it is quadratic."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _broken_number(digits: str) -> float | str:
    """Read a number with a fraction or a power; one that is too long or ends early stays words."""
    if len(digits) > _LONGEST_NUMBER or not digits[-1].isdigit():
        return digits
    return float(digits)


def _characters(text: str) -> tuple[str, int]:
    """Put U+FFFD for escapes that are no characters, and count them."""
    count = 0

    def put(match: re.Match[str]) -> str:
        nonlocal count
        if match[2]:
            return match[0]
        count += 1
        return f"{match[1]}\\ufffd"

    return _NO_CHARACTER.sub(put, text), count


def _no_characters(count: int) -> list[Finding]:
    if not count:
        return []
    return [
        finding(
            "no-characters",
            Severity.WARNING,
            "Signs in the file are no characters: {count} in all. Each is shown as \ufffd; the "
            "original bytes are kept.",
            count=count,
        )
    ]


class _Stop(Exception):
    """Here the text ceases to be JSON."""


class _Reader:
    """One reading of a damaged document; ``value`` is what was read of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._top: list[object] = []
        self._stack: list[list[object] | dict[str, object]] = [self._top]
        self._keys: list[str | None] = [None]
        self._lost = ""
        self._cut = False
        self._repaired = 0

    @property
    def value(self) -> object:
        return self._top[0] if self._top else None

    def run(self) -> None:
        """Read as far as the text is sound."""
        try:
            while len(self._stack) > 1 or not self._top:
                self._step()
        except _Stop:
            return
        if self._text[self._at :].strip():
            return
        self._at = len(self._text)

    def _step(self) -> None:
        """Read one token: of a value, a name, or what stands between them."""
        match = _NEXT.match(self._text, self._at)
        if match is None or match.lastgroup is None:
            rest = self._text[match.end() :][:_LONGEST_WORD] if match is not None else ""
            self._cut = any(word.startswith(rest) for word in _BEGINNINGS)
            self._lost = rest if self._cut else ""
            raise _Stop
        kind, mark = match.lastgroup, match[match.lastgroup]
        inner = self._stack[-1]
        if kind == "sign" and mark in "]}":
            if isinstance(inner, dict) is not (mark == "}") or len(self._stack) == 1:
                raise _Stop
            self._stack.pop()
            self._keys.pop()
        elif kind == "sign" and mark in "[{":
            self._open(inner, mark)
        elif kind == "string":
            self._string(match.start("string"), inner)
            return
        elif kind != "sign":
            if kind == "number" and match.end() == len(self._text):
                self._lost, self._cut = mark, True
                raise _Stop
            self._put(inner, _scalar(kind, mark))
        self._at = match.end()

    def _open(self, inner: list[object] | dict[str, object], mark: str) -> None:
        made: list[object] | dict[str, object] = {} if mark == "{" else []
        self._put(inner, made)
        self._stack.append(made)
        self._keys.append(None)

    def _string(self, start: int, inner: list[object] | dict[str, object]) -> None:
        try:
            value, end = cast("tuple[str, int]", _DECODER.raw_decode(self._text, start))
        except ValueError:
            value, end = self._damaged_string(start, inner)
        if isinstance(inner, dict) and self._keys[-1] is None:
            self._keys[-1] = value
        else:
            self._put(inner, value)
        self._at = end

    def _damaged_string(
        self, start: int, inner: list[object] | dict[str, object]
    ) -> tuple[str, int]:
        """Read a string with escapes that are none, or one that the end of the file cuts."""
        whole = _STRING_END.match(self._text, start)
        if whole is not None:
            self._repaired += 1
            return _text_of(whole[0]), whole.end()
        self._cut = True
        self._at = len(self._text)
        words = _text_of(_CUT_ESCAPE.sub("", self._text[start:]) + '"')
        name = self._keys[-1]
        named = isinstance(inner, dict) and name is None
        if not named and (len(words) >= _WORDS or name in _BODIES):
            self._put(inner, words)
        else:
            self._lost = words
        raise _Stop

    def _put(self, inner: list[object] | dict[str, object], value: object) -> None:
        if isinstance(inner, list):
            inner.append(value)
            return
        name = self._keys[-1]
        if name is None:
            raise _Stop
        inner[name] = value
        self._keys[-1] = None

    def findings(self, lines_above: int) -> list[Finding]:
        """Say what is wrong with the document."""
        found: list[Finding] = []
        line = lines_above + self._text.count("\n", 0, self._at) + 1
        if self._cut:
            found.append(
                finding(
                    "json-cut",
                    Severity.WARNING,
                    "The file ends in the middle of something, in line {line} at character {at}. "
                    "All that stands before is kept; the last words were: “{words}”",
                    f"line {line}",
                    line=line,
                    at=len(self._text),
                    words=self._lost[:_SHOWN],
                )
            )
        elif self._at < len(self._text):
            rest = self._text[self._at :]
            found.append(
                finding(
                    "json-broken",
                    Severity.WARNING,
                    "The file is damaged in line {line}, at character {at}; what stands behind "
                    "could not be read: {count} characters, “{words}”. The original bytes are "
                    "kept.",
                    f"line {line}",
                    line=line,
                    at=self._at,
                    count=len(rest),
                    words=rest[:_SHOWN],
                )
            )
        if self._repaired:
            found.append(
                finding(
                    "json-escapes",
                    Severity.INFO,
                    "Texts in the file hold signs that JSON does not know: {count} in all. They "
                    "were kept as they stand.",
                    count=self._repaired,
                )
            )
        return found


def _scalar(kind: str, mark: str) -> object:
    if kind == "word":
        return _WORD_VALUES.get(mark)
    return _broken_number(mark) if set(mark) & set(".eE") else _whole(mark)


def _text_of(quoted: str) -> str:
    """Return the words of a string whose wrong escapes stay as they stand."""
    sound = _ESCAPE.sub(lambda match: match[0] if match[1] else "\\\\", quoted[1:-1])
    try:
        return cast("str", json.loads(f'"{sound}"', strict=False))
    except ValueError:
        return quoted[1:-1]
