"""A point on a map tells who is there: coordinates, codes and three words that stand for them."""

import re

from conversations.exchanges.ways_to_reach import every
from conversations.patterns import pattern

_SECONDS = r"['’′]\s?(?:\d{1,2}(?:[.,]\d+)?\s?(?:[\"”″]|''|’’))?"
_IN_MINUTES = rf"°\s?\d{{1,2}}{_SECONDS}\s?"
_CODE = "[23456789CFGHJMPQRVWX]"  # the signs of an "open location code"

POINTS = every(
    # 48.6745, 5.8912: what is measured in a workshop has fewer decimals
    pattern(r"(?<![\d.,])-?\d{1,2}[.,]\d{4,}°?\s?[NS]?\s?[,;/ ]\s?-?\d{1,3}[.,]\d{4,}°?(?:\s?[EWO]\b)?"),
    pattern(rf"(?<!\d)\d{{1,2}}{_IN_MINUTES}[NS][,;\s]{{0,2}}\d{{1,3}}{_IN_MINUTES}[EWO]\b"),
    pattern(r"\b(?:latitude|longitude|lat|lon|lng|gps)\b[\s:=]{1,3}-?\d{1,3}[.,]\d+", re.IGNORECASE),
    pattern(rf"(?<!\w){_CODE}{{4,8}}\+{_CODE}{{2,3}}(?!\w)"),
    pattern(r"(?<![\w:/])///?[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,}"),
)
