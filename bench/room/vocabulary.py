"""The words that drafts out of nothing are made of, as many different ones as a real text has."""

from __future__ import annotations

PARTIES = (
    *("ARG", "BRA", "CHL", "CMR", "CRI", "DEU", "DZA", "EGY", "FIN", "FRA", "GHA", "IDN", "IND"),
    *("JPN", "KEN", "MAR", "NGA", "NLD", "PSE", "RUS", "SWE", "TZA", "USA", "ZAF", "Chair"),
)
PARTICIPLES = ("Recognizing", "Noting", "Recalling", "Reaffirming", "Welcoming", "Stressing")
HEADS = ("Ensuring", "Building", "Keeping", "Sharing", "Opening", "Measuring")
VERBS = ("Urges", "Requests", "Encourages", "Invites", "Calls upon", "Decides")
SMALL = (
    *("the", "of", "and", "to", "in", "for", "with", "on", "by", "from", "its", "their", "all"),
    *("that", "which", "as", "well", "such", "other", "relevant", "national", "regional", "local"),
    *("a", "an", "at", "or", "this", "these", "those", "any", "each", "both", "not", "no", "more"),
    *("under", "between", "among", "within", "through", "towards", "during", "including", "where"),
    *("when", "are", "is", "be", "have", "has", "should", "shall", "may", "will", "it", "they"),
)
_STEMS = (
    *("riv", "bas", "stat", "gaug", "measur", "record", "commun", "observ", "publ", "custod"),
    *("forec", "sediment", "catch", "delt", "harbour", "irrig", "wetl", "glaci", "aquif", "cal"),
    *("tribut", "reserv", "sluic", "channel", "embank", "monsoon", "sal", "turb", "drain", "dredg"),
)
_ENDS = (
    *("ing", "ation", "al", "ity", "ment", "ance", "ive", "ed", "er", "ism", "ary", "ures"),
    *("ful", "less", "ency", "ous", "ional"),
)
_FRONTS = ("", "re", "inter", "co", "trans", "under", "sub", "pre", "over")
# The plain words come first, and first is often: a real text has short words and a long tail.
WORDS = tuple(dict.fromkeys(f + s + e for f in _FRONTS for e in _ENDS for s in _STEMS))
_PLAIN = """
water level bank town plan river paper book letter bridge winter summer market people
children women youth access data trade health climate energy forest land food city rural
urban public private human rights action goal target progress report review period session
member state states fund finance loss damage risk early warning system science research
capacity support effort measure policy law order peace security education training work
growth income poverty hunger gender equality inclusion culture heritage nature species ocean
coast island mountain desert soil air waste mine road rail port ship boat lamp mill lock
stair strong weak clean open fair free full new old large small long short high low deep
broad first last next equal joint mutual direct clear further due timely sound stable safe
legal technical promote protect respect ensure build keep share hold give take make reach
meet join lend mend publish collect extend reduce increase improve maintain establish
develop adopt consider
"""
PLAIN = tuple(_PLAIN.split())
PHRASES = (
    *("as appropriate", "in this regard", "in particular", "inter alia", "human rights"),
    *("sustainable development", "at all levels", "as well as", "with a view to", "member states"),
    *("in accordance with", "developing countries", "civil society", "climate change", "water"),
)
REASONS = ("awaiting instructions", "to adapt the language", "pending consultations")
REQUESTS = (
    "suggest to move as last preambular para",
    "suggest to move to the end",
    "suggest to merge with the next para",
    "suggest to move as last para",
)
PROMISES = ("name of resolution", "exact language of resolution", "place and date", "full title")
WEEKDAYS = ("Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
TITLE = ("measured", "rivers", "for", "those", "who", "live", "beside", "them")
