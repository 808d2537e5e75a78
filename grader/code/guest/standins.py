"""Stand-ins for what a program expects around it: plots, progress bars, data sets, data files."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

import numpy as np

SILENT = ("matplotlib", "seaborn", "tensorboard", "wandb", "imageio", "torchsummary", "torchinfo")


class Silent(ModuleType):
    """A module in which everything exists, can be called, and does nothing."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__path__ = []  # a package, whatever is imported from it

    def __getattr__(self, name: str) -> Any:
        """Another silent thing, whatever the name; dunders do not exist."""
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Silent(f"{self.__name__}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self

    def __getitem__(self, key: Any) -> Any:
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        return

    def __iter__(self) -> Any:
        return iter((self, self))  # fig, ax = plt.subplots()

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *exc: object) -> None:
        return

    @property
    def flat(self) -> list[Any]:
        """Axes of a grid of plots, as many as anyone loops over."""
        return [self] * 64


class _Finder:
    """Finds the silent modules, whether or not the real ones are installed."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name.split(".")[0] in SILENT else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return Silent(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        return


def install(
    images: np.ndarray, stand_in: np.ndarray | None, missing: Callable[[str], None]
) -> None:
    """Put the stand-ins in place; `images` are uint8 (N, 28, 28), for MNIST and its like.

    Where a file that numpy reads is not there, `missing` is told its name and
    `stand_in` is given for it.
    """
    for name in [n for n in sys.modules if n.split(".")[0] in SILENT]:
        del sys.modules[name]  # a framework may have loaded the real one
    sys.meta_path.insert(0, _Finder())
    if not _exists("tqdm"):
        sys.modules["tqdm"] = sys.modules["tqdm.auto"] = _tqdm()
    if not _exists("torchvision") and _exists("torch"):
        from . import vision

        vision.install(images)
    if keras := sys.modules.get("keras"):
        _keras_datasets(keras, images)
    if stand_in is not None:
        _numpy_files(stand_in, missing)


def _exists(name: str) -> bool:
    return name in sys.modules or importlib.util.find_spec(name) is not None


def _tqdm() -> ModuleType:
    def tqdm(items: Iterable[Any] = (), *args: Any, **kwargs: Any) -> Iterable[Any]:
        return items

    def trange(*args: int, **kwargs: Any) -> Iterable[int]:
        return range(*args)

    module = ModuleType("tqdm")
    vars(module).update(tqdm=tqdm, trange=trange)
    return module


def _keras_datasets(keras: Any, images: np.ndarray) -> None:
    labels = (np.arange(len(images)) % 10).astype(np.uint8)
    cut = max(1, len(images) * 7 // 8)

    def load_data(path: str = "") -> Any:
        return (images[:cut].copy(), labels[:cut]), (images[cut:].copy(), labels[cut:])

    for name in ("mnist", "fashion_mnist"):
        getattr(keras.datasets, name).load_data = load_data


def _numpy_files(stand_in: np.ndarray, missing: Callable[[str], None]) -> None:
    def reading(original: Callable[..., Any]) -> Callable[..., Any]:
        def read(file: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                return original(file, *args, **kwargs)
            except FileNotFoundError as exc:
                missing(str(exc.filename or file)[:120])
                return stand_in.copy()

        return read

    for name in ("load", "loadtxt", "genfromtxt"):
        setattr(np, name, reading(getattr(np, name)))
