"""Ten years of a network far larger than any: a million dossiers, ten million events, written in SQL."""

import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from conversations.network.basins import Basin, BasinStatus, Committee, Network, Zone, ZoneType
from models.database.engines import open_engine
from models.figures.tallies import count, uncounted

BASINS = 30
YEARS = 10
OPEN_DAYS = 90  # what was received since is still open
COUNTED_AT_ONCE = 50_000  # marks in one transaction

_DAY = 86_400
_MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f', {seconds}, 'unixepoch') || '000'",
    "postgresql": "to_timestamp({seconds})",
}
_DATE = {
    "sqlite": "date({seconds}, 'unixepoch')",
    "postgresql": "CAST(to_timestamp({seconds}) AT TIME ZONE 'UTC' AS date)",
}

# What becomes of a dossier: i % 10 tells its fate. Events: name, days after reception, status it leads to.
_GRANTED, _REFUSED, _DECLINED, _REDIRECTED, _WITHDRAWN = "0, 1, 2, 3", "4", "5, 6", "7", "8, 9"
_TALK = (("submit", 0, "received"), ("claim", 2, "claimed"), ("reveal", 2, "claimed"), ("note", 3, "claimed"))
_COMMITTEE = (*_TALK, ("message", 5, "claimed"), ("make_ready", 12, "ready"), ("schedule", 20, "scheduled"))
_FATES: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    _GRANTED: (
        *_COMMITTEE,
        ("grant", 60, "granted_both"),
        ("contract", 75, "contracted"),
        ("close", 300, "closed"),
    ),
    _REFUSED: (
        *_COMMITTEE,
        ("opinion", 55, "scheduled"),
        ("opinion", 56, "scheduled"),
        ("refuse", 60, "refused"),
    ),
    _DECLINED: (*_TALK, *(("message", 4 + n, "claimed") for n in range(6)), ("decline", 15, "declined")),
    _REDIRECTED: (*_TALK, *(("message", 4 + n, "claimed") for n in range(5)), ("redirect", 9, "redirected")),
    _WITHDRAWN: (*_TALK, *(("message", 4 + n, "claimed") for n in range(6)), ("withdraw", 30, "withdrawn")),
}
_VERDICT = '{"outcome": "prequalified", "findings": []}'
_SKILLS = ("strategy", "sales", "hr", "quality", "management_finance", "technical", "hse", "other")


def wide_network() -> Network:
    """Return a network of thirty basins, one for each of as many departments."""
    basins = tuple(
        Basin(f"b{n:02d}", f"Bassin {n:02d}", f"Agence {n:02d}", BasinStatus.ACTIVE,
              (Zone(ZoneType.DEPARTMENT, f"{n + 21:02d}"),), Committee(f"Comité {n:02d}"))
        for n in range(BASINS)
    )  # fmt: skip
    return Network("Réseau d'essai", "Coordination nationale", basins)


def fill(database_url: str, dossiers: int) -> float:
    """Store that many dossiers and ten events for each; return the seconds it took."""
    began = time.monotonic()
    engine = open_engine(database_url)
    with engine.begin() as connection:
        _fill(connection, dossiers)
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return time.monotonic() - began


def count_all(database_url: str) -> float:
    """Count every dossier; return the seconds it took."""
    began = time.monotonic()
    engine = open_engine(database_url)
    left = True
    while left:
        with engine.begin() as connection:
            count(connection, COUNTED_AT_ONCE)
            left = uncounted(connection)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.exec_driver_sql("ANALYZE")
    engine.dispose()
    return time.monotonic() - began


def _fill(connection: Connection, dossiers: int) -> None:
    dialect = connection.dialect.name
    step = YEARS * 365 * _DAY // dossiers
    start = int(datetime.now(UTC).timestamp()) - step * dossiers

    def moment(days: str = "0") -> str:
        return _MOMENT[dialect].format(seconds=f"({start} + i * {step} + ({days}) * {_DAY})")

    def day(days: str) -> str:
        return _DATE[dialect].format(seconds=f"({start} + i * {step} + ({days}) * {_DAY})")

    series = "WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < :count)"
    settled = dossiers - OPEN_DAYS * _DAY // step
    recent = f"i > {settled}"
    basin = "CASE WHEN (i * 17) % 31 = 30 THEN NULL ELSE 'b' || substr('0' || ((i * 17) % 31), -2) END"
    if dialect == "postgresql":
        basin = "CASE WHEN (i * 17) % 31 = 30 THEN NULL ELSE 'b' || lpad(((i * 17) % 31)::text, 2, '0') END"
    last = " ".join(f"WHEN i % 10 IN ({kinds}) THEN '{events[-1][2]}'" for kinds, events in _FATES.items())
    statements = [
        f"INSERT INTO company (name, commune) {series} SELECT 'Atelier ' || i, '54528' FROM series",
        "INSERT INTO dossier (reference, draft_id, company_id, basin_code, commune, status, outcome, "
        "verdict, answers, language, origin, submitted_at, operator_agreed_at, version, holder_id, "
        f"status_since, acted_at, told_at) {series} SELECT 'AZ-20-' || i, -i, i - (i - 1) % 5, {basin}, "
        "CASE WHEN i % 3 = 0 THEN '21231' ELSE '54528' END, "
        f"CASE WHEN {recent} THEN CASE WHEN i % 2 = 0 THEN 'claimed' ELSE 'received' END {last} END, "
        "CASE WHEN i % 4 = 0 THEN 'to_check' ELSE 'prequalified' END, " f"'{_VERDICT}', '{{}}', 'fr', "
        f"CASE WHEN i % 6 = 0 THEN 'salon' END, {moment()}, {moment()}, 0, "
        f"CASE WHEN {recent} AND i % 2 = 0 THEN 1000 + i % 60 END, {moment('2')}, {moment('2')}, "
        f"{moment('2')} FROM series",
    ]  # fmt: skip
    for kinds, events in _FATES.items():
        for name, days, status in events:
            event = f"'{name}'"
            if name == "grant":
                event = (
                    "CASE i % 3 WHEN 0 THEN 'grant_skills' WHEN 1 THEN 'grant_advance' ELSE 'grant_both' END"
                )
            reason = {"refuse": "'jobs'", "decline": "'not_mature'", "redirect": "'other_scheme'"}.get(
                name, "NULL"
            )
            statements.append(
                "INSERT INTO dossier_event (dossier_id, at, event, to_status, reason) "
                f"{series} SELECT i, {moment(f'{days} + i % 7')}, {event}, '{status}', {reason} FROM series "
                f"WHERE i % 10 IN ({kinds}) AND i <= {settled}"
            )
    statements += [
        "INSERT INTO skill_need (dossier_id, code, taxonomy, priority) "
        f"{series} SELECT i, CASE (i + {shift}) * 7 % 8 "
        + " ".join(f"WHEN {n} THEN '{code}'" for n, code in enumerate(_SKILLS))
        + " END, '2026-1', false FROM series"
        for shift in (0, 3)
    ]
    statements += [
        "INSERT INTO dossier_event (dossier_id, at, event, to_status) "
        f"{series} SELECT i, {moment(days)}, '{name}', '{status}' FROM series WHERE i > {settled}{also}"
        for name, days, status, also in (
            ("submit", "0", "received", ""),
            ("claim", "1", "claimed", " AND i % 2 = 0"),
        )
    ]
    granted = f"WHERE i % 10 IN ({_GRANTED}) AND i <= {settled}"
    statements += [
        "INSERT INTO committee_session (basin_code, day) SELECT DISTINCT basin_code, "
        f"{_DATE[dialect].format(seconds=str(start))} FROM dossier WHERE basin_code IS NOT NULL",
        "INSERT INTO agenda_item (session_id, dossier_id, position, added_at, outcome, decided_at, days, "
        f"amount, jobs_created, jobs_kept) {series} SELECT 1, i, 0, {moment('20')}, "
        "CASE WHEN i % 10 = 4 THEN 'refuse' "
        "ELSE CASE i % 3 WHEN 0 THEN 'grant_skills' WHEN 1 THEN 'grant_advance' ELSE 'grant_both' END END, "
        f"{moment('60')}, 3, 23000, i % 6, i % 20 FROM series "
        f"WHERE i % 10 IN ({_GRANTED}, {_REFUSED}) AND i <= {settled}",
        "INSERT INTO contributor_company (basin_code, name) "
        "SELECT DISTINCT basin_code, 'Forges ' || basin_code FROM dossier WHERE basin_code IS NOT NULL",
        "INSERT INTO advisor (company_id, name, skills) "
        "SELECT id, 'Claude ' || id, '[]' FROM contributor_company",
        f"INSERT INTO mission (dossier_id, agreed_on) {series} SELECT i, {day('75')} FROM series {granted} "
        "AND i % 3 <> 1",
        "INSERT INTO mission_advisor (mission_id, advisor_id, skills, tenths_contracted, tenths_delivered) "
        "SELECT id, 1 + id % 30, '[]', 20 + id % 30, 10 FROM mission",
        "INSERT INTO mission_advisor (mission_id, advisor_id, skills, tenths_contracted, tenths_delivered) "
        "SELECT id, 1 + (id + 1) % 30, '[]', 15, 10 FROM mission WHERE id % 3 = 0",
        "INSERT INTO repayable_advance (dossier_id, amount, granted_on, repaid) "
        f"{series} SELECT i, 15000 + i % 16000, {day('60')}, 0 FROM series {granted} AND i % 3 <> 0",
        "INSERT INTO follow_up (dossier_id, months, due_on, answered_at, jobs_created, jobs_kept, "
        f"satisfaction) {series} SELECT i, 12, {day('425')}, {moment('430')}, i % 5, i % 20, 4 "
        f"FROM series {granted} AND i % 20 < 10",
        "INSERT INTO uncounted (dossier_id) SELECT id FROM dossier",
    ]
    for statement in statements:
        clause = text(statement)
        connection.execute(clause, dict.fromkeys(clause.compile().params, dossiers))


def main() -> None:
    """Fill a database and count it; print the seconds of each."""
    database_url, dossiers = sys.argv[1], int(sys.argv[2])
    print(fill(database_url, dossiers), count_all(database_url))


if __name__ == "__main__":
    main()
