"""Private notes and the words they are about."""
