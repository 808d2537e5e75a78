"""Reference documents become questions: one door to Markdown, CSV, YAML and JSON.

The suffix chooses the syntax; the content chooses between pairs of question and reference and
ready criteria (an AutoRubric list, a Canvas rubric).
"""

from __future__ import annotations

from pathlib import Path

from grader.errors import DocumentError, Location
from grader.rubric.document import Document, Notice
from grader.rubric.documents.canvas import is_canvas, read_canvas
from grader.rubric.documents.criteria import holds_criteria, read_criteria
from grader.rubric.documents.csv_rows import read_rows
from grader.rubric.documents.decoding import read_text
from grader.rubric.documents.markdown import read_markdown
from grader.rubric.documents.table import read_table_rows, read_table_tree
from grader.rubric.documents.tree import parse_tree

__all__ = ["Document", "Notice", "parse_reference", "read_reference"]


def read_reference(path: Path) -> Document:
    """The questions and ready criteria of the file at `path`, with notices of what is missing.

    Raises DocumentError, with file:line and what was expected, where the file cannot be read,
    is not UTF-8, is empty, or does not have the shape that its suffix promises.
    """
    return parse_reference(read_text(path), path)


def parse_reference(text: str, path: Path) -> Document:
    """The document in `text`; `path` gives the syntax by its suffix and is not opened.

    Raises DocumentError as `read_reference` does.
    """
    if not text.strip():
        raise DocumentError("the file is empty: expected questions", Location(str(path), 1))
    match path.suffix.lower():
        case ".md" | ".markdown" | ".txt":
            return read_markdown(text, path)
        case ".csv":
            return _read_csv(text, path)
        case ".yaml" | ".yml" | ".json":
            return _read_tree(text, path)
    message = f"unknown kind of file {path.suffix!r}: expected .md, .csv, .yaml or .json"
    raise DocumentError(message, Location(str(path)))


def _read_csv(text: str, path: Path) -> Document:
    rows = read_rows(text, path)
    if not rows:
        raise DocumentError("no rows: expected a header question,reference", Location(str(path), 1))
    return read_canvas(rows, path) if is_canvas(rows) else read_table_rows(rows, path)


def _read_tree(text: str, path: Path) -> Document:
    root = parse_tree(text, path)
    return read_criteria(root, path) if holds_criteria(root) else read_table_tree(root, path)
