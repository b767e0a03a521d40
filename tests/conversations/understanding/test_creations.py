"""A firm that is being created is told from one that opens, launches or creates something more."""

import pytest

from conversations.understanding.creations import is_creating
from conversations.understanding.words import fold

CREATING = (
    "je veux créer mon entreprise", "j'ouvre un salon de coiffure", "je monte ma boîte",
    "je voudrais créer mon entreprise de menuiserie à Toul", "j'ai pas encore de boîte",
    "je me lance à mon compte", "je vais ouvrir une boulangerie à Toul",
    "nous voulons ouvrir un restaurant à Nancy", "I want to start my own business",
    "I am setting up a bakery in Toul", "on crée une société à deux", "j'ouvre mon cabinet d'architecte",
    "je souhaite ouvrir un food truck à Commercy", "mon entreprise est en cours de création",
    "je veux lancer mon activité de traiteur", "je lance ma boîte de com", "on ouvre une micro-crèche",
    "on va créer notre SARL, on sera 3 associés", "je suis menuisier et je veux m'installer à mon compte",
    "on est deux amis et on veut créer notre boîte, embaucher 2 personnes en 2027",
    "mon entreprise n'est pas encore immatriculée", "création d'entreprise", "on a un projet de création "
    "d'entreprise", "we are opening a restaurant in Toul", "je suis salarié depuis 2010 et je crée ma boîte",
)  # fmt: skip
NOT_CREATING = (
    "je veux créer un site internet pour mon garage à Toul, 4 salariés, ouvert en 2005",
    "Je suis boulangère, 8 salariés, créée en 2014, je veux ouvrir une deuxième boutique",
    "je veux lancer un nouveau produit, PME de 20 personnes à Toul",
    "nous voulons ouvrir un nouveau magasin à Nancy, garage de 12 salariés à Toul créé en 1999",
    "je veux créer un atelier de plus, menuiserie de 6 personnes",
    "je veux créer un service RH dans ma PME de 30 personnes à Toul",
    "je crée un poste de commercial, 10 salariés à Toul",
    "je lance une nouvelle gamme, entreprise de 20 personnes à Toul",
    "Nous avons créé l'entreprise en 2009 et nous voulons créer une filiale à Nancy",
    "Bonjour je suis boulangère à Neuves-Maisons, 8 salariés, entreprise créée en 2014, je voudrais ouvrir "
    "un 2e point de vente à Toul",
    # Something else than a firm.
    "je veux créer une boutique en ligne", "je lance un nouveau service de livraison",
    "nous allons créer deux emplois", "je veux créer une application pour mes clients",
    "je veux créer un catalogue", "nous voulons monter en gamme", "je veux monter mon chiffre d'affaires",
    "je veux ouvrir le capital de ma société", "je souhaite ouvrir le samedi", "je veux lancer une marque",
    "je souhaite lancer une campagne de pub", "on se lance dans l'export", "je la lance en mars",
    "we are starting a new product line", "I am starting to hire", "pour créer des emplois",
    # One more.
    "je veux ouvrir un second restaurant", "j'ouvre une autre boulangerie", "I want to open a second shop",
    "je veux ouvrir une boutique de plus", "on ouvre un magasin supplémentaire à Metz",
    "nous voulons créer une nouvelle entreprise", "je veux créer une société de plus",
    "on veut créer un site e-commerce", "on ouvre un rayon boulangerie", "je crée un service traiteur",
    # A firm there is.
    "nous allons ouvrir une boutique à Metz, on est 15", "ma boîte existe depuis 10 ans, je crée une société",
    "j'ouvre un restaurant, ma boulangerie emploie 8 personnes", "gérant d'un garage, j'ouvre une boutique",
    "dans mon entreprise, on veut ouvrir une boutique", "PME du bois, nous ouvrons un magasin",
    "une entreprise familiale depuis 1950, nous ouvrons une boutique",
)  # fmt: skip


@pytest.mark.parametrize("text", CREATING)
def test_who_creates_a_firm_is_heard(text: str) -> None:
    assert is_creating(fold(text))


@pytest.mark.parametrize("text", NOT_CREATING)
def test_who_has_a_firm_or_creates_something_else_is_not_creating_one(text: str) -> None:
    assert not is_creating(fold(text))
