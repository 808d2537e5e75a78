"""What an evaluation starts from: the rows of a file, their rubrics, their scores' scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from grader.errors import InputError, Location
from grader.evaluation.grade_rows import Matched, match_rubrics, sample
from grader.evaluation.graded import read_graded
from grader.evaluation.scale import Scale, find_scale
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics


@dataclass(frozen=True, slots=True)
class Request:
    """What the user asked for: the file, the rubrics' folder, and how to read the scores.

    `max_score` None is found from the data, `sample_size` 0 takes every row, and an empty
    `encoding` is told from the file's bytes.
    """

    path: Path
    folder: Path | None = None
    max_score: float | None = None
    second_column: str = ""
    sample_size: int = 0
    seed: int = 0
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows with rubrics, their scale, and the folder of the rubrics where they were not built."""

    matched: Matched
    scale: Scale
    folder: Path | None


def read_inputs(request: Request) -> Inputs:
    """The rows of the file that can be graded, each with its rubric.

    Without a folder the rubrics are built from the column reference; where the file has none,
    the bank that comes with the package is used. Raises InputError where no row can be graded.
    """
    read = read_graded(request.path, request.second_column, request.encoding)
    table = sample(read, request.sample_size, request.seed)
    folder = request.folder
    if folder is None and "reference" not in table.columns:
        folder = default_folder()
    bank = load_rubrics(folder) if folder else None
    matched = match_rubrics(table, bank)
    if not matched.rows:
        raise _nothing(matched, request, folder)
    scale = find_scale(matched.rows, matched.rubrics if bank else None, request.max_score)
    return _on_scale(Inputs(matched, scale, folder))


def _on_scale(inputs: Inputs) -> Inputs:
    """The inputs without the rows whose scores are above full marks, which become faults."""
    matched, full = inputs.matched, inputs.scale.full_marks
    over = [
        max(row.score, row.second or 0) > most * (1 + 1e-9)
        for row, most in zip(matched.rows, full, strict=True)
    ]
    faults = [
        InputError(f"a score above full marks ({most:g}): correct it or --max-score", row.location)
        for row, most, is_over in zip(matched.rows, full, over, strict=True)
        if is_over
    ]
    if len(faults) == len(over):
        raise faults[0]
    kept = [i for i, is_over in enumerate(over) if not is_over]
    rest = Matched(
        tuple(matched.rows[i] for i in kept),
        tuple(matched.rubrics[i] for i in kept),
        (*matched.faults, *faults),
        matched.encoding,
    )
    scale = replace(inputs.scale, full_marks=tuple(full[i] for i in kept))
    return Inputs(rest, scale, inputs.folder)


def _nothing(matched: Matched, request: Request, folder: Path | None) -> InputError:
    if request.folder is None and folder is not None:
        message = (
            "no column reference in the header, and no question id is one of the bank's: "
            "add reference answers, or name a folder with --rubrics"
        )
        return InputError(message, Location(str(request.path), 1))
    if matched.faults:
        first = matched.faults[0]
        more = f" (and {len(matched.faults) - 1} more rows)" if len(matched.faults) > 1 else ""
        return InputError(f"no row can be used: {first}{more}")
    return InputError("no rows below the header", Location(str(request.path), 1))
