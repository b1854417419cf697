"""The command line: everything can be checked without a window or a display."""
