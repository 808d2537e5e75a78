"""The shape of a rubric file, as pydantic models that a person's editor can read too."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from grader.rubric.storage.coding_shapes import CheckFile, SignatureFile
from grader.rubric.storage.shapes import Line, PlainText, Shape, Share, Weight, field

SCHEMA = 1
SCHEMA_NAME = f"grader rubric, schema {SCHEMA}"


class KeywordFile(PlainText):
    """A term with its other names in both languages; plain text is a term without aliases."""

    term: Line = field("Term", "The term as a full statement of the claim would use it.")
    aliases: list[Line] = field(
        "Aliases", "Other names in Chinese and English that count as the term.", default=[]
    )
    weight: Weight = field("Weight", "Relative to the claim's other keywords.", default=1.0)


class ContrastFile(PlainText):
    """A statement that looks like the claim and is wrong; plain text is one written by hand."""

    text: Line = field("Text", "One self-contained sentence, fluent, believable and wrong.")
    made: str = field(
        "Made", "The rule that made it (entity swap, negation, …); empty if by hand.", default=""
    )


class KeyPointFile(Shape):
    """One thing that a full answer says."""

    name: Line = field("Name", "A short label, unique in the rubric.")
    requirement: Line = field("Requirement", "What must be said: one claim in one sentence.")
    weight: Weight = field("Weight", "What the claim earns, in points.", default=1.0)
    required: bool = field("Required", "Whether no answer without it can be good.", default=False)
    keywords: list[KeywordFile] = field(
        "Keywords", "The terms that a full statement of this claim would use.", default=[]
    )
    wordings: list[Line] = field(
        "Wordings",
        "Other ways to say it: in Chinese, in English, in plain words without the terms. "
        "Each alone earns the whole key point.",
        default=[],
    )
    contrasts: list[ContrastFile] = field(
        "Contrasts", "What looks alike and is wrong: what candidates get wrong.", default=[]
    )
    follow_up: str = field(
        "Follow-up", "What an interviewer asks where this point is missed.", default=""
    )


class MisconceptionFile(Shape):
    """A wrong claim about the whole question that costs points wherever it stands."""

    requirement: Line = field("Requirement", "The wrong claim, in one sentence.")
    penalty: Share = field("Penalty", "What it costs, as a share of max_score.", default=0.1)
    wordings: list[Line] = field("Wordings", "Other ways to state the wrong claim.", default=[])
    contrasts: list[ContrastFile] = field(
        "Contrasts", "What looks alike and is right, so that it costs nothing.", default=[]
    )


class SourceFile(Shape):
    """Where the question came from."""

    document: str = field("Document", "The reference document.", default="")
    question: str = field("Question", "The number or heading in it, as text.", default="")


class RubricFile(Shape):
    """A question with its criteria, one file a question."""

    model_config = ConfigDict(title=SCHEMA_NAME)

    schema_: Literal[1] = field("Schema", "The version of this format.", default=1, alias="schema")
    id: Annotated[str, Field(pattern=r"^[^\s/\\]+$")] = field(
        "Id", 'The id of the question, as text: "3", c1. No spaces or slashes.'
    )
    kind: Literal["short_answer", "coding"] = field(
        "Kind", "How the question is answered.", default="short_answer"
    )
    language: Literal["zh", "en"] | None = field(
        "Language", "The question's language; without it, told by the script.", default=None
    )
    topics: list[Line] = field("Topics", "What the question is about, to group by.", default=[])
    question: Line = field("Question", "What the candidate is asked.")
    question_en: str = field("Question in English", "The same in English.", default="")
    max_score: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = field(
        "Maximum", "The points of a full answer; without it, the sum of the weights.", default=None
    )
    reference: str = field("Reference", "A full answer.", default="")
    explanation: str = field(
        "Explanation", "What separates a good answer from a weak one.", default=""
    )
    code: str = field("Code", "A sample program of the reference document.", default="")
    key_points: list[KeyPointFile] = field(
        "Key points", "The claims of a full answer; no two overlap.", default=[]
    )
    misconceptions: list[MisconceptionFile] = field(
        "Misconceptions", "Wrong claims that cost points wherever they stand.", default=[]
    )
    contract: list[SignatureFile] = field(
        "Contract", "Coding: the functions that the program must define.", default=[]
    )
    checks: list[CheckFile] = field(
        "Checks", "Coding: what is asked of the program and what must come back.", default=[]
    )
    source: SourceFile = field(
        "Source", "The document and the place in it.", default_factory=SourceFile
    )


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rubric file."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return dialect | RubricFile.model_json_schema(by_alias=True)
