"""Set up what Beilin needs, then start it: ``python3 packaging/run.py [FILE...]``.

With files it opens them; with the words of a command it runs that, see ``--help``.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where the others are told
    sys.exit(
        "Beilin needs Python 3.11 or later; this is Python {}.{}. If a later one is installed, "
        "name it: python3.12 packaging/run.py".format(*sys.version_info)
    )


import os

import environment
import machine
from lists import ROOT

from db.commands import COMMANDS  # the words alone, which needs no package


def main(arguments: list[str]) -> None:
    """Prepare the machine and the environment, then become the program."""
    is_command = bool(arguments) and (arguments[0] in COMMANDS or arguments[0].startswith("-"))
    machine.prepare(window=True)
    # words that are neither a command nor files open no window: the program says so
    if not is_command and all(os.path.exists(name) for name in arguments):  # noqa: PTH110
        machine.require_display()
    python = environment.ensure("run")
    environment.compile_translations(python)
    os.environ["PYTHONPATH"] = str(ROOT)
    environment.start(python, ["-P", "-m", "desktop", *arguments])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped; the next start tries again.")
