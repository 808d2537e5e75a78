"""A report from a result folder: same grades, same files; no names where none are wanted."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from grader.errors import InputError
from grader.model import Image, Resources, Status
from grader.report.anonymous import Pseudonyms
from grader.report.candidate_view import Candidates
from grader.report.cohort_view import Cohort
from grader.report.html import Pages
from grader.report.pdf import pdf_converter
from grader.report.record import report_schema
from grader.report.results import Results, read_results
from grader.report.run_view import image_view
from grader.report.standings import Standings
from grader.report.words import Words
from grader.report.writing import Report, write_report
from tests.report.cohort import png as picture


def test_same_grades_same_bytes(few_results: Path, few: Results) -> None:
    """Two reports from one folder do not differ in a byte."""
    first = dict(Report(few, "zh", ("html", "md", "json")).files())
    second = dict(Report(read_results(few_results), "zh", ("html", "md", "json")).files())
    assert first == second


def test_pages_stay_small(pages: dict[str, str]) -> None:
    """No page is over 400 kB."""
    assert max(len(text.encode()) for text in pages.values()) <= 400_000


def test_the_cohort_page_stays_small_whatever_the_cohort(found: Results) -> None:
    """Six hundred people: the page shows the first, and says where the others are."""
    grades = [
        replace(grade, candidate_id=f"{grade.candidate_id}-{copy}")
        for copy in range(10)
        for grade in found.grades
    ]
    many = replace(found, grades=tuple(grades), names={}, stale=())
    words = Words("en")
    view = Cohort(Candidates(Standings(many), words), words).view()
    page = Pages(words).cohort(view)
    assert len(view.rows) == 600
    assert len(page.encode()) <= 400_000
    assert "The first 100 of 600. The others are on the page of all candidates" in page
    assert f"{len(view.queue) - 240} more wait" in page


@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", ("按 0 分计", "1 题未交")), ("en", ("counts as 0", "1 questions were not handed in"))],
)
def test_what_was_not_handed_in_is_said_to_count_as_nothing(
    few: Results, lang: str, said: tuple[str, str]
) -> None:
    """At the total, in the summary and at the question; and where people are ranked."""
    rest = tuple(grade for grade in few.grades[1:])
    gone = replace(few, grades=rest)
    files = {n: c.decode() for n, c in Report(gone, lang, ("html", "md")).files()}
    for name in ("index.html", "cohort.html"):
        assert Words(lang)("total_note") in files[name]
    for name in (f"candidates/{few.grades[0].candidate_id}{end}" for end in (".html", ".md")):
        assert all(text in files[name] for text in said), name
    assert Words(lang)("total_absent", count=1) in files[f"candidates/{rest[0].candidate_id}.html"]


def test_json_is_as_its_schema_says(few: Results) -> None:
    """The cohort's file and a candidate's are valid against the published schema."""
    validator = Draft202012Validator(report_schema())
    files = dict(Report(few, "en", ("json",)).files())
    names = sorted(files)
    assert len(names) == 6
    for name in (names[0], names[1], "cohort.json"):
        validator.validate(json.loads(files[name]))
    with pytest.raises(Exception, match="is not valid under any"):
        validator.validate({"schema": "something else"})


def test_pseudonyms_are_in_every_file(few: Results) -> None:
    """No id and no name of a candidate or reviewer is left, in contents or in file names."""
    anonymous = Pseudonyms(few, b"key").apply()
    secrets = {*few.names, *few.names.values(), "李老师"}
    for name, content in Report(anonymous, "zh", ("html", "md", "json")).files():
        text = name + content.decode()
        assert not [secret for secret in secrets if secret in text], name


def test_pseudonyms_are_stable_and_keyed(few: Results) -> None:
    """One key gives one pseudonym a person; another key another one."""
    one, same, other = (Pseudonyms(few, key).candidates for key in (b"a", b"a", b"b"))
    assert one == same
    assert len(set(one.values())) == len(one) == 5
    assert not set(one.values()) & set(other.values())


def test_names_inside_answers_are_covered(few: Results) -> None:
    """A name in a text gives way to as many blocks, so that spans stay where they are."""
    mask = Pseudonyms(few, b"key").mask
    assert mask("我叫王伟，学号2026001。") == "我叫██，学号███████。"
    assert mask("20260011") == "20260011"


def test_earlier_pages_go_and_other_files_stay(few: Results, tmp_path: Path) -> None:
    """A second report under pseudonyms leaves no page with a name; what is not ours stays."""
    write_report(Report(few, "zh", ("html", "md")), tmp_path)
    (tmp_path / "candidates" / "mine.html").write_text("x")
    write_report(Report(Pseudonyms(few, b"key").apply(), "zh", ("html",)), tmp_path)
    left = {path.name for path in tmp_path.rglob("*.*")}
    assert "mine.html" in left
    assert "2026001.html" not in left
    assert "cohort.md" not in left


def test_pdf_shows_chinese_and_is_the_same_each_time(few: Results) -> None:
    """The words of a candidate's page can be read from the PDF; its bytes do not change."""
    pages = dict(Report(few, "zh", ("html",)).files())
    convert, page = pdf_converter(), pages["candidates/2026001.html"].decode()
    data = convert(page)
    reader = PdfReader(io.BytesIO(data))
    text = "".join(part.extract_text() for part in reader.pages).replace("\n", "")
    for words in ("王伟", "各主题得分", "建议追问", "面试官的结论", "部分答到"):
        assert words in text
    assert convert(page) == data


def test_a_page_says_who_stands_where(pages: dict[str, str]) -> None:
    """The cohort's page has every section, people's agreement among them."""
    for words in ("排名", "得分矩阵", "题目分析", "丢得最多的要点", "加权 κ", "分歧最大的答案"):
        assert words in pages["cohort.html"]
    assert "李老师" in pages["cohort.html"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("", "holds no grades"),
        ("{}\n", r"jsonl:1: not a grade"),
        ("\n{torn", r"jsonl:2: not a line of JSON"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_what_is_no_result_is_one_line(
    tmp_path: Path, content: str | bytes | None, message: str
) -> None:
    """A missing, empty or broken file of grades is named with its line."""
    file = tmp_path / "grades.jsonl"
    if content is not None:
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(InputError, match=message):
        read_results(file)


def test_resources_are_found_where_they_lie(few_results: Path, tmp_path: Path) -> None:
    """What a program used comes from resources.jsonl; a damaged line there hurts nothing."""
    (tmp_path / "grades.jsonl").write_bytes((few_results / "grades.jsonl").read_bytes())
    used = {"wall_seconds": 12.5, "cpu_seconds": 20.0, "peak_mib": 640.0}
    programs = [g for g in read_results(few_results).grades if g.run and not g.run.resources]
    line = {"candidate_id": programs[0].candidate_id, "question_id": programs[0].question_id}
    text = "{torn\n[]\n" + json.dumps(line | {"resources": used})
    (tmp_path / "resources.jsonl").write_text(text, "utf-8")
    found = [g for g in read_results(tmp_path).grades if g.run and g.run.resources]
    here = [g for g in found if (g.candidate_id, g.question_id) == tuple(line.values())]
    assert [g.run and g.run.resources for g in here] == [Resources(**used)]


@pytest.mark.parametrize(
    "png",
    ["", "AAAA", "not base64!", "PHN2Zz48L3N2Zz4=", '"><script>', "iVBORw0KGgo=", "A" * 70_000],
)
def test_only_small_pngs_are_pictures(png: str) -> None:
    """Anything else is left out; a real one is shown in whole multiples of its size."""
    assert image_view(Image("x", png)) is None
    real = image_view(Image("x", picture(random.Random(1))))
    assert real is not None
    assert (real.width, real.height) == (56, 56)


def test_grades_alone_make_a_report(few_results: Path, tmp_path: Path) -> None:
    """Without run.json and rubrics, pages show ids for questions."""
    (tmp_path / "g.jsonl").write_bytes((few_results / "grades.jsonl").read_bytes())
    made = dict(Report(read_results(tmp_path / "g.jsonl"), "en", ("html",)).files())
    assert "Question 4" in made["candidates/2026001.html"].decode()


def test_one_candidate_stands_alone(few: Results) -> None:
    """Without others there is no rank, no distribution and no percentile."""
    first = few.grades[0].candidate_id
    alone = replace(few, grades=tuple(g for g in few.grades if g.candidate_id == first))
    page = dict(Report(alone, "en", ("html",)).files())["candidates/2026001.html"].decode()
    assert "Distribution of totals" not in page
    assert "of the cohort" not in page


def test_what_was_not_graded_or_handed_in_is_told_apart(few: Results) -> None:
    """Our failure leaves the total alone, a missing answer counts as nothing, both are named."""
    one, two, *others = (g for g in few.grades if g.candidate_id == "2026001")
    failed = replace(one, status=Status.GRADER_ERROR, points=None, evidence=(), history=())
    rest = tuple(g for g in few.grades if g.candidate_id != "2026001")
    results = replace(few, grades=(failed, *others, *rest))
    view = Candidates(Standings(results), Words("en")).view("2026001")
    assert view.max_points == sum(g.max_score for g in (two, *others))
    assert view.points == pytest.approx(sum(g.points or 0 for g in others))
    states = {answer.question_id: answer.status for answer in view.answers}
    assert (states[one.question_id], states[two.question_id]) == ("grader_error", "absent")
    assert (view.absent, "could not be graded" in " ".join(view.summary)) == (1, True)
    page = dict(Report(results, "en", ("html",)).files())["candidates/2026001.html"].decode()
    assert "grading failed, not counted" in page
    assert "not handed in" in page
