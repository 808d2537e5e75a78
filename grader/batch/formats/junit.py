"""JUnit XML: a suite a candidate, a case a criterion; what was not met is a failure.

Source: the schema that CI servers share (testmoapp/junitxml): testsuites, testsuite, testcase,
failure, error, skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from grader.batch.formats.cohort import Cohort, Record, messages
from grader.batch.staging import Staging
from grader.model import Status, Verdict

WORDS = ("why", "expected", "actual", "hint")
# What XML 1.0 cannot hold, escaped or not.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(cohort: Cohort, staging: Staging) -> None:
    """Writes junit.xml."""
    file = staging.open("junit.xml")
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="grader">\n')
    for candidate, records in cohort.candidates():
        cases = [case for record in records for case in _cases(record)]
        counts = {k: sum(kind == k for kind, _ in cases) for k in ("failure", "error", "skipped")}
        file.write(
            f'<testsuite name={_attribute(candidate)} tests="{len(cases)}" '
            f'failures="{counts["failure"]}" errors="{counts["error"]}" '
            f'skipped="{counts["skipped"]}">\n'
        )
        file.writelines(text for _, text in cases)
        file.write("</testsuite>\n")
    file.write("</testsuites>\n")


def _cases(record: Record) -> Iterator[tuple[str, str]]:
    """The kind of outcome (empty for a pass) and the element of each case."""
    question = f"question {record['question_id']}"
    status = Status(record["status"])
    if status in {Status.GRADER_ERROR, Status.CANDIDATE_ERROR, Status.BLANK}:
        kind = "skipped" if status is Status.BLANK else "error"
        yield kind, _case(question, str(status), kind, messages(record))
        return
    for evidence in record["evidence"]:
        met = evidence["verdict"] == Verdict.MET and evidence["kind"] != "misconception"
        share = f"{evidence['points']:g}/{evidence['max_points']:g}"
        notes = [
            share,
            *(evidence[k] for k in ("why", "expected", "actual", "hint") if evidence[k]),
        ]
        kind = "" if met else "failure"
        yield kind, _case(question, evidence["criterion"], kind, notes)


def _case(question: str, name: str, kind: str, notes: Sequence[str]) -> str:
    head = f"<testcase classname={_attribute(question)} name={_attribute(name)}"
    if not kind:
        return f"{head}/>\n"
    text = escape(NOT_XML.sub("\ufffd", "\n".join(notes[1:])))
    message = _attribute(notes[0] if notes else kind)
    return f"{head}><{kind} message={message}>{text}</{kind}></testcase>\n"


def _attribute(text: str) -> str:
    return quoteattr(NOT_XML.sub("\ufffd", text))
