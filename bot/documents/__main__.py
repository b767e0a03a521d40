"""Print the spoken paper of the standard input on the standard output, as a PDF."""

import json
import sys

from bot.documents.papers import render

if __name__ == "__main__":
    sys.stdout.buffer.write(render(json.load(sys.stdin)))
