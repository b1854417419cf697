"""What a page prints with a post without being its writer's words, in small type below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from desktop.models import wording
from desktop.rendering.rows import BELOW, Annex
from desktop.rendering.text_flow import TextFlow

if TYPE_CHECKING:
    from db.records import Aside, Preserved
    from desktop.rendering.rows import RowItem
    from desktop.rendering.typography import Typography

translate = QCoreApplication.translate

LONGEST = 4_000
"""Characters of one that are shown."""
_LINE = 400
"""Characters of one that a line can hold at most."""
_TALKATIVE = 24
"""Asides of one post that are shown; the rest is counted."""


def named(kind: str) -> str:
    """Return what is written before an aside; nothing where its words say what they are."""
    return {
        "signature": translate("ThreadRows", "Signature"),
        "rating": translate("ThreadRows", "Ratings"),
        "attachment": translate("ThreadRows", "Attachment"),
    }.get(kind, "")


def put_preserved(
    item: RowItem, preserved: tuple[Preserved, ...], typography: Typography, width: int
) -> None:
    """Put below a text what quotes preserve of the words that stood there, and where they are."""
    y = typography.px(0.35)
    for known in preserved:
        said = translate("ThreadRows", "Text preserved in the quote of {floor}").format(
            floor=wording.floor(known.floor)
        )
        head = TextFlow(said, typography.aside, typography.option, width, composed=True)
        text = known.text if len(known.text) <= LONGEST else known.text[:LONGEST] + "…"
        words = TextFlow(text, typography.caption, typography.option, width - typography.px(0.8))
        for flow, x, target in ((head, 0, known.post), (words, typography.px(0.8), None)):
            for part in range(flow.parts):
                flow.lay(part)
            item.annexes.append(Annex(flow, x, BELOW, y, target=target))
            y += flow.height
        y += typography.px(0.3)
    item.below += y


def put_below(
    item: RowItem,
    asides: tuple[Aside, ...],
    typography: Typography,
    width: int,
    *,
    unfolded: bool,
) -> None:
    """Put asides below the text of a row: each a line, all of it where they are unfolded."""
    shown = [aside for aside in asides if aside.text.strip()]
    if not shown:
        return
    style, metrics = typography.aside, typography.aside_metrics
    y = typography.px(0.35) + item.below - typography.styles[item.kind].below
    for number, aside in enumerate(shown[:_TALKATIVE]):
        label = named(aside.kind)
        x = round(metrics.horizontalAdvance(label) + typography.px(0.6)) if label else 0
        room = max(60, width - x)
        text = aside.text.strip()
        if len(text) > LONGEST:
            text = text[:LONGEST] + "…"
        line = wording.one_line(text)
        whole = len(line) <= _LINE and metrics.horizontalAdvance(line) <= room
        if not whole and not unfolded:
            # what is cut says so at its end, where a line that is whole has nothing
            text = metrics.elidedText(line[:_LINE] + " …", Qt.TextElideMode.ElideRight, room)
        elif whole:
            text = line
        flow = TextFlow(text, style, typography.option, room)
        for part in range(flow.parts):
            flow.lay(part)
        item.annexes.append(Annex(flow, x, BELOW, y, number, label, more=not whole))
        y += flow.height
    item.below = typography.styles[item.kind].below + y
