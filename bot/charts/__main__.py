"""Draw the spoken chart of the standard input on the standard output."""

import json
import sys

from bot.charts import drawn

if __name__ == "__main__":
    sys.stdout.buffer.write(drawn(json.load(sys.stdin)))
