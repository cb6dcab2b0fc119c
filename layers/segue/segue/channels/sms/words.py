"""STOP, START and HELP: a whole message that is one of these words, in the main languages, is a wish.

47 CFR 64.1200(a)(10) names stop, quit, end, revoke, opt out, cancel and unsubscribe; carriers name further ones.
Case, accents, punctuation, spaces and courtesy make no difference; a word within a sentence says nothing.
`yes` is no START: it may answer any question.
"""

import re
import unicodedata
from typing import Literal

Wish = Literal["stop", "stop-all", "start", "help"]
LONGEST = 60  # characters of a message that can be a wish
_COURTESY = """
please pls thanks thank you now bitte danke jetzt merci svp por favor gracias obrigado obrigada per favore grazie
alstublieft alsjeblieft dank u tack tak takk kiitos prosím prosim děkuji proszę dziękuję lütfen пожалуйста спасибо
"""
_STOP = """
stop quit end revoke optout optmeout cancel unsubscribe unsub remove removeme stopsms stopmessages
stoppromotions stoptexting stoptextingme stopmessaging stopmessagingme unsubscribeme
arrêt arrêter arrêtez désabonner désinscription désinscrire
stopp stoppen abmelden abbestellen austragen beenden abmeldung alto parar baja detener cancelar fin darmedebaja
basta ferma annulla disiscriviti cancellami afmelden uitschrijven stoppen beëindigen sair pare remover descadastrar
rezygnuję wypisz anuluj koniec zrezygnuj avsluta avregistrera avanmäl sluta afmeld afslut frameld avslutt avmeld meldav
lopeta peru seis poistu odhlásit zrušit konec ukončit leállít leiratkozás dezabonare renunță iptal dur ret durdur
στοπ διακοπή стоп отписаться отмена 停止 配信停止 退订 取消 중지 수신거부 หยุด berhenti
"""
_STOP_ALL = "stopall stopitall endall unsubscribeall optoutall revokeall cancelall quitall"
_START = """
start unstop subscribe optin resume continue resubscribe starten anmelden démarrer reprendre iniciar alta empezar
reanudar comenzar começar inizia iscriviti riprendi aanmelden hervatten wznów zapisz starta anmäl tilmeld meldpå aloita
liity přihlásit начать старт başla başlat 開始 再開 시작
"""
# In a mail, which may answer any other, these may be about an order or a subscription to goods.
_UNCLEAR = """
quit end revoke cancel remove fin alto parar baja detener cancelar basta annulla cancellami beenden beëindigen pare
remover anuluj koniec rezygnuję zrezygnuj zrušit konec ukončit poistu seis lopeta renunță iptal dur
avsluta afslut avslutt отмена 取消 취소 중지 endall cancelall quitall revokeall
"""
_HELP = """
help info hilfe aide ayuda aiuto ajuda hulp pomoc hjälp hjælp hjelp apua súgó segítség ajutor yardım βοήθεια помощь
帮助 ヘルプ 도움말
"""


def _plain(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().replace("ı", "i"))
    return "".join(one for one in folded if one.isalnum())


def _table() -> dict[str, Wish]:
    lists: tuple[tuple[Wish, str], ...] = (("help", _HELP), ("start", _START), ("stop", _STOP), ("stop-all", _STOP_ALL))
    return {_plain(word): wish for wish, words in lists for word in words.split()}


WORDS = _table()
COURTESY = frozenset(_plain(word) for word in _COURTESY.split())


UNCLEAR = frozenset(_plain(word) for word in _UNCLEAR.split())


def wish(text: str) -> Wish | None:
    """What a message asks for, where it is one of the words; None for any other."""
    return WORDS.get(_word(text))


def unsubscribes(text: str) -> bool:
    """Whether a mail is one of the words that ask for no more mails, and can hardly mean anything else."""
    return wish(text) in ("stop", "stop-all") and _word(text) not in UNCLEAR


def _word(text: str) -> str:
    """The word that a message is, "" where it is none of them."""
    if len(text) > LONGEST:
        return ""
    words = [plain for part in re.split(r"\s+", text) if (plain := _plain(part))]
    said = "".join(words)
    polite = "".join(one for one in words if one not in COURTESY)
    return next((one for one in (said, polite) if one in WORDS), "")
