"""Which reader reads a page: the one its owner names, else the surest; or why none does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.errors import NotAThread, NotFound
from db.importing.claims import RecordFormat
from db.importing.page import Medium
from db.importing.registry import choose, named

if TYPE_CHECKING:
    from db.importing.claims import Format, Score
    from db.importing.page import Page


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the owner says of a file, before anything else is asked.

    Attributes:
        format: the name of the reader that is to read it; empty to choose.
        encoding: what it is encoded in; empty to find out.
    """

    format: str = ""
    encoding: str = ""


NO_WISHES = Wishes()


def wished(name: str) -> Format | RecordFormat:
    """Return the reader of a name.

    Raises:
        NotFound: there is none.
    """
    found = named(name)
    if found is None:
        raise NotFound(
            "There is no reader named {format}.",
            "“beilin formats” lists the readers there are.",
            format=name,
        )
    return found


def format_of(page: Page, wishes: Wishes = NO_WISHES) -> Format:
    """Return the reader that is to read a page.

    Raises:
        NotAThread: no reader finds its marks, or the one that was named reads no such pages.
    """
    if wishes.format:
        found = wished(wishes.format)
        if isinstance(found, RecordFormat) or found.medium is not page.medium:
            raise NotAThread(
                "{name} is no page that the reader {format} can read; nothing was stored.",
                "Leave the choice of the reader to Beilin, or name another.",
                name=page.name,
                format=wishes.format,
            )
        return found
    best, scored = choose(page)
    if best is not None:
        return best
    raise _refusal(page, scored)


def _refusal(page: Page, scored: list[tuple[Format, Score]]) -> NotAThread:
    judgements = "; ".join(_judgement(format_, score) for format_, score in scored if score.value)
    if any(score.a_list for _, score in scored):
        return NotAThread(
            "{name} is a list of threads, not one of them; nothing was stored.",
            "Open a thread of the list and save its page.",
            judgements,
            name=page.name,
        )
    if page.medium is Medium.TEXT:
        return NotAThread(
            "{name} is no saved thread: neither floors nor the head of a page were found in it; "
            "nothing was stored.",
            "Copy the page whole, from its title to the last reply.",
            judgements,
            name=page.name,
        )
    return NotAThread(
        "{name} is no saved thread that a reader knows ({kind}); nothing was stored.",
        "Keep the file; copy the page and paste it as text to read it now.",
        judgements,
        name=page.name,
        kind=page.medium.upper(),
    )


def _judgement(format_: Format, score: Score) -> str:
    return f"{format_.name} {score.value:.2f} ({', '.join(score.reasons) or 'no mark of it'})"
