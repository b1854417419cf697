"""What a file may be that holds documents inside of it, opened without writing anything to disk."""
