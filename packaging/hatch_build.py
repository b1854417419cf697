"""Put the resources into the wheel, with the translations compiled.

In a checkout they lie beside the packages; in a wheel they lie in ``desktop/resources``, where
``desktop.paths`` looks first.  An editable install uses those of the checkout.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Resources(BuildHookInterface):  # type: ignore[type-arg, unused-ignore]
    """Adds ``resources`` to standard wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the translations and name the files; called before the wheel is written.

        Raises:
            RuntimeError: a translation could not be compiled; no wheel is made without it.
        """
        if version != "standard":
            return
        root = Path(self.root)
        done = subprocess.run(
            [sys.executable, root / "packaging" / "translations.py", "release"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"the translations were not compiled:\n{done.stdout}{done.stderr}")
        build_data["force_include"].update(
            {
                str(file): f"desktop/{file.relative_to(root).as_posix()}"
                for file in sorted((root / "resources").rglob("*"))
                if file.is_file() and file.suffix != ".ts"
            }
        )
