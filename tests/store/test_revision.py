"""Trailers: what a commit says of the draft, and nothing it does not say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftvc.store.revision import (
    Revision,
    is_day,
    message_of,
    moment,
    read_trailers,
    revision_of,
)

LINE = st.text(st.characters(exclude_characters="\n\r", codec="utf-8"), max_size=60)


def read(message: str) -> Revision:
    return revision_of("0" * 40, (), "Ana Silva", datetime.now(UTC), message)


@given(LINE.filter(str.strip), st.lists(LINE, max_size=5))
def test_what_is_written_is_read_whatever_the_summary_says(subject, body):
    trailers = {"Draft-Version": "v3", "Draft-Date": "2025-03-07", "Source-SHA256": "ab" * 32}
    found = read(message_of(subject, "\n".join(body), trailers))
    assert (found.name, found.date, found.source) == ("v3", "2025-03-07", "ab" * 32)


def test_a_message_reads_like_one():
    assert message_of(
        "PP7 added", "Clauses: 1 added", {"Draft-Version": "v2", "Draft-Date": None}
    ) == ("PP7 added\n\nClauses: 1 added\n\nDraft-Version: v2\n")


def test_trailers_of_others_stand_beside_ours():
    found = read(
        "Correct a number\n\nSaid by phone.\n\n"
        "Draft-Version: v4\r\nDraft-Date: 2025-03-11\nSigned-off-by: Ana Silva <a@example.org>\n"
    )
    assert (found.name, found.date, found.subject) == ("v4", "2025-03-11", "Correct a number")


@pytest.mark.parametrize(
    "message",
    [
        "Draft-Version: v3",  # a subject is no trailer
        "Subject\n\nDraft-Version: v3\n\nAnd a further paragraph.",
        "Subject\n\nDraft-Version: v 3\n",
        "Subject\n\nDraft-Version:\n",
        "Subject\n\n  Draft-Version: v3\n",
        "",
    ],
)
def test_what_is_no_trailer_gives_no_name(message):
    assert read(message).name is None


def test_a_date_that_is_none_is_none():
    assert read("S\n\nDraft-Version: v1\nDraft-Date: next week\n").date is None
    assert is_day("2025-02-28")
    assert not is_day("2025-02-30")
    assert not is_day("20250228")


def test_a_moment_keeps_its_zone_and_survives_nonsense():
    assert moment(1_741_000_000, 330).isoformat() == "2025-03-03T16:36:40+05:30"
    assert moment(10**30, 0).year == 1970
    assert moment(0, 10**6).year == 1970


def test_trailers_are_read_from_the_last_paragraph_alone():
    assert read_trailers("S\n\nA: 1\n\nB: 2\n") == {"B": "2"}
