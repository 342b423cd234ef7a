"""Compare two texts: `draftvc diff [A [B]] [CLAUSE…]`."""

from __future__ import annotations

from collections.abc import Sequence

from draftvc.app.choosing import read_filter
from draftvc.app.clauses import named_labels
from draftvc.app.desk import Desk
from draftvc.app.returning import Departures, mark_returned
from draftvc.app.texts import WORKING_TREE, Text, newest_text, text_of, working_text
from draftvc.app.words import FileWord, TextWord, Words, read_words
from draftvc.diff.compare import compare
from draftvc.diff.explaining import Explained, explain
from draftvc.diff.model import Comparison, Event
from draftvc.diff.select import select_events
from draftvc.errors import DraftvcError
from draftvc.report.model import DiffReport, Side, View
from draftvc.report.sentences import Context


def diff(  # noqa: PLR0913  # the options of the command
    words: Sequence[str],
    desk: Desk,
    only: Sequence[str] = (),
    party: Sequence[str] = (),
    own: bool = False,
    *,
    view: View = "full",
    names: bool = False,
) -> DiffReport:
    """Return what changed between the texts that the arguments name, as the filter chose it.

    Raises:
        DraftvcError: an argument means nothing or too much, or a text cannot be read.
    """
    read = read_words(words, desk, most=2)
    chosen = read_filter(only, party, read.clauses, own, desk)
    old, new = _sides(read.texts, desk)
    if not read.texts:
        _tell_of_one(old.side, desk)
    labels = None
    if read.clauses:
        labels = named_labels(read.clauses, [new.draft, old.draft], own)
    comparison = compare(old.draft, new.draft, desk.limits)
    told = _returned(comparison.events, old.side, new.side, desk)
    events = select_events(told, chosen.only, chosen.party, labels)
    return DiffReport(
        old.side,
        new.side,
        _of_brackets(events, read),
        comparison,
        old.draft,
        new.draft,
        chosen,
        old.draft.set_aside,
        new.draft.set_aside,
        view,
        _names(events, Context(old.draft, new.draft), desk) if names else {},
        _explained(old, new, comparison, labels) if view == "explain" else (),
    )


def _explained(
    old: Text, new: Text, comparison: Comparison, labels: frozenset[str] | None
) -> tuple[Explained, ...]:
    if labels is None:
        changed = [each.clause for each in comparison.events if each.clause != "FRONT"]
        label = next(iter(changed), new.draft.clauses[-1].label if new.draft.clauses else "PP1")
        raise DraftvcError(
            "--explain tells why a clause was paired as it is, and no clause is named.",
            f"Name one behind the two texts, such as `--explain {label}`.",
        )
    return explain(old.draft, new.draft, comparison, labels)


def _tell_of_one(newest: Side, desk: Desk) -> None:
    """Say where there is but one revision, and no other to compare it with."""
    repository = desk.repository
    if newest.commit is None or repository.is_cut_at(newest.commit):
        return
    if not any(map(repository.is_draft, repository.revision(newest.commit).parents)):
        desk.tell(
            f"{newest.name} is the only revision yet, compared here with the working tree. "
            "`draftvc import FILE` records the next."
        )


def _names(events: Sequence[Event], context: Context, desk: Desk) -> dict[str, str]:
    """Return the short names of the parties that events speak of, by code."""
    codes = {event.party for event in events}
    codes |= {position.party for event in events for position in event.positions or ()}
    whole = (e for e in events if e.kind in ("clause.added", "clause.removed"))
    around = [enclosed for event in whole if (enclosed := context.enclosed(event))]
    codes |= {position.party for enclosed in around for position in enclosed.positions}
    found = {code: desk.parties.short_name(code) for code in codes if code}
    return {code: name for code, name in found.items() if name is not None and name != code}


def _returned(events: tuple[Event, ...], old: Side, new: Side, desk: Desk) -> tuple[Event, ...]:
    """Return the events; a clause that stood in a revision before the old one came back."""
    recorded = new.commit is not None or new.name == WORKING_TREE
    if old.commit is None or not recorded or all(each.kind != "clause.added" for each in events):
        return events
    if new.commit is not None and desk.repository.leads_to(new.commit, old.commit):
        return events  # read backwards: what was removed is not brought back
    came = {each.clause_id for each in events if each.kind == "clause.added" and each.clause_id}
    departures, before = Departures(desk.repository, old.commit, came), old.commit
    return mark_returned(events, lambda clause_id: departures.last_seen(clause_id, before))


def _sides(texts: Sequence[TextWord], desk: Desk) -> tuple[Text, Text]:
    """Return the two texts, those that were not named as docs/commands.md has them."""
    if len(texts) == 2:
        return text_of(texts[0], desk), text_of(texts[1], desk)
    if texts and isinstance(texts[0], FileWord) and desk.git_dir is None:
        raise DraftvcError(
            "A file is compared with another one, or inside a repository with what is recorded.",
            "Name a second file, or call this in the repository.",
        )
    if texts and (isinstance(texts[0], FileWord) or desk.repository.bare):
        return text_of(texts[0], desk), newest_text(desk)
    if desk.repository.bare:
        raise DraftvcError(
            "A bare repository has no working tree to compare with.",
            "Name two revisions, such as `draftvc diff v1 v2`.",
        )
    return (text_of(texts[0], desk) if texts else newest_text(desk)), working_text(desk)


def _of_brackets(events: tuple[Event, ...], words: Words) -> tuple[Event, ...]:
    """Return the events of the brackets that were named, where all addresses name brackets."""
    named = {str(each.address) for each in words.clauses}
    if not named or any(each.address.bracket is None for each in words.clauses):
        return events
    return tuple(each for each in events if {each.bracket, each.bracket_old} & named)
