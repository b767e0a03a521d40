"""How many they are, the jobs that a project creates or keeps, told in a sentence of something else."""

from conversations.intake.told.clauses import NUMBER, PAST, beside, in_order

_HIRING = r"(?:recrut|embauch|hir(?:e|ing)|recruit)\w*"
JOBS = r"(?:emplois?|postes?|embauches?|recrutements?|cdi|cdd|jobs?|positions?|hires?)"

headcount = beside(
    r"\b(?:on est|nous sommes|on emploie|nous employons|j emploie|equipe de|effectif(?: est)?(?: de)?|we are"
    r"|we employ|i employ|team of|staff of) (?:actuellement |aujourd hui |environ |a |maintenant |now "
    rf"|about )?{NUMBER}\b"
    rf"|\b{NUMBER} (?:(?:salarie|employe|collabora|employee)\w*|of us\b)",
    unless=rf"{PAST}|\b(?:{_HIRING}|creer|creation|client\w*|(?:19|20)\d\d|ans)\b",
)
jobs_created = beside(
    in_order(rf"\b{_HIRING}\b", rf"\b(?:{NUMBER}|une?|one|an?)\b")
    + rf"|\b{NUMBER} (?:nouveaux? |nouvelles? |new )?{JOBS}\b|"
    + in_order(rf"\bcreer (?:{NUMBER}|une?)\b", rf"\b{JOBS}\b"),
    unless=rf"{PAST}|\b(?:maintenir|garder|conserver|sauve\w*|perenniser|preserver|keep|save)\b|\bdifficult",
)
jobs_kept = beside(
    in_order(
        r"\b(?:maint\w+|gard\w+|conserv\w+|sauv\w+|perennis\w+|preserv\w+|keep\w*|sav(?:e|ing))\b",
        rf"\b{NUMBER}\b",
        rf"\b(?:{JOBS}|salaries|people)\b",
    ),
    unless=PAST,
)
