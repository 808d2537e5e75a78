"""Applying a calibration: it fits or says why not, stays on the scale, and adds up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import InputError
from grader.model import Evidence, Verdict
from grader.text.calibration import KNOTS, Calibration, QuestionCalibration, apply, smoothing
from grader.text.calibration_file import (
    FILE_NAME,
    CalibrationRecord,
    QuestionRecord,
    find_calibration,
    from_record,
    numbers,
    packed,
    read_calibration,
    record_text,
    write_calibration,
)
from grader.text.rescale import rescaled

GRID = np.linspace(0, 1, KNOTS)
VECTORS = np.eye(4, dtype=np.float32)[:2]
IDS = {"question_id": "1", "rubric": "r", "scorer": "s", "encoder_digest": "e"}


def question(weights: tuple[float, ...] = (0.3, -0.3)) -> QuestionCalibration:
    """Full marks from a half on, and two answers that pull up and down."""
    knots = np.minimum(GRID * 2, 1)
    return QuestionCalibration("r", 5, knots, VECTORS[: len(weights)], np.array(weights))


def calibration(*, covers_others: bool = False) -> Calibration:
    """A calibration of question 1 whose bank map gives half of the share."""
    return Calibration("s", "e", GRID / 2, covers_others, 0.1, {"1": question()}, "d")


def test_the_map_and_the_near_answers() -> None:
    """An answer far from the graded ones gets its map's share, a near one is moved."""
    far = np.array([0, 0, 0, 1], dtype=np.float32)
    assert apply(calibration(), 0.25, far, **IDS).share == pytest.approx(0.5, abs=1e-4)
    assert apply(calibration(), 0.25, VECTORS[0], **IDS).share == pytest.approx(0.8, abs=1e-3)
    assert apply(calibration(), 0.25, VECTORS[1], **IDS).share == pytest.approx(0.2, abs=1e-3)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"scorer": "t"}, "calibration_scorer"),
        ({"encoder_digest": "f"}, "calibration_scorer"),
        ({"rubric": "q"}, "calibration_rubric"),
        ({"question_id": "2"}, "calibration_question"),
    ],
)
def test_what_does_not_fit_is_left_alone(changed: dict[str, str], reason: str) -> None:
    """Another scorer, encoder or rubric, and an unknown question, keep the share and say why."""
    done = apply(calibration(), 0.25, VECTORS[0], **(IDS | changed))
    assert (done.share, done.used, done.reason) == (0.25, False, reason)


def test_the_bank_may_cover_other_questions() -> None:
    """Where the bank's map was found to help, questions without graded answers go by it."""
    done = apply(calibration(covers_others=True), 0.5, VECTORS[0], **(IDS | {"question_id": "2"}))
    assert (done.share, done.used) == (pytest.approx(0.25), True)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 3))
def test_more_is_never_less(first: float, second: float, axis: int) -> None:
    """For the same words a higher share stays at least as high, and inside 0..1."""
    vector = np.eye(4, dtype=np.float32)[axis]
    low, high = sorted((first, second))
    below = apply(calibration(), low, vector, **IDS).share
    above = apply(calibration(), high, vector, **IDS).share
    assert 0 <= below <= above <= 1


def test_nearness() -> None:
    """An answer is wholly near to itself, hardly to an unlike one; without any there is none."""
    near = smoothing(VECTORS, VECTORS, 0.1)
    assert np.allclose(np.diag(near), 1)
    assert near[0, 1] < 1e-4
    assert smoothing(VECTORS, VECTORS[:0], 0.1).shape == (2, 0)


def evidence(*parts: tuple[float, float]) -> tuple[Evidence, ...]:
    """Evidence of (points, most points); a most of 0 is a deduction."""
    kinds = {True: "key_point", False: "misconception"}
    return tuple(
        Evidence(f"{i}", kinds[most > 0], Verdict.MET, 0.5, points, most)
        for i, (points, most) in enumerate(parts)
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0, 1), st.floats(0, 1))
def test_points_add_up(shares: list[float], deducted: float, wanted: float) -> None:
    """Points make the total, none leaves its range, a deduction is never a reward."""
    worth = 10 / len(shares)
    parts = [(round(share * worth, 2), round(worth, 2)) for share in shares]
    made = rescaled(evidence(*parts, (-round(deducted, 2), 0.0)), wanted * 10, 10.0)
    slack = 0.01 * len(made)
    assert sum(item.points for item in made) == pytest.approx(wanted * 10, abs=0.02 + slack)
    for item in made:
        low, high = (0, item.max_points) if item.max_points else (-1, 0)
        assert low - slack <= item.points <= high + slack


def test_points_that_stay() -> None:
    """The same total leaves every point where it is; sums are exact to the hundredth."""
    parts = evidence((1.33, 3.33), (2.5, 3.33), (0.0, 3.34))
    assert [e.points for e in rescaled(parts, 3.83, 10)] == [1.33, 2.5, 0.0]
    assert sum(e.points for e in rescaled(parts, 7.77, 10)) == pytest.approx(7.77)
    assert [e.points for e in rescaled(evidence((0, 6), (0, 4)), 5, 10)] == [3, 2]


def record(**changes: object) -> CalibrationRecord:
    """A record of one question."""
    part = QuestionRecord(
        rubric="r", answers=2, knots=numbers(GRID), vectors=packed(VECTORS), weights=[0.1, 0.2]
    )
    doubt = {"low": [0.0] * 7, "high": [0.1] * 7, "widen": 0.0, "sure": [1.0] * 7}
    values = {
        "doubt": doubt | {"auto": {"0.8": 0.5}},
        "scorer": "s",
        "encoder": "n",
        "encoder_digest": "e",
        "stage": "smoothed",
        "covers_others": False,
        "length": 0.1,
        "knots": numbers(GRID),
        "fitted": {},
        "validation": {},
        "questions": {"1": part},
    }
    return CalibrationRecord.model_validate(values | changes)


def test_a_file_and_back(tmp_path: Path) -> None:
    """What is written is read, under the same digest; a folder without a file has none."""
    assert find_calibration(tmp_path) is None
    write_calibration(record(), tmp_path / FILE_NAME)
    found = find_calibration(tmp_path)
    assert found is not None
    assert found.digest == from_record(record()).digest
    assert found.digest != from_record(record(scorer="t")).digest
    assert np.array_equal(found.questions["1"].vectors, VECTORS)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"scorer"', '"scorr"', "scorer: Field required"),
        ("grader calibration, schema 1", "other", "format"),
        ('"length": 0.1', '"length": 0', "length"),
        ('"0.8": 0.5', '"most": 0.5', "doubt.auto"),
        ('"0.8": 0.5', '"0.8": -1', "doubt.auto"),
        ('"knots": [\n  0.0', '"knots": [\n  1.0', "the map falls somewhere"),
        (packed(VECTORS), packed(VECTORS)[:-4], "the vectors do not fit the 2 weights"),
        (packed(VECTORS), "?", "base64"),
        ("{", "", "Invalid JSON"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, old: str, new: str, problem: str) -> None:
    """A file that is no calibration names its path, what is wrong, and what to do."""
    path = tmp_path / FILE_NAME
    path.write_text(record_text(record()).replace(old, new), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_calibration(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: not a calibration: ")
    assert problem.lower() in line.lower()
    assert "--no-calibration" in line
