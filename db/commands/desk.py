"""Where a command writes its answer: text for people, or one JSON document for scripts."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from db import files
from db.commands.paper import one_line
from db.errors import AliasesWrong, KnownError, QueryWrong, UsageError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator
    from typing import TextIO

    from db.store import Store


class AnswerLost(KnownError):
    """The answer could not be written to where it was to go."""

    code = "answer-lost"


class Desk:
    """The streams of a command."""

    def __init__(self, out: TextIO, err: TextIO, *, as_json: bool) -> None:
        self.out = out
        self.err = err
        self.as_json = as_json

    def write(self, line: str = "") -> None:
        """Write one line for people; what comes from a capture was made safe before."""
        self.put(line + "\n")

    def answer(self, document: object) -> None:
        """Write one JSON document on one line."""
        self.put(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n")

    def put(self, text: str) -> None:
        """Write text as it is.

        Raises:
            BrokenPipeError: whoever read the answer has gone.
            AnswerLost: it cannot be written for another reason.
        """
        with _telling_loss():
            self.out.write(text)

    def flush(self) -> None:
        """Send on what was written; see ``put``."""
        with _telling_loss():
            self.out.flush()

    def complain(self, sentence: str) -> None:
        """Write one line to the stream of errors."""
        self.err.write(one_line(sentence) + "\n")

    def progress(self, done: int, of: int, what: str) -> None:
        """Tell somebody who sits at a terminal how far a long command has come."""
        if self.err.isatty():
            end = "\n" if done >= of else ""
            self.err.write(f"\r{done:,} of {of:,} {what}{end}")
            self.err.flush()

    def fail(self, error: KnownError) -> int:
        """Tell an error and return the exit status that goes with it."""
        if self.as_json and not isinstance(error, AnswerLost):
            self.answer(
                {
                    "error": {
                        "code": error.code,
                        "headline": error.headline,
                        "advice": error.advice,
                        "detail": error.detail,
                    }
                }
            )
        self.complain(error.sentence())
        return 2 if isinstance(error, UsageError | QueryWrong | AliasesWrong) else 1

    @contextmanager
    def library(self, options: Namespace, *, create: bool = False) -> Generator[Store, None, None]:
        """Open the library that is meant, and close it in the end.

        Args:
            options: the options of the command.
            create: whether ``--library`` may name one that is to be made.
        """
        from db.library import open_or_create  # noqa: PLC0415 - not needed for help and usage

        explicit = options.library
        made = create and explicit is not None and not files.is_there(explicit)
        store = open_or_create(explicit, create=create)
        try:
            if made and not self.as_json:
                self.complain(f"A new library was made at {store.place}.")
            yield store
        finally:
            store.close()


@contextmanager
def _telling_loss() -> Generator[None, None, None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AnswerLost(
            "The answer could not be written: {reason}; the library is as the command left it.",
            "Write it to another place, or free some space.",
            str(error),
            reason=error.strerror,
        ) from error
