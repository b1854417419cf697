"""What to import, and how: files and folders, the reader, the encoding, or only a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QItemSelection,
    QItemSelectionModel,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QListView,
)

from db.text import visible
from desktop.inputs import Order
from desktop.models import wording
from desktop.views.parts import button, label
from desktop.windows.dialogs.frame import Dialog
from desktop.windows.dialogs.reading_ways import ReadingWays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from desktop.inputs import Reader
    from desktop.windows.choosing import Chooser

translate = QCoreApplication.translate

WIDTH = 600
_LIST_HEIGHT = 112


class ImportFiles(Dialog):
    """Asks how to import."""

    ordered = Signal(object)
    """The ``Order``."""

    def __init__(
        self,
        parent: QWidget,
        chooser: Chooser,
        inputs: Sequence[Path],
        readers: Sequence[Reader],
        is_encoding: Callable[[str], bool],
    ) -> None:
        """Make it.

        Args:
            parent: the window.
            chooser: lets more files and folders be chosen.
            inputs: those that are chosen already.
            readers: the readers there are.
            is_encoding: whether an encoding of a name is known.
        """
        super().__init__(parent, translate("ImportFiles", "Import"), "importFiles", WIDTH)
        self._chooser = chooser
        self._paths: list[Path] = []
        self._model = QStringListModel(self)
        self.list = QListView()
        self.ways = ReadingWays(
            readers,
            is_encoding,
            translate("ImportFiles", "Choose for each file"),
            translate("ImportFiles", "Find out for each file"),
        )
        only = translate("ImportFiles", "&Only tell what would happen, and write nothing")
        self.dry = QCheckBox(only)
        self.dry.setAccessibleName(wording.without_mnemonic(only))
        self._add_inputs()
        self._add_ways()
        self._do = self.add_button("", QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.add_button(translate("ImportFiles", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()
        self.accepted.connect(self._on_accepted)
        self.dry.toggled.connect(self._on_dry)
        self.ways.changed.connect(self._show_state)
        self.add(inputs)
        self._do.setFocus()

    def _add_inputs(self) -> None:
        name = translate("ImportFiles", "&Files and folders")
        self.list.setModel(self._model)
        self.list.setAccessibleName(wording.without_mnemonic(name))
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_LIST_HEIGHT)
        title = label(name, "heading")
        title.setBuddy(self.list)
        more = button(translate("ImportFiles", "Add Files…"))
        more.clicked.connect(
            lambda: self._chooser.open_files(
                translate("ImportFiles", "Add Files"), self.add, over=self
            )
        )
        folder = button(translate("ImportFiles", "Add Folder…"))
        folder.clicked.connect(
            lambda: self._chooser.open_folder(
                translate("ImportFiles", "Add a Folder"), lambda path: self.add([path]), over=self
            )
        )
        self._remove = button(translate("ImportFiles", "Remove"))
        self._remove.clicked.connect(self._on_remove)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (more, folder, self._remove):
            row.addWidget(part)
        row.addStretch(1)
        self._count = label(role="muted")
        row.addWidget(self._count)
        self.body.addWidget(title)
        self.body.addWidget(self.list)
        self.body.addLayout(row)
        self.body.addSpacing(8)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)

    def _add_ways(self) -> None:
        self.body.addLayout(self.ways)
        self.body.addWidget(self.ways.wrong)
        self.body.addSpacing(2)
        self.body.addWidget(self.dry)

    # what is chosen

    def add(self, paths: Iterable[Path]) -> None:
        """Take more files and folders in; one that is there already is not taken twice."""
        known = set(self._paths)
        self._paths += [path for path in dict.fromkeys(paths) if path not in known]
        self._model.setStringList([visible(str(path)) for path in self._paths])
        self._show_state()

    def _on_remove(self) -> None:
        rows = {index.row() for index in self.list.selectionModel().selectedRows()}
        self._paths = [path for row, path in enumerate(self._paths) if row not in rows]
        self._model.setStringList([visible(str(path)) for path in self._paths])
        if self._paths and rows:
            index = self._model.index(min(*rows, len(self._paths) - 1))
            self.list.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        self._show_state()

    def _on_selection(self, _new: QItemSelection, _old: QItemSelection) -> None:
        self._show_state()

    def _on_dry(self, _on: bool) -> None:
        self._show_state()

    def _show_state(self) -> None:
        """Say what the button would do, and whether it can."""
        words = (
            translate("ImportFiles", "Preview")
            if self.dry.isChecked()
            else translate("ImportFiles", "Import")
        )
        self._do.setText(words)
        self._do.setAccessibleName(words)
        self._do.setEnabled(self.ways.known and bool(self._paths))
        self._remove.setEnabled(self.list.selectionModel().hasSelection())
        self._count.setText(
            translate("ImportFiles", "%n chosen", None, len(self._paths))
            if len(self._paths) > 1
            else ""
        )

    def order(self) -> Order:
        """Return what is to be done."""
        ways = self.ways
        reader, encoding = ways.chosen_reader(), ways.chosen_encoding()
        return Order(tuple(self._paths), reader, encoding, dry=self.dry.isChecked())

    def _on_accepted(self) -> None:
        self.ordered.emit(self.order())
