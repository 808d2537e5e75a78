"""A page as the tests read it: its elements, and the words that each criterion marks."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "input", "img", "br"}


class Page(HTMLParser):
    """All elements with their attributes; marked words by (article, criterion number)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.marked: dict[tuple[str, str], str] = {}
        self.ids: set[str] = set()
        self.fragments: set[str] = set()
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps what opens."""
        values = {name: value or "" for name, value in attrs}
        self.elements.append((tag, values))
        self.ids |= {values["id"]} if "id" in values else set()
        if values.get("href", "").startswith("#"):
            self.fragments.add(values["href"][1:])
        if tag not in VOID:
            self._open.append((tag, values))

    def handle_endtag(self, tag: str) -> None:
        """Forgets what closes."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        """Words inside a mark belong to the criteria that it names."""
        marks = [values for tag, values in self._open if tag == "mark"]
        article = next((values["id"] for tag, values in self._open if tag == "article"), "")
        for number in marks[-1]["data-c"].split() if marks else ():
            key = (article, number)
            self.marked[key] = self.marked.get(key, "") + data
