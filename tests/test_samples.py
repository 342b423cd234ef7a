"""The bundled drafts tell the story of their README, event by event."""

from __future__ import annotations

from importlib.resources import files

import pytest

from draftvc.diff.compare import compare
from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft
from tests.caselib import complaint, read_events

STORY = {
    ("v1", "v2"): """
        # ordered
        text.edited FRONT before="Monday 3" after="Wednesday 5" class=editorial
        bracket.lifted PP1#2 text="free of charge" positions="USA+"
        position.withdrawn PP1#3 party=RUS stance=reserve text="the right to know"
        position.changed PP2#1 party=ARG from=oppose to=support text="national security and"
        bracket.dropped PP4#1 text="t" group=g1
        bracket.lifted PP4#2 text="T" group=g1
        placeholder.filled PP5 after="Declaration on the Exchange of River Records"
        clause.added PP7
        position.changed OP1 party=CMR from=reserve to=reserve
        position.added OP1a#5 party=KEN stance=support text="and forecasts"
        bracket.edited OP3#1 before="date" after="1 September 2026"
        bracket.dropped OP3#2 text=", where a member so wishes," positions="BRA+"
        """,
    ("v2", "v3"): """
        # ordered
        text.edited FRONT before="Wednesday 5" after="Friday 7" class=editorial
        bracket.edited PP1#2 after=", in particular close to the frontier,"
        bracket.lifted PP2#1 text="national security and"
        bracket.lifted PP2#2 text=", environmental"
        bracket.dropped PP2#3 text=", among others"
        clause.agreed PP2 when="2025-03-07T10:30" was=none
        bracket.dropped PP6#1 text="on" group=g1
        bracket.lifted PP6#2 text="entitled" group=g1 replaces="on"
        clause.moved PP8.bis
        note.removed PP8.bis party=FRA
        bracket.dropped OP1#1 text="Urges" group=g2
        bracket.lifted OP1#2 text="Requests" group=g2 replaces="Urges"
        position.withdrawn OP1 party=CMR stance=reserve
        position.moved OP1a#7 party=NGA stance=reserve
        syntax.broken OP1b code=E103
        clause.removed OP1c group=g3
        clause.renumbered OP1c was="d." group=g3
        clause.renumbered OP1c.alt1 was="Alt1. d" group=g3
        clause.renumbered OP1d was="e." group=g3
        clause.renumbered OP1e was="f." group=g3
        bracket.rescoped OP2#9 after="lending instruments"
        bracket.lifted OP3#1 text="1 September 2026"
        clause.agreed OP3 when="2025-03-07T12:15"
        """,
    ("v3", "v4"): """
        # ordered
        text.edited FRONT before="Friday 7" after="Tuesday 11" class=editorial
        bracket.dropped PP1#3 text="the right to know" group=g1
        bracket.lifted PP1#4 text="the right to be told in good time" group=g1
        text.edited PP3 before="one day" after="two days" agreed=true
        text.edited PP6 before="duty" after="night"
        bracket.lifted PP7#1 text="before the end of the year"
        clause.agreed PP7 when="2025-03-11T18:20"
        bracket.dropped OP1a#10 text=", whatever their cause"
        syntax.repaired OP1b code=E103
        clause.removed OP1b.alt1
        clause.removed OP1c group=g2
        clause.renumbered OP1c was="Alt1. c" group=g2
        bracket.dropped OP2#5 text="to" group=g3
        bracket.lifted OP2#6 text="in" group=g3
        bracket.dropped OP2#7 text="train" group=g3
        bracket.lifted OP2#8 text="training" group=g3
        """,
}


def sample(name: str) -> Draft:
    return read_draft((files("draftvc") / "samples" / f"resolution-{name}.txt").read_text("utf-8"))


@pytest.mark.parametrize("pair", STORY, ids="-".join)
def test_the_samples_tell_their_story(pair: tuple[str, str]):
    comparison = compare(sample(pair[0]), sample(pair[1]))
    problem = complaint(read_events(STORY[pair].strip().splitlines()), comparison.events)
    assert problem is None, problem
    assert comparison.complete
