"""What grades rest on, as pairs of a label and a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from grader.model import Grade
from grader.report.words import Words

DIGITS = 12
STARTED = ("started", "start", "started_at")
FINISHED = ("finished", "end", "finished_at", "ended")


def provenance(
    grades: Sequence[Grade], run: Mapping[str, Any], words: Words
) -> tuple[tuple[str, str], ...]:
    """Rubrics, model, scorer, calibration, sandbox, seeds, package and time, where known."""
    lines = [
        ("rubrics", _rubrics(grades, words)),
        ("encoder", _encoders(grades)),
        ("scorer", _all(g.provenance.scorer for g in grades)),
        ("calibration", _all(g.provenance.calibration for g in grades)),
        ("sandbox", _all(" + ".join(g.provenance.sandbox) for g in grades)),
        ("seed", _all(str(s) for g in grades if (s := g.provenance.seed) is not None)),
        ("package", _all(g.provenance.package for g in grades)),
        ("time", f" {words('prov.to')} ".join(_times(run))),
    ]
    return tuple((words(f"prov.{name}"), value) for name, value in lines if value)


def _rubrics(grades: Sequence[Grade], words: Words) -> str:
    versions = sorted({g.provenance.rubric for g in grades if g.provenance.rubric})
    if not versions:
        return ""
    together = versions[0] if len(versions) == 1 else sha256("".join(versions).encode()).hexdigest()
    return words("prov.rubric_versions", count=len(versions), digest=together[:DIGITS])


def _encoders(grades: Sequence[Grade]) -> str:
    found = {(g.provenance.encoder, g.provenance.encoder_digest) for g in grades}
    return _all(f"{name} {digest[:DIGITS]}" for name, digest in found if name)


def _times(run: Mapping[str, Any]) -> Iterator[str]:
    for names in (STARTED, FINISHED):
        value = next((run[name] for name in names if run.get(name)), None)
        if value is not None:
            yield str(value)


def _all(values: Iterable[str]) -> str:
    return ", ".join(sorted({value for value in values if value}))
