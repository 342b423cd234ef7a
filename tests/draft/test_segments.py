"""Where clauses begin, and what they are called: small texts that a delegate could read."""

from __future__ import annotations

import re
import textwrap

import pytest

from draftvc.draft.model import Draft
from draftvc.draft.read import read_draft


def shown(draft: Draft) -> list[str]:
    """Return a line a clause: label, heading in parentheses, the first words."""
    lines = []
    for clause in draft.clauses:
        heading = f" ({clause.heading})" if clause.heading else ""
        first = " ".join(clause.text.split()[:4])
        lines.append(f"{clause.label}{heading}: {first}")
    return lines


def labels(text: str) -> list[str]:
    return [clause.label for clause in read_draft(text).clauses]


CASES = {
    "a resolution": (
        """\
World Libraries Assembly
Draft resolution - libraries open at night
The World Libraries Assembly,
Recalling that a library is a house with many doors,
Noting that a train is a house on the move,
OPERATIVE CLAUSES
1. Requests the railways to be guided by these:
a. Keeping the night trains warm;
b. Serving tea before the border;
2. Invites the ports to join them.
""",
        """\
FRONT: World Libraries Assembly Draft
PP1: Recalling that a library
PP2: Noting that a train
OP1 (OPERATIVE CLAUSES): 1. Requests the railways
OP1a: a. Keeping the night
OP1b: b. Serving tea before
OP2: 2. Invites the ports
""",
    ),
    "lines that begin like clauses and are none": (
        """\
Reaffirming the targets 17.8 and 17.6 as they were set out in the year
12.26 and the pledge that nobody will be left waiting at a station;
Further reaffirming that trains run at night, at the hour that is set by
paragraph 3. The timetable of each line is read aloud in every waiting
[Promoting] {MAR+} room that has a lamp and a stove, and a bench beside
] the door,
Noting the lamp,
""",
        """\
PP1: Reaffirming the targets 17.8
PP2: Noting the lamp,
""",
    ),
    "numbers as some rooms write them": (
        """\
(PP1) Recalling that a library is a house with many doors,
pp2 Noting that a train is a house on the move, as § 3 of the charter says, and
Para 2 of its annex,
§1 Requests the railways:
1.a to keep the night trains warm;
1.b to serve tea before the border, as set out in
2.a of the timetable;
Para 2. Invites the ports to join them, see
pp. 12 to 15 of the guide.
(OP3) Thanks all.
""",
        """\
PP1: (PP1) Recalling that a
PP2: pp2 Noting that a
OP1: §1 Requests the railways:
OP1a: 1.a to keep the
OP1b: 1.b to serve tea
OP2: Para 2. Invites the
OP3: (OP3) Thanks all.
""",
    ),
    "a number inside an open bracket": (
        """\
Recalling the first lamp on the river,
[1.bis Noting the second lamp, ] {USA+} {FRA suggest to move as last para}
Noting the third lamp,
""",
        """\
PP1: Recalling the first lamp
PP1.bis: [1.bis Noting the second
PP2: Noting the third lamp,
""",
    ),
    "alternatives, spelled both ways": (
        """\
1. Requests the railways to be guided by these:
d. Keeping the night trains warm,
Alt1. d Warm trains at night {CMR+}
e. Serving tea before the border,
[Alt 1.e Tea before the border.]
{CMR+, EGY+}
Alt 2.e Coffee before the border,
f. Reading aloud,
""",
        """\
OP1: 1. Requests the railways
OP1d: d. Keeping the night
OP1d.alt1: Alt1. d Warm trains
OP1e: e. Serving tea before
OP1e.alt1: [Alt 1.e Tea before
OP1e.alt2: Alt 2.e Coffee before
OP1f: f. Reading aloud,
""",
    ),
    "i is the letter after h, and a roman numeral under a letter": (
        """\
1. Requests the railways to:
(a) keep the following in order:
(i) the stoves;
(ii) the lamps;
(b) read aloud;
2. Decides to meet again on:
a. one;
b. two;
c. three;
d. four;
e. five;
f. six;
g. seven;
h. eight;
i. nine;
j. ten.
""",
        """\
OP1: 1. Requests the railways
OP1a: (a) keep the following
OP1a.i: (i) the stoves;
OP1a.ii: (ii) the lamps;
OP1b: (b) read aloud;
OP2: 2. Decides to meet
OP2a: a. one;
OP2b: b. two;
OP2c: c. three;
OP2d: d. four;
OP2e: e. five;
OP2f: f. six;
OP2g: g. seven;
OP2h: h. eight;
OP2i: i. nine;
OP2j: j. ten.
""",
    ),
    "a gap and a label that stands twice": (
        """\
1. Requests the railways to keep one coach;
3. Invites the ports to join them;
3. Urges the ferries to wait;
3.bis Thanks the ferrymen;
""",
        """\
OP1: 1. Requests the railways
OP3: 3. Invites the ports
OP3~2: 3. Urges the ferries
OP3.bis: 3.bis Thanks the ferrymen;
""",
    ),
    "sub-paragraphs of a paragraph that stands twice": (
        """\
1. Requests the railways to:
a. keep one coach;
1. Requests the ports to:
a. keep one boat;
""",
        """\
OP1: 1. Requests the railways
OP1a: a. keep one coach;
OP1~2: 1. Requests the ports
OP1a~2: a. keep one boat;
""",
    ),
    "articles, their paragraphs and lists": (
        """\
The Parties to this Convention,

Recalling that rivers cross borders,

Have agreed as follows:

Article 1

1. Each Party keeps a gauge;

2. A Party may:

    (a) read it by day;
    (b) read it at night.

Article 2bis (Lamps)

Lamps are lit at dusk.

ANNEX I

1. The list of gauges
""",
        """\
FRONT: The Parties to this
PP1: Recalling that rivers cross
P1: Have agreed as follows:
ART1: Article 1
ART1.1: 1. Each Party keeps
ART1.2: 2. A Party may:
ART1.2a: (a) read it by
ART1.2b: (b) read it at
ART2.bis: Article 2bis (Lamps) Lamps
ANNEX1: ANNEX I
ANNEX1.1: 1. The list of
""",
    ),
    "a reference to an article is none": (
        """\
Article 1
1. Each Party shall, subject to the rules that are laid down in
Article 2 of this Convention and in
Article 3, keep a gauge on every shared river that crosses its
Section 4 territory.
Article 2
1. Gauges are read daily.
""",
        """\
ART1: Article 1
ART1.1: 1. Each Party shall,
ART2: Article 2
ART2.1: 1. Gauges are read
""",
    ),
    "options with numbers of their own": (
        """\
## Article 2 *(purpose)*

**Option 1:**

1. The purpose is to read gauges;

2. And to light lamps.

**Option 2:** No text

## Article 3

1. **Option (a):** By day;

    **Option (b):** At night;

2. Always.
""",
        """\
ART2: ## Article 2 *(purpose)*
ART2.alt1: **Option 1:**
ART2.alt1.1: 1. The purpose is
ART2.alt1.2: 2. And to light
ART2.alt2: **Option 2:** No text
ART3: ## Article 3
ART3.1: 1. **Option (a):** By
ART3.1.alt2: **Option (b):** At night;
ART3.2: 2. Always.
""",
    ),
    "a text that is no resolution": (
        """\
Draft platform for rivers

C. Unequal access to gauges

Actions to be taken

107. By Governments, with the ferries:

(a) Keep a lamp at every gauge;

108. By ferries:

(a) Wait for the last train;
""",
        """\
FRONT: Draft platform for rivers
P107 (C. Unequal access to gauges Actions to be taken): 107. By Governments, with
P107a: (a) Keep a lamp
P108: 108. By ferries:
P108a: (a) Wait for the
""",
    ),
    "nested numbers, told apart by their indent": (
        """\
Article 4

1. A Party shall:

    1. keep a gauge;
    2. keep a lamp.

2. A Party may keep a boat.
""",
        """\
ART4: Article 4
ART4.1: 1. A Party shall:
ART4.1.1: 1. keep a gauge;
ART4.1.2: 2. keep a lamp.
ART4.2: 2. A Party may
""",
    ),
    "prefixed labels": (
        """\
PP1 Recalling the first lamp,
PP2.bis Noting the second lamp,
OP1 Requests the railways to keep one coach,
OP1alt Urges the railways to keep two,
OP2 (a) Invites the ports;
""",
        """\
PP1: PP1 Recalling the first
PP2.bis: PP2.bis Noting the second
OP1: OP1 Requests the railways
OP1.alt1: OP1alt Urges the railways
OP2a: OP2 (a) Invites the
""",
    ),
    "capitals and brackets open a preamble": (
        """\
[COMMITTED
to friendship [and cooperation] among the ferrymen of all the rivers that
cross a border;]
[CONSIDERING
the need to strengthen the [close] relations between the banks of a river
and its islands;]
""",
        """\
PP1: [COMMITTED to friendship [and
PP2: [CONSIDERING the need to
""",
    ),
    "rivals at the beginning of one paragraph": (
        """\
[Recognizing] {TZA+}
[Noting] {RUS+} that trains run at night, that nobody had counted them before, and
that the stoves of the coaches are cold,
Recalling the lamp,
""",
        """\
PP1: [Recognizing] {TZA+} [Noting] {RUS+}
PP2: Recalling the lamp,
""",
    ),
    "parts with roman numbers, and an annex without a number": (
        """\
1. Requests the railways to keep one coach;

II

Ports

2. Invites the ports to join them.

Annex

1. The list of ports
""",
        """\
OP1: 1. Requests the railways
OP2 (II Ports): 2. Invites the ports
ANNEX1: Annex
ANNEX1.1: 1. The list of
""",
    ),
    "full lines without a mark at their end": (
        """\
1. Requests the railways to keep one coach for readers and the stoves of
all coaches warm in the winter and in the spring and to keep their lamps
2. Invites the ports to join them in accordance with that same paragraph
3. The ports, which have no stoves, may keep a lamp at each gauge instead
of one
3. Urges the ferries to wait,
""",
        """\
OP1: 1. Requests the railways
OP2: 2. Invites the ports
OP3: 3. Urges the ferries
""",
    ),
    "a numbered paragraph of the preamble after the count has drifted": (
        """\
Recalling the first lamp,
Recalling the second lamp,
Recalling the third lamp,
[2.bis Noting the fourth lamp,]
1. Requests the railways to wait.
""",
        """\
PP1: Recalling the first lamp,
PP2: Recalling the second lamp,
PP3: Recalling the third lamp,
PP2.bis: [2.bis Noting the fourth
OP1: 1. Requests the railways
""",
    ),
    "lines that begin inside braces": (
        """\
Recalling that a library is a house with many doors,
1. Requests the railways to be guided by these:
a. Keeping the [night] {CMR reserve
b. to c, because it is late,
OP2 and
3. Decides nothing} trains warm;
b. Serving tea before the border {FRA suggest to move before
Noting the lamp};
2. Invites the ports to join them.
""",
        """\
PP1: Recalling that a library
OP1: 1. Requests the railways
OP1a: a. Keeping the [night]
OP1b: b. Serving tea before
OP2: 2. Invites the ports
""",
    ),
    "a brace that is never closed swallows no clause": (
        """\
Recalling that a library is a house with many doors, {USA+
Noting that a train [is] {FRA+} a house on the move,
1. Requests the railways [to keep] {CMR reserve, because
2. Invites the ports [to join] {FRA+} them;
3. Calls upon [every] {USA+ cook to serve tea.
4. Decides to remain seized of the lamp, the stove, the bench beside the door, the timetable,
the bell, the whistle, the flag, the ticket, the luggage, the dining car, the sleeping car, the
signal, the points, the bridge, the tunnel, the station, the platform, the waiting room, the
clock, the guard, the driver, the stoker, the porter and the cook, who is to be told of it by all
of them as soon as may be, in the words of the room, before the last train leaves the station.
5. Thanks the cook} for the tea.
""",
        """\
PP1: Recalling that a library
PP2: Noting that a train
OP1: 1. Requests the railways
OP2: 2. Invites the ports
OP3: 3. Calls upon [every]
OP4: 4. Decides to remain
OP5: 5. Thanks the cook}
""",
    ),
    "entries of a list that begin with a small word": (
        """\
Recalling that a library is a house with many doors,
1. Requests the railways, as is said below in subparagraphs (a),
(b) to (d) and in
(c) of the timetable:
(a) to number the carriages, and to tell of it in subparagraph
(b) to all who ride, and in items (a),
(b) to (e), below, in the order in which they are met;
(b) to keep them warm; and
(c) with tea,
(d) [by] {FRA+} night, if that can be done, in the manner of item
(e) of all trains.
2. Invites the ports:
a. to a harbour to send the book that is to be read in item
b. to the ships;
""",
        """\
PP1: Recalling that a library
OP1: 1. Requests the railways,
OP1a: (a) to number the
OP1b: (b) to keep them
OP1c: (c) with tea,
OP1d: (d) [by] {FRA+} night,
OP2: 2. Invites the ports:
OP2a: a. to a harbour
""",
    ),
    "a second verb behind a group": (
        """\
Recalling that a library is a house with many doors, and that a train is a house on
the move; Further welcoming lamps, and noting that there are benches; {placeholder}
Further welcoming that every station has a clock which can be seen from the street,
Noting the lamp,
""",
        """\
PP1: Recalling that a library
PP2: Noting the lamp,
""",
    ),
    "clauses that begin with a small word": (
        """\
Recalling that a library is a house with many doors, and that a train is a house,
1. Requests the railways, as they were asked to do in paragraph
2. of the timetable, to keep one coach for readers, and, in paragraphs 1,
2. and 3, to serve tea;
2. of course Invites the ports to join them, and the ships to
come;
3. and Thanks the cook
4. in [short] {USA+} of all cooks;
""",
        """\
PP1: Recalling that a library
OP1: 1. Requests the railways,
OP2: 2. of course Invites
OP3: 3. and Thanks the
OP4: 4. in [short] {USA+}
""",
    ),
    "numbers that are missing after a clause without a mark": (
        """\
Recalling that a library is a house with many doors, as was set out in the year
3. of the lamp, and in the targets 1 and
3. The stove is not forgotten,
1. Requests the railways to keep one coach for readers
3. Invites the ports to join them, to be guided by these, and by no others, as in:
a. Keeping the night trains warm, and the ports be told of it in time by
all trains that have left the station, and the trains be told of it by all the ports
d. [Opening] {USA+} the doors at night to all who come along the way beside the sea
e. Thanking the cook
""",
        """\
PP1: Recalling that a library
OP1: 1. Requests the railways
OP3: 3. Invites the ports
OP3a: a. Keeping the night
OP3d: d. [Opening] {USA+} the
OP3e: e. Thanking the cook
""",
    ),
    "an inserted paragraph that others have left behind": (
        """\
Recalling that a library is a house with many doors, as is said in paragraph
7.bis Decides,
11. Requests the railways to keep one coach for readers, to be guided by these,
12. Invites the ports to join them, to be guided by these, and by no others, and
[7.bis Decides to keep the lamp [lit] {FRA+};] {USA+}
13. Thanks the cook
""",
        """\
PP1: Recalling that a library
OP11: 11. Requests the railways
OP12: 12. Invites the ports
OP7.bis: [7.bis Decides to keep
OP13: 13. Thanks the cook
""",
    ),
    "nothing that has the look of a draft": (
        "A letter to the editor.\nIt has two lines.\n",
        "FRONT: A letter to the\n",
    ),
    "nothing at all": (" \n\n \t\n", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_the_clauses_of_a_text(name):
    text, wanted = CASES[name]
    assert shown(read_draft(text)) == wanted.splitlines()


def test_a_paragraph_without_punctuation_ends_where_the_next_is_due():
    text = "1. Requests the railways to keep one coach\n2. Invites the ports to join them"
    assert labels(text) == ["OP1", "OP2"]


@pytest.mark.parametrize("behind", ["", "\n", " {PER reserve}\n"])
def test_hours_and_minutes_of_a_mark_may_stand_on_lines_of_their_own(behind: str) -> None:
    text = f"Noting the lamp, Ad ref 3 March 2025\n12.\n26{behind}\nRecalling the stove,\n"
    draft = read_draft(text)
    assert [clause.label for clause in draft.clauses] == ["PP1", "PP2"]
    stamp = draft.clauses[0].reading.stamp
    assert stamp is not None
    assert stamp.when == "2025-03-03T12:26"


def test_a_number_behind_a_mark_is_a_paragraph_where_words_follow_it() -> None:
    text = "1. Notes the lamp, Ad ref 3 March 2025\n2.\n26 ships shall sail.\n"
    assert labels(text) == ["OP1", "OP2"]


def test_a_heading_at_the_end_is_no_word_of_the_last_clause():
    text = "Noting the lamp, Ad ref 3 March 2025 9.30\nOPERATIVE CLAUSES\n"
    draft = read_draft(text)
    assert [clause.label for clause in draft.clauses] == ["PP1", "P1"]
    assert draft.clauses[0].reading.stamp is not None


UNSEEN = """\
The World Rivers Assembly,
\ufeffRecalling the gauge at the weir,
Noting the li\u200bbrary and the co\u00adoperation of tow\ufeffns
[\u200bnear\u2060] {\u200bUSA+, F\u200bRA-}\u200b it,
\u200b
\u200bOPERATIVE\u200b CLAUSES
\u200b1.\u200b Urges all towns to ring, Ad ref 3 May 2025\u200b
\u200b(\ufeffa) loudly,
"""


def test_what_nobody_sees_hides_nothing():
    draft = read_draft(UNSEEN)
    plain = read_draft(re.sub("[\u200b\u2060\ufeff\u00ad]", "", UNSEEN))
    for one, other in zip(draft.clauses, plain.clauses, strict=True):
        assert (one.label, one.marker, one.heading) == (other.label, other.marker, other.heading)
        assert (one.text, one.reading) == (other.text, other.reading)
    assert [clause.label for clause in draft.clauses] == ["FRONT", "PP1", "PP2", "OP1", "OP1a"]
    assert draft.clauses[3].reading.stamp is not None
    assert [entry.party for entry in draft.clauses[2].reading.braces[0].positions] == ["USA", "FRA"]
    group = draft.clauses[2].text.index("{USA+")
    place = draft.clauses[2].source_offset(draft.clauses[2].raw_place(group))
    assert UNSEEN[place] == "{"


TO_G = "".join(f"({letter}) Rings,\n" for letter in "abcdefg")
LISTS = [
    (
        "1. Urges:\n1. the towns to ring,\n2. the villages to sing,\n2. Asks all to listen,",
        ["OP1", "OP1.1", "OP1.2", "OP2"],
    ),
    (
        f"1. Urges all:\n{TO_G}(h) Sings the following:\n(i) a round,\n(ii) a psalm,\n(i) Dances,",
        ["OP1", *(f"OP1{letter}" for letter in "abcdefgh"), "OP1h.i", "OP1h.ii", "OP1i"],
    ),
    (
        "3. Towns:\n    1. ring,\n    2. sing,\n    3bis. Villages:\n    1. dance,\n4. Parks rest.",
        ["P3", "P3.1", "P3.2", "P3.bis", "P3.bis.1", "P4"],
    ),
]


@pytest.mark.parametrize(("text", "labels"), LISTS)
def test_a_count_that_begins_after_a_colon_is_a_level_below(text, labels):
    assert [clause.label for clause in read_draft(text).clauses] == labels


INLINE = """\
## Article 2

**Option 1:**

1. Towns shall ring.

**Option 2:**

1. **Option 1:** Villages shall sing.

    **Option 2**. Villages shall hum.

2. **Option 1** Parks shall rest:

    1. by day;
    2. by night.

    **Option 2:** No text.

3. Ends.
"""


def test_an_option_behind_a_number_is_followed_by_the_next_under_that_number():
    labels = [clause.label for clause in read_draft(INLINE).clauses]
    assert labels == [
        *("ART2", "ART2.alt1", "ART2.alt1.1", "ART2.alt2", "ART2.alt2.1", "ART2.alt2.1.alt2"),
        *("ART2.alt2.2", "ART2.alt2.2.1", "ART2.alt2.2.2", "ART2.alt2.2.alt2", "ART2.alt2.3"),
    ]


TYPED = [
    (
        "1.Urges all,\n2.Asks all,\n3.[Requests all] {USA+},\n(a)Rings,\n4)Ends.",
        ["1.", "2.", "3.", "(a)", "4)"],
    ),
    (
        "[1.] Urges all,\n[2.] Asks all:\n[(a)] to ring,\n[2 bis.] [Sings] {USA+}",
        ["[1.", "[2.", "[(a)", "[2 bis."],
    ),
    ("1. Urges [all in target\n2.] and more,\n2. Asks all,", ["1.", "2."]),
    ("[Article 3] Towns ring.\n[Article 4]\nTowns sing.", ["[Article 3", "[Article 4"]),
]


@pytest.mark.parametrize(("text", "markers"), TYPED)
def test_markers_that_are_glued_or_in_brackets_of_their_own(text, markers):
    clauses = read_draft(text).clauses
    assert [clause.marker for clause in clauses] == markers
    for clause in clauses:
        assert " ]" not in clause.text
        assert clause.text.startswith((f"{clause.marker} ", f"{clause.marker}] "))


def test_the_enacting_word_is_no_part_of_the_last_paragraph():
    text = "The Assembly,\nMindful of bells,\nDecides:\n1. To ring,"
    assert shown(read_draft(text))[1:] == [
        "PP1: Mindful of bells,",
        "P1: Decides:",
        "OP1: 1. To ring,",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "Ad ref May 3, 2025",
        "Ad ref May 3 2025 4.30 pm",
        "(agreed ad ref)",
        "Ad ref 3/5/2025",
        "[agreed]",
        "(Agreed)",
        "AGREED AD REF",
        "Agreed ad referendum, 3 May 2025",
        "(Ad ref)",
        "Ad ref on 3 May 2025",
    ],
)
def test_a_clause_begins_behind_an_agreed_mark_however_it_is_written(mark):
    text = f"""\
Noting that the lamp is lit by the ferryman and by nobody else, {mark}
Recalling the oil of the winter,
1. Urges all the towns of the river: {mark}
a. to ring their bells, {mark}
b. to light their lamps.
"""
    draft = read_draft(text)
    labels = [clause.label for clause in draft.clauses if clause.kind != "front"]
    assert labels == ["PP1", "PP2", "OP1", "OP1a", "OP1b"]
    agreed = [clause.label for clause in draft.clauses if clause.reading.stamp]
    assert agreed == ["PP1", "OP1", "OP1a"]
    assert sum(len(clause.reading.brackets) for clause in draft.clauses) == 0


NUMBERS_THAT_REPEAT = [
    (
        """\
1. Urges all towns of the river:
1.1 to ring their bells;
1.2 to light their lamps:
a. of oil;
b. of wax;
1.2 bis to keep them lit;
1.3. To mend the stairs
2. Asks the ports:
2.1 [To mend] {USA+} their boats:
2.1.1 boats of wood;
2.1.2 boats of iron;
[2.2] To rest.
3. Thanks all.
""",
        "OP1 OP1.1 OP1.2 OP1.2a OP1.2b OP1.2.bis OP1.3 OP2 OP2.1 OP2.1.1 OP2.1.2 OP2.2 OP3",
    ),
    (
        """\
1. Urges all towns of the river to spend on the lamps and on the bells of the ferry no more than
1.1 million francs a year, as they did before the flood of the spring, and to keep the
1.2 million that were left;
2. Asks the ports to keep a depth of
2.1 metres, Ad ref 22 May 2023
12.26
3. Thanks all:
4.1 per cent of the towns;
""",
        "OP1 OP2 OP3",
    ),
    (
        """\
1. Urges all towns of the river:
- to ring their bells;
- to light their lamps;
2. Asks the ports:
– to mend their stairs;
• to mend their boats;
3. Thanks all.
""",
        "OP1 OP2 OP3",
    ),
    (
        """\
1. Urges all towns.
1bis. Asks the ports.
1 ter. Asks the mills.
1 quat. Asks the locks.
OP 1 quinquies Asks the bridges.
2. Thanks all:
a. towns;
a bis. ports;
b. mills.
""",
        "OP1 OP1.bis OP1.ter OP1.quater OP1.quinquies OP2 OP2a OP2a.bis OP2b",
    ),
]


@pytest.mark.parametrize(("text", "labels"), NUMBERS_THAT_REPEAT)
def test_marks_of_lists(text, labels):
    draft = read_draft(f"The Rivers Assembly,\n\nRecalling the lamp,\n\n{text}")
    assert [clause.label for clause in draft.clauses][2:] == labels.split()


def test_numbers_that_repeat_those_of_an_article_and_of_a_paragraph():
    draft = read_draft(
        "Article 1\nTowns\n1.1 Each town rings.\n1.2 Each town rests.\n"
        "Article 2\nPorts\n2.1 Each port rests.\n"
    )
    assert [c.label for c in draft.clauses if c.kind != "front"] == [
        "ART1", "ART1.1", "ART1.2", "ART2", "ART2.1",
    ]  # fmt: skip
    assert draft.clauses[-1].parent == "ART2"
    draft = read_draft("1. The towns are many.\n1.1 They ring.\n2. The ports rest.\n")
    assert [c.label for c in draft.clauses if c.kind != "front"] == ["P1", "P1.1", "P2"]


@pytest.mark.parametrize(
    "mark",
    [
        "AGREED AD REF",
        "AGREED\nAD REF",
        "AD REF 3 MAY\n2025",
        "[AGREED AD REF]",
        "Agreed ad referendum\nMay 3, 2025",
        "(Ad ref)",
        "[agreed]",
    ],
)
def test_an_agreed_mark_on_lines_of_its_own_is_no_heading(mark):
    text = f"""\
Noting that the lamp is lit by the ferryman and by nobody else on the river,
{mark}
Recalling the oil of the winter,
{mark}
OPERATIVE CLAUSES
1. Urges all the towns of the river to ring their bells;
{mark}
2. Thanks all.
"""
    draft = read_draft(text)
    agreed = [clause.label for clause in draft.clauses if clause.reading.stamp]
    assert agreed == ["PP1", "PP2", "OP1"]
    assert [clause.heading for clause in draft.clauses] == [None, None, "OPERATIVE CLAUSES", None]


@pytest.mark.parametrize("width", [40, 53, 61, 88, 106, 140])
@pytest.mark.parametrize(
    "mark", ["Ad ref May 3, 2025, 4.30 p.m.", "AGREED AD REF", "(Ad ref on Monday, 3 May 2025)"]
)
def test_marks_and_numbers_that_repeat_are_read_at_any_width(mark, width):
    paragraphs = [
        "The World Rivers Assembly,",
        f"Recalling that the first lamp was lit by one who could not read the chart, {mark}",
        f"Noting that barges carry letters for those who live aboard until the ice goes, {mark}",
        "1. Urges all the towns of the river, at a cost of no more than 1.1 million francs a year:",
        f"1.1 to ring their bells when the water is higher than the mark at 1.2 metres, {mark}",
        "1.2 to light their lamps from the first hour of the night until the last barge is in;",
        "1.2 bis. to mend the stairs that lead to the water from the streets of the upper town;",
        "2. Asks the ports to keep 2.1 metres of water under every boat:",
        "2.1 To keep a lamp at each of them that can be seen from 2.2 miles by all who look.",
        "3. Thanks the ferryman.",
    ]
    wrapped = "\n".join(
        textwrap.fill(each, width, break_long_words=False, break_on_hyphens=False)
        for each in paragraphs
    )
    clauses = read_draft(wrapped).clauses
    assert [clause.text for clause in clauses] == paragraphs
    assert [clause.label for clause in clauses][1:] == [
        "PP1", "PP2", "OP1", "OP1.1", "OP1.2", "OP1.2.bis", "OP2", "OP2.1", "OP3",
    ]  # fmt: skip


_KEEP, _RING, _MEND = "a. to keep the lamps,", "b. to ring the bells,", "c. to mend the stairs;"


@pytest.mark.parametrize(
    ("items", "labels"),
    [
        ([_KEEP, _MEND], ["OP1a", "OP1c"]),
        ([_RING, _MEND], ["OP1b", "OP1c"]),
        (["(a) [to keep the lamps];", "(c) to mend the stairs;"], ["OP1a", "OP1c"]),
        ([_KEEP + " {USA+}", "d. to paint the rails;"], ["OP1a", "OP1d"]),
        ([_KEEP + " and", _MEND], ["OP1a", "OP1c"]),
    ],
)
def test_items_in_small_letters_are_read_where_one_of_them_is_missing(items, labels):
    text = "\n".join(["Recalling,", "1. Invites the ports:", *items, "2. Requests a report."])
    draft = read_draft(text)
    assert [c.label for c in draft.clauses if c.parent == "OP1"] == labels


@pytest.mark.parametrize(
    "words",
    [
        "to act as in a,\nc. to e of the annex;",
        ":\na. to keep what is named in a,\nc. and d. of the annex;",
        ":\na. to keep what is named in (a),\n(c) and (d) of the annex;",
        ":\na. to keep the lamps of pier a,\nc. to the extent possible, pier d;",
        ":\na. to keep the lamps, as agreed in item\nc. to ring;",
        ", under subparagraphs:\n(b) to (d) of the rules, to act;",
        ", see:\n(b) and (c), to act;",
    ],
)
def test_letters_that_a_sentence_refers_to_begin_no_item(words):
    draft = read_draft(f"Recalling,\n1. Invites the ports {words}\n2. Requests a report.\n")
    labels = [c.label for c in draft.clauses if c.kind == "operative"]
    assert labels in (["OP1", "OP2"], ["OP1", "OP1a", "OP2"])
