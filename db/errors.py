"""Errors a user can understand and act on, apart from bugs.

Everything derived from ``KnownError`` carries one sentence for the user, what to do next, and a
detail for a bug report.  Anything else that is raised is a bug and is shown as one.  Problems met
while reading a capture are not exceptions but ``records.Finding`` values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class KnownError(Exception):
    """A condition the program foresees: said in words, with what is safe and what to do.

    Attributes:
        code: stable word for scripts, e.g. ``library-busy``.
        headline: one sentence, what happened and what is safe.
        advice: one sentence, what the user can do.
        detail: technical detail for a report; may be empty.

    Headline and advice are templates with named fields, so that the window can translate them:
    ``KnownError("The file {name} is empty.", "Choose another.", name="a.txt")``.
    """

    code = "known-error"

    def __init__(self, headline: str, advice: str = "", detail: str = "", **values: object) -> None:
        self.headline_template = headline
        self.advice_template = advice
        self.values = {name: str(value) for name, value in values.items()}
        self.headline = headline.format_map(self.values) if values else headline
        self.advice = advice.format_map(self.values) if values else advice
        self.detail = detail
        super().__init__(self.headline)

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process send it: an exception is rebuilt from its words alone otherwise."""
        words = (self.headline_template, self.advice_template, self.detail)
        return _rebuilt, (type(self), words, self.values)

    def sentence(self) -> str:
        """Return headline and advice as one line."""
        return f"{self.headline} {self.advice}".strip()


def _rebuilt(
    kind: Callable[..., KnownError], words: tuple[object, ...], values: dict[str, str]
) -> KnownError:
    return kind(*words, **values)


class LibraryMissing(KnownError):
    """The configured library file is not where it should be; nothing was created in its place."""

    code = "library-missing"


class LibraryBusy(KnownError):
    """Another process held the writer's lock longer than we wait."""

    code = "library-busy"


class LibraryReadOnly(KnownError):
    """The library can be read but not written."""

    code = "library-read-only"


class LibraryTooNew(KnownError):
    """The library was written by a newer version of the program."""

    code = "library-too-new"


class LibraryDamaged(KnownError):
    """The file is no library, or its pages are damaged."""

    code = "library-damaged"


class IndexDamaged(KnownError):
    """The search index cannot be read; what it was made of can."""

    code = "index-damaged"


class LibraryReplaced(KnownError):
    """The file under the open library was replaced by another one."""

    code = "library-replaced"


class DiskFull(KnownError):
    """There is no room left to write."""

    code = "disk-full"


class FileUnreadable(KnownError):
    """An input or output file cannot be read or written."""

    code = "file-unreadable"


class NotAThread(KnownError):
    """A file was read but is no saved thread that any reader knows."""

    code = "not-a-thread"


class QueryWrong(KnownError):
    """A search query cannot be understood; ``position`` is where, in code points."""

    code = "query-wrong"

    def __init__(self, headline: str, position: int, advice: str = "", **values: object) -> None:
        super().__init__(headline, advice, f"at character {position + 1}", **values)
        self.position = position

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process send it."""
        words = (self.headline_template, self.position, self.advice_template)
        return _rebuilt, (type(self), words, self.values)


class AliasesWrong(KnownError):
    """A list of aliases cannot be used; ``line`` is the one to look at, counted from 1."""

    code = "aliases-wrong"

    def __init__(self, headline: str, number: int, advice: str = "", **values: object) -> None:
        super().__init__(headline, advice, f"line {number}", **{**values, "line": number})
        self.line = number

    def __reduce__(self) -> tuple[object, ...]:
        """Let another process send it."""
        words = (self.headline_template, self.line, self.advice_template)
        return _rebuilt, (type(self), words, self.values)


class NotFound(KnownError):
    """A thread, post, note or capture that was asked for does not exist."""

    code = "not-found"


class NoteChanged(KnownError):
    """The words of a note are no longer those that were to be replaced."""

    code = "note-changed"


class ClosesCircle(KnownError):
    """A floor cannot answer one that answers it, if only through others."""

    code = "closes-circle"


class DecisionChanged(KnownError):
    """What was decided of a floor is no longer what was to be taken back."""

    code = "decision-changed"


class UsageError(KnownError):
    """A command was called with arguments that do not fit; exit status 2."""

    code = "usage"


class Cancelled(Exception):
    """The user cancelled; silent by design."""
