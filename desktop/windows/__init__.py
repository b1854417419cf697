"""The main window, what drives it, and its dialogs."""
