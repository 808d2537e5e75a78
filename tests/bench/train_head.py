"""Trains the head for rubrics without wordings and fits its scale; writes both into the package.

    python tests/bench/train_head.py DATA_DIR [--write] [--seeds 2]

DATA_DIR holds the files of `graded.SETS` (columns question_id, question, reference, answer, score).
Only rank and right or wrong are learned, with one bias a data set, so that no set's strictness
enters. The scale and the intervals are fitted to predictions for sets that were left out.
With --write: grader/text/head.safetensors and the part `covered` of grader/text/scale.json.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from graded import SETS, GradedSet, load_set
from scale_fit import Predicted, fit_scale
from torch import nn

from grader.text.head import (
    FARTHEST,
    Head,
    Member,
    answer_side,
    claim_side,
    interaction,
    members_of,
)
from grader.text.models import DEFAULT_MODEL, cache_folder, open_encoder
from grader.text.scale import Doubt, Scale
from grader.text.traits import TRAITS
from grader.text.whole import discord

ROOT = Path(__file__).parents[2]
FEATURES = (
    *("recall", "precision", "centre", "covered .3", "covered .5", "covered .7"),
    *("used .3", "used .5", "used .7", *TRAITS),
)
# Where the weights of standardised features start, and are held near: single features carry over
# to other sets, finely tuned mixtures of them do not.
START = {
    "recall": 0.35, "centre": 0.3, "covered .5": 0.4, "covered .3": 0.25, "sentence": 0.3,
    "keywords": 0.5, "letters": 0.4, "opposition": -0.2, "denial": -0.1,
}  # fmt: skip
WIDTH, RANK, DROPOUT = 384, 32, 0.1
EPOCHS, GROUP, STEP = 2, 24, 4
RATE_MATRIX, RATE_TOKENS, RATE_TOP = 1e-4, 5e-3, 2e-3
RANKING, ENTROPY, MADE_WEIGHT, HOLD = 1.0, 0.5, 0.5, 0.1
NO_DOUBT = Doubt((0.0,) * 7, (0.0,) * 7, 0.5, (0.0,) * 7, {})


class Net(nn.Module):
    """The head in torch; `Member` is the same in numpy."""

    def __init__(self, sets: int) -> None:
        super().__init__()
        self.down = nn.Parameter(torch.randn(WIDTH, RANK) * 0.1)
        self.up = nn.Parameter(torch.zeros(RANK, WIDTH))
        self.worth = nn.Parameter(torch.cat([torch.zeros(WIDTH), torch.ones(1)]))
        self.worth_answer = nn.Parameter(self.worth.detach().clone())
        self.given = nn.Parameter(torch.tensor([0.45, 8.0, 0.5]))
        self.given_answer = nn.Parameter(torch.tensor([0.45, 8.0, 0.3]))
        self.levels = nn.Parameter(torch.tensor([0.3, 0.5, 0.7]))
        self.steepness = nn.Parameter(torch.tensor([12.0]))
        self.register_buffer("middle", torch.zeros(len(FEATURES)))
        self.register_buffer("scale", torch.ones(len(FEATURES)))
        self.register_buffer("start", torch.tensor([START.get(f, 0.0) for f in FEATURES]))
        self.top = nn.Parameter(self.start.clone())
        self.strictness = nn.Parameter(torch.zeros(sets))
        self.dropout = nn.Dropout(DROPOUT)

    def turned(self, tokens: torch.Tensor) -> torch.Tensor:
        """Tokens (t, d) as unit rows in the head's own space."""
        return F.normalize(tokens + self.dropout(tokens @ self.down) @ self.up, dim=1)

    def features(self, reference, near, answers, nears, measured) -> torch.Tensor:
        """Features (b, f) of answers (lists of (a, d)) to one reference (r, d)."""
        lengths = [len(a) for a in answers]
        flat, flat_near = torch.cat(answers), torch.cat(nears)
        claim, said = self.turned(reference), self.turned(flat)
        ours = _weights(reference, near, self.worth, self.given)
        ours = ours / ours.sum()
        theirs = _weights(flat, flat_near, self.worth_answer, self.given_answer)
        owner = torch.repeat_interleave(torch.arange(len(answers)), torch.tensor(lengths))
        total = torch.zeros(len(answers)).index_add(0, owner, theirs)
        theirs = theirs / total[owner]
        cosines = claim @ said.T
        covered = torch.stack([c.amax(1) for c in cosines.split(lengths, 1)])
        used = cosines.amax(0)

        def pooled(values: torch.Tensor) -> torch.Tensor:
            return torch.zeros(len(answers)).index_add(0, owner, values * theirs)

        middles = torch.zeros(len(answers), WIDTH).index_add(0, owner, said * theirs[:, None])
        columns = [
            covered @ ours,
            pooled(used),
            F.normalize(middles, dim=1) @ F.normalize(ours @ claim, dim=0),
            *(torch.sigmoid(self.steepness * (covered - level)) @ ours for level in self.levels),
            *(pooled(torch.sigmoid(self.steepness * (used - level))) for level in self.levels),
        ]
        return torch.cat([torch.stack(columns, 1), measured], 1)

    def forward(self, features: torch.Tensor) -> torch.Tensor:
        """Logits (b,) of features (b, f)."""
        standard = ((features - self.middle) / self.scale).clamp(-FARTHEST, FARTHEST)
        return self.dropout(standard) @ self.top


def _weights(tokens, near, worth, given) -> torch.Tensor:
    own = F.softplus(tokens @ worth[:-1] + worth[-1])
    return own * (1 - torch.sigmoid(4 * given[2]) * torch.sigmoid(given[1] * (near - given[0])))


def groups(data: GradedSet, chance: np.random.Generator) -> Iterator[tuple[int, list[int]]]:
    """Rows of one rubric, at most GROUP together, in a random order; without empty answers."""
    for asked in range(len(data.prepared)):
        rows = [i for i in np.flatnonzero(data.asked == asked) if len(data.tokens[i])]
        rows = [int(i) for i in chance.permutation(rows)]
        yield from ((asked, rows[a : a + GROUP]) for a in range(0, len(rows), GROUP))


class Batches:
    """Tensors of one set, ready for the net."""

    def __init__(self, data: GradedSet) -> None:
        self.data = data
        self.score = torch.tensor(data.score, dtype=torch.float32)
        self.weight = torch.tensor(np.where(data.made, MADE_WEIGHT, 1.0), dtype=torch.float32)
        self.questions = [torch.from_numpy(p.question_centred).float() for p in data.prepared]
        self.claims = [_centred_claims(p) for p in data.prepared]

    def features(self, net: Net, asked: int, rows: list[int]) -> torch.Tensor:
        """The features of some answers to one reference."""
        question, claim = self.questions[asked], self.claims[asked]
        answers = [self.data.tokens[i].float() for i in rows]
        nears = [_near(a, question) for a in answers]
        return net.features(claim, _near(claim, question), answers, nears, self.data.traits[rows])


def _centred_claims(prepared) -> torch.Tensor:
    moved = torch.from_numpy(prepared.claim_tokens - prepared.token_mean).float()
    return F.normalize(moved, dim=1)


def _near(tokens: torch.Tensor, question: torch.Tensor) -> torch.Tensor:
    return (tokens @ question.T).amax(1) if len(question) else torch.zeros(len(tokens))


def train(sets: Sequence[GradedSet], seed: int) -> Member:
    """One member, trained on `sets`."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    batches = [Batches(data) for data in sets]
    net = Net(len(sets))
    _standardise(net, batches, chance)
    rates = {RATE_MATRIX: [net.down, net.up], RATE_TOP: [net.top, net.strictness]}
    rates[RATE_TOKENS] = [p for n, p in net.named_parameters() if n.split("_")[0] in TOKENS]
    optimiser = torch.optim.Adam([{"params": p, "lr": r} for r, p in rates.items()])
    todo = [(k, *g) for _ in range(EPOCHS) for k, g in _shuffled(sets, chance)]
    steps = -(-len(todo) // STEP)
    net.train()
    for step in range(steps):
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(1, (step + 1) / 20) * max(0.02, 1 - step / steps)
        chosen = todo[step * STEP : (step + 1) * STEP]
        loss = sum(_loss(net, batches[k], k, asked, rows) for k, asked, rows in chosen)
        held = HOLD * ((net.top - net.start) ** 2).sum()
        loss = loss / sum(len(rows) for *_, rows in chosen) + held
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return members_of({f"0.{k}": v for k, v in export(net).items()})[0]


TOKENS = {"worth", "given", "levels", "steepness"}


def _shuffled(sets, chance):
    found = [(k, g) for k, data in enumerate(sets) for g in groups(data, chance)]
    chance.shuffle(found)
    return found


@torch.no_grad()
def _standardise(net: Net, batches: Sequence[Batches], chance: np.random.Generator) -> None:
    """Sets the features' middle and scale, each set counting the same."""
    net.eval()
    moments = []
    for each in batches:
        found = list(groups(each.data, chance))
        chosen = [found[i] for i in chance.permutation(len(found))[:40]]
        rows = torch.cat([each.features(net, *group) for group in chosen])
        moments.append((rows.mean(0), (rows**2).mean(0)))
    middle, square = (torch.stack(m).mean(0) for m in zip(*moments, strict=True))
    net.middle.copy_(middle)
    net.scale.copy_((square - middle**2).clamp_min(1e-4).sqrt())


def _loss(net: Net, each: Batches, number: int, asked: int, rows: list[int]) -> torch.Tensor:
    """Cross-entropy and ranking within the question; small sets count more, by the root."""
    logits = net(each.features(net, asked, rows))
    score, weight = each.score[rows], each.weight[rows]
    entropy = F.binary_cross_entropy_with_logits(
        logits + net.strictness[number], score, reduction="none"
    )
    better = (score[:, None] - score[None]).clamp_min(0) * weight[:, None] * weight[None]
    ranking = (F.softplus(-(logits[:, None] - logits[None])) * better).sum() / max(1, len(rows) - 1)
    share = (2000 / len(each.data.own)) ** 0.5
    return share * (ENTROPY * (entropy * weight).sum() + RANKING * ranking)


def export(net: Net) -> dict[str, np.ndarray]:
    """The net's numbers under `Member`'s names; the matrices in half precision, to be small."""
    tensors = {f: getattr(net, f) for f in Member.__slots__ if f != "bias"}
    tensors["bias"] = torch.zeros(1)
    half = ("down", "up")
    return {
        name: tensor.detach().numpy().astype(np.float16 if name in half else np.float32)
        for name, tensor in tensors.items()
    }


def predict(members: Sequence[Member], data: GradedSet) -> Predicted:
    """Logits and discords (n,) for all rows of a set, by the code that grades."""
    logits, discords = np.full(len(data.score), -np.inf), np.zeros(len(data.score))
    for asked, prepared in enumerate(data.prepared):
        claims = _centred_claims(prepared).numpy()
        sides = [claim_side(m, claims, prepared.question_centred) for m in members]
        for i in np.flatnonzero(data.asked == asked):
            if not len(data.tokens[i]):
                continue
            said = data.tokens[i].float().numpy()
            rows = []
            for member, side in zip(members, sides, strict=True):
                answer = answer_side(member, said, prepared.question_centred)
                rows.append(
                    np.concatenate([interaction(member, side, answer), data.traits[i].numpy()])
                )
            logits[i] = np.mean([m.logit(r) for m, r in zip(members, rows, strict=True)])
            discords[i] = discord(rows, members)
    return Predicted(data.name, logits, discords, data.score, data.made)


def untrained() -> Head:
    """A head without members, to prepare rubrics with."""
    return Head((), Scale(1.0, 0.0, NO_DOUBT))


def left_out(sets: Sequence[GradedSet], seeds: int) -> list[Predicted]:
    """For each set, what a head says that was trained on the other sets."""
    found = []
    for held in sets:
        others = [data for data in sets if data is not held]
        found.append(predict([train(others, seed) for seed in range(seeds)], held))
        own = ~held.made
        shown = np.where(np.isfinite(found[-1].logit), found[-1].logit, -9.0)
        print(f"{held.name}: r of the logit {np.corrcoef(shown[own], held.score[own])[0, 1]:.3f}", flush=True)
    return found


def read_sets(folder: Path) -> list[GradedSet]:
    """All seven sets, encoded."""
    encoder = open_encoder(DEFAULT_MODEL, cache_folder(os.environ))
    return [load_set(folder / f"{name}.csv", encoder, untrained()) for name in SETS]


def main() -> None:
    """Cross-validates, fits the scale, trains on all sets, and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--seeds", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(1)
    sets = read_sets(args.folder)
    values = fit_scale(left_out(sets, args.seeds))
    print(json.dumps(values))
    if args.write:
        write([train(sets, seed) for seed in range(args.seeds)], values)


def write(members: Sequence[Member], covered: dict) -> None:
    """The package's files."""
    from safetensors.numpy import save_file

    half = ("down", "up")
    tensors = {
        f"{i}.{f}": np.ascontiguousarray(
            getattr(m, f).astype(np.float16 if f in half else np.float32)
        )
        for i, m in enumerate(members)
        for f in Member.__slots__
    }
    save_file(tensors, ROOT / "grader/text/head.safetensors")
    path = ROOT / "grader/text/scale.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    text = json.dumps(known | {"covered": covered}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
