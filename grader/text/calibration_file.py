"""A calibration as a JSON file beside the rubrics, and back."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from grader.errors import InputError, Location
from grader.text.calibration import KNOTS, Array, Calibration, QuestionCalibration
from grader.text.scale import FEATURES, Doubt, doubt_of

FILE_NAME = "calibration.json"
SCHEMA: Final = "grader calibration, schema 1"
Share = Annotated[float, Field(ge=0, le=1)]
Knots = Annotated[list[Share], Field(min_length=KNOTS, max_length=KNOTS)]
Kappa = Annotated[str, Field(pattern=r"^0\.\d+$")]
Coefficients = Annotated[list[float], Field(min_length=FEATURES, max_length=FEATURES)]
DECIMALS = 5


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class QuestionRecord(_Shape):
    """One question: `vectors` are float16 rows, little-endian, base64."""

    rubric: str
    answers: Annotated[int, Field(ge=0)]
    knots: Knots
    vectors: str
    weights: list[float]


class DoubtRecord(_Shape):
    """Coefficients of interval ends and sureness, as `scale.Doubt` has them."""

    low: Coefficients
    high: Coefficients
    widen: float
    sure: Coefficients
    auto: Mapping[Kappa, Annotated[float, Field(ge=0, le=1.01)]]


class CalibrationRecord(_Shape):
    """The whole file; `validation` and `fitted` are for people, nothing is computed from them."""

    format: Literal["grader calibration, schema 1"] = SCHEMA
    scorer: str
    encoder: str
    encoder_digest: str
    stage: Literal["bank", "question", "smoothed"]
    covers_others: bool
    length: Annotated[float, Field(gt=0)]
    knots: Knots
    fitted: Mapping[str, float]
    validation: Mapping[str, Any]
    questions: Mapping[str, QuestionRecord]
    doubt: DoubtRecord | None = None
    doubt_others: DoubtRecord | None = None


def find_calibration(folder: Path) -> Calibration | None:
    """The calibration of a folder of rubrics; None where it has none. Raises as the reader."""
    path = folder / FILE_NAME
    return read_calibration(path) if path.is_file() else None


def read_calibration(path: Path) -> Calibration:
    """The calibration in the file at `path`; raises InputError where it is not one."""
    try:
        text = path.read_text(encoding="utf-8")
        return from_record(CalibrationRecord.model_validate_json(text))
    except OSError as exc:
        raise _error(path, f"cannot be read: {exc.strerror}") from exc
    except ValidationError as exc:
        first = exc.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "file"
        raise _error(path, f"{place}: {first['msg']}") from exc
    except ValueError as exc:
        raise _error(path, str(exc)) from exc


def from_record(record: CalibrationRecord) -> Calibration:
    """The calibration of a record; raises ValueError where vectors and weights do not fit."""
    return Calibration(
        scorer=record.scorer,
        encoder_digest=record.encoder_digest,
        knots=_rising(record.knots, "knots"),
        covers_others=record.covers_others,
        length=record.length,
        questions={id_: _question(id_, part) for id_, part in record.questions.items()},
        digest=hashlib.sha256(record_text(record).encode()).hexdigest(),
        doubt=_doubt(record.doubt),
        doubt_others=_doubt(record.doubt_others),
    )


def _doubt(record: DoubtRecord | None) -> Doubt | None:
    return doubt_of(record.model_dump()) if record else None


def record_text(record: CalibrationRecord) -> str:
    """The text of the file; the same bytes for the same calibration."""
    plain = record.model_dump(mode="json")
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def numbers(values: Array) -> list[float]:
    """Numbers as the file holds them, in DECIMALS decimals."""
    return [round(float(value), DECIMALS) + 0.0 for value in values]


def packed(vectors: NDArray[np.float32]) -> str:
    """Vectors as base64 of little-endian float16."""
    return base64.b64encode(vectors.astype("<f2").tobytes()).decode("ascii")


def _question(id_: str, record: QuestionRecord) -> QuestionCalibration:
    count = len(record.weights)
    packed_rows = base64.b64decode(record.vectors, validate=True)
    if len(packed_rows) % (2 * count) if count else packed_rows:
        raise ValueError(f"questions.{id_}: the vectors do not fit the {count} weights")
    data = np.frombuffer(packed_rows, dtype="<f2")
    if not np.isfinite(data).all():
        raise ValueError(f"questions.{id_}: the vectors hold what is no number")
    return QuestionCalibration(
        record.rubric,
        record.answers,
        _rising(record.knots, f"questions.{id_}.knots"),
        data.reshape(count, len(data) // max(count, 1)).astype(np.float32),
        np.array(record.weights, dtype=float),
    )


def _rising(knots: list[float], place: str) -> Array:
    values = np.array(knots, dtype=float)
    if (np.diff(values) < 0).any():
        raise ValueError(f"{place}: the map falls somewhere; expected numbers that never fall")
    return values


def _error(path: Path, problem: str) -> InputError:
    advice = "make it again with `grade calibrate`, or leave it aside with --no-calibration"
    return InputError(f"not a calibration: {problem}; {advice}", Location(str(path)))


def write_calibration(record: CalibrationRecord, path: Path) -> None:
    """Writes the file, whole or not at all; raises OSError where it cannot."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(record_text(record), encoding="utf-8", newline="\n")
    beside.replace(path)
