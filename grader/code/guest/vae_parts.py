"""Which objects of a program are the encoder, the decoder, the sampler and the whole VAE."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .calling import signature_of, takes
from .faults import Unusable
from .finding import Names, all_by_name, attribute, build, by_name, constant, instance, method
from .models import held_models, is_keras, is_model
from .training import is_builder

ENCODER = ("encoder", "enc", "encode")
DECODER = ("decoder", "dec", "decode")
WHOLE = ("vae", "model", "autoencoder", "net")


@dataclass
class Parts:
    """The callables of one VAE; `whole` and `sampler` may be None."""

    encoder: Callable[..., Any]
    decoder: Callable[..., Any]
    sampler: Callable[..., Any] | None
    whole: Any
    latent_dim: int
    own: str = ""


def find_parts(
    names: Names, contract: dict[str, list[str]], latent_dim: int, shape: tuple[int, ...]
) -> Parts:
    """The parts, made already by the script or built now; raises Unusable where one is lacking."""
    latent_dim = constant(names, "latent_dim", 1, 512) or latent_dim
    sizes = {"latent_dim": latent_dim, "image_shape": shape, "channels": shape[-1]}
    sizes["image_size"] = shape[0]
    encoder, decoder = instance(names, ENCODER), instance(names, DECODER)
    whole, own = instance(names, WHOLE), ""
    if whole is None and (encoder is None or decoder is None):
        whole, own = _built_whole(names, contract, sizes)
    encoder = _part(whole, ENCODER) or encoder or _built(names, contract, "build_encoder", sizes)
    decoder = _part(whole, DECODER) or decoder or _built(names, contract, "build_decoder", sizes)
    sampler = by_name(names, contract["sample"]) or method(whole, contract["sample"])
    sampler = _made_layer(sampler) or attribute(whole, contract["sample"])
    return Parts(encoder, decoder, sampler, whole, latent_dim, own)


def _built_whole(names: Names, contract: dict[str, list[str]], sizes: dict[str, Any]) -> Any:
    """The VAE that a class or a build function makes, and its signature; (None, "") without."""
    for name, maker in all_by_name(names, contract["train_step"]).items():
        if not isinstance(maker, type) and not is_builder(name):
            continue
        supplies = dict(sizes)
        if takes(maker, "encoder"):
            supplies["encoder"] = _built(names, contract, "build_encoder", sizes)
            supplies["decoder"] = _built(names, contract, "build_decoder", sizes)
        made = build(maker, supplies, names)
        several = made if isinstance(made, list | tuple) else [made]
        parts = [part for part in several if is_model(part) or held_models(part)]
        if not parts:
            raise Unusable("not_a_model", own=signature_of(maker))
        return parts[0] if len(parts) == 1 else _holding(parts), signature_of(maker, name)
    return None, ""


def _holding(parts: list[Any]) -> Any:
    """Of several models that were returned, the one that holds the most parameters."""
    from .models import parameters

    return max(parts, key=lambda part: len(parameters(part)))


def _part(whole: Any, words: tuple[str, ...]) -> Any:
    """A part of the whole: a method, an attribute, or a layer of that name."""
    if whole is None:
        return None
    found = method(whole, words[-1:]) or attribute(whole, words)
    if found is None and is_keras(whole):
        layers = getattr(whole, "layers", [])
        found = next((layer for layer in layers if layer.name in words), None)
    return found


def _built(names: Names, contract: dict[str, list[str]], role: str, sizes: dict[str, Any]) -> Any:
    builder = by_name(names, contract[role])
    if builder is None:
        raise Unusable("lacking", role=role, names=", ".join(contract[role]))
    if (
        not isinstance(builder, type)
        and not is_builder(builder.__name__)
        and takes(builder, "images")
    ):
        return builder  # `encode(x)` is the encoder itself
    made = build(builder, sizes, names)
    if not callable(made):
        raise Unusable("not_a_model", own=signature_of(builder))
    return made


def _made_layer(sampler: Any) -> Any:
    """A sampling layer is a class: make one."""
    return sampler() if isinstance(sampler, type) else sampler
