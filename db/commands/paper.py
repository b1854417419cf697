"""Text for a terminal: safe to print, and aligned where characters are two cells wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.text import display_width, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_TO_SPACES = str.maketrans({"\n": " ", "\t": " "})


def one_line(text: str) -> str:
    """Return text on one line, with nothing in it that could deceive or steer a terminal."""
    return visible(text).translate(_TO_SPACES)


def lines(text: str) -> list[str]:
    """Return the lines of a text, safe to print."""
    return visible(text).split("\n")


def clip(text: str, cells: int) -> str:
    """Cut text to a width, with … where something was cut off."""
    if display_width(text) <= cells:
        return text
    room = cells - display_width("…")
    used = 0
    kept: list[str] = []
    for character in text:
        used += display_width(character)
        if used > room:
            break
        kept.append(character)
    return "".join(kept) + "…"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """Fill text with spaces to a width; ``right`` puts them before it."""
    spaces = " " * (cells - display_width(text))
    return spaces + text if right else text + spaces


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()
) -> list[str]:
    """Return the lines of a table; the columns ``numbers`` are set to the right."""
    widths = [
        max(display_width(row[column]) for row in (head, *rows)) for column in range(len(head))
    ]
    last = len(head) - 1
    return [
        "  ".join(
            cell
            if column == last and column not in numbers
            else pad(cell, widths[column], right=column in numbers)
            for column, cell in enumerate(row)
        ).rstrip()
        for row in (head, *rows)
    ]


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"
