"""The packed forward pass gives what the model's own gives, whatever runs beside a text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import torch
from transformers import BertConfig, BertModel

from grader.text import packed
from grader.text.packed import forward_of


@pytest.fixture
def model() -> Iterator[BertModel]:
    """A small BERT with drawn weights."""
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=50,
        hidden_size=64,
        num_hidden_layers=3,
        num_attention_heads=4,
        intermediate_size=128,
        initializer_range=0.2,
    )
    with torch.inference_mode():
        yield BertModel(config).eval()


def own(model: BertModel, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """What the model's own forward pass gives: the last states, and those after one layer."""
    made = model(input_ids=ids, output_hidden_states=True)
    assert made.last_hidden_state is not None
    assert made.hidden_states is not None
    return made.last_hidden_state, made.hidden_states[1]


@pytest.mark.parametrize(("count", "length"), [(1, 1), (1, 7), (5, 12), (64, 33)])
def test_it_gives_what_the_model_gives(model: BertModel, count: int, length: int) -> None:
    """The same states but for the last digits."""
    ids = torch.randint(0, 50, (count, length))
    torch.testing.assert_close(forward_of(model)(ids), own(model, ids), atol=2e-5, rtol=2e-5)


def test_no_bit_depends_on_the_company(model: BertModel) -> None:
    """A text among sixty-four has the bits that it has among a few."""
    ids = torch.randint(0, 50, (64, 9))
    forward = forward_of(model)
    whole = forward(ids)
    for count in (8, 15, 33):
        for part, all_of_it in zip(forward(ids[:count]), whole, strict=True):
            assert torch.equal(part, all_of_it[:count])


@pytest.mark.parametrize("missing", ["operators", "plain"])
def test_other_models_run_as_they_are(
    model: BertModel, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the operators, or where the activation is another, the model's own pass is used."""

    def none(_: object) -> object:
        raise AttributeError("no such operator")

    if missing == "operators":
        monkeypatch.setattr(packed, "_pack", none)
    else:
        model.config.hidden_act = "relu"
    ids = torch.randint(0, 50, (3, 5))
    for part, same in zip(forward_of(model)(ids), own(model, ids), strict=True):
        assert torch.equal(part, same)
