"""What a program reads when it starts, read where this is imported: once for all those forked from there."""

import bot.commands.run  # noqa: F401 - what it imports has patterns
from conversations.intake.rehearsal import rehearse
from tests.conversations.worlds import sample_world

rehearse(sample_world(registry=False))
