"""Set up what the tests need, then run them: ``python3 packaging/test.py [pytest arguments]``.

Without arguments all tests run, on up to four cores.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is where the others are told
    sys.exit(
        "Beilin needs Python 3.11 or later; this is Python {}.{}. If a later one is installed, "
        "name it: python3.12 packaging/test.py".format(*sys.version_info)
    )


import os

import environment
import machine
from lists import ROOT

SCREEN = {"Xvfb": "xvfb", "xdotool": "xdotool", "xclip": "xclip", "strace": "strace"}
"""What the tests in a real window use."""


def main(arguments: list[str]) -> None:
    """Prepare the machine and the environment, then become pytest."""
    missing = machine.offer(SCREEN)
    if missing:
        machine.say(f"Tests in a real window are skipped: there is no {', no '.join(missing)}.")
    machine.prepare(window=not missing)
    python = environment.ensure("test")
    environment.compile_translations(python)
    os.chdir(ROOT)
    cores = min(4, os.cpu_count() or 1)
    environment.start(python, ["-m", "pytest", *(arguments or [f"-n{cores}"])])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("Stopped; the next start tries again.")
