"""What work was and what it became from document to document, and where documents disagree."""

from __future__ import annotations

from kg.history.disputes import Dispute, Disputes, disputes
from kg.history.matters import Matters, matters
from kg.history.steps import History, Step, history

__all__ = ["Dispute", "Disputes", "History", "Matters", "Step", "disputes", "history", "matters"]
