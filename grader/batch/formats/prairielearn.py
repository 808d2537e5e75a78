"""PrairieLearn: the CSV that is uploaded as manual grades.

Source: PrairieLearn, docs/manualGrading: `submission_id`, else uid, instance and qid; `score_perc`
in 0..100; `feedback`. What was not graded is left out, so that nobody gets a zero for our failure.
"""

from __future__ import annotations

import csv

from grader.batch.formats.cohort import Cohort
from grader.batch.spreadsheet import guarded
from grader.batch.staging import Staging


def write(cohort: Cohort, staging: Staging) -> None:
    """Writes prairielearn.csv, one row a graded submission."""
    sheet = csv.writer(staging.open("prairielearn.csv"))
    sheet.writerow(["uid", "instance", "qid", "submission_id", "score_perc", "feedback"])
    for record, submission in cohort.rows():
        if record["points"] is None:
            continue
        percent = round(100 * record["points"] / record["max_score"], 2)
        names = guarded(record["candidate_id"]), "1", record["question_id"], guarded(submission)
        sheet.writerow([*names, f"{percent:g}", guarded(record["feedback"])])
