"""Which objects of a program are the generator, the discriminator and the whole GAN."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .calling import signature_of, takes
from .faults import Unusable
from .finding import Names, all_by_name, attribute, build, by_name, constant, instance
from .models import is_model
from .roles import ROLES
from .training import is_builder

GENERATOR = ("generator", *sorted(ROLES["generator"]))
DISCRIMINATOR = ("discriminator", *sorted(ROLES["discriminator"]))
WHOLE = ("gan", *sorted(ROLES["gan"]))


@dataclass
class Pair:
    """Both networks; `whole` is a compiled GAN or an object that trains, or None."""

    generator: Any
    discriminator: Any
    whole: Any
    latent_dim: int
    own: str = ""
    channels_first: bool = False

    def networks(self) -> dict[str, Any]:
        """Both networks by name."""
        return {"generator": self.generator, "discriminator": self.discriminator}


def find_pair(
    names: Names, contract: dict[str, list[str]], latent_dim: int, shape: tuple[int, ...]
) -> Pair:
    """Both networks, made by the script or built now; raises Unusable where one is lacking."""
    latent_dim = constant(names, "latent_dim", 1, 1024) or latent_dim
    sizes = {"latent_dim": latent_dim, "image_shape": shape, "channels": shape[-1]}
    sizes["image_size"] = shape[0]
    whole = instance(names, WHOLE)
    generator = attribute(whole, GENERATOR) or instance(names, GENERATOR)
    discriminator = attribute(whole, DISCRIMINATOR) or instance(names, DISCRIMINATOR)
    own = ""
    if generator is None:
        generator, own = _built(names, contract, "build_generator", sizes)
    if discriminator is None:
        discriminator, _ = _built(names, contract, "build_discriminator", sizes)
    pair = Pair(generator, discriminator, whole, latent_dim, own)
    if whole is None:
        _build_whole(names, contract, sizes, pair)
    return pair


def _built(
    names: Names, contract: dict[str, list[str]], role: str, sizes: dict[str, Any]
) -> tuple[Any, str]:
    builder = by_name(names, contract[role])
    if builder is None:
        raise Unusable("lacking", role=role, names=", ".join(contract[role]))
    made = build(builder, sizes, names)
    if not callable(made):
        raise Unusable("not_a_model", own=signature_of(builder))
    return made, signature_of(builder)


def _build_whole(
    names: Names, contract: dict[str, list[str]], sizes: dict[str, Any], pair: Pair
) -> None:
    """Make the GAN that a class or a build function makes of both networks, if there is such."""
    for name, maker in all_by_name(names, contract["train_step"]).items():
        if not isinstance(maker, type) and not is_builder(name):
            continue
        supplies = sizes | pair.networks() | {"latent_dim": pair.latent_dim, "device": "cpu"}
        made = build(maker, supplies, names)
        parts = list(made) if isinstance(made, list | tuple) else [made]
        pair.whole = next((part for part in reversed(parts) if _could_train(part)), None)
        if not takes(maker, "generator"):
            pair.generator = attribute(pair.whole, GENERATOR) or pair.generator
            pair.discriminator = attribute(pair.whole, DISCRIMINATOR) or pair.discriminator
        return


def _could_train(value: Any) -> bool:
    return is_model(value) or any(hasattr(value, n) for n in ("train_step", "train", "fit"))
