"""The text of a report on what came of it: firms, days, jobs, advances, needs, and what figures leave out."""

from collections.abc import Iterator

from bot.services.figures.skills import skill_name
from bot.services.reports.findings import Findings
from bot.services.reports.wording import (
    agreeing,
    agreeing_days,
    as_days,
    as_euros,
    first,
    is_told,
    many,
    percent,
    share_of,
    than,
)
from conversations.dossiers.lifecycle import WITH_ADVANCE
from conversations.figures.masking import Shown
from conversations.figures.trends import Course
from conversations.messages import Listing, Message, say, say_n

SKILLS_NAMED = 3
GROWING_NAMED = 2
OFTEN = 5  # the ranks among which a growing need is worth a sentence
PERCENT_FROM = 20  # requests, from which shares are told rather than counts
HIGH = 20  # percent of requests, from which a need that does not grow is worth one


def results(findings: Findings) -> Iterator[Message]:
    """Tell the firms supported, and the days contracted for them and delivered."""
    supported = findings.of("companies_supported")
    if supported == 0:
        yield say("No company was granted anything{than}.", than=than(findings, "companies_supported"))
    elif is_told(supported):
        yield say_n(
            "{many} company was supported{than}.", "{many} companies were supported{than}.",
            agreeing(supported), many=first(many(supported)), than=than(findings, "companies_supported"),
        )  # fmt: skip
    contracted, delivered = findings.of("days_contracted"), findings.of("days_delivered")
    if contracted == 0:
        yield say("No day of expertise was contracted{than}.",
                  than=than(findings, "days_contracted", as_days))  # fmt: skip
    elif is_told(contracted):
        yield say_n(
            "The agreements signed contract {many} day of expertise{than}.",
            "The agreements signed contract {many} days of expertise{than}.",
            agreeing_days(contracted),
            many=as_days(contracted), than=than(findings, "days_contracted", as_days),
        )  # fmt: skip
        if delivered == contracted:
            yield say("All of them have been delivered so far.")
        elif delivered == 0:
            yield say("None of them has been delivered yet.")
        elif isinstance(delivered, int) and isinstance(contracted, int) and delivered > contracted:
            yield say_n(
                "{many} day has been delivered so far: more than was contracted.",
                "{many} days have been delivered so far: more than was contracted.",
                agreeing_days(delivered), many=as_days(delivered),
            )  # fmt: skip
        elif is_told(delivered):
            yield say_n(
                "{many} of them has been delivered so far.", "{many} of them have been delivered so far.",
                agreeing_days(delivered), many=first(as_days(delivered)),
            )  # fmt: skip


def jobs(findings: Findings) -> Iterator[Message]:
    """Tell the jobs that projects plan, then apart those that firms observed."""
    if not findings.now.whole.grants:
        return
    planned = _jobs(findings.of("jobs_created_planned"), findings.of("jobs_kept_planned"))
    if planned:
        yield say(
            "The projects supported plan {jobs}: these are forecasts, not jobs that were observed.",
            jobs=Listing(planned),
        )
    before = _jobs(
        findings.of("jobs_created_planned", past=True), findings.of("jobs_kept_planned", past=True)
    )
    if planned and before and findings.before and findings.before.whole.grants:
        yield say("A year before, {jobs} were planned.", jobs=Listing(before))
    yield from _observed(findings)


def _jobs(created: Shown, kept: Shown) -> tuple[Message, ...]:
    said = []
    if created == 0:
        said.append(say("no job to create"))
    elif is_told(created):
        said.append(
            say_n("{many} job to create", "{many} jobs to create", agreeing(created), many=many(created))
        )
    if kept == 0:
        said.append(say("no job to keep"))
    elif is_told(kept):
        said.append(say_n("{many} job to keep", "{many} jobs to keep", agreeing(kept), many=many(kept)))
    return tuple(said)


def _observed(findings: Findings) -> Iterator[Message]:
    followed = findings.of("followed")
    if followed == 0:
        yield say("No follow-up has come in yet: the jobs created are not known.")
        return
    created, planned = findings.of("jobs_created_observed"), findings.of("jobs_created_followed")
    kept, to_keep = findings.of("jobs_kept_observed"), findings.of("jobs_kept_followed")
    if not is_told(followed) or not all(isinstance(each, int) for each in (created, planned, kept, to_keep)):
        return
    yield say_n(
        "Observed so far in {many} project: {created} for {planned} planned, {kept} for {goal} planned.",
        "Observed so far in {many} projects: {created} for {planned} planned, {kept} for {goal} planned.",
        agreeing(followed),
        many=many(followed), planned=many(planned), goal=many(to_keep),
        created=say_n("{many} job created", "{many} jobs created", agreeing(created), many=many(created)),
        kept=say_n("{many} job kept", "{many} jobs kept", agreeing(kept), many=many(kept)),
    )  # fmt: skip


def advances(findings: Findings) -> Iterator[Message]:
    """Tell the repayable advances, where the territories practise them."""
    firms, total = findings.of("advance_companies"), findings.of("advance_total")
    if firms == 0:
        network = findings.asked.world.network
        practised = any(
            basin.advance is not None and findings.asked.scope.holds(basin.code) for basin in network.basins
        )
        decided = findings.now.whole.decisions
        if any(decided.get(event) for event in WITH_ADVANCE):
            # The past may tell a decision without its amount.
            yield say("The amounts of the advances granted are not recorded here.")
        elif practised or is_told(findings.of("advance_companies", past=True)):
            yield say("No repayable advance was granted{than}.", than=than(findings, "advance_companies"))
        else:
            yield say("Repayable advances are not practised here.")
    elif is_told(firms):
        yield say_n(
            "{many} company received a repayable advance{than}.",
            "{many} companies received a repayable advance{than}.",
            agreeing(firms), many=first(many(firms)), than=than(findings, "advance_companies"),
        )  # fmt: skip
        mean = findings.of("advance_mean")
        if is_told(mean) and is_told(total):
            yield say(
                "The average advance is {mean}{than}; in total, {total} were advanced.",
                mean=as_euros(mean), total=as_euros(total), than=than(findings, "advance_mean", as_euros),
            )  # fmt: skip


def needs(findings: Findings) -> Iterator[Message]:
    """Tell the skills most asked for, and how needs change over years, where the data says that they do."""
    received = findings.of("received")
    counts = [
        (code, n) for code, count in findings.now.needs.items() if isinstance(n := findings.few(count), int)
    ]
    if counts and isinstance(received, int) and received >= PERCENT_FROM:
        shares = ((code, share_of(n, received)) for code, n in counts[:SKILLS_NAMED])
        most = tuple(
            say("{skill} ({share})", skill=skill_name(code), share=of_all)
            for code, of_all in shares
            if of_all
        )
        yield say("The skills most asked for: {skills} of the requests received.", skills=Listing(most))
    elif counts:
        fewest = tuple(
            say("{skill} ({n})", skill=skill_name(code), n=many(n)) for code, n in counts[:SKILLS_NAMED]
        )
        yield say("The skills most asked for, in requests: {skills}.", skills=Listing(fewest))
    elif not findings.now.needs:
        yield say("No need in skills was told in this period.")
    yield from _courses(findings)


def _courses(findings: Findings) -> Iterator[Message]:
    often = [trend for trend in findings.trends if trend.rank is not None and trend.rank <= OFTEN]
    often = [
        trend for trend in often if all(isinstance(findings.few(year.count), int) for year in trend.compared)
    ]
    growing = sorted(
        (trend for trend in often if trend.course is Course.GROWS), key=lambda trend: -trend.slope
    )
    for trend in growing[:GROWING_NAMED]:
        first, last = trend.compared[0], trend.compared[-1]
        yield say(
            "“{skill}” is asked for more and more: {before} of requests in {first}, {now} in {last}.",
            skill=skill_name(trend.key), first=str(first.year), last=str(last.year),
            before=percent(round(first.share)), now=percent(round(last.share)),
        )  # fmt: skip
    for trend in often:
        if trend.course is Course.HIGH and trend.compared[-1].share >= HIGH:
            last = trend.compared[-1]
            yield say(
                "“{skill}” stays among the skills most asked for: {now} of requests in {last}.",
                skill=skill_name(trend.key), now=percent(round(last.share)), last=str(last.year),
            )  # fmt: skip


def teams(findings: Findings) -> Iterator[Message]:
    """Tell how many missions bring several advisors together, and since when."""
    missions, several = findings.of("missions"), findings.of("missions_several")
    if not is_told(missions):
        return
    signed = say_n("{many} mission signed", "{many} missions signed", agreeing(missions), many=many(missions))
    if several == 0:
        yield say("Of {missions}, none has several advisors.", missions=signed)
        return
    of_all = share_of(several, missions)
    if of_all is None:
        return
    yield say_n(
        "Of {missions}, {many} brings together several advisors: {share}.",
        "Of {missions}, {many} bring together several advisors: {share}.",
        agreeing(several), missions=signed, many=many(several), share=of_all,
    )  # fmt: skip
    year, earliest = next(iter(findings.teams.items()))
    then = share_of(findings.few(earliest.total), findings.few(earliest.n))
    if year >= findings.now.period.start.year or then is None:
        return
    if earliest.n >= PERCENT_FROM:
        yield say("In {year}, that share was {share}.", year=str(year), share=then)
    else:
        yield say("In {year}: {several} of {n}.", year=str(year), several=earliest.total, n=earliest.n)


def closing(findings: Findings) -> Iterator[Message]:
    """Say what figures leave out."""
    yield say(
        "These figures count requests, days, planned jobs, and the exchanges that somebody told; they tell "
        "neither all that firms of one territory bring one another once they have met, nor what a piece of "
        "advice changes years later."
    )
