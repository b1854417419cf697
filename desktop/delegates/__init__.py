"""Painting of list rows."""
