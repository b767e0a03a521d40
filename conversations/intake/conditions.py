"""When a question is asked. The diagrams show these names as words."""

from conversations.companies import CompanyKind
from conversations.eligibility.assessment import Outcome
from conversations.eligibility.facts import FOR_THE_HEAD, Turnover
from conversations.situation import Situation


def has_company(situation: Situation) -> bool:
    """Tell whether the company exists already, as most do until it is said."""
    return situation.company_kind != CompanyKind.CREATION


def wants_advance(situation: Situation) -> bool:
    """Tell whether an advance is asked for, where it is practised."""
    return situation.advance_practised and bool(situation.wants_advance)


def someone_applies_for_the_head(situation: Situation) -> bool:
    """Tell whether somebody else than the head of the company applies."""
    return situation.text("role") in FOR_THE_HEAD


def a_rule_stands_in_the_way(situation: Situation) -> bool:
    """Tell whether a rule of the territory stands in the way."""
    return situation.verdict.outcome is Outcome.REDIRECTED


def territories_overlap(situation: Situation) -> bool:
    """Tell whether several territories cover the place."""
    return situation.route is not None and len(situation.route.basins) > 1


def fifty_people_or_more(situation: Situation) -> bool:
    """Tell whether the company has fifty people or more."""
    return has_company(situation) and (situation.number("headcount") or 0) >= 50


def turnover_over_50m(situation: Situation) -> bool:
    """Tell whether the turnover is over 50 M€."""
    return situation.text("turnover") == Turnover.OVER_50M


def three_skills_are_ticked(situation: Situation) -> bool:
    """Tell whether three skills or more are ticked."""
    return len(situation.items("skills")) > 2


def there_are_jobs_to_keep(situation: Situation) -> bool:
    """Tell whether the company, or the one taken over, has jobs to keep."""
    return situation.has_jobs_to_keep


def the_territory_lends(situation: Situation) -> bool:
    """Tell whether the territory practises the advance."""
    return situation.advance_practised


def the_advance_needs_skills(situation: Situation) -> bool:
    """Tell whether the advance asked for is granted with skills only."""
    return wants_advance(situation) and situation.skills_tied


def company_wants_advance(situation: Situation) -> bool:
    """Tell whether an existing company asks for an advance."""
    return wants_advance(situation) and has_company(situation)


def the_head_may_be_called(situation: Situation) -> bool:
    """Tell whether the head of the company applies and gives a phone number."""
    return not someone_applies_for_the_head(situation) and "phone" in situation.parts("contact")
