"""Whether a run may go on where an earlier sitting stopped, or what has changed since."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from grader.rubric.files import natural_key

GradedBy = Mapping[str, Mapping[str, str]]


def differences(
    before: GradedBy, now: GradedBy, questions: Collection[str]
) -> dict[str, list[str]]:
    """What grades differently from before: its name (rubric, encoder, …) → question ids.

    Only `questions`, those that have grades, are compared; one that can no longer be graded
    differs in its `rubric`.
    """
    found: dict[str, list[str]] = {}
    for question in sorted(questions, key=natural_key):
        old, new = before.get(question, {}), now.get(question, {})
        for name in sorted({*old, *new} if new else {"rubric"}):
            if old.get(name) != new.get(name):
                found.setdefault(name, []).append(question)
    return found
