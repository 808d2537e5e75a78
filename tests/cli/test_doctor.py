"""`grade doctor`: every layer is shown in both languages, and the exit code says if all is well."""

from __future__ import annotations

import json
from collections.abc import Callable
from string import Formatter

import pytest
from click.testing import Result

from grader.cli import doctor_messages
from grader.code.sandbox import doctor
from grader.code.sandbox.doctor import LAYERS, Diagnosis
from grader.code.sandbox.frameworks import NEEDED, Framework
from grader.code.sandbox.layers import REQUIRED, Layer

Run = Callable[..., Result]


def fields(text: str) -> set[str]:
    """The names of the values that a text takes."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_every_text() -> None:
    """With what each layer protects, and the fix for it."""
    zh, en = doctor_messages.TEXTS["zh"], doctor_messages.TEXTS["en"]
    assert list(zh) == list(en)
    assert [name for name in zh if fields(zh[name]) != fields(en[name])] == []
    assert {f"{name}{end}" for name in LAYERS for end in ("", "_fix")} <= set(zh)


def test_this_machine_can_run_programs(run: Run) -> None:
    """JSON names each layer once, and the frameworks with their versions."""
    result = run("doctor", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["ready"], told["why"]) == (0, True, "")
    assert [layer["name"] for layer in told["layers"]] == list(LAYERS)
    assert all(layer["is_active"] for layer in told["layers"] if layer["is_required"])
    assert [one["name"] for one in told["frameworks"]] == [name for name in NEEDED if NEEDED[name]]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_missing_layer_is_shown_with_its_fix(
    run: Run, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """Exit code 3 for one that must hold; how to install a framework that is not there."""
    layers = [Layer(name, is_active=name not in ("seccomp", "cgroup_pids")) for name in LAYERS]
    lacking = Framework("tensorflow", (), "pip install 'grader[tensorflow]'")
    found = Diagnosis("", tuple(layers), (Framework("torch", ("torch 2",), ""), lacking))
    monkeypatch.setattr(doctor, "diagnose", lambda environ: found)
    result = run("doctor", "--lang", lang)
    texts = doctor_messages.TEXTS[lang]
    assert result.exit_code == 3
    assert texts["seccomp_fix"] in result.stdout
    assert texts["cgroup_pids_fix"] in result.stdout
    assert texts["quota_fix"] not in result.stdout
    assert "pip install 'grader[tensorflow]'" in result.stdout
    assert texts["lacking"] in result.stdout


def test_without_bubblewrap_the_rest_is_unknown(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed of layers that could not be tried."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    result = run("doctor", "--json")
    layers = json.loads(result.stdout)["layers"]
    assert result.exit_code == 3
    assert not any(layer["is_active"] for layer in layers)
    assert [layer["name"] for layer in layers if layer["is_known"]] == ["bubblewrap"]
    assert "bubblewrap" in REQUIRED
