"""HTML pages as PDF, by WeasyPrint, which may open nothing but what the page itself holds."""

from __future__ import annotations

import re
from collections.abc import Callable

from grader.errors import MissingExtraError

MISSING = "PDF needs WeasyPrint; install it with `pip install 'grader[pdf]'`"
SCRIPT = re.compile(r"<script>.*?</script>", re.DOTALL)
FOLDED = re.compile(r"<details(?! open)")


def pdf_converter() -> Callable[[str], bytes]:
    """What makes a PDF of a page; raises MissingExtraError where WeasyPrint is not installed."""
    try:
        from weasyprint import HTML, URLFetcher
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as exc:
        raise MissingExtraError(MISSING) from exc
    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["data"])

    def convert(page: str) -> bytes:
        """The page as a PDF, of which every byte depends on the page and the fonts alone."""
        document = HTML(string=for_paper(page), url_fetcher=fetcher)
        pdf: bytes = document.write_pdf(font_config=fonts, pdf_identifier=b"grader")
        return pdf

    return convert


def for_paper(page: str) -> str:
    """A page without its script, and with everything unfolded."""
    return FOLDED.sub("<details open", SCRIPT.sub("", page))
