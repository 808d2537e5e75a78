"""What PrairieLearn's `submitted_answer` holds: JSON with texts by name, or files in base64.

Source: PrairieLearn, docs/manualGrading, "download submissions".
"""

from __future__ import annotations

import base64
import binascii
import json

from grader.batch.problems import Problem
from grader.model import Program, SourceFile

LIKELY = ("answer", "ans", "response", "text", "essay")


def read_submitted(cell: str) -> tuple[str, Program | None] | Problem:
    """The text that was handed in, and the files if there are any; or why there is neither."""
    try:
        submitted = json.loads(cell) if cell.strip() else {}
    except (ValueError, RecursionError) as exc:
        return Problem("bad_json", {"reason": exc})
    if not isinstance(submitted, dict):
        return Problem("bad_json", {"reason": f"not an object but {type(submitted).__name__}"})
    files = submitted.get("_files")
    if isinstance(files, list) and files:
        return _files(files)
    texts = {k: v for k, v in submitted.items() if isinstance(v, str) and not k.startswith("_")}
    if not texts and submitted:
        return Problem("no_text")
    named = next((texts[name] for name in LIKELY if name in texts), None)
    return (named if named is not None else max(texts.values(), key=len, default="")), None


def _files(files: list[object]) -> tuple[str, Program | None] | Problem:
    found = []
    for file in files:
        match file:
            case {"name": str(name), "contents": str(contents)}:
                try:
                    found.append(SourceFile(name, base64.b64decode(contents, validate=True)))
                except (binascii.Error, ValueError) as exc:
                    return Problem("bad_json", {"reason": f"{name}: {exc}"})
            case _:
                return Problem("bad_json", {"reason": "a file without name and contents"})
    return found[0].content.decode("utf-8", "replace"), Program(tuple(found), found[0].path)
