"""The network file: the sample loads, and a broken one is told whole, line by line."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from bot.i18n import speak
from conversations.network.basins import BasinStatus, Network, Severity, ZoneType
from conversations.network.routing import Atlas
from models.network.file import (
    NetworkFileError,
    load_network,
    network_from_json,
    network_to_json,
    notices,
    read_network,
    sample_network_text,
)
from models.network.toml_lines import lines_of
from models.places.search import CommuneTable
from tests.builders import a_basin, a_network, a_zone


class KnownCodes:
    """One code of each type."""

    def has(self, kind: ZoneType, code: str) -> bool:
        """Tell whether the code is known."""
        known = {"commune": "54323", "epci": "245400262", "department": "55", "region": "44"}
        return known[kind] == code


MINIMAL = """\
name = "Réseau d'essai"
coordination = "Coordination"

[basins.meuse]
name = "Meuse"
operator = "Agence"
status = "active"
zones = [{ type = "department", code = "55" }]
committee = { name = "Comité", sessions = [2027-05-13, 2027-01-14] }
"""


def told(text: str) -> list[str]:
    with pytest.raises(NetworkFileError) as error:
        read_network(text, KnownCodes())
    return _lines(error.value)


def _lines(error: NetworkFileError, language: str = "en") -> list[str]:
    return [speak(problem.told, language, markup=False) for problem in error.problems]


@pytest.fixture(scope="module")
def gazetteer() -> CommuneTable:
    return CommuneTable()


@pytest.fixture(scope="module")
def sample(gazetteer: CommuneTable) -> Network:
    """Read the sample network; every code in it has to be real."""
    return read_network(sample_network_text(), gazetteer)


class TestSample:
    def test_it_is_labelled_as_sample_data(self, sample: Network) -> None:
        assert sample.sample

    def test_it_shows_every_status(self, sample: Network) -> None:
        assert {basin.status for basin in sample.basins} == set(BasinStatus)

    def test_every_basin_names_its_source(self, sample: Network) -> None:
        assert len(sample.basins) >= 12
        assert all(basin.source for basin in sample.basins)

    def test_it_shows_one_overlap(self, sample: Network) -> None:
        (notice,) = notices(sample)
        assert {notice.values["first"], notice.values["second"]} == {"Meuse", "Longwy"}

    @pytest.mark.parametrize(
        ("commune", "basins"),
        [
            ("54528", ["terres-de-lorraine"]),  # Toul
            ("54099", ["longwy"]),  # Val de Briey
            ("55029", ["meuse"]),  # Bar-le-Duc
            ("13005", ["marseille"]),  # Aubagne
            ("13205", ["marseille"]),  # Marseille 5e
            ("97411", ["reunion"]),  # Saint-Denis
            ("54029", ["longwy"]),  # Audun-le-Roman
            ("55063", ["meuse", "longwy"]),  # Bouligny, in the overlap
            ("21231", []),  # Dijon, announced
            ("75056", []),  # Paris
        ],
    )
    def test_it_routes_as_its_facts_say(
        self, sample: Network, gazetteer: CommuneTable, commune: str, basins: list[str]
    ) -> None:
        place = gazetteer.commune(commune)
        assert place
        found = Atlas(sample).route(place, date(2026, 11, 22)).basins
        assert [basin.code for basin in found] == basins

    def test_longwy_ties_the_advance_to_skills(self, sample: Network) -> None:
        longwy = sample.basin("longwy")
        assert longwy and longwy.advance
        assert longwy.advance.skills_required is Severity.REDIRECT

    def test_committees_sit_on_working_days(self, sample: Network) -> None:
        sessions = [day for basin in sample.basins for day in basin.committee.sessions]
        assert sessions
        assert all(day.weekday() < 5 for day in sessions)

    def test_it_survives_storage(self, sample: Network) -> None:
        assert network_from_json(network_to_json(sample)) == sample


def test_sessions_are_put_in_order() -> None:
    (basin,) = read_network(MINIMAL, KnownCodes()).basins
    assert basin.committee.sessions == (date(2027, 1, 14), date(2027, 5, 13))


def test_every_problem_is_told_at_once_with_its_line() -> None:
    assert told(
        dedent("""\
        name = "Réseau d'essai"
        sampel = true

        [basins.meuse]
        name = "Meuse"
        operator = 3
        status = "activ"
        zones = [
          { type = "department", code = "55" },
          { type = "epci", code = "54323" },
          { type = "commune", code = "99999", since = 2027-01-01, until = 2026-01-01 },
          { type = "canton", code = "1" },
          { type = "department", code = "55" },
        ]
        reply_days = 0

        [basins.meuse.committee]
        sessions = [2027-01-14, 2027-01-14]

        [basins.meuse.rules]
        insolvency = "stop"
        min_jobs = "3"

        [basins."Le Val"]
        name = " "
        operator = "Agence"
        status = "active"
        reply_days = 0
        committee = { name = "Comité", sessions = [2027-01-14, 2027-01-14, "soon"] }
        rules = { target_headcount = [50, 10], sections_only = ["C", "industry"], min_age_years = -1 }
        advance = { max_amount = 0, deferral_months = 24, duration_months = 12 }

        [basins.rest]
        name = "Rest"
        operator = "Agence"
        status = "paused"
        committee = "Comité"
        rules = { sections_only = ["C"], sections_excluded = ["C"], jobs_horizon_years = 0 }
        advance = { max_amount = 1000, amount_per_job = 1200 }
        """)
    ) == [
        "coordination (line 1): is missing.",
        "sampel (line 2): is not known here; did you mean sample?",
        "basins.meuse.operator (line 6): must be text, in quotes.",
        "basins.meuse.status (line 7): must be one of these: 'announced', 'active', 'paused', 'closed'.",
        "basins.meuse.zones[1].code (line 10): 54323 is the code of a commune.",
        "basins.meuse.zones[2].code (line 11): no commune has the code 99999"
        " (INSEE code, or SIREN for an EPCI; not a postal code).",
        "basins.meuse.zones[2].until (line 11): is before since.",
        "basins.meuse.zones[3].type (line 12): must be one of these: "
        "'commune', 'epci', 'department', 'region'.",
        "basins.meuse.zones[4] (line 13): department 55 is there twice.",
        "basins.meuse.committee.name (line 17): is missing.",
        "basins.meuse.rules.insolvency (line 21): must be one of these: 'inform', 'flag', 'redirect'.",
        "basins.meuse.rules.min_jobs (line 22): must be a whole number.",
        "basins.Le Val (line 24): the code of a basin is at most 32 small letters, digits and hyphens.",
        "basins.Le Val.zones (line 24): an active basin needs at least one zone.",
        "basins.Le Val.name (line 25): must not be empty.",
        "basins.Le Val.reply_days (line 28): must be 1 or more.",
        "basins.Le Val.committee.sessions[2] (line 29): must be a day, such as 2027-03-18.",
        "basins.Le Val.rules.min_age_years (line 30): must be 0 or more.",
        "basins.Le Val.rules.target_headcount (line 30): must be [lowest, highest],"
        " within max_headcount (249).",
        "basins.Le Val.rules.sections_only (line 30): industry is not a NAF section: a letter from A to V.",
        "basins.Le Val.advance.max_amount (line 31): must be 1 or more.",
        "basins.Le Val.advance.deferral_months (line 31): must be below duration_months.",
        "basins.rest.committee (line 37): must be a table of keys and values.",
        "basins.rest.rules.jobs_horizon_years (line 38): must be 1 or more.",
        "basins.rest.rules.sections_excluded (line 38): C is also in sections_only.",
        "basins.rest.advance.amount_per_job (line 39): is above max_amount.",
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            lambda text: text.replace("2027-01-14", "2027-05-13"),
            "basins.meuse.committee.sessions[1] (line 9): 2027-05-13 is there twice.",
        ),
        (
            lambda text: text.replace("[basins.meuse]", "[basins.meuse]\ncode = 'meuse'"),
            "basins.meuse.code (line 5): goes in the name of the table: [basins.meuse].",
        ),
        (
            lambda text: text.replace("[{ type", "{ type").replace('"55" }]', '"55" }'),
            'basins.meuse.zones (line 8): must be a list of zones: [{type = "epci", code = "…"}].',
        ),
        (
            lambda text: text.replace("[basins.meuse]", "[basin.meuse]"),
            "basin (line 4): is not known here; did you mean basins?",
        ),
        (
            lambda text: text.replace("2027-01-14", "2027-01-14T18:00:00"),
            "basins.meuse.committee.sessions[1] (line 9): must be a day, such as 2027-03-18.",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(change: Callable[[str], str], problem: str) -> None:
    assert told(change(MINIMAL)) == [problem]


LOOK_FOR = (
    "look for what is missing, a quotation mark, a bracket, a comma or a value, "
    "or for a key that is there twice."
)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = 1\nb = = 2\n", f"The network is not valid TOML, line 2 (Invalid value): {LOOK_FOR}"),
        ("a = 1\nb = ", f"The network is not valid TOML, line 2 (Invalid value): {LOOK_FOR}"),
        (
            MINIMAL + "[basins.meuse]\n",
            "The network is not valid TOML, line 10 (Cannot declare ('basins', 'meuse') twice): " + LOOK_FOR,
        ),
    ],
)
def test_a_syntax_error_is_one_line(text: str, problem: str) -> None:
    assert told(text) == [problem]


def test_a_file_is_mended_in_french() -> None:
    with pytest.raises(NetworkFileError) as error:
        read_network(MINIMAL.replace('"active"', '"actve"'), KnownCodes())
    [line] = _lines(error.value, "fr")
    assert line.replace("\N{NO-BREAK SPACE}", " ") == (
        "basins.meuse.status (ligne 7) : doit être l’un de ceux-ci : "
        "'announced', 'active', 'paused', 'closed'."
    )


def test_basins_that_are_no_tables_are_told() -> None:
    assert told('basins = 3\nname = "N"\ncoordination = "C"')[0].startswith("basins (line 1): must be tables")
    assert told('name = "N"\ncoordination = "C"\n[basins]\nmeuse = 3') == [
        "basins.meuse (line 4): must be a table of keys and values."
    ]


def test_a_file_that_cannot_be_read_is_one_line_that_names_the_cause(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes('a = 1\nname = "Réseau"'.encode("latin-1"))
    for path, cause in [
        (tmp_path / "missing.toml", "does not exist"),
        (tmp_path, "Is a directory"),
        (latin, "is not UTF-8 text (line 2)"),
    ]:
        with pytest.raises(NetworkFileError) as error:
            load_network(path, KnownCodes())
        (line,) = _lines(error.value)
        assert str(path) in line
        assert cause in line


def test_a_file_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "network.toml"
    path.write_text(MINIMAL, "utf-8-sig")
    assert load_network(path, KnownCodes()).name == "Réseau d'essai"


class TestNotices:
    def test_two_open_basins_on_one_zone_are_noticed(self) -> None:
        assert len(notices(a_network(a_basin("one"), a_basin("two", status=BasinStatus.ANNOUNCED)))) == 1

    def test_basins_that_follow_each_other_in_time_are_not(self) -> None:
        before = a_basin("before", zones=(a_zone(until="2026-12-31"),))
        after = a_basin("after", zones=(a_zone(since="2027-01-01"),))
        assert notices(a_network(before, after)) == ()

    def test_a_closed_basin_is_not(self) -> None:
        assert notices(a_network(a_basin("one"), a_basin("old", status=BasinStatus.CLOSED))) == ()

    def test_zones_of_different_levels_are_not(self) -> None:
        wide, narrow = a_basin("wide"), a_basin("narrow", zones=(a_zone("commune", "99001"),))
        assert notices(a_network(wide, narrow)) == ()


@pytest.mark.parametrize("successor", ["nowhere", "meuse"])
def test_a_successor_is_another_active_basin(successor: str) -> None:
    text = MINIMAL.replace("[basins.meuse]\n", f'[basins.meuse]\nsuccessor = "{successor}"\n')
    with pytest.raises(NetworkFileError) as raised:
        read_network(text, KnownCodes())

    assert [problem.key for problem in raised.value.problems] == ["basins.meuse.successor"]


def with_letter(folder: Path, name: str) -> Path:
    path = folder / "network.toml"
    path.write_text(MINIMAL.replace("[basins.meuse]\n", f'[basins.meuse]\nletter = "{name}"\n'))
    return path


def test_a_basin_has_its_own_letter_beside_the_network_file(tmp_path: Path) -> None:
    (tmp_path / "meuse.typ").write_text("= Meuse")
    network = load_network(with_letter(tmp_path, "meuse.typ"), KnownCodes())
    assert [basin.letter for basin in network.basins if basin.code == "meuse"] == ["= Meuse"]


@pytest.mark.parametrize("name", ["nowhere.typ", "../outside.typ", "folder"])
def test_a_letter_is_a_text_beside_the_network_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "network"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.typ").write_text("= Meuse")
    with pytest.raises(NetworkFileError) as raised:
        load_network(with_letter(folder, name), KnownCodes())
    assert [problem.key for problem in raised.value.problems] == ["basins.meuse.letter"]


def test_a_network_of_an_older_release_is_still_read() -> None:
    stored = network_to_json(a_network()).replace('"sample"', '"colour": "blue", "sample"')
    assert network_from_json(stored) == a_network()


def test_lines_are_found_whatever_the_shape_of_the_toml() -> None:
    lines = lines_of(
        dedent('''\
        # a [comment]
        name = "a # b"  # and c = 1
        day = 1979-05-27 07:32:00
        text = """
        [not.a.table]
        a = 1
        """
        "quoted.key".x = 1
        rows = [[1, 2], # ]
          [3],
        ]
        [[basins]]
        code = 'one'
        [[basins]]
        code = "two"
        [basins.rules]
        a.b = { c = 1, d = [{ e = 2 }] }
        ''')
    )
    assert {path: lines[path] for path in lines if len(path) > 1} == {
        ("quoted.key", "x"): 8,
        ("rows", 0): 9,
        ("rows", 0, 0): 9,
        ("rows", 0, 1): 9,
        ("rows", 1): 10,
        ("rows", 1, 0): 10,
        ("basins", 0): 12,
        ("basins", 0, "code"): 13,
        ("basins", 1): 14,
        ("basins", 1, "code"): 15,
        ("basins", 1, "rules"): 16,
        ("basins", 1, "rules", "a"): 17,
        ("basins", 1, "rules", "a", "b"): 17,
        ("basins", 1, "rules", "a", "b", "c"): 17,
        ("basins", 1, "rules", "a", "b", "d"): 17,
        ("basins", 1, "rules", "a", "b", "d", 0): 17,
        ("basins", 1, "rules", "a", "b", "d", 0, "e"): 17,
    }
