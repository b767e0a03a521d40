"""Departments meant by the names of areas that are in no table: regions until 2015, names in English."""

from typing import Final

# INSEE, code officiel géographique 2015: the departments of each region of then.
FORMER_REGIONS: Final = {
    "Alsace": "67 68",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Centre": "18 28 36 37 41 45",
    "Champagne-Ardenne": "08 10 51 52",
    "Franche-Comté": "25 39 70 90",
    "Haute-Normandie": "27 76",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Rhône-Alpes": "01 07 26 38 42 69 73 74",
}
OTHER_NAMES: Final = {
    "Brittany": "22 29 35 56",
    "Burgundy": "21 58 71 89",
    "Corsica": "2A 2B",
    "French Guiana": "973",
    "Île de la Réunion": "974",
    "Île de Mayotte": "976",
    "Guyane française": "973",
    "IDF": "75 77 78 91 92 93 94 95",
    "Normandy": "14 27 50 61 76",
    "PACA": "04 05 06 13 83 84",
    "Pays basque": "64",
    "Reunion Island": "974",
}
