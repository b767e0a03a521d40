"""What people type that answers no question: they do not know, do not follow, stop, want a person.

A whole message is such a wish or is none: "personne" means nobody, "la personne de la banque" somebody.
Where words are the answer itself, a wish is never written down as one.
"""

from enum import Enum, auto
from functools import lru_cache

from conversations.patterns import pattern
from conversations.understanding.agreement import YES, in_a_row
from conversations.understanding.words import NOT_KNOWING, PASSING, REMEMBERED, denies, fold


class Wish(Enum):
    """What is meant by a message that is no answer. ``NOTHING``: courtesy, or a wish to pass.

    ``AGREEING``: what is shown is right as it is. ``WAITING``: the answer comes later.
    """

    NOT_KNOWING = auto()
    NOT_UNDERSTANDING = auto()
    NOBODY = auto()
    ERASING = auto()
    STOPPING = auto()
    A_PERSON = auto()
    FINISHED = auto()
    AGREEING = auto()
    WAITING = auto()
    NOTHING = auto()


_AROUND = (
    r"euh|heu|hum|oups|oops|bah|ben|bon|alors|franchement|desolee?|pardon|sorry|stp|svp"
    r"|s il (?:te|vous) plait|please"
    r"|merci|thanks|thank you|bonjour|bonsoir|salut|hello|hi|en fait|vraiment|pour (?:l instant|le moment)"
)
_FIRST, _LAST = pattern(rf"(?:{_AROUND}|non|oui)\s+"), pattern(rf"\s+(?:{_AROUND}|du tout|trop)$")

_NOT_KNOWING = pattern(
    r"(?:moi )?(?:je |j )?(?:ne |n )?(?:en |l )?(?:sais|vois) (?:rien|pas|plus)"
    r"(?: (?:quoi|comment|par ou|par quoi) (?:(?:vous|le|l) )*(?:dire|mettre|repondre|ecrire|commencer"
    r"|expliquer|formuler|raconter))?"
    r"|(?:je |j )?(?:n )?(?:en )?(?:ai )?(?:aucune|pas d|pas la moindre) idee|jsp|nsp"
    r"|(?:moi )?(?:je )?(?:ne )?(?:suis )?pas (?:tout a fait |vraiment |bien )?sure?"
)
_NOT_UNDERSTANDING = pattern(
    r"(?:je |j |on )?(?:ne |n )?(?:y )?(?:ai )?(?:comprends?|compris|capte|pige|saisis|suis|vois)"
    r" (?:pas|rien|plus|mal)(?: (?:bien|trop|tout|compris|a|la|ta|vos|votre|trucs?|machins?|histoires?"
    r"|cette|questions?|phrase|ce|que|qu|vous"
    r"|tu|il|on|me|veulent|voulez|veux|demandes?|demandez|faut|mettre|repondre|faire|dire|le|sens|ou))*"
    r"|(?:je |j )?(?:n )?(?:ai )?(?:rien|pas|mal) (?:tout )?(?:compris|clair|pige|capte)"
    r"(?: (?:a )?(?:la|ta|votre|cette) question)?|(?:c |ce n )?est pas clair|incomprehensible"
    r"|(?:c |ce |cest )?(?:est )?(?:quoi|koi)(?: (?:ca|cela|ce truc|(?:la|cette) question|le rapport))?"
    r"|(?:ca|cela) (?:veut|voudrait) dire quoi|(?:qu est ce )?que (?:ca|cela) (?:veut dire|signifie)"
    r"|(?:qu est ce )?que (?:voulez vous|vous voulez|tu veux) dire|c est a dire|comment ca|hein|pardon quoi"
    r"|(?:(?:pouvez|pourriez) vous |peux tu |tu peux |vous pouvez )?(?:m )?"
    r"(?:expliqu|reformul|precis|aid)(?:e|er|es|ez)(?: (?:moi|nous|la question|cela|ca))*"
    r"|(?:besoin d |a l )?aide|pourquoi(?: (?:ca|cela|cette question|vous (?:me )?demandez (?:ca|cela)))?"
    r"|(?:[\w ]{1,80} )?(?:je|on|il faut|faut|dois|doit) (?:(?:y|en|me) )?(?:mets?|mettre|ecri[st]|ecrire"
    r"|reponds?|repondre|choisi[st]|choisir|coche[rz]?|indique[rz]?|note[rz]?|compte[rz]?)"
    r" (?:quoi|lequel|laquelle|lesquels|lesquelles|combien|comment|ou|qui|quelle annee)"
    r"|(?:c est quoi|quelle est|il y a quoi comme|what is|what s) (?:la |the )?difference(?: [\w ]{1,60})?"
    r"|(?:[\w ]{1,80} )?(?:what|which(?: one)?|how much|who) (?:do|should|must) i"
    r" (?:put|write|choose|tick|count)"
    r"|(?:i )?(?:do not|don t|dont|did not|didn t|cannot|can t) (?:understand|get|follow|see)"
    r"(?: (?:it|this|that|you|the question|what you mean|what you want|why))*"
    r"|what(?: is| s)?(?: (?:this|that|it))?|what (?:do you|does (?:it|that|this)) mean|huh|help(?: me)?"
    r"|(?:can you |could you |please )?(?:explain|rephrase)(?: (?:that|this|it|please|the question))*"
    r"|(?:it is |it s )?not clear|unclear"
    r"|why(?: (?:do you (?:ask|need it|need that)|this question|that))?"
)
_NOBODY = pattern(
    r"(?:a |il n y a |y a |il y a |n y a )?(?:personne|nobody|no one|anyone)"
    r"(?: (?:en|de) (?:particulier|special))?"
    r"|(?:not )?(?:anybody|nobody)(?: in particular)?"
    r"|rien(?: (?:de|en) (?:special|particulier))?|nothing(?: special| in particular)?"
    r"|aucune?s?(?: d (?:entre )?eux)?|neant|none|nil|non|no|nope|n a|ras|pas (?:concernee?|applicable)"
)
_ERASING = pattern(
    r"(?:(?:peux tu|pouvez vous|tu peux|vous pouvez|je (?:veux|voudrais)|j aimerais|il faut|veuillez"
    r"|merci de?|can you|could you|i want to) )?"
    r"(?:supprim|effac|enlev|retir|annul|oubli|delet|eras|remov|forget|cancel|clear|undo)\w*"
    r"(?: (?:tout|tous|toute|ca|cela|moi|le|la|les|ce|cette|mon|ma|mes|messages?|textes?|reponses?"
    r"|phrases?|mots?|dernier|derniere|precedente?|que|qu|j ai|ai|je|viens|de|d|ecrire|ecrit|ecrite"
    r"|dit|tape|saisi|note|mis|my|what|i|have|wrote|written|typed|said|the|last|that|this|it|all"
    r"|everything|answer|text|message))*"
    r"|(?:(?:non|attends?|attendez|laissez moi|laisse moi|let me|wait|oups|oops) )*"
    r"(?:(?:je|j|on|i|i ll|i will) (?:(?:vais|veux|voudrais|want to|would like to) )?)?"
    r"(?:(?:tout )?(?:recommenc(?:e|er|ons)|reecri[st]|refai[st]|refaire|start (?:again|over)|restart))"
    r"(?: (?:tout|depuis|le|la|debut|a|zero|mon|ma|texte|phrase|ca|from|the|beginning|scratch))*"
)
_PROJECT = (
    r"(?:l |le |la |ce |cette |mon |ma |notre |the |our |my )?(?:projet|affaire|demande|project|request)"
)
_STOPPING = pattern(
    r"(?:(?:finalement|en fait|actually) )*"
    r"(?:(?:(?:je |j |i |on |nous |we )?(?:(?:veux|voudrais|aimerais|prefere|vais|va|want to"
    r"|would like to) )?)?(?:m )?(?:stop|arret(?:e|er|ez|ons)|quitter|quit|abandonn(?:e|er|ons)|give up"
    r"|laiss(?:e|er|ez|ons) tomber)"
    rf"(?: (?:tout|la|ici|ca|everything|here|now|maintenant|{_PROJECT}))*"
    rf"|(?:je|on|nous|we) (?:ne )?(?:fais|fait|faisons) (?:plus|pas finalement) {_PROJECT}"
    rf"|{_PROJECT} (?:est|ne se fait|is|tombe|won t)"
    r" (?:annulee?|abandonnee?|arretee?|plus|pas|a l eau|cancelled|off|happen))"
)
_TAKING_BACK = pattern(
    r"(?:(?:finalement|en fait|actually|d|de) )?"
    r"(?:(?:je|j|nous|on|i|we) )?(?:(?:veux|voudrais|voulons|souhaite|souhaitons|aimerais|demande"
    r"|want(?: to)?|would like to|d like to|wish to)(?: a| que vous)? )?"
    r"(?:(?:pouvez vous|peux tu|vous pouvez|tu peux|veuillez|il faut|merci de?|can you|could you) )?"
    r"(?:supprim|effac|retir|annul|delet|eras|remov|withdraw|cancel)\w*"
    r" (?:(?:toutes|tous|tout|all|of) )*(?:(?:mes|ma|mon|nos|notre|la|le|les|cette|ce|my|our|the|this) )?"
    r"(?:donnees|demande|dossier|informations?|infos|compte|candidature|data|request|application|file"
    r"|account|information|details)(?: (?:personnelles|personnel|et tout|svp|stp|please|maintenant|now))*"
)
_FORGETTING = pattern(
    r"(?:(?:finalement|en fait|actually|veuillez|il faut|(?:pouvez|pourriez) vous|vous pouvez|peux tu|tu peux"
    r"|(?:je |j |i )?(?:veux|voudrais|souhaite|aimerais|demande|want to|would like to|d like to)|can you"
    r"|could you|please|merci|d|de) )*"
    r"(?:(?:que )?(?:vous|tu|you) )?(?:supprim|effac|retir|annul|detrui|delet|eras|remov|forget|oubli)\w*"
    r" (?:(?:toutes|tous|tout|all|of) )*(?:mes|ma|mon|nos|notre|les|my|our) "
    r"(?:donnees|informations?|infos|compte|coordonnees|data|account|information|details)"
    r"(?: (?:personnelles?|maintenant|now|tout de suite|immediatement))*"
)
_REFUSING = pattern(
    r"(?:(?:oui|ok|ah|oh|d accord|finalement|en fait|actually|sorry|oops) )*"
    r"(?:(?:non|no|nope|surtout pas|pas du tout|pas maintenant|plus tard|not now|later)"
    r"(?: (?:non|no|merci|thanks|thank you|finalement|en fait|pas du tout|pas maintenant|surtout pas))*"
    r"|(?:non |no )?(?:je (?:ne )?(?:le )?(?:veux|souhaite|prefere) (?:pas|plus)|j (?:ai )?change d avis"
    r"|ne (?:fais|faites) rien|ne (?:change|changez) rien|rien ne change|i (?:do not|don t) want(?: to)?"
    r"|(?:i )?changed my mind|never mind|do nothing|change nothing|leave it(?: as it is)?|keep it))"
)
_A_PERSON = pattern(
    r"(?:(?:je (?:veux|voudrais|souhaite|prefere|peux)|j aimerais|puis je|on peut|est ce que je peux|i want"
    r"|i would like|i d like|can i|passez moi|donnez moi|il me faut)(?: to)? )"
    r"(?:(?:parler|discuter|echanger|joindre|avoir|voir|talk|speak|contacter)(?: (?:a|avec|au|to|with))? )?"
    r"(?:(?:un|une|des|l|le|la|a|an|quelqu un de) )?(?:vraie? |real )?(?:etre )?"
    r"(?:humaine?s?|personne|quelqu un|conseill\w+|operat\w+|agent|human|person|someone|somebody|adviser)"
    r"(?: (?:reel(?:le)?|humaine?|en vrai|au telephone|on the phone))?"
    r"|(?:un |une |a )?(?:humaine?|vraie personne|human|real person)"
    r"|(?:parler|talk|speak) (?:a|avec|to|with) (?:quelqu un|une (?:vraie )?personne|un (?:humain|conseiller)"
    r"|someone|somebody|a (?:real )?(?:person|human))"
    r"|(?:(?:pouvez|pourriez) vous|vous pouvez|merci de) (?:me|nous) r?appeler"
    r"|(?:je (?:veux|voudrais|prefere|souhaite)|j aimerais) (?:etre r?appelee?s?"
    r"|(?:qu on|que quelqu un) (?:m|me|nous) r?appelle)"
    r"|(?:please|can (?:you|someone|somebody)) (?:call|phone|ring) (?:me|us)(?: back)?"
)
_FINISHED = pattern(
    r"(?:voila )?(?:c est tout|c est fini|j ai fini|fin|fini|termine|that is all|that s all"
    r"|thats all|that s it|thats it|that will be all|nothing else"
    r"|rien d autre|done|(?:je? )?(?:valide|envoie|envoye[rz])(?: tout| maintenant)?|send(?: it)?(?: now)?)"
)
_AGREEING = in_a_row(
    rf"{YES}|parfait|super|nickel|voila|tres bien|j accepte(?: tout)?|i accept|ca me va|ca me convient"
    "|(?:that s |that is |all )?(?:good|fine)"
)
_A_WHILE = r"(?:un|une|deux|quelques|one|two|a|an|just a|a few) (?:petite? |little )?"
_WAITING = pattern(
    rf"{_A_WHILE}(?:instants?|moments?|minutes?|secondes?|seconds?|sec|min)"
    r"|(?:attend(?:s|ez|re)|patient(?:e|ez)|wait|hold on|hang on|bear with me)(?: (?:moi|me))?"
    rf"(?: {_A_WHILE}(?:instants?|moments?|minutes?|secondes?|seconds?|sec|min|peu|bit))?"
    r"|(?:je )?(?:reviens|revient)(?: (?:de suite|tout de suite|plus tard|vite|dans \w+ \w+))*"
    r"|je (?:regarde|verifie|cherche|reflechis|(?:vais|dois) (?:regarder|verifier|voir|chercher|reflechir))"
    r"|(?:laisse[zr]? moi|donne[zr]? moi|il me faut)"
    r"(?: (?:(?:le |du |un peu de )temps(?: (?:de|d|pour))?|y|reflechir|regarder|verifier))+"
    r"|(?:i ll |i will )?(?:be (?:right )?back|brb|let me (?:check|see|think))(?: later| soon)?"
)
_NOTHING = pattern(
    rf"{_AROUND}|allo|coucou"
    r"|je me suis trompee?|je me trompe|fausse manip\w*|erreur|i made a mistake|my mistake|wrong button"
    rf"|start|test|{'|'.join(PASSING)}"
)

_SHORTENED = pattern(r"\b(?:c(?! est\b)|cest)(?= (?:bon|tout|fini|ca|bien)\b)")
"""What "c'est" becomes on a phone: "c bon", "c tout"."""
_LONGEST = 120  # characters: longer, it tells something
_MEANT = (
    (Wish.NOBODY, _NOBODY),
    (Wish.NOT_KNOWING, _NOT_KNOWING),
    (Wish.NOT_UNDERSTANDING, _NOT_UNDERSTANDING),
    (Wish.STOPPING, _FORGETTING),
    (Wish.ERASING, _ERASING),
    (Wish.STOPPING, _STOPPING),
    (Wish.A_PERSON, _A_PERSON),
    (Wish.FINISHED, _FINISHED),
    (Wish.AGREEING, _AGREEING),
    (Wish.WAITING, _WAITING),
    (Wish.NOTHING, _NOTHING),
)


@lru_cache(maxsize=REMEMBERED)
def wish_of(text: str) -> Wish | None:
    """Return what a message wishes when that is all it says; None for anything else."""
    said = _SHORTENED.sub("c est", fold(text))
    if not said and "?" in text:
        return Wish.NOT_UNDERSTANDING
    if len(said) > _LONGEST:
        return None
    if said in NOT_KNOWING:
        return Wish.NOT_KNOWING
    while True:
        found = next((wish for wish, wording in _MEANT if wording.fullmatch(said)), None)
        shorter = _LAST.sub("", _FIRST.sub("", said, count=1), count=1)
        if found or shorter == said:
            return found
        said = shorter


def takes_back(text: str) -> bool:
    """Tell whether a text, in all it says, asks to erase or withdraw what was given."""
    if wish_of(text) is Wish.ERASING:
        return True
    said = fold(text)
    if len(said) > _LONGEST:
        return False
    said = _LAST.sub("", _FIRST.sub("", said, count=1), count=1)
    return _TAKING_BACK.fullmatch(said) is not None


_ANOTHER = pattern(
    rf"(?:(?:{_AROUND}|oui|et|mais|sinon|aussi|finalement|also) )*"
    r"(?:(?:je|j|on|nous|i|we|il y) (?:en )?(?:ai|as?|avons|aurais|aurait|aurions|have|veux|veut|voulons"
    r"|voudr\w+|souhait\w+|aimer\w+|would like|d like|want|souhaite)(?: aussi| egalement| encore| also)? )?"
    r"(?:(?:avoir|faire|deposer|presenter|soumettre|monter|lancer|preparer|to (?:make|submit|start|send)) )?"
    r"(?:(?:un|une|d un|d une|mon|ma|notre|le|la|a|an|my|our|the) )?(?:tout )?"
    r"(?:autre|nouveau|nouvelle|deuxieme|seconde?|2e|2eme|another|second|new|other) "
    r"(?:projet|demande|dossier|besoin|project|request|application)\b"
)


def begins_another(text: str) -> bool:
    """Tell whether a text begins by speaking of another project, or another request, than the one sent."""
    return _ANOTHER.match(fold(text)) is not None


def is_refusal(text: str) -> bool:
    """Tell whether a text, in all it says, refuses what is asked to be confirmed."""
    said = fold(text)
    return len(said) <= _LONGEST and (
        _REFUSING.fullmatch(said) is not None or _STOPPING.fullmatch(said) is not None
    )


def is_at_a_loss(text: str) -> bool:
    """Tell whether a text asks what the question under way means, or says that its writer does not know."""
    return wish_of(text) in (Wish.NOT_UNDERSTANDING, Wish.NOT_KNOWING)


_SENTENCE = pattern(r"[.!?;\n]+")
_MONEY = pattern(
    r"\b(?:argent|avance|pret(?! a\b)|emprunt\w*|financements?|tresorerie|money|loan|funding|cash)\b"
)
_WANTED = pattern(
    r"\b(?:besoin|cherch\w+|voudr\w+|veux|voulons|souhait\w+|aimer\w+|demand\w+|obtenir|trouver|faut|faudrait"
    r"|juste|uniquement|seulement|need|want|would like|looking|get|only)\b"
)


def wants_money(text: str) -> bool:
    """Tell whether a sentence of a text plainly asks for money."""
    folded = (fold(sentence) for sentence in _SENTENCE.split(text))
    return any(_MONEY.search(said) and _WANTED.search(said) and not denies(said) for said in folded)
