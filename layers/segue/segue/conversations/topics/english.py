"""Languages of texts, told by their short and frequent words: whether one may be read as English, and which it is in.

The rule: of the words that tell languages apart, the text has no fewer English ones than of any other language; and
no more than a tenth of its letters are of another script than Latin. A text with no such words ("refund status?") is
not held to be foreign.
"""

import re
from collections import Counter

from segue.conversations.topics.grams import words_of

# Short and frequent words that are rare or nothing in English. What several languages share counts for each.
_FOREIGN = {
    "de": "ich du er wir ihr sie ist sind bin habe hat haben nicht kein keine und oder aber mein meine meinen meiner"
    " mir mich das der den dem ein eine einen einer wo wann wie warum bitte noch schon für mit auf von zu zum zur bei"
    " nach auch wenn kann möchte wurde wird danke hallo guten tag",
    "fr": "je tu il nous vous est sont suis ai avez pas ne et ou mais mon ma mes le la les un une des du au aux où"
    " quand comment pourquoi pour avec sur dans de bonjour merci",
    "es": "yo el la los las un una es son estoy he ha no y o pero mi mis dónde cuándo cómo por para con de del en que"
    " qué hola gracias",
    "it": "io il lo la gli le un una è sono ho ha non e o ma mio mia miei dove quando come perché per con di del della"
    " che ciao grazie",
    "nl": "ik jij hij wij is zijn ben heb heeft niet geen en of maar mijn het de een waar wanneer hoe waarom voor met"
    " op van naar ook als kan graag dank hallo",
    "pt": "eu o os as um uma é são estou não e ou mas meu minha onde quando como por para com de do da em que olá"
    " obrigado",
    "pl": "ja jest są mam nie i lub ale mój moja gdzie kiedy jak dlaczego proszę dla z na do od w że dzień dobry",
    "sv": "jag är har inte och eller men min mitt mina var när hur varför för med på av till från det en ett hej tack",
}
# What customers of a shop write about, and hardly in English.
_NOUNS = {
    "de": "bestellung lieferung paket rechnung",
    "fr": "commande livraison colis",
    "es": "pedido envío",
    "it": "ordine spedizione",
    "nl": "bestelling levering pakket",
    "pt": "encomenda pedido entrega",
    "pl": "zamówienie przesyłka",
    "sv": "beställning leverans",
}
_ENGLISH = (
    "i you he we they is are am was have has had do does did not no and or but my your our the a an this that these"
    " it where when how why what which who please for with on of to in at from can could would should will be been"
    " want need help get there if me us i'm i've don't can't didn't hasn't it's"
)
ENGLISH = frozenset(_ENGLISH.split())
FOREIGN = {one: frozenset(f"{words} {_NOUNS[one]}".split()) - ENGLISH for one, words in _FOREIGN.items()}
PLAIN = ENGLISH.union(*(words.split() for words in _FOREIGN.values()))  # words that say nothing of what a text is about
TELLING = {**FOREIGN, "en": ENGLISH}
CLEAR = 2  # words that tell a language
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
STRANGE = 10  # of so many letters one may be of another script


def is_english(text: str, words: list[str]) -> bool:
    """Whether a text, given with its words in small letters, may be read as English."""
    letters = LETTER.findall(text)
    if sum(not LATIN.match(one) for one in letters) * STRANGE > len(letters):
        return False
    own = sum(one in ENGLISH for one in words)
    return all(sum(one in some for one in words) <= own for some in FOREIGN.values())


def language_of(text: str) -> str:
    """The language of a text as a code such as `de`: the one with the most of its frequent words, two at least and more
    than any other; "" where that cannot be told."""
    words = words_of(text)
    found = Counter({one: sum(word in some for word in words) for one, some in TELLING.items()})
    (first, most), (_, second) = found.most_common(2)
    return first if most >= CLEAR and most > second else ""
