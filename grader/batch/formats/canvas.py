"""Canvas: a CSV for the gradebook's import.

Source: Canvas instructor guide, "How do I import grades in the Gradebook?": columns Student, ID,
SIS User ID, SIS Login ID, Section, then assignments; the second row holds the points possible. An
empty cell changes nothing.
"""

from __future__ import annotations

import csv

from grader.batch.formats.cohort import Cohort
from grader.batch.spreadsheet import guarded
from grader.batch.staging import Staging

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(cohort: Cohort, staging: Staging) -> None:
    """Writes canvas.csv, one row a candidate, a column a question."""
    sheet = csv.writer(staging.open("canvas.csv"))
    sheet.writerow([*HEADER, *(f"Question {question}" for question in cohort.questions)])
    most = [f"{cohort.rubrics[question].max_score:g}" for question in cohort.questions]
    sheet.writerow(["    Points Possible", "", "", "", "", *most])
    for candidate, records in cohort.candidates():
        points = {r["question_id"]: r["points"] for r in records if r["points"] is not None}
        cells = [f"{points[q]:g}" if q in points else "" for q in cohort.questions]
        name = guarded(candidate)
        sheet.writerow([name, "", "" if "@" in candidate else name, name, "", *cells])
