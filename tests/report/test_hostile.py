"""A hundred hostile strings, wherever a stranger's text can stand: shown, never obeyed."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path

from click.testing import CliRunner
from markdown_it import MarkdownIt
from pypdf import PdfReader

from grader.cli.main import main
from grader.report.pdf import pdf_converter
from grader.report.visible import UNSAFE
from tests.report.hostile import STRINGS
from tests.report.reading import Page

# What our own templates write; a stranger's text adds no other element, attribute or address.
OURS = re.compile(r"#[a-z0-9-]+|data:,|(\.\./|candidates/)?[\w-]+\.html(#\w+)?")
ATTRIBUTES = re.compile(r"on\w+|style|srcdoc|formaction|xlink:href|ping|action|background")
MARKDOWN = {
    "h1", "h2", "h3", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
    "strong", "pre", "code",
}  # fmt: skip


def test_there_are_a_hundred() -> None:
    """All different."""
    assert len(set(STRINGS)) == len(STRINGS) >= 100


def test_no_file_leaves_the_folder(hostile_site: Path) -> None:
    """One page a candidate, and nothing beside or above."""
    made = sorted(hostile_site.rglob("*.html"))
    assert len(made) == len(STRINGS) + 2
    assert {path.parent.name for path in made} == {hostile_site.name, "candidates"}


def test_pages_hold_our_elements_only(hostile_site: Path) -> None:
    """One script, one style, no handler, no address but fragments, our pages and PNG data."""
    for path in hostile_site.rglob("*.html"):
        page = Page(path.read_text("utf-8"))
        tags = [tag for tag, _ in page.elements]
        assert (tags.count("script"), tags.count("style"), tags.count("h1")) == (1, 1, 1)
        assert not {"iframe", "object", "embed", "form", "base", "video", "math"} & set(tags)
        for tag, values in page.elements:
            assert not any(ATTRIBUTES.fullmatch(name) for name in values), (path, tag)
            address = values.get("href", values.get("src", "data:,"))
            ours = re.fullmatch(
                r"#[a-z0-9-]+|data:,|(\.\./|candidates/)?[\w-]+\.html(#\w+)?", address
            )
            assert ours, (path, address)


def test_nothing_acts_on_whoever_looks(hostile_site: Path) -> None:
    """Controls, bidi overrides and invisible characters are shown in pages and Markdown."""
    for path in (*hostile_site.rglob("*.html"), *hostile_site.rglob("*.md")):
        text = path.read_text("utf-8")
        found = {c for c in text if unicodedata.category(c) in UNSAFE} - {"\n", "\t"}
        assert not found, path


def test_markdown_holds_no_markup_of_theirs(hostile_site: Path) -> None:
    """Rendered with HTML allowed, there is no link, picture or raw element."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for path in hostile_site.rglob("*.md"):
        page = Page(reader.render(path.read_text("utf-8")))
        tags = {tag for tag, _ in page.elements}
        assert tags <= MARKDOWN, (path, tags - MARKDOWN)
        assert not re.search(r"(?<!\\)https?://(?!\\)", _outside_code(path.read_text("utf-8")))


def _outside_code(text: str) -> str:
    return re.sub(r"^(`{3,})text\n.*?^\1$", "", text, flags=re.DOTALL | re.MULTILINE)


def test_the_terminal_gets_no_controls(hostile_results: Path) -> None:
    """Listing and walking the queue prints nothing that a terminal obeys."""
    runner = CliRunner()
    for args, typed in ((["--list"], None), (["--author", "a"], "s\n" * len(STRINGS))):
        done = runner.invoke(
            main, ["review", str(hostile_results), *args, "--lang", "en"], input=typed
        )
        assert done.exit_code == 0, done.output
        assert not {c for c in done.output if unicodedata.category(c) in UNSAFE} - {"\n"}


def test_exported_tables_hold_no_formulas(hostile_results: Path, tmp_path: Path) -> None:
    """No cell of the graded CSV begins as a formula does."""
    target = tmp_path / "graded.csv"
    done = CliRunner().invoke(main, ["review", "export", str(hostile_results), "-o", str(target)])
    assert done.exit_code == 0, done.output
    with target.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 50
    assert not [cell for cell in cells if cell.strip(" \u3000")[:1] in tuple("=+-@\t\r\n＝＋－＠")]


def test_pdf_holds_no_action_and_no_address(hostile_site: Path) -> None:
    """A page with all of them becomes a PDF without scripts, actions or foreign links."""
    convert = pdf_converter()
    pages = sorted((hostile_site / "candidates").glob("*.html"), key=lambda p: -p.stat().st_size)
    for path in pages[:1]:
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
