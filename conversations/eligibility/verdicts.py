"""What pre-qualification concludes: findings, an outcome, and the other doors to name."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from conversations.frozen import frozen
from conversations.message_json import Json, message_from_json, message_to_json
from conversations.messages import N_, Message, Msgid, say, say_n, verbatim
from conversations.network.basins import Basin, Network, Rule, Severity


class Outcome(StrEnum):
    """What a verdict says of a request. None of them is a refusal: only people decide."""

    PREQUALIFIED = "prequalified"
    TO_CHECK = "to_check"
    REDIRECTED = "redirected"


@frozen
class Finding:
    """A rule that fired.

    ``fact``: the name of the answer that fired it. ``remedy``: what would change the verdict, None
    when the applicant can change nothing. ``source``: where the threshold comes from.
    """

    rule: Rule
    severity: Severity
    fact: str
    for_applicant: Message
    for_operator: Message
    remedy: Message | None
    source: str


@frozen
class Verdict:
    """The outcome and every finding behind it: never a score."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity, in the order of the rules."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


def conclude(findings: tuple[Finding, ...], flags_allowed: int) -> Verdict:
    """Redirect on a redirection, have a person check beyond ``flags_allowed`` flags, else pre-qualify."""
    severities = [finding.severity for finding in findings]
    if Severity.REDIRECT in severities:
        return Verdict(Outcome.REDIRECTED, findings)
    if severities.count(Severity.FLAG) > flags_allowed:
        return Verdict(Outcome.TO_CHECK, findings)
    return Verdict(Outcome.PREQUALIFIED, findings)


def unfinished(verdict: Verdict, left: Sequence[str]) -> Verdict:
    """Return the verdict of a request sent for a call, with questions left: a person goes on with it.

    ``left``: their names, one at least.
    """
    asks = Finding(
        Rule.LEFT,
        Severity.FLAG,
        left[0],
        say_n(
            "You asked for a call: {n} question is left to see with the operator.",
            "You asked for a call: {n} questions are left to see with the operator.",
            len(left),
        ),
        say_n(
            "📞 Asks to be called before the form is finished: {n} question left.",
            "📞 Asks to be called before the form is finished: {n} questions left.",
            len(left),
        ),
        None,
        "applicant",
    )
    others = tuple(finding for finding in verdict.findings if finding.rule is not Rule.LEFT)
    return conclude((asks, *others), flags_allowed=0)


IN_DIFFICULTY = (
    N_("The departmental adviser for firms in difficulty, at the public finances (DDFiP): a first talk, who "
       "points to the right people"),
    N_("Your CCI or CMA, which also help firms in difficulty"),
    N_("The prevention service of your commercial court, before any proceedings"),
    N_("APESA (apesa-france.com): a psychologist to listen to you, free of charge"),
)  # fmt: skip
"""Who helps a head of a firm in difficulty, nearest first.

Sources: for the adviser, one in each department since 2021, actu-juridique.fr, « Le conseiller départemental
à la sortie de crise », 2021, named « conseiller départemental des entreprises en difficulté » since; for the
chambers and the courts, Sénat, rapport d'information n° 615 (2020-2021), « Les acteurs de la prévention »;
for APESA, apesa-france.com, « Découvrir APESA ».
"""

_USUAL_DOORS: Mapping[Rule, tuple[Msgid, ...]] = {
    Rule.SIZE: (N_("Your CCI, or Bpifrance for larger firms"),),
    Rule.PROJECT: (N_("Your CCI or CMA, or BGE, to give shape to a project"),),
    Rule.INSOLVENCY: IN_DIFFICULTY,
    Rule.INDEPENDENCE: (N_("Your CCI, or Bpifrance"),),
    Rule.SKILLS: (N_("An Initiative platform, Réseau Entreprendre or Bpifrance, for financing alone"),),
}
"""The doors of each rule that may redirect: bodies of the glossary (domain facts, section 6)."""


def doors(verdict: Verdict, basin: Basin | None, network: Network) -> tuple[Message, ...]:
    """Name the other doors of a redirected request, nearest first; empty for any other outcome.

    Without a basin, the national coordination comes first; then the basin's own doors, the network's,
    and the usual ones for the rules that redirected.
    """
    if verdict.outcome is not Outcome.REDIRECTED:
        return ()
    rules = [finding.rule for finding in verdict.of(Severity.REDIRECT)]
    found = [_coordination(network)] if Rule.TERRITORY in rules else []
    found += [verbatim(door) for door in (basin.redirections if basin else ())]
    found += [verbatim(door) for door in network.redirections]
    found += [Message(door) for rule in rules for door in _USUAL_DOORS.get(rule, ())]
    return tuple(door for place, door in enumerate(found) if door not in found[:place])


def _coordination(network: Network) -> Message:
    if network.contact:
        return say(
            "The national coordination: {coordination} ({contact})",
            coordination=network.coordination,
            contact=network.contact,
        )
    return say("The national coordination: {coordination}", coordination=network.coordination)


def verdict_to_json(verdict: Verdict) -> dict[str, Json]:
    """Return the verdict as JSON values, to be stored with its dossier."""
    return {
        "outcome": verdict.outcome.value,
        "findings": [
            {
                "rule": finding.rule.value,
                "severity": finding.severity.value,
                "fact": finding.fact,
                "for_applicant": message_to_json(finding.for_applicant),
                "for_operator": message_to_json(finding.for_operator),
                "remedy": message_to_json(finding.remedy) if finding.remedy else None,
                "source": finding.source,
            }
            for finding in verdict.findings
        ],
    }


def verdict_from_json(stored: Json) -> Verdict:
    """Read back a stored verdict; raise ValueError when ``stored`` is not one."""
    match stored:
        case {"outcome": str(outcome), "findings": [*findings]}:
            return Verdict(Outcome(outcome), tuple(_finding_from_json(finding) for finding in findings))
    raise ValueError(f"not a stored verdict: {stored!r}")


def _finding_from_json(stored: Json) -> Finding:
    match stored:
        case {
            "rule": str(rule),
            "severity": str(severity),
            "fact": str(fact),
            "for_applicant": for_applicant,
            "for_operator": for_operator,
            "remedy": remedy,
            "source": str(source),
        }:
            return Finding(
                rule=Rule(rule),
                severity=Severity(severity),
                fact=fact,
                for_applicant=message_from_json(for_applicant),
                for_operator=message_from_json(for_operator),
                remedy=message_from_json(remedy) if remedy else None,
                source=source,
            )
    raise ValueError(f"not a stored finding: {stored!r}")
