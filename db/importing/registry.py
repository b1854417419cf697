"""The readers this version has, and the choice among them.

To add one: write ``formats/<site>_<medium>.py`` with its ``FORMAT`` and name it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.formats import kantie_text

if TYPE_CHECKING:
    from db.importing.claims import Format, Sample, Score

FORMATS: tuple[Format, ...] = (kantie_text.FORMAT,)
ENOUGH = 0.5


def choose(
    sample: Sample, formats: tuple[Format, ...] = FORMATS
) -> tuple[Format | None, list[tuple[Format, Score]]]:
    """Return the reader with the best score of at least ``ENOUGH``, and how all of them scored.

    Among equals the one named first wins.
    """
    scored = [(format_, format_.claims(sample)) for format_ in formats]
    scored.sort(key=lambda pair: -pair[1].value)
    best = scored[0][0] if scored and scored[0][1].value >= ENOUGH else None
    return best, scored
