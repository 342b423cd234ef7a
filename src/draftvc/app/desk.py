"""What a call works with: the place it speaks of, and the repository once somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from draftvc.errors import DraftvcError, RepositoryError
from draftvc.limits import DEFAULT, Limits
from draftvc.store.gitcli import find_git_dir
from draftvc.store.layout import SETTINGS

if TYPE_CHECKING:
    from draftvc.app.parties import PartyList
    from draftvc.store.glance import Glance
    from draftvc.store.repository import Repository
    from draftvc.store.settings import Settings


def _nothing(*_: object) -> None:
    pass


class Desk:
    """The values that every use case needs, each fetched when it is first asked for.

    A loose file needs neither git nor libgit2, so the repository is opened by name, late.
    """

    def __init__(
        self,
        start: Path | None = None,
        tell: Callable[[str], None] = _nothing,
        tick: Callable[[], None] = _nothing,
        limits: Limits = DEFAULT,
    ) -> None:
        """Remember where to look for the repository, and to whom to speak.

        Args:
            start: a directory in or of the repository; None: the current one.
            tell: takes sentences that belong beside the result, not into it.
            tick: is called for each revision that was looked at.
            limits: how far to go before a cheaper way is taken.
        """
        self.start, self.tell, self.tick, self.limits = start, tell, tick, limits

    @cached_property
    def git_dir(self) -> Path | None:
        """The git directory of this place; None where there is none upward.

        Raises:
            RepositoryError: a place was named, and there is none.
        """
        try:
            found = find_git_dir(self.start or Path.cwd())
        except FileNotFoundError as error:
            raise RepositoryError(
                "The directory you are in was removed.", "Change to another one."
            ) from error
        if found is None and self.start is not None:
            raise RepositoryError(
                f"There is no repository in {self.start}.", "`draftvc init DIR` makes one."
            )
        return found

    @cached_property
    def repository(self) -> Repository:
        """The repository of this place, with what a killed run left behind put right.

        Raises:
            RepositoryError: there is none, or it cannot be opened.
        """
        store = import_module("draftvc.store.repository")
        opened: Repository = store.open_repository(self.start, self.tell, self.limits)
        for sentence in opened.finish_interrupted():
            self.tell(sentence)
        return opened

    def glance(self) -> Glance | None:
        """Return a glance at the repository of this place; None where it has to be opened.

        The caller ends it.

        Raises:
            RepositoryError: a place was named, and there is none.
        """
        if self.git_dir is None:
            return None
        store = import_module("draftvc.store.glance")
        found: Glance | None = store.glance_at(self.git_dir, self.limits)
        return found

    @cached_property
    def settings(self) -> Settings:
        """The settings of the draft.

        Raises:
            RepositoryError: they are not understood; the remedy says what brings back others.
        """
        try:
            return self.repository.settings()
        except DraftvcError as error:
            raise self._with_way_out(error) from error

    @cached_property
    def parties(self) -> PartyList:
        """The parties of the registry, and those that the draft of this place adds.

        Raises:
            DraftvcError: its settings are not understood; the remedy as for `settings`.
        """
        try:
            return self._parties()
        except DraftvcError as error:
            raise self._with_way_out(error) from error

    def _with_way_out(self, error: DraftvcError) -> DraftvcError:
        found: DraftvcError = import_module("draftvc.app.broken_settings").with_way_out(
            error, self.repository
        )
        return found

    def _parties(self) -> PartyList:
        extra: Mapping[str, object] = {}
        if "repository" in self.__dict__:
            extra = self.repository.settings().parties
        elif file := self._settings_beside():
            extra = import_module("draftvc.store.settings").read_settings(file.read_bytes()).parties
        listed: PartyList = import_module("draftvc.app.parties").load_parties(extra)
        return listed

    def _settings_beside(self) -> Path | None:
        """Return the settings in the working tree, where no repository was opened."""
        if self.git_dir is None:
            return None
        start = (self.start or Path.cwd()).resolve()
        top = next((each for each in (start, *start.parents) if (each / ".git").exists()), None)
        return top / SETTINGS if top and (top / SETTINGS).is_file() else None
