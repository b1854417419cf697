"""What readers of plain text share: marks of a page, lines of an article, floors among lines."""
