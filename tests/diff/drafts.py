"""Generated drafts and pairs of drafts for the laws of comparing."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.strategies import broken_clauses, sound_clauses

_OPENINGS = ("Recalling", "Noting", "Recognizing", "Reaffirming")
_VERBS = ("Requests", "Invites", "Encourages", "Decides")
_FRONT = """This version represents the conclusions of the discussions held on Monday 3 March 2025
World Libraries Assembly
Lisbon, 3-14 March 2025.
Draft resolution - libraries open at night
The World Libraries Assembly,
"""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _draft(clauses: st.SearchStrategy[str], *, front: bool = True) -> st.SearchStrategy[str]:
    """Return drafts of up to four paragraphs, four numbered ones, and some sub-paragraphs."""
    flat = clauses.map(_flat)
    preamble = st.lists(st.tuples(st.sampled_from(_OPENINGS), flat), max_size=4)
    below = st.lists(st.tuples(st.booleans(), flat), max_size=3)
    operative = st.lists(st.tuples(st.sampled_from(_VERBS), flat, below), max_size=4)
    heads = st.sampled_from(("", _FRONT) if front else ("",))
    headings = st.sampled_from(("", "OPERATIVE CLAUSES\n", "OPERATIVE PARAGRAPHS\n"))
    return st.builds(_written, heads, preamble, headings, operative)


def _written(
    front: str,
    preamble: list[tuple[str, str]],
    heading: str,
    operative: list[tuple[str, str, list[tuple[bool, str]]]],
) -> str:
    lines = [f"{opening} that the towns keep {text}," for opening, text in preamble]
    if operative:
        lines += [heading.strip()] * bool(heading)
    for number, (verb, text, below) in enumerate(operative, start=1):
        lines.append(f"{number}. {verb} the towns on the river to keep {text};")
        letter = 0
        for is_alternative, words in below:
            if is_alternative and letter:
                lines.append(f"[Alt 1.{chr(96 + letter)} Keeping of {words};] {{NOR+}}")
            else:
                letter += 1
                lines.append(f"{chr(96 + letter)}. Keeping every {words};")
    return front + "\n".join(lines) + "\n"


sound_drafts = _draft(sound_clauses)
broken_drafts = _draft(broken_clauses)
_other_words = sound_clauses.map(lambda text: text.replace("libraries", "ferries"))
unrelated_pairs = st.tuples(_draft(sound_clauses), _draft(_other_words))
_PIECES = (
    *("", " new words", " [draft] {KEN+}", " {PER reserve}", "]", "[", "}", "{", ";", "“"),
    *(
        "\nNoting the new paragraph of a town on a river,\n",
        "\n2. Invites the ports;\n",
        "\nc. one more;\n",
    ),
)


def _edited(text: str, edits: list[tuple[int, int, str]], turns: list[tuple[int, int]]) -> str:
    for at, size, piece in edits:
        at %= len(text) + 1
        text = text[:at] + piece + text[at + size :]
    lines = text.split("\n")
    for one, other in turns:
        one, other = one % len(lines), other % len(lines)
        lines.insert(other, lines.pop(one))
    return "\n".join(lines)


mutated_pairs = st.builds(
    lambda text, edits, turns: (text, _edited(text, edits, turns)),
    st.one_of(sound_drafts, broken_drafts),
    st.lists(
        st.tuples(st.integers(0, 4000), st.integers(0, 40), st.sampled_from(_PIECES)), max_size=4
    ),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=2),
)
_LONG = (
    "the lamps of the upper river are lit by hand on every evening of the winter, and",
    "the ports keep [a bench] {KEN+} and [a bell] {PER-, KEN reserve} at the stairs, so that",
    "a ferry that is late, and a barge that is early, wait for each other at the lock, where",
)


def _stretched(
    before: str, middle: str, behind: str, edit: tuple[int, int, str]
) -> tuple[str, str]:
    at, size, piece = edit
    at %= len(middle) + 1
    other = middle[:at] + piece + middle[at + size :]
    first, last = f"1. Invites {before}", f"and {behind} the day ends."
    return f"{first} {_flat(middle)} {last}\n", f"{first} {_flat(other)} {last}\n"


stretched_pairs = st.builds(
    _stretched,
    st.lists(st.sampled_from(_LONG), min_size=2, max_size=3).map(" ".join),
    st.one_of(sound_clauses, broken_clauses),
    st.lists(st.sampled_from(_LONG), min_size=2, max_size=3).map(" ".join),
    st.tuples(
        st.integers(0, 400),
        st.integers(0, 30),
        st.sampled_from([p for p in _PIECES if "\n" not in p]),
    ),
)
"""Two texts of one long clause, with an edit in the midst of it."""
