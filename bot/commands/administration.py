"""What administrators do from the command line: load a network, invite people, ask where a place goes."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.app import EMPTY_NETWORK
from bot.commands.opening import Unable, able, known_bot, opened_database
from bot.documents.papers import printed
from bot.documents.spoken import spoken
from bot.i18n import LANGUAGES, speak
from bot.services.committee.own_letters import trial, wrong_line
from bot.services.core.group_cards import GROUP_LANGUAGE
from bot.services.core.rights import OF_A_BASIN, Role
from bot.services.dossiers.basin_closures import told_of
from bot.services.team.invitations import invite
from bot.settings import Settings
from conversations.dossiers.deadlines import time_zone
from conversations.messages import Message, say
from conversations.network.basins import Network
from conversations.network.places import Place
from conversations.network.routing import Atlas, explain
from conversations.understanding.skills import SKILLS
from conversations.understanding.words import fold
from models.database.writer import Transaction, open_engine
from models.history.advisors import read_contributors
from models.history.cells import CellReader
from models.history.vocabulary import Wordings
from models.migrate import migrate
from models.network.file import read_network, sample_network_text
from models.network.queries import network_in_force, store_network
from models.network.reader import Problem
from models.places.search import CommuneTable
from models.support.contributors import Loaded, find_advisor, find_contributor, load_contributors

INSEE_CODE = 5  # characters
NO_NETWORK_YET = say("No network is loaded: alize network load FILE.")
PLACES = 4  # as many as can be told apart at a glance


def bring_up_to_date(settings: Settings) -> bool:
    """Make the database, or bring it up to date; false when it was already."""
    engine = open_engine(settings.database_url)
    try:
        with able(settings):
            return migrate(engine)
    finally:
        engine.dispose()


async def put_in_force(settings: Settings, network: Network) -> bool:
    """Load a network; false when it is in force already."""

    def store(transaction: Transaction) -> bool:
        return store_network(transaction, network, datetime.now(UTC))

    async with opened_database(settings, made=True) as database:
        return await database.run(store)


def wrong_letters(network: Network) -> list[Problem]:
    """Try the basins' own templates on a letter; return what is wrong with them."""
    problems = []
    for basin in network.basins:
        if basin.letter:
            letter = spoken(trial(basin, datetime.now(UTC)), GROUP_LANGUAGE, speak)
            if wrong := printed(letter)[1]:
                problems.append(Problem(None, None, wrong_line(basin.code, wrong.line, wrong.reason)))
    return problems


async def left_by(settings: Settings, network: Network) -> list[Message]:
    """Tell which live requests a network would leave, and to whom they would go; [] for none."""

    async with opened_database(settings, made=True) as database:
        return await database.read(partial(told_of, network=network))


async def enlist(settings: Settings, path: Path, basin: str | None) -> Loaded:
    """Load a list of contributor companies, whole or not at all; raise SpreadsheetError."""
    network = await known_network(settings)
    if basin is not None and network.basin(basin) is None:
        raise Unable(no_basin(network, basin))
    today = datetime.now(UTC).astimezone(time_zone(None)).date()
    cells = CellReader(network, Wordings(skill_names(), {}), CommuneTable(), today)
    listed = read_contributors(path, cells, basin)

    def store(transaction: Transaction) -> Loaded:
        with transaction.session() as session:
            return load_contributors(session, listed, today)

    async with opened_database(settings) as database:
        return await database.run(store)


def no_basin(network: Network, code: str) -> Message:
    """Tell that a network has no such basin, or that none is loaded."""
    if not network.basins:
        return NO_NETWORK_YET
    codes = ", ".join(known.code for known in network.basins)
    return say("The network has no basin {code}. Basins: {codes}.", code=code, codes=codes)


def write_new(path: Path, content: bytes) -> Path:
    """Write a file and return its path; raise Unable where there is one, or it cannot be written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Unable(taken(path)) from None
    except OSError as error:
        raise Unable(unwritten(path, error)) from None
    return path


def taken(*paths: Path) -> Message:
    """Tell that files are there already: nothing is written over them."""
    return say("{files}: already there, choose another name.", files=", ".join(str(path) for path in paths))


def unwritten(path: Path, error: OSError) -> Message:
    """Tell that a file cannot be written."""
    return say(
        "{file} cannot be written ({cause}): check its folder, and that you may write in it.",
        file=str(path),
        cause=error.strerror or type(error).__name__,
    )


async def known_network(settings: Settings) -> Network:
    """Return the network in force; raise Unable when none was loaded."""
    async with opened_database(settings, made=True) as database:
        network = await database.read(network_in_force)
    if network is None:
        raise Unable(NO_NETWORK_YET)
    return network


async def network_of_templates(settings: Settings) -> Network:
    """Return the network whose codes a template lists: the one in force, none before one is loaded."""
    try:
        async with opened_database(settings) as database:
            return await database.read(network_in_force) or EMPTY_NETWORK
    except Unable:
        return EMPTY_NETWORK


def skill_names() -> dict[str, str]:
    """Return the codes of skills by their labels, folded, in every language."""
    return {
        fold(speak(Message(skill.label), language, markup=False)): skill.code
        for skill in SKILLS
        for language in LANGUAGES
    }


async def invitation_link(
    settings: Settings, role: Role, basin: str | None, firm: str | None = None, advisor: str | None = None
) -> str:
    """Open an invitation and return its one-time link. ``firm``, ``advisor``: of a contributor."""
    if (role in OF_A_BASIN) != (basin is not None):
        roles = ", ".join(sorted(OF_A_BASIN))
        raise Unable(
            say("--basin goes with the roles of a basin ({roles}), and only with them.", roles=roles)
        )
    if (role is Role.CONTRIBUTOR) != (firm is not None) or (advisor is not None and firm is None):
        raise Unable(say("--firm goes with the role contributor, and only with it; --advisor with --firm."))
    with able(settings):
        async with known_bot(settings) as (_, me), opened_database(settings, made=True) as database:
            network = await database.read(network_in_force)
            if basin is not None and (network is None or network.basin(basin) is None):
                raise Unable(no_basin(network, basin) if network else NO_NETWORK_YET)
            if firm is not None and basin is not None:
                code = await database.run(
                    partial(invite_contributor, basin=basin, firm=firm, advisor=advisor)
                )
            else:
                now = datetime.now(UTC)
                code = await database.run(lambda transaction: invite(transaction, role, basin, now))
    return f"https://t.me/{me.username}?start={code}"


def invite_contributor(transaction: Transaction, basin: str, firm: str, advisor: str | None) -> str:
    """Open the invitation of somebody of a contributor company; raise Unable for one that is not listed."""
    with transaction.session() as session:
        company = find_contributor(session, basin, firm)
        if company is None:
            raise Unable(say("No contributor company of {basin} is called “{firm}”.", basin=basin, firm=firm))
        known = find_advisor(session, company, advisor) if advisor else None
        if advisor and known is None:
            raise Unable(say("No advisor of {firm} is called “{name}”.", firm=company.name, name=advisor))
        number, who = company.id, known.id if known else None
    now = datetime.now(UTC)
    return invite(transaction, Role.CONTRIBUTOR, basin, now, company_id=number, advisor_id=who)


async def routes(settings: Settings, words: str) -> list[Message]:
    """Tell, line by line, where the requests of a place go; nothing when no commune is recognised.

    Raise Unable for a department: its communes may go to several basins.
    """
    try:
        async with opened_database(settings) as database:
            network = await database.read(network_in_force)
    except Unable:
        network = None
    gazetteer, lines = CommuneTable(), []
    if network is None:
        network = read_network(sample_network_text(), gazetteer)
        lines.append(say("No network is loaded: this is what the sample network says."))
    places = _places(gazetteer, words)
    if len(places) > 1:
        lines.append(say("“{words}” may be one of these:", words=words))
    atlas, today = Atlas(network), datetime.now(UTC).date()
    for place in places:
        lines += explain(atlas.route(place, today))
    return lines if places else []


def _places(gazetteer: CommuneTable, words: str) -> tuple[Place, ...]:
    """Return the communes that ``words`` may mean: by INSEE code, else as an applicant would type them."""
    coded = gazetteer.commune(words.upper()) if len(words) == INSEE_CODE else None
    found = gazetteer.find(words, PLACES)
    if found.department and not coded:
        raise Unable(
            say(
                "“{words}” is read as the département {department}. "
                "Give one of its communes: its name, its postal code, both, or its INSEE code.",
                words=words,
                department=found.department,
            )
        )
    if found.places or coded is None:
        return found.places[: 1 if found.settled else PLACES]
    return (coded,)
