"""The words in which each figure is asked, folded: said again in an answer, they change no value.

A word is left out of them as soon as it may narrow what is counted: "à l'atelier", "en septembre".
The units are those of the notation of quantities: "person", "trade" (a trade of the staff), "full_time".

Beside them, the wordings that count something else: the staff there is is not the staff to come.
"""

from conversations.patterns import pattern

STAFF_WORDS = frozenset(
    (
        "erreur correction full_time personne personnes person people salarie salaries employes "
        "effectif effectifs equipe entreprise boite societe dans chez travaillent travaillons bosse tete "
        "tetes staff team workforce headcount tourne employees company firm work working freres soeurs "
        "cousins amis copains copines brothers sisters friends us fils filles enfants neveux pme tpe sarl "
        "sas sasu eurl petite petit structure nombre nb moyen moyenne average pax ames qu que doit doivent "
        "etre fait faire they employ employs employeur permanent permanents permanente permanentes "
        "permanently titulaires fixes qui bossent bossons number equals equal worldwide familiale familial "
        "petits grande belle mid size sized medium small passionnes qualifies motives experimentes "
        "polyvalents bulletins fiches paie salaire date nbre travaille bossant toute toutes fais tourner "
        "actif actifs presents presentes membre membres members individus occupe occupons composee compose "
        "composees dirige comprend comporte inclus compris comprise composent constituent forment forme "
        "formons somewhere annuel annuelle payroll reste restent tournons fonctionne fonctionnons declares "
        "declare declarees actuel actuelle actuels deja already employant occupant famille family"
    ).split()
)
FIGURE_WORDS = frozenset(
    (
        "euro euros chiffre affaires ca annuel annuels bilan total turnover revenue sales balance sheet "
        "yearly year"
    ).split()
)
CREATED_WORDS = frozenset(
    (
        "erreur correction trade head emploi emplois poste postes salarie salaries embauche embauches "
        "recrutement recrutements "
        "creer cree crees creation creations nouveau nouveaux nouvelle nouvelles recruter embaucher job "
        "jobs position positions hire hires create created new prevu prevus prevue prevues prevoyons "
        "prevois prevoit envisage envisages envisageons planned plan hiring recrutons embauchons creons "
        "full_time person people personne personnes allons va vais voudrait voudrions voudrais aimerais "
        "aimerait souhaite souhaitons souhaiterait veux veut voulons want will going to en directs "
        "supplementaire supplementaires autre autres more extra recrute recrutera embauchera recruterons "
        "embaucherons creera creerons like ouvert ouverts recherche recherchons cherche cherchons looking "
        "for need besoin pourvoir sera seront projet ce permettra permet terme embauchee embauchees prendre "
        "prends prend prendra prendrons penser nette nettes net nets expect likely probably next_year "
        "manque manquent integrer integre integrons agrandir renforcer renfort generer genere genera "
        "optique objectif potentiel potentiels potentielle mini idee viser vise visons bras recrue recrues "
        "futur futurs future futures jeune jeunes me m d bientot soon another "
        # where they will work, and at what
        "sav atelier production prod chantier chantiers terrain bureau magasin boutique salle cuisine rang "
        "clientele caisse rayon accueil direction equipe projet projets affaires travaux vente ventes achats "
        "etudes methodes maintenance qualite logistique entretien menage nettoyage fabrication usinage "
        "montage "
        "pose technique technico administratif administrative comptable polyvalent polyvalente qualifie "
        "qualifiee confirme confirmee experimente experimentee debutant debutante junior senior itinerant "
        "itinerante sedentaire export web digital marketing communication informatique poids lourd lourds pl "
        "spl y aura il espere esperons esperer faut faudra faudrait aurais aurait aurions besoin"
    ).split()
)
NOT_TO_COME = pattern(
    r"\b(?:stagiaires?|benevoles?|interns?|trainees?|volontaires?|volunteers?|interim\w*)\b"
    r"|\b(?:a|as|ai|avons|avez|ont) (?:deja |bien |recemment |ete )?(?:embauche|recrute|cree|engage)e?s?\b"
    r"|\b(?:hired|recruited)\b"
    r"|^(?!(?:mon|ma|notre|my|our) (?:premiere?|first) )"
    r"(?!(?:juste |peut etre |mon |ma |just )?(?:une?|an?|one) (?:premiere? |seule? |autre |new )?"
    r"(?:salariee?|personne|employee?|person)\b)"
    r"(?!.*\b(?:embauch|recru|cre[aeo]|prev|envisag|hir|plan|going|will\b|va\b|vais\b|allons|nouve|new\b"
    r"|supplement|autre|another|more\b|extra|besoin|need|want|veu|voul|voudr|souhait|aimer|en plus|de plus"
    r"|pren[ds]|manqu|faut|faudr|integr|renfor|cherch|terme\b|espere|d ici\b|en 20\d\d"
    r"|(?:dans|sous|sur) \w+ (?:an|mois)))"
    r"(?=.*\b(?:on est|nous sommes|on a|j ai|nous avons|on compte|nous comptons|comptons"
    r"|emploie|emploient|employons|we (?:are|re|have|ve)|i (?:have|ve)|aujourd hui|actuel\w*|maintenant|today"
    r"|now|currently|deja|already|personnes?|salarie\w*|employe\w*|people|persons?|staff|effectif)\b)"
)
_FOR_NOW = (
    r"(?: (?:prevue?s?|envisagee?s?|planned|pour (?:l instant|le moment)|actuellement|for now|yet|du tout"
    r"|at all))*"
)
NO_JOB = pattern(
    r"(?:(?:non|no) )?(?:(?:je|on|nous|j) )?(?:(?:ne|n) )?"
    r"(?:(?:embauche|embauchons|embaucherons|embaucherai|recrute|recrutons|recruterons|recruterai)"
    r" (?:pas|personne|plus)"
    r"|(?:compte|comptons|pense|pensons|prevois|prevoit|prevoyons|souhaite|souhaitons|veux|veut|voulons"
    r"|vais|va"
    r"|allons|envisage|envisageons|peux|peut|pouvons) (?:pas|plus) (?:d |en )?(?:embaucher|recruter|creer)"
    r"(?: (?:d emplois?|de postes?))?"
    r"|embauchera (?:pas|personne|plus)|recrutera (?:pas|personne|plus)"
    r"|(?:ai|a|avons) (?:pas|plus) (?:prevu|l intention|pour (?:but|projet|objectif)|envisage|les moyens"
    r"|besoin|envie)"
    r" d (?:embaucher|recruter)|(?:pas|aucun) besoin d (?:embaucher|recruter))"
    rf"(?: (?:de )?(?:monde|personne|salaries?))?{_FOR_NOW}"
    r"|(?:(?:non|no) )?(?:(?:ce )?(?:n )?(?:est )?pas|c est pas|rien) (?:de |d )?"
    rf"(?:prevue?|envisagee?|a l ordre du jour|au programme|a prevoir){_FOR_NOW}"
    r"|(?:(?:non|no) )?(?:pas|aucune?|sans|zero|0|no) (?:d |de )?(?:nouve(?:l|lle|aux|lles) |new )?"
    r"(?:embauches?|recrutements?|creations?|emplois?|postes?|hires?|jobs?)(?: (?:d emplois?|de postes?))?"
    rf"{_FOR_NOW}"
    rf"|(?:pas|sans|aucune?|rien|zero|0|none|nothing) (?:a |de |en |d en |to )?"
    rf"(?:creer|crees?|embaucher|recruter|create|hire){_FOR_NOW}"
    r"|(?:none|nobody|no one) (?:for now|yet|at all|planned|at the moment|so far)"
    r"|(?:no )?(?:we|i) (?:are not|re not|am not|m not|will not|won t|(?:do not|don t) (?:plan|intend"
    r"|need|want) to)"
    rf" (?:hire|hiring)(?: any(?:one|body))?{_FOR_NOW}"
)
"""No job at all, folded: nobody is to be hired."""
GROWING = pattern(
    r"\b(?P<grows>(?:passer?|passons|passera|grow|go|going|growing) )?"
    r"(?:de|from) (?P<now>\d{1,4})(?: \w+)? (?:a|to) (?P<then>\d{1,4})\b"
    r"(?(grows)|(?: \w+)? (?:(?:en|in|d ici|dans|over|within) \w+ (?:ans|mois|years|months)"
    r"|(?:d ici|en|by|in) (?:a |fin )?20\d\d)\b)"
)
"""From how many to how many people the staff goes, folded."""
WITHIN_3_YEARS = pattern(
    r"\bnext_year\b|"
    r"\b(?:(?:dans|d ici|sous|sur|en|d ici a|over|within|in|during) )(?:les |the |next |prochain\w* )*"
    r"(?:[1-3] year|(?:[1-9]|[12]\d|3[0-6]) (?:month|week)|[1-9] quarter)\b|\b(?:de|en) plus$"
)
"""When jobs will be there, folded and in the notation: they are asked for within three years."""
TO_COME = pattern(r"\b(?:embauch|recrut|recruit|creation|creer|hire|hiring)|\bshifts?\b")
"""Jobs that are not there yet; and the shifts of a day, which are as many times some of the staff."""
KEPT_WORDS = frozenset(
    (
        "trade head emploi emplois poste postes salarie salaries personne person actuels garder garde gardes "
        "conserver conserve conserves maintenir maintenu maintenus sauver sauves job jobs position "
        "positions keep kept save saved existing people veut voudrait voulons souhaite souhaitons aimerait "
        "aimerions maintien maintiens keeping"
    ).split()
)
ASKED_WORDS = frozenset(
    (
        "vise visons viser premier temps "
        "erreur correction manque manquent manquerait complement facture factures payer regler avancer "
        "impayes boucler petit me euro euros montant somme avance besoin demande demandons demander "
        "voudrais voudrait voulons souhaite souhaiterais souhaitons souhaiterait aimerais faudrait amount "
        "sum advance want need like ask for ht ttc pret remboursable pour loan suffit suffirait suffiraient "
        "suffisent suffira suffiront serait seraient parfait parfaits bien ideal idealement pile rond tout "
        "aurait aurais aurions aurai remboursables remboursement rembourse rembourser tresorerie bfr "
        "roulement fonds financer emprunter machine machines materiel materiels stock stocks travaux "
        "vehicule camion camionnette fourgon four equipement equipements lancement acheter achat investir "
        "demarrer embaucher recruter super genial volontiers irait aiderait conviendrait beaucoup que be "
        "great perfect nice good fine enough avoir obtenir beneficier solliciter sollicite sollicitons "
        "recevoir disposer demanderai demanderais demanderait aimerait aimerions voudrions souhaiterions "
        "souhaiterai faudra faut faudrai prendre prends prendrais prendrait prendrons bienvenue bienvenu "
        "utile utiles necessaire necessaires appreciable appreciee confortable top cool nickel impeccable "
        "impec chouette royal suffisant suffisante suffisants largement amplement emprunterais emprunterait "
        "taux zero interets finance financera financerait outil outils outillage matos logiciel vitrine "
        "local agencement amenagement installation installer renouveler remplacer changer completer "
        "developper relancer agrandir moderniser commencer partir nous aider would suit could use do the "
        "job va allez allons mettez mettons ferait affaire refaire utilitaire construction salaires veux "
        "veut"
    ).split()
)
THE_FIRM = pattern(
    r"\b(?:le|la|l|notre|mon|ma) (?:boulangerie|patisserie|boucherie|charcuterie|epicerie|menuiserie|garage"
    r"|salon|restaurant|pharmacie|hotel|entreprise|societe|maison|cabinet|usine|ferme|exploitation"
    r"|scierie|imprimerie"
    r"|brasserie|atelier|magasin|boutique|commerce|structure"
    r"|pizzeria|fromagerie|librairie|association|agence|fleuriste|groupe)(?: [a-z]+){0,2}"
    r" (?:emploie|compte|comprend|regroupe|a)\b"
    r"|\b(?:boulangerie|patisserie|boucherie|charcuterie|epicerie|menuiserie|garage|salon|restaurant"
    r"|pharmacie"
    r"|hotel|entreprise|societe|maison|cabinet|usine|ferme|exploitation|scierie|imprimerie|brasserie|atelier"
    r"|magasin|boutique|commerce|structure|pizzeria|fromagerie|librairie|association|agence|groupe|boite)s?"
    r"(?: (?:familiale?|artisanale?))? d[e]?\b"
    r"|\b(?:on|nous) (?:tourne|tournons|fonctionne|fonctionnons|travaille|travaillons|bosse) avec\b"
    r"|\bje (?:ne )?(?:sais|me souviens) (?:plus|pas) (?:exactement|trop|au juste|precisement)\b"
)
"""Folded words that say of whom the staff is, or that the figure is about right: they change none."""
FOR_WHAT = pattern(
    r"\b(?:pour|for) (?!.*\b(?:chaque|chacun\w*|each|mais|but|ou|or|puis|then|sinon|dont|par|per|pas|not|sauf"
    r"|except|moins|less|plus|more|ensuite|avant|apres)\b)[a-z ]+$"
    r"|\bsi (?:c est |cela est )?(?:faisable|envisageable|jouable)\b|\ba (?:affiner|ajuster|preciser)\b"
    r"|\bdevis (?:en cours|a venir|en attente|a confirmer|demandes?)\b|\bsi (?:vous|on|c est) (?:pouvez"
    r"|voulez|peut|pouvait)\b"
    r"|\bque (?:je|j|on|nous) (?:n )?(?:ai|a|avons) pas\b|\bdont (?:j ai|on a|nous avons) besoin\b"
    r"|\bque (?:la|ma|notre) banque (?:refuse|ne veut pas)[a-z ]*$|\bcoup de (?:pouce|main)\b"
    r"|\bce qu(?:i|e|il) (?:(?:me|nous|il me|il nous) )?(?:manque|faut)\b"
    r"|\ben complement(?: (?:de|du|d|des) [a-z ]{1,40})?$"
)
"""What an amount is for, folded, or that it may be adjusted: it is as much."""
OVER_YEARS = pattern(
    r"\b(?:on part(?:irait|ait)?|partons|je (?:pars|partirais)) sur\b"
    r"|\b(?:d apres|selon|suivant) (?:(?:le|les|nos|mon) )?devis\b|\+ (?:la )?tva\b|"
    r"\b(?:(?:etale|echelonne|remboursable)\w* )?(?:sur|over) \d+ (?:year|month)\b"
    r"|\b(?:a )?rembours\w+ (?:sur|en|in|over) \d+ (?:year|month)\b"
)
"""Over what time an amount is spent or paid back, folded and in the notation; or who told it."""
OF_WHAT_USE = pattern(f"{OVER_YEARS.pattern}|{FOR_WHAT.pattern}")
"""The same, and what an amount is for."""
PRICED = pattern(
    r"\b(?:machine|materiel|vehicule|camion|camionnette|fourgon|voiture|utilitaire|four|equipement|local"
    r"|stock"
    r"|travaux|logiciel|robot|presse|tracteur|remorque|vitrine|outil|oven|truck|van|car|vehicle|equipment"
    r"|tool)s? (?:(?:\w+ )?(?:qui |that |which )?(?:coute|vaut|costs?)|a|at|de|of)"
    r" (?:environ |pres de |about )?\d"
)
"""The price of a thing, folded: it may not be what is asked for."""
BUDGET_WORDS = frozenset(
    (
        "erreur correction supplementaire euro euros budget projet montant cout coute coutera "
        "investissement ht ttc amount project cost costs investment pour financement estime estimes "
        "estimated prevu prevoit prevoyons tourne enveloppe chiffrage chiffre pile rond tout devis invest "
        "investissements investir prix ⊂ previsionnel previsionnelle prevision global globale globalement "
        "estimatif estimative couts faut compter comptez eleve s at to it will would we plan investing "
        "capex overall estimate priced should approx va aller couter couterait couteront coutent aura "
        "reviendra revient revenir reviendrait fait ferait feront ferons arrive arrivons arriverait table "
        "tablons tabler partons partir base basons vise visons sera serait seront seraient total totale "
        "totaux montants depense depenser depenses depenserons engager engageons investit investissons "
        "investirai investirons investira hors taxe taxes tva monte montera grimpe atteint atteindra "
        "avoisine avoisinera represente representera portera sur necessaire necessaires ai avons prevois "
        "previsions chiffree chiffres chiffrer chiffrons evalue evaluee evalues evaluons evaluation estimee "
        "estimation estimons fixe fixee arrete ordre grandeur alentours hauteur fourchette autour tournera "
        "tournerait pourrait devrait devraient doit travaux planned expect expecting expected spending "
        "spend roughly faudrait faudra compris comprise comprises agit budgete budgetons budgetise chiffrage"
    ).split()
)
EXPENSES = frozenset(
    (
        "machine machines materiel materiels outillage outil outils travaux agencement amenagement "
        "amenagements equipement equipements vehicule vehicules camion camions camionnette fourgon four "
        "stock stocks logiciel logiciels informatique communication publicite pub site internet web "
        "mobilier licences formation formations tresorerie bfr roulement fonds equipment works software "
        "training vehicle van advertising website furniture com installation pose livraison raccordement "
        "batiment licence local"
    ).split()
)
"""What a budget is made of, folded: "60 000 € de machines et 20 000 € de travaux"."""
SOURCES = frozenset(
    (
        "banque bancaire pret prets credit credits vendeur honneur apport emprunt emprunts fonds propres "
        "poche ma mes mon region subvention subventions aide aides personnel perso associe associes famille "
        "leasing autofinancement bpi bpifrance etat bank loan grant own savings"
    ).split()
)
"""Who pays each part of a budget, folded: "80 000 € de prêt et 20 000 € d'apport". Alone, it is a part."""
_ONE_OF_THEM = f"(?:{'|'.join(sorted(EXPENSES))})"
SPENT_ON = pattern(rf"{OF_WHAT_USE.pattern}|\b{_ONE_OF_THEM}(?: (?:\+|et|and|&) {_ONE_OF_THEM}){{1,5}}\b")
"""Over what time a budget is spent, folded and in the notation, and what it is all spent on."""
AID_WORDS = frozenset(
    (
        "euro euros aide aides subvention subventions recu recue recues recus percu percue percues touche "
        "publique publiques montant aid aids grant grants received public amount prime primes obtenu "
        "obtenue obtenus obtenues eu touchee touches versee verse verses ⊂ beneficie benefice attribue "
        "attribuee accorde accordee accordes encaisse encaissee got get have total environ somme sommes "
        "soutien coup pouce que last_year apprentissage embauche investissement innovation transition "
        "numerique ecologique apprenti recrutement fonds solidarite montants job trade person energie "
        "energetique renovation cheque tremplin export formation installation france num cir cii cice pac "
        "cee zrr jei acre arce nacre maprimerenov leader da dja"
    ).split()
)
FUNDERS = frozenset(
    (
        "conseil general region regional regionale regionaux etat departement departemental departementale "
        "commune communes agglo agglomeration metropole mairie ville communaute europe europeen europeenne "
        "europeens feder fse leader ademe bpi bpifrance france cci cma chambre urssaf opco agefiph carsat "
        "state"
    ).split()
)
"""Who gives public aid, folded: "5 000 € de la Région et 3 000 € de Bpifrance"."""
NO_AID = pattern(
    r"(?:(?:non|no) )?(?:jamais(?: rien)?|que dalle|pas un (?:centime|sou|euro|rond)|never"
    r"|not a (?:penny|cent))|(?:(?:non|no|never|we|i|have|ve|had) )+(?:never )?(?:received|got|had)"
    r" (?:nothing|any(?:thing)?)(?: (?:so far|yet))?|(?:we|i) (?:got|received) nothing|"
    r"(?:none|nothing|nada|neant|rien)(?: (?:so far|yet|a ce jour|pour l instant|pour le moment|received))*|"
    r"(?:(?:non|no|on|je|j|nous|we|ne|n|en|y|ai|a|avons|eu|recu|touche|percu|jamais|have|had|received) )*"
    r"(?:aucune?|pas d|pas de|pas eu d|pas recu d|jamais (?:eu |recu |touche )?d|zero|0|sans|no)"
    r" (?:aides?|subventions?|aids?|grants?|public aid|prime)(?: publiques?)?"
    r"(?: (?:recue?s?|percue?s?|obtenue?s?|received|pour l instant|pour le moment|a ce jour|so far|yet))*"
    r"|(?:non )?(?:(?:je|j|nous|on) )?(?:n )?(?:(?:ai|avons|a) )?(?:jamais )?rien (?:recu|eu|touche|percu"
    r"|demande)"
)
"""No aid at all, folded."""
DAY_WORDS = frozenset(
    (
        "formation diagnostic audit coaching suivi expertise "
        "intervention presence terrain "
        "pendant jour jours journee journees day days appui aide conseil accompagnement mission support "
        "help besoin me voudrais voudrait souhaite souhaiterais aimerais faudrait il need want like ouvres "
        "ouvrables working suffit suffirait suffiraient suffira suffisent suffiront complete pleine entiere "
        "enough complets completes pleins entiers consecutifs affilee suite sur place site avec expert "
        "experte experts specialiste consultant should do"
    ).split()
)
