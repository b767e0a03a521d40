"""What leaves it open who somebody is in the company, whatever role it names: whoever says it is asked."""

from conversations.patterns import pattern

_HELD = (
    "murs|locaux|local|batiments?|immeubles?|terrains?|fonds?|parts|actions|logements?|maisons?|foncier"
    "|biens?"
    "|building|premises|land|shares?|walls|property|properties"
)
"""What somebody owns who need not run the company that is in it, or that they have a part of."""
_COMPANY = "boite|entreprise|societe|fonds?|affaire|commerce|company|business"
_OF = "(?:d(?:u|es?|e la|e l|une?| une?)?|of the)"
_BODIES = "cci|cma|mairie|maire|banque|agence bancaire|region|departement|agglo|metropole|prefecture"
TITLE = (
    "(?:(?:co)?gerant|dirigeant|patronn?|president|proprietaire|responsable|fondat(?:eur|rice)"
    "|direct(?:eur|rice)|pdg|chef(?:fe)?|exploitant|restaurat(?:eur|rice)|agricult(?:eur|rice)|artisan"
    "|commercant"
    "|owner|boss|manager|founder|ceo|director|head)(?:es|e|s)?"
)
_THE = "(?:le|la|les|l|un|une|des|au|a l|a la|du|notre|votre|leur|the|an?|our|your|their|my|mon|ma)"

_DOUBTS = tuple(
    pattern(said)
    for said in (
        # owners of walls, of land, of shares
        rf"\b(?:proprietaires?|bailleurs?|bailleresse|usufruitiere?) {_OF} (?:\w+ )?(?:{_HELD})\b",
        r"\b(?:possed\w+|detien\w+|gere|gerons|ai|avons|have|owns?|owners? of)"
        rf" (?:(?:les?|la|l|des|une?|the|some|\d+|of) )*(?:{_HELD})\b",
        r"\b(?:proprietaires?|owner) (?:non exploitante?|bailleurs?|bailleresse|foncier|indivis)\b",
        # who is there to learn, or for a time
        r"\b(?:apprentie?s?|alternante?s?|alternance|stagiaires?|(?:en|de) stage|par interim)\b",
        r"\b(?:interimaires?|saisonni\w+|vacataires?|service civique|de transition)\b",
        r"\b(?:apprentices?|interns?|trainees?)\b",
        # bodies that are no company
        r"\b(?:preside|presidons) le conseil\b|^(?:le )?conseil (?:de surveillance|municipal)\b|\bdu (?:ce"
        r"|cse|comite|syndicat|conseil (?:de surveillance|syndical)|jury|tribunal)\b|\bd honneur\b",
        r"\b(?:de la (?:cci|cma|chambre|federation|copropriete|commission)|des parents)\b",
        rf"\b(?:employee?|secretaire|agente?|direct(?:eur|rice)) (?:{_OF}|de) (?:{_BODIES})\b",
        r"\bconseill\w+ (?:municipa\w+|departementa\w+|regiona\w+|prudhom\w+|du salarie|conjuga\w+)\b",
        r"\bchef(?:fe)? de (?:cabinet|famille)\b|\bchez (?:un|une|d) autres?\b",
        # of an adviser's own office, or who has a trade and an employer
        r"\b(?:assistante?|secretaire|adjointe?|standardiste) d(?:e l|e la|e|u|es)? (?:une? |m(?:on|a) )?"
        r"(?:expert\w*|avocate?|notaire|consultante?|banque|comptable|cabinet)\b",
        r"\bartisane? salariee?\b|\bgerante? de tutelle\b|\bassociee? (?:a|de) m(?:on|a) \w+ \w+",
        # with whom, not who: and a trade, not the company's head
        r"\bassociee? d(?:u|e la) \w+|\bgerante? (?:d immeubles?|de (?:copropriete|portefeuille|rayon))\b",
        # of somebody else: "le patron de mon mari"; of a family, not of a company: "fils d'agriculteur"
        r"\b(?:patron|patronne|boss|chef) (?:d(?:u|e la) (?:gerante?|patronn?e?)|de m(?:on|a|es)|of my)\b",
        r"\b(?:fils|fille|frere|soeur|cousine?|neveu|niece) de? (?!l[ae]?s? |m(?:on|a|es) |notre )\w+",
        r"\b(?:ai|avons|have|ve) (?:une?|a) (?:patron|patronne|chef|cheffe|boss|employeur|gerante?)\b",
        # what is kept, run or made may be a job in the company, or a thing
        r"\b(?:tien\w+|tenons|fais|faisons) (?:les |la |des )?comptes\b",
        r"\b(?:dirige|dirigeons|gere|gerons) (?:le|la|l|un|une) (?:magasin|boutique|agence|atelier|site|usine"
        r"|etablissement|succursale|point de vente)\b",
        r"\b(?:cree|creons|lance|lancons|fonde) (?:des|mes|nos|les) ",
        r"\b(?:secretaire|tresori\w+) (?:de l|d une|of the) ?association\b",
        r"\b(?:gerante?|dirigeante?) (?:de paille|de fait|demissionnaire|sortante?)\b",
        # who sells or buys the company, or in it
        rf"\b(?:vendeur|vendeuse|acheteur|acheteuse|seller|buyer) {_OF} (?:{_COMPANY})\b",
        # who is called, or looked for, and who does something, is somebody else
        r"\b(?:appel(?:er|ez|ons|le)|rappel\w+|contact(?:er|ez|ons|e)?|joindre|joignez|demand(?:er|ez)|voir"
        r"|voyez"
        r"|parl(?:er|ez)|ecri(?:re|vez)|adress\w+|cherch\w+|attend\w*|rencontr\w+|prevenir|prevenez"
        r"|connais\w*"
        r"|call|ask|reach|see|email|phone|meet|know|write to|speak to|talk to|speak with|talk with|wait for)"
        rf" (?:for |a |to |avec |with )?{_THE} {TITLE}\b",
        rf"(?:^|\b(?:car|parce que|si|quand|que|because|when|if) )(?:{_THE} )?{TITLE} (?:n )?(?:est|sera"
        r"|veut|souhaite|voudrait|peut|is|has|wants|will|would|can)\b(?! (?:bien )?(?:moi|me|myself)\b)",
        rf"\b{TITLE} (?:s appelle|a (?:demande|besoin|dit|signe|decide|voulu|envie)|is called)\b",
        rf"^(?:bonjour |hello )?(?:au|a la|aux|a l|for the|to the|for my|to my) {TITLE}\b",
        rf"\br?e?cherch\w+ (?:{TITLE}|repreneu\w+)\b",
        # who is spoken to
        rf"\b(?:bonjour|bonsoir|merci|hello|dear|chere?) (?:monsieur|madame|mme|mr) (?:le |la )?{TITLE}\b",
        r"\b(?:merci|salut|thanks|ok|oui) (?:boss|chef|cheffe|patronn?e?)\b",
        # whom it is for, and who is about to have it
        r"\b(?:am|m|suis|are) (?:for|pour|going to be|to be|to become|about to be(?:come)?"
        rf"|like) (?:{_THE} )?{TITLE}\b",
        # held in part, for a time, at another one, or by name only
        rf"\b{TITLE} (?:\w+ ){{0,2}}?(?:sur (?:le |les )?papiers?|de droit|de nom|pour la forme|on paper"
        r"|in name)\b",
        rf"\b(?:presque|quasi(?:ment)?|almost|nearly|would be|aspiring) (?:{_THE} )?{TITLE}\b"
        rf"|\b{TITLE} (?:enfin |ou )?(?:presque|quasi|almost)\b",
        rf"\b{TITLE} (?:il y a|jusqu \w+|dans (?:\d+|une?|deux|trois|quatre|cinq|six|quelques) (?:mois|ans?"
        r"|semaines?"
        r"|jours?)|\d+ (?:years|months) ago|until|in (?:\d+|a|two|three|six|few) (?:months?|years?"
        r"|weeks?))\b",
        rf"\b{TITLE} (?:\w+ ){{0,2}}?(?:remplace|revoque|licencie|ecarte|evince|destitue)e?s?\b",
        r"\b(?:d|dans|chez|pour|of|in|at) (?:une? )?(?:autres?|another|other) "
        rf"(?:{_COMPANY}|activite|magasin|restaurant|firm|shop)s?\b"
        rf"|\b{TITLE} (?:\w+ ){{0,4}}?(?:d a cote|d en face|next door)\b",
        rf"\b{TITLE} (?:pour|for|chez|d|de) (?:une? |a )?(?:chaine|succursale|filiale|grand groupe"
        r"|portefeuille|chain)\b",
        r"\bpatronn?e? de presse\b|\bpresidente? des? (?:artisans|commercants|parents|la communaute|l union"
        r"|l office)\b",
        r"\bassociation (?:des|de|d) (?:commerc|artisan|agricult|parents|riverains|quartier|locataires"
        r"|anciens"
        r"|joueurs)\w*",
        rf"\b(?:fais|fait|faire|joue) (?:le|la|l|les|office de|fonction de|comme si) (?:\w+ )?{TITLE}\b"
        r"|\btout comme\b",
        # beside whom one is, or from whom one comes
        r"\b(?:suis|am|m|viens|reviens) (?:avec|with|a cote d[eu]|de la part d[eu]|from"
        rf"|next to) (?:{_THE} )?{TITLE}\b",
        # who leaves it, or takes it over from whoever employs them
        r"\b(?:ai|avons|have|ve) (?:\w+ )?(?:cede|vendu|transmis|donne|laisse|legue|quitte|sold|left"
        r"|given)\b",
        r"\b(?:rachet\w*|repren\w+|suite|releve)\b.{0,60}? (?:a|de) (?:mon|ma|mes|notre) (?:patron\w*"
        r"|employeu\w+|chef\w*|boss)",
        rf"\bsalariee? (?:de|dans|d) (?:ma|mon|notre)(?: propre)? (?:{_COMPANY})\b"
        r"|\bemployeu\w+ (?:c )?est (?!moi)",
        # who speaks for the head may be an outsider
        rf"\b(?:represent\w+|stand\w* in for) {_THE} {TITLE}\b",
        # what one has or wants is not what one is
        r"\b(?:des|les|trop de|mes|nos|leurs|ces|moins de|payer|sociales?) charges\b|\bcharges (?:sociales?"
        r"|fixes|patronales)\b",
        r"\b(?:le|un) cadre\b|^(?:(?:des|les|mes|nos|avec|j ai|on a|nous avons) )*(?:salarie|employe|ouvrier"
        r"|vendeur"
        r"|serveur|collaborateur)e?s?(?<=s)$|^(?:(?:les|mes|nos|des) )*commercia(?:ux|les)$",
        r"\b(?:etre|besoin|veux|voudrais|souhaite|cherche|aimerais)\b.{0,40}\b(?:accompagn|conseil|assist"
        r"|aide[er]?\b)",
        # of an office, of a school, of a household
        r"\bassistante? (?:sociale?(?! du travail)|maternel(?:le)?|d education|familiale?|de vie"
        r"|parlementaire)\b"
        r"|\badjointe? au maire\b|\bauditeur libre\b|\b(?:president|presidente) de la republique\b"
        r"|\bdirect(?:eur|rice) (?:de cabinet|d une agence)\b(?! comptable)",
        r"\b(?:dirige|dirigeons|preside|presidons|run|manage) (?:un|le|a|the|une|la|l) (?:cabinet|conseil"
        r"|agence|\w+ firm)\b",
        # who is advised
        r"\b(?:m|nous) (?:a|ont|avait|avez) (?:\w+ )?(?:conseill|accompagn)\w+|\badvised (?:me|us|to|by)\b",
        # where people shop
        r"\b(?:zone|galerie|centre|surface|rue|local) commercia\w+",
        # for whom one works
        r"\b(?:vend\w*|fourni\w*|livr\w+|propos\w+|destine\w*|sell\w*|suppl\w+|deliver\w*|offer\w*)"
        r" (?!(?:ma|mon|mes|l|la|notre|my|our)\b)(?:\w+ ){0,3}?(?:aux|a des|pour des|pour les|to) \w",
        r"\b(?:travaill\w+|boss\w+|work\w*) (?:pour|avec|chez|for|with) (?:des|les|several|plusieurs) \w",
    )
)


_WHO_HEADS = pattern(
    rf"^(?:{_THE} )?{TITLE} (?:c )?(?:est |is )?(?:mon|ma|notre|my|our) \w+$"
    rf"|^(?:mon|ma|notre|my|our) (?:\w+ )?(?:{_THE} )?{TITLE}$"
    rf"|\bmoi (?:(?:c est|c etait) )?(?:mon|ma|notre) {TITLE}\b|\bc est moi (?:avec|et|ou|pour|and|or) "
    rf"|^(?:{_THE} )?{TITLE} .{{3,40}} moi (?:c est|je suis) (?!{_THE} )"
    rf"|\b{TITLE} s family\b"
)
"""Who the head is, said beside the title: "gérant : mon mari", "my wife, the owner"."""
_TAKING_ON = pattern(
    r"\b(?:ai|avons|have|ve|emploie|employons|employ|forme|formons) (?:\w+ )?"
    r"(?:apprenti|alternant|stagiaire|interimaire|saisonni|apprentice|intern|trainee)"
)
"""Who only takes on an apprentice, or the like, is none: "j'ai deux apprentis"."""
_OTHERS = pattern(
    r"\b(?:faut|faudrait|besoin|r?e?cherch\w+|recrut\w+|embauch\w+|engager|trouver|need\w*|hir(?:e|ing)"
    r"|recruit\w*|looking)\b.{0,60} (?:une?|des|d|deux|trois|an?|two|three) (?!aide\b|help\b)\w"
    r"|\b(?:ai|on a|avons|have|ve|got) (?:une?|a|an|deux|two) (?:bonn?e? )?(?:commercial\w*|comptable"
    r"|repreneu\w+"
    r"|secretaire|chef\w*|directeur|directrice|responsable|assistante?|vendeu\w+|consultant\w*|conseill\w+"
    r"|manager"
    r"|accountant|secretary|assistant|salesman)\b"
    r"|\b(?:clienteles?|clients|cible|fournisseurs|customers|suppliers|market) (?:(?:sont|est|are|is|surtout"
    r"|principalement|mainly|mostly) )*(?:(?:des|les|de|du|the) )?"
    rf"{TITLE}(?<=[sx])\b"
    r"|\b(?:services?|conseils?|produits?|materiel|formations?|logiciels?) (?:aux|pour|for|to)\b.{0,60}? "
    rf"{TITLE}(?<=[sx])\b"
)
"""Who is looked for, or had, and not who speaks: "recruter un chef de cuisine", "on a un comptable"."""


def tells_of_others(folded: str) -> bool:
    """Tell whether folded words name somebody that is wanted, or had, beside whoever speaks."""
    return _OTHERS.search(folded) is not None


def tells_who_heads(folded: str) -> bool:
    """Tell whether folded words name whoever heads the firm, who may not be the one that says it."""
    return _WHO_HEADS.search(folded) is not None


def is_doubtful(folded: str) -> bool:
    """Tell whether folded words name a role without telling whether it is held in the company."""
    if _TAKING_ON.search(folded):
        return False
    return (
        tells_of_others(folded) or tells_who_heads(folded) or any(doubt.search(folded) for doubt in _DOUBTS)
    )
