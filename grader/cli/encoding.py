"""The option `--encoding`, and saying which encoding was guessed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.cli.terminal import visible

if TYPE_CHECKING:
    from grader.encodings import Encoding

TEXTS: Mapping[str, Mapping[str, str]] = {
    "zh": {"guess": "{name}：编码 {encoding}（推测；不对请用 --encoding 指明）"},
    "en": {"guess": "{name}: encoding {encoding} (a guess; override it with --encoding)"},
}
encoding_option = click.option(
    "--encoding",
    default="",
    metavar="NAME",
    help="Encoding of the table, else told. 表格编码。",
)


def tell_guess(path: Path, encoding: Encoding | None, lang: str) -> None:
    """A line on standard error where the encoding of the file at `path` is a guess."""
    if encoding is not None and encoding.how == "guess":
        text = TEXTS[lang]["guess"].format(name=path.name, encoding=encoding.name)
        click.echo(visible(text), err=True)
