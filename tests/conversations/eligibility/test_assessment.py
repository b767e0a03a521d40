"""What the rules say of a request: each one, on both sides, under the basin's own parameters."""

import inspect
import json
import re
from dataclasses import fields
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from conversations.eligibility.applicant_rules import LEAVABLE
from conversations.eligibility.assessment import CHECKS, Facts, Finding, Outcome, Rule, Verdict, assess
from conversations.eligibility.facts import Check
from conversations.eligibility.verdicts import doors, verdict_from_json, verdict_to_json
from conversations.intake import STEPS
from conversations.message_json import message_from_json, message_to_json
from conversations.messages import Euros, Listing, say, say_n
from conversations.network.basins import AdvanceTerms, Basin, BasinStatus, JobsRule, Rules, Severity
from conversations.network.routing import Atlas
from tests.builders import a_basin, a_network, a_place

TODAY = date(2026, 11, 22)
ADVANCE = AdvanceTerms(max_amount=15_000)


NATIONAL = Rules()


def findings(
    facts: Facts, rules: Rules = NATIONAL, advance: AdvanceTerms | None = None
) -> dict[Rule, Finding]:
    verdict = assess(facts, a_basin(rules=rules, advance=advance), None, TODAY)
    return {finding.rule: finding for finding in verdict.findings}


def severity(rule: Rule, facts: Facts, rules: Rules = NATIONAL) -> Severity | None:
    found = findings(facts, rules).get(rule)
    return found.severity if found else None


def verdict_without_basin(facts: Facts, *basins: Basin) -> Verdict:
    elsewhere = a_place(department="75", epci=None, region="11")
    return assess(facts, None, Atlas(a_network(*basins)).route(elsewhere, TODAY), TODAY)


SOUND = Facts(
    role="head",
    company_kind="registered",
    active=True,
    headcount=12,
    founded_year=2011,
    turnover_band="2_to_10m",
    in_group=False,
    insolvency=False,
    sections=frozenset("C"),
    project_kind="growth",
    jobs_created=4,
    jobs_kept=12,
    wants_advance=False,
)


def test_nothing_is_said_while_nothing_is_known() -> None:
    assert assess(Facts(), None, None, TODAY) == Verdict(Outcome.PREQUALIFIED)
    assert assess(Facts(), a_basin(advance=ADVANCE), None, TODAY) == Verdict(Outcome.PREQUALIFIED)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.fire.__name__)
def test_a_rule_names_the_parameters_it_reads(check: Check) -> None:
    assert set(re.findall(r"rules\.(\w+)", inspect.getsource(check.fire))) == set(check.parameters)


def test_every_rule_is_checked_and_every_parameter_of_a_basin_is_read() -> None:
    assert {check.rule for check in CHECKS} == {*Rule}
    read = {parameter for check in CHECKS for parameter in check.parameters}
    assert read | {"flags_allowed"} == {field.name for field in fields(Rules)}  # which concludes


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.fire.__name__)
def test_what_fires_names_an_answer_of_the_conversation(check: Check) -> None:
    named = re.findall(r"Fired\(\s*[^,]+,\s*\"(\w+)\"", inspect.getsource(check.fire))
    named += LEAVABLE if check.rule is Rule.LEFT else ()
    assert named
    assert set(named) <= {step.name for step in STEPS}


def test_an_answer_left_to_the_operator_is_told_to_them_but_where_no_rule_needs_it() -> None:
    left = {step.name for step in STEPS if step.later}
    assert left - {"call_time", "priority_skill"} <= {*LEAVABLE}, (
        "add it there, or here where no rule needs it"
    )


def test_a_sound_request_is_prequalified_without_a_word() -> None:
    assert assess(SOUND, a_basin(), None, TODAY) == Verdict(Outcome.PREQUALIFIED)


def test_rules_that_vary_by_basin_wait_until_the_basin_is_known() -> None:
    facts = Facts(headcount=300, insolvency=True)
    assert assess(facts, None, None, TODAY).findings == ()
    assert Rule.SIZE in {finding.rule for finding in verdict_without_basin(facts).findings}


def test_rules_wait_while_the_applicant_chooses_between_basins() -> None:
    both = Atlas(a_network(a_basin("one"), a_basin("two"))).route(a_place(), TODAY)
    assert assess(Facts(headcount=300), None, both, TODAY).findings == ()


class TestTerritory:
    def test_outside_every_basin_is_redirected_with_the_reason_of_the_route(self) -> None:
        verdict = verdict_without_basin(Facts())
        (finding,) = verdict.findings
        assert verdict.outcome is Outcome.REDIRECTED
        assert finding.rule is Rule.TERRITORY
        assert finding.for_applicant.values["place"] == "Valbourg"
        assert finding.for_operator.msgid.startswith("No Alizé basin covers")

    def test_an_announced_basin_is_named(self) -> None:
        route = Atlas(a_network(a_basin(status=BasinStatus.ANNOUNCED))).route(a_place(), TODAY)
        (finding,) = assess(Facts(), None, route, TODAY).findings
        assert finding.for_applicant.values["basin"] == "Vallee"

    def test_inside_a_basin_it_is_silent(self) -> None:
        basin = a_basin()
        route = Atlas(a_network(basin)).route(a_place(), TODAY)
        assert assess(Facts(), basin, route, TODAY).findings == ()


class TestSize:
    @pytest.mark.parametrize(("headcount", "expected"), [(0, None), (249, None), (250, Severity.REDIRECT)])
    def test_only_250_people_or_more_redirect(self, headcount: int, expected: Severity | None) -> None:
        assert severity(Rule.SIZE, Facts(headcount=headcount)) is expected

    def test_a_lower_limit_of_the_basin_only_flags(self) -> None:
        rules = Rules(max_headcount=50)
        assert severity(Rule.SIZE, Facts(headcount=50), rules) is None
        assert severity(Rule.SIZE, Facts(headcount=51), rules) is Severity.FLAG
        assert severity(Rule.SIZE, Facts(headcount=250), rules) is Severity.REDIRECT

    def test_a_higher_limit_of_the_basin_is_followed(self) -> None:
        assert severity(Rule.SIZE, Facts(headcount=400), Rules(max_headcount=499)) is None

    @pytest.mark.parametrize(
        ("headcount", "expected"), [(9, Severity.FLAG), (10, None), (50, None), (51, Severity.FLAG)]
    )
    def test_a_target_range_flags_outside_it(self, headcount: int, expected: Severity | None) -> None:
        rules = Rules(target_headcount=(10, 50))
        assert severity(Rule.SIZE, Facts(headcount=headcount), rules) is expected

    @pytest.mark.parametrize(
        ("turnover", "balance", "expected"),
        [
            ("over_50m", "over_43m", Severity.FLAG),
            ("over_50m", "unknown", Severity.INFORM),
            ("over_50m", "under_43m", None),  # one of the two tests is enough
            ("over_50m", None, Severity.INFORM),  # the balance sheet is asked on demand
            ("10_to_50m", "over_43m", None),
            ("unknown", None, None),
        ],
    )
    def test_money_flags_only_above_both_ceilings(
        self, turnover: str, balance: str | None, expected: Severity | None
    ) -> None:
        facts = Facts(headcount=40, turnover_band=turnover, balance_band=balance)
        assert severity(Rule.SIZE, facts) is expected


class TestAge:
    @pytest.mark.parametrize(
        ("year", "expected"), [(2023, None), (2024, Severity.FLAG), (2026, Severity.FLAG)]
    )
    def test_a_company_under_three_years_is_flagged(self, year: int, expected: Severity | None) -> None:
        assert severity(Rule.AGE, Facts(founded_year=year)) is expected

    def test_a_year_not_known_is_for_a_person_where_the_age_matters(self) -> None:
        facts = Facts(unknown=frozenset({"founded"}))
        assert severity(Rule.AGE, facts) is Severity.FLAG
        assert severity(Rule.AGE, facts, Rules(creators_accepted=True)) is None

    def test_the_minimum_age_is_the_basin_s(self) -> None:
        assert severity(Rule.AGE, Facts(founded_year=2025), Rules(min_age_years=1)) is None
        assert severity(Rule.AGE, Facts(founded_year=2022), Rules(min_age_years=5)) is Severity.FLAG

    @pytest.mark.parametrize(
        "facts",
        [Facts(project_kind="creation"), Facts(company_kind="creation", project_kind="growth")],
    )
    def test_a_creation_is_flagged_unless_the_basin_accepts_creators(self, facts: Facts) -> None:
        assert severity(Rule.AGE, facts) is Severity.FLAG
        assert severity(Rule.AGE, facts, Rules(creators_accepted=True)) is None

    def test_the_buyer_of_an_existing_firm_is_no_creator(self) -> None:
        facts = Facts(company_kind="creation", project_kind="takeover")
        assert severity(Rule.AGE, facts) is None

    def test_a_company_being_created_waits_for_the_project(self) -> None:
        assert severity(Rule.AGE, Facts(company_kind="creation")) is None


def test_no_project_at_all_is_redirected_even_before_the_territory_is_known() -> None:
    assert assess(Facts(project_kind="none"), None, None, TODAY).outcome is Outcome.REDIRECTED
    assert severity(Rule.PROJECT, Facts(project_kind="investment")) is None


class TestJobs:
    @pytest.mark.parametrize(
        ("created", "kept", "expected"),
        [(0, 0, Severity.FLAG), (1, 0, None), (0, 1, None), (0, None, None), (None, 0, None)],
    )
    def test_by_default_jobs_are_created_or_kept(
        self, created: int | None, kept: int | None, expected: Severity | None
    ) -> None:
        assert severity(Rule.JOBS, Facts(jobs_created=created, jobs_kept=kept)) is expected

    @pytest.mark.parametrize(("created", "expected"), [(2, Severity.FLAG), (3, None), (None, None)])
    def test_a_minimum_counts_created_jobs_only(self, created: int | None, expected: Severity | None) -> None:
        rules = Rules(jobs_rule=JobsRule.MIN_CREATED, min_jobs=3)
        assert severity(Rule.JOBS, Facts(jobs_created=created, jobs_kept=30), rules) is expected

    @pytest.mark.parametrize(
        ("created", "kept", "unknown", "expected"),
        [
            (None, 0, {"jobs_created"}, Severity.FLAG),
            (0, None, {"jobs_kept"}, Severity.FLAG),
            (None, 12, {"jobs_created"}, None),
            (None, None, {"jobs_created"}, None),
        ],
    )
    def test_jobs_not_known_yet_are_for_a_person_where_they_would_decide(
        self, created: int | None, kept: int | None, unknown: set[str], expected: Severity | None
    ) -> None:
        facts = Facts(jobs_created=created, jobs_kept=kept, unknown=frozenset(unknown))
        assert severity(Rule.JOBS, facts) is expected
        assert severity(Rule.JOBS, facts, Rules(jobs_rule=JobsRule.NONE)) is None

    def test_a_minimum_of_jobs_that_are_not_known_yet_is_for_a_person(self) -> None:
        facts = Facts(jobs_kept=12, unknown=frozenset({"jobs_created"}))
        assert severity(Rule.JOBS, facts, Rules(jobs_rule=JobsRule.MIN_CREATED)) is Severity.FLAG

    def test_a_basin_may_not_tie_its_help_to_jobs(self) -> None:
        assert severity(Rule.JOBS, Facts(jobs_created=0, jobs_kept=0), Rules(jobs_rule=JobsRule.NONE)) is None


def test_a_takeover_is_flagged_only_where_it_is_not_accepted() -> None:
    facts = Facts(project_kind="takeover")
    assert severity(Rule.TAKEOVER, facts) is None
    assert severity(Rule.TAKEOVER, facts, Rules(takeover_accepted=False)) is Severity.FLAG


class TestSector:
    INDUSTRY = Rules(sections_only=frozenset("BCDE"))

    def test_every_sector_is_welcome_by_default(self) -> None:
        assert severity(Rule.SECTOR, Facts(sections=frozenset("I"))) is None

    def test_a_sector_outside_the_basin_s_is_flagged(self) -> None:
        assert severity(Rule.SECTOR, Facts(sections=frozenset("C")), self.INDUSTRY) is None
        assert severity(Rule.SECTOR, Facts(sections=frozenset("G")), self.INDUSTRY) is Severity.FLAG

    def test_an_excluded_sector_is_flagged(self) -> None:
        rules = Rules(sections_excluded=frozenset("K"))
        assert severity(Rule.SECTOR, Facts(sections=frozenset("K")), rules) is Severity.FLAG
        assert severity(Rule.SECTOR, Facts(sections=frozenset("KL")), rules) is None

    def test_a_doubtful_sector_gets_the_benefit_of_the_doubt(self) -> None:
        assert severity(Rule.SECTOR, Facts(sections=frozenset("EF")), self.INDUSTRY) is None

    def test_an_unknown_sector_is_not_judged(self) -> None:
        assert severity(Rule.SECTOR, Facts(sections=frozenset()), self.INDUSTRY) is None


@pytest.mark.parametrize("policy", list(Severity))
def test_insolvency_does_what_the_basin_decided(policy: Severity) -> None:
    rules = Rules(insolvency=policy)
    assert severity(Rule.INSOLVENCY, Facts(insolvency=True), rules) is policy
    assert severity(Rule.INSOLVENCY, Facts(insolvency=False), rules) is None


@pytest.mark.parametrize("policy", list(Severity))
def test_belonging_to_a_group_does_what_the_basin_decided(policy: Severity) -> None:
    rules = Rules(group_member=policy)
    assert severity(Rule.INDEPENDENCE, Facts(in_group=True), rules) is policy
    assert severity(Rule.INDEPENDENCE, Facts(in_group=False), rules) is None


class TestAdvance:
    MONEY_ALONE = Facts(wants_advance=True, accepts_skills=False)

    @pytest.mark.parametrize("policy", list(Severity))
    def test_money_without_skills_does_what_the_basin_decided(self, policy: Severity) -> None:
        found = findings(self.MONEY_ALONE, advance=AdvanceTerms(skills_required=policy))
        assert found[Rule.SKILLS].severity is policy
        assert found[Rule.SKILLS].remedy is not None

    @pytest.mark.parametrize(
        "facts",
        [
            Facts(wants_advance=True),
            Facts(wants_advance=True, accepts_skills=True),
            Facts(wants_advance=False, accepts_skills=False),
        ],
    )
    def test_skills_are_silent_otherwise(self, facts: Facts) -> None:
        assert findings(facts, advance=AdvanceTerms(skills_required=Severity.REDIRECT)) == {}

    def test_where_none_is_practised_the_applicant_is_told_that_skills_remain(self) -> None:
        found = findings(Facts(wants_advance=True))
        assert found[Rule.ADVANCE].severity is Severity.INFORM
        assert findings(self.MONEY_ALONE)[Rule.ADVANCE].severity is Severity.FLAG

    def test_without_a_territory_the_applicant_is_told_that_it_depends_on_one(self) -> None:
        found = assess(Facts(wants_advance=True), None, None, TODAY).findings
        assert "depends on the territory" in str(
            next(each.for_applicant.msgid for each in found if each.rule is Rule.ADVANCE)
        )

    @pytest.mark.parametrize(("amount", "fires"), [(15_000, False), (15_001, True), (None, False)])
    def test_an_amount_above_the_terms_is_flagged(self, amount: int | None, fires: bool) -> None:
        found = findings(Facts(wants_advance=True, advance_amount=amount), advance=ADVANCE)
        assert (Rule.ADVANCE in found) is fires

    def test_an_amount_is_not_judged_where_no_cap_is_known(self) -> None:
        facts = Facts(wants_advance=True, advance_amount=90_000)
        assert findings(facts, advance=AdvanceTerms()) == {}

    @pytest.mark.parametrize(("aid", "fires"), [(299_999, False), (300_000, True), (None, False)])
    def test_aid_at_the_de_minimis_ceiling_is_flagged(self, aid: int | None, fires: bool) -> None:
        found = findings(Facts(wants_advance=True, aid_received=aid), advance=ADVANCE)
        assert (Rule.DE_MINIMIS in found) is fires

    def test_de_minimis_only_matters_for_an_advance(self) -> None:
        assert findings(Facts(wants_advance=False, aid_received=400_000), advance=ADVANCE) == {}
        assert Rule.DE_MINIMIS not in findings(Facts(wants_advance=True, aid_received=400_000))


class TestMandate:
    @pytest.mark.parametrize("role", ["delegate", "adviser"])
    def test_whoever_fills_in_without_the_head_s_agreement_is_flagged(self, role: str) -> None:
        assert severity(Rule.MANDATE, Facts(role=role, head_agrees=False)) is Severity.FLAG
        assert severity(Rule.MANDATE, Facts(role=role, head_agrees=True)) is Severity.INFORM
        assert severity(Rule.MANDATE, Facts(role=role)) is None

    def test_the_head_needs_nobody_s_agreement(self) -> None:
        assert severity(Rule.MANDATE, Facts(role="head")) is None


def test_a_company_closed_in_the_registry_is_flagged_and_never_stopped() -> None:
    assert severity(Rule.REGISTRY, Facts(active=False)) is Severity.FLAG
    assert severity(Rule.REGISTRY, Facts(active=True)) is None


class TestOutcome:
    TWO_FLAGS = Facts(founded_year=2025, in_group=True)

    @pytest.mark.parametrize(
        ("allowed", "outcome"),
        [(0, Outcome.TO_CHECK), (1, Outcome.TO_CHECK), (2, Outcome.PREQUALIFIED)],
    )
    def test_more_flags_than_allowed_are_to_check(self, allowed: int, outcome: Outcome) -> None:
        basin = a_basin(rules=Rules(flags_allowed=allowed))
        assert assess(self.TWO_FLAGS, basin, None, TODAY).outcome is outcome

    def test_a_redirection_wins_over_flags(self) -> None:
        facts = Facts(founded_year=2025, headcount=800)
        assert assess(facts, a_basin(), None, TODAY).outcome is Outcome.REDIRECTED

    def test_information_alone_is_prequalified(self) -> None:
        verdict = assess(Facts(wants_advance=True), a_basin(), None, TODAY)
        assert verdict.outcome is Outcome.PREQUALIFIED
        assert len(verdict.of(Severity.INFORM)) == 1


def test_a_finding_names_the_basin_s_source_where_it_departs_from_the_national_rule() -> None:
    facts = Facts(founded_year=2025)
    national = assess(facts, a_basin(source="Convention 2026"), None, TODAY)
    own = assess(facts, a_basin(source="Convention 2026", rules=Rules(min_age_years=4)), None, TODAY)
    assert national.findings[0].source == "PROJET"
    assert own.findings[0].source == "Convention 2026"


EVERYTHING_WRONG = Facts(
    role="adviser",
    head_agrees=False,
    company_kind="registered",
    active=False,
    headcount=300,
    founded_year=2025,
    turnover_band="over_50m",
    balance_band="over_43m",
    in_group=True,
    insolvency=True,
    sections=frozenset("K"),
    project_kind="none",
    jobs_created=0,
    jobs_kept=0,
    wants_advance=True,
    accepts_skills=False,
    advance_amount=50_000,
    aid_received=350_000,
)
STRICT = a_basin(
    rules=Rules(sections_only=frozenset("C"), insolvency=Severity.REDIRECT, group_member=Severity.REDIRECT),
    advance=AdvanceTerms(max_amount=15_000, skills_required=Severity.REDIRECT),
)


def test_every_redirection_says_that_it_is_not_a_refusal() -> None:
    verdicts = (assess(EVERYTHING_WRONG, STRICT, None, TODAY), verdict_without_basin(Facts()))
    redirections = [finding for verdict in verdicts for finding in verdict.of(Severity.REDIRECT)]
    assert len(redirections) == 6
    assert all("not a refusal" in finding.for_applicant.msgid for finding in redirections)


def test_a_verdict_survives_storage() -> None:
    verdict = assess(EVERYTHING_WRONG, STRICT, None, TODAY)
    assert verdict_from_json(json.loads(json.dumps(verdict_to_json(verdict)))) == verdict


def test_every_value_of_a_message_survives_storage() -> None:
    message = say_n(
        "{n} day",
        "{n} days",
        3,
        text="words",
        money=Euros(5),
        rate=Decimal("0.50"),
        day=date(2027, 1, 2),
        moment=datetime(2027, 1, 2, 3, 4, tzinfo=UTC),
        names=Listing(("a", Euros(1))),
        inner=say("inside {x}", x=1),
    )
    assert message_from_json(json.loads(json.dumps(message_to_json(message)))) == message


@pytest.mark.parametrize(
    "stored", [None, {}, {"outcome": "prequalified"}, {"outcome": "prequalified", "findings": [1]}]
)
def test_what_is_not_a_verdict_is_not_read_as_one(stored: dict[str, str] | None) -> None:
    with pytest.raises(ValueError):
        verdict_from_json(stored)


class TestDoors:
    def test_only_a_redirection_opens_other_doors(self) -> None:
        assert doors(assess(SOUND, a_basin(), None, TODAY), a_basin(), a_network()) == ()

    def test_a_redirection_always_names_a_door(self) -> None:
        network = a_network()
        redirections = assess(EVERYTHING_WRONG, STRICT, None, TODAY).of(Severity.REDIRECT)
        for finding in redirections:
            assert doors(Verdict(Outcome.REDIRECTED, (finding,)), STRICT, network)

    def test_outside_every_basin_the_national_coordination_comes_first(self) -> None:
        network = a_network(coordination="Coordination d'essai", redirections=("Votre CCI",))
        first, second = doors(verdict_without_basin(Facts()), None, network)
        assert first.values["coordination"] == "Coordination d'essai"
        assert second.values["text"] == "Votre CCI"

    def test_the_coordination_s_contact_is_given_when_known(self) -> None:
        network = a_network(contact="alize@example.fr")
        (door,) = doors(verdict_without_basin(Facts()), None, network)
        assert door.values["contact"] == "alize@example.fr"

    def test_the_basin_s_doors_come_before_the_network_s_and_none_comes_twice(self) -> None:
        basin = a_basin(redirections=("CCI du Val", "BGE"))
        network = a_network(basin, redirections=("BGE", "Bpifrance"))
        verdict = assess(Facts(project_kind="none"), basin, None, TODAY)
        named = [door.values.get("text") for door in doors(verdict, basin, network)]
        assert named == ["CCI du Val", "BGE", "Bpifrance", None]
