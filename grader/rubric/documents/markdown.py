"""Reference documents in Markdown: numbered headings with labelled parts become questions.

A section is a coding task, and its id gets the prefix `c`, where it has a code part or a task
label; so numbers may restart with the coding tasks. The question part goes before the heading's
text, which is asked only where there is none.
"""

from __future__ import annotations

from pathlib import Path

from grader.errors import DocumentError, Location
from grader.model import Kind, Question, Source
from grader.rubric.document import Document, Notice, excerpt, in_order
from grader.rubric.documents.language import language_of
from grader.rubric.documents.markdown_code import Program, read_program
from grader.rubric.documents.markdown_grammar import Role
from grader.rubric.documents.markdown_lines import mark_lines
from grader.rubric.documents.markdown_outline import read_outline
from grader.rubric.documents.markdown_parts import Section
from grader.rubric.documents.markdown_tokens import read_tokens

_QUESTION_EXPECTED = "expected headings such as '#### 1. …' with **题目：** / **Question:** below"


def read_markdown(text: str, path: Path) -> Document:
    """The questions of a Markdown text; `path` names it in sources, notices and errors.

    Raises DocumentError, with the line, where no numbered heading stands, a question has no
    text or no answer, two have the same id, or the structure is broken.
    """
    outline = read_outline(read_tokens(mark_lines(text, path)), path)
    if not outline.sections:
        raise DocumentError(
            f"no numbered heading found: {_QUESTION_EXPECTED}", Location(str(path), 1)
        )
    readers = [_SectionReader(section, path, outline.notices) for section in outline.sections]
    _refuse_duplicates(readers)
    questions = tuple(reader.question() for reader in readers)
    return Document(questions, notices=in_order(outline.notices))


class _SectionReader:
    """Reads one section; what is missing there is added to `notices`."""

    def __init__(self, section: Section, path: Path, notices: list[Notice]) -> None:
        self.section, self.path, self.notices = section, path, notices
        self.kind = Kind.CODING if section.having(Role.CODE, Role.TASK) else Kind.SHORT_ANSWER
        prefix = "c" if self.kind is Kind.CODING else ""
        self.id = f"{prefix}{section.heading.number}"

    def question(self) -> Question:
        """The question with all its parts; raises DocumentError without text or answer."""
        code, text = self._code(), self._question_text()
        reference = self._reference(code)
        return Question(
            id=self.id,
            text=text,
            reference=reference,
            kind=self.kind,
            explanation=self._wanted(Role.EXPLANATION),
            language=language_of(text, reference),
            code=code,
            source=Source(self.path.name, str(self.section.heading.number)),
        )

    def _text(self, *roles: Role) -> str:
        return "\n\n".join(part.text for part in self.section.having(*roles) if part.text)

    def _wanted(self, role: Role) -> str:
        text = self._text(role)
        if not text:
            self._notice(f"question {self.id} has no {role} part", self._line(role))
        return text

    def _question_text(self) -> str:
        if text := self._text(Role.QUESTION, Role.TASK):
            return text
        line, title = self._line(Role.QUESTION, Role.TASK), self.section.heading.title
        if not title:
            raise DocumentError(
                f"question {self.id} has no text: {_QUESTION_EXPECTED}", self._at(line)
            )
        role = Role.TASK if self.kind is Kind.CODING else Role.QUESTION
        self._notice(f"question {self.id} has no {role} part: the heading's text is asked", line)
        return title

    def _reference(self, code: str) -> str:
        if not code and not self._text(Role.ANSWER):
            message = (
                f"question {self.id} has no answer: expected **答案：** or **Answer:** and text"
            )
            raise DocumentError(message, self._at(self._line(Role.ANSWER)))
        return self._wanted(Role.ANSWER)

    def _code(self) -> str:
        if self.kind is Kind.SHORT_ANSWER:
            return ""
        program = read_program([n for part in self.section.having(Role.CODE) for n in part.lines])
        if not program.code:
            return self._unfenced_code(program)
        for block in program.other_blocks:
            self._notice(
                f"block of {block.info or 'plain text'} beside the code left aside", block.line
            )
        if program.prose:
            first = program.prose[0]
            self._notice(f"text beside the code left aside: {excerpt(first.text)}", first.number)
        return program.code

    def _unfenced_code(self, program: Program) -> str:
        line = self._line(Role.CODE)
        if not program.prose:
            self._notice(f"question {self.id} has no {Role.CODE} part", line)
            return ""
        self._notice(f"code of question {self.id} has no ``` around it: taken as it stands", line)
        return self._text(Role.CODE)

    def _line(self, *roles: Role) -> int:
        parts = self.section.having(*roles)
        return parts[0].line if parts else self.section.line

    def _at(self, line: int) -> Location:
        return Location(str(self.path), line)

    def _notice(self, message: str, line: int) -> None:
        self.notices.append(Notice(self._at(line), message))


def _refuse_duplicates(readers: list[_SectionReader]) -> None:
    lines: dict[str, int] = {}
    for reader in readers:
        first = lines.setdefault(reader.id, reader.section.line)
        if first != reader.section.line:
            message = (
                f"second question {reader.id}, the first is on line {first}: expected a new number"
            )
            raise DocumentError(message, Location(str(reader.path), reader.section.line))
