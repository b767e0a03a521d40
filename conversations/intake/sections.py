"""The sections of the conversation, in the order they are met."""

from conversations.messages import N_
from conversations.steps import Section

WELCOME = Section("welcome", N_("Welcome"))
YOU = Section("you", N_("You"))
ADVICE = Section("advice", N_("A point to look at"))
COMPANY = Section("company", N_("Your company"))
PROJECT = Section("project", N_("Your project"))
SKILLS_LACKED = Section("skills", N_("The skills you lack"))
JOBS = Section("jobs", N_("Jobs"))
MONEY = Section("money", N_("Money"))
CONTACT = Section("contact", N_("Contact"))
