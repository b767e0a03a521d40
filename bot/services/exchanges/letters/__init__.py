"""The letter of a basin, each month: drafted by the bot, edited and sent by who works the basin."""
