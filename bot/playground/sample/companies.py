"""The companies of the playground: all invented, in real towns of the sample network and elsewhere."""

from dataclasses import dataclass

from stdnum import luhn


@dataclass(frozen=True, slots=True)
class Town:
    """A commune (or an arrondissement) as the registry gives it, with its INSEE codes of 2026."""

    commune: str
    name: str
    postcode: str
    epci: str
    department: str
    region: str


@dataclass(frozen=True, slots=True)
class Invented:
    """A company that does not exist: its SIREN is valid and starts with 000, which no firm's does.

    ``years`` is its age, so that it never grows older. ``branches`` are towns of other establishments.
    ``masked``: its owner asked for the name and address not to be published.
    """

    siren: str
    name: str
    town: Town
    naf: str
    headcount_band: str
    years: int
    turnover: int | None = None
    legal_form: str = "5710"
    category: str = "PME"
    branches: tuple[Town, ...] = ()
    closed: bool = False
    masked: bool = False

    @property
    def establishments(self) -> dict[str, Town]:
        """The town of each establishment by SIRET, the head office first."""
        starts = (f"{self.siren}{rank:04}" for rank in range(1, len(self.branches) + 2))
        sirets = (start + luhn.calc_check_digit(start) for start in starts)
        return dict(zip(sirets, (self.town, *self.branches), strict=True))


BAR_LE_DUC = Town("55029", "BAR-LE-DUC", "55000", "200033025", "55", "44")
VERDUN = Town("55545", "VERDUN", "55100", "200049187", "55", "44")
COMMERCY = Town("55122", "COMMERCY", "55200", "200066157", "55", "44")
EPINAL = Town("88160", "EPINAL", "88000", "200068757", "88", "44")
SAINT_DIE = Town("88413", "SAINT-DIE-DES-VOSGES", "88100", "200071066", "88", "44")
GERARDMER = Town("88196", "GERARDMER", "88400", "200096642", "88", "44")
CHAMBERY = Town("73065", "CHAMBERY", "73000", "200069110", "73", "84")
ALBERTVILLE = Town("73011", "ALBERTVILLE", "73200", "200068997", "73", "84")
TOUL = Town("54528", "TOUL", "54200", "200070563", "54", "44")
LONGWY = Town("54323", "LONGWY", "54400", "245400262", "54", "44")
VALENCIENNES = Town("59606", "VALENCIENNES", "59300", "245901160", "59", "32")
ANZIN = Town("59014", "ANZIN", "59410", "245901160", "59", "32")
COLMAR = Town("68066", "COLMAR", "68000", "246800726", "68", "44")
NEUF_BRISACH = Town("68231", "NEUF-BRISACH", "68600", "200066025", "68", "44")
CHATEAUROUX = Town("36044", "CHATEAUROUX", "36000", "243600327", "36", "24")
ISSOUDUN = Town("36088", "ISSOUDUN", "36100", "243600236", "36", "24")
ALES = Town("30007", "ALES", "30100", "200066918", "30", "76")
SAINT_DENIS = Town("97411", "SAINT-DENIS", "97400", "249740119", "974", "04")
SAINT_PIERRE = Town("97416", "SAINT-PIERRE", "97410", "249740077", "974", "04")
AUBAGNE = Town("13005", "AUBAGNE", "13400", "200054807", "13", "93")
MARSEILLE_3 = Town("13203", "MARSEILLE 3", "13003", "200054807", "13", "93")
DIJON = Town("21231", "DIJON", "21000", "242100410", "21", "27")
BREST = Town("29019", "BREST", "29200", "242900314", "29", "53")
BAYONNE = Town("64102", "BAYONNE", "64100", "200067106", "64", "75")
PARIS_15 = Town("75115", "PARIS 15", "75015", "200054781", "75", "11")

COMPANIES = (
    Invented("000100016", "Boulangerie Fictive Mirabelle", BAR_LE_DUC, "10.71C", "02", 12, 310_000),
    Invented("000100024", "Fonderie Imaginaire de l'Ornain", BAR_LE_DUC, "24.51Z", "21", 31, 8_200_000),
    Invented("000100032", "Traiteur Inventé des Dragées", VERDUN, "56.21Z", "03", 7, 640_000),
    Invented("000100040", "Menuiserie Irréelle de la Madeleine", COMMERCY, "43.32A", "11", 18, 1_450_000),
    Invented("000100057", "Imagerie Fabuleuse d'Essai", EPINAL, "18.12Z", "12", 26, 3_900_000),
    Invented("000100065", "Textiles Chimériques des Vosges", GERARDMER, "13.20Z", "22", 44, 19_500_000),
    Invented("000100073", "Scierie Fictive du Renard Bleu", SAINT_DIE, "16.10A", "11", 15, 2_100_000),
    Invented("000100081", "Décolletage Imaginaire du Nivolet", CHAMBERY, "25.62A", "12", 22, 5_300_000),
    Invented("000100099", "Fromagerie Inventée du Beaufortain", ALBERTVILLE, "10.51C", "03", 9, 1_150_000),
    Invented("000100107", "Logiciels Improbables des Bauges", CHAMBERY, "62.01Z", "02", 4, 420_000),
    Invented("000100115", "Faïencerie Fictive des Trois Tours", TOUL, "23.41Z", "11", 35, 1_700_000),
    Invented("000100123", "Garage Imaginaire du Pélican", TOUL, "45.20A", "02", 6, 510_000),
    Invented("000100131", "Émaux Fictifs du Pays Haut", LONGWY, "23.49Z", "03", 19, 780_000),
    Invented("000100149", "Transports Inventés Trois Frontières", LONGWY, "49.41A", "12", 14, 4_600_000),
    Invented("000100156", "Dentelles Chimériques de l'Escaut", VALENCIENNES, "13.99Z", "11", 28, 1_900_000),
    Invented(
        "000100164",
        "Chaudronnerie Fictive du Grand Wagon",
        ANZIN,
        "25.11Z",
        "32",
        40,
        61_000_000,
        category="ETI",
    ),
    Invented("000100172", "Winstub Imaginaire de la Petite Lauch", COLMAR, "56.10A", "03", 11, 730_000),
    Invented("000100180", "Instruments Fictifs de Neuf-Brisach", NEUF_BRISACH, "26.51B", "12", 17, 4_100_000),
    Invented("000100198", "Maroquinerie Irréelle du Berry", CHATEAUROUX, "15.12Z", "21", 33, 6_800_000),
    Invented("000100206", "Coiffure Fictive Mèche Sage", ISSOUDUN, "96.02A", "01", 1, legal_form="1000"),
    Invented("000100214", "Robotique Inventée des Cévennes", ALES, "28.99B", "11", 5, 2_300_000),
    Invented("000100222", "Ingénierie Imaginaire du Lagon", SAINT_DENIS, "71.12B", "03", 8, 890_000),
    Invented("000100230", "Confitures Fictives du Piton", SAINT_PIERRE, "10.39B", "02", 10, 360_000),
    Invented("000100248", "Santons Chimériques d'Aubagne", AUBAGNE, "23.41Z", "02", 21, 290_000),
    Invented("000100255", "Savonnerie Inventée du Port Sec", MARSEILLE_3, "20.41Z", "11", 13, 1_600_000),
    Invented("000100263", "Moutarde Imaginaire du Téméraire", DIJON, "10.84Z", "12", 24, 5_900_000),
    Invented("000100271", "Chantier Naval Fictif de la Penfeld", BREST, "33.15Z", "12", 16, 3_400_000),
    Invented("000100289", "Chocolaterie Inventée de la Nive", BAYONNE, "10.82Z", "03", 20, 950_000),
    Invented(
        "000100297",
        "Conseil Fictif aux Trois Adresses",
        PARIS_15,
        "70.22Z",
        "11",
        10,
        1_800_000,
        branches=(TOUL, DIJON),
    ),
    Invented("000100305", "Quincaillerie Imaginaire du Temps Passé", VERDUN, "47.52A", "NN", 38, closed=True),
    Invented(
        "000100313",
        "Atelier d'une Dirigeante Discrète",
        EPINAL,
        "32.12Z",
        "NN",
        9,
        legal_form="1000",
        masked=True,
    ),
)
