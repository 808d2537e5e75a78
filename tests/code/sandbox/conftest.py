"""What the tests of the sandbox share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# The modules here that are no tests also run as scripts, under another user.
sys.path.insert(0, str(Path(__file__).parent))

from grader.code.sandbox import Sandbox, open_sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox of the user who runs the tests."""
    with open_sandbox(os.environ) as opened:
        yield opened
