"""Finds in a loaded script what a task asks for: functions, classes, and models made already."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .calling import Supplies, bind, plain, signature_of
from .faults import Unusable
from .models import is_model
from .roles import ROLES

Names = dict[str, Any]


def own_callables(names: Names) -> Names:
    """The functions and classes that the script itself defines, in order."""
    return {n: v for n, v in names.items() if callable(v) and not is_model(v) and _is_own(v)}


def by_name(names: Names, accepted: Iterable[str]) -> Callable[..., Any] | None:
    """The first of the script's callables whose name is accepted, in the accepted order."""
    own = {plain(n): v for n, v in own_callables(names).items()}
    return next((own[plain(n)] for n in accepted if plain(n) in own), None)


def all_by_name(names: Names, accepted: Iterable[str]) -> dict[str, Callable[..., Any]]:
    """Every one of the script's callables with an accepted name, in the accepted order."""
    own = {plain(n): (n, v) for n, v in own_callables(names).items()}
    return dict(own[plain(n)] for n in accepted if plain(n) in own)


def instance(names: Names, words: Iterable[str]) -> Any:
    """A model that the script made under one of these names (case and underscores aside)."""
    wanted = {plain(w) for w in words}
    return next((v for n, v in names.items() if plain(n) in wanted and is_model(v)), None)


def build(builder: Callable[..., Any], supplies: Supplies, names: Names, main: str = "") -> Any:
    """What a builder makes; a builder that is the maker of nothing is an error of the program."""
    positional, keywords = bind(builder, supplies, names, main)
    made = builder(*positional, **keywords)
    if made is None:
        raise Unusable("returns_nothing", own=signature_of(builder))
    return made


def method(owner: Any, accepted: Iterable[str]) -> Callable[..., Any] | None:
    """The first method of an object's own class with one of these names."""
    wanted = [plain(n) for n in accepted]
    own = {plain(n): n for klass in type(owner).__mro__ if _is_own(klass) for n in vars(klass)}
    found = next((own[w] for w in wanted if w in own), None)
    value = getattr(owner, found) if found else None
    return value if callable(value) else None


def attribute(owner: Any, words: Iterable[str]) -> Any:
    """A model that an object holds under one of these names."""
    wanted = {plain(w) for w in words}
    names = [n for n in dir(owner) if plain(n) in wanted]
    found = (getattr(owner, n, None) for n in names)
    return next((v for v in found if is_model(v)), None)


def constant(names: Names, role: str, least: int, most: int) -> int:
    """An integer that the script keeps under one of a role's names, or 0."""
    found = (v for n, v in names.items() if plain(n) in ROLES[role] and type(v) is int)
    return next((value for value in found if least <= value <= most), 0)


def held(names: Names, role: str) -> Any:
    """Whatever the script keeps under one of a role's names, or None."""
    return next((v for n, v in names.items() if plain(n) in ROLES[role] and v is not None), None)


def _is_own(value: Any) -> bool:
    """Whether the candidate's files define it; tf.function and decorators keep `__wrapped__`."""
    inner = value if isinstance(value, type) else inspect.unwrap(value)
    inner = getattr(inner, "python_function", inner)
    module = sys.modules.get(getattr(inner, "__module__", None) or "")
    file = getattr(module, "__file__", None) or ""
    return Path(file).is_relative_to(Path.cwd()) and Path.cwd() != Path("/")
