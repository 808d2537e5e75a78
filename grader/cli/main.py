"""The entry point of the command `grade`."""

from __future__ import annotations

import click

from grader import __version__
from grader.cli.answer import answer
from grader.cli.doctor import doctor
from grader.cli.group import GradeGroup
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
    grade rubric show 3        what question 3 is graded by
    grade doctor               whether programs can be run safely here

    \b
    Exit codes: 0 done · 1 below --fail-under, or lint found errors ·
    2 usage or bad input · 3 no sandbox · 4 some files failed · 130 interrupted
    """


main.add_command(answer)
main.add_command(doctor)
main.add_command(rubric)
main.add_command(schema)
main.add_command(task)
