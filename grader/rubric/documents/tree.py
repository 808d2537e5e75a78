"""A YAML or JSON text as a tree whose every value knows where it stands in the file.

Values stay the text that was written: an answer `1.50` or `no` is neither rounded nor a boolean.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer, ComposerError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from grader.errors import DocumentError, Location

_NULL = "tag:yaml.org,2002:null"
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file, None for an empty file, and its place."""

    yaml: ScalarNode | MappingNode | SequenceNode | None
    location: Location

    @property
    def blank(self) -> bool:
        """Whether nothing is written here: null, or spaces only."""
        if self.yaml is None or self.yaml.tag == _NULL:
            return True
        return isinstance(self.yaml, ScalarNode) and not self.yaml.value.strip()

    @property
    def is_mapping(self) -> bool:
        """Whether this holds `key: value` pairs."""
        return isinstance(self.yaml, MappingNode)

    @property
    def is_list(self) -> bool:
        """Whether this holds a list."""
        return isinstance(self.yaml, SequenceNode)

    def fields(self) -> dict[str, Node]:
        """The values of a mapping by key, in order; empty for anything else.

        Raises DocumentError for a key given twice or one that is no text.
        """
        fields: dict[str, Node] = {}
        for key, value in self.yaml.value if isinstance(self.yaml, MappingNode) else ():
            place = _at(key, self.location.path)
            name = Node(key, place).text("this key")
            if name in fields:
                raise DocumentError(f"second key {name}: expected another name", place)
            fields[name] = Node(value, place)
        return fields

    def elements(self) -> list[Node]:
        """The values of a list, in order; empty for anything else."""
        nodes = self.yaml.value if isinstance(self.yaml, SequenceNode) else ()
        return [Node(node, _at(node, self.location.path)) for node in nodes]

    def text(self, name: str) -> str:
        """The text written here, without spaces around it; `name` says in errors what it is."""
        if not isinstance(self.yaml, ScalarNode):
            raise self.error(f"{name} is a list or a mapping: expected text")
        try:
            # JSON writes characters beyond U+FFFF as two escapes, which YAML keeps apart.
            text = self.yaml.value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError as exc:
            raise self.error(f"{name} holds half a character: expected both \\u escapes") from exc
        return str(text).strip()

    def number(self, name: str) -> float:
        """The finite number written here."""
        text = self.text(name)
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            raise self.error(f"{name} is no number: expected one such as 1 or 2.5")
        return number

    def error(self, message: str) -> DocumentError:
        """A DocumentError at this place."""
        return DocumentError(message, self.location)


class _PlainComposer(Composer):
    """Refuses aliases: a few lines of them can stand for a list without end."""

    def __init__(self, loader: Any = None) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.parser.check_event(AliasEvent):
            event = self.parser.peek_event()
            problem = f"alias *{event.anchor}: expected the value itself"
            raise ComposerError(None, None, problem, event.start_mark)
        return super().compose_node(parent, index)


def parse_tree(text: str, path: Path) -> Node:
    """The tree of a YAML or JSON text; raises DocumentError, with line and column, if broken."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer, yaml.max_depth = _PlainComposer, _MAX_DEPTH
    start = Location(str(path), 1)
    try:
        return Node(yaml.compose(text), start)
    except MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        place = Location(str(path), mark.line + 1, mark.column + 1) if mark else start
        reason = " ".join(str(exc.problem or exc.context).split())
        raise DocumentError(f"not valid YAML or JSON: {reason}", place) from exc
    except YAMLError as exc:
        line = text.count("\n", 0, getattr(exc, "position", 0)) + 1
        reason = getattr(exc, "reason", "unreadable")
        raise DocumentError(f"not valid YAML or JSON: {reason}", Location(str(path), line)) from exc


def _at(node: Any, path: str) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
