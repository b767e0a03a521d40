"""The reading of hostile texts in a fresh process: prints its figures as JSON."""

import json
from dataclasses import asdict, dataclass

from tests.reading import LONG, SHORT, cpu_seconds, plain, readers, texts

SIZES = (64, 128, 200, 300, 600, SHORT, 1_500, LONG)  # also just within the bounds of each parser
NOISE_SECONDS = 0.001  # below, a ratio says nothing
SURE = 10  # times that what looks dearest is measured again


@dataclass(frozen=True, slots=True)
class Dearest:
    """The text that costs most: read by what, made of what, how long; or how many times the shorter one."""

    reader: str
    text: str
    size: int
    measured: float


def _times(long: float, short: float) -> float:
    return long / max(short, NOISE_SECONDS)


def main() -> None:
    """Measure every reader on every text: the dearest in all, and the one that grows fastest."""
    by_size = {size: texts(size) for size in SIZES}
    slowest = fastest_growing = Dearest("", "", 0, 0.0)
    for name, read in readers().items():
        cpu_seconds(read, plain(SHORT))  # what is loaded at the first use is not what is measured
        for kind in by_size[LONG]:
            seconds = {size: cpu_seconds(read, by_size[size][kind], 1) for size in SIZES}
            size = max(SIZES, key=lambda each: seconds[each])
            if seconds[size] * 1e3 > slowest.measured:
                dearest = Dearest(name, kind, size, cpu_seconds(read, by_size[size][kind], SURE) * 1e3)
                slowest = max(slowest, dearest, key=lambda each: each.measured)
            if _times(seconds[LONG], seconds[SHORT]) > fastest_growing.measured:
                long, short = (cpu_seconds(read, by_size[each][kind], SURE) for each in (LONG, SHORT))
                growing = Dearest(name, kind, LONG, _times(long, short))
                fastest_growing = max(fastest_growing, growing, key=lambda each: each.measured)
    print(json.dumps({"slowest": asdict(slowest), "fastest_growing": asdict(fastest_growing)}))


if __name__ == "__main__":
    main()
