"""Compile the catalogs whenever the package is built or installed; a broken sentence stops the build."""

import sys
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[Any]):
    """The hook named in pyproject.toml."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel, or of the editable install, are chosen."""
        sys.path.insert(0, self.root)  # an isolated build does not see the project it builds
        from locales.catalogs import compile_all

        compile_all()
