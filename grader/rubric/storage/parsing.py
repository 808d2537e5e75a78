"""The YAML of a rubric: its plain data, and where in the text each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from grader.errors import Location, RubricError
from grader.rubric.storage.faults import KeyPath

# What the parser says (its beginning) → what a person should do about it.
HINTS: Mapping[str, str] = {
    "mapping values are not allowed here": "a `: ` in unquoted text, or a line indented too far: "
    "put the text in quotes",
    "found character '\\t'": "a tab in the indentation: use spaces",
    "found character": "text that begins with a special character needs quotes",
    "could not determine a constructor": "text that begins with `!` needs quotes",
    "expected ',' or": "a bracket is not closed, or text in brackets needs quotes",
    "could not find expected ':'": "a `name: value` line was expected",
    "expected <block end>": "the indentation or a list item fits nothing above it; "
    "text that begins with a quote must end with it",
    "found duplicate key": "a field stands here for the second time: keep one",
    "found undefined alias": "text that begins with `*` needs quotes",
    "but found another document": "a second document begins here (`---`): one rubric a file",
    "found unexpected end of stream": "a quote is never closed",
}


def parse(text: str, path: str) -> Any:
    """The plain data of a YAML 1.2 text; raises RubricError where it is not YAML.

    Pure Python, because the C parser, where it is installed, follows YAML 1.1.
    """
    return _load(YAML(typ="safe", pure=True), text, path)


class Positions:
    """Where the values of a YAML text stand; made only once something is wrong with them."""

    def __init__(self, text: str, path: str) -> None:
        self._path = path
        self._tree = _load(YAML(typ="rt"), text, path)

    def location(self, path: KeyPath, *, of_key: bool = False) -> Location:
        """The place of the value (or key) at a path, or of the nearest thing around it."""
        node, line, column = self._tree, 0, 0
        for depth, step in enumerate(path):
            if not isinstance(node, CommentedMap | CommentedSeq):
                break
            is_key = of_key and depth == len(path) - 1
            line, column = _place(node, step, is_key=is_key) or (line, column)
            node = _child(node, step)
        return Location(self._path, line + 1, column + 1)


def _place(
    node: CommentedMap | CommentedSeq, step: str | int, *, is_key: bool
) -> tuple[int, int] | None:
    places = node.lc.data or {}
    if step not in places:
        return None
    place = places[step]
    return (place[0], place[1]) if is_key or len(place) < 4 else (place[2], place[3])


def _child(node: CommentedMap | CommentedSeq, step: str | int) -> Any:
    try:
        return node[step]
    except (KeyError, IndexError, TypeError):
        return None


def _load(yaml: YAML, text: str, path: str) -> Any:
    try:
        return yaml.load(text)
    except MarkedYAMLError as exc:
        raise RubricError(f"not YAML: {_hint(exc)}", _mark(exc, text, path)) from exc
    except ReaderError as exc:
        line = text.count("\n", 0, exc.position) + 1
        message = f"holds the control character {exc.character!r}: delete it"
        raise RubricError(message, Location(path, line)) from exc
    except (YAMLError, ValueError) as exc:
        raise RubricError(f"not YAML: {exc}", Location(path)) from exc
    except RecursionError as exc:
        raise RubricError("nested too deeply for a rubric", Location(path)) from exc


def _mark(error: MarkedYAMLError, text: str, path: str) -> Location:
    """Where the parser gave up; where something began if it only gave up at the end."""
    mark = error.problem_mark
    if error.context_mark and (mark is None or not text[mark.index :].strip()):
        mark = error.context_mark
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)


def _hint(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context)
    hint = next((said for start, said in HINTS.items() if problem.startswith(start)), "")
    return hint or problem.splitlines()[0]
