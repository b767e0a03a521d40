"""What is said beside a role and changes none: what the head knows of it, whom one helps, with whom."""

import re
from typing import Final

from conversations.patterns import pattern
from conversations.understanding.rewriting import rules
from conversations.understanding.roles.doubts import TITLE

_SLIPS: Final = (
    (r"(?i)\b(?!assistant)as+ist[ae]nt(e?s?)\b", r"assistant\1"),
    (r"(?i)\b(?!gerant)ger+[ae]nt(e?s?)\b", r"gerant\1"),
    (r"(?i)\b(?!secretaire)secr?et+aire\b", "secretaire"),
    (r"(?i)\b(?!dirigeant)dir+ig[ei]?ant(e?s?)\b", r"dirigeant\1"),
    (r"(?i)\b(?!president)pres+id[ae]nt(e?s?)\b", r"president\1"),
    (r"(?i)\b(?!patronne)patron+e(s?)\b", r"patronne\1"),
    (r"(?i)\b(?!responsable)res?pon?s?able(s?)\b", r"responsable\1"),
    (r"(?i)\b(?!directrice)direct?ri[cs]+e\b", "directrice"),
    (r"(?i)\b(?!entrepreneu)entrepren+eu(r|se)\b", r"entrepreneu\1"),
)
"""A letter doubled, dropped or taken for another in the words of roles, once without accents."""
_HEAD: Final = (
    r"(?:(?:co-?)?gerante?|(?:co-?)?dirigeante?|patronn?e?|presidente?|pdg|chef(?:fe)? d['’ ]entreprise|boss"
    r"|owner|founder)"
)
_STAFF: Final = (
    r"(?:salariee?|employee?|ouvri(?:er|ere)|livreu(?:r|se)|vendeu(?:r|se)|secretaire|comptable|compta"
    r"|commerciale?|standardiste|serveu(?:r|se)|technicien(?:ne)?|chauffeu(?:r|se)|cuisini(?:er|ere)"
    r"|macon(?:ne)?|boulang(?:er|ere)|worker)"
)
_MINE: Final = (
    r" (?:de|dans|of|in) (?:ma|mon|ma propre|mon propre|my|my own) (?:boite|entreprise|societe|sasu|sas|sarl"
    r"|eurl|affaire|company|business)"
)
_ENDS: Final = r"(?= ?(?:$|[,.;]))"
_SERVICE: Final = (
    r"(?:(?:service|departement|pole) (?:rh|ressources humaines|compta\w*|administrati\w+|commercia\w+"
    r"|achats?|juridique|financ\w+|technique|communication|marketing|qualite|production|paie|client\w*)"
    r"|secretariat|(?:hr|finance|sales|accounting|marketing|purchasing|legal) department)"
)
_PLAINLY: Final = rules(
    *_SLIPS,
    # as what one answers, in which service, for how many clients
    (
        r"(?i)\b(?:agissant )?(?:en (?:ma )?qualite d(?:e |['’] ?)|en tant que |a titre de )(?=\w)",
        "",
    ),
    (
        rf"(?i)^(?:je (?:travaille|bosse|suis) )?(?:(?:au|a la|dans le|du|le|la|de la) )?{_SERVICE}"
        r"(?: d(?:e |['’]) ?(?:la |l['’])?(?:entreprise|societe|boite))?$",
        "salariee de l'entreprise",
    ),
    (r"(?i)\b((?:presidente?|gerante?|dirigeante?)(?: \w{2,6})?) assimilee?[ -]salariee?\b", r"\1"),
    (r"(?i)\bcomptable\b(?=.{1,40} pour (?:mes|nos|plusieurs|differents) clients\b)", "expert-comptable"),
    (r"(?i)\bmandataire (?:pour le compte|au nom) d", "mandataire d"),
    (r"(?i)\b(on behalf of|for) my client\b", r"\1 a client"),
    # several hats of one head
    (rf"(?i)\b(?:tout )?a la fois (?:la |le )?({_HEAD}) et (?:la |le )?{_STAFF}{_ENDS}", r"\1"),
    (rf"(?i)\b({_HEAD}) (?:et|and|&) (?:{_STAFF}{_MINE}|(?:seule?|only) {_STAFF}){_ENDS}", r"\1"),
    (r"(?i)(\bc['’ ]est moi),? et (?:le|la|l['’]) ?\w+ (?:aussi|egalement)\b", r"\1"),
    # with whom one is the head, how much, and for whom one answers
    (r"(?i),? ?\benfin,? (?=co-?(?:gerant|dirigeant))", ", "),
    (rf"(?i)\b(co-?(?:gerante?|dirigeante?)) avec (?:mon|ma|mes|un|une) \w+(?: \w+)?{_ENDS}", r"\1"),
    (r"(?i)(?<=\w),? (?:on|nous) (?:fait|faisons) tout a (?:deux|trois)\b", ""),
    (r"(?i)\b(gerante?) (?:majoritaire|minoritaire|egalitaire)s?\b", r"\1"),
    (r"(?i)\b(qui (?:decide|gere|dirige|commande)) (?:tout )?(?:ici|la dedans)\s*$", r"\1"),
    (
        r"(?i)(?<=\w),? (?:et )?je (?:reponds|remplis)(?: le dossier| le formulaire| la demande)?"
        r" (?:moi[- ]meme|directement|en personne|toute? seule?)\b",
        "",
    ),
    (
        r"(?i)\b(?:notre |le |un )?(cabinet comptable|expert[- ]comptable) (?:qui )?suit"
        r" (?:cette |la |l['’]|une? )(?:entreprise|societe|boite)(?: depuis [\w ]{2,20})?",
        r"\1",
    ),
)

_THEIR: Final = r"(?:l[ea] |l['’]|mon |ma |notre |the |my |our )"
_HEADING: Final = rf"(?:{TITLE}|direction|lui|elle|eux)"
_CLIENT: Final = (
    rf"(?:(?:une? |des |plusieurs |an? ){TITLE}|(?:{_THEIR}|une? |des |mes |nos |cette |an? )?"
    r"(?:repreneu(?:r|se)|porteu(?:r|se) de projet|creat(?:eur|rice)|cliente?s?|entreprises?|societes?"
    r"|boulang(?:er|ere)|macon|plombier))"
)
"""Somebody whom an outsider helps."""
_FILLS: Final = (
    r"(?:je (?:remplis|fais|reponds|depose|signe|prepare|monte|saisis)|j['’ ]ecris)"
    r"(?: (?:le|la|les|ce|cette|des|une?|son|sa) (?:dossiers?|demandes?|formulaire|questionnaire|demarches))?"
)
_HELP: Final = r"(?:j['’ ](?:aide|assiste|accompagne)|i (?:help|assist))"
_AWAY: Final = (
    r"(?:(?:bien )?au courant|d['’ ]accord|informee?|avec moi|a cote(?: de moi)?|occupee?|absente?"
    r"|en (?:deplacement|rendez[- ]vous|conges?|vacances)|sur (?:un|le|son) (?:chantier|terrain)|on site|away"
    r"|busy|aware|with me)"
)
_FORM: Final = r"(?: (?:ca|cela|le dossier|la demande|ce dossier|cette demande|ce formulaire|le formulaire))?"
_IN_PLACE: Final = r"(?:pour |avec |a la place d(?:u |e |['’ ])|au nom d(?:u |e |['’ ]))"
_WITH_ME: Final = r"(?: (?:a cote de moi|avec moi))?\)?"
_BEFORE: Final = r"(?:, ?|\(|\bet |\bmais |\bcar |: ?|; ?|\. ?)?"
_HEAD_KNOWS: Final = pattern(
    rf"{_BEFORE}(?:(?:c['’ ]est )?\b{_THEIR}{TITLE} (?:qui )?(?:(?:est|is) {_AWAY}|valide(?: tout)?"
    r"|a valide|n['’ ]a pas le temps|m['’ ]a (?:donne|laisse) (?:la main|carte blanche)"
    rf"|m['’ ]a (?:demande|dit) de (?:le |la )?(?:faire|remplir|repondre){_FORM}"
    r"|(?:asked|told) me to (?:fill|do|answer)(?: (?:in|this|it|that|the|form)){0,3})"
    rf"|(?:je fais (?:la|cette) demande )?\bavec l['’ ]accord d(?:u |e |['’ ])(?:{_THEIR})?{TITLE}"
    rf"|\bje vois (?:ca |cela )?avec {_THEIR}{TITLE}"
    rf"|\b{_FILLS} {_IN_PLACE}(?:{_THEIR})?{_HEADING}(?: qui est {_AWAY})?"
    rf"|\b(?:pour|au nom d[eu]|pour le compte d[eu]) (?:{_THEIR})?(?:direction|{TITLE}){_ENDS}"
    rf"|\b{_HELP} {_THEIR}{TITLE}){_WITH_ME}",
    re.IGNORECASE,
)
_HELPED: Final = pattern(
    rf"{_BEFORE}\b(?:{_FILLS} {_IN_PLACE}{_CLIENT}|{_HELP} {_CLIENT}|(?:l[ea] |l['’]){_CLIENT} est {_AWAY}"
    rf"|pour {_CLIENT}(?: menuisi(?:er|ere)| artisane?)?{_ENDS}){_WITH_ME}",
    re.IGNORECASE,
)
_WORKS: Final = rules(
    (
        r"(?i)^(?:moi,? )?je (?:m['’ ]occupe de|fais|gere) ?(?:tout )?(?:l['’]|la |le |les )?(?:administratif"
        r"|accueil|papiers?|paperasse|secretariat|factur\w+|bureau|planning)$",
        "assistante administrative",
    ),
    (
        r"(?i)^(?:moi,? )?(?:je (?:bosse|travaille)|i work) (?:au|dans les|a l['’]|in the) ?(?:bureaux?"
        r"|atelier|accueil|administration|office|workshop)$",
        "salariee de l'entreprise",
    ),
    (
        r"(?i)^(?:je suis )?(?:l['’]|la |le |une? )?(?:alternante?|stagiaire|apprentie?|interimaire)$",
        "salariee de l'entreprise",
    ),
)
_HATS: Final = pattern(
    r"\b(?:je )?fai[ts] (?:un peu )?(?:de )?tout\b(?! (?:pour|a la place|ce que))", re.IGNORECASE
)
_HAT: Final = pattern(
    rf"(?:je suis |moi )?(?:{_HEAD}|(?!(?:mon|ma|l[ae]|les|une?|il|elle|on|qui|pas|ne|leur|s[ao]n?)\b)\w+)"
    r"(?: ici| aussi)?",
    re.IGNORECASE,
)
_HEAD_ALONE: Final = pattern(rf"(?:je suis )?(?:le |la )?{_HEAD}", re.IGNORECASE)
_PARTED: Final = pattern(r"[,:;/+&.]|\bet\b")


def in_plain_words(text: str) -> str:
    """Return a text without accents as the grammar reads it: without slips, or what changes no head."""
    for written, plainly in _PLAINLY:
        text = written.sub(plainly, text)
    return text


def without_head(text: str) -> str | None:
    """Return what somebody says of themselves beside what the head knows of it; None where nothing is."""
    return _beside(_HEAD_KNOWS, text)


def without_client(text: str) -> str | None:
    """Return what somebody says of themselves beside whom they help; None where nobody is."""
    return _beside(_HELPED, text)


def _beside(aside: re.Pattern[str], text: str) -> str | None:
    rest = aside.sub(" ", text)
    if rest == text:
        return None
    rest = rest.strip(" ,;:.()")
    for written, plainly in _WORKS:
        rest = written.sub(plainly, rest)
    return rest or None


def wears_all_hats(text: str) -> bool:
    """Tell whether a head says all that they do: "patron, compta, livreur, je fais tout"."""
    if not _HATS.search(text):
        return False
    hats = [
        each for piece in _PARTED.split(_HATS.sub(",", text)) if (each := piece.strip().removesuffix(" ici"))
    ]
    alone = any(_HEAD_ALONE.fullmatch(each) for each in hats)
    return alone and all(each.lower() in ("moi", "moi je") or _HAT.fullmatch(each) for each in hats)
