"""The pairs of drafts in `said/*.md`, and what is said of them, sentence by sentence.

The layout is that of `tests/cases/`; in place of events each case has its sentences, one a line,
each behind the label of the clause under which it is read.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from draftvc.report.sentences import Context, group_sentences
from tests.caselib import read_parts
from tests.report.build import diff_of

HERE = Path(__file__).parent / "said"
CASES = [
    pytest.param(before, after, said, id=f"{place} {title}")
    for path in sorted(HERE.glob("*.md"))
    for title, before, after, said, _, place in read_parts(path)
]


@pytest.mark.parametrize(("before", "after", "said"), CASES)
def test_it_is_said_as_in_the_room(before: str, after: str, said: list[str]):
    report = diff_of(before, after)
    context = Context(report.old_draft, report.new_draft)
    told = group_sentences(report.events, context)
    assert [f"{each.clause}: {each.sentence}" for each in told] == said
