"""Moodle: a CSV for grade import, each grade beside its feedback.

Source: docs.moodle.org, "Grade import": the first column maps to the user (id number, or e-mail
address); importing feedback without its grade wipes the grade, so the two always go together.
"""

from __future__ import annotations

import csv

from grader.batch.formats.cohort import Cohort
from grader.batch.spreadsheet import guarded
from grader.batch.staging import Staging


def write(cohort: Cohort, staging: Staging) -> None:
    """Writes moodle.csv, one row a candidate, two columns a question."""
    sheet = csv.writer(staging.open("moodle.csv"))
    columns = [c for q in cohort.questions for c in (f"Question {q}", f"Question {q} (feedback)")]
    by_mail = all("@" in name for name, _ in cohort.candidates())
    sheet.writerow(["Email address" if by_mail else "ID number", *columns])
    for candidate, records in cohort.candidates():
        graded = {r["question_id"]: r for r in records if r["points"] is not None}
        cells: list[str] = []
        for question in cohort.questions:
            record = graded.get(question)
            cells += [f"{record['points']:g}", guarded(record["feedback"])] if record else ["", ""]
        sheet.writerow([guarded(candidate), *cells])
