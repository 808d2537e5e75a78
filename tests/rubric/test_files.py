"""Rubric files: what loads, what does not and where it says so."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from grader.errors import RubricError, UsageError
from grader.model import Contrast, KeyPoint, Keyword, Question, Rubric, Signature, Source
from grader.rubric.bank import default_folder
from grader.rubric.convert import seal
from grader.rubric.files import (
    check_file,
    dump_rubric,
    find_rubric,
    load_rubric,
    load_rubrics,
    locator,
    natural_key,
    rubric_text,
)
from grader.rubric.storage.parsing import parse

MINIMAL = """\
id: "{id}"
question: What does a cache do?
key_points:
  - name: keeps
    requirement: It keeps results for later.
    weight: 2
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file with the text in the folder."""
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    return path


def said(path: Path) -> list[str]:
    """The problems of a file, with line and column but without its folder."""
    return [str(p).removeprefix(f"{path}:") for p in check_file(path)]


def test_minimal_file_loads(tmp_path: Path) -> None:
    """What a person writes by hand in a minute is a rubric."""
    path = write(tmp_path, "q3.yaml", MINIMAL.format(id=3))
    rubric = load_rubric(path)
    assert rubric.key_points == (KeyPoint("keeps", "It keeps results for later.", 2.0),)
    assert check_file(path) == []


def test_comments_and_layout_do_not_change_the_version(tmp_path: Path) -> None:
    """An author may annotate a file without making stored grades stale."""
    plain = write(tmp_path, "a.yaml", MINIMAL.format(id=3))
    dressed = write(
        tmp_path,
        "b.yaml",
        """\
        # mine
        key_points: [{requirement: "It keeps results
            for later.", weight: 2.0, name: 'keeps'}]   # one is enough
        question: |
          What does a cache do?
        id: "3"
        """,
    )
    assert load_rubric(plain) == load_rubric(dressed)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "id: 3\nquestion: q\nkey_points:\n  - name: n\n    requirment: r\n    weight: two\n",
            [
                "1:5: `id` must be text, not the number 3: put it in double quotes",
                "5:5: unknown field `requirment`; did you mean `requirement`?",
                "6:13: `weight` must be a number, not the text 'two'",
            ],
        ),
        (
            "id: a\nkey_points:\n  - name: n\n",
            [
                "1:1: the field `question` is missing: add it",
                "3:5: the field `requirement` is missing: add it",
            ],
        ),
        (
            "id: a\nquestion: q\nkey_points:\n"
            "- {name: n, requirement: r, keywords: [1, {trem: x}]}\n",
            [
                "4:40: item 1 of `keywords` must be text or hold fields, not the number 1: "
                "put it in double quotes",
                "4:44: unknown field `trem`; did you mean `term`?",
            ],
        ),
        (
            "id: a\nquestion: q\nchecks:\n- {name: n, kind: program.loads, ponts: 1, title: t}\n",
            ["4:34: unknown field `ponts`; did you mean `points`?"],
        ),
        (
            "id: a\nquestion: q\ntopics:\n"
            "misconceptions:\n- requirement: no\n  wordings:\n  - So: x\n",
            [
                "4:1: `topics` must be a list (lines that begin with `- `), not empty",
                "7:5: item 1 of `wordings` must be text, not a mapping; "
                "text that holds `: ` needs quotes",
            ],
        ),
        (
            "id: a b\nkind: codign\nquestion: ' '\nmax_score: 0\n",
            [
                "1:5: `id` must be text without spaces or slashes",
                "2:7: `kind` must be short_answer or coding, not 'codign'; did you mean coding?",
                "3:11: `question` must not be empty",
                "4:12: `max_score` must be greater than 0, not 0",
            ],
        ),
        (
            "id: a\nquestion: 2020-01-01\nmax_score: .nan\nsource: here\n"
            "misconceptions: [{requirement: true, penalty: 2}]\n",
            [
                "2:11: `question` must be text, not a date: put it in double quotes",
                "3:12: `max_score` must be a finite number",
                "4:9: `source` must hold fields (`name: value` lines), not the text 'here'",
                "5:32: `requirement` must be text, not true: put it in double quotes",
                "5:47: `penalty` must be at most 1, not 2",
            ],
        ),
        (
            "id: a\nquestion: q\nkey_points: {name: n}\n",
            ["3:13: `key_points` must be a list (lines that begin with `- `), not a mapping"],
        ),
        ("", ["1:1: the file must hold fields (`name: value` lines), not empty"]),
        ("- a\n", ["1:1: the file must hold fields (`name: value` lines), not a list"]),
        (
            'id: a\nquestion: "\\ud800"\n',
            ["2:11: `question` must be text without broken characters"],
        ),
    ],
)
def test_every_problem_is_placed(tmp_path: Path, text: str, problems: list[str]) -> None:
    """All that breaks the schema is said at once, in the order of the lines."""
    assert said(write(tmp_path, "q.yaml", text)) == problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: a\n\tquestion: q\n", "2:1: not YAML: a tab in the indentation: use spaces"),
        ("id: a\nquestion: a: b\n", "2:12: not YAML: a `: ` in unquoted text"),
        ("id: a\n question: q\n", "2:10: not YAML: a `: ` in unquoted text"),
        ('id: "a\nquestion: q\n', "1:5: not YAML: a quote is never closed"),
        ("id: a\nid: b\n", "2:1: not YAML: a field stands here for the second time"),
        ("id: a\nquestion: *q\n", "2:11: not YAML: text that begins with `*` needs quotes"),
        ("id: a\nquestion: @q\n", "2:11: not YAML: text that begins with a special character"),
        ("id: a\nquestion: !q\n", "2:11: not YAML: text that begins with `!` needs quotes"),
        ("id: a\ntopics: [a, b\n", "2:9: not YAML: a bracket is not closed"),
        ('id: a\nquestion: "q" r\n', "2:15: not YAML: the indentation or a list item fits"),
        ("id: a\nquestion\n", "2:1: not YAML: a `name: value` line was expected"),
        ("id: a\n---\nid: b\n", "2:1: not YAML: a second document begins here"),
        ("id: a\nquestion: \x07\n", "2: holds the control character"),
        ("a: " + "[" * 3000, " nested too deeply for a rubric"),
    ],
)
def test_syntax_is_explained(tmp_path: Path, text: str, problem: str) -> None:
    """What is no YAML is one problem, placed, with what to do about it."""
    (only,) = said(write(tmp_path, "q.yaml", text))
    assert only.startswith(problem)


def test_first_problem_is_raised_with_the_number_of_others(tmp_path: Path) -> None:
    """Loading stops with one line that says how much more there is."""
    path = write(tmp_path, "q.yaml", "id: 3\nquestion: 4\nfoo: 5\n")
    with pytest.raises(RubricError, match=r"q\.yaml:1:5: `id` must be text.*\(and 2 more\)$"):
        load_rubric(path)


@pytest.mark.parametrize("name", ["missing.yaml", "folder.yaml", "gbk.yaml"])
def test_unreadable_files_are_problems(tmp_path: Path, name: str) -> None:
    """A file that is missing, a folder or not UTF-8 is named in one problem."""
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "gbk.yaml").write_bytes('id: "1"\nquestion: 缓存\n'.encode("gbk"))
    (problem,) = check_file(tmp_path / name)
    assert problem.location.path.endswith(name)
    with pytest.raises(RubricError, match=r"cannot be read|not UTF-8"):
        load_rubric(tmp_path / name)


def test_yaml_is_version_1_2(tmp_path: Path) -> None:
    """yes and no are words, as the format's description says, not truth values."""
    text = "id: no\nquestion: yes\nlanguage: en\nkey_points: [{name: on, requirement: '010'}]\n"
    rubric = load_rubric(write(tmp_path, "q.yaml", text))
    assert (rubric.question.id, rubric.question.text, rubric.key_points[0].name) == (
        "no",
        "yes",
        "on",
    )


def test_folder_is_in_natural_order(tmp_path: Path) -> None:
    """Rubrics go by id, numbers by size and before letters, whatever the files are called."""
    for name, id_ in {"z": "1", "y": "10", "x": "2", "w": "c1", "v": "c10", "u": "c2"}.items():
        write(tmp_path, f"{name}.yaml", MINIMAL.format(id=id_))
    write(tmp_path, "notes.txt", "not a rubric")
    write(tmp_path, ".hidden.yaml", "not a rubric")
    assert list(load_rubrics(tmp_path)) == ["1", "2", "10", "c1", "c2", "c10"]


def test_natural_key_orders_mixed_ids() -> None:
    """Any two ids can be compared."""
    ids = ["b", "2b", "10", "2", "a10", "a9", ""]
    assert sorted(ids, key=natural_key) == ["", "2", "2b", "10", "a9", "a10", "b"]


def test_shared_id_names_both_files(tmp_path: Path) -> None:
    """Two files for one question are an error, never one of them by chance."""
    write(tmp_path, "a.yaml", MINIMAL.format(id=3))
    write(tmp_path, "b.yaml", MINIMAL.format(id=3))
    with pytest.raises(RubricError, match=r"b\.yaml: id 3 is also the id of .*a\.yaml"):
        load_rubrics(tmp_path)


@pytest.mark.parametrize(
    "id_line", ['id: "7"', "id: '7'   # seven", 'schema: 1\nid:   "7"', '"id": "7"', "id: >-\n  7x"]
)
def test_id_is_found_however_it_is_written(tmp_path: Path, id_line: str) -> None:
    """The quick look for the id agrees with the parser."""
    write(tmp_path, "any.yaml", f"{id_line}\nquestion: q\n")
    (id_,) = load_rubrics(tmp_path)
    assert find_rubric(tmp_path, id_).question.id == id_


def test_one_rubric_is_found_beside_broken_files(tmp_path: Path) -> None:
    """Grading question 3 needs no other file to be sound."""
    write(tmp_path, "q03.yaml", MINIMAL.format(id=3))
    write(tmp_path, "q04.yaml", 'id: "4"\nquestion: [\n')
    write(tmp_path, "stray.yaml", "- not: a rubric\n")
    assert find_rubric(tmp_path, "3").question.id == "3"
    with pytest.raises(RubricError, match=r"q04\.yaml"):
        find_rubric(tmp_path, "4")
    with pytest.raises(RubricError, match=r"q04\.yaml"):
        load_rubrics(tmp_path)


@pytest.mark.parametrize(("asked", "hint"), [("q3", "3"), ("C1", "c1"), ("c11", "c1")])
def test_unknown_question_is_answered_with_a_guess(tmp_path: Path, asked: str, hint: str) -> None:
    """A slip in the question id is met with the likeliest id and some that exist."""
    for id_ in ["3", "c1", *"456789"]:
        write(tmp_path, f"{id_}.yaml", MINIMAL.format(id=id_))
    with pytest.raises(UsageError, match=rf"did you mean {hint}\? there are 3, 4, .*, … c1$"):
        find_rubric(tmp_path, asked)


def test_unknown_question_without_a_likely_guess(tmp_path: Path) -> None:
    """No guess is better than a wild one."""
    write(tmp_path, "3.yaml", MINIMAL.format(id=3))
    with pytest.raises(UsageError, match=r"no question 'zebra' in .*; there are 3$"):
        find_rubric(tmp_path, "zebra")


def test_folder_without_rubrics(tmp_path: Path) -> None:
    """A missing or empty folder says what to give instead."""
    with pytest.raises(UsageError, match="holds no"):
        load_rubrics(tmp_path)
    with pytest.raises(UsageError, match="no such folder"):
        find_rubric(tmp_path / "nowhere", "3")


def test_locator_places_keys(tmp_path: Path) -> None:
    """A path of keys becomes the line and column of its value, or of what is around it."""
    path = write(tmp_path, "q.yaml", MINIMAL.format(id=3))
    locate = locator(tmp_path)
    places = {
        ("key_points", 0, "weight"): f"{path}:6:13",
        ("key_points", 0, "keywords", 2): f"{path}:4:5",
        ("max_score",): f"{path}:1:1",
    }
    assert {key: str(locate("3", key)) for key in places} == places


def test_layout_of_a_new_file(tmp_path: Path) -> None:
    """A written rubric is laid out for a person who goes on writing it."""
    point = KeyPoint(
        "keeps",
        "It keeps: results",
        1.5,
        keywords=(Keyword("cache", ("缓存", "memo: x")), Keyword("hit", weight=2.0)),
        wordings=("它把算过的结果留着，下次直接用。" * 9,),
        contrasts=(Contrast("It loses results."), Contrast("It doubles.", "antonym")),
    )
    signature = Signature("load", ("load", "read"), "load(path)", "text")
    question = Question(
        "3",
        "What?",
        "One.\nTwo.",
        language="en",
        topics=("systems",),
        source=Source("book.md", "3"),
    )
    path = tmp_path / "q3.yaml"
    dump_rubric(Rubric(question, (point,), contract=(signature,), max_score=1.5), path)
    assert path.read_text(encoding="utf-8") == dedent(
        f"""\
        # grader rubric, schema 1; `grade rubric schema` prints it
        schema: 1
        id: "3"
        kind: short_answer
        language: en
        topics: [systems]
        question: What?
        max_score: 1.5
        reference: |
          One.
          Two.
        key_points:
          - name: keeps
            requirement: 'It keeps: results'
            weight: 1.5
            required: false
            keywords:
              - {{term: cache, aliases: [缓存, "memo: x"]}}
              - {{term: hit, aliases: [], weight: 2}}
            wordings:
              - {"它把算过的结果留着，下次直接用。" * 9}
            contrasts:
              - It loses results.
              - text: It doubles.
                made: antonym
            follow_up: ''
        misconceptions: []
        contract:
          - function: load
            accepts: [load, read]
            signature: load(path)
            returns: text
        source: {{document: book.md, question: "3"}}
        """
    )


def test_writing_refuses_what_would_not_load(tmp_path: Path) -> None:
    """No file is written that `load_rubric` would turn down."""
    path = tmp_path / "q.yaml"
    with pytest.raises(RubricError, match="`id` must be text without spaces"):
        dump_rubric(Rubric(Question("a b", "What?")), path)
    assert not path.exists()
    with pytest.raises(RubricError, match=r"nowhere.q\.yaml: cannot be written"):
        dump_rubric(Rubric(Question("3", "What?")), tmp_path / "nowhere" / "q.yaml")


def test_bank_loads_and_round_trips(tmp_path: Path) -> None:
    """Every rubric of the bank survives being written anew, version and all."""
    for id_, rubric in load_rubrics(default_folder()).items():
        assert rubric == seal(rubric), id_
        path = tmp_path / f"{id_}.yaml"
        path.write_text(rubric_text(rubric), encoding="utf-8")
        assert load_rubric(path) == rubric


def test_default_folder_is_the_bank() -> None:
    """Without --rubrics the bank of the package is used."""
    assert find_rubric(default_folder(), "3").question.language == "zh"


def test_one_rubric_loads_without_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding one rubric parses one file."""
    parsed: list[str] = []

    def counting(text: str, path: str) -> object:
        parsed.append(Path(path).name)
        return parse(text, path)

    monkeypatch.setattr("grader.rubric.files.parse", counting)
    find_rubric(default_folder(), "30")
    assert parsed == ["q30.yaml"]
