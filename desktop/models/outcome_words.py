"""What became of files of an import, in the reader's language.

Sentences of ``db`` begin with the name of the file.  Where the name stands beside them already,
with its folder, they say "this file" instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from db.errors import KnownError
from db.records import ImportStatus
from db.text import is_han, visible
from desktop import messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.records import ImportOutcome

translate = QCoreApplication.translate

Counts = Mapping[ImportStatus, int]

BAD = (ImportStatus.REFUSED, ImportStatus.FAILED)


class Asked(NamedTuple):
    """What an import was asked for; the paths of its files are told as they lie below that."""

    inputs: tuple[str, ...] = ()

    def shown(self, path: str) -> str:
        """Return a path as it is told: below the folder that was asked for, else its name.

        Where several folders were asked for, each is told with its own name.
        """
        for asked in self.inputs:
            below = _below(path, asked)
            if below is None:
                continue
            if not below:
                return visible(_last(path))
            one = len(self.inputs) == 1
            return visible(below if one else f"{_last(asked)}/{below}")
        return visible(_last(path))


def _below(path: str, folder: str) -> str | None:
    """Return what of a path lies below a folder; empty where it is the folder itself."""
    if path == folder:
        return ""
    for sign in ("/", "\\"):
        root = folder if folder.endswith(sign) else folder + sign
        if path.startswith(root):
            return path[len(root) :].replace("\\", "/") if sign == "\\" else path[len(root) :]
    return None


def _last(path: str) -> str:
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    return parts[-1] if parts else path


def status_word(status: ImportStatus) -> str:
    """Return what became of an input, in a word."""
    return {
        ImportStatus.ADDED: translate("Report", "added"),
        ImportStatus.UPDATED: translate("Report", "updated"),
        ImportStatus.UNCHANGED: translate("Report", "unchanged"),
        ImportStatus.REFUSED: translate("Report", "refused"),
        ImportStatus.FAILED: translate("Report", "failed"),
    }[status]


def summary(counts: Counts) -> str:
    """Return how many inputs came to what, in one line."""
    said = parts(counts)
    return " · ".join(said) if said else translate("Report", "Nothing was imported")


def parts(counts: Counts) -> list[str]:
    """Return how many inputs came to what, for what there is."""
    count = {status: counts.get(status, 0) for status in ImportStatus}
    words = {
        ImportStatus.ADDED: translate("Report", "%n added", None, count[ImportStatus.ADDED]),
        ImportStatus.UPDATED: translate("Report", "%n updated", None, count[ImportStatus.UPDATED]),
        ImportStatus.UNCHANGED: translate(
            "Report", "%n unchanged", None, count[ImportStatus.UNCHANGED]
        ),
        ImportStatus.REFUSED: translate("Report", "%n refused", None, count[ImportStatus.REFUSED]),
        ImportStatus.FAILED: translate("Report", "%n failed", None, count[ImportStatus.FAILED]),
    }
    return [said for status, said in words.items() if count[status]]


def counted(counts: Mapping[str, int]) -> dict[ImportStatus, int]:
    """Return counts by status as they are kept, by the status itself."""
    known = {status.value: status for status in ImportStatus}
    return {known[name]: count for name, count in counts.items() if name in known}


def reason(outcome: ImportOutcome, name: str | None = None) -> str:
    """Return why an input did not come in; empty if it did.

    Args:
        outcome: what became of it.
        name: what the sentence calls it instead of by the name of the file.
    """
    problem = outcome.problem
    if problem is None:
        return visible(outcome.error or "")
    if name is None:
        return visible(messages.sentence(problem))
    said = messages.sentence(_renamed(problem, name))
    # a template leaves room around a Latin name; Han on both sides stand without
    if is_han(name[-1]):
        said = said.replace(f"{name} ", name).replace(f" {name}", name)
    return visible(said)


def _renamed(problem: KnownError, name: str) -> KnownError:
    """Return an error that says the same of something under another name."""
    if "name" not in problem.values:
        return problem
    return KnownError(
        problem.headline_template,
        problem.advice_template,
        problem.detail,
        **{**problem.values, "name": name},
    )


def this_file() -> str:
    """Return what a file is called whose name stands beside the sentence."""
    return translate("Report", "This file")


def pasted_page() -> str:
    """Return what something is called that was pasted: nobody gave it a name."""
    return translate("Report", "The pasted page")


def told(outcome: ImportOutcome) -> str:
    """Return the title of what came in, or why it did not."""
    if outcome.status in BAD:
        return reason(outcome, this_file())
    return visible(" ".join((outcome.title or "").split()))


def findings(outcome: ImportOutcome) -> list[str]:
    """Return what was found while reading, a sentence each."""
    return [visible(messages.of_finding(finding)) for finding in outcome.findings]


def sentence(outcome: ImportOutcome, shown: str) -> str:
    """Return what became of an input in one line: its path as it is told, outcome, findings."""
    said = [
        translate("Report", "{name}: {status}").format(
            name=shown, status=status_word(outcome.status)
        )
    ]
    if outcome.title:
        said.append(f"“{visible(outcome.title)}”")
    if why := reason(outcome, this_file()):
        said.append(why)
    said.extend(findings(outcome))
    return " — ".join(said)


def lines(outcomes: Iterable[ImportOutcome], asked: Asked, counts: Counts) -> str:
    """Return a report as text to copy."""
    said = [summary(counts)]
    said.extend(sentence(outcome, asked.shown(outcome.path)) for outcome in outcomes)
    return "\n".join(said)
