"""Only the build hook: a wheel or source archive carries the built assets and the compiled translations."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

ROOT = Path(__file__).resolve().parent


def _tool(name: str) -> ModuleType:
    """A module of tools/, which is no package and is not on the path of a build."""
    path = ROOT / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path} ontbreekt: bouw vanuit een volledige kopie van Wijkplein.")
    tool = importlib.util.module_from_spec(spec)
    sys.modules[name] = tool
    spec.loader.exec_module(tool)
    return tool


def build_assets() -> None:
    """Build what the browser gets. A source archive (it has a PKG-INFO) carries it already."""
    _tool("compile_translations").ensure()
    tool = _tool("build_assets")
    if (ROOT / "PKG-INFO").exists() and tool.MANIFEST.exists():
        return
    try:
        tool.ensure()
    except tool.AssetsNotBuiltError as refusal:
        raise SystemExit(str(refusal)) from refusal


class BuildWithAssets(build_py):
    """Collects the package after the assets were built. An editable install leaves them to `./wijkplein`."""

    def run(self) -> None:
        """Build the assets unless the package stays where it is."""
        if not self.editable_mode:
            build_assets()
            self.__dict__.pop("data_files", None)  # setuptools listed the files before they were there
        super().run()


class ArchiveWithAssets(sdist):
    """A source archive with the built assets inside, so that a wheel can be made from it without Node."""

    def run(self) -> None:
        """Build the assets, then pack."""
        build_assets()
        super().run()


setup(cmdclass={"build_py": BuildWithAssets, "sdist": ArchiveWithAssets})
