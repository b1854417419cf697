"""The window: all the Qt of the program.  It may import ``db``, never SQL."""
