"""The archive: what was saved, what was read from it, and what the owner wrote beside it.

Nothing in this package knows of Qt, prints, or keeps global state.
"""
