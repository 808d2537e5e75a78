"""The entry point of the command `grade`."""

from __future__ import annotations

import click

from grader import __version__
from grader.cli.answer import answer
from grader.cli.batch import batch
from grader.cli.calibrate import calibrate
from grader.cli.doctor import doctor
from grader.cli.evaluate import evaluate
from grader.cli.group import GradeGroup
from grader.cli.report import report
from grader.cli.review import review
from grader.cli.rubric import rubric
from grader.cli.schema import schema
from grader.cli.task import task


@click.group("grade", cls=GradeGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grade")
def main() -> None:
    """Grades answers against rubrics, with the evidence for every point.

    给简答题评分：每一分都指出答案里的依据。

    \b
    grade answer.txt --q 3     one answer; the verb "answer" may be left out
    grade - --q 3 < answer.txt
    grade solution.py --q c1   a program, run in a sandbox
    grade task show c1         what task c1 asks for
    grade batch class.csv -o results
    grade report results -o reports
    grade review results --author NAME
    grade rubric show 3        what question 3 is graded by
    grade evaluate graded.csv  how well it agrees with your own grades
    grade calibrate graded.csv --rubrics FOLDER
    grade doctor               whether programs can be run safely here

    \b
    Exit codes: 0 done · 1 below --fail-under, or lint found errors ·
    2 usage or bad input · 3 no sandbox · 4 some files failed · 130 interrupted
    """


main.add_command(answer)
main.add_command(batch)
main.add_command(calibrate)
main.add_command(doctor)
main.add_command(evaluate)
main.add_command(report)
main.add_command(review)
main.add_command(rubric)
main.add_command(schema)
main.add_command(task)
