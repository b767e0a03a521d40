"""The sections of the conversation, in the order they are met."""

from conversations.engine.step import Section, Subject
from conversations.messages import N_

WELCOME = Section("welcome", N_("Welcome"))
YOU = Section("you", N_("You"), Subject.PERSON)
ADVICE = Section("advice", N_("A point to look at"))
COMPANY = Section("company", N_("Your company"), Subject.COMPANY)
PROJECT = Section("project", N_("Your project"), Subject.PROJECT)
SKILLS_LACKED = Section("skills", N_("The skills you lack"), Subject.SKILLS)
JOBS = Section("jobs", N_("Jobs"), Subject.JOBS)
MONEY = Section("money", N_("Money"), Subject.MONEY)
CONTACT = Section("contact", N_("Contact"), Subject.PERSON)
