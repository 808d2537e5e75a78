"""The version of a rubric: a digest of what it says, whatever the layout of its file."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from grader.rubric.schema import RubricFile


def content_digest(file: RubricFile) -> str:
    """SHA-256 of the content as JSON with sorted keys.

    Empty values are left out, so that a field added to the schema changes no older rubric.
    """
    content = _filled(file.model_dump(mode="json", by_alias=True))
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _filled(v) for k, v in value.items() if not _is_empty(v)}
    return [_filled(v) for v in value] if isinstance(value, list) else value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
