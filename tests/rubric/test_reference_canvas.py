"""Canvas rubric CSV: rubrics become questions, criteria become key points."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import DocumentError
from grader.model import KeyPoint, Question, Source
from grader.rubric.reference import Document, parse_reference

FIXED = "Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range"
RATING = "Rating Name,Rating Description,Rating Points"
HEADER = f"{FIXED},{RATING},{RATING}"


def read(text: str) -> Document:
    """The document in a CSV text."""
    return parse_reference(text, Path("canvas.csv"))


def notes(document: Document) -> list[str]:
    """The notices as a person reads them."""
    return [str(notice) for notice in document.notices]


def test_rubrics_and_criteria() -> None:
    """A criterion weighs its highest rating, whichever column holds it."""
    document = read(
        f"{HEADER}\nGAN,Roles,Names both networks,false,Full,Both,3,Half,One,1.5\n"
        "VAE,Space,,true,None,Nothing,0,Full,编码器给出分布,2\n"
        "GAN,Game,Explains the game,false,Full,,2\n"
    )
    assert document.questions == (
        Question("1", "GAN", language="en", source=Source("canvas.csv", "1")),
        Question("2", "VAE", language="zh", source=Source("canvas.csv", "2")),
    )
    assert document.criteria == {
        "1": (
            KeyPoint("Roles", "Names both networks", 3.0),
            KeyPoint("Game", "Explains the game", 2.0),
        ),
        "2": (KeyPoint("Space", "编码器给出分布", 2.0),),
    }
    assert document.max_scores == {"1": 5.0, "2": 2.0}
    assert notes(document) == [
        "canvas.csv:2: lower ratings of Roles left aside: Half",
        "canvas.csv:2: rubric GAN: no reference answer, its name is asked",
        "canvas.csv:3: lower ratings of Space left aside: None",
        "canvas.csv:3: rubric VAE: no reference answer, its name is asked",
    ]


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        f"{HEADER},",
        HEADER.lower(),
        f"{FIXED},{RATING},Rating Name 2,Rating Description 2,Rating Points 2",
    ],
)
def test_headers(header: str) -> None:
    """The header may end in a comma and number its ratings."""
    assert read(f"{header}\nA,b,c,false,d,e,1\n").criteria == {"1": (KeyPoint("b", "c", 1.0),)}


def test_decimal_comma() -> None:
    """Points may be written with a decimal comma, as Canvas allows."""
    document = read(f'{HEADER}\nA,b,c,false,d,e,"1,75",,,\n')
    assert document.max_scores == {"1": 1.75}


def test_what_is_missing_is_noted() -> None:
    """Without any description the name is required; a criterion of no points is left aside."""
    document = read(f"{HEADER}\nA,Spelling,,false,ok,,1\nA,Remarks,free,false,-,,0\n")
    assert document.criteria == {"1": (KeyPoint("Spelling", "Spelling", 1.0),)}
    assert notes(document) == [
        "canvas.csv:2: Spelling has no description: its name is required",
        "canvas.csv:2: rubric A: no reference answer, its name is asked",
        "canvas.csv:3: Remarks earns no points: left aside",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"{FIXED}\nA,b,c,false", 1, "not the header of a Canvas rubric: expected Rubric Name,"),
        (
            f"{FIXED},{RATING},Rating Name\nA,b,c,false,d,e,1",
            1,
            "not the header of a Canvas rubric",
        ),
        (HEADER, 1, "no rows below the header: expected one row for each criterion"),
        (f'{HEADER}\nA,"b\nc",d,false,e,f,1\n,g,h,false,i,j,1', 4, "no rubric name here: expected"),
        (f"{HEADER}\nA,,c,false,d,e,1", 2, "no criteria name here: expected"),
        (f"{HEADER}\nA,b,c,false", 2, "no rating here: expected"),
        (f"{HEADER}\nA", 2, "no rating here: expected"),
        (f"{HEADER}\nA,b,c,false,d,e", 2, "rating d has points missing: expected a number"),
        (f"{HEADER}\nA,b,c,false,d,e,many", 2, "rating d has points many: expected a number"),
        (f"{HEADER}\nA,b,c,false,d,e,-1", 2, "rating d has points -1: expected a number"),
        (
            f"{HEADER}\nA,b,c,false,d,e,1,d,e,0,d",
            2,
            "11 cells, expected at most 10 as in the header",
        ),
        (f"{HEADER}\nA,b,c,false,d,e,0", 2, "rubric A earns no points: expected a rating above 0"),
        (
            f"{HEADER}\nA,b,c,,d,e,1\nB,b,c,,d,e,1\nA,b,x,,d,e,1",
            4,
            "second criterion b, the first is",
        ),
    ],
)
def test_malformed(text: str, line: int, message: str) -> None:
    """Errors name the line on which the row starts."""
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert str(caught.value).startswith(f"canvas.csv:{line}: {message}")
