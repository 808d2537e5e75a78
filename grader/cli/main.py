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
    """Grades answers and programs, with the evidence for every point.

    给简答题和编程题评分：每一分都指出依据。

    \b
    grade answer.txt --q 3     one answer · 一份答案（可省去 answer）
    grade - --q 3 < answer.txt
    grade solution.py --q c1   a program, in a sandbox · 程序，在沙箱里运行
    grade task show c1         what task c1 asks for · 编程题的要求
    grade batch class.csv -o results            a class · 整班
    grade report results -o reports             pages to read · 报告
    grade review results --author NAME          people decide · 人工复核
    grade rubric show 3        what question 3 is graded by · 评分标准
    grade evaluate graded.csv  how well it agrees with people · 与人工评分比较
    grade calibrate graded.csv --rubrics DIR    learn from people · 校准
    grade doctor               can programs be run here? · 沙箱是否齐备

    \b
    Exit codes: 0 done · 1 below --fail-under, lint found errors, or
    calibrating would not help · 2 usage or bad input · 3 no sandbox ·
    4 some files failed · 130 interrupted
    退出码：0 完成 · 1 低于 --fail-under、检查发现错误或校准没有好处 ·
    2 用法或输入有误 · 3 没有沙箱 · 4 部分没能评分 · 130 被中断
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
