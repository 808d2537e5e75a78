"""From a table to its rows: one for each answer, with its text or with what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.batch.problems import Problem, TableError
from grader.batch.reading.attachments import decode_attachment, read_attachment
from grader.batch.reading.handed_in import read_handed_in
from grader.batch.reading.layout import Layout, find_layout
from grader.batch.reading.prairielearn import read_submitted
from grader.batch.reading.questions import Questions
from grader.batch.reading.table import Record, Table, open_table
from grader.encodings import is_damaged
from grader.model import Kind, Program, SourceFile
from grader.submission import LIMIT

INLINE_NAME = "answer.py"
LONGEST_NAME = 200


Content = tuple[str, Program | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a table, or what is wrong with it; `number` is the spreadsheet's row."""

    number: int
    line: int
    candidate: str
    question: str
    text: str = ""
    program: Program | None = None
    problem: Problem | None = None
    submission_id: str = ""
    person: str = ""


class Submissions:
    """The rows of a table of submissions, as often as they are asked for."""

    def __init__(self, table: Table, layout: Layout, questions: Questions) -> None:
        self.table = table
        self.layout = layout
        self.questions = questions
        self._encoding = table.encoding.name if table.encoding else "Unicode"

    def __iter__(self) -> Iterator[Row]:
        read = self._wide if self.layout.shape == "wide" else self._single
        for record in self.table.records():
            problem = record.problem or _ragged(record, len(self.table.header))
            yield from read(record, problem)

    def _single(self, record: Record, problem: Problem | None) -> Iterator[Row]:
        cells = {role: _cell(record, at) for role, at in self.layout.roles.items()}
        yield self._row(record, cells, self.questions.find(cells["question"].strip()), problem)

    def _wide(self, record: Record, problem: Problem | None) -> Iterator[Row]:
        candidate = _cell(record, self.layout.roles["candidate"])
        for index, question in self.layout.wide.items():
            name = self.table.header[index]
            cells = {"candidate": candidate, "question": name, "answer": _cell(record, index)}
            yield self._row(record, cells, question, problem)

    def _row(
        self,
        record: Record,
        cells: Mapping[str, str],
        question: str | None,
        problem: Problem | None,
    ) -> Row:
        candidate = cells["candidate"].strip()
        problem = problem or self._unusable(cells, question)
        text, program = cells.get("answer", ""), None
        if problem is None and question is not None:
            content = self._content(cells, question)
            if isinstance(content, Problem):
                problem = content
            else:
                text, program = content
        return Row(
            record.number,
            record.line,
            _shown(candidate),
            question or _shown(cells["question"].strip()),
            _shown(text),
            program,
            problem,
            cells.get("submission_id", "").strip(),
            self._person(record),
        )

    def _person(self, record: Record) -> str:
        """The candidate's name, where the table has one that can be shown."""
        at = self.layout.person
        name = "" if at is None else _shown(_cell(record, at).strip())
        return name if len(name) <= LONGEST_NAME and name.isprintable() else ""

    def _unusable(self, cells: Mapping[str, str], question: str | None) -> Problem | None:
        for role, cell in cells.items():
            if len(cell) > LIMIT:
                return Problem("long_cell", {"size": len(cell), "limit": LIMIT}, role)
            if not cell.isascii() and is_damaged(cell):
                return Problem("undecodable", {"encoding": self._encoding}, role)
            if "\0" in cell:
                return Problem("nul", {}, role)
        if not cells["candidate"].strip():
            return Problem("empty_candidate", {}, "candidate")
        name = cells["question"].strip()
        if not name:
            return Problem("empty_question", {}, "question")
        if question is None:
            near = self.questions.nearest(name)
            known = {"question": name} | ({"near": near} if near else {})
            return Problem("unknown_question" + "_near" * bool(near), known, "question")
        return None

    def _content(self, cells: Mapping[str, str], question: str) -> Content | Problem:
        if self.layout.shape == "prairielearn":
            content = read_submitted(cells["submitted_answer"])
        else:
            coding = self.questions.rubrics[question].question.kind is Kind.CODING
            content = self._inline_or_file(cells, self._program if coding else self._text)
        if isinstance(content, Problem):
            return content
        text, program = content
        coding = self.questions.rubrics[question].question.kind is Kind.CODING
        if coding and program is None and text.strip():
            program = Program((SourceFile(INLINE_NAME, text.encode()),), INLINE_NAME)
        return text, program if coding else None

    def _inline_or_file(
        self, cells: Mapping[str, str], read: Callable[[str], Content | Problem]
    ) -> Content | Problem:
        named = [r for r in ("answer_file", "code_file") if cells.get(r, "").strip()]
        if named and (len(named) > 1 or cells.get("answer", "").strip()):
            return Problem("two_answers", {"other": named[-1]}, named[-1])
        if not named:
            return cells.get("answer", ""), None
        content = read(cells[named[0]].strip())
        if isinstance(content, Problem):
            return Problem(content.name, content.values, named[0])
        return content

    def _text(self, path: str) -> Content | Problem:
        data = read_attachment(self.table.path.parent, path)
        text = data if isinstance(data, Problem) else decode_attachment(data, path)
        return text if isinstance(text, Problem) else (text, None)

    def _program(self, paths: str) -> Content | Problem:
        return read_handed_in(self.table.path.parent, paths)


def open_submissions(
    path: Path,
    questions: Questions,
    *,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
) -> Submissions:
    """The submissions in the table at `path`; raises TableError for one that holds none."""
    table = open_table(path, encoding)
    if table.encoding and any(map(is_damaged, table.header)):
        raise TableError("undecodable", path, 1, encoding=table.encoding.name)
    layout = find_layout(table.header, path, questions, columns or {})
    if next(table.records(), None) is None:
        raise TableError("no_rows", path)
    return Submissions(table, layout, questions)


def _cell(record: Record, index: int) -> str:
    return record.cells[index] if index < len(record.cells) else ""


def _ragged(record: Record, width: int) -> Problem | None:
    found = len(record.cells)
    if found > width and any(cell.strip() for cell in record.cells[width:]):
        return Problem("too_many_cells", {"found": found, "expected": width})
    if found < width:
        return Problem("too_few_cells", {"found": found, "expected": width})
    return None


def _shown(text: str) -> str:
    """`text` with what cannot be written as UTF-8 replaced."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
