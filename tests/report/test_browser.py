"""Pages in headless Chromium: silent, self-contained, whole at any width, usable by everyone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from grader.report.results import Results
from grader.report.writing import Report, write_report

CHROMIUM = "/usr/bin/chromium"
# Root needs --no-sandbox; the others keep Chromium itself from calling out.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
# Elements beyond the page's edge, but for what scrolls in a region of its own or is unseen.
OUTSIDE = """() => [...document.querySelectorAll('main *')].filter(node => {
  const box = node.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1
    && !node.closest('.scroll, pre, .vh, svg, .glance .no')
    && getComputedStyle(node).position !== 'absolute';
}).map(node => node.tagName + '.' + node.className + ' ' + node.textContent.slice(0, 40))"""
# Blocks of text that lie over one another.
OVERLAPS = """() => {
  const blocks = [...document.querySelectorAll(
    'h1,h2,h3,h4,.text,.criteria > li > div,.glance a,.asks li,.callout li,.rows > li,'
    + '.figures > div,tbody tr'
  )].filter(node => node.offsetParent && !node.closest('.matrix'));
  const boxes = blocks.map(node => node.getBoundingClientRect());
  const shared = (a, b, low, high) => Math.min(a[high], b[high]) - Math.max(a[low], b[low]) > 2;
  const found = [];
  boxes.forEach((a, i) => boxes.slice(i + 1, i + 40).forEach((b, j) => {
    const [one, other] = [blocks[i], blocks[i + 1 + j]];
    if (one.contains(other) || other.contains(one)) return;
    if (shared(a, b, 'left', 'right') && shared(a, b, 'top', 'bottom')) {
      found.push(one.textContent.slice(0, 30) + ' / ' + other.textContent.slice(0, 30));
    }
  }));
  return found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sites(found: Results, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report in both languages."""
    made = {}
    for lang in ("zh", "en"):
        made[lang] = tmp_path_factory.mktemp(lang)
        write_report(Report(found, lang, ("html",)), made[lang])
    return made


def opened(
    browser: Browser, path: Path, width: int, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """A page at a width in a scheme, and what it said or asked for."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("dialog", lambda dialog: noise.append(dialog.message))
    page.on("request", lambda request: noise.append(request.url))
    page.goto(path.as_uri())
    own = path.as_uri()
    return page, [line for line in noise if line != own and not line.startswith("data:")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["index.html", "cohort.html", "candidates/2026001.html"])
def test_pages_are_silent_and_whole(
    browser: Browser, sites: dict[str, Path], lang: str, name: str
) -> None:
    """No message, no request, nothing cut off or overlapping, light and dark, narrow and wide."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            page, noise = opened(browser, sites[lang] / name, width, scheme)
            assert noise == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
            assert page.evaluate(OUTSIDE) == []
            if scheme == "light":
                assert page.evaluate(OVERLAPS) == []
            page.context.close()


@pytest.mark.parametrize(
    ("lang", "name", "scheme", "width"),
    [
        ("zh", "candidates/2026001.html", "light", 1280),
        ("en", "candidates/2026032.html", "dark", 390),
        ("zh", "cohort.html", "dark", 1280),
        ("en", "cohort.html", "light", 390),
        ("en", "index.html", "light", 1280),
        ("zh", "index.html", "dark", 390),
    ],
)
def test_axe_finds_no_violation(
    browser: Browser, sites: dict[str, Path], lang: str, name: str, scheme: str, width: int
) -> None:
    """axe-core's rules hold, contrast among them."""
    page, _ = opened(browser, sites[lang] / name, width, scheme)
    found = Axe().run(page).response["violations"]
    page.context.close()
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_sorting_filtering_and_links_work(browser: Browser, sites: dict[str, Path]) -> None:
    """A click on a head sorts, a name finds its row, a filter hides, a link unfolds its target."""
    page, noise = opened(browser, sites["zh"] / "index.html", 1280)
    page.get_by_role("button", name="训练", exact=True).click()
    shares = page.eval_on_selector_all(
        "tbody tr td:nth-child(5)", "cells => cells.map(c => Number(c.dataset.v))"
    )
    assert shares == sorted(shares, reverse=True)
    page.get_by_label("按姓名查找").fill("王伟")
    assert page.locator("tbody tr:visible").count() == 1
    page.get_by_role("link", name="王伟").click()
    page.get_by_role("button", name="编程题").click()
    assert page.locator("article:visible").count() == 5
    page.locator(".glance a").first.click()
    page.locator("#q1").wait_for(state="visible", timeout=5000)  # the page unfolds it in an event
    assert noise == []
    page.context.close()


def test_without_script_the_page_is_whole(browser: Browser, sites: dict[str, Path]) -> None:
    """Scripts off, every answer is there, and no control that could not work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sites["en"] / "candidates/2026001.html").as_uri())
    assert page.locator("article").count() == 35
    assert page.locator("[data-filter]").is_hidden()
    context.close()


def test_the_keyboard_reaches_the_content(browser: Browser, sites: dict[str, Path]) -> None:
    """The first tab shows the link that skips to the content."""
    page, _ = opened(browser, sites["en"] / "candidates/2026001.html", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.context.close()


def test_hostile_strings_neither_run_nor_break_the_page(
    browser: Browser, hostile_site: Path
) -> None:
    """A hundred hostile names, answers, sources, outputs: none runs, none sticks out."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, reduced_motion="reduce")
    page, noise = context.new_page(), []
    page.on("console", lambda message: noise.append(message.text))
    page.on("request", lambda request: noise.append(request.url))
    paths = sorted(hostile_site.rglob("*.html"))
    assert len(paths) > 100
    for path in paths:
        page.goto(path.as_uri())
        seen = page.evaluate("[window.hit === undefined, document.documentElement.scrollWidth]")
        assert seen == [True, 390], path
        outside = page.evaluate(OUTSIDE)
        assert outside == [], path
    own = {path.as_uri() for path in paths}
    assert [line for line in noise if line not in own and not line.startswith("data:")] == []
    context.close()
