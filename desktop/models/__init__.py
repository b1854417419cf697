"""What views show: rows and roles, no widgets."""
