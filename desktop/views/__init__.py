"""One widget each: signals out, setters in."""
