"""The kinds of task: which data a program gets, and what is measured of it."""

from __future__ import annotations

from grader.code.tasks.base import TaskKind
from grader.code.tasks.gan import GAN
from grader.code.tasks.language import LANGUAGE
from grader.code.tasks.series import SERIES
from grader.code.tasks.vae import VAE

TASKS: dict[str, TaskKind] = {kind.name: kind for kind in (GAN, VAE, SERIES, LANGUAGE)}

__all__ = ["TASKS", "TaskKind"]
