"""A hundred hostile strings, wherever a stranger's text can stand: shown, never obeyed."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from pypdf import PdfReader

from grader.cli.main import main
from grader.model import (
    Curve,
    Evidence,
    Flag,
    Grade,
    Image,
    Interval,
    Run,
    Span,
    Status,
    Verdict,
)
from grader.report.pdf import pdf_converter
from grader.report.results import read_results
from grader.report.visible import UNSAFE
from grader.report.writing import Report, write_report
from grader.review import append
from grader.review.decision import decide
from tests.report.cohort import write_folder
from tests.report.reading import Page

STRINGS: list[str] = json.loads(
    (Path(__file__).parents[2] / "fixtures/hostile_strings.json").read_text("utf-8")
)
# What our own templates write; a stranger's text adds no other element, attribute or address.
ATTRIBUTES = re.compile(r"on\w+|style|srcdoc|formaction|xlink:href|ping|action|background")


def hostile_grade(text: str, number: int) -> Grade:
    """A grade that holds a string in every text that a stranger can reach."""
    item = Evidence(
        text, "key_point", Verdict.PARTLY, 0.5, 2.0, 5.0, Span(0, len(text)), text, text, (text,),
        (text,), {"margin": 0.1}, text, text, text, text,
    )  # fmt: skip
    wrong = replace(item, kind="misconception", points=-1.0, max_points=0.0)
    check = replace(item, kind="check", span=None, quote="")
    image = Image(text, "PHN2Zz48L3N2Zz4=" if number % 2 else '"><script>')
    run = Run(text, text, (Curve(text, (1.0, float("inf"), 0.5)),), (image,), (text,), text, text)
    return Grade(
        candidate_id=text, question_id=f"q{text}" if number % 3 == 0 else "1",
        status=Status.NEEDS_REVIEW, points=3.0, max_score=10.0, confidence=0.4,
        evidence=(item, wrong, check) if number % 2 else (item, wrong),
        flags=(Flag("x" + text, text),), feedback=text, interval=Interval(2.0, 4.0),
        review=(Flag(text, text),), answer=text, origin=text, run=run if number % 2 else None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A result folder full of them."""
    grades = [hostile_grade(text, number) for number, text in enumerate(STRINGS)]
    grades = [replace(g, run=g.run and replace(g.run, curves=())) for g in grades]
    folder = write_folder(tmp_path_factory.mktemp("hostile"), grades, {})
    made = [
        decide(grade, 5.0, author=grade.candidate_id or "x", time="t", reason=grade.answer)
        for grade in grades[::4]
        if grade.candidate_id.strip()
    ]
    append(folder / "decisions.jsonl", made)
    run = json.loads((folder / "run.json").read_text("utf-8"))
    run["names"] = {text: text for text in STRINGS}
    run["questions"] = [{"id": "1", "text": STRINGS[0], "topics": STRINGS[:8]}]
    (folder / "run.json").write_text(json.dumps(run), "utf-8")
    return folder


@pytest.fixture(scope="module")
def written(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of that folder, but for PDF."""
    target = tmp_path_factory.mktemp("report")
    write_report(Report(read_results(folder), "en", ("html", "md", "json")), target)
    return target


def test_there_are_a_hundred() -> None:
    """All different."""
    assert len(set(STRINGS)) == len(STRINGS) >= 100


def test_no_file_leaves_the_folder(written: Path) -> None:
    """One page a candidate, and nothing beside or above."""
    made = sorted(written.rglob("*.html"))
    assert len(made) == len(STRINGS) + 2
    assert {path.parent.name for path in made} == {written.name, "candidates"}


def test_pages_hold_our_elements_only(written: Path) -> None:
    """One script, one style, no handler, no address but fragments, our pages and PNG data."""
    for path in written.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        tags = [tag for tag, _ in page.elements]
        assert (tags.count("script"), tags.count("style"), tags.count("h1")) == (1, 1, 1)
        assert not {"iframe", "object", "embed", "form", "base", "video", "math"} & set(tags)
        for tag, values in page.elements:
            assert not any(ATTRIBUTES.fullmatch(name) for name in values), (path, tag)
            address = values.get("href", values.get("src", "#"))
            ours = re.fullmatch(
                r"#[a-z0-9-]+|data:,|(\.\./|candidates/)?[\w-]+\.html(#\w+)?", address
            )
            assert ours, (path, address)


def test_nothing_acts_on_whoever_looks(written: Path) -> None:
    """Controls, bidi overrides and invisible characters are shown in pages and Markdown."""
    for path in (*written.rglob("*.html"), *written.rglob("*.md")):
        text = path.read_text("utf-8")
        found = {c for c in text if unicodedata.category(c) in UNSAFE} - {"\n", "\t"}
        assert not found, path


def test_markdown_holds_no_markup_of_theirs(written: Path) -> None:
    """Rendered with HTML allowed, there is no link, picture or raw element."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for path in written.rglob("*.md"):
        page = Page(reader.render(path.read_text("utf-8")))
        tags = {tag for tag, _ in page.elements}
        ours = {"h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
                "strong", "pre", "code"}  # fmt: skip
        assert tags <= ours, (path, tags - ours)
        assert not re.search(r"(?<!\\)https?://(?!\\)", _outside_code(path.read_text("utf-8")))


def _outside_code(text: str) -> str:
    return re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_terminal_gets_no_controls(folder: Path) -> None:
    """Listing and walking the queue prints nothing that a terminal obeys."""
    runner = CliRunner()
    for args, typed in ((["--list"], None), (["--author", "a"], "s\n" * len(STRINGS))):
        done = runner.invoke(main, ["review", str(folder), *args, "--lang", "en"], input=typed)
        assert done.exit_code == 0, done.output
        assert not {c for c in done.output if unicodedata.category(c) in UNSAFE} - {"\n"}


def test_exported_tables_hold_no_formulas(folder: Path, tmp_path: Path) -> None:
    """No cell of the graded CSV begins as a formula does."""
    import csv

    target = tmp_path / "graded.csv"
    done = CliRunner().invoke(main, ["review", "export", str(folder), "-o", str(target)])
    assert done.exit_code == 0, done.output
    with target.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.strip(" \u3000")[:1] in tuple("=+-@\t\r\n＝＋－＠")]


def test_pdf_holds_no_action_and_no_address(written: Path) -> None:
    """Pages with the worst of them become PDFs without scripts, actions or foreign links."""
    convert = pdf_converter()
    pages = sorted((written / "candidates").glob("*.html"), key=lambda p: -p.stat().st_size)
    for path in pages[:3]:
        data = convert(path.read_text("utf-8"))
        reader = PdfReader(io.BytesIO(data))
        assert reader.pages[0].extract_text()
        for name in (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"evil.example/x"):
            assert name not in data
        links = [
            note.get_object().get("/A", {}).get("/URI")
            for page in reader.pages
            for note in page.get("/Annots", [])
        ]
        assert not [link for link in links if link and "evil" in str(link)]
