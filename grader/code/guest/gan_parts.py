"""Which objects of a program are the generator, the discriminator and the whole GAN."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .calling import signature_of
from .faults import Unusable
from .finding import Names, all_by_name, attribute, build, by_name, constant, instance
from .models import is_model
from .roles import ROLES
from .tensors import to_array
from .training import is_builder

GENERATOR = ("generator", *sorted(ROLES["generator"]))
DISCRIMINATOR = ("discriminator", *sorted(ROLES["discriminator"]))
WHOLE = ("gan", *sorted(ROLES["gan"]))


@dataclass
class Pair:
    """Both networks; `whole` is a compiled GAN or an object that trains, or None.

    `failure` is why there is no discriminator or no whole, where building one raised.
    """

    generator: Any
    discriminator: Any
    whole: Any
    latent_dim: int
    own: str = ""
    channels_first: bool = False
    failure: Exception | None = None
    optimizers: dict[str, Any] = field(default_factory=dict)

    def complete(self) -> Pair:
        """Itself; raises what building the discriminator or the whole raised."""
        if self.failure is not None:
            raise self.failure
        return self

    def networks(self) -> dict[str, Any]:
        """Both networks by name."""
        return {"generator": self.generator, "discriminator": self.discriminator}


def find_pair(
    names: Names, contract: dict[str, list[str]], latent_dim: int, shape: tuple[int, ...]
) -> Pair:
    """Both networks, made by the script or built now; raises what building the generator does."""
    latent_dim = constant(names, "latent_dim", 1, 1024) or latent_dim
    sizes = {"latent_dim": latent_dim, "image_shape": shape, "channels": shape[-1]}
    sizes["image_size"] = shape[0]
    whole = instance(names, WHOLE)
    if whole is None and by_name(names, contract["build_generator"]) is None:
        whole = _made_whole(names, contract, sizes)  # a class that holds both networks
    generator = attribute(whole, GENERATOR) or instance(names, GENERATOR)
    discriminator = attribute(whole, DISCRIMINATOR) or instance(names, DISCRIMINATOR)
    own = ""
    if generator is None:
        generator, own = _built(names, contract, "build_generator", sizes)
    pair = Pair(generator, discriminator, whole, latent_dim, own)
    try:
        _complete(names, contract, sizes, pair)
    except Exception as exc:  # the generator alone can still be looked at
        pair.failure = exc
    return pair


def _complete(
    names: Names, contract: dict[str, list[str]], sizes: dict[str, Any], pair: Pair
) -> None:
    """Build the discriminator and the whole, where the script has not."""
    if pair.discriminator is None:
        pair.discriminator, _ = _built(names, contract, "build_discriminator", sizes)
    if pair.whole is None:
        pair.whole = _made_whole(names, contract, sizes | pair.networks())
        pair.generator = attribute(pair.whole, GENERATOR) or pair.generator
        pair.discriminator = attribute(pair.whole, DISCRIMINATOR) or pair.discriminator


def _made_whole(names: Names, contract: dict[str, list[str]], supplies: dict[str, Any]) -> Any:
    """The GAN that a class or a build function makes, or None where there is no such."""
    for name, maker in all_by_name(names, contract["train_step"]).items():
        if isinstance(maker, type) or is_builder(name):
            made = build(maker, supplies | {"device": "cpu"}, names)
            parts = list(made) if isinstance(made, list | tuple) else [made]
            return next((part for part in reversed(parts) if _could_train(part)), None)
    return None


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


def _could_train(value: Any) -> bool:
    return is_model(value) or any(hasattr(value, n) for n in ("train_step", "train", "fit"))


def own_range(names: Names, shape: tuple[int, ...]) -> list[float] | None:
    """The least and greatest pixel of images that the script has scaled itself; None without.

    Only floats count: bytes are not scaled yet. The last such array is what training would see.
    """
    size = shape[0] * shape[1] * shape[2]
    for value in reversed(list(names.values())):
        dtype, dimensions = str(getattr(value, "dtype", "")), getattr(value, "shape", ())
        if "float" not in dtype or len(dimensions) < 3 or is_model(value):
            continue
        array = to_array(value)
        if array.size >= 16 * size and array.size % size == 0:
            return [float(array.min()), float(array.max())]
    return None
