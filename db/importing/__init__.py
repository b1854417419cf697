"""From a file to a stored thread: bytes, encoding, format, drafts, findings, one transaction."""
