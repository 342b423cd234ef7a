"""draftvc: git for negotiated drafts full of square brackets.

Nothing is imported here, so that ``draftvc --version`` costs no more than a bare interpreter.
"""

__version__ = "0.1.0"
