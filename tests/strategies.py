"""Generated clause texts in the braces notation, sound and broken."""

from __future__ import annotations

from hypothesis import strategies as st

_WORDS = (
    "the", "and", "of", "in", "libraries", "rivers", "reading rooms", "public", "access", "shall",
    "night trains", "co-operation", "2030", "17.6", "“open”", "Members’", "targets", "Targets", "t",
)  # fmt: skip
_PARTIES = ("NOR", "Norway", "KEN", "PER", "JPN", "Chair", "EU", "G77", "G77 & China")
_SIGNS = ("+", "-", " reserve", " delete", " Delete", " +")

words = st.sampled_from(_WORDS)
entries = st.builds(lambda p, s: p + s, st.sampled_from(_PARTIES), st.sampled_from(_SIGNS))
groups = st.builds(
    lambda es, sep: "{" + sep.join(es) + "}",
    st.lists(entries, min_size=0, max_size=4),
    st.sampled_from((", ", " ", ",", ",\n")),
)
braces = st.one_of(
    groups,
    st.just("{placeholder name of the report KEN}"),
    st.just("{PER suggest to move as last para}"),
    st.just("{NOR reserve OP1a to c, pending instructions}"),
)
_space = st.sampled_from((" ", "", "\n", "  "))


def _bracketed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda text, space, group: f"[{text}]{space}{group}",
        inner,
        st.sampled_from((" ", "", "\n")),
        st.one_of(st.just(""), braces),
    )


_pieces = st.recursive(
    st.one_of(words, st.sampled_from((",", ";", "“", "”", "."))),
    lambda inner: st.one_of(
        _bracketed(inner),
        st.lists(st.tuples(inner, _space), min_size=1, max_size=4).map(
            lambda parts: "".join(text + space for text, space in parts)
        ),
    ),
    max_leaves=12,
)
sound_clauses = st.builds(
    lambda parts, stamp: " ".join(parts) + stamp,
    st.lists(st.one_of(_pieces, words), min_size=1, max_size=12),
    st.one_of(
        st.sampled_from(("", ",", ";", ", Ad ref 3 March 2025 12.26")),
        st.builds(lambda brace: f", Ad ref 3 March 2025 12.26 {brace}", braces),
    ),
)
broken_clauses = st.builds(
    lambda text, cuts, adds: _mutated(text, cuts, adds),
    sound_clauses,
    st.lists(st.integers(0, 400), max_size=3),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from("[]{}+ ")), max_size=3),
)
any_text = st.text(
    alphabet=st.one_of(
        st.characters(), st.sampled_from("[]{}[]{} \n\r,;+-AdrefUSA“”\u00ad\ufffe\u200b\ufeff")
    ),
    max_size=80,
)


def _mutated(text: str, cuts: list[int], adds: list[tuple[int, str]]) -> str:
    for at in cuts:
        at %= len(text) or 1
        text = text[:at] + text[at + 1 :]
    for at, piece in adds:
        at %= len(text) + 1
        text = text[:at] + piece + text[at:]
    return text
