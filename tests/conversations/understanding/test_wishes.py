"""What people type that is no answer is never written down as one."""

import re

import pytest

from conversations.engine.draft import Walk
from conversations.intake import INTAKE, STEPS
from conversations.intake.faq import recognise
from conversations.understanding.agreement import says_no, says_yes
from conversations.understanding.wishes import Wish, wish_of
from conversations.understanding.words import fold
from tests.conversations.worlds import a_walk, typed

WISHES = {
    Wish.NOT_KNOWING: (
        "je sais pas", "Je ne sais vraiment pas", "euh, aucune idée…", "j'en sais rien", "pas d'idée",
        "bah je ne vois pas", "je sais pas quoi mettre", "No idea", "I don't know", "je sais pas trop merci",
        "je sais pas par où commencer", "je ne sais pas comment le dire",
    ),
    Wish.NOT_UNDERSTANDING: (
        "je mets quoi ?", "je fais deux métiers je mets lequel ?", "il faut écrire combien ?",
        "what do I put?",
        "c'est quoi la différence entre organisation et gestion ?",
    ),
    Wish.NOBODY: (
        "personne", "Personne en particulier.", "non personne", "rien", "rien de spécial", "aucun",
        "il n'y a personne", "nobody", "nothing", "RAS", "néant", "rien pour l'instant",
    ),
    Wish.ERASING: (
        "supprime ce que j'ai écrit", "Supprimez mon dernier message svp", "efface", "effacez tout",
        "annule", "oublie ça", "je veux supprimer ma réponse", "peux-tu effacer ce que je viens d'écrire",
        "delete what I wrote", "forget it", "merci d'effacer",
        "non attends je recommence", "je recommence", "je refais le texte", "let me start over",
    ),
    Wish.A_PERSON: (
        "je veux un humain", "Je voudrais parler à une personne", "je veux parler à quelqu'un",
        "un humain svp", "passez-moi un conseiller", "je préfère avoir quelqu'un au téléphone",
        "I want to talk to a human", "can I speak to someone", "vraie personne",
    ),
    Wish.FINISHED: (
        "c'est tout", "Voilà, c'est tout", "j'ai fini", "that's all", "that's it", "fin", "Envoyer",
        "je valide",
    ),
    Wish.AGREEING: (
        "ok", "oui", "oui c'est ça", "voilà", "C'est bon !", "ça me va", "all good", "j'accepte tout",
        "voilà c'est bon", "c ça ouais", "oui allez-y", "parfait merci", "ok ok d'accord",
    ),
    Wish.WAITING: (
        "un instant", "Une minute svp…", "attendez", "attendez un peu", "je reviens", "je regarde",
        "hold on", "one moment please", "un petit instant", "laissez-moi réfléchir", "je réfléchis",
        "donnez-moi du temps", "let me think",
    ),
    Wish.LATER: (
        "je reviens demain", "plus tard", "je suis en rdv", "je finirai ça ce soir",
        "pas le temps maintenant", "j'ai un client qui arrive", "désolé je dois partir", "merci au revoir",
        "bonne journée à vous",
        "I'm in a meeting", "not now", "I have to go, see you tomorrow", "je vous laisse, à plus tard",
    ),
    Wish.GOING_ON: (
        "je continue", "finalement je veux continuer", "rouvrez le", "me revoilà", "I'm back",
        "j'ai changé d'avis",
    ),
    Wish.CORRECTING: ("modifier", "je veux corriger une erreur", "changer une réponse", "modify"),
    Wish.STOPPING: (
        "stop", "Stop !", "j'arrête", "je veux arrêter", "arrêtez tout", "quitter",
        "je veux m'arrêter là svp", "j'abandonne", "laissez tomber", "bon je laisse tomber",
        "I give up", "I want to stop",
    ),
    Wish.NOTHING: (
        "bonjour", "Merci !", "bonjour merci", "passer", "suivant", "oups je me suis trompé", "fausse manip",
    ),
}  # fmt: skip
SHORTENED = {
    "c tout": Wish.FINISHED, "voilà c tout": Wish.FINISHED, "cest tout": Wish.FINISHED,
    "c fini": Wish.FINISHED, "c bon": Wish.AGREEING, "oui c ça": Wish.AGREEING,
}  # fmt: skip
ANSWERS = (
    "La personne de la banque", "Personne ne vend mieux que nous", "Retirer les bavures des pièces",
    "Annuler nos pertes de matière", "Je ne sais pas vendre à l'export", "Conseil en organisation",
    "Recruter un opérateur", "Parler à nos clients étrangers", "Mme Rien", "Merci & Cie", "Oubli SARL",
    "Je veux parler à des clients", "Effacer nos dettes", "Camille Durand", "aucun commercial dans l'équipe",
    "Supprimer un poste de soudure", "Humain et Nature", "12", "Instants", "Un instant de beauté",
    "arrêter la sous-traitance", "30 minutes", "refaire la façade", "reprendre une boulangerie",
    "recommencer à exporter vers l'Italie", "en formation", "service clients", "au travail",
    "plus tard nous voulons exporter", "dans 3 mois", "former les équipes en cuisine",
    "il me faut un vendeur",
)  # fmt: skip
IN_WORDS = [step.name for step in STEPS if step.input.keeps_words]


def at(question: str) -> Walk:
    """Return a walk at a question that keeps words."""
    walk = a_walk(
        until="review" if INTAKE.by_name[question].on_demand else question,
        role="adviser" if question == "head_contact" else "head",
    )
    INTAKE.edit(walk, question)
    return walk


@pytest.mark.parametrize(("text", "wish"), [(text, wish) for wish, texts in WISHES.items() for text in texts])
def test_a_wish_is_understood_in_its_usual_words(text: str, wish: Wish) -> None:
    assert wish_of(text) is wish


@pytest.mark.parametrize("text", ANSWERS)
def test_words_that_say_something_are_no_wish(text: str) -> None:
    assert wish_of(text) is None


def test_the_questions_that_keep_words_are_these() -> None:
    assert set(IN_WORDS) == {
        "company",
        "description",
        "skills",
        "name",
        "excluded",
        "for_operator",
        "head_contact",
    }


@pytest.mark.parametrize("question", IN_WORDS)
@pytest.mark.parametrize("text", [text for texts in WISHES.values() for text in texts])
def test_no_wish_is_written_down(question: str, text: str) -> None:
    walk = at(question)
    before, entry = dict(walk.draft.answers), dict(walk.draft.entry)
    said = typed(walk, text)

    written = re.compile(rf"\b{re.escape(text)}\b")  # the code "management_finance" holds no "fin"
    assert not [answer for answer in walk.draft.answers.values() if written.search(str(answer))]
    assert not written.search(str(walk.draft.entry))
    passed = walk.draft.answers.keys() - before.keys() or walk.state != question
    assert passed or said or walk.draft.entry != entry, "nothing is said of it"


@pytest.mark.parametrize("question", IN_WORDS)
@pytest.mark.parametrize("text", ["supprime ce que j'ai écrit", "je sais pas", "personne", "merci"])
def test_an_answer_edited_into_a_wish_stays_as_it_was(question: str, text: str) -> None:
    said = {
        "company": "Boulangerie des Tilleuls",
        "description": "Nous reprenons le fournil voisin : il faut réorganiser la production.",
        "skills": "un automaticien",
        "name": "Camille Durand",
        "excluded": "La banque du coin",
        "for_operator": "Les machines d’occasion comptent-elles ?",
        "head_contact": "Robin Morel",
    }[question]
    walk = at(question)
    INTAKE.read(walk, said, "7")

    assert said in f"{walk.draft.entry}{walk.draft.answers}"
    assert text not in f"{walk.draft.entry}{walk.draft.answers}"


def test_nobody_is_hidden_from_when_nobody_is_meant() -> None:
    walk = a_walk(excluded="La banque du coin")
    INTAKE.edit(walk, "excluded")
    INTAKE.read(walk, "personne")

    assert walk.draft.answers["excluded"] is None


def test_what_was_written_is_taken_back_by_who_asks() -> None:
    walk = a_walk(until="description")
    INTAKE.read(walk, "Nous reprenons le fournil voisin.", "1")
    said = typed(walk, "supprime ce que j'ai écrit")
    assert walk.draft.entry == {} and "removed" in said

    walk = a_walk(until="skills")
    boxes = [option for option in INTAKE.by_name["skills"].input.options({}, walk.situation) if option.words]
    INTAKE.read(walk, "un automaticien", "2")
    INTAKE.read(walk, "efface")
    assert "words" not in walk.draft.entry
    left = INTAKE.by_name["skills"].input.options(walk.draft.entry, walk.situation)
    assert [option for option in left if option.words] == boxes


def test_who_has_finished_goes_on() -> None:
    walk = a_walk(until="description")
    INTAKE.read(walk, "Nous reprenons le fournil voisin : il faut réorganiser la production.", "1")
    INTAKE.read(walk, "voilà c'est tout")

    assert str(walk.draft.answers["description"]).endswith("la production.")


@pytest.mark.parametrize("text", WISHES[Wish.A_PERSON])
def test_who_wants_a_person_is_told_the_way_to_one(text: str) -> None:
    entry = recognise(text)

    assert entry is not None and entry.name == "human"


@pytest.mark.parametrize("text", ["--", "...", "12 34"])
def test_a_name_has_letters(text: str) -> None:
    walk = a_walk(until="name")
    typed(walk, text)

    assert walk.state == "name"


@pytest.mark.parametrize("text", SHORTENED)
def test_words_are_shortened_on_a_phone(text: str) -> None:
    assert wish_of(text) is SHORTENED[text]


@pytest.mark.parametrize(
    "text",
    [
        "oui oui",
        "oui allez-y",
        "ouais ok",
        "ok merci",
        "bien sûr, avec plaisir",
        "yup thats it",
        "looks good",
        "it's fine",
        "ouai",
        "lol ok",
        "cbon",
        "all good",
        "ça roule",
    ],
)
def test_a_yes_is_said_once_or_several_times(text: str) -> None:
    assert says_yes(fold(text)) and not says_no(fold(text))


@pytest.mark.parametrize(
    "text", ["non non", "non merci", "non, surtout pas", "no thanks", "nah", "nope neither"]
)
def test_a_no_is_said_once_or_several_times(text: str) -> None:
    assert says_no(fold(text)) and not says_yes(fold(text))


@pytest.mark.parametrize("text", ["oui mais", "oui non", "merci", "non oui", "pas d'accord mais ok", ""])
def test_what_says_more_is_neither_yes_nor_no(text: str) -> None:
    assert not says_yes(fold(text)) and not says_no(fold(text))
