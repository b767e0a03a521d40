"""Write the spoken paper of the standard input on the standard output, as a Word document."""

import json
import sys

from bot.documents.word.docx import word

if __name__ == "__main__":
    sys.stdout.buffer.write(word(json.load(sys.stdin)))
