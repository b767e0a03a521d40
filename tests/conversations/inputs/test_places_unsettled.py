"""What names a street, several towns or none settles no town: the opposite of ``plain/places.csv``."""

import pytest

from conversations.inputs import InvalidAnswer, PlaceInput, Settled
from conversations.situation import Situation
from tests.conversations.worlds import sample_world

ALONE = Situation({}, sample_world())
PLACE = PlaceInput()

# Named after a town, a person or a land: none tells in which town it is.
STREETS = [
    "9 Passage Michel Béziers", "36 Rue Beauxis Lagrave",
    "rue de Paris", "12 rue de Paris", "rue de Nancy", "12 rue de Vanves", "12 rue Jean Moulins",
    "12 rue Jean Moulin", "5 rue Denfert Rochereau", "5 rue Denfert-Rochereau",
    "12 rue de la Folie Méricourt", "38 rue Odilon Redon", "19 rue Jacqueline Auriol",
    "12 rue Danielle Casanova", "6 rue Romain Fontaine", "82 rue du Petit Mennecy", "14 rue du Grand Paris",
    "4 rue de la Croix Rouge", "60 rue du Tapis Vert", "12 rue Gay Lussac", "14 rue Toulouse Lautrec",
    "12 rue Henry Bordeaux", "3 rue Gaston Paris", "12 rue du Docteur Roux", "7 rue du Général Foy",
    "rue du Val Saint Denis", "15 rue du Buisson Saint-Louis", "10 route du Moulin Mer",
    "13 allée des Rouges Gorges", "23 rue Vieille Rue", "30 rue de l'Aqueduc Romain",
    "12 rue de la Fontaine Saint-Jean", "place de l'église Saint-Martin", "12 rue du Faubourg Saint-Denis",
    "rue du Faubourg Montmartre", "12 rue des Deux Ponts", "5 rue du Pont Neuf",
    "6 rue du Château Gaillard", "12 rue Amélie Gex", "2 rue Geoffroy Martel", "12 rue Louis Martin",
    "8 rue Pierre Laval", "12 rue Marie Curie", "9 rue Saint-Martin", "12 rue Sainte-Catherine",
    "route de Paris à Brest", "place de la mairie", "rue de la gare", "place du village", "place centrale",
    "cours", "rue du commerce", "la place", "route", "place de l'église", "grande rue", "rue haute",
    "12 rue haute", "quartier nord", "8 rue du faubourg Montmartre", "22 rue du faubourg Saint-Honoré",
    "10 rue de Belleville", "3 place d'Italie", "5 rue d'Alsace", "12 rue d'Orléans", "place de Verdun",
    "12 place de Verdun", "boulevard de Strasbourg", "12 bd de Strasbourg", "rue de Lyon", "av de Grenoble",
    "12 cours de Vincennes", "rue Albert Camus", "3 rue Paul Bert", "rue Pasteur", "12 rue Pasteur",
    "rue Victor Hugo", "place Carnot", "3 rue de la Paix", "12 rue Alain Bashung", "5 rue Joseph Cugnot",
    "rue Jean Bouin", "4 rue Jean Rouch",
]  # fmt: skip

# Near a town, of another establishment, of several, of none; or a code that contradicts the name.
UNSURE = [
    "avenue de Toul", "chemin de Toul à Nancy", "entre Nice et Cannes", "Nice Cannes", "Nice ou Cannes",
    "entre Toul et Nancy", "pas à Lyon", "plus à Lyon", "Lyon non", "sauf Paris", "ni Paris ni Lyon",
    "avant à Lyon, maintenant à Toul", "j'ai quitté Lyon pour Toul", "Lyon puis Toul",
    "siège à Lyon, atelier à Toul", "mon comptable est à Toul", "mon fournisseur est à Toul",
    "on livre à Toul", "client à Toul", "on a fermé à Toul", "j'habite à Toul", "13100 Aubagne",
    "54000 Toul", "12 rue Pasteur 54000 Toul", "75011 Lyon", "69003 Paris", "Lyon 13", "Toul 55",
    "Toul (Meuse)", "Toul 54, Nancy", "12 rue Pasteur, Toul, Nancy", "12 rue Pasteur Toul Nancy",
    "12 rue Pasteur Toul ou Nancy", "Nancy 12 rue Pasteur Toul", "Nancy, 12 rue Pasteur, Toul",
    "Toul, route de Nancy, Gondreville", "ZI de Gondreville", "zone industrielle de Gondreville",
    "ZA Gondreville", "Toul, ZI de Gondreville", "près de Toul", "vers Toul", "autour de Toul",
    "région de Toul", "secteur de Toul", "Toul nord", "Toul et environs", "Toul cedex",
    "49045 Angers cedex 01", "75356 Paris cedex 07", "canton de Toul", "aéroport de Toulouse",
    "zone artisanale de Toul", "arrondissement de Toul", "Touloise", "pépinière de Toul", "gare de Toul",
    "Saint-Martin", "Villeneuve", "Beaumont", "12 rue Pasteur Beaumont",
    "12 rue Pasteur Saint-Martin", "Fontaine", "12 rue Pasteur Fontaine", "monpelier",
    "12 rue Pasteur monpelier", "torcy", "12 rue Pasteur Torcy", "Rodes", "12 rue Pasteur Rodes", "Comerci",
    "Vienne", "Mayenne", "restaurant fermé 3 rue Haute Toul", "Genève", "12 rue Pasteur Genève",
    "12 rue Pasteur Bruxelles", "Charleroi Belgique", "54200", "54", "mairie", "plan", "le plan", "carte",
    "près de la gare de Toul", "à côté de la mairie de Toul", "à 20 km de Toul", "20 km de Toul",
    "sud de Toul", "un hameau près de Toul", "lieu-dit Nancy", "hameau de Toul",
    "lieu-dit la Croix Rouge, près de Toul", "Toul depuis 2010, avant Nancy", "départ de Toul",
    "livraison Toul", "Toul Nancy Metz", "Nancy-Toul",
]  # fmt: skip


@pytest.mark.parametrize("text", STREETS + UNSURE)
def test_words_that_may_mean_another_town_settle_none(text: str) -> None:
    try:
        outcome = PLACE.read(text, {}, ALONE)
    except InvalidAnswer:
        return
    assert not isinstance(outcome, Settled), outcome.answer
