"""However grader was installed, what names it in a site folder is hidden from programs."""

from __future__ import annotations

import pytest

from grader.code.sandbox.interpreter import OF_GRADER


@pytest.mark.parametrize(
    "name",
    [
        "grader",
        "grader-0.1.0.dist-info",
        "_editable_impl_grader.pth",
        "__editable__.grader-1.pth",
        "__editable___grader_0_1_0_finder.py",
    ],
)
def test_what_belongs_to_grader_is_known(name: str) -> None:
    """Packages, metadata and the path files of editable installs (hatchling, setuptools)."""
    assert OF_GRADER.match(name)


@pytest.mark.parametrize("name", ["graderx", "upgrader", "torch", "_editable_impl_other.pth"])
def test_what_belongs_to_others_is_left(name: str) -> None:
    """Other packages stay where they are."""
    assert not OF_GRADER.match(name)
