"""A review session: which answer is next, and what each command makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from grader.model import Grade
from grader.review.decision import Decision, decide
from grader.review.queue import Item

Save = Callable[[Sequence[Decision]], None]


@dataclass(slots=True)
class Walk:
    """Goes through `items`; each decision is given to `save` before the next answer is shown.

    `clock` gives the time of a decision (ISO 8601, UTC).
    """

    items: Sequence[Item]
    author: str
    clock: Callable[[], str]
    save: Save
    place: int = 0
    decided: int = 0
    _undo: list[tuple[int, list[Decision]]] = field(default_factory=list)

    @property
    def item(self) -> Item | None:
        """The answer to decide now; None at the end."""
        return self.items[self.place] if self.place < len(self.items) else None

    def decide(self, points: float, reason: str, *, likes: Iterable[Grade] = ()) -> None:
        """The answer, and `likes` with it, get `points`; on to the next.

        Raises InputError for points out of range; then nothing is decided.
        """
        item = self.items[self.place]
        made = [self._decision(grade, points, reason) for grade in (item.grade, *likes)]
        back = [self._decision(grade, None, "") for grade in (item.grade, *likes)]
        self.save(made)
        self._undo.append((self.place, back))
        self.decided += len(made)
        self.place += 1

    def skip(self) -> None:
        """On to the next; this one goes on waiting."""
        self._undo.append((self.place, []))
        self.place += 1

    def undo(self) -> bool:
        """Back to the answer before, its decision withdrawn; False where there is none before."""
        if not self._undo:
            return False
        self.place, back = self._undo.pop()
        self.save(back)
        self.decided -= len(back)
        return True

    def _decision(self, grade: Grade, points: float | None, reason: str) -> Decision:
        return decide(grade, points, author=self.author, time=self.clock(), reason=reason)
