"""`grade doctor`: what protects this machine from the programs that are graded."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from grader.cli.doctor_messages import TEXTS
from grader.cli.exit_codes import ExitCode
from grader.cli.options import lang_option
from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.code.sandbox.doctor import Diagnosis
    from grader.code.sandbox.frameworks import Framework
    from grader.code.sandbox.layers import Layer

MARKS = {"active": "✓", "inactive": "✗", "optional": "–", "unknown": "?"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON. 输出 JSON。")
@lang_option
def doctor(*, as_json: bool, lang: str) -> None:
    """Show whether programs can be graded here; 3 if not · 检查沙箱"""
    from grader.code.sandbox.doctor import diagnose

    found = diagnose(os.environ)
    if as_json:
        click.echo(json.dumps(as_record(found), ensure_ascii=False, indent=2))
    else:
        for line in lines(found, TEXTS[lang]):
            click.echo(visible(line))
    click.get_current_context().exit(ExitCode.DONE if found.is_ready else ExitCode.NO_SANDBOX)


def as_record(found: Diagnosis) -> dict[str, object]:
    """The diagnosis as JSON values."""
    layers = [asdict(layer) | {"is_required": layer.is_required} for layer in found.layers]
    installed = [asdict(one) | {"is_installed": one.is_installed} for one in found.frameworks]
    return {"ready": found.is_ready, "why": found.why, "layers": layers, "frameworks": installed}


def lines(found: Diagnosis, texts: Mapping[str, str]) -> Iterator[str]:
    """The diagnosis for a person."""
    yield texts["title"]
    for layer in found.layers:
        yield from _layer(layer, texts)
    yield ""
    yield texts["frameworks"]
    for framework in found.frameworks:
        yield _framework(framework, texts)
    yield ""
    why = found.why or texts["lacking"]
    yield texts["ready"] if found.is_ready else texts["not_ready"].format(why=why)


def _layer(layer: Layer, texts: Mapping[str, str]) -> Iterator[str]:
    state = _state(layer)
    more = ", ".join(part for part in (layer.detail, layer.note) if part)
    yield f"  {MARKS[state]} {layer.name} [{texts[state]}]{f' ({more})' if more else ''}"
    yield f"      {texts[layer.name]}"
    if layer.is_known and not layer.is_active:
        yield f"      {texts['fix'].format(fix=texts[f'{layer.name}_fix'])}"


def _state(layer: Layer) -> str:
    if not layer.is_known:
        return "unknown"
    return "active" if layer.is_active else "inactive" if layer.is_required else "optional"


def _framework(framework: Framework, texts: Mapping[str, str]) -> str:
    if framework.is_installed:
        return f"  ✓ {framework.name} [{texts['installed']}] {', '.join(framework.versions)}"
    line = texts["install"].format(line=framework.install)
    return f"  – {framework.name} [{texts['missing']}] {line}"
