"""Words and passages that evidence and suggestions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.text import visible
from desktop.models import wording
from desktop.views.parts import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from db.records import Span

translate = QCoreApplication.translate

_LONGEST = 600
"""Code points of a passage shown; the floor itself is one click away."""


def named_floor(number: str | None, author: str | None) -> str:
    """Return a floor by its number, with its author where he is known."""
    target = wording.floor(number)
    if not author:
        return target
    return translate("ReplyPanel", "{floor} ({author})").format(
        floor=target, author=wording.author(author)
    )


def rule_sentence(words: str) -> str:
    """Return what a rule says of a floor as a sentence."""
    return translate("ReplyPanel", "This floor {rule}.").format(rule=words)


def how_often_right(confidence: float) -> str:
    """Say how sure a kind of find is."""
    percent = f"{confidence * 100:.1f}".rstrip("0").rstrip(".")
    return translate(
        "ReplyPanel", "Finds of this kind were right in {percent} of 100 cases."
    ).format(percent=percent)


def cut(text: str, span: Span) -> str:
    """Return the words of a span."""
    return text[span.start : span.end].strip()


def passage(text: str) -> QLabel:
    """Return words of a floor as a label."""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    made = label(visible(shown), "words", wrap=True, chosen=True)
    made.setAccessibleName(visible(shown))
    return made
