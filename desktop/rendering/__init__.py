"""How a thread is laid out and painted: heights, text, rows, lines of the tree; no widgets."""
