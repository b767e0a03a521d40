"""The development project: of which kind, in one's own words, and when it starts."""

from conversations.eligibility.facts import ProjectKind
from conversations.engine.step import LATER, Seen, Step
from conversations.inputs import Choice, Pick, Prose, When, synonyms
from conversations.intake.sections import PROJECT
from conversations.intake.told import again, at_once, dates
from conversations.messages import N_
from conversations.patterns import pattern

_OF_ANY_PROJECT = frozenset(
    "projet project entreprise societe boite company business activite faire veux voudrais souhaite "
    "aimerais envie voulons voudrions souhaitons veut voudrait aimerait aimerions want wants need to would d "
    "like besoin vendre sell surtout avant principalement abord mainly mostly above all first".split()
)

_THE = r"(?: (?:de|d|of|tout|toute|all))?(?: (?:mon|ma|mes|notre|nos|l|la|le|les|cette|my|our|the|une?|an?))?"
_FIRM = (
    rf"{_THE} (?:(?:petite?|small) )?"
    r"(?:entreprise|societe|boite|affaire|fonds|commerce|boutique|magasin|agence|company|business|firm|shop)\b"
)
_TURNED = (
    (
        pattern(rf"\b(?:vend(?:re|s|ons)|vente|revendre|sell|selling|sale){_FIRM}"),
        (ProjectKind.TAKEOVER, ProjectKind.GROWTH),
    ),
    (
        pattern(  # sell more, or sell the firm?
            r"\b(?:vend(?:re|s|ons)|sell|selling)\b"
            r"(?!.*\b(?:plus|davantage|mieux|ligne|internet|export|etranger|net|web|more|better|online|abroad)\b)"
        ),
        (ProjectKind.GROWTH, ProjectKind.TAKEOVER),
    ),
    (
        pattern(
            r"\b(?:ceder|cede|cedons|cession|transmettre|transmission|repreneur|repreneuse"
            rf"|(?:se )?faire (?:reprendre|racheter)){_FIRM}|\b(?:trouver|cherche|chercher) un repreneur"
            r"|\b(?:reprise|rachat|reprendre|racheter)(?: d[e'])? (?:mon|ma|notre|my|our) \w"
            r"|\b(?:reprise|reprendre)(?: (?:d|l|une|mon|notre|une?))* (?:activite|travail)\b"
        ),
        (ProjectKind.TAKEOVER,),
    ),
    (
        pattern(r"^(?:ouvrir|ouverture|open|opening)(?: (?:en|a|in|at) \w+)?$"),  # a firm, or one more shop?
        (ProjectKind.CREATION, ProjectKind.GROWTH),
    ),
    (
        pattern(rf"\b(?:acheter|achat|achetons|acquerir|acquisition|buy|buying|invest\w*){_FIRM}"),
        (ProjectKind.TAKEOVER, ProjectKind.INVESTMENT),
    ),
    (
        pattern(rf"\b(?:lancer|lance|lancons|lancement|launch|launching)(?:{_FIRM}|{_THE} activit[ey]\b)"),
        (ProjectKind.CREATION, ProjectKind.NEW_PRODUCT),
    ),
)
"""A firm that is sold is no sale, and one that is bought no equipment: what words of a choice then mean."""

DESCRIPTION = "description"
"""The question whose answer suggests the skills."""

PROJECT_STEPS = (
    Step(
        name="project_kind",
        section=PROJECT,
        question=N_("What is your project, above all?"),
        why=N_("Alizé helps projects that make a firm grow or last, takeovers included."),
        called=synonyms("projet, type de projet, nature du projet, project, kind of project"),
        label=N_("Project"),
        later=LATER,
        case=N_("What would change first for {company}, if all went well?"),
        input=Choice(
            (
                Pick(
                    ProjectKind.GROWTH,
                    N_("Sell more, find new markets"),
                    synonyms(
                        "developpement, developper, ventes, croissance, clients, export, growth, "
                        "grandir, agrandir, boutique, magasin, point de vente, agence, grow, growing, "
                        "expand, shop, new market, new markets, nouveaux marches, vendre plus, "
                        "vendre davantage, vendre mieux, mieux vendre, en ligne, sur internet, sur le net, "
                        "sur le web, vendre a l etranger, sell more, sell online, "
                        "ouvrir un 2e, ouvrir un 2eme, ouvrir un deuxieme, ouvrir un second, ouvrir une 2e, "
                        "ouvrir une 2eme, ouvrir une deuxieme, ouvrir une seconde, open a second, open a 2nd"
                    ),
                ),
                Pick(
                    ProjectKind.INVESTMENT,
                    N_("Invest: equipment, premises"),
                    synonyms(
                        "investissement, investir, machine, materiel, locaux, investment, invest, acheter, "
                        "achat, camion, fourgon, utilitaire, four, robot, scie, presse, tracteur, outil, "
                        "outils, outillage, oven, printer, tractor, tools, vehicule, equipement, equiper, "
                        "travaux, renover, transition, buy, investing, equipment, "
                        "premises, truck, van, construire, construction, batir, build, building, "
                        "convert"
                    ),
                ),
                Pick(
                    ProjectKind.PRODUCTIVITY,
                    N_("Get better organised"),
                    synonyms(
                        "organisation, organiser, productivite, productivity, organise, efficiency, "
                        "reorganiser, redresser, restructurer, reorganise, turn around"
                    ),
                ),
                Pick(
                    ProjectKind.NEW_PRODUCT,
                    N_("Launch a product or service"),
                    synonyms(
                        "produit, service, innovation, lancer, diversification, diversifier, me diversifier, "
                        "nous diversifier, product, launch, diversify"
                    ),
                ),
                Pick(
                    ProjectKind.TAKEOVER,
                    N_("Take over a company, or pass one on"),
                    synonyms(
                        "reprise, reprendre, rachat, racheter, transmission, transmettre, ceder, cession, "
                        "trouver un repreneur, takeover, take over, pass on, hand over, succession"
                    ),
                ),
                Pick(
                    ProjectKind.CREATION,
                    N_("Create a company"),
                    synonyms(
                        "creation, creer, create, start up, start a business, start a company, "
                        "set up a business, set up a company, ouvrir ma boite, monter ma boite, "
                        "ouvrir mon entreprise, monter mon entreprise"
                    ),
                ),
                Pick(
                    ProjectKind.NONE,
                    N_("No precise project yet"),
                    synonyms("aucun, pas de projet, je n ai pas de projet, rien de precis, none, no project"),
                ),
            ),
            own=_OF_ANY_PROJECT,
            turned=_TURNED,
        ),
        exported=True,
    ),
    Step(
        name=DESCRIPTION,
        section=PROJECT,
        question=N_("Tell me about your project in your own words."),
        hint=N_(
            "Where you are, what you want to achieve, what holds you back. Three sentences are plenty; "
            "several messages are fine."
        ),
        why=N_("It is what the operator and the committee read first. I also use it to suggest skills."),
        example=N_(
            "“We are twelve, in precision engineering. A customer wants twice the volume: "
            "we must reorganise the workshop and hire three operators.”"
        ),
        called=synonyms("description, descriptif, texte, text"),
        label=N_("Description"),
        later=LATER,
        case=N_(
            "For example: “{company} has more orders than it can make. We want to buy a machine and "
            "train somebody.”"
        ),
        input=Prose(low=40, high=1500),
        told_by=at_once.project,
        personal=True,
        seen=Seen.BY_ALL,
        exported=True,
    ),
    Step(
        name="start",
        section=PROJECT,
        question=N_("When would you like to start?"),
        why=N_("Committees meet about three times a year: your date tells which one to aim for."),
        example=N_("“early March”, “by the summer” or 15/03/2027"),
        told_by=dates.start,
        corrected_by=again.start,
        named=True,
        called=synonyms("date, debut, demarrage, date de debut, date de demarrage, start, start date"),
        label=N_("Start"),
        later=LATER,
        case=N_(
            "When would the first step be for {company}: “in three months”, “after the summer”, “next year”?"
        ),
        input=When(),
    ),
)
