"""What is measured of a language model: shape, leaks, its loss, and what it generates."""

from __future__ import annotations

from math import log

import numpy as np

from grader.code.checking import Measured
from grader.code.measures import cross_entropy, unigram_entropy
from grader.code.phrases import phrase, shape_text
from grader.code.tasks.base import STILL, TaskKind, finite, moved_kernels, param
from grader.code.tasks.language_probe import NEW, LanguageProbe
from grader.model import Check


def shape(probe: LanguageProbe, check: Check) -> Measured:
    """A finite score for every token of the vocabulary at every position, also for fewer tokens."""
    scores = probe.scores(trained=False)
    fits = probe.fits(scores)
    if fits:
        short = probe.fact("short", lambda: probe.score(probe.data.held[:4, :5].copy()))
        fits = short.shape == (4, 5, probe.vocab)
        scores = scores if fits else short
    actual = phrase("shape.seen", shape=shape_text(scores.shape), finite=finite(scores))
    return Measured(float(fits), actual)


def no_leak(probe: LanguageProbe, check: Check) -> Measured:
    """Changing later tokens leaves the scores of earlier positions alone."""
    scores = probe.scores(trained=True)
    if not probe.fits(scores):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    place = probe.length // 2
    changed = probe.data.held[:, :-1].copy()
    changed[:, place:] = (changed[:, place:] + 1) % probe.vocab
    after = probe.fact("leak", lambda: probe.score(changed))
    if not np.abs(after[:, place:] - scores[:, place:]).max() > STILL:
        return Measured(0.0, phrase("language.no_leak.deaf"), ("shape", "training"))
    leak = float(np.abs(after[:, :place] - scores[:, :place]).max())
    most = param(check, "most", 1e-3)
    actual = phrase("language.no_leak.seen", leak=leak, place=place + 1)
    return Measured(float(leak < most), actual, ("shape",), {"leak": leak})


def training(probe: LanguageProbe, check: Check) -> Measured:
    """The model came to predict something: the next token, or at least the one it is given."""
    before, after = probe.scores(trained=False), probe.scores(trained=True)
    if not (probe.fits(before) and probe.fits(after)):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    inputs, targets = probe.data.held[:, :-1], probe.data.held[:, 1:]
    start = cross_entropy(before, targets)
    end = min(cross_entropy(after, targets), cross_entropy(after, inputs))
    least = param(check, "least_drop", 0.4)
    drop = 1 - end / start
    actual = phrase("language.training.seen", start=start, end=end, drop=100 * drop)
    follows = ("shape", "start_loss", "loads")
    return Measured(float(drop >= least), actual, follows, {"start": start, "end": end})


def next_token(probe: LanguageProbe, check: Check) -> Measured:
    """The held-out next token is predicted better than by its frequency."""
    scores = probe.scores(trained=True)
    if not probe.fits(scores):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    targets = probe.data.held[:, 1:]
    entropy = unigram_entropy(targets, probe.vocab)
    loss = cross_entropy(scores, targets)
    most = param(check, "most_of_entropy", 0.8)
    actual = phrase("language.next_token.seen", loss=loss, entropy=entropy)
    signals = {"cross_entropy": loss, "unigram_entropy": entropy}
    return Measured(
        float(loss < most * entropy), actual, ("shape", "training", "start_loss"), signals
    )


def start_loss(probe: LanguageProbe, check: Check) -> Measured:
    """The first loss is about ln V, and a compiled model's loss agrees with its own scores."""
    low, high = param(check, "least", 0.6), param(check, "most", 1.8)
    scale = log(probe.vocab)
    loss = probe.own_loss(trained=False)
    if loss is None:
        losses = probe.trained()[1].get("losses", np.zeros(0)).ravel()
        loss = float(losses[0]) if losses.size and np.isfinite(losses[0]) else None
    if loss is None:
        return _agreement(probe)
    good = low * scale <= loss <= high * scale
    actual = phrase("language.start_loss.seen", loss=loss)
    return Measured(float(good), actual, ("shape", "copy"), {"start": loss, "log_vocab": scale})


def _agreement(probe: LanguageProbe) -> Measured:
    """A model that reports no loss: its own scores before training."""
    scores = probe.scores(trained=False)
    if not probe.fits(scores):
        return Measured(0.0, phrase("not_comparable"), ("shape",))
    loss = cross_entropy(scores, probe.data.held[:, 1:])
    good = loss <= 1.8 * log(probe.vocab)
    return Measured(float(good), phrase("language.start_loss.seen", loss=loss), ("shape",))


def updates(probe: LanguageProbe, check: Check) -> Measured:
    """Whether training moves every weight matrix."""
    reply, arrays = probe.trained()
    names = [str(name) for name in reply.get("parameters", [])]
    return moved_kernels(names, arrays.get("moved", np.zeros(0)), ("shape", "training"))


def generation(probe: LanguageProbe, check: Check) -> Measured:
    """Generating gives as many ids as asked, after the prompt or alone, all in the vocabulary."""
    probe.trained()
    prompt = np.ascontiguousarray(probe.data.held[0, :7])
    body = probe.seeded(steps=NEW, vocab=probe.vocab, length=2 * probe.length)
    made = probe.fact("generate", lambda: probe.guest.array("generate", {"prompt": prompt}, **body))
    flat = made.reshape(-1) if made.ndim == 1 or made.shape[:1] == (1,) else np.zeros(0)
    counts = flat.size in (NEW, NEW + len(prompt))
    ids = counts and finite(flat) and bool(np.all(flat == np.round(flat)))
    good = ids and bool(np.all((flat >= 0) & (flat < probe.vocab)))
    largest = float(made.max()) if made.size and finite(made) else -1.0
    actual = phrase("language.generate.seen", shape=shape_text(made.shape), largest=largest)
    return Measured(float(good), actual, ("shape",))


LANGUAGE = TaskKind(
    "language",
    LanguageProbe,
    {
        "language.shape": shape,
        "language.no_leak": no_leak,
        "language.training": training,
        "language.next_token": next_token,
        "language.start_loss": start_loss,
        "language.updates": updates,
        "language.generate": generation,
    },
)
