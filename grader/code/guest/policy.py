"""Which of a script's top-level statements are run at once, and why the others are left aside.

Definitions, imports, constants and the making of models are run. Training, plotting loops, the
use of a trained model and saving are not: the grader decides how much is trained, and when.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

TRAINING = {
    "fit", "fit_generator", "train", "train_on_batch", "train_model", "train_gan", "train_vae",
    "train_step", "train_one_step", "train_lm", "train_rnn", "training_loop", "run_training",
}  # fmt: skip
USE = {
    "predict", "predict_on_batch", "evaluate", "generate", "generate_text", "generate_sequence",
    "forecast", "rollout", "predict_future", "sample_images", "save_images", "plot_images",
}  # fmt: skip
SAVING = {
    "save", "save_weights", "savez", "savetxt", "to_csv", "save_model", "imsave", "imwrite",
    "dump", "savefig", "save_image", "summary", "plot_model",
}  # fmt: skip
SIGNS = TRAINING | {"backward", "apply_gradients", "GradientTape", "minimize", "zero_grad"}
DATA_FILE = re.compile(
    r"[^\n\s]*\.(?:np[yz]|csv|tsv|txt|json|pkl|pt|h5|jpe?g|png|bmp|gz|zip|mat|xlsx?|parquet)"
    r"|[^\n\s]*[\w.]/(?:[\w*.-]+/?)*",
    re.IGNORECASE,
)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def trainers(tree: ast.Module) -> set[str]:
    """The names of the script's functions that train, themselves or by calling one that does."""
    bodies = {s.name: set(_called(s)) for s in tree.body if isinstance(s, ast.FunctionDef)}
    found = {name for name, calls in bodies.items() if calls & SIGNS}
    while more := {n for n, calls in bodies.items() if n not in found and calls & found}:
        found |= more
    return found


def reason_to_skip(statement: ast.stmt, training_names: set[str]) -> str:
    """Why a statement is left aside (main, training, use, saving), or an empty string."""
    if isinstance(statement, DEFINITIONS):
        return ""
    if isinstance(statement, ast.If) and "__name__" in names_read(statement.test):
        return "main"
    called = set(_called(statement, inside=False))
    if called & (SIGNS | training_names) and not _sets_mode(statement):
        return "training"
    if called & SAVING and isinstance(statement, ast.Expr | ast.For | ast.With):
        return "saving"
    return "use" if called & USE else ""


def files_read(statement: ast.stmt) -> list[str]:
    """The texts in a statement that look like paths of data files: `faces/*.jpg`, `data.csv`."""
    texts = (n.value for n in ast.walk(statement) if isinstance(n, ast.Constant))
    return [t for t in texts if isinstance(t, str) and DATA_FILE.fullmatch(t)]


def names_read(node: ast.AST) -> set[str]:
    """The names that a statement reads when it is run; bodies of functions do not run then."""
    return {n.id for n in _walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def names_bound(node: ast.AST) -> set[str]:
    """The names that a statement gives a value to."""
    found = set()
    for part in _walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
        elif isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(part.name)
        elif isinstance(part, ast.Import | ast.ImportFrom):
            found |= {alias.asname or alias.name.split(".")[0] for alias in part.names}
    return found


def _sets_mode(statement: ast.stmt) -> bool:
    """Whether it is `model.train()`, which trains nothing."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    bare = isinstance(call, ast.Call) and not call.args and not call.keywords
    return bare and isinstance(getattr(call, "func", None), ast.Attribute)


def _called(node: ast.AST, *, inside: bool = True) -> Iterator[str]:
    for part in ast.walk(node) if inside else _walk(node):
        if isinstance(part, ast.Call):
            function = part.func
            name = getattr(function, "attr", None) or getattr(function, "id", None)
            if name:
                yield name


def _walk(node: ast.AST) -> Iterator[ast.AST]:
    """The node and what runs with it: not the bodies of functions, but those of classes' heads."""
    yield node
    if isinstance(node, DEFINITIONS):
        parts = list(getattr(node, "decorator_list", ()))
        parts += getattr(node, "bases", ())
    else:
        parts = list(ast.iter_child_nodes(node))
    for part in parts:
        yield from _walk(part)
