"""Calls a candidate's functions whatever their parameters are called, in whatever order."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from .faults import Unusable
from .roles import ROLES, SIZES

Supplies = Mapping[str, Any]


def plain(name: str) -> str:
    """A name without case and underscores: netG, net_g and NETG are one."""
    return name.replace("_", "").lower()


def bind(
    function: Callable[..., Any], supplies: Supplies, names: Mapping[str, Any], main: str = ""
) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments for `function`.

    Each parameter takes the supply whose role its name belongs to; else its default; else the
    program's own global of that name; else a usual size (hidden units, heads). A single required
    parameter that is left takes the supply `main`. Raises Unusable where one stays empty.
    """
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    empty: list[str] = []
    used: set[str] = set()
    for parameter in _parameters(function):
        role = role_of(parameter.name, supplies, used)
        if role:
            value = supplies[role]
            used.add(role)
        elif parameter.default is not parameter.empty:
            continue
        elif (value := _known(parameter.name, names)) is None:
            empty.append(parameter.name)
        _put(parameter, value, positional, keywords)
    return _fill(function, positional, keywords, empty, supplies, used, main)


def call(
    function: Callable[..., Any], supplies: Supplies, names: Mapping[str, Any], main: str = ""
) -> Any:
    """What `function` returns when called with the arguments that `bind` finds."""
    positional, keywords = bind(function, supplies, names, main)
    return function(*positional, **keywords)


def role_of(
    parameter: str, supplies: Supplies, used: set[str] | frozenset[str] = frozenset()
) -> str:
    """The role among the supplies, not used yet, that a parameter's name belongs to."""
    word = plain(parameter)
    fitting = (
        r for r in supplies if r not in used and (word == plain(r) or word in ROLES.get(r, ()))
    )
    return next(fitting, "")


def signature_of(function: Callable[..., Any], name: str = "") -> str:
    """The candidate's own signature as text, such as `train(model, x)`."""
    label = name or getattr(function, "__name__", "?")
    try:
        return f"{label}{inspect.signature(function)}"[:200]
    except (ValueError, TypeError):
        return f"{label}(…)"


def takes(function: Callable[..., Any], role: str) -> bool:
    """Whether a function has a parameter of a role."""
    return any(role_of(p.name, {role: None}) for p in _parameters(function))


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    try:
        found = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        return []
    return [p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]


def _known(name: str, names: Mapping[str, Any]) -> Any:
    word = plain(name)
    own = next((v for n, v in names.items() if plain(n) == word and v is not None), None)
    return own if own is not None else SIZES.get(word)


def _put(
    parameter: inspect.Parameter, value: Any, positional: list[Any], keywords: dict[str, Any]
) -> None:
    if parameter.kind is parameter.POSITIONAL_ONLY:
        positional.append(value)
    else:
        keywords[parameter.name] = value


def _fill(
    function: Callable[..., Any],
    positional: list[Any],
    keywords: dict[str, Any],
    empty: list[str],
    supplies: Supplies,
    used: set[str],
    main: str,
) -> tuple[list[Any], dict[str, Any]]:
    if len(empty) == 1 and main and main not in used and empty[0] in keywords:
        keywords[empty[0]] = supplies[main]
    elif empty:
        raise Unusable("signature", own=signature_of(function), parameters=", ".join(empty))
    return positional, keywords
