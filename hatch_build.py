"""Builds the front end into the wheel, when it is not there yet; editable installs leave it to make."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontEnd(BuildHookInterface):  # type: ignore[type-arg] # hatchling's own example leaves it open
    """Runs before a wheel or sdist is put together; raises RuntimeError when there is no npm to build with.

    JARVIS_SKIP_SPA makes a package without a page: the API alone.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 hatchling's signature
        root = Path(self.root)
        built = root / "src/jarvis_app/web_dist/index.html"
        if version == "editable" or os.environ.get("JARVIS_SKIP_SPA") or built.exists():
            return
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError("npm was not found: install Node 20 or newer, or set JARVIS_SKIP_SPA=1")
        for step in (["ci"], ["run", "build"]):
            subprocess.run([npm, *step], cwd=root / "frontend", check=True)  # noqa: S603 our own front end
