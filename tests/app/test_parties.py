"""The registry of parties is whole, and a party is known however it is written."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from draftvc.app.parties import load_parties
from draftvc.errors import DraftvcError
from draftvc.notation import party_codes
from draftvc.notation.party_codes import party_code, spelling_key
from tests.app import party_table


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    text = (files("draftvc.parties") / "registry.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@pytest.fixture(scope="module")
def countries(data) -> list[str]:
    return [*data["states"], *data["observers"], *data["areas"]]


def test_the_states_observers_and_areas_are_those_of_iso_3166(data, countries):
    assert len(data["states"]) == 193
    assert set(data["observers"]) == {"PSE", "VAT"}
    assert len(countries) == 249


def test_every_code_of_a_country_is_three_capitals_and_stands_once(data, countries):
    assert [code for code in countries if not re.fullmatch("[A-Z]{3}", code)] == []
    assert len(set(countries)) == len(countries)
    tables = (data["states"], data["observers"], data["areas"])
    assert all(list(table) == sorted(table) for table in tables)


def test_no_group_or_office_takes_the_code_of_a_country(data, countries):
    """`NAM` is Namibia, whatever the Non-Aligned call themselves."""
    keys = [spelling_key(code) for code in [*countries, *data["offices"], *data["groups"]]]
    assert len(set(keys)) == len(keys)


def test_every_member_is_a_country_and_stands_once_in_order(data, countries):
    for code, group in data["groups"].items():
        members = group.get("members", "").split()
        assert members == sorted(set(members)), code
        assert set(members) <= set(countries), code
        assert ("date" in group) == bool(members), code
        assert "date" not in group or group["date"] <= data["date"], code


@pytest.mark.parametrize(
    ("group", "size"),
    [
        *(("EU", 27), ("G77", 134), ("AOSIS", 39), ("LDCs", 44), ("LLDCs", 32), ("OIC", 57)),
        *(("African Group", 54), ("GRULAC", 33), ("EEG", 23), ("WEOG", 28), ("Arab Group", 22)),
        *(("CARICOM", 15), ("ASEAN", 11), ("SADC", 16), ("PIF", 18), ("CANZ", 3), ("AILAC", 8)),
    ],
)
def test_a_group_has_as_many_members_as_it_says_of_itself(group, size):
    assert len(load_parties().members(group)) == size


def test_no_member_state_is_in_two_regional_groups():
    groups = ("African Group", "GRULAC", "EEG", "WEOG")
    members = [code for group in groups for code in load_parties().members(group)]
    assert len(set(members)) == len(members)


def test_another_way_to_write_one_party_is_no_way_to_write_another(data):
    parties = load_parties()
    also = [(code, way) for code, ways in data["also"].items() for way in ways]
    also += [(code, way) for code, group in data["groups"].items() for way in group.get("also", ())]
    for code, way in also:
        assert code in parties.names, code
        assert parties.canonical(way) == code, way
    keys = [spelling_key(way) for _, way in also]
    assert [key for key in keys if keys.count(key) > 1] == []


def test_every_party_is_known_by_its_code_and_its_name():
    parties = load_parties()
    for code, name in parties.names.items():
        assert parties.canonical(code) == code
        assert parties.canonical(name) == code
        assert parties.name(code) == name


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("USA", "USA"), ("usa", "USA"), ("US", "USA"), ("U.S.", "USA"), ("United States", "USA")),
        *(("UK", "GBR"), ("United Kingdom", "GBR"), ("Russian Federation", "RUS")),
        *(
            ("the Netherlands", "NLD"),
            ("Iran", "IRN"),
            ("Côte d'Ivoire", "CIV"),
            ("Turkiye", "TUR"),
        ),
        *(("G77", "G77"), ("G-77", "G77"), ("G77 and China", "G77"), ("G77/China", "G77")),
        *(("eu", "EU"), ("European Union", "EU"), ("EU and its Member States", "EU")),
        *(
            ("Chair", "Chair"),
            ("CHAIR", "Chair"),
            ("Chairperson", "Chair"),
            ("Co-chairs", "Co-Chairs"),
        ),
        *(("Arab Group", "Arab Group"), ("Holy See", "VAT"), ("Republic of Korea", "KOR")),
        *(("Democratic People's Republic of Korea", "PRK"), ("NAM", "NAM"), ("LDC", "LDCs")),
    ],
)
def test_a_party_is_known_however_it_is_written(written, code):
    parties = load_parties()
    assert parties.known(written)
    assert parties.canonical(written) == code


@pytest.mark.parametrize("written", ["XYZ", "Korea", "Virgin Islands", "", "the", "Placeholder"])
def test_what_names_no_party_or_more_than_one_is_not_known(written):
    parties = load_parties()
    assert not parties.known(written)
    assert parties.canonical(written) is None
    assert parties.name(written) is None
    assert parties.members(written) == ()


@pytest.mark.parametrize(
    ("written", "first"),
    [
        *(("RUZ", "RUS"), ("FRAA", "FRA"), ("GER", "DEU"), ("Korea", "KOR"), ("Kenia", "KEN")),
        *(("Chiar", "Chair"), ("Philipines", "PHL"), ("AOSSI", "AOSIS")),
    ],
)
def test_the_party_that_was_meant_is_named_first(written, first):
    assert load_parties().nearest(written)[0] == first


def test_two_letters_in_the_wrong_order_name_those_they_can_stand_for():
    assert "USA" in load_parties().nearest("UAS")
    assert load_parties().nearest("Theoria") == ()


def test_a_repository_names_parties_of_its_own():
    parties = load_parties(
        {
            "RWC": "River Watch Coalition",
            "Delta": {"name": "Delta Group", "members": ["EGY", "BGD"]},
        }
    )
    assert parties.canonical("river watch coalition") == "RWC"
    assert parties.name("rwc") == "River Watch Coalition"
    assert parties.members("Delta Group") == ("EGY", "BGD")
    assert parties.nearest("RWD")[0] == "RWC"
    assert parties.known("USA")
    assert not load_parties().known("RWC")


def test_a_repository_can_take_a_spelling_for_itself_and_hides_no_code():
    parties = load_parties({"UK": "Upper Kasai", "EU": {"members": ["FRA"]}})
    assert parties.canonical("uk") == "UK"
    assert parties.canonical("United Kingdom") == "GBR"
    assert parties.canonical("GBR") == "GBR"
    assert parties.name("EU") == "EU"
    assert parties.members("EU") == ("FRA",)


@pytest.mark.parametrize(
    "extra",
    [
        {"RWC": 3},
        {"RWC": {"nmae": "x"}},
        {"RWC": {"members": "USA"}},
        {"": "nobody"},
        {"+": "plus"},
    ],
)
def test_an_entry_that_is_not_understood_is_named_with_a_way_to_write_it(extra):
    with pytest.raises(DraftvcError, match=r"draft\.toml") as error:
        load_parties(extra)
    assert "name = " in error.value.remedy


def test_reading_knows_the_spellings_of_the_registry():
    assert party_table.table() == party_codes._TABLE, "run python -m tests.app.party_table"
    for spelling, code in load_parties().spellings.items():
        assert party_code(spelling) == code
