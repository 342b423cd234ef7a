"""A room that negotiates: drafts with identities, moves, and what a delegate would report of them.

`model` holds the draft, `writer` makes one, `moves` (and its parts) change it, `page` writes it
down with the irregularities of real texts, and `truth` tells the net effect between two states,
from identities alone.
"""
