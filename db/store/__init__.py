"""The door to a library: make it, open it, read from it, write to it.

One SQLite file is a library.  While it is open, its file may be opened by nothing but SQLite: the
system drops the locks of a process on a file as soon as the process closes it, through whatever
handle, and then two programs write at once.
"""

from db.store.common import SUFFIX, now, program_version
from db.store.creating import create
from db.store.door import Reading, Store
from db.store.opening import open_library

__all__ = ["SUFFIX", "Reading", "Store", "create", "now", "open_library", "program_version"]
