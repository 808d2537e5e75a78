"""Defects seen without running: which line, which name, what failed first, no false accusation."""

from __future__ import annotations

import pytest

from grader.code.findings import Finding, merged, static_findings
from grader.code.framework import framework_of
from grader.errors import UsageError
from grader.model import Program, SourceFile


def found(source: str) -> list[tuple[int, str]]:
    """Line and message of each static finding of a script."""
    program = Program((SourceFile("main.py", source.encode()),), "main.py")
    return [(f.line, f.message) for f in static_findings(program)]


def test_an_undefined_name_is_told_with_its_line() -> None:
    """At the top level and inside functions."""
    source = "import os\n\ndef f():\n    return np.zeros(3)\n\nplt.show()\n"
    names = [(4, "name 'np' is not defined"), (6, "name 'plt' is not defined")]
    assert found(source) == names


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    return g()\n\ndef g():\n    return 1\n",
        "from keras.layers import *\nDense(1)\n",
        "try:\n    import numpy as np\nexcept ImportError:\n    np = None\nprint(np, __file__)\n",
        "class A:\n    def f(self):\n        return __class__\n",
        "x = [y for y in range(3)]\nprint(x, __name__)\n",
    ],
)
def test_what_is_defined_is_not_accused(source: str) -> None:
    """Later definitions, star imports, builtins and comprehensions are fine."""
    assert found(source) == []


def test_a_syntax_error_does_not_hide_undefined_names() -> None:
    """The part that does not parse is left out, its names are not accused."""
    source = "def f():\n    z = Lambda g([1])(2)\n    return z\n\nf()\nplt.show()\n"
    assert found(source) == [(2, "invalid syntax"), (6, "name 'plt' is not defined")]


def test_what_failed_first_on_loading_comes_first_and_once() -> None:
    """A name that loading met is not told again for its first line."""
    static = [
        Finding(3, "NameError", "name 'a' is not defined", "m.py"),
        Finding(9, "NameError", "name 'b' is not defined", "m.py"),
    ]
    fault = {"line": 9, "type": "NameError", "message": "name 'b' is not defined", "file": "m.py"}
    assert [f.line for f in merged(static, {"faults": [fault]}, "m.py")] == [9, 3]


def test_a_data_file_that_is_not_there_costs_nothing() -> None:
    """The task gives the data; what then does not fit them is not the program's fault either."""
    fault = {"line": 9, "type": "IndexError", "message": "too many indices", "file": "m.py"}
    told = {"missing_files": [(8, "a.npy")], "faults": [fault]}
    (finding,) = merged([], told, "m.py")
    assert (finding.line, finding.type, finding.counts) == (8, "FileNotFoundError", False)


@pytest.mark.parametrize(
    ("source", "framework"),
    [
        ("import torch.nn as nn", "torch"),
        ("from torch import nn, optim", "torch"),
        ("import tensorflow as tf", "tensorflow"),
        ("from tensorflow import keras", "tensorflow"),
        ("import keras", "tensorflow"),
        ("import keras\nimport torch", "keras-torch"),
        ("import os\nos.environ['KERAS_BACKEND'] = 'torch'\nimport keras", "keras-torch"),
        ('import os\nos.environ.setdefault("KERAS_BACKEND", "torch")\nimport keras', "keras-torch"),
        (
            "import os\nos.environ['KERAS_BACKEND'] = 'tensorflow'\nimport keras, torch",
            "tensorflow",
        ),
        ("def f():\n    import torch", "torch"),
        ("import numpy as np", "python"),
        ("this is ( no Python\nimport torch", "torch"),
    ],
)
def test_the_framework_is_told_by_imports(source: str, framework: str) -> None:
    """Also where the source does not parse."""
    program = Program((SourceFile("main.py", source.encode()),), "main.py")
    assert framework_of(program) == framework


def test_a_framework_may_be_chosen_and_must_be_known() -> None:
    """--framework decides; another name is an error."""
    program = Program((SourceFile("main.py", b"import torch"),), "main.py")
    assert framework_of(program, "tensorflow") == "tensorflow"
    with pytest.raises(UsageError, match="unknown framework 'jax'"):
        framework_of(program, "jax")
