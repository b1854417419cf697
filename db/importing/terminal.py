"""Codes of a terminal between the bytes of a text: boards that were read in one save them along.

They stand inside of double-byte characters, one byte in one colour and one in another, so that no
encoding reads such a text before they are taken out of its bytes.
"""

from __future__ import annotations

import re

from db.records import Finding, Severity, finding

# ECMA-48 §5.4 as far as boards use it: ESC [ parameters letter
_CODE = re.compile(rb"\x1b\[[0-9;?]{0,64}[A-Za-z]")


class Plain:
    """Bytes without the codes of a terminal."""

    def __init__(self, data: bytes, *, codes: bool = True) -> None:
        """Take the codes out of bytes.

        Args:
            data: the bytes.
            codes: whether to look for codes at all; otherwise the bytes stay as they are.
        """
        self._codes = [found.span() for found in _CODE.finditer(data)] if codes else []
        self.data = _CODE.sub(b"", data) if self._codes else data

    def place(self, position: int) -> int:
        """Return where a byte of ``data`` was before."""
        for start, end in self._codes:
            if start > position:
                break
            position += end - start
        return position

    def told(self) -> Finding | None:
        """Return the finding that says so, if there were any."""
        if not self._codes:
            return None
        return finding(
            "terminal-codes",
            Severity.INFO,
            "Colour codes of a terminal stand between the bytes of the text: {count} in all. They "
            "were left out; the original bytes are kept.",
            f"byte {self._codes[0][0]}",
            count=len(self._codes),
        )
