"""A first message that tells everything: who writes, the firm's name, and its facts, each to be confirmed."""

import time

import pytest

from conversations.engine.draft import Draft, Walk
from conversations.intake import INTAKE
from conversations.situation import Answer
from tests.conversations.worlds import sample_world

WRITERS = (
    ("Bonjour, fondatrice d'une maroquinerie à Épinal depuis 2017, nous sommes trois", "head"),
    ("Nous dirigeons à deux, avec mon frère, la scierie Perrin Frères à Gérardmer", "head"),
    ("Hi there, I'm Claire, co-owner of Green Roots, an organic grocery in Rennes", "head"),
    ("my husband and I run a small guest house in Gérardmer, no employees", "head"),
    ("J'ai repris il y a 2 ans une quincaillerie à Guingamp. 2 employés.", "head"),
    ("Jsuis patronne dun bar tabac a Hirson, 2 serveuses", "head"),
    ("Plombier à Ancerville, l'entreprise a été créée en 2003 et je l'ai reprise en 2021", "head"),
    ("my husband runs a roofing firm near Limoges (7 employees), he asked me to write", "delegate"),
    ("DRH de la société Plastival (Oyonnax, 48 salariés), diagnostic de 6 jours", "delegate"),
    ("L'entreprise est à Jarny, 9 personnes. C'est mon patron qui m'a demandé de voir.", "delegate"),
    ("comptable d'un cabinet, je vous contacte pour mon client à Baccarat, 11 personnes", "adviser"),
    ("Hello! I help a client (landscaper, 4 employees). I'm a freelance consultant.", "adviser"),
    ("expert-comptable, j'écris pour la Fromagerie du Der, 9 salariés", "adviser"),
    ("my brother owns the place, I handle the admin. Campsite near Gap.", "delegate"),
    ("me and my partner have a vegan restaurant in Montpellier", "head"),
    ("pressing ecologique a Roanne, gerante depuis 2 ans", "head"),
    ("coach sportif en auto entreprise à Béziers depuis avril 2024", "head"),
    ("secretaire comptable depuis 15 ans chez Bati Sud a Narbonne", "delegate"),
    ("je reprend la boulangerie de mon pere a joinville en janvier", "head"),
)
NAMED = (
    ("fondatrice de L'Atelier du Cuir (maroquinerie) à Épinal", "L'Atelier du Cuir"),
    ("Nous sommes 14 chez Textiles Rambervillers Confort, à Rambervillers", "Textiles Rambervillers Confort"),
    ("Nous sommes une agence web de 9 personnes basée à Poitiers (Pixel & Co)", "Pixel & Co"),
    (
        "Micro-brasserie La Mousse du Barrois à Fains-Véel. Création 2020",
        "Micro-brasserie La Mousse du Barrois",
    ),
    ("la société s'appelle Cartonnages Mazurier on fabrique des boîtes à Nogent", "Cartonnages Mazurier"),
    ("Our firm (Duval Optics, Saint-Étienne, 24 staff) is looking for help", "Duval Optics"),
    ("Fleuriste « Au Nom de la Rose » Quimper, 2 vendeuses", "Au Nom de la Rose"),
    ("we're a two-person podcast studio in Lille, Studio Nord, no loan needed", "Studio Nord"),
    ("SARL Transports Lemoine, Vierzon, 18 chauffeurs", "SARL Transports Lemoine"),
    ("bonjour cest la carrosserie bruneau a thaon les vosges 7 gars", "Carrosserie Bruneau"),
    ("Le Domaine de la Source (camping, Bourbonne-les-Bains) : 6 permanents", "Domaine de la Source"),
    ("We are the second generation running Lambert Signs, sign maker in Amiens", "Lambert Signs"),
    ("On m'a parlé de vous. Horlogerie Faivre, Morteau, 20 salariés", "Horlogerie Faivre"),
    ("je suis le directeur de la Fonderie Aubertin, 60 personnes à Revin", "Fonderie Aubertin"),
    ("je dirige avec ma sœur Les Confitures de Mémé, Plombières-les-Bains", "Les Confitures de Mémé"),
)
NAMED_BY_NOTHING = (
    "Domaine viticole aux Riceys, 9 hectares, 4 permanents", "Traiteur à Beaune, 8 permanents et des extras",
    "Pépinière à Colombey les Belles, 4 salariés", "Chaudronnerie, Port-de-Bouc, 19 CDI et 6 intérimaires",
    "On est deux, ma femme et moi, à tenir l'épicerie de Montmédy. Pas de salarié.",
    "Coucou, cheffe d'une petite boîte de nettoyage à Meaux, 12 femmes de ménage",
    "électricien à Aurillac 5 gars et moi 2007", "Budget 12 000 €, Projet de serre à Cavaillon",
)  # fmt: skip


def on_the_first_screen(text: str, question: str) -> list[Answer]:
    """Return what is offered at a question after a text typed on the first screen."""
    found = INTAKE.overheard(Walk(Draft("privacy"), sample_world()), text).get(question)
    candidates = found["candidates"] if isinstance(found, dict) else []
    assert isinstance(candidates, list)
    return candidates


@pytest.mark.parametrize(("text", "role"), WRITERS)
def test_who_tells_everything_is_known_by_the_turn_they_tell_it_in(text: str, role: str) -> None:
    assert on_the_first_screen(text, "role") == [role]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_firm_is_heard_by_its_name_among_all_else(text: str, name: str) -> None:
    offered = on_the_first_screen(text, "company")
    assert name in [each["name"] for each in offered if isinstance(each, dict)]


@pytest.mark.parametrize("text", NAMED_BY_NOTHING)
def test_a_trade_a_town_or_a_greeting_names_no_firm(text: str) -> None:
    assert on_the_first_screen(text, "company") == []


FACTS: tuple[tuple[str, str, Answer], ...] = (
    ("Propriétaire d'un food truck à Sète, tout seul pour l'instant", "headcount", 1),
    ("I'm a freelance translator in Pau, working alone since 2015", "headcount", 1),
    ("Nous étions 30 en 2015, nous ne sommes plus que 21 aujourd'hui", "headcount", 21),
    ("- Ville : Sarrebourg\n- Salariés : 12\n- Créée en : 1999", "headcount", 12),
    ("an 11-strong sign maker in Amiens, we buy a printer", "headcount", 11),
    ("Planning to buy a printer, €60,000, in Amiens", "project_budget", 60_000),
    ("fromager à Saint-Nectaire, entreprise de 1948, 3 personnes", "founded", 1948),
    ("on fait des glaces, on est passés de 3 à 5", "headcount", 5),
    ("bjr l'atelier chez nous c'est 4 personnes à Mirecourt", "headcount", 4),
    ("Forgeron d'art à Damvillers, un seul salarié, pas d'idée de budget", "headcount", 1),
    ("started in 2010 with my brother, now eight people, cider", "headcount", 8),
    ("on a un camping à Biscarrosse, ma femme et moi, ouvert en 1999", "headcount", 2),
    ("j'ai un hotel a contrexeville 13 salaries et les clients de la cure baissent", "headcount", 13),
    ("Garage Alu, Nevers. Pas d'embauche prévue, besoin de conseil", "jobs_created", 0),
    ("On voudrait revoir nos tournées et embaucher un exploitant", "jobs_created", 1),
    ("we want to hire a sales person in march", "jobs_created", 1),
    ("Solar installer, La Ciotat. Staff 16. Jobs +4. Start Jan 2027.", "jobs_created", 4),
    ("imprimerie à Fougères, fondée par mon père en 1969, 19 salariés", "founded", 1969),
    ("J'ai monté ma société de drones à Tarbes en 2023, on est 2", "founded", 2023),
    ("électricien à Aurillac 5 gars et moi 2007 je cherche à transmettre", "founded", 2007),
    ("J'ai touché 10 000 € de Bpifrance, on est 2 à Tarbes", "aid_received", 10_000),
    ("we got 12k from the city already, five employees", "aid_received", 12_000),
    ("Nous souhaitons 50 000 € d'avance remboursable, 22 salariés", "advance", 50_000),
    ("j'aurais besoin de 20000 pour acheter un camion, garage à Toul", "advance", 20_000),
    ("il me faudrait 20 000 €, menuiserie à Toul", "advance", 20_000),
    ("on cherche 15k, boulangerie à Toul", "advance", 15_000),
    ("we need 20k for a van, bakery in Toul", "advance", 20_000),
    ("je cherche un financement de 30000 euros, garage à Toul", "advance", 30_000),
    ("il me faut un camion à 20 000 euros, garage à Toul", "project_budget", 20_000),
    ("besoin d'un four à 65 000 €, boulangerie à Toul", "project_budget", 65_000),
    ("menuiserie à Toul, 1 embauche, 8 maintenus", "jobs_kept", 8),
    ("menuiserie à Toul, 2 postes créés et 10 gardés", "jobs_kept", 10),
    ("Toitures, 9 couvreurs, création 1972. Pas besoin d'argent.", "advance", 0),
    ("carrossier, 10 sal, cherche 20 000 € d'avance pour cabine à 65 000 €", "project_budget", 65_000),
    ("jveux acheter un pont elevateur 15000e, on est 4", "project_budget", 15_000),
)
TOLD_OF_NOTHING = (
    ("Je tiens un salon à Toul. Le garage de mon mari a 8 salariés.", "headcount"),
    ("Salle louée à la mairie de Toul, 25 000 € de budget", "aid_received"),
    ("mon client principal est parti, je suis fleuriste, besoin d'un conseiller", "company"),
    ("Contrôle technique à Forbach — 2 contrôleurs + 1 secrétaire", "headcount"),
    ("Je pars à la retraite en 2028 et voudrais préparer la vente", "start"),
    ("Atelier vélo, Épinal, 4 associés, on veut un 2e atelier", "project_budget"),
    ("monter un food truck a marseille, seul au debut puis 1 embauche", "headcount"),
    ("Auto école, Bourges. Je suis la gérante depuis 2018, 3 moniteurs", "founded"),
    ("on s'est fait pirater en 2025, on est trois", "founded"),
    ("on n'embauche pas un apprenti cette année, 4 salariés", "jobs_created"),
    ("il me faudrait 20 000 €, menuiserie à Toul", "project_budget"),
    ("je cherche un financement de 30000 euros, garage à Toul", "project_budget"),
    ("on a besoin de 2 vendeurs, garage à Toul", "advance"),
    ("on veut recruter un service civique, association à Toul", "jobs_created"),
    ("on veut embaucher un stagiaire, garage à Toul", "jobs_created"),
    ("on est à 20 minutes de Nancy, besoin d'un vendeur", "headcount"),
    ("on est a 30 km de st denis reunion, on veut un vendeur", "headcount"),
    ("we are 10 miles from Toul and need a salesman", "headcount"),
)


@pytest.mark.parametrize(("text", "question", "answer"), FACTS)
def test_a_fact_is_heard_in_the_turn_it_is_told_in(text: str, question: str, answer: Answer) -> None:
    assert answer in on_the_first_screen(text, question)


@pytest.mark.parametrize(("text", "question"), TOLD_OF_NOTHING)
def test_what_only_looks_like_a_fact_is_none(text: str, question: str) -> None:
    assert on_the_first_screen(text, question) == []


def test_a_count_after_a_town_is_no_departement() -> None:
    text = "Directrice d'un EHPAD à Lunéville (52 salariés), appui qualité"
    assert [each["name"] for each in on_the_first_screen(text, "place") if isinstance(each, dict)] == [
        "Lunéville"
    ]


def test_in_english_a_is_no_preposition() -> None:
    text = "I am the owner of a Champagne house in Bar-sur-Seine, 6 staff"
    assert "Bar-sur-Seine" in [
        each["name"] for each in on_the_first_screen(text, "place") if isinstance(each, dict)
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Karim Benali 06 39 98 12 34, garage a Toul, on veut embaucher 2 personnes", "Karim Benali"),
        ("Sarah Lemoine, 0639981234, je dirige une menuiserie a Toul", "Sarah Lemoine"),
        ("je m'appelle karim benali, j'ai un garage à Toul, besoin d'un vendeur", "Karim Benali"),
        ("menuiserie à Toul, 12 salariés, cordialement Paul Martin 06 39 98 12 34", "Paul Martin"),
        ("garage à Toul, on veut recruter. Merci\nPaul Martin", "Paul Martin"),
        ("I'm Sarah Martin, I run a bakery in Toul and need a salesman", "Sarah Martin"),
        ("Garage à Toul, 8 salariés. Contact : Karim Benali 06 39 98 12 34", "Karim Benali"),
    ],
)
def test_who_gives_their_name_is_heard_and_is_no_firm(text: str, name: str) -> None:
    assert on_the_first_screen(text, "name") == [name]
    assert on_the_first_screen(text, "company") == []


@pytest.mark.parametrize(
    "text",
    [
        "Boulangerie Martin 06 39 98 12 34 on cherche un apprenti",
        "Garage Benali, Toul, 06 39 98 12 34, besoin d'un vendeur",
        "ma comptable Julie Petit 06 39 98 12 34 vous dira, garage à Toul",
        "appelez Jean Dupont 06 39 98 12 34, garage à Toul",
        "je suis boulanger à Toul, 4 salariés, je veux recruter",
    ],
)
def test_the_name_of_a_firm_or_of_somebody_else_is_not_that_of_who_writes(text: str) -> None:
    assert on_the_first_screen(text, "name") == []


@pytest.mark.parametrize(
    "text",
    [
        "j'ai un food truck a la reunion st denis, 2 personnes, je veux me developper",
        "À la Réunion, Saint-Denis, garage de 4 personnes, besoin de recruter",
        "boulangerie a st denis a la reunion, 4 salariés, on veut recruter",
    ],
)
def test_an_island_said_beside_a_town_tells_which_it_is(text: str) -> None:
    assert [each["code"] for each in on_the_first_screen(text, "place") if isinstance(each, dict)] == [
        "97411"
    ]


def test_a_page_of_figures_is_read_at_once() -> None:
    started = time.process_time()
    on_the_first_screen("111 " * 370, "advance")

    assert time.process_time() - started < 3, "each figure is read with all that follow it"
