"""Frameworks made ready for a submission: one thread, and numbers that repeat."""

from __future__ import annotations

import os


def prepare(framework: str) -> None:
    """Import what the framework needs and make its results repeatable."""
    if framework == "python":
        return
    if framework in ("tensorflow", "keras-torch"):
        backend = "torch" if framework == "keras-torch" else "tensorflow"
        os.environ["KERAS_BACKEND"] = backend
    if framework in ("torch", "keras-torch"):
        import torch

        torch.set_num_threads(1)
    if framework == "tensorflow":
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
    if framework != "torch":
        import keras  # noqa: F401
