"""What the pages show, as frozen plain data: templates lay it out, JSON holds it as it is.

Shares are in 0..1, points in each question's own unit, percentiles in 0..100. `href` and `anchor`
are made by us; every other text may be a stranger's.
"""

from __future__ import annotations

from grader.report.views.answer import (
    AnswerView,
    CriterionView,
    CurveView,
    ImageView,
    Range,
    RunView,
    Standing,
)
from grader.report.views.candidate import CandidateView, FollowUp, Place, TopicView
from grader.report.views.cohort import (
    Agreement,
    Cell,
    CohortView,
    GroupView,
    Item,
    Member,
    Missed,
    Parting,
    Row,
    Waiting,
)

__all__ = [
    "Agreement",
    "AnswerView",
    "CandidateView",
    "Cell",
    "CohortView",
    "CriterionView",
    "CurveView",
    "FollowUp",
    "GroupView",
    "ImageView",
    "Item",
    "Member",
    "Missed",
    "Parting",
    "Place",
    "Range",
    "Row",
    "RunView",
    "Standing",
    "TopicView",
    "Waiting",
]
