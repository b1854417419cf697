"""Reading a capture anew: by which reader, in which encoding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QFormLayout

from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.views.parts import label
from desktop.windows.dialogs.frame import Dialog
from desktop.windows.dialogs.import_files import encodings

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
        self._is_encoding = is_encoding
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
        self.reader = QComboBox()
        self.encoding = QComboBox()
        self._wrong = label(role="warning", wrap=True)
        self._add_reader(readers)
        self._add_encoding()
        form = QFormLayout()
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        read = label(f"{capture.format} {capture.reader_version}, {capture.encoding}", "muted")
        form.addRow(label(translate("ReadAgain", "Until now"), "muted"), read)
        for name, part in (
            (translate("ReadAgain", "&Reader"), self.reader),
            (translate("ReadAgain", "&Encoding"), self.encoding),
        ):
            part.setAccessibleName(wording.without_mnemonic(name))
            title = label(name)
            title.setBuddy(part)
            form.addRow(title, part)
        self.body.addSpacing(4)
        self.body.addLayout(form)
        self.body.addWidget(self._wrong)
        self._wrong.hide()
        self._do = self.add_button(
            translate("ReadAgain", "Read Again"),
            QDialogButtonBox.ButtonRole.AcceptRole,
            primary=True,
        )
        self.add_button(translate("ReadAgain", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.encoding.currentTextChanged.connect(self._on_encoding)
        self.accepted.connect(self._on_accepted)
        self.reader.setFocus()

    def _add_reader(self, readers: Sequence[Reader]) -> None:
        self.reader.addItem(translate("ReadAgain", "Automatic: the reader that is surest"), "")
        for reader in readers:
            words = f"{messages.of_text(reader.title)} ({reader.name})"
            if not reader.proven:
                words = translate("ReadAgain", "{reader}, not proven on real pages").format(
                    reader=words
                )
            self.reader.addItem(words, reader.name)
        self.reader.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reader.setMinimumContentsLength(20)

    def _add_encoding(self) -> None:
        self.encoding.addItem(translate("ReadAgain", "Automatic: found out from the bytes"), "")
        for name, words in encodings():
            self.encoding.addItem(f"{name} – {words}", name)
        self.encoding.setEditable(True)
        self.encoding.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = self.encoding.lineEdit()
        if field is not None:
            field.setAccessibleName(translate("ReadAgain", "Encoding, chosen or typed"))

    def _named(self) -> str:
        """Return the encoding that is named; empty to find out."""
        text = self.encoding.currentText().strip()
        row = self.encoding.findText(text, Qt.MatchFlag.MatchExactly)
        listed: str = self.encoding.itemData(row) if row >= 0 else text
        return listed

    def _on_encoding(self, _text: str) -> None:
        name = self._named()
        known = not name or self._is_encoding(name)
        if not known:
            self._wrong.setText(
                translate("ReadAgain", "There is no encoding named {name}.").format(
                    name=visible(name)
                )
            )
        self._wrong.setVisible(not known)
        self._do.setEnabled(known)

    def _on_accepted(self) -> None:
        reader: str = self.reader.currentData()
        self.ordered.emit(reader, self._named())
