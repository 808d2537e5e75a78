"""Every attack is contained: fresh and warm, for root and for an ordinary user."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attack_table import table
from attacks import FOLDER, Attack, attacks
from users import PROJECT, USERS, command

CANARY = "canary-4f0d9c51"
HOST = str(Path(__file__).parent / "attack_host.py")
WAYS = ("fresh", "warm")
NEXT = ["ok", "False True 3\n"]
Observed = dict[str, Any]


class Host:
    """A process that runs attacks as one user, and holds secrets that they may look for."""

    def __init__(self, user: str, secret: Path) -> None:
        started = command(user, HOST, CANARY, GRADER_CANARY=CANARY, CANARY_FILE=str(secret))
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(started, stdin=pipe, stdout=pipe, text=True)
        try:
            self.greeting = self._read()
        except BaseException:
            self.close()
            raise

    def observe(self, attack: Attack, *, warm: bool) -> Observed:
        """What is seen from outside when an attack runs."""
        order = {"folder": str(attack.folder), "warm": warm, "expect": attack.expect}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        """End it."""
        self._process.communicate(timeout=20)

    def _read(self) -> Observed:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that runs attacks is gone"
        message: Observed = json.loads(line)
        return message


@pytest.fixture(scope="session", params=USERS)
def host(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Host]:
    """A host for each user, with a canary in its arguments, its environment and a file."""
    secret = tmp_path_factory.mktemp("canary") / "canary.txt"
    secret.write_text(CANARY)
    opened = Host(request.param, secret)
    yield opened
    opened.close()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack.folder.name)
def test_an_attack_is_contained(host: Host, attack: Attack, way: str) -> None:
    """The outcome is the expected one, nothing escaped or is left, and the next program is well."""
    seen, expect = host.observe(attack, warm=way == "warm"), attack.expect
    for outcome in seen["outcomes"]:
        assert outcome["kind"] in expect["outcome"], outcome
        assert "ESCAPED" not in outcome["stdout"] + outcome["stderr"]
        assert CANARY not in outcome["stdout"] + outcome["stderr"]
        assert all(words in outcome["stdout"] for words in expect["prints"]), outcome
        assert expect.get("stderr", "") in outcome["stderr"]
        assert not {"\x1b", "\x00", "\r", "\x07", "\u202e"} & set(outcome["stdout"])
        assert expect.get("wall_at_least", 0) <= outcome["wall_seconds"]
        assert outcome["wall_seconds"] <= expect.get("wall_at_most", 60)
        assert expect.get("signal", outcome["signal"]) == outcome["signal"]
    assert seen["left"] == {}
    assert not seen["kernel_changed"]
    assert not Path("/tmp/grader-attack-was-here").exists()
    assert seen["next"] == NEXT


def test_every_layer_that_programs_need_is_active(host: Host) -> None:
    """The hosts ran with namespaces, seccomp, another user, limits and no network."""
    needed = {"namespaces", "seccomp", "user", "network", "quota", "rlimits"}
    assert needed <= set(host.greeting["layers"])


def test_the_list_is_whole() -> None:
    """There are 57 attacks, numbered through."""
    assert [attack.number for attack in attacks()] == list(range(1, 58))
    assert all((attack.folder / "program.py").is_file() for attack in attacks())


def test_the_document_shows_the_list() -> None:
    """docs/security.md holds the table that `attack_table.py` makes from the fixtures."""
    document = (PROJECT / "docs" / "security.md").read_text("utf-8")
    assert table(attacks()) in document
    assert FOLDER.is_dir()
