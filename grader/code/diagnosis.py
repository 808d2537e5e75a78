"""A second look at a program that does not load: what else is wrong, were that put right.

It earns nothing: the points are those of the program as it was handed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from grader.code.checking import Result
from grader.code.evidence import finding_evidence, further_evidence
from grader.code.examine import Examined
from grader.code.findings import Finding, without_broken_parts
from grader.model import Evidence, Program, SourceFile

UNDEFINED = re.compile(r"name '(\w+)' is not defined")
BROKEN = {"SyntaxError", "IndentationError", "TabError"}


def undefined_names(findings: Sequence[Finding]) -> list[str]:
    """The names that findings say are not defined, in their order."""
    matches = (UNDEFINED.match(f.message) for f in findings if f.type == "NameError")
    return [match[1] for match in matches if match]


def repaired(program: Program, findings: Sequence[Finding]) -> Program | None:
    """The program without the parts that do not parse, to be run with imports supplied.

    None where nothing was found that this could put right.
    """
    if any(f.type in BROKEN and f.counts for f in findings):
        return replace(program, files=tuple(map(_parsing, program.files)))
    return program if undefined_names(findings) else None


def second_evidence(
    program: Program, first: Examined, second: Examined, lang: str
) -> tuple[Evidence, ...]:
    """What the second look found that the first did not, in `lang` (zh or en)."""
    findings, failed = further(first, second)
    main = next(file.content for file in program.files if file.path == program.main)
    text = main.decode("utf-8-sig", "replace")
    told = [finding_evidence(finding, text, lang) for finding in findings]
    return (*told, *(further_evidence(result, lang) for result in failed))


def further(first: Examined, second: Examined) -> tuple[list[Finding], list[Result]]:
    """What only the second look found: in the source, and checks that fail by themselves."""
    known = {(f.line, f.type) for f in first.findings}
    new = [f for f in second.findings if (f.line, f.type) not in known and f.counts]
    told = {result.check.name for result in first.results if result.failed}
    failed = [r for r in second.results if r.failed and r.check.name not in {*told, "loads"}]
    # A name that the mending itself left empty is no fault of the program.
    return [f for f in new if f.type != "NameError" and "NoneType" not in f.message], failed


def _parsing(file: SourceFile) -> SourceFile:
    if not file.path.endswith(".py"):
        return file
    text = without_broken_parts(file.content.decode("utf-8-sig", "replace"))
    return SourceFile(file.path, text.encode())
