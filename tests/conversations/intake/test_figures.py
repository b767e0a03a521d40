"""Figures as heads of firms type them, at the questions of the journey: settled, offered, or refused.

After the arrow, ``12``: settled; ``5 | 6``: both offered; ``5 ?``: offered alone, to be confirmed; empty:
nothing that could be written down. The sources are issues that people filed elsewhere.
"""

from functools import cache

import pytest

from conversations.inputs import InvalidAnswer, Settled
from conversations.intake import INTAKE
from conversations.situation import Situation
from tests.conversations.intake.test_intake import LONGWY
from tests.conversations.worlds import a_walk
from tests.understanding.rows import canonical


@cache
def situation() -> Situation:
    return a_walk(place=LONGWY).situation


def taken(question: str, text: str) -> str:
    try:
        outcome = INTAKE.by_name[question].input.read(text, {}, situation())
    except InvalidAnswer:
        return ""
    if isinstance(outcome, Settled):
        return canonical(outcome.answer)
    offered = outcome.entry["candidates"]
    assert isinstance(offered, list)
    return f"{canonical(offered[0])} ?" if len(offered) == 1 else " | ".join(map(canonical, offered))


STAFF = """
# who speaks and who works with them: betagouv/mon-entreprise#727
mon mari et moi → 2
moi et ma femme → 2
me and my wife → 2
my husband and I → 2
ma femme, mon fils et moi → 3
moi + mon fils → 2
un apprenti et moi → 2
le gérant et son épouse → 2
nous deux → 2
tous les deux → 2
mon fils et un apprenti → 2 | 3
je travaille avec mon mari → 1 | 2
moi, ma femme et 2 salariés → 2 | 4
le patron et 3 ouvriers → 3 | 4
7 salariés + le gérant → 7 | 8
je bosse seul avec un apprenti → 1 | 2
4 co-associés → 4
2 associés sans salarié → 2
pas d'employés, juste moi → 1
personne d'autre que moi → 1
que moi pour le moment → 1
12 moi compris → 12
# a list of people is added up
1 gérant 3 ouvriers 1 secrétaire → 3 | 5
1 gérant, 3 ouvriers et 1 secrétaire → 3 | 5
deux co-gérants, 4 employés → 4 | 6
3 full-time and 2 part-time → 3 | 5
12 CDI et 3 intérimaires → 12 | 15
2 soudeurs 1 carreleur → 2 | 3
3 équipes de 4 → 4 | 12
on est 4 avec un apprenti → 4 | 5
# what is inside the number changes nothing; what may be outside does
quatre personnes dont un apprenti → 4
8 salariés dont 2 apprentis et 1 alternant → 8
5 dont 2 à mi-temps → 5
12 hors intérimaires → 12 ?
12 apprentis → 12 ?
12 à l'atelier → 12 ?
12 anciens salariés → 12 ?
12 sur 2 sites → 2 | 12
# a bound is no figure
<10 → 10 ?
> 10 → 10 ?
moins de 10 → 10 ?
100+ → 100 ?
au-dessus de 20 → 20 ?
en dessous de 20 → 20 ?
plus que 12 → 12 ?
# the code of a band of the register: Immersion-Facilitee/immersion-facile#2883
tranche 12 → 20 | 49
tranche d'effectif 12 → 20 | 49
tranche INSEE 03 → 6 | 9
code tranche : 11 → 10 | 19
tranche 10 à 19 → 10 | 19
effectif : 12 → 12
# other times are not today
bientôt 5 → 5 ?
12 l'an dernier → 12 ?
12 avant le covid → 12 ?
12 en 2019 → 12 ?
on était 12 → 12 ?
on sera 12 → 12 ?
j'avais 12 salariés → 12 ?
12 mais bientôt 15 → 12 | 15
5 l'hiver, 12 l'été → 5 | 12
12 pour l'instant → 12
12 à ce jour → 12
# nothing to conclude
pas 12 →
un sur trois →
1 salarié sur 3 →
quelques-uns →
numéro 12 → 12 ?
# other spellings
trente 3 → 33
zéro huit → 8
trois-quatre → 3 | 4
une petite dizaine → 10
une 20aine de salariés → 20
half a dozen → 6
20 et quelques → 20
12 (douze) → 12
douze personnes (12) → 12
4 ETP → 4
12,5 ETP → 12 | 13
12... → 12
in total we are 12 → 12
12 en moyenne → 12
deux fois six → 12
Bonjour, nous sommes 8 salariés dans l'entreprise, merci → 8
"""

CREATED = """
1 apprenti en septembre puis 2 CDI → 1 | 2
1 cdi 1 cdd → 1 | 2
2 CDI et 1 CDD → 2 | 3
un vendeur et un préparateur → 1 | 2
1 en 2027 et 2 en 2028 → 2 | 3
1 la première année, 2 ensuite → 1 | 2
2 par an pendant 3 ans → 6 ?
2 par an →
2 vendeurs → 2
1 mi-temps → 1
on prévoit 2 embauches → 2
2 dont 1 apprenti → 2
deux cdi en mars → 2 ?
2 si ça marche → 2 ?
0,5 ETP → 0 | 1
au moins 1 → 1 ?
"""

ADVANCE = """
# dozens of thousands: microsoft/Recognizers-Text#2299
une centaine de milliers d'euros → 100000
une dizaine de milliers d'euros → 10000
deux dizaines de milliers → 20000
une vingtaine de mille → 20000
une vingtaine de k€ → 20000
des dizaines de milliers d'euros →
quelques dizaines de milliers d'euros →
dizaines de milliers →
# half: microsoft/Recognizers-Text#2786
un demi million d'euros → 500000
un demi-million → 500000
half a million → 500000
a half million euros → 500000
1/2 million → 500000
0,5 million → 500000
un quart de million →
3/4 de million →
quarter of a million →
un million cinq →
deux millions cinq →
# other currencies: metabase/metabase#42129, pass-culture/pass-culture-main#18721
100 000 XPF →
XPF 100 000 →
100 000 francs CFP →
300 000 F CFP →
10000 roupies →
dix mille DKK →
100 000 CHF →
$20000 →
₹20000 →
# products
3 x 10 000 € → 30000
3x10000 → 30000
3 fois 10 000 euros → 30000
10 000 € × 3 → 30000
3 machines à 10 000 € → 10000 | 30000
12 mensualités de 500 € → 500 | 6000
10 000 € x 3 ans → 10000 ?
1500 par mois pendant 6 mois → 9000 ?
10 000 € par an sur 3 ans → 30000 ?
2000 € par mois →
# spans and bounds
15-20k → 15000 | 20000
entre 15 et 20 k€ → 15000 | 20000
15 ou 20k€ → 15000 | 20000
between 10,000 and 20,000 euros → 10000 | 20000
max 20k → 20000 ?
au moins 10 000 € → 10000 ?
pas plus de 15 000 → 15000 ?
un peu plus de 20 000 → 20000 ?
# other words may change it
15 000 si possible → 15000 ?
15000 puis 5000 → 5000 | 15000
10 % de 200 000 → 200000 ?
je ne veux pas 15 000 →
pas 15 000 mais 20 000 →
15 000 € pour du matériel → 15000 ?
100 briques → 100 | 100000
15000 balles → 15000 ?
# spellings
20ke → 20000
20 Keuros → 20000
20K EUR → 20000
€20k → 20000
20 milles euros → 20000
20 000.- → 20000
20'000 → 20000
20 000,00 € → 20000
20,000.00 → 20000
25 000 euros et 50 centimes → 25000
50 000 (cinquante mille) euros → 50000
20.000 → 20 | 20000
20 000 € TTC → 20000
20 000 € hors taxes → 20000
oui, pour 15 000 € → 15000
je voudrais un prêt de 15 000 euros svp → 15000
12,5 → 12 | 12500
"""

BUDGET = """
deux virgule deux millions → 2200000
two point two million → 2200000
1M5 → 1500000
2M5 € → 2500000
un million et demi → 1500000
one and a half million → 1500000
1,2 M€ HT → 1200000
120 k€ dont 20 k€ d'aide → 120000 ?
120 000 machine + 30 000 travaux → 120000 | 150000
"""

DAYS = """
2 demi-journées → 1
une demi-journée → 1
1/2 journée → 1
two half-days → 1
3 matinées → 2 | 1..2
deux jours et demi → 3 | 2..3
# half-days are multiplied before they are rounded
une demi-journée par semaine → 6 | 12 | 24
3 matinées par semaine → 18 | 36
half a day a week → 6 | 12 | 24
2 à 3 demi-journées par mois → 3..5 | 6..9 | 12..18
une semaine par mois → 15 | 30 | 60
1 j/semaine pendant 3 mois → 12
2 jours par mois sur 6 mois → 12
3 x 2 jours → 6
3 sessions de 2 jours → 6 | 2
5 jours ouvrés → 5
moins de 5 jours → 5 ?
3 jours en mars → 3 ?
5 jours pour la compta et 3 pour le commercial → 5 | 8
2 jours tous les 15 jours →
"""


def rows(table: str) -> list[tuple[str, str]]:
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return [(text.strip(), taken_as.strip()) for text, _, taken_as in (line.partition("→") for line in lines)]


@pytest.mark.parametrize(("text", "taken_as"), rows(STAFF))
def test_the_staff_is_counted_as_it_is_told(text: str, taken_as: str) -> None:
    assert taken("headcount", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(CREATED))
def test_the_jobs_to_create_are_counted_as_they_are_told(text: str, taken_as: str) -> None:
    assert taken("jobs_created", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(ADVANCE))
def test_an_advance_is_asked_for_in_euros(text: str, taken_as: str) -> None:
    assert taken("advance", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(BUDGET))
def test_a_budget_is_told_in_thousands_and_in_millions(text: str, taken_as: str) -> None:
    assert taken("project_budget", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(DAYS))
def test_days_are_multiplied_before_they_are_rounded(text: str, taken_as: str) -> None:
    assert taken("days", text) == taken_as
