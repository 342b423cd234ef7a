"""Stretches of a clause's words that stayed, went or came."""

from __future__ import annotations

from typing import NamedTuple

from draftvc.report.page.lines import Role


class Run(NamedTuple):
    """A stretch of words that stayed, went or came."""

    text: str
    role: Role
