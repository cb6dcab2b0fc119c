"""What somebody wrote in a mail, without what they quote and what they sign with.

The main mail programs in the main languages, by lines; every rule looks at few lines of limited length, so a hostile
mail costs what a long one does. What is doubtful stays: too much text is better than a lost sentence.
"""

import re
from collections.abc import Sequence
from itertools import islice

LONGEST = 20_000  # characters of a mail that are looked at and kept
LINE = 500
WROTE = (
    r"wrote|writes|schrieb|geschrieben|a écrit|écrit|escribi[óo]|ha scritto|scrisse|schreef|escreveu|"
    r"napisał(?:a|\(a\))?|pisze|skrev|kirjoitti|napsal(?:a|\(a\))?|написала?|yazdı|a scris|írta|写道"
)
ATTRIBUTION = re.compile(rf"(?i)^(?=.*(?:\d|@|<)).*\b(?:{WROTE})\b.{{0,80}}[:：]$")
DATED = re.compile(r"^\d{4}(?:年\d{1,2}月\d{1,2}日|년 \d{1,2}월 \d{1,2}일).*[:：]$")
BEGINS = re.compile(r"(?i)^(?:on|am|le|el|il|op|em|den|dnia|w dniu|dne|pe|a|[а-я]{2})\b.*\d")
ORIGINAL = re.compile(
    r"(?i)^-{2,} ?(?:original message|ursprüngliche nachricht|message d['’]origine|mensaje original|"
    r"messaggio originale|oorspronkelijk bericht|mensagem original|wiadomość oryginalna|ursprungligt meddelande|"
    r"oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|původní zpráva|forwarded message|"
    r"weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato) ?-{2,}$"
)
RULE = re.compile(r"^[_]{10,}$")
FROM = re.compile(r"(?i)^\*?(?:from|von|de|da|van|od|från|fra|lähettäjä|发件人|보낸 사람)\*? ?[:：]")
SENT = re.compile(
    r"(?i)^\*?(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|date|à|objet|enviado(?: el)?|fecha|para|asunto|"
    r"inviato|data|oggetto|verzonden|aan|onderwerp|enviada(?: em)?|assunto|wysłano|do|temat|skickat|till|ämne|sendt|"
    r"til|emne|lähetetty|vastaanottaja|aihe|odesláno|komu|předmět|发送时间|收件人|主题|받는 사람|제목)\*? ?[:：]"
)
SENT_FROM = re.compile(
    r"(?i)^(?:sent from my |sent from (?:outlook|mail|yahoo|proton)|get outlook for |gesendet von |von meinem .{1,40} "
    r"gesendet|envoyé (?:de|depuis) |enviado desde |enviado d[eo] |inviato da|verzonden vanaf |verstuurd vanaf |"
    r"wysłane? z |skickat från |sendt fra |lähetetty |odesláno z )"
)
CLOSING = re.compile(
    r"(?i)^(?:(?:best|kind|warm|many)(?: regards| wishes)?|regards|sincerely|cheers|yours (?:sincerely|faithfully)|"
    r"mit (?:freundlichen|besten|lieben) grüßen|(?:viele|liebe|beste|schöne) grüße|freundliche grüße|mfg|vg|lg|"
    r"(?:bien )?cordialement|salutations|bien à vous|(?:un )?(?:cordial )?saludos?|atentamente|(?:cordiali|distinti) "
    r"saluti|met vriendelijke groet(?:en)?|groet(?:en|jes)?|atenciosamente|cumprimentos|(?:com os )?melhores "
    r"cumprimentos|pozdrawiam|z poważaniem|(?:med )?vänliga hälsningar|(?:med )?venlig hilsen|(?:med )?vennlig hilsen|"
    r"mvh|ystävällisin terveisin|terveisin|s pozdravem)[,.!]?$"
)
SIGNED_LINES = 6  # lines after a closing that are a name and an address, not a text


def written(text: str) -> str:
    """The new text of a mail."""
    lines = [line.strip()[:LINE] for line in text[:LONGEST].replace("\u00a0", " ").splitlines()]
    kept = _without_signature(_without_quotes(lines))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _without_quotes(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for place, line in enumerate(lines):
        if _ends(lines, place):
            break
        if not line.startswith(">") and not _attributes(lines, place):
            kept.append(line)
    return kept


def _ends(lines: Sequence[str], place: int) -> bool:
    """Whether all that comes from here on is an older mail."""
    line = lines[place]
    if ORIGINAL.match(line) or RULE.match(line):
        return True
    if FROM.match(line):
        return sum(bool(SENT.match(one)) for one in lines[place + 1 : place + 6]) > 1
    return _attributes(lines, place) and not any(one.startswith(">") for one in lines[place + 1 :])


def _attributes(lines: Sequence[str], place: int) -> bool:
    """Whether the line says who wrote what follows; programs break it after some seventy characters."""
    line = lines[place]
    following = lines[place + 1] if place + 1 < len(lines) else ""
    before = lines[place - 1] if place else ""
    if BEGINS.match(line) and (_says_who(following) or _says_who(f"{line} {following}")):
        return True
    return _says_who(line) or bool(BEGINS.match(before) and _says_who(f"{before} {line}"))


def _says_who(line: str) -> bool:
    return line.endswith((":", "：")) and bool(ATTRIBUTION.match(line) or DATED.match(line))


def _without_signature(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        if line == "--" or SENT_FROM.match(line) or _closes(lines, place):
            return lines[:place]
    return lines


def _closes(lines: Sequence[str], place: int) -> bool:
    if not place or not CLOSING.match(lines[place]):
        return False
    following = (one for one in lines[place + 1 :] if one)
    return len(list(islice(following, SIGNED_LINES + 1))) <= SIGNED_LINES
