"""Editing the aliases of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.search import Aliases
    from desktop.windows.main_window import MainWindow


def edit_aliases(window: MainWindow) -> None:
    """Read the list of the library, and let it be edited."""
    operations = window.operations
    if operations is None:
        return

    def show(before: Aliases) -> None:
        # a dialog is loaded when it is asked for; no start waits for it
        from desktop.windows.dialogs.aliases import EditAliases  # noqa: PLC0415

        def save(after: Aliases) -> None:
            operations.write_aliases(before, after).on_failure(window.trouble.emit).start()

        if window.operations is operations:
            dialog = EditAliases(window, before)
            dialog.edited.connect(save)
            dialog.open()

    operations.aliases().on_success(show).on_failure(window.trouble.emit).start()
