"""HTML as data: a tree that can be asked, and the words of a part of it."""
