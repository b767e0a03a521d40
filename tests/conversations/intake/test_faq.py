import pytest

from conversations.intake.faq import FAQ, is_question, perhaps, recognise

QUESTIONS = {
    "reminders": [
        "vous allez me relancer si je ne finis pas ?",
        "comment j'arrête les rappels ?",
        "on peut couper les notifications ?",
        "will you send me reminders?",
        "how do I stop the reminders?",
    ],
    "free": [
        "c'est gratuit ?",
        "C'est payant?",
        "combien ca coute",
        "combien ça coûte au final ?",
        "il y a des frais ?",
        "gratuit ??",
        "is it free?",
        "how much does it cost?",
    ],
    "alize": [
        "c'est quoi alizé ?",
        "alizé ça veut dire quoi",
        "qu'est-ce que le réseau Alizé ?",
        "what is alizé?",
    ],
    "how_long": [
        "ça prend combien de temps ?",
        "c'est long ?",
        "il reste combien de questions ?",
        "combien de questions encore ?",
        "how long does it take?",
    ],
    "advance": [
        "c'est un prêt ?",
        "c'est quoi l'avance ?",
        "faut-il rembourser l'argent ?",
        "c'est quoi une avance remboursable ?",
        "il y a des intérêts ?",
        "is it a loan?",
    ],
    "advisors": [
        "qui sont les experts ?",
        "c'est qui vos spécialistes ?",
        "qui va venir chez moi ?",
        "les conseillers viennent d'où ?",
        "who are the advisers?",
    ],
    "days": [
        "combien de jours d'expertise ?",
        "on a droit à combien de journées ?",
        "how many days do I get?",
    ],
    "committee": [
        "c'est quoi le comité ?",
        "quand se réunit le comité d'agrément ?",
        "qui décide ?",
        "qui est dans le comité ?",
        "when does the committee meet?",
    ],
    "reply": [
        "quand est-ce que j'aurai une réponse ?",
        "je saurai quand ?",
        "c'est quoi les délais de réponse ?",
        "when will I get an answer?",
    ],
    "pause": [
        "je peux m'arrêter et reprendre plus tard ?",
        "est ce que je peux finir demain ?",
        "puis-je continuer plus tard ?",
        "can I stop and come back later?",
    ],
    "correction": [
        "je peux changer une réponse ?",
        "comment modifier ce que j'ai mis ?",
        "je me suis trompé comment je corrige ?",
        "comment revenir en arrière ?",
        "can I change an answer?",
    ],
    "readers": [
        "qui lit mes réponses ?",
        "qui va voir mon dossier ?",
        "mes concurrents peuvent lire ça ?",
        "who reads my answers?",
    ],
    "privacy": [
        "c'est confidentiel ?",
        "et le rgpd ?",
        "vous faites quoi de mes données ?",
        "comment supprimer mes données ?",
        "is it confidential?",
    ],
    "eligibility": [
        "j'y ai droit ?",
        "c'est pour qui ?",
        "quelles sont les conditions ?",
        "est ce que mon entreprise est éligible ?",
        "am I eligible?",
    ],
    "creation": [
        "et si mon entreprise n'est pas encore créée ?",
        "ça marche pour une start-up ?",
        "ça marche pour une création d'entreprise ?",
        "what if my company does not exist yet?",
    ],
    "delegate": [
        "mon comptable peut remplir à ma place ?",
        "est-ce que mon expert-comptable peut répondre pour moi ?",
        "can my accountant fill it in?",
    ],
    "siren": ["c'est quoi le siren ?", "siret c koi ?", "où trouver mon numéro siret ?", "what is a SIREN?"],
    "human": [
        "je peux parler à quelqu'un ?",
        "comment joindre un humain ?",
        "y a-t-il un numéro de téléphone pour vous appeler ?",
        "can I talk to a human?",
    ],
    "robot": ["vous êtes un robot ?", "t'es un bot ?", "c'est une IA ?", "are you a robot?"],
    "sold": [
        "vous vendez mes données ?",
        "Vous revendez nos infos à qui ?",
        "est-ce que mes coordonnées sont vendues ?",
        "vous gagnez quoi ?",
        "je vais recevoir de la pub ?",
        "do you sell my data?",
    ],
    "scam": [
        "c'est une arnaque ?",
        "c'est pas une arnaque ?",
        "c'est quoi l'arnaque ?",
        "c'est sérieux ?",
        "c'est un piège ?",
        "c'est officiel ?",
        "qui êtes-vous ?",
        "où est le piège",
        "is this a scam?",
        "is it legit?",
    ],
    "bank": [
        "ma banque va le savoir ?",
        "est-ce que ma banque va voir mes réponses ?",
        "mon banquier sera au courant ?",
        "vous prévenez ma banque ?",
        "la banque va être informée ?",
        "will my bank know?",
    ],
    "amount": [
        "combien je peux avoir ?",
        "je peux avoir combien ?",
        "combien on peut toucher",
        "combien d'argent je peux obtenir ?",
        "quel montant maximum ?",
        "c'est combien l'aide ?",
        "how much can I get?",
    ],
    "difficulty": [
        "vous aidez les entreprises en difficulté ?",
        "on est en redressement judiciaire, ça marche quand même ?",
        "et si on est en sauvegarde ?",
        "je suis en liquidation j'ai droit ?",
        "qui aide les entreprises en difficulté ?",
        "can a firm in receivership apply?",
    ],
    "status": [
        "où en est mon dossier ?",
        "vous avez reçu ma demande ?",
        "what is the status of my application?",
    ],
    "refused": ["et si je suis refusé ?", "si le comité dit non ?", "je peux contester ?", "can I reapply?"],
    "documents": ["quels documents il faut ?", "il faut un business plan ?", "what documents do I need?"],
    "operator": ["c'est qui l'opérateur ?", "qui va m'appeler ?", "who will call me?"],
    "called": ["quand est-ce qu'on me rappelle ?", "when will someone call me?", "on me rappelle quand ?"],
    "withdraw": ["comment annuler ma demande ?", "can I withdraw my application?"],
    "combine": ["c'est cumulable avec d'autres aides ?", "can I combine it with another grant?"],
    "jobs": ["il faut embaucher ?", "suis-je obligé de créer des emplois ?", "do I have to hire?"],
    "counting": [
        "les apprentis ça compte ?",
        "je compte les intérimaires ou pas ?",
        "je me compte dedans ?",
        "do part-timers count?",
    ],
    "mistake": [
        "et si je me trompe ?",
        "et si je me trompe dans les chiffres c'est grave ?",
        "what if I get it wrong?",
    ],
    "visits": [
        "les spécialistes viennent chez moi ou c'est en visio ?",
        "c'est à distance ou sur place ?",
        "will the specialist come to my workshop or is it online?",
    ],
    "early": [
        "si je commence avant la réponse du comité je perds l'aide ?",
        "je peux signer le devis avant ?",
        "can I start before the committee?",
    ],
    "tax": ["HT ou TTC ?", "le budget c'est hors taxes ?", "is that including VAT?"],
    "number": [
        "mon numéro il sera visible par les entreprises ?",
        "pourquoi mon numéro ?",
        "who will see my number?",
    ],
    "chances": ["combien de chances j'ai ?", "quelles sont mes chances ?", "what are my chances?"],
    "another": [
        "je peux faire une deuxième demande pour mon autre société ?",
        "on peut présenter deux projets ?",
        "can I make another request?",
    ],
    "languages": ["parlez-vous allemand ?", "quelles langues parlez-vous ?", "do you speak German?"],
    "project": ["c'est quoi un projet pour vous ?", "quel genre de projet ?", "what counts as a project?"],
    "paid": ["quand est ce que je touche l'argent ?", "when is the money paid?"],
    "signing": ["je dois signer quelque chose ?", "is there anything to sign?"],
}

SLIPS = {
    "c'est gratuti ?": "free",
    "qui lit mes reponsses ?": "readers",
    "c est confidenciel ?": "privacy",
    "quand se reuni le commité ?": "committee",
    "bonjour, c'est payant ?": "free",
    "je voudrais savoir si c'est gratuit": "free",
    "dites moi qui lit mes réponses": "readers",
    "Excusez-moi mais combien ça coûte svp": "free",
    "est-ce que c'est un pret ?": "advance",
    "cest koi le comité ?": "committee",
}

OTHER_WORDINGS = {
    "vous avez bien reçu ?": "status",
    "has anyone read it yet?": "status",
    "et si je change d'avis ?": "withdraw",
    "ça part où quand je clique envoyer ?": "reply",
    "what happens when I press send?": "reply",
    "je dois venir au comité moi-même ?": "committee",
    "à qui je rends l'argent ?": "advance",
    "je suis coiffeuse toute seule, ça vaut le coup ?": "eligibility",
    "je peux vous envoyer un vocal plutôt ?": "documents",
    "can I write in English?": "languages",
    "le spécialiste il travaille pour un concurrent ?": "advisors",
    "on peut refuser un spécialiste ?": "advisors",
    "can I pick the specialist?": "advisors",
    "il faut un garant ou une caution ?": "advance",
    "do I need to give collateral?": "advance",
    "c'est gratuit ou ya des frais après ?": "free",
    "vous aidez les autoentrepreneurs ?": "eligibility",
    "c'est réservé à l'industrie ou les commerces aussi ?": "eligibility",
    "do you help sole traders?": "eligibility",
    "vous êtes de la mairie ?": "scam",
    "est-ce que mon concurrent au comité verra mon dossier ?": "readers",
    "can my competitor on the committee see my file?": "readers",
    "je peux envoyer plus tard ?": "pause",
    "on m'a toujours pas appelé, c'est normal ?": "status",
    "when will the specialist contact me?": "called",
    "qui s'occupe de mon dossier chez vous ?": "operator",
    "vous êtes là ?": "human",
    "vous m'appeler quand": "called",
    "vous m'appelez quand": "called",
    "vous rappelez quand": "called",
    "ca me coute quelque chose ?": "free",
    "faut payer quelque chose ?": "free",
    "vous prenez combien ?": "free",
    "c'est gratos ?": "free",
    "combien de minutes ?": "how_long",
    "c'est remboursable ?": "advance",
    "je dois rendre l'argent ?": "advance",
    "c'est une subvention ?": "advance",
    "quel est le montant de l'avance ?": "amount",
    "ce sont des consultants ?": "advisors",
    "qui va m'aider ?": "advisors",
    "c'est quoi un comité d'agrément": "committee",
    "prochain comité quand ?": "committee",
    "c'est vous qui décidez ?": "committee",
    "et après il se passe quoi ?": "reply",
    "je peux revenir demain ?": "pause",
    "on peut enregistrer et reprendre ?": "pause",
    "j'ai fait une erreur, comment corriger ?": "correction",
    "peut on revenir sur une réponse ?": "correction",
    "qui aura accès à ces infos ?": "readers",
    "mes données sont protégées ?": "privacy",
    "est-ce qu'une association a droit ?": "eligibility",
    "je suis auto entrepreneur j'ai droit ?": "eligibility",
    "ma femme peut répondre ?": "delegate",
    "c'est quoi la différence entre siren et siret ?": "siren",
    "je veux parler à un humain": "human",
    "vous avez un téléphone ?": "human",
    "es-tu une vraie personne ?": "robot",
    "on est obligé de recruter ?": "jobs",
    "faut créer combien d'emplois ?": "jobs",
    "is it really free?": "free",
    "who decides?": "committee",
    "vous allez vendre mes coordonnées ?": "sold",
    "do you sell my personal data?": "sold",
    "c'est une arnaque": "scam",
    "peut on vous faire confiance ?": "scam",
    "vous êtes un vrai service de l'état ?": "scam",
    "can I trust you?": "scam",
    "ma banque sera prévenue ?": "bank",
    "will you tell my bank?": "bank",
    "combien je vais toucher ?": "amount",
    "vous donnez combien ?": "amount",
    "how much money can I get?": "amount",
    "on est en redressement, on peut candidater ?": "difficulty",
    "vous transmettez mes données à qui ?": "readers",
    "do you keep my data?": "privacy",
    "sous combien de temps vous répondez ?": "reply",
    "vous gardez mes données combien de temps ?": "privacy",
    "how long until I hear back?": "reply",
    "who are you?": "scam",
    "et après ?": "reply",
    "à quoi ça sert ?": "alize",
    "il faut avancer de l'argent ?": "free",
    "des nouvelles ?": "status",
}

UNKNOWN_QUESTIONS = [
    "mon concurrent Dupont sera prévenu ?",
    "mon voisin Paul est au comité, il verra mon dossier ?",
    "est-ce que Michelin verra mes chiffres ?",
    "mon ex-associé peut-il voir mes réponses ?",
    "vous êtes ouverts le samedi ?",
    "est-ce que vous connaissez la chambre de métiers ?",
    "pourquoi ?",
    "c'est-à-dire ?",
    "pourquoi vous me demandez ça ?",
    "vous avez un bureau à Nancy ?",
    "what do you mean?",
    "pouvez-vous m'envoyer un document papier ?",
]

ANSWERS = [
    # numbers, amounts, dates
    "12",
    "12 ?",
    "une douzaine",
    "une vingtaine ?",
    "entre 10 et 15 je dirais",
    "peut-être 3 ou 4 ?",
    "0",
    "15 000 €",
    "un prêt de 20 000 euros ?",
    "une avance de 15k",
    "20 k si possible",
    "combien je veux : 10 000",
    "2 emplois et demi",
    "gratuit, on ne demande pas d'argent",
    "fin mars 2027",
    "à la rentrée ?",
    "quand le bâtiment sera fini, vers juin",
    "dès que possible",
    "dans 6 mois, quand on aura la machine",
    "2019",
    "je ne sais pas",
    "aucune idée",
    # names, places, contacts
    "Boulangerie Quand Même",
    "SARL Comment Dire",
    "Qui Dort Dîne",
    "C'est Gratuit SAS",
    "Robot Services",
    "Alizé Menuiserie",
    "Aubagne ?",
    "Toul",
    "Saint-Quentin (02)",
    "Où, près de Nancy",
    "404833048",
    "SIREN 404 833 048",
    "mon siret : 40483304800022",
    "Camille Comité",
    "Claude Combien",
    "camille@example.com",
    "06 12 34 56 78",
    # short words of any step
    "Banque de la Place",
    "la banque, mes concurrents",
    "ne pas montrer à mon banquier",
    "20 000 maximum",
    "vendre en ligne",
    "on est en redressement judiciaire depuis janvier",
    "on est en sauvegarde",
    "recevoir une machine",
    "c'est un prêt",
    "on a un comptable",
    "le comité d'entreprise ?",
    "embaucher ?",
    "vendre plus ?",
    "un nouveau four ?",
    "oui c'est possible",
    "est ce que je peux vendre à l'étranger avec mon camion",
    "je peux pas dire combien",
    "qui vivra verra",
    "que des particuliers",
    "ou alors 15",
    "quelle galère pour recruter",
    "combien ? bonne question",
    "quand on pourra",
    "comme d'habitude",
    "quand même 12",
    "Que Choisir Menuiserie",
    "comment dire... on rame",
    "nous voulons changer de logiciel, c'est long et cher",
    "le siret est sur la facture",
    "robotiser la ligne",
    "c'est compliqué à dire",
    "tout, vraiment",
    "il faut rembourser 20k à la banque",
    "mon prêt ?",
    "vous ou moi",
    "oui vous pouvez",
    "ok pour vous",
    "quoi de plus ? rien",
    "je voudrais savoir faire mes devis plus vite",
    "j'aimerais savoir recruter et fidéliser",
    "dites moi juste comment passer iso",
    "on doit changer nos prix",
    "erreur, c'est 14",
    "je me suis trompé c'est 14",
    "arrêter la sous-traitance",
    "stop",
    "faire une pause",
    "reprendre une boulangerie",
    "reprendre plus tard l'atelier de mon père",
    "qui décide dans la boite : moi",
    "confidentiel",
    "gratuit",
    # choices, yes and no
    "oui",
    "non",
    "oui pourquoi pas",
    "oui, si c'est gratuit",
    "non merci",
    "je suis le dirigeant",
    "je suis l'expert-comptable",
    "mon comptable remplit pour moi",
    "création",
    "une start-up",
    "entreprise pas encore créée",
    "que du commerce",
    "qualité et recrutement",
    "autre : confidentialité des données clients",
    # descriptions
    "je voudrais savoir vendre en ligne",
    "je veux savoir combien me coûte une pièce",
    "je voudrais savoir si je gagne de l'argent sur chaque chantier",
    "savoir comment recruter",
    "comment vendre en ligne",
    "Comment trouver des clients quand on est tout seul",
    "comment financer deux pelleteuses sans me mettre dans le rouge",
    "Comment recruter et garder des serveurs en zone touristique ?",
    "qui peut m'aider à passer l'ISO 9001 ?",
    "faut-il garder les deux activités ou se concentrer sur la plus rentable ?",
    "racheter mon concurrent qui part en retraite, bonne ou mauvaise idée ?",
    "on a droit au crédit impôt recherche ? on développe un capteur",
    "pourquoi mes clients ne reviennent pas ? je voudrais comprendre et les fidéliser",
    "je ne sais pas combien me coute vraiment une piece, mes prix c'est au pif",
    "mettre en place le RGPD dans l'entreprise, on est pas en règle",
    "installer un robot de soudure et former deux personnes",
    "rembourser notre prêt bancaire plus vite grâce à de meilleures marges",
    "monter un comité de direction, qui décide de quoi",
    "nous voulons embaucher 3 personnes en 2027",
    "il faut embaucher un commercial et changer de logiciel",
    "être accompagné quelques jours par un spécialiste de la logistique",
    "how to sell abroad",
    "what we need is a better website",
    "who does what is not clear in our team",
    "we want to know how much each job costs us",
    "C'est une menuiserie de sept salariés dont le dirigeant part à la retraite. Est-ce que je garde tout"
    " le monde ? Oui, et je veux être présent sur internet. Combien ça coûte un site, je ne sais pas, "
    "mais c'est le projet.",
    "Nous avons grandi vite et je ne sais plus sur quels marchés concentrer l'entreprise. J'aimerais "
    "confronter mes choix à quelqu'un qui l'a vécu. Faut-il un prêt ? Faut-il embaucher ? Qui décide de "
    "quoi entre associés ?",
    "Le client nous demande quand on sera certifiés. C'est long, c'est cher, et personne ne sait comment "
    "s'y prendre.",
    "Je me demande si on doit embaucher un commercial ou passer par un agent, et combien de jours par mois.",
    "On voudrait savoir qui achète nos produits, pourquoi et combien de fois par an, pour mieux cibler "
    "nos offres.",
]


@pytest.mark.parametrize(
    ("text", "name"), [(text, name) for name, texts in QUESTIONS.items() for text in texts]
)
def test_a_common_question_gets_its_answer(text: str, name: str) -> None:
    entry = recognise(text)
    assert entry is not None and entry.name == name


@pytest.mark.parametrize(("text", "name"), [*SLIPS.items(), *OTHER_WORDINGS.items()])
def test_slips_civilities_and_other_wordings_do_not_hide_the_question(text: str, name: str) -> None:
    entry = recognise(text)
    assert entry is not None and entry.name == name


@pytest.mark.parametrize("text", UNKNOWN_QUESTIONS)
def test_a_question_without_a_known_answer_is_still_a_question(text: str) -> None:
    assert recognise(text) is None
    assert is_question(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Combien coûte la demande ?", "free"),
        ("Can I withdraw my adoption application?", None),
        ("How long does the adoption process take?", None),
        ("Quels documents dois-je fournir pour l'immatriculation ?", None),
        ("Combien coûte une enseigne ?", None),
        ("le stationnement est gratuit ?", None),
        ("Quels documents dois-je fournir ?", "documents"),
        ("vous faites du café ?", None),
        ("la TVA est-elle récupérable ?", None),
        ("vous êtes ouverts le samedi ?", None),
    ],
)
def test_a_question_near_to_a_known_one_is_answered_never_from_one_word(text: str, name: str | None) -> None:
    entry = recognise(text)

    assert (entry.name if entry else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("c'est quoi procédure collective", "proceedings"),
        ("ça veut dire quoi redressement judiciaire ?", "proceedings"),
        ("c quoi l'agrément", "agreement"),
        ("que veut dire bassin ?", "basin"),
        ("je ne sais pas ce qu'est le code NAF", "trade_code"),
        ("qu'appelez-vous chiffre d'affaires ?", "turnover"),
        ("un groupe c'est quoi", "group"),
        ("what is the balance sheet total?", "balance"),
        ("bonjour, c'est quoi l'effectif au juste ?", "counting"),
        ("minimis ça veut dire quoi", "combine"),
        ("c'est quoi un fonds de roulement ?", None),
    ],
)
def test_what_a_word_of_the_form_means_is_told_and_of_no_other_word(text: str, name: str | None) -> None:
    entry = recognise(text)

    assert (entry.name if entry else None) == name
    assert is_question(text, of_few_words=True)


@pytest.mark.parametrize("text", ["procédure collective", "un groupe", "10.71C"])
def test_a_word_of_the_form_alone_is_an_answer(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer_is_never_taken_for_a_question(text: str) -> None:
    assert recognise(text) is None
    assert not is_question(text)


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_recognised_question_is_one(name: str) -> None:
    assert all(is_question(text) for text in QUESTIONS[name])


def test_every_entry_is_reachable_and_tested() -> None:
    assert {entry.name for entry in FAQ} == set(QUESTIONS)


@pytest.mark.parametrize(
    "text", ["", " ", "?", "???", "👍", "\u0301\u0301", "a" * 4096, "?" * 4096, "qui " * 1000]
)
def test_any_text_is_read_without_harm(text: str) -> None:
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("on est payés quand et par qui ?", "paid"),
    ],
)
def test_a_question_near_to_several_is_offered_them_and_answered_by_none(text: str, name: str) -> None:
    assert recognise(text) is None
    assert name in [entry.name for entry in perhaps(text)]


def test_what_is_sure_or_no_question_is_offered_nothing() -> None:
    assert perhaps("c'est gratuit ?") == ()
    assert perhaps("boulangerie à Toul") == ()
