"""Numbered steps of the schema; new libraries run the same chain as old ones."""

from db.migrations.runner import CURRENT, STEPS, migrate, pending, schema_version

__all__ = ["CURRENT", "STEPS", "migrate", "pending", "schema_version"]
