"""Dialogs of the main window: each asks or tells one thing and writes nothing itself."""
