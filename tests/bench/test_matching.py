"""How events of the differ are matched with those of the truth."""

from __future__ import annotations

from draftvc.diff.model import Event
from draftvc.notation.model import Position
from matching import entry, match
from room.told import Told


def told(kind: str, label: str = "PP1", **fields: object) -> Told:
    found = Told(kind, 1, labels=(label,))
    found.fields = {name.rstrip("_"): value for name, value in fields.items()}  # type: ignore[misc]
    return found


def test_an_event_of_another_kind_clause_or_party_is_none_of_the_truth() -> None:
    truth = [told("position.added", party="USA", stance="support")]
    for event in (
        Event(kind="position.withdrawn", clause="PP1", party="USA"),
        Event(kind="position.added", clause="PP2", party="USA"),
        Event(kind="position.added", clause="PP1", party="FRA"),
    ):
        found = match(truth, [event])
        assert (len(found.pairs), len(found.missing), len(found.surplus)) == (0, 1, 1)


def test_each_event_matches_once_and_the_better_one_first() -> None:
    truth = [told("position.added", party="USA", stance="support", text="free of charge")]
    events = [
        Event(kind="position.added", clause="PP1", party="USA", stance="support", text="at night"),
        Event(
            kind="position.added",
            clause="PP1",
            party="USA",
            stance="support",
            text="free of charge",
        ),
    ]
    found = match(truth, events)
    assert [event.text for _, event in found.pairs] == ["free of charge"]
    assert [event.text for event in found.surplus] == ["at night"]


def test_a_wrong_field_is_counted_within_the_match() -> None:
    truth = [told("bracket.lifted", text="free of charge", positions=frozenset({"USA+"}))]
    event = Event(
        kind="bracket.lifted",
        clause="PP1",
        text="free of charge",
        positions=(Position("FRA", "support", raw="FRA +"),),
    )
    fields = {name: right for _, _, name, right in match(truth, [event]).fields()}
    assert fields["text"] and not fields["positions"]


def test_layout_of_an_entry_does_not_count() -> None:
    assert entry("USA +") == "USA+"
    assert entry("FRA Delete") == "FRA delete"


def test_an_edit_is_known_by_changed_words_in_common() -> None:
    truth = [told("text.edited", before="old bridge", after="new bridge", class_="substantive")]
    other = Event(
        kind="text.edited", clause="PP1", before="by day", after="by night", class_="substantive"
    )
    near = Event(
        kind="text.edited", clause="PP1", before="the old bridge", after="", class_="substantive"
    )
    assert not match(truth, [other]).pairs
    assert match(truth, [near]).pairs
