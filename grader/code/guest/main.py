"""The way in: the sandbox calls `serve` after the fork."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

PACKAGE = "grader_guest"
HERE = Path(__file__).resolve().parent


def serve(inbound_fd: int, outbound_fd: int, framework: str) -> None:
    """Answer requests from one pipe on the other until it closes.

    `framework` is python, torch, tensorflow or keras-torch.
    """
    _server().serve(inbound_fd, outbound_fd, framework)


def _server() -> ModuleType:
    """The server module; the package gets a name of its own, however this file was loaded."""
    if PACKAGE not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            PACKAGE, HERE / "__init__.py", submodule_search_locations=[str(HERE)]
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"no package in {HERE}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[PACKAGE] = module
        spec.loader.exec_module(module)
    return importlib.import_module(f"{PACKAGE}.server")


_server()  # before the fork, so that a warm start pays for it once
