"""How many people, how many jobs: as heads of firms type them."""

import pytest

from conversations.inputs import Settled
from conversations.intake import INTAKE
from tests.conversations.intake.typed import rows, taken
from tests.conversations.worlds import a_walk

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
moi, ma femme et 2 salariés → 4
le patron et 3 ouvriers → 4
7 salariés + le gérant → 8
je bosse seul avec un apprenti → 2
4 co-associés → 4
2 associés sans salarié → 2
pas d'employés, juste moi → 1
personne d'autre que moi → 1
je travaille seul → 1
seul dans la boîte → 1 ?
auto-entrepreneur → 1 ?
on est un trio → 3
je suis seule, sans salarié → 1
nous sommes deux frères → 2
un couple et un salarié → 3
mes parents et moi → 3
mon épouse, deux salariés et moi → 2 | 4
moi et mon équipe de 4 → 4 | 5
3 hommes et 2 femmes → 3 | 5
que moi pour le moment → 1
12 moi compris → 12
# the question counts who is asked, and so does who tells of employees "and me"
2 salariés et moi → 3
moi et 2 salariés → 3
2 employees and me → 3
moi + ma femme → 2
# people told apart are added where nothing else is said
2 associés + 3 salariés → 5
5 salariés et 4 apprentis → 9
myself and two staff → 3
moi + 2 → 3
4 plus moi → 5
4 sans moi → 4 | 5
12 + 2 → 12 | 14
# who is named with them is one of them, or not
on est 3 avec ma sœur et un extra → 3 ?
on est 2 avec mon compagnon → 2 ?
# of two seasons, either
5 l'hiver et 12 l'été → 5 | 12
4 hors saison, 9 en saison → 4 | 9
3 in winter and 8 in summer → 3 | 8
gérant et 3 salariés → 4
je suis gérant, 3 salariés → 3 | 4
trois temps pleins et un mi-temps → 4
moi et mes 2 fils → 3
moi ma femme et mon fils → 3
5 CDI et 2 apprentis → 7
12 salariés et 2 postes → 12 | 14
12 salariés et 2 stagiaires → 12 | 14
12 salariés et 2 apprentis en septembre → 12 | 14
12 salariés avec 2 apprentis → 12 | 14
moi le gérant → 1
moi, le gérant, et 3 salariés → 4
que le gérant → 1
mes deux frères et moi → 3
mari et femme → 2
couple de gérants + 2 salariés → 4
deux personnes 1/2 → 2 | 3
quatre vingt-trois → 83
# a number is told again by what makes it
4 (2 CDI, 2 apprentis) → 4
3 (2 gérants + 1 salarié) → 3
2 (moi et mon mari) → 2
1 (moi) → 1
4 (1 apprenti) → 1 | 4
# a list of people is added up
1 gérant 3 ouvriers 1 secrétaire → 5
1 gérant, 3 ouvriers et 1 secrétaire → 5
deux co-gérants, 4 employés → 4 | 6
3 full-time and 2 part-time → 5
12 CDI et 3 intérimaires → 12 | 15
2 soudeurs 1 carreleur → 2 | 3
3 équipes de 4 → 4 | 12
on est 4 avec un apprenti → 4 | 5
# what is inside the number changes nothing; what may be outside does
quatre personnes dont un apprenti → 4
8 salariés dont 2 apprentis et 1 alternant → 8
5 dont 2 à mi-temps → 5
4 y compris mon mari → 4
5 en me comptant → 5
un seul salarié → 1
12 hors intérimaires → 12 ?
12 apprentis → 12 ?
12 à l'atelier → 12 ?
12 anciens salariés → 12 ?
12 sur 2 sites → 2 | 12
# where the staff works, and how, leaves it as many
60 salariés dans une douzaine de salons → 60
25 personnes réparties sur trois magasins → 25
12 salariés en 2x8 → 12
1 salariée à 80 % → 1
2 salariés à 35h → 2
un salarié à mi-temps → 1
12 salariés par magasin → 12 ?
# a bound is no figure
<10 → 10 ?
- de 10 → 10 ?
+ de 50 → 50 ?
50 et + → 50 ?
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
50 au 31/12 → 50 ?
50 au 31 décembre → 50 ?
# shifts of a day are no product, jobs to come no staff
on tourne en 2x8 →
3x8 →
on va créer 3 emplois → 3 ?
on recrute 3 personnes → 3 ?
# who answers is somebody
0 → 1 | 0
aucun salarié → 1 | 0
nobody → 1 | 0
aucun employé pour l'instant → 1 | 0
je n'ai pas de salarié → 1 | 0
pas encore de salarié → 1 | 0
0 (juste moi) → 1 | 0
# nothing to conclude
10 % →
-3 →
pas 12 →
un sur trois →
1 salarié sur 3 →
quelques-uns →
numéro 12 → 12 ?
# other spellings
12p → 12
n=5 → 5
Nb de salariés = 7 → 7
4à5 → 4 | 5
un voire deux → 1 | 2
on n'est que deux → 2
trente 3 → 33
vingt un → 21
quarante une → 41
one twenty two → 122
08 → 8
quatres → 4
dix huits → 18
douse → 12
10 / 15 → 10 | 15
+ ou - 12 → 12
tous les 12 → 12
20-odd people → 20
there are 8 of us → 8
12 salarié·es → 12
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
# where they work adds up, and who has another trade than the rest may not be all
12 à l'atelier, 3 au bureau → 12 | 15
4 serruriers → 4 ?
"""

KEPT = """
tous → 12
tous mes salariés → 12
l'ensemble des emplois actuels → 12
toute notre équipe → 12
tous les 12 → 12
la moitié → 6 ?
un tiers → 4 ?
les trois quarts →
tous sauf un → 11 ?
garder tout le monde → 12
on conserve tous les postes → 12
le poste →
12 mais bientôt 15 → 12 ?
15 → 12 ?
mon poste → 1
aucun → 0
on garde tout le monde, et 3 de plus → 12 ?
70000 d'avance si possible →
"""

CREATED = """
1 apprenti en septembre puis 2 CDI → 1 | 2 | 3
1 cdi 1 cdd → 1 | 2
2 CDI et 1 CDD → 3
un vendeur et un préparateur → 2
un par an pendant 3 ans → 3 ?
un si tout va bien → 1 ?
1 en 2027 et 2 en 2028 → 3 | 1 | 2
1 la première année, 2 ensuite → 3 | 1 | 2
2 par an pendant 3 ans → 6 ?
2 par an → 6 | 2
un apprenti puis un CDI → 1 | 2 | 3
non → 0 ?
pas d'embauche prévue → 0
rien de prévu → 0
un seul poste → 1
création d'un poste → 1
un emploi à temps plein → 1
nous allons recruter 3 salariés → 3
2 vendeurs → 2
1 mi-temps → 1
on prévoit 2 embauches → 2
2 dont 1 apprenti → 2
deux cdi en mars → 2 ?
2 si ça marche → 2 ?
0,5 ETP → 0 | 1
# a trade tells one person, whichever it is
un serrurier → 1
deux tapissiers → 2
a sales rep → 1
a project manager → 1
un restaurant →
un tps plein → 1
un chaque année pendant trois ans → 3 ?
# the staff there is, and who is not hired, are no jobs to create
on est 12 → 12 ?
nous sommes 12 → 12 ?
on est 14 aujourd'hui → 14 ?
j'ai 12 salariés → 12 ?
12 salariés aujourd'hui → 12 ?
12 personnes → 12 ?
we are 12 → 12 ?
12 employees today → 12 ?
we have 12 people → 12 ?
2 stagiaires → 2 ?
we are going to hire 2 people → 2
j'ai prévu 2 embauches → 2
nous comptons recruter 2 personnes → 2
3 nouveaux salariés → 3
10 % →
-2 →
au moins 1 → 1 ?
# with the jobs kept, which are asked elsewhere: what is said first is offered
3 et 11 → 3 | 11 | 14
3 and 11 → 3 | 11 | 14
1 ou 2 et 4 → 1 | 2 | 4 | 6
2 créés non 3 et 14 → 2 | 3 | 14 | 17
# how many they will be may be meant, in a firm of twelve
20 au total → 8 | 20
15 en tout → 3 | 15
20 in total → 8 | 20
un total de 14 → 2 | 14
2 de plus, 14 au total → 2 | 14
on passerait à 15 → 3 | 15
on veut être une quinzaine → 3 | 15
arriver à une équipe de 15 → 3 | 15
effectif 15 → 3 | 15
l'objectif est d'être 15 → 3 | 15
15 personnes à terme → 3 | 15
12 aujourd'hui, 15 demain → 3 | 15
12 -> 15 → 3 | 12 | 15
on sera toujours 12 → 0 | 12
2 au total → 2
5 emplois au total → 5
# as many as that may be a slip
60 → 60 ?
une centaine → 100 ?
40 → 40
# who writes has a job already
3 + moi → 3 | 4
moi → 0 | 1
no one else → 0
personne de plus → 0
"""


@pytest.mark.parametrize(("text", "taken_as"), rows(STAFF))
def test_the_staff_is_counted_as_it_is_told(text: str, taken_as: str) -> None:
    assert taken("headcount", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(KEPT))
def test_the_jobs_kept_are_some_of_the_staff(text: str, taken_as: str) -> None:
    assert taken("jobs_kept", text) == taken_as


@pytest.mark.parametrize(("text", "taken_as"), rows(CREATED))
def test_the_jobs_to_create_are_counted_as_they_are_told(text: str, taken_as: str) -> None:
    assert taken("jobs_created", text) == taken_as


@pytest.mark.parametrize(("text", "staff"), [
    ("both", 2), ("both of us", 2), ("nous deux", 2), ("les deux", 2), ("tous les deux", 2),
])  # fmt: skip
def test_the_two_of_a_firm_of_two_are_all_of_it(text: str, staff: int) -> None:
    kept = INTAKE.by_name["jobs_kept"].input

    assert kept.read(text, {}, a_walk(headcount=staff).situation) == Settled(staff)
