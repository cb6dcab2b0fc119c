"""What a text says without the mood that it is said in: the next agent needs the problem, not the anger about it."""

import re
from collections.abc import Iterable

SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
MARKS = (".", "!", "?", "…", ":")  # with which a sentence may end
SHORT = 6  # words of a sentence that is nothing but mood where it has a word of mood in it
GREETING = re.compile(
    r"(?:hi|hey( ho)?|hello|good (?:morning|afternoon|evening|day)|dear [^,]{1,40}|hallo|guten (?:tag|morgen|abend)"
    r"|servus|moin|grüezi|liebes team|sehr geehrte[^,]{1,60})(?: there| all| zusammen| team)?\s*[!.,:]*",
    re.IGNORECASE,
)
MOODS = re.compile(
    r"\b(?:angry|annoyed|annoying|appalling|awful|disappointed|disappointing|disgrace(?:ful)?|disgusted|disgusting"
    r"|fed up|frustrated|frustrating|furious|horrible|incompetent|joke|livid|outrageous|pathetic|ridiculous|shameful"
    r"|terrible|unacceptable|upset|useless|worst|wtf|damn|ärgerlich|enttäuscht|enttäuschend|frechheit|fassungslos"
    r"|furchtbar|genervt|katastrophe|lächerlich|peinlich|sauer|schrecklich|skandal|stinksauer|unfassbar|unmöglich|unverschämt"
    r"|wütend|zumutung)\b",
    re.IGNORECASE,
)
FELT = re.compile(
    rf"\b(?:i am|i'm|i’m|we are|ich bin|wir sind)(?: (?:so|very|really|just|sehr|echt|wirklich|ziemlich))*"
    rf" {MOODS.pattern}(?:,? (?:that|because|about|dass|weil|über))?\s*",
    re.IGNORECASE,
)
JUDGED = re.compile(  # a verdict beside the matter: "this is ridiculous, ...", "..., which is unacceptable"
    rf"(?:^|(?<=[,;–-])\s*|\b(?:and|but|und|aber)\s+)(?:this|that|it|which|you|you guys|das|dies|es|was|ihr|sie)"
    rf"(?: (?:is|was|are|ist|war|sind|seid)|['’](?:s|re))(?: [^\W\d_]+){{0,2}} {MOODS.pattern}\s*"
    r"(?:$|(?=[.!?…,;:–-])|(?:and|but|so|und|aber)\b)",
    re.IGNORECASE,
)
ATTENTION = re.compile(  # what somebody says who has said nothing yet
    r"(?:(?:is )?(?:any|some)(?:body|one) (?:t?here|available)"
    r"|(?:i have|i've got|i’ve got) an? (?:\w+ )?(?:question|problem|issue|request)(?: for you)?"
    r"|(?:please )?(?:can|could|would) (?:you|some(?:body|one))(?: please)? help(?: me)?(?: out)?(?:,? please)?"
    r"|(?:i )?need(?: some| your)? help|(?:please )?help(?: me)?(?: please)?|how are you(?: doing)?(?: today)?"
    r"|(?:i )?hope you(?:'re|’re| are) (?:well|fine)|ist (?:hier |da )?(?:jemand|wer)(?: da| hier)?"
    r"|ich (?:habe?|hätte)(?: da| mal| nur)* (?:eine?|’ne)(?: \w+)? (?:frage|problem|anliegen|bitte)"
    r"|(?:können|könnten|kannst|könntest|kann) (?:sie|du|ihr|mir)(?: mir| jemand| bitte| mal)* (?:weiter)?helfen"
    r"|ich (?:brauche|bräuchte) (?:ihre |eure |deine )?hilfe|wie geht(?: es|'s|’s) (?:ihnen|euch|dir))",
    re.IGNORECASE,
)
LOOSE = re.compile(r"(?<![\s,;–-])[\s,;–-]+([.!?…,]|$)")  # what stood before something that was left out
SHOUTED = re.compile(r"([!?])[!?]+")


def plainly(text: str) -> str:
    """The text without greetings, calls for attention, short sentences of mood and verdicts beside the matter; shouting
    is said in an ordinary voice. A word of mood that a sentence needs stays: nobody is quoted with half a sentence."""
    kept = [_plain(one) for one in SENTENCE.split(text.strip()) if one.strip()]
    return paragraph(one for one in kept if one)


def paragraph(sentences: Iterable[str]) -> str:
    """Sentences in one paragraph: what ends with no mark and goes on gets a full stop."""
    kept = list(sentences)
    ended = [one if one.endswith(MARKS) else f"{one.rstrip(' ,;')}." for one in kept[:-1]]
    return " ".join((*ended, *kept[-1:]))


def _plain(sentence: str) -> str:
    said = GREETING.sub("", sentence, count=1) if GREETING.match(sentence) else sentence
    mood = MOODS.search(said) and len(said.split()) <= SHORT
    if mood or ATTENTION.fullmatch(said.strip(" ,;:.!?…-")):
        return ""
    said = JUDGED.sub("", FELT.sub("", said))
    said = LOOSE.sub(r"\1", " ".join(SHOUTED.sub(r"\1", said).split()).lstrip(" ,;:.!-"))
    said = said.capitalize() if said.isupper() and len(said) > SHORT else said
    return said[:1].upper() + said[1:] if any(letter.isalnum() for letter in said) else ""
