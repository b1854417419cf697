"""By which reader something is read and in which encoding, as dialogs ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout

from db.text import visible
from desktop import messages
from desktop.models import wording
from desktop.views.parts import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.inputs import Reader

translate = QCoreApplication.translate

_SHORTEST = 20
"""Letters of a reader's title that are shown at least."""


class ReadingWays(QFormLayout):
    """Two fields: a reader and an encoding, each chosen or found out.

    ``wrong`` is a label for its owner to place: it says that an encoding is not known.
    """

    changed = Signal()
    """Something else is wanted."""

    def __init__(
        self,
        readers: Sequence[Reader],
        is_encoding: Callable[[str], bool],
        any_reader: str,
        any_encoding: str,
    ) -> None:
        """Make the fields.

        Args:
            readers: the readers there are.
            is_encoding: whether an encoding of a name is known.
            any_reader: how it is said that the reader is chosen by what is read.
            any_encoding: how it is said that the encoding is found out.
        """
        super().__init__()
        self._is_encoding = is_encoding
        self.reader = QComboBox()
        self.encoding = QComboBox()
        self.wrong = label(role="warning", wrap=True)
        self.wrong.hide()
        self.setHorizontalSpacing(20)
        self.setVerticalSpacing(10)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._fill_readers(readers, any_reader)
        self._fill_encodings(any_encoding)
        for name, part in (
            (translate("ReadingWays", "&Reader"), self.reader),
            (translate("ReadingWays", "&Encoding"), self.encoding),
        ):
            part.setAccessibleName(wording.without_mnemonic(name))
            title = label(name)
            title.setBuddy(part)
            self.addRow(title, part)
        self.reader.currentIndexChanged.connect(self._on_changed)
        self.encoding.currentTextChanged.connect(self._on_changed)

    def _fill_readers(self, readers: Sequence[Reader], automatic: str) -> None:
        self.reader.addItem(automatic, "")
        for reader in readers:
            words = f"{messages.of_text(reader.title)} ({reader.name})"
            if not reader.proven:
                words = translate("ReadingWays", "{reader}, not proven on real pages").format(
                    reader=words
                )
            self.reader.addItem(words, reader.name)
        self.reader.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.reader.setMinimumContentsLength(_SHORTEST)

    def _fill_encodings(self, automatic: str) -> None:
        self.encoding.addItem(automatic, "")
        for name, words in _encodings():
            self.encoding.addItem(f"{name} – {words}", name)
        self.encoding.setEditable(True)
        self.encoding.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field = self.encoding.lineEdit()
        if field is not None:
            field.setAccessibleName(translate("ReadingWays", "Encoding, chosen or typed"))

    def chosen_reader(self) -> str:
        """Return the name of the reader; empty to choose by what is read."""
        name: str = self.reader.currentData()
        return name

    def chosen_encoding(self) -> str:
        """Return the encoding that is named; empty to find out."""
        text = self.encoding.currentText().strip()
        row = self.encoding.findText(text, Qt.MatchFlag.MatchExactly)
        listed: str = self.encoding.itemData(row) if row >= 0 else text
        return listed

    @property
    def known(self) -> bool:
        """Whether there is an encoding of the name that was typed."""
        name = self.chosen_encoding()
        return not name or self._is_encoding(name)

    def _on_changed(self, _to: int | str) -> None:
        known = self.known
        words = translate("ReadingWays", "There is no encoding named {name}.")
        name = visible(self.chosen_encoding())
        self.wrong.setText("" if known else words.format(name=name))
        self.wrong.setVisible(not known)
        self.changed.emit()


def _encodings() -> tuple[tuple[str, str], ...]:
    """Return encodings that saved pages are in, with what they are for; any other can be typed."""
    return (
        ("UTF-8", translate("ReadingWays", "all languages")),
        ("GB18030", translate("ReadingWays", "Simplified Chinese, GBK and GB2312 too")),
        ("Big5", translate("ReadingWays", "Traditional Chinese")),
        ("Big5-HKSCS", translate("ReadingWays", "Traditional Chinese, Hong Kong")),
        ("UTF-16LE", translate("ReadingWays", "all languages, two bytes a character")),
        ("Shift_JIS", translate("ReadingWays", "Japanese")),
        ("EUC-KR", translate("ReadingWays", "Korean")),
        ("Windows-1252", translate("ReadingWays", "Western European")),
    )
