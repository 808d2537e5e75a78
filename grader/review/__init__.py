"""People's decisions as a layer over machine grades: they are kept apart, and they win.

`load` reads a folder's decisions.jsonl, `Decisions.apply` puts them over a grade, `append` adds
to the file. Nothing here ever rewrites or deletes a decision.
"""

from __future__ import annotations

from grader.review.decision import Decision, answer_digest
from grader.review.decisions import FILE_NAME, append, load
from grader.review.overlay import Decisions

__all__ = ["FILE_NAME", "Decision", "Decisions", "answer_digest", "append", "load"]
