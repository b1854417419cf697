"""Reply inference: from the flat floors of a thread to quotes, reply links and lost posts.

Pure: no tables, no files, no clock.  See README.md beside this file for how it works.
"""

from db.replies.engine import ENGINE_VERSION, infer

__all__ = ["ENGINE_VERSION", "infer"]
