"""Reading a capture anew: by which reader, in which encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialogButtonBox

from db.text import visible
from desktop.models import wording
from desktop.views.parts import label
from desktop.windows.dialogs.frame import Dialog
from desktop.windows.dialogs.reading_ways import ReadingWays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from db.records import Capture
    from desktop.inputs import Reader

translate = QCoreApplication.translate

WIDTH = 520


class ReadAgain(Dialog):
    """Asks how to read the stored bytes of a capture."""

    ordered = Signal(str, str)
    """Name of the reader and of the encoding; empty is found out."""

    def __init__(
        self,
        parent: QWidget,
        capture: Capture,
        readers: Sequence[Reader],
        is_encoding: Callable[[str], bool],
    ) -> None:
        super().__init__(parent, translate("ReadAgain", "Read Again"), "readAgain", WIDTH)
        self.add_words(
            translate("ReadAgain", "Read {name} once more").format(
                name=wording.short(visible(capture.file_name))
            ),
            translate(
                "ReadAgain",
                "The saved bytes stay what they are; what was read of them is replaced."
                " Notes follow their words, and attached images stay in their places.",
            ),
        )
        self.ways = ReadingWays(
            readers,
            is_encoding,
            translate("ReadAgain", "Automatic: the reader that is surest"),
            translate("ReadAgain", "Automatic: found out from the bytes"),
        )
        read = label(f"{capture.format} {capture.reader_version}, {capture.encoding}", "muted")
        self.ways.insertRow(0, label(translate("ReadAgain", "Until now"), "muted"), read)
        self.body.addSpacing(4)
        self.body.addLayout(self.ways)
        self.body.addWidget(self.ways.wrong)
        self._do = self.add_button(
            translate("ReadAgain", "Read Again"),
            QDialogButtonBox.ButtonRole.AcceptRole,
            primary=True,
        )
        self.add_button(translate("ReadAgain", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.ways.changed.connect(self._on_changed)
        self.accepted.connect(self._on_accepted)
        self.ways.reader.setFocus()

    def _on_changed(self) -> None:
        self._do.setEnabled(self.ways.known)

    def _on_accepted(self) -> None:
        self.ordered.emit(self.ways.chosen_reader(), self.ways.chosen_encoding())
