"""How much, and how many days: as heads of firms type them."""

import pytest

from tests.conversations.intake.typed import rows, taken

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
pas davance → 0
# the price of a thing may not be what is asked for
le camion c'est 45000 → 45000 ?
le camion 45000 → 45000 ?
c'est 45000 le camion → 45000 ?
the truck is 45k → 45000 ?
45000 pour le camion → 45000
il me manque 20000 → 20000
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
# as they are typed, or called
25.000 → 25000
1.500 → 1500
25000 euros et 50 → 25000
25000 balles → 25000
ten grand → 10000
25 kilo euros → 25000
2 briques → 20000 ?
20 000 pile → 20000
vingt mille euros (20 000 €) → 20000
# spans and bounds
15-20k → 15000 | 20000
entre 15 et 20 k€ → 15000 | 20000
15 ou 20k€ → 15000 | 20000
15 ou 20 000 → 15000 | 20000
15 ou 20 000 € → 15000 | 20000
2 ou 3000 → 2000 | 3000
500 ou 1000 → 500 | 1000
between 10,000 and 20,000 euros → 10000 | 20000
max 20k → 20000 ?
au moins 10 000 € → 10000 ?
pas plus de 15 000 → 15000 ?
un peu plus de 20 000 → 20000 ?
# other words may change it
15 000 si possible → 15000
15000 puis 5000 → 5000 | 15000 | 20000
10 % de 200 000 → 200000 ?
je ne veux pas 15 000 →
pas 15 000 mais 20 000 → 20000 ?
15 000 € pour du matériel → 15000
100 briques → 1000000 ?
15000 balles → 15000
# spellings
20ke → 20000
vingt-cinq k€ → 25000
cinq cents k€ → 500000
EUR20000 → 20000
,5 M€ → 500000
dix mille (10 000 €) → 10000
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
20.000 → 20000
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
deux M€ → 2000000
un bon million → 1000000
autour du million → 1000000
200.000 € H.T. → 200000
30 000 (matériel) + 20 000 (travaux) → 50000
200 000 frs →
200 000 dh →
2M5 € → 2500000
un million et demi → 1500000
one and a half million → 1500000
1,2 M€ HT → 1200000
120 k€ dont 20 k€ d'aide → 120000
120 000 machine + 30 000 travaux → 150000
"""

DAYS = """
# days that somebody has waited are none of support
ça fait 3 jours →
ça fait 3 jours que j'attends →
3 jours que j'attends →
depuis 3 jours →
it has been 3 days →
il y a 3 jours →
3 jours, ça fait beaucoup → 3 ?
2 demi-journées → 1
une demi-journée → 1
1/2 journée → 1
two half-days → 1
3 matinées → 2 | 1..2
deux jours et demi → 3 | 2..3
# so many days are rare
40 → 40 ?
60 jours → 60 ?
6 mois →
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
5 jrs → 5
5 jours consécutifs → 5
5 jours répartis sur 2 mois → 5
moins de 5 jours → 5 ?
3 jours en mars → 3 ?
5 jours pour la compta et 3 pour le commercial → 5 | 8
2 jours tous les 15 jours → 12 | 24 | 48
un jour toutes les deux semaines → 6 | 12 | 24
un jour sur deux →
14 heures → 2 ?
2h par semaine → 4 | 7 | 14
half day → 1
a fortnight → 10
une petite semaine → 5
2j1/2 → 3 | 2..3
3 jours, ça suffira → 3
"""


@pytest.mark.parametrize(("text", "taken_as"), rows(ADVANCE))
def test_an_advance_is_asked_for_in_euros(text: str, taken_as: str) -> None:
    assert taken("advance", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(BUDGET))
def test_a_budget_is_told_in_thousands_and_in_millions(text: str, taken_as: str) -> None:
    assert taken("project_budget", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(DAYS))
def test_days_are_multiplied_before_they_are_rounded(text: str, taken_as: str) -> None:
    assert taken("days", text) == taken_as
