"""The yardstick itself: what the truth tells of tiny drafts, each checked by hand.

The notation is explained in `small.py`. The rule of section 5 that settles a case stands in its
name.
"""

from __future__ import annotations

import pytest

from room.sides import Unclear
from tests.bench.small import events

CASES: list[tuple[str, str, str, list[str]]] = [
    (
        "nothing changed",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that A[free of charge]{USA+} and open,",
        [],
    ),
    (
        "words that stood are put in brackets",
        "Recalling that books are free of charge and open,",
        "Recalling that books are A[free of charge]{USA+} and open,",
        ["bracket.added PP1#1 origin='existing' positions='USA+' text='free of charge'"],
    ),
    (
        "a bracket that was added and lifted again is nothing",
        "Recalling that books are free of charge and open,",
        "Recalling that books are free of charge and open,",
        [],
    ),
    (
        "new words come in brackets",
        "Recalling that books are and open,",
        "Recalling that books are A[free of charge]{USA+} and open,",
        ["bracket.added PP1#1 origin='new' positions='USA+' text='free of charge'"],
    ),
    (
        "old words and new ones in a new bracket",
        "Recalling that books are free of charge and open,",
        "Recalling that books are A[free of charge always]{USA+} and open,",
        ["bracket.added PP1#1 origin='mixed' positions='USA+' text='free of charge always'"],
    ),
    (
        "an inner bracket comes with the words of the outer one",
        "Recalling that books are and open,",
        "Recalling that books are A[free B[of]{IDN+} charge]{USA+} and open,",
        ["bracket.added PP1#1 inner='PP1#2' origin='new' positions='USA+' text='free of charge'"],
    ),
    (
        "an inner bracket comes into one that stands: the outer one is not edited",
        "Recalling that books are A[free charge]{USA+} and open,",
        "Recalling that books are A[free B[of]{IDN+} charge]{USA+} and open,",
        ["bracket.added PP1#2 origin='new' positions='IDN+' text='of'"],
    ),
    (
        "lifted: the words stay",
        "Recalling that A[free of charge]{USA+, FRA-} and open,",
        "Recalling that free of charge and open,",
        ["bracket.lifted PP1#1 positions='FRA-, USA+' text='free of charge'"],
    ),
    (
        "lifted with an amendment: the word that changed is text",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that free of cost and open,",
        [
            "bracket.lifted PP1#1 positions='USA+' text='free of charge'",
            "text.edited PP1 after='cost' before='charge' class='substantive'",
        ],
    ),
    (
        "half of the words are enough",
        "Recalling that A[read daily]{USA+} and open,",
        "Recalling that read and open,",
        [
            "bracket.lifted PP1#1 positions='USA+' text='read daily'",
            "text.edited PP1 after='' before='daily' class='substantive'",
        ],
    ),
    (
        "dropped: the words that went belong to it, those that stay are text",
        "Recalling that A[read daily by a keeper]{USA+} and open,",
        "Recalling that read and open,",
        ["bracket.dropped PP1#1 positions='USA+' text='read daily by a keeper'"],
    ),
    (
        "a word edited and its bracket dropped is one drop, with the words that stood",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that and open,",
        ["bracket.dropped PP1#1 positions='USA+' text='free of charge'"],
    ),
    (
        "dropped with the brackets inside",
        "Recalling that A[with B[shaded]{IDN+} paths]{DEU+} and open,",
        "Recalling that and open,",
        ["bracket.dropped PP1#1 inner='PP1#2' positions='DEU+' text='with shaded paths'"],
    ),
    (
        "an outer bracket lifted, the one inside dropped",
        "Recalling that A[well marked B[shaded]{IDN+} paths]{DEU+} end,",
        "Recalling that well marked paths end,",
        [
            "bracket.dropped PP1#2 positions='IDN+' text='shaded'",
            "bracket.lifted PP1#1 positions='DEU+' text='well marked shaded paths'",
        ],
    ),
    (
        "an outer bracket dropped, the one inside stands",
        "Recalling that A[stone banks on both sides with B[shaded paths]{IDN+}]{DEU+} end,",
        "Recalling that B[shaded paths]{IDN+} end,",
        [
            "bracket.dropped PP1#1 positions='DEU+' "
            "text='stone banks on both sides with shaded paths'",
        ],
    ),
    (
        "a bracket keeps half of its words: edited",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that A[free of cost]{USA+, KEN+} and open,",
        [
            "bracket.edited PP1#1 after='free of cost' before='free of charge' class='substantive'",
            "position.added PP1#1 party='KEN' stance='support' text='free of cost'",
        ],
    ),
    (
        "a bracket keeps its positions and no word: edited",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that A[at no cost]{USA+} and open,",
        ["bracket.edited PP1#1 after='at no cost' before='free of charge' class='substantive'"],
    ),
    (
        "another bracket with the same positions in the same place is the same bracket",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that B[at no cost]{USA+} and open,",
        ["bracket.edited PP1#1 after='at no cost' before='free of charge' class='substantive'"],
    ),
    (
        "a bracket with other words and other positions in the same place is another",
        "Recalling that A[free of charge]{USA+} and open,",
        "Recalling that A[in six languages]{KEN+} and open,",
        [
            "bracket.added PP1#1 origin='new' positions='KEN+' text='in six languages'",
            "bracket.dropped PP1#1 positions='USA+' text='free of charge'",
        ],
    ),
    (
        "an edit belongs to the innermost bracket that stands in both",
        "Recalling A[and B[softly shaded]{IDN+} paths]{DEU+} end,",
        "Recalling A[and B[well shaded]{IDN+} paths]{DEU+} end,",
        ["bracket.edited PP1#2 after='well shaded' before='softly shaded' class='substantive'"],
    ),
    (
        "a word that changed in a lifted bracket is an edit of the bracket around",
        "Recalling A[and B[shaded and#2 level]{IDN+} paths]{DEU+} end,",
        "Recalling A[and shaded and#2 even paths]{DEU+} end,",
        [
            "bracket.edited PP1#1 after='and shaded and even paths' "
            "before='and shaded and level paths' class='substantive'",
            "bracket.lifted PP1#2 positions='IDN+' text='shaded and level'",
        ],
    ),
    (
        "drawn around more of the words that stand",
        "Recalling that A[free]{USA+, KEN+} of charge and open,",
        "Recalling that A[free of charge]{USA+} and open,",
        [
            "bracket.rescoped PP1#1 after='free of charge' before='free'",
            "position.withdrawn PP1#1 party='KEN' stance='support' text='free'",
        ],
    ),
    (
        "a bracket elsewhere in its clause",
        "Recalling A[with books]{USA+} in every train that runs by night and day,",
        "Recalling in every train that runs by night A[with books]{USA+} and day,",
        ["bracket.moved PP1#1 was='PP1#1'"],
    ),
    (
        "two brackets joined, compared with the union of their positions",
        "Recalling A[clean banks]{DEU+} and B[shaded paths]{DEU+, NLD-} in towns,",
        "Recalling C[clean banks and shaded paths]{DEU+} in towns,",
        [
            "bracket.merged PP1#1 text='clean banks and shaded paths' was='PP1#1, PP1#2'",
            "position.withdrawn PP1#1 party='NLD' stance='oppose' text='shaded paths'",
        ],
    ),
    (
        "a bracket parted, its positions shared out",
        "Recalling A[clean banks and shaded paths]{DEU+, IDN+} in towns,",
        "Recalling B[clean banks]{DEU+} C[and shaded paths]{IDN+} in towns,",
        ["bracket.split PP1#1 text='clean banks and shaded paths' was='PP1#1'"],
    ),
    (
        "a substitution proposed",
        "Recalling that towns urge all ports,",
        "Recalling that towns A[urge]{CMR+} B[ask]{CMR+} all ports,",
        [
            "bracket.added PP1#1 origin='existing' positions='CMR+' text='urge' group",
            "bracket.added PP1#2 origin='new' positions='CMR+' replaces='urge' text='ask' group",
        ],
    ),
    (
        "a substitution decided",
        "Recalling that towns A[urge]{CMR+} B[ask]{CMR+} all ports,",
        "Recalling that towns ask all ports,",
        [
            "bracket.dropped PP1#1 positions='CMR+' text='urge' group",
            "bracket.lifted PP1#2 positions='CMR+' text='ask' group",
        ],
    ),
    (
        "rivals with other supporters share no group",
        "Recalling that towns A[urge]{CMR+} B[ask]{NGA+} all ports,",
        "Recalling that towns ask all ports,",
        [
            "bracket.dropped PP1#1 positions='CMR+' text='urge'",
            "bracket.lifted PP1#2 positions='NGA+' text='ask'",
        ],
    ),
    (
        "a letter decided",
        "Recalling the (t)argets{USA+} of the#2 plan,",
        "Recalling the targets=Targets of the#2 plan,",
        [
            "bracket.dropped PP1#1 positions='' text='t' group",
            "bracket.lifted PP1#2 positions='USA+' text='T' group",
        ],
    ),
    (
        "a word struck, another proposed in brackets",
        "Recalling that towns urge all ports,",
        "Recalling that towns A[ask]{CMR+} all ports,",
        [
            "bracket.added PP1#1 origin='new' positions='CMR+' text='ask'",
            "text.edited PP1 after='' before='urge' class='substantive'",
        ],
    ),
    (
        "runs parted by two unchanged words are one",
        "Recalling every old library near small towns by day,",
        "Recalling every great library near large towns by day,",
        [
            "text.edited PP1 after='great library near large' "
            "before='old library near small' class='substantive'",
        ],
    ),
    (
        "runs parted by three unchanged words are two",
        "Recalling every old library near a small town by day,",
        "Recalling every great library near a large town by day,",
        [
            "text.edited PP1 after='great' before='old' class='substantive'",
            "text.edited PP1 after='large' before='small' class='substantive'",
        ],
    ),
    (
        "the editorial edits of a clause are one",
        "Recalling the assembly of river towns by day and the#2 evidence-based plan,",
        "Recalling the assembly=Assembly of river towns by day and the#2 "
        "evidence-based=evidencebased plan;",
        ["text.edited PP1 class='editorial'"],
    ),
    (
        "the mark that ends a clause",
        "Recalling the assembly of river towns,",
        "Recalling the assembly of river towns;",
        ["text.edited PP1 after=';' before=',' class='editorial'"],
    ),
    (
        "agreed text that changed",
        "Recalling a house with many doors, AD16.40",
        "Recalling a house with few doors, AD16.40",
        ["text.edited PP1 after='few' agreed=True before='many' class='substantive'"],
    ),
    (
        "agreed, and the support on the clause goes with it",
        "Recalling a house with many doors, {CMR+, RUS reserve}",
        "Recalling a house with many doors, AD16.40",
        [
            "clause.agreed PP1 when='2025-03-03T16:40'",
            "position.withdrawn PP1 party='RUS' stance='reserve'",
        ],
    ),
    (
        "reopened",
        "Recalling a house with many doors, AD16.40",
        "Recalling a house with many doors,",
        ["clause.reopened PP1 was='2025-03-03T16:40'"],
    ),
    (
        "a stamp corrected",
        "Recalling a house with many doors, AD16.40",
        "Recalling a house with many doors, AD16.45",
        ["clause.agreed PP1 was='2025-03-03T16:40' when='2025-03-03T16:45'"],
    ),
    (
        "a stance reversed, a reserve withdrawn, another party comes",
        "Recalling A[a house]{USA+, RUS reserve, FRA-} with doors,",
        "Recalling A[a house]{USA+, FRA+, KEN-} with doors,",
        [
            "position.added PP1#1 party='KEN' stance='oppose' text='a house'",
            "position.changed PP1#1 after='FRA+' before='FRA-' from='oppose' party='FRA' "
            "text='a house' to='support'",
            "position.withdrawn PP1#1 party='RUS' stance='reserve' text='a house'",
        ],
    ),
    (
        "a reserve goes to another bracket",
        "Recalling A[a house]{USA+, RUS reserve} with B[doors]{USA+} in it,",
        "Recalling A[a house]{USA+} with B[doors]{USA+, RUS reserve} in it,",
        ["position.moved PP1#2 party='RUS' stance='reserve' text='doors' was='PP1#1'"],
    ),
    (
        "a position on a bracket that is dropped goes with it; one added to another is added",
        "Recalling A[a house]{RUS reserve} with B[doors]{USA+} in it,",
        "Recalling with B[doors]{USA+, RUS reserve} in it,",
        [
            "bracket.dropped PP1#1 positions='RUS reserve' text='a house'",
            "position.added PP1#1 party='RUS' stance='reserve' text='doors'",
        ],
    ),
    (
        "a scope widened",
        "O op 1: Requests the ports to follow {CMR reserve OP1a to b, awaiting instructions}",
        "O op 1: Requests the ports to follow {CMR reserve OP1a to c, awaiting instructions}",
        [
            "position.changed OP1 after='CMR reserve OP1a to c, awaiting instructions' "
            "before='CMR reserve OP1a to b, awaiting instructions' from='reserve' party='CMR' "
            "to='reserve'",
        ],
    ),
    (
        "a note goes, another comes",
        "Recalling a house with doors, {note FRA suggest to move to the end}",
        "Recalling a house with doors, {note KEN suggest to merge}",
        [
            "note.added PP1 party='KEN' text='suggest to merge'",
            "note.removed PP1 party='FRA' text='suggest to move to the end'",
        ],
    ),
    (
        "a placeholder filled",
        "Recalling the plan of {placeholder place and date} on banks,",
        "Recalling the plan of Porto in spring on banks,",
        ["placeholder.filled PP1 after='Porto in spring' text='place and date'"],
    ),
    (
        "a placeholder removed, another comes",
        "Recalling the plan of {placeholder place} on banks and stairs every day,",
        "Recalling the plan of on banks and stairs {placeholder name} every day,",
        [
            "placeholder.added PP1 text='name'",
            "placeholder.removed PP1 text='place'",
        ],
    ),
    (
        "a fault hides no move: read as if it were sound",
        "Recalling A[a book of guests]{FRA+} and B[a#2 map]{KEN+} at the door,",
        "Recalling A!unclosed[a book of guests]{FRA+} and B[a#2 map]{KEN+, EGY-} at the door,",
        [
            "position.added PP1 party='EGY' stance='oppose' text='a map'",
            "syntax.broken PP1 code='E101'",
        ],
    ),
    (
        "a fault that stands: an edit after its mark is an edit of it",
        "Recalling A!unclosed[a book of guests]{FRA+} at the door,",
        "Recalling A!unclosed[a book of guests]{FRA+} at the gate,",
        [
            "bracket.edited PP1#1 after='a book of guests at the gate ,' "
            "before='a book of guests at the door ,' class='substantive'",
        ],
    ),
    (
        "a fault that stands: behind an unopened mark a group speaks of the clause",
        "Recalling A!unopened[a book of guests]{FRA+} at the door,",
        "Recalling A!unopened[a book of guests]{FRA+, KEN-} at the door,",
        ["position.added PP1 party='KEN' stance='oppose'"],
    ),
    (
        "a preambular paragraph comes: nothing is renumbered",
        "P1 pp: Recalling one thing,\nP2 pp: Noting another matter,",
        "P1 pp: Recalling one thing,\nP3 pp: Welcoming all these towns,\n"
        "P2 pp: Noting another matter,",
        ["clause.added PP2 text='Welcoming all these towns ,' group=?"],
    ),
    (
        "a sub-paragraph goes, those after it are lettered anew",
        "O op 1: Asks:\nA sub a: Lighting lamps;\nB sub b: Ringing bells;\n"
        "C sub c: Sweeping stairs;",
        "O op 1: Asks:\nA sub a: Lighting lamps;\nC sub b: Sweeping stairs;",
        [
            "clause.removed OP1b text='Ringing bells ;' group",
            "clause.renumbered OP1b was='c.' group",
        ],
    ),
    (
        "one move explains the order; the clause with fewer words moved",
        "P1 pp: Recalling the first lamp on the#2 river lit by a ferryman,\nP2 pp: Noting barges,",
        "P2 pp: Noting barges,\nP1 pp: Recalling the first lamp on the#2 river lit by a ferryman,",
        ["clause.moved PP1 clause_old='PP2' group=?"],
    ),
    (
        "a note decides which of two moved",
        "P1 pp: Recalling the first lamp on the#2 river lit, {note FRA suggest to move down}\n"
        "P2 pp: Noting barges,",
        "P2 pp: Noting barges,\n"
        "P1 pp: Recalling the first lamp on the#2 river lit, {note FRA suggest to move down}",
        ["clause.moved PP2 clause_old='PP1' group=?"],
    ),
    (
        "two sub-paragraphs change places: the new letter of the one that moved is its own",
        "O op 1: Asks:\nA sub a: Lighting lamps at each stair;\nB sub b: Ringing;",
        "O op 1: Asks:\nB sub a: Ringing;\nA sub b: Lighting lamps at each stair;",
        [
            "clause.moved OP1a clause_old='OP1b' group",
            "clause.renumbered OP1b was='a.' group",
        ],
    ),
    (
        "an alternative becomes the text: its support goes unsaid, a reserve does not",
        "O op 1: Asks:\nA sub a: Lighting lamps at each stair;\n"
        "X alt: Order along moorings {CMR+, RUS reserve}",
        "O op 1: Asks:\nX sub a: Order along moorings",
        [
            "clause.removed OP1a text='Lighting lamps at each stair ;' group",
            "clause.renumbered OP1a was='Alt1. a' group",
            "position.withdrawn OP1a party='RUS' stance='reserve'",
        ],
    ),
    (
        "a number that changes only through the parent's is no event",
        "O op 1: Asks;\nQ op 2: Thanks;\nR op 3: Invites:\nA sub a: Lighting lamps;",
        "O op 1: Asks;\nR op 2: Invites:\nA sub a: Lighting lamps;",
        ["clause.removed OP2 text='Thanks ;' group", "clause.renumbered OP2 was='3.' group"],
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_the_truth_of_a_tiny_draft(before: str, after: str, wanted: list[str]) -> None:
    assert events(before, after) == sorted(wanted)


DOUBTFUL = [
    (
        "a bracket redrawn and reworded at once",
        "Recalling that A[free always]{USA+} of charge and open,",
        "Recalling that A[free ever of]{USA+} charge and open,",
    ),
    (
        "half of the words of one side only, and other positions",
        "Recalling that A[free books]{USA+} and open,",
        "Recalling that A[free books in every town by night]{KEN+} and open,",
    ),
    (
        "edits close to each other with a bracket between",
        "Recalling every old A[and new]{USA+} small town by day,",
        "Recalling every great A[and new]{USA+} large town by day,",
    ),
    (
        "words changed places without a bracket",
        "Recalling every old library near a small town,",
        "Recalling near every old library a small town,",
    ),
    (
        "two positions that could have moved",
        "Recalling A[a]{USA+, RUS+} B[b]{KEN+, RUS+} C[c]{FRA+} end,",
        "Recalling A[a]{USA+} B[b]{KEN+} C[c]{FRA+, RUS+} end,",
    ),
]


@pytest.mark.parametrize(
    ("before", "after"), [c[1:] for c in DOUBTFUL], ids=[c[0] for c in DOUBTFUL]
)
def test_what_could_be_read_in_two_ways_is_refused(before: str, after: str) -> None:
    with pytest.raises(Unclear):
        events(before, after)
