"""Whether a text is a question by its form: a French or an English one, with or without a mark.

What its words ask is learned, see ``question_words``; the form tells a question of which nothing was learned.
A form that answers have too, "quand on aura la machine", is none. What a word of the form means is asked in a
few turns of phrase, so that no other word gets its answer.
"""

from conversations.patterns import pattern
from conversations.understanding.words import fold, legible

_CLAUSE = pattern(r"[.!;:?,\n]+|\s(?=(?:mais|et|but|and|so|donc|alors)\s)")
_MOST_CLAUSES = 12
_LONGEST = 300  # characters: longer, it tells a story
_SENTENCE = 7  # words: with a question mark, no mere answer that doubts
_LEADS = (
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|hey|et|mais|alors|donc|du coup|sinon|euh|ok|oui|dites|dis|au fait"
    r"|svp|pardon|excusez moi|sorry|and|but|so|please|well|just|merci|une (?:petite )?question|question) )*"
)
_I, _WE = r"(?:je|j|on|nous|ca|cela|c est|il faut|faut|vous|vs|tu)", r"(?:i|you|we|they|it|he|she|there)"
_WHOSE = rf"(?:{_WE}|this|that|these|my|your|our|the|their|a|an|some|any)(?:one|body|thing)?"
_DO = r"(?:do|does|did|can|could|will|would|should|shall|is|are|am|was|were|has|have|may|must|might)"
_SAYING = r"(?:dire|expliquer|indiquer|preciser|renseigner|confirmer)"
_ASKED = r"(?:si|s|quand|qui|quoi|comment|combien|ce qu\w*|quel\w*|ou|pourquoi|a qui|en quoi|de quoi)"

_FORM = pattern(
    _LEADS + r"(?:"
    r"(?:esk|eske|es ce|est ce|est ce qu\w*)\b"
    r"|et si (?:je|j|on|nous|mon|ma|mes|le|la|les|l|c|ca|il|elle|ils|elles|jamais)\b"
    r"|(?:(?:j|on|nous|je|i) )?(?:aimer(?:ais|ait|ions)|voudr(?:ais|ait|ions)|souhaiter(?:ais|ait|ions)"
    r"|cherche a|aurais? (?:voulu|aime)) (?:bien |juste )?(?:savoir|connaitre) \w+"
    rf"|(?:je|on) (?:me|se) demande {_ASKED}\b"
    rf"|(?:dites|dis|expliquez|explique|indiquez|precisez) (?:moi|nous) {_ASKED}\b"
    rf"|(?:(?:pouvez|pourriez|sauriez) vous|peux tu|(?:vous|tu) (?:pouvez|pourriez|peux))"
    rf" (?:me |nous |m )?{_SAYING}\b"
    r"|vous (?:faites|avez|prenez|aidez|etes|pouvez|connaissez|acceptez|proposez|gardez|prevenez|demandez"
    r"|regardez|financez|vendez|travaillez|intervenez|venez|appelez quand|allez) (?!besoin|raison|pas)\w+"
    r"|(?:puis|dois|suis|ai|vais|serai|aurai|pourrai|devrai) je\b"
    r"|(?:avez|etes|pouvez|pourriez|savez|connaissez|faites|prenez|acceptez|aidez|proposez|auriez|seriez|voulez"
    r"|allez|gardez|demandez) vous\b"
    r"|(?:sommes|avons|devons|pouvons|serons|aurons|pourrons|devrons|allons) nous\b"
    r"|(?:faut|peut|doit|est|sera|va|fait|vaut|suffit|peuvent|doivent|sont|seront|pourra|devra|faudra|faudrait"
    r"|pourrait) (?:t )?(?:il|ils|elle|elles|on|ce)\b"
    r"|(?:y )?a t (?:il|elle|on)\b|quel(?:le)?s? (?:est|sont|sera|seront)\b"
    r"|(?:c|cest|c est) (?:quoi|koi|qui|ki|quand|pour qui|pour quoi|a qui)\b"
    rf"|(?:comment|pourquoi|pk|combien|cb|a qui|en quoi|de quoi|a quoi) {_I}\b"
    r"|combien (?:de|d) \w+|qui est (?:le|la|l|mon|ma|votre|ce|celui|charge)\b"
    r"|qui (?:va|est ce|regarde|sera|peut|lit|decide|paie|paye|m|me|s|nous) \w+"
    rf"|{_DO}(?:n t| not)? {_WHOSE}\b"
    r"|(?:what|when|where|who|why|how|which)(?: (?:much|many|long|soon|often|far|about|kind|sort|else))*"
    rf" {_DO}\b"
    r"|(?:what|who|where|how|when) s\b|how (?:much|many|long|soon|often|come)\b|what (?:if|about|happens)\b"
    r"|who (?:reads|gets|sees|decides|pays|calls)\b"
    r"|(?:i )?(?:wonder|would like to know|d like to know|want to know|was wondering|am wondering)\b"
    r"|tell me (?:if|when|how|who|what|whether|about|where|why)\b"
    r")"
)
_INNER = pattern(
    r"\b\w+ t (?:il|ils|elle|elles|on)\b|\b(?:faut|peut|doit) (?:il|on)\b"
    rf"|\b(?:will|won t|do|don t|does|doesn t|is|isn t|are|aren t|can|can t) {_WE}$"
    rf"|\b(?:{_I}|(?:le|la|les|l|mon|ma|mes|votre|vos) \w+) (?:\w+ ){{1,3}}(?:quoi|koi|combien|comment|lequel"
    r"|laquelle|quand|kan)(?:$| (?:comme|sur|dans|chez|pour|avec|svp|stp|exactement|du coup|au juste)\b)"
    r"|\b(?:ca|sa|cela|c|cest|c est) (?:va )?(?:pose|poser|posera|fait|gene|genant|embetant"
    r"|bloque|bloquant|grave)(?: (?:un|des|probleme|soucis?|quand meme))*$"
    r"|\bou (?:pas|non|quoi)$|\best ce qu\w*\b"
)
"""What asks in the middle of a clause, or at its end: "nous demandera-t-on", "je mets quoi", "ça gêne"."""
_TO_SOMEBODY = pattern(
    r"\b(?:vous|vs|votre|vos|you|your|ur)\b"
    rf"|^{_LEADS}(?:je (?:peux|dois|pourrai|devrai|mets?|fais|vais|serai|saurai|aurai|perds|risque)"
    r"|on (?:peut|doit|pourra|devra|va|sera|aura)|(?:il )?(?:faut|faudra)"
    r"|(?:c|ca|cela) (?:est|va|sera|sert|compte|marche|coute|prend|se passe|pose|change|reste)"
    r"|(?:mon|ma|mes|le|la|les) \w+ (?:va|vont|peut|peuvent|doit|doivent|sera|seront)"
    r"|(?:qui|que|qu|ou|comment|pourquoi|combien|quel\w*|what|when|where|who|why|how|which) \w+)"
)
"""Of what ends with a question mark, what is asked of somebody, and is no answer that doubts: "douze ?"."""


def is_asked(text: str) -> bool:
    """Tell whether a text is a question by its form."""
    if len(text) > _LONGEST:
        return False
    read = legible(text)
    marked = read.rstrip(" !.)»\"'\u00a0\u202f").endswith("?")
    clauses = [said for part in _CLAUSE.split(read, _MOST_CLAUSES) if (said := fold(part))]
    if any(_FORM.match(said) or _INNER.search(said) for said in clauses):
        return True
    if not marked or not clauses:
        return False
    return len(fold(read).split()) >= _SENTENCE or _TO_SOMEBODY.search(clauses[-1]) is not None


_TERMS = {
    "proceedings": "procedures? collectives?|redressement(?: judiciaire)?|sauvegarde"
    "|liquidation(?: judiciaire)?|insolvency(?: proceedings)?|receivership",
    "agreement": "agrement(?: du comite)?",
    "basin": "(?:bassin|territoire|territory|basin)(?: alize)?",
    "trade_code": "(?:code )?(?:naf|ape)(?: code)?",
    "turnover": "chiffres? d affaires?|turnover",
    "balance": "total (?:du|de) bilan|bilan total|balance sheet total",
    "group": "groupe|filiale|group|subsidiary",
    "siren": "(?:numero (?:de )?|num )?(?:siren|siret)(?: number)?",
    "advance": "avance(?: remboursable)?|(?:repayable )?advance",
    "operator": "operateur(?: alize| local)?|(?:local )?operator",
    "counting": "effectifs?|etp|equivalent temps plein|headcount|fte",
    "combine": "(?:aides? )?(?:de )?minimis",
    "alize": "(?:entreprises? )?apporteuses?|alize",
    "days": "(?:jours?|journees?) d (?:appui|expertise)",
    "committee": "comite(?: d agrement)?|committee",
}
"""How each word of the form is written, folded, by the name of its answer."""

_LONGEST_WORD = 120  # characters: longer, more is asked
_OF_THE_FORM = "|".join(f"(?P<{name}>{written})" for name, written in _TERMS.items())
_AN = r"(?:(?:un|une|le|la|les|l|des|de|du|d|mon|ma|votre|vos|ce|cette|the|a|an|your|mot|terme|word) )*"
_MEANS = r"(?:(?:veut|veulent|veu) dire|signifient?|means?)"
_MEANT = pattern(
    r"(?:(?:bonjour|salut|euh|mais|et|alors|dites|dites moi|dis moi|expliquez moi|pardon|excusez moi|svp"
    r"|hello|hi|sorry|but|and|so|please) )*"
    r"(?:(?:c|cest|c est|ces)(?: quoi| koi)(?: au juste| exactement| encore)?|kesako|keske c|keskeseke"
    rf"|(?:ca|cela|il|elle) {_MEANS} (?:quoi|koi)|{_MEANS} (?:quoi|koi)"
    r"|qu est ce que?(?: c est que?)?|qu est ce qu|qu est ce que (?:ca )?veut dire|ce que c est que?"
    rf"|que {_MEANS}|qu (?:appelez|entendez) vous(?: par)?|vous (?:appelez|entendez) quoi(?: par)?"
    r"|(?:la )?definition(?: de| d| du)?|what is|what s|what are|what does|what do you (?:mean by|call)"
    r"|(?:the )?meaning of|define"
    r"|je (?:ne |n )?(?:comprends?|connais|sais) pas(?: bien)?(?: ce qu est| ce que c est(?: que?)?"
    rf"| ce que {_MEANS})?"
    r"|i (?:do not|don t|dont) (?:know|understand)(?: what is)?) "
    rf"{_AN}(?:{_OF_THE_FORM})(?: {_MEANS})?"
    r"(?: (?:au juste|exactement|svp|stp|merci|please|exactly|pour vous|alize|deja|du coup|en fait"
    r"|chez vous))*"
)
_MEANT_AFTER = pattern(
    rf"{_AN}(?:{_OF_THE_FORM}) (?:(?:c|cest|c est)(?: quoi| koi)|kesako|{_MEANS} (?:quoi|koi)"
    rf"|(?:ca|cela|il|elle) {_MEANS} (?:quoi|koi)|what is (?:it|that)|what s that)"
    r"(?: (?:au juste|exactement|svp|stp|merci))*"
)


def meaning(text: str) -> str | None:
    """Return the name of the answer that tells what a word of the form means; None for any other text."""
    if len(text) > _LONGEST_WORD:
        return None
    said = fold(text)
    found = _MEANT.fullmatch(said) or _MEANT_AFTER.fullmatch(said)
    return found.lastgroup if found else None
