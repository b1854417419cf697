"""What this program is, and which versions it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout

from desktop import errors, icons
from desktop.views.parts import label
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class About(Dialog):
    """Name, purpose, licence, versions."""

    def __init__(self, parent: QWidget, library: Path | None) -> None:
        super().__init__(parent, translate("About", "About Beilin"), "about")
        mark = QLabel()
        mark.setPixmap(icons.application_icon().pixmap(64, 64))
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(label("Beilin 碑林", "big"))
        words.addWidget(
            label(
                translate(
                    "About",
                    "A private archive for saved discussion threads:"
                    " read, search and annotate what was kept.",
                ),
                wrap=True,
            )
        )
        words.addWidget(
            label(
                translate(
                    "About", "It never uses the network. Free software under the MIT licence."
                ),
                "muted",
                wrap=True,
            )
        )
        words.addSpacing(8)
        self.versions = errors.versions()
        words.addWidget(label(self.versions, "muted", wrap=True, chosen=True))
        if library is not None:
            place = translate("About", "Library: {path}").format(path=library)
            words.addWidget(label(place, "muted", wrap=True, chosen=True))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(mark)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        copy = self.add_button(
            translate("About", "Copy versions"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.versions))
        self.add_button(
            translate("About", "Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True
        )
        self.finish()
