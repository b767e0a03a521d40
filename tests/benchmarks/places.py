"""The search of places in a fresh process: prints its figures as JSON."""

import json
import random
import sqlite3
import time
from contextlib import closing
from statistics import median

from models.data import COMMUNES
from models.places.search import CommuneTable

LOOKUPS = 300


def misspelt(name: str, chance: random.Random) -> str:
    """Return a name with two letters swapped, or one missing or doubled."""
    place = chance.randrange(len(name) - 1)
    return chance.choice(
        (
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
            name[:place] + name[place + 1 :],
            name[: place + 1] + name[place:],
        )
    )


def main() -> None:
    """Measure the first search, then misspelt names from all over the table."""
    began = time.perf_counter()
    table = CommuneTable()
    table.find("Toul")
    ready = time.perf_counter() - began
    chance = random.Random(2017)
    with closing(sqlite3.connect(COMMUNES)) as communes:
        names = [name for (name,) in communes.execute("SELECT name FROM communes WHERE length(name) > 3")]
    seconds = []
    for name in chance.sample(names, LOOKUPS):
        typed = misspelt(name, chance)
        began = time.perf_counter()
        table.find(typed)
        seconds.append(time.perf_counter() - began)
    print(json.dumps({"ready_ms": ready * 1e3, "fuzzy_ms": median(seconds) * 1e3}))


if __name__ == "__main__":
    main()
