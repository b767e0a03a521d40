"""Taking an answer about a place apart."""

from typing import Final

from conversations.patterns import pattern
from conversations.understanding.words import legible
from models.places.lexicon import NEAR_IT
from models.places.names import fold
from models.places.spans import NOWHERE, words_of
from models.places.streets import BREAK, HAMLET
from models.places.wording import Wording

_LONGEST_ANSWER: Final = 200
"""Characters; an address fits, a story does not and is not searched."""
_SIGNS: Final = pattern(r"[,;:()\[\]\n\"«»“”!?…]|(?<=\w{4})\.(?=\s|$)| [-–—] ")
_DEPARTMENT: Final = pattern(r"\(\s*(\d{2,3}|2[ABab])\s*\)")
_CAPITALISED: Final = pattern(r"\b[A-ZÀ-Ý][\w]+")
_CEDEX: Final = pattern(r"\b(?:cedex|cdx)\b(?: (?P<office>\d{1,2})\b)?")
_POSTCODE: Final = pattern(
    r"(?<!\d)(?<!\bbp )(?<!\bcs )(?<!\btsa )(?:\b(?:fr?|cp) ?)?(?P<code>\d{5}|\d{2} \d{3}(?! \d))(?!\d)"
)
# INSEE's code of an arrondissement, for its postal code: 13203 is 13003, 75116 is both.
_ARRONDISSEMENT: Final = pattern(r"(?P<city>132|693|751)(?P<rank>\d\d)")
_FIRSTS: Final = {"132": 0, "693": 80, "751": 0}
_MOST: Final = {"132": 16, "693": 9, "751": 20}
_COUNTRY: Final = r"(?<! en)(?<! de)(?<!^)(?: \|)? france(?= \d{5}|$)"
_SOUGHT: Final = (
    r"^plan (?!et |de(?:s| la)? (?:au|ba|ca|cu|or|la)|d (?:au|or)|la tour)"  # no "Plan-de-Cuques"
    r"(?:cadastral |ign |routier )?(?:de |d |du )?(?=[a-z])"
    r"|^(?:(?:a )?la )?mairie (?:de |d |du )?(?=[a-z])"
    r"|^(?:carte|map|google (?:maps?|earth)|mappy|itineraire|adresse)(?: (?:de|du|d|a)){0,2} (?=[a-z0-9])"
    r"|^(?:une? )?(?:petite?|grande?|tres petit) (?:ville|village|commune|bourgade)"
    r"(?: (?:qui s appelle|appelee?|nommee?|du nom de))? (?:\| )?(?:a |de |d )?(?=[a-z])"
    r"|(?<![a-z] )(?:le|au|dans le) bourg \| (?=[a-z])"
)
"""What is said before a town, as to a map or of what it is like; no name begins so."""
_NUMBER: Final = (
    r"(?<!\ben )\b(?:(?:n|no|numero) )?(?P<number>\d{1,4}(?: (?:bis|ter|quater))?) (?:de la |de l |\| )?"
    r"(?=(?:rue|avenue|av|boulevard|bd|place|allee|impasse|route|grande rue) )"
)
_PREMISES: Final = (
    r"(?<=\| )(?:village|pepiniere|hotel|parc|espace|cite) d (?:artisans?|entreprises?|activites?|affaires) "
    r"|(?<=\| )(?:centre|galerie) (?:commerciale?|marchande?) "
)
"""Where many firms are, after a town: no name begins so."""
_CLAUSE: Final = (
    r" (?=(?:depuis|since|avec|with|car|because|qui|pour|dont|where|meme si|meme quand|bien que|although"
    r"|even if|even though|mais (?:on|je|j|nous)|but (?:i|we)|toute l annee)\b)"
)
"""Before what says something else of the firm; no name holds these words."""
_TOWN_LIKE: Final = (
    r"(?<=[a-z] )\| (?:(?:c est|it is|it s) )?(?:(?:une?|la|a) )?(?:(?:tout|toute|tres|very) )?"
    r"(?:(?:petite?|grosse?|grande?|jolie?|small|little) )?"
    r"(?:bourg|village|ville|commune|bourgade|patelin|bled|town)(?: (?:$|\| )| (?=(?:entre|pres|dans|a)\b)|$)"
)
"""What a town is like, after its name: "Ligny, c'est un petit bourg entre Bar et Toul"."""
_OURS: Final = (
    "(?:siege(?: social)?|ateliers?|bureaux?|boutique|magasin|usine|local|locaux|entrepot|domicile|logement)"
)
_PLAINLY: Final = tuple(
    (pattern(written), plainly)
    for written, plainly in (
        (_COUNTRY, ""),
        (_SOUGHT, ""),
        (r" (?:et )?(?:non pas|pas|non) (?:le |au )?\d{5}$", ""),  # "34130 Mauguio et non pas 34280"
        (r"(?<=\d{5})(?=[a-z])|(?<=[a-z]{3})(?=\d{5}(?:\D|$)|\d\d$)", " "),  # "38400saint martin d'hères"
        (r"(?<=[a-z] )(?:ville|cite) (?:basse|haute)$", "centre"),  # "Laon ville basse"
        (
            r"^(?:(?:je|j|on|nous|suis|sommes|est|c) )*(?:dans )?un (?:petit )?hameau de (?=[a-z])",
            "",
        ),
        (r"\b(?:lieu dit|hameau(?=[^|]+ \| (?!dans\b|en\b|\d))) ", f"{HAMLET} "),
        (_NUMBER, r"\g<number> "),  # "n°12, rue"
        (_CLAUSE, f" {BREAK} "),
        (r"\bj ?sui[st]?\b", "suis"),
        (r"\bds (?=l(?:es?|a)? )", "dans "),
        (NEAR_IT, ""),
        (r"\| (?:c est|ca se trouve|elle est|il est|situee?) (?=(?:dans|en|a|pres|entre|au)\b)", f"{BREAK} "),
        (_TOWN_LIKE, f"{BREAK} "),
        (
            rf"\b({_OURS}) et (?:(?:les?|la|l|nos|mon|ma|notre) )?{_OURS}\b",
            r"\1",
        ),  # "siège et atelier à Toul"
        (rf"\b(?:a|ai|avons|ont) (?:son|mon|notre|leur) (?={_OURS}\b)", ""),
        (r"\bhabite et (?:j y |y |je )?travaille\b", "travaille"),
        (
            r"\b(mon|notre|un|le|mes|nos|my|our) (?:salon|bar|garage)s?\b(?! de (?!coiffure|beaute))",
            r"\1 boutique",
        ),
        (r"\b(?:loue|louons) (?=une? |mon |ma |des )", "avons "),
        (rf"\b(ai|avons|a) une? (?=(?:petite? )?{_OURS}\b)", r"\1 "),
        (r"\b(?:(?:au )?\d+(?:er|e|eme|nd|nde)|(?:au )?premier|deuxieme|troisieme) etage\b", "etage"),
        (_PREMISES, "za "),
    )
)


def read(answer: str) -> Wording:
    """Take an answer apart."""
    if not 0 < len(legible(answer)) <= _LONGEST_ANSWER:  # nothing is legible of what is much too long
        return Wording(())
    told = _DEPARTMENT.sub(r" en \1, ", answer)
    text = f" {BREAK} ".join(filter(None, map(fold, _SIGNS.split(told))))
    for written, plainly in _PLAINLY:
        text = written.sub(plainly, text)
    postcode, cedex = _POSTCODE.search(text), _CEDEX.search(text)

    return Wording(
        words=tuple(text.split()),
        postcode=_as_postcode(postcode["code"].replace(" ", "")) if postcode else None,
        postcode_at=words_of(text, postcode.span()) if postcode else NOWHERE,
        cedex=int(cedex["office"] or 0) if cedex else None,
        cedex_at=words_of(text, cedex.span()) if cedex else NOWHERE,
        capitals=frozenset() if answer.isupper() else frozenset(map(fold, _CAPITALISED.findall(answer))),
    )


def _as_postcode(code: str) -> str:
    """Return the postal code that five figures are, or stand for."""
    said = _ARRONDISSEMENT.fullmatch(code)
    rank = int(said["rank"]) - _FIRSTS[said["city"]] if said else 0
    return f"{code[:2]}0{rank:02}" if said and 0 < rank <= _MOST[said["city"]] else code
