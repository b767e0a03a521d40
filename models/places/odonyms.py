"""Names of streets met in towns all over France: what comes after one of them is a town.

Those of the lists of the most frequent: "Odonymie en France" (Wikipédia, of La Poste, 2009), "Ces 200
personnalités sont les stars des rues françaises" (Slate, of FANTOIR, 2016), "#RuesDeFrance : le Top 100"
(C.-H. Boisseau, 2022), those of the large towns (MeilleursAgents); with others of their kinds.
"""

import re
from collections.abc import Sequence
from typing import Final

from conversations.patterns import pattern
from conversations.understanding.named_periods import MONTH_NAMES
from models.places.lexicon import FIRST_NAMES, STREETS, TITLES
from models.places.names import LINKS, fold, key

_PEOPLE: Final = """
Charles de Gaulle|De Gaulle|Général de Gaulle|Gal de Gaulle|Leclerc|Général Leclerc|Maréchal Leclerc|Foch
Maréchal Foch|Joffre|Maréchal Joffre|Juin|Maréchal Juin|Koenig|Général Koenig|Lattre de Tassigny
De Lattre de Tassigny|Maréchal de Lattre de Tassigny|Lyautey|Maréchal Lyautey|Gallieni|Général Gallieni
Galliéni|Pétain|Fayolle|Mangin|Général Mangin|Pasteur|Louis Pasteur|Victor Hugo|Hugo|Jean Jaurès|Jaurès
Jean Moulin|Gambetta|Léon Gambetta|Jules Ferry|Clemenceau|Georges Clemenceau|Aristide Briand|Briand
Émile Zola|Zola|Voltaire|Carnot|Sadi Carnot|Lazare Carnot|Jean Mermoz|Mermoz|Pierre Curie|Marie Curie
Pierre et Marie Curie|Curie|Victor Schoelcher|Anatole France|Jules Guesde|Paul Bert|Jeanne d'Arc
Saint-Exupéry|Antoine de Saint-Exupéry|Molière|Lamartine|Alphonse de Lamartine|Lavoisier
Antoine Lavoisier|Alfred de Musset|Musset|Jean Racine|Racine|Pierre Corneille|Corneille|La Fontaine
Jean de La Fontaine|Ronsard|Pierre de Ronsard|Rabelais|François Rabelais|Montaigne|Michel de Montaigne
Montesquieu|Rousseau|Jean-Jacques Rousseau|Diderot|Denis Diderot|D'Alembert|Beaumarchais|Chateaubriand
Stendhal|Balzac|Honoré de Balzac|Flaubert|Gustave Flaubert|Maupassant|Guy de Maupassant|Alphonse Daudet
Daudet|Jules Verne|George Sand|Georges Sand|Baudelaire|Charles Baudelaire|Verlaine|Paul Verlaine|Rimbaud
Arthur Rimbaud|Mallarmé|Prévert|Jacques Prévert|Paul Éluard|Éluard|Louis Aragon|Aragon
Guillaume Apollinaire|Apollinaire|Paul Valéry|Marcel Proust|Proust|Colette|Marcel Pagnol|Albert Camus
Jean Giono|Frédéric Mistral|Mistral|Charles Péguy|Péguy|Romain Rolland|Edmond Rostand|Jean Rostand
Rostand|Alexandre Dumas|Boileau|Fénelon|Bossuet|Descartes|René Descartes|Pascal|Blaise Pascal|La Bruyère
Buffon|Mozart|Beethoven|Chopin|Berlioz|Hector Berlioz|Georges Bizet|Bizet|Debussy|Claude Debussy|Ravel
Maurice Ravel|Gounod|Charles Gounod|Camille Saint-Saëns|Saint-Saëns|Massenet|Rameau|Édith Piaf
Georges Brassens|Jacques Brel|Renoir|Auguste Renoir|Monet|Claude Monet|Cézanne|Paul Cézanne|Van Gogh
Vincent Van Gogh|Matisse|Henri Matisse|Picasso|Pablo Picasso|Manet|Édouard Manet|Degas|Corot|Delacroix
Eugène Delacroix|Gauguin|Paul Gauguin|Rodin|Auguste Rodin|Courbet|Gustave Courbet|Toulouse Lautrec|Braque
Georges Braque|Fragonard|Watteau|Ingres|Millet|Gustave Eiffel|Eiffel|Denis Papin|Papin|Ampère
André Ampère|Arago|Édouard Branly|Branly|Claude Bernard|Laennec|Calmette|Docteur Calmette|Docteur Roux
Docteur Schweitzer|Albert Schweitzer|Albert Einstein|Einstein|Newton|Galilée|Copernic|Gutenberg|Jacquard
Blériot|Louis Blériot|Guynemer|Georges Guynemer|Roland Garros|Clément Ader|Hélène Boucher|Louis Braille
Ambroise Paré|Parmentier|Paul Langevin|Langevin|Joliot-Curie|Frédéric Joliot-Curie|Irène Joliot-Curie
Marcelin Berthelot|Berthelot|Gay-Lussac|Lakanal|Condorcet|Danton|Robespierre|Marat|Mirabeau|La Fayette
Lafayette|Saint-Just|Hoche|Kléber|Marceau|Desaix|Ney|Bayard|Turenne|Vauban|Colbert|Sully|Richelieu
Mazarin|Henri IV|Louis XIV|François Ier|Charlemagne|Clovis|Vercingétorix|Duguesclin|Jean Bart|Surcouf
Duquesne|Jacques Cartier|Bougainville|La Pérouse|Cassin|René Cassin|Robert Schuman|Jean Monnet
Georges Pompidou|François Mitterrand|Président Kennedy|John Kennedy|Kennedy|Président Wilson|Wilson
Roosevelt|Franklin Roosevelt|Winston Churchill|Churchill|Raymond Poincaré|Poincaré|Thiers|Adolphe Thiers
Waldeck-Rousseau|Édouard Herriot|Léon Blum|Roger Salengro|Salengro|Pierre Mendès France|Gabriel Péri
Guy Môquet|Pierre Brossolette|Brossolette|Pierre Sémard|Colonel Fabien|Marcel Cachin|Maurice Thorez
Ambroise Croizat|Henri Barbusse|Barbusse|Danielle Casanova|Estienne d'Orves|D'Estienne d'Orves
Honoré d'Estienne d'Orves|Jacques Duclos|Marcel Paul|Missak Manouchian|Lucie Aubrac|Simone Veil
Nelson Mandela|Salvador Allende|Martin Luther King|Gandhi|Olympe de Gouges|Louise Michel
Simone de Beauvoir|Rosa Parks|Jean Zay|Louis Blanc|Ledru-Rollin|Raspail|Barbès|Blanqui|Auguste Blanqui
Proudhon|Karl Marx|Lénine|Denfert-Rochereau|Faidherbe|Général Faidherbe|Bugeaud|Mac-Mahon|Pershing|Patton
Général Patton|Alfred de Vigny|Alfred Nobel|Henri Dunant|Abbé Pierre|Abbé Grégoire|Saint Vincent de Paul
Charles Michels|Léo Lagrange|Pierre de Coubertin|Coubertin|Alain Colas|Éric Tabarly|Tabarly
Jacques Cousteau|Haroun Tazieff|Paul Doumer|Félix Faure|Jules Grévy|Casimir Périer|Camille Desmoulins
Ferdinand Buisson|Jules Vallès|Eugène Pottier|Jean-Baptiste Clément|Joseph Jacquard|Philippe Lebon
Paul Painlevé|Paul Vaillant-Couturier|Vaillant-Couturier|Camille Claudel|Berthe Morisot|Françoise Dolto
Maryse Bastié|Joséphine Baker|Germaine Tillion
"""
_THINGS: Final = """
République|Liberté|Égalité|Fraternité|Libération|Résistance|Paix|Victoire|Concorde|Nation|Europe|Union
Marne|Verdun|Stalingrad|Déportés|Fusillés|Martyrs|Martyrs de la Résistance|Anciens Combattants
Combattants|Poilus|Alliés|Première Armée|1re Armée|2e DB|Deuxième DB|Évadés|Souvenir Français
Droits de l'Homme|Commune de Paris|Gare|Mairie|Hôtel de Ville|Poste|École|Écoles|Collège|Lycée|Stade
Sports|Marché|Halles|Halle|Foirail|Foire|Champ de Foire|Champ de Mars|Abattoir|Abattoirs|Gendarmerie
Caserne|Hôpital|Hospice|Théâtre|Musée|Salle des Fêtes|Cimetière|Presbytère|Calvaire|Commerce|Industrie
Artisans|Artisanat|Usine|Usines|Forges|Tanneurs|Tanneries|Tisserands|Potiers|Maréchal Ferrant|Vignerons
Mineurs|Pêcheurs|Bouchers|Boulangers|Tuilerie|Tuileries|Briqueterie|Verrerie|Filature|Sucrerie|Laiterie
Distillerie|Gare de Marchandises|Port|Quai|Plage|Phare|Canal|Écluse|Barrage|Rivière|Ruisseau|Lavoir
Abreuvoir|Source|Étang|Prairie|Jardin|Jardins|Verger|Vergers|Vigne|Vignes|Vignoble|Clos des Vignes
Remparts|Fossés|Douves|Temple|Cloître|Couvent|Capucins|Cordeliers|Carmes|Ursulines|Jacobins|Récollets
Évêché|Pommiers|Poiriers|Cerisiers|Pruniers|Noyers|Châtaigniers|Marronniers|Tilleuls|Platanes|Peupliers
Acacias|Érables|Chênes|Hêtres|Charmes|Frênes|Ormes|Ormeaux|Bouleaux|Saules|Sapins|Pins|Cèdres|Cyprès
Mûriers|Oliviers|Amandiers|Figuiers|Lauriers|Buis|Genêts|Bruyères|Fougères|Aubépines|Églantiers
Noisetiers|Sorbiers|Sureaux|Lilas|Roses|Rosiers|Glycines|Hortensias|Camélias|Dahlias|Tulipes|Jonquilles
Narcisses|Iris|Violettes|Pervenches|Primevères|Coquelicots|Bleuets|Marguerites|Pâquerettes|Mimosas
Myosotis|Œillets|Géraniums|Pivoines|Pensées|Magnolias|Fleurs|Ajoncs|Roseaux|Blés|Moissons|Alouettes
Hirondelles|Mésanges|Fauvettes|Rossignols|Pinsons|Chardonnerets|Bergeronnettes|Merles|Grives|Roitelets
Tourterelles|Colombes|Martinets|Mouettes|Goélands|Cigognes|Hérons|Écureuils|Biches|Cerfs|Lièvres|Abeilles
Cigales|Grillons|Mai 1968|Nationale|Principale|Neuve|Centrale|Communale|Départementale|Vieille
Traversière|Basse|Haute|Grande|Grand|Petite|Royale|Impériale|Moyenne|Creuse|Longue|Large|Ancienne
Nouvelle|Est|Ouest|Nord|Sud|Midi|Levant|Couchant|Soleil|Soleil Levant|Bel Air|Beausoleil|Beau Site
Beau Soleil|Bellevue|Belle Vue|Espérance|Progrès|Avenir|Travail|Château d'Eau|Rouget de Lisle
Trois Fontaines|Quatre Vents|4 Vents
"""
_LANDS: Final = """
Église|Chapelle|Moulin|Moulins|Château|Fontaine|Fontaines|Croix|Calvaire|Pont|Ponts|Bois|Forêt|Plaine
Vallée|Val|Vallon|Côte|Coteau|Coteaux|Colline|Mont|Roche|Rocher|Rochers|Pré|Prés|Champ|Champs|Clos|Ferme
Grange|Granges|Four|Puits|Mare|Parc|Tour|Porte|Bourg|Hameau|Village|Cité|Quartier|Lac|Île|Îles
Mer|Loire|Seine|Rhône|Saône|Garonne|Chaussée|Prieuré|Abbaye|Fort|Citadelle|Motte|Butte|Lande|Landes
Garenne|Sablière|Carrière|Carrières|Mine|Noyer|Tilleul|Chêne|Orme|Marais|Pâtis|Courtil|Perrière|Montagne
Combe|Buisson|Haie|Seuil|Passage|Butte|Barrière|Venelle|Villa|Mas|Bastide|Manoir|Domaine|Pavillon|Maison|Cour
"""


def _keys(names: str) -> frozenset[str]:
    return frozenset(key(fold(name)) for name in re.split(r"[|\n]", names) if name)


LANDS: Final = _keys(_LANDS)
"""What much else is named after: a name may go on after them, as in "rue de la Croix Nivert"."""
ODONYMS: Final = _keys(_PEOPLE) | _keys(_THINGS) | LANDS
QUALIFYING: Final = frozenset(
    "faubourg ancien ancienne aux bas basse beau beaux bel belle bon bonne deux grand grande grands grandes"
    " gros grosse haut haute jeune ker long longue neuf neuve nouveau nouvelle petit petite petits"
    " petites plein quatre rouges sept trois vieille vieilles vieux sans al ar an el ter"
    " folie blanc blanche clair claire doux fleuri fleurie froid froide joli jolie noir noire"
    " rouge rond ronde royal royale salee creuse sec verte vert vives marin romain".split()
)
"""Beside a name of land, or before any name, they make one more name: "du Petit Mennecy", "du Champ Vert"."""
_DATE: Final = pattern(
    r"(?:\d{1,2}|1er|premier|huit|onze|quatorze|dix neuf|vingt huit) "
    rf"(?:{MONTH_NAMES})(?: (?:19|18|17)?\d\d)?"
)


TITLED: Final = TITLES - {"pasteur"}
"""Titles that stand before a name: "Pasteur" is one."""


def is_odonym(words: Sequence[str]) -> bool:
    """Tell whether folded words, after "rue", are all of a name that many streets have."""
    said = key(" ".join(words))
    if said in FIRST_NAMES and said == words[0]:  # "rue Pascal Paoli"
        return False
    borne = " ".join(word for word in said.split() if word not in TITLED)
    return not ODONYMS.isdisjoint((said, borne)) or _DATE.fullmatch(said) is not None


def goes_on_with_land(words: Sequence[str]) -> bool:
    """Tell whether the name of a street ends with a word after which another may go on: no "Louis Blanc"."""
    whole = key(" ".join(words))
    known = whole in ODONYMS and " " in whole
    return (words[-1] in LANDS or words[-1] in QUALIFYING) and not known


def names_street(word: str) -> bool:
    """Tell whether a word may name a street by itself, though it tells no place: "rue Principale"."""
    return word in ODONYMS and word not in LINKS and word not in STREETS
