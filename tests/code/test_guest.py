"""The guest's loader, policy and calls, on small scripts without a framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.code.guest.calling import bind, call, signature_of, takes
from grader.code.guest.faults import Unusable
from grader.code.guest.loader import Script
from grader.code.guest.standins import Silent
from grader.code.guest.training import Budget, is_builder, is_step


def loaded(source: str, tmp_path: Path) -> Script:
    """A script as the guest loads it."""
    path = tmp_path / "main.py"
    path.write_text(source, "utf-8")
    return Script(source, str(path), {})


SCRIPT = """\
import math
SIZE = 3
def double(x):
    return 2 * x
values = [double(i) for i in range(SIZE)]
model = make_model()
history = model.fit(values, epochs=100000)
print(history.history)
for epoch in range(100000):
    loss = train_step(values)
done = True
if __name__ == "__main__":
    raise SystemExit
"""


def test_definitions_and_constants_are_run_and_training_is_not(tmp_path: Path) -> None:
    """What fails is told with its line; what needs it is left aside, as are loops that train."""
    script = loaded(SCRIPT, tmp_path)
    assert script.names["values"] == [0, 2, 4]
    assert script.names["done"] is True
    assert [(f.line, f.type) for f in script.faults] == [(6, "NameError")]
    assert script.skipped == [
        (7, "training"),
        (8, "needs:history:7"),
        (9, "training"),
        (12, "main"),
    ]


def test_a_syntax_error_is_one_fault_with_its_line(tmp_path: Path) -> None:
    """Nothing of such a script is run."""
    script = loaded("x = 1\ny = = 2\n", tmp_path)
    assert [(f.line, f.type) for f in script.faults] == [(2, "SyntaxError")]
    assert "x" not in script.names


def test_a_fault_inside_a_function_has_the_inner_line(tmp_path: Path) -> None:
    """The innermost line of the candidate's own, as a traceback ends."""
    script = loaded("def f():\n    return 1 / 0\n\nf()\n", tmp_path)
    assert [(f.line, f.type) for f in script.faults] == [(2, "ZeroDivisionError")]


def test_functions_that_train_are_known_through_others(tmp_path: Path) -> None:
    """A call of a function that calls one that trains is left aside too."""
    source = "def inner(m):\n    m.fit(1)\ndef outer(m):\n    inner(m)\nresult = outer(None)\n"
    assert loaded(source, tmp_path).skipped == [(5, "training")]


def test_leaving_the_process_is_a_fault_and_loading_goes_on(tmp_path: Path) -> None:
    """`sys.exit()` at the top level does not hide what follows."""
    script = loaded("import sys\nsys.exit(0)\nx = 1\n", tmp_path)
    assert [(f.line, f.type) for f in script.faults] == [(2, "SystemExit")]
    assert script.names["x"] == 1


def train_step(net_g, D, real_imgs, optG, bs=4, *, verbose=False):  # noqa: N803
    """Takes what candidates call things."""
    return net_g, D, real_imgs, optG, bs, verbose


def test_arguments_are_matched_by_what_their_names_mean() -> None:
    """Case, underscores and order do not matter; defaults give way to what is supplied."""
    supplies = {
        "discriminator": "d",
        "generator": "g",
        "images": "x",
        "optimizer_g": "o",
        "batch_size": 9,
    }
    assert call(train_step, supplies, {}) == ("g", "d", "x", "o", 9, False)


def test_an_unknown_parameter_takes_the_scripts_own_global() -> None:
    """Else a usual size; else the only unknown one takes the data."""

    def f(d_model, num_heads, stuff):
        return d_model, num_heads, stuff

    assert call(f, {"tokens": "t"}, {"D_MODEL": 512}, "tokens") == (512, 4, "t")


def test_what_cannot_be_called_says_why() -> None:
    """The program's own signature, and the parameters that nothing is known for."""

    def f(alpha, beta_gamma):
        return alpha, beta_gamma

    with pytest.raises(Unusable) as caught:
        bind(f, {"images": 1}, {})
    assert caught.value.values == {"own": "f(alpha, beta_gamma)", "parameters": "alpha, beta_gamma"}
    assert signature_of(f, "train") == "train(alpha, beta_gamma)"


def test_roles_are_seen_in_parameters() -> None:
    """Whether a function wants a thing at all."""
    assert takes(train_step, "optimizer_g")
    assert not takes(train_step, "optimizer_d")


@pytest.mark.parametrize(
    ("name", "step", "builder"),
    [
        ("train_step", True, False),
        ("train_one_batch", True, False),
        ("train", False, False),
        ("trainOneEpoch", False, False),
        ("build_gan", False, True),
        ("make_vae", False, True),
    ],
)
def test_names_say_what_a_function_does(name: str, step: bool, builder: bool) -> None:
    """One step, a builder, or neither."""
    assert (is_step(name), is_builder(name)) == (step, builder)


def test_a_budget_in_epochs_comes_near_the_steps() -> None:
    """Ten batches an epoch, a hundred steps."""
    budget = Budget(100, 50, 500)
    assert budget.epochs == 10
    assert Budget(3, 50, 5000).epochs == 1
    batches = list(budget.batches(1))
    assert (len(batches), batches[0].shape) == (100, (50,))


def test_silent_modules_take_anything() -> None:
    """Plots are called, indexed, unpacked, entered and looped over."""
    plt = Silent("plt")
    fig, axes = plt.subplots(4, 4)
    for ax in axes.flat:
        ax.imshow([1])
    with plt.style.context("x"):
        fig.savefig("a.png")
    axes[0, 1].plot([1], label="loss").set(color="red")
    assert len(list(axes.flat)) == 64
