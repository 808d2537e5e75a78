"""A small torchvision for programs that load digits with it: MNIST, the usual transforms."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np


class Compose:
    """Transforms one after the other."""

    def __init__(self, transforms: list[Callable[[Any], Any]]) -> None:
        self.transforms = transforms

    def __call__(self, value: Any) -> Any:
        for transform in self.transforms:
            value = transform(value)
        return value


class ToTensor:
    """An image as float32 (1, H, W) in 0..1."""

    def __call__(self, image: Any) -> Any:
        import torch

        return torch.from_numpy(np.asarray(image, np.float32)[None] / 255)


class Normalize:
    """(x - mean) / std."""

    def __init__(self, mean: Any, std: Any, inplace: bool = False) -> None:
        self.mean, self.std = float(np.ravel(mean)[0]), float(np.ravel(std)[0])

    def __call__(self, value: Any) -> Any:
        return (value - self.mean) / self.std


class Same:
    """Resize, Grayscale and the like: the digits are 28 by 28 and grey already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __call__(self, value: Any) -> Any:
        return value


class Lambda(Same):
    """A function as a transform."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def __call__(self, value: Any) -> Any:
        return self.function(value)


def install(images: np.ndarray) -> None:
    """Put the small torchvision in place; `images` are uint8 (N, 28, 28)."""

    class Digits:
        """MNIST as torchvision has it, with the grader's digits."""

        def __init__(self, *args: Any, transform: Any = None, **kwargs: Any) -> None:
            self.transform = transform or ToTensor()

        def __len__(self) -> int:
            return len(images)

        def __getitem__(self, index: int) -> tuple[Any, int]:
            return self.transform(images[index]), int(index) % 10

    transforms = _module("torchvision.transforms", Compose=Compose, ToTensor=ToTensor)
    vars(transforms).update(Normalize=Normalize, Resize=Same, Grayscale=Same, Lambda=Lambda)
    vars(transforms).update(CenterCrop=Same)
    datasets = _module("torchvision.datasets", MNIST=Digits, FashionMNIST=Digits)
    utils = _module("torchvision.utils", save_image=_nothing, make_grid=_first)
    package = _module("torchvision", transforms=transforms, datasets=datasets, utils=utils)
    package.__path__ = []


def _module(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(contents)
    sys.modules[name] = module
    return module


def _nothing(*args: Any, **kwargs: Any) -> None:
    return


def _first(value: Any, *args: Any, **kwargs: Any) -> Any:
    return value
