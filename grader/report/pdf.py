"""HTML pages as PDF, by WeasyPrint, which may open nothing but what the page itself holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib.resources import files

from grader.errors import MissingExtraError

MISSING = "PDF needs WeasyPrint; install it with `pip install 'grader[pdf]'`"
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
FOLDED = re.compile(r"<details(?! open)")
SVG = re.compile(r"<svg .*?</svg>", re.DOTALL)
CLASS = re.compile(r'class="([a-z-]+)"')
# WeasyPrint does not style the inside of inline SVG by the page's rules.
PAINT: Mapping[str, str] = {
    "track": 'fill="#e6e6e1"',
    "fill": 'fill="#1f5c99"',
    "tick": 'fill="#1b1d20"',
    "bar": 'fill="#bdd4ec"',
    "here": 'fill="#1f5c99"',
    "span": 'fill="#94b9de"',
    "point": 'fill="#1b1d20"',
    "pointer": 'fill="#1b1d20"',
    "axis": 'stroke="#565b62"',
    "line": 'fill="none" stroke="#1f5c99" stroke-width="1.5"',
}
FONT = 'font-family="Noto Sans CJK SC, sans-serif" font-size="11"'


def pdf_converter() -> Callable[[str], bytes]:
    """What makes a PDF of a page; raises MissingExtraError where WeasyPrint is not installed."""
    try:
        from weasyprint import HTML, URLFetcher
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as exc:
        raise MissingExtraError(MISSING) from exc
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["data"])
    paper = files("grader.report").joinpath("templates", "paper.css").read_text("utf-8")

    def convert(page: str) -> bytes:
        """The page as a PDF, of which every byte depends on the page and the fonts alone."""
        document = HTML(string=for_paper(page, paper), url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(font_config=fonts, pdf_identifier=b"grader")
        return pdf

    return convert


def for_paper(page: str, style: str) -> str:
    """A page in another style, without its script, unfolded, its charts painted."""
    unfolded = FOLDED.sub("<details open", SCRIPT.sub("", page))
    painted = SVG.sub(_painted, unfolded)
    return STYLE.sub(lambda _: f"<style>{style}</style>", painted, count=1)


def _painted(svg: re.Match[str]) -> str:
    painted = CLASS.sub(lambda found: f"{found[0]} {PAINT.get(found[1], '')}", svg[0])
    return painted.replace("<text ", f"<text {FONT} ")
