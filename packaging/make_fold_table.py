"""Write ``db/data/t2s.txt``: Traditional to Simplified, one character at a time.

Needs the ``opencc`` package (Apache-2.0) in the environment that runs it; the program itself
never does.  Each CJK code point is converted alone, so that phrase rules cannot apply and offsets
map one to one.  A new table means a new ``FOLD_VERSION`` in ``db/text.py`` and a reindex.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import opencc  # type: ignore[import-not-found, unused-ignore]  # pyright: ignore

TARGET = Path(__file__).resolve().parent.parent / "db" / "data" / "t2s.txt"
RANGES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x32000))


def main() -> None:
    """Convert every CJK code point alone and write the pairs that differ."""
    characters = [chr(code) for first, last in RANGES for code in range(first, last)]
    converter = opencc.OpenCC("t2s")  # pyright: ignore
    converted: list[str] = converter.convert("\n".join(characters)).split("\n")  # pyright: ignore
    pairs = [
        before + after
        for before, after in zip(characters, converted, strict=True)  # pyright: ignore
        if len(after) == 1 and before != after  # pyright: ignore
    ]
    head = f"# OpenCC {version('opencc')} t2s, character by character; Apache-2.0\n"
    TARGET.write_text(head + "\n".join(pairs) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs")


if __name__ == "__main__":
    main()
