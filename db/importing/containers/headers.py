"""Head fields as mail, MHTML, HTTP and WARC write them: name, colon, value, perhaps folded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE = 65_536
_MOST_LINES = 2_000
_PARAMETER = re.compile(
    r";\s{0,99}([A-Za-z0-9*_-]{1,60})\s{0,9}=\s{0,9}(\"[^\"]{0,2000}\"|[^\s;]{1,2000})"
)


class Lines(Protocol):
    """What gives lines."""

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line with its end, or as much of it as ``size`` says."""
        ...


def read_fields(lines: Lines) -> dict[str, str]:
    """Read fields up to the blank line that ends them, or to the end.

    Returns:
        Values by the names in lower case; of equal names the first counts.
    """
    found: dict[str, str] = {}
    name, value = "", ""
    for _ in range(_MOST_LINES):
        line = lines.readline(LINE)
        if not line.strip():
            break
        text = _text(line)
        if text[:1] in (" ", "\t"):
            # bounded, since each appending copies what there is
            value = f"{value} {text.strip()}"[:LINE]
            continue
        if name:
            found.setdefault(name, value)
        before, colon, after = text.partition(":")
        name, value = (before.strip().lower(), after.strip()) if colon else ("", "")
    if name:
        found.setdefault(name, value)
    return found


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def media_type(fields: Mapping[str, str]) -> str:
    """Return the media type that fields tell, in lower case without parameters; empty if none."""
    return fields.get("content-type", "").partition(";")[0].strip().lower()


def parameter(fields: Mapping[str, str], name: str) -> str:
    """Return a parameter of ``Content-Type``; empty if it has none."""
    for found in _PARAMETER.finditer(fields.get("content-type", "")):
        if found[1].lower() == name:
            return found[2].strip('"')
    return ""
