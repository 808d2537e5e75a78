"""How a program ended, in one word: ok, timeout, memory, crash or output; and its record."""

from __future__ import annotations

from grader.code.evidence import skipped_lines
from grader.code.examine import Examined
from grader.model import Resources, Run

OUT_OF_MEMORY = ("MemoryError", "ResourceExhausted", "can't allocate memory", "bad_alloc", "OOM")
BROKEN = {"SyntaxError", "IndentationError", "TabError"}


def outcome_of(found: Examined) -> str:
    """How the program ended: as the sandbox says, or what an exception at the root means."""
    if found.is_forged:
        return "output"
    if found.outcome.kind != "ok":
        return found.outcome.kind
    faults = [r.fault for r in found.results if r.failed and r.fault]
    texts = [f"{fault.get('type')}: {fault.get('message')}" for fault in faults]
    if any(word in text for text in texts for word in OUT_OF_MEMORY):
        return "memory"
    if any(why == "slow" for _, why in found.skipped) and any(r.failed for r in found.results):
        return "timeout"
    raised = any(not fault.get("code") for fault in faults)
    return "crash" if raised or any(f.type in BROKEN for f in found.findings) else "ok"


def run_of(found: Examined, framework: str, outcome: str, lang: str) -> Run:
    """What a grade tells of the run, in `lang` (zh or en)."""
    used = found.outcome
    return Run(
        framework=framework,
        outcome=outcome,
        curves=found.curves,
        images=found.images,
        skipped=skipped_lines(found.skipped, lang),
        stdout=used.stdout,
        stderr=used.stderr,
        resources=Resources(
            round(used.wall_seconds, 3), round(used.cpu_seconds, 3), round(used.peak_mib, 1)
        ),
    )
