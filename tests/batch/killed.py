"""A batch with fake graders as a process of its own, so that it can be killed.

python killed.py TABLE FOLDER: goes on where the folder stopped.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from grader.batch.batch import Settings, run_batch
from grader.batch.executors.in_process import InProcess
from grader.batch.reading.questions import Questions
from grader.batch.reading.rows import open_submissions
from grader.batch.worker import Recipe
from grader.model import Check, KeyPoint, Kind, Question, Rubric
from tests.batch.conftest import Listener
from tests.batch.fakes import open_code, open_text

RUBRICS = {
    "1": Rubric(
        Question("1", "请解释火山怎样喷发。"), (KeyPoint("气体", "气体膨胀。"),), version="v1"
    ),
    "c1": Rubric(Question("c1", "写。", kind=Kind.CODING), checks=(Check("a", "a", 10.0),)),
}

if __name__ == "__main__":
    table, folder = map(Path, sys.argv[1:])
    made = Recipe(RUBRICS, open_text, open_code, lang="en")
    submissions = open_submissions(table, Questions(RUBRICS))
    run_batch(submissions, made, Settings(folder, resume=True), InProcess, Listener())
