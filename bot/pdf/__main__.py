"""Draw the spoken paper of the standard input on the standard output."""

import json
import sys

from bot.pdf import render

if __name__ == "__main__":
    sys.stdout.buffer.write(render(json.load(sys.stdin)))
