"""What each kind of pydantic error means, in plain words; continues “`weight` …”."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails
from rapidfuzz.distance import DamerauLevenshtein

SCALAR_ITEMS = {"keywords", "contrasts"}


def nearest(name: str, known: Sequence[str], *, least: float = 0.6) -> str:
    """The one of `known` that `name` is most likely a slip for, or an empty string.

    `least` is the share of characters, 0..1, that must agree in order.
    """

    def likeness(other: str) -> float:
        return DamerauLevenshtein.normalized_similarity(name.lower(), other.lower())

    best = max(known, key=likeness, default="")
    return best if best and likeness(best) >= least else ""


def _text(detail: ErrorDetails) -> str:
    value = detail["input"]
    if isinstance(value, dict | list) or value is None:
        return f"must be text, not {_kind(value)}{_colon_hint(value)}"
    return f"must be text, not {_kind(value)}: put it in double quotes"


def _colon_hint(value: object) -> str:
    """Most mappings in place of text are text with an unquoted `: `."""
    return "; text that holds `: ` needs quotes" if isinstance(value, dict) else ""


def _number(detail: ErrorDetails) -> str:
    return f"must be a number, not {_kind(detail['input'])}"


def _bool(detail: ErrorDetails) -> str:
    return f"must be true or false, not {_kind(detail['input'])}"


def _list(detail: ErrorDetails) -> str:
    return f"must be a list (lines that begin with `- `), not {_kind(detail['input'])}"


def _mapping(detail: ErrorDetails) -> str:
    if len(detail["loc"]) > 1 and detail["loc"][-2] in SCALAR_ITEMS:
        return f"must be text or hold fields, not {_kind(detail['input'])}: put it in double quotes"
    return f"must hold fields (`name: value` lines), not {_kind(detail['input'])}"


def _choice(detail: ErrorDetails) -> str:
    expected = [part.strip("'") for part in detail["ctx"]["expected"].split(" or ")]
    near = nearest(str(detail["input"]), expected)
    hint = f"; did you mean {near}?" if near else ""
    return f"must be {' or '.join(expected)}, not {detail['input']!r}{hint}"


def _bound(words: str, name: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"must be {words} {detail['ctx'][name]:g}, not {detail['input']:g}"


def _kind(value: Any) -> str:
    """What YAML made of a value, for a person."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text {value!r}"
    return "a mapping" if isinstance(value, dict) else f"a {type(value).__name__}"


EXPLANATIONS: Mapping[str, Callable[[ErrorDetails], str]] = {
    "string_type": _text,
    "string_unicode": lambda _: "must be text without broken characters",
    "string_too_short": lambda _: "must not be empty",
    "string_pattern_mismatch": lambda _: "must be text without spaces or slashes",
    "float_type": _number,
    "finite_number": lambda _: "must be a finite number",
    "bool_type": _bool,
    "list_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "literal_error": _choice,
    "greater_than": _bound("greater than", "gt"),
    "greater_than_equal": _bound("at least", "ge"),
    "less_than_equal": _bound("at most", "le"),
}
