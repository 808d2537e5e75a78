"""What a warm start saves: 20 small programs, each in a fresh process and each forked from a warm one.

    python tests/bench/warm_start.py [FRAMEWORK …]      (torch, tensorflow, keras-torch, python)

Prints, for each framework, the seconds that all programs took both ways in the same run, the ratio,
and the milliseconds from handing a program in to its first instruction.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

from grader.code.sandbox import Limits, Sandbox, open_sandbox

PROGRAMS = 20
FIRST = "import time\nprint(time.monotonic())\n"
SMALL = {
    "python": "print(sum(range(1000)))",
    "torch": "import torch\nm = torch.nn.Linear(8, 1)\nm(torch.ones(4, 8)).sum().backward()",
    "tensorflow": "import tensorflow as tf\nprint(float(tf.reduce_sum(tf.ones((2, 3)))))",
    "keras-torch": "import keras\nprint(keras.layers.Dense(2)(keras.ops.ones((3, 4))).shape)",
}


def main() -> None:
    """Print a block for each framework."""
    with open_sandbox(os.environ) as sandbox:
        print("layers:", ", ".join(sandbox.layers))
        for framework in sys.argv[1:] or ["torch"]:
            compare(sandbox, framework)


def compare(sandbox: Sandbox, framework: str) -> None:
    """Both ways, one after the other, with the warm process's own start counted and named."""
    started = time.perf_counter()
    run(sandbox, framework, warm=True)
    boot = time.perf_counter() - started
    totals, firsts = {}, {}
    for way in ("warm", "fresh"):
        started = time.perf_counter()
        firsts[way] = [run(sandbox, framework, warm=way == "warm") for _ in range(PROGRAMS)]
        totals[way] = time.perf_counter() - started
    print(f"\n{framework}: {PROGRAMS} programs")
    for way, milliseconds in firsts.items():
        print(
            f"  {way:5} {totals[way]:7.2f} s   first instruction after "
            f"{statistics.median(milliseconds):7.1f} ms (median), {max(milliseconds):7.1f} ms (most)"
        )
    with_boot = totals["warm"] + boot
    print(f"  warm process up and first program done in {boot:.2f} s")
    print(
        f"  sooner by {totals['fresh'] / totals['warm']:.1f} times, with the warm-up {totals['fresh'] / with_boot:.1f}"
    )


def run(sandbox: Sandbox, framework: str, *, warm: bool) -> float:
    """Milliseconds from handing in to the first instruction of a program that then does little."""
    files = {"main.py": (FIRST + SMALL[framework]).encode()}
    handed_in = time.monotonic()
    outcome = sandbox.run(files, "main.py", framework=framework, limits=Limits(), warm=warm)
    if outcome.kind != "ok":
        raise SystemExit(f"a program ended with {outcome}")
    return (float(outcome.stdout.split()[0]) - handed_in) * 1000


if __name__ == "__main__":
    main()
