"""What a rule is: a function from a draft and the list of parties to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from draftvc.diagnostics import Diagnostic
from draftvc.draft.model import Draft


class Parties(Protocol):
    """The parties that a rule can ask for."""

    def known(self, code: str) -> bool:
        """Tell whether a code or name, as written, stands for a party."""

    def nearest(self, code: str) -> tuple[str, ...]:
        """Return the known codes that are most like one, best first."""


Rule = Callable[[Draft, Parties], Iterable[Diagnostic]]
