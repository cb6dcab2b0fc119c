"""Receiving: a provider's webhook from request to answer."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass

from segue.channels import bound, challenge, handshake, provider
from segue.channels.proofs import Proof
from segue.deliveries import Delivery, Parsed, Rejected, not_understood, understood
from segue.errors import NotFound, TooLarge, Unauthorized
from segue.http import Answer, Request, json_answer
from segue.intake.accepting import Accepting, Counts
from segue.intake.sources import Source
from segue.intake.tallies import REFUSED
from segue.times import Millis
from segue.tracing import hop, trace_of

MOST_BYTES = 500 * 1024
ADDRESS = re.compile(r"(?:^|/)([a-z]+)/([A-Za-z0-9_-]{1,64})/?$")

# Who reports through a topic that posts to our address.
BY_SNS = ("amazon_connect", "aws_sms", "aws_social", "ses", "ses_inbound")


@dataclass(frozen=True)
class Receiving:
    """`sources` finds a configured source by its name, `secrets` the source's secrets at a moment.

    `public_url`: the address that providers were told; where it is not set, the API's own as the platform names it.
    `first` answers what was first said with a token of a proof that does not cover what is said.
    `place` is the first part of the path that they were told. `asked` hears what people ask about their data.
    `signed`: how a body of the source proves itself without a secret of the source; None where it does not.
    """

    accepting: Accepting
    sources: Callable[[str], Source]
    secrets: Callable[[str, Millis], tuple[str, ...]]
    public_url: str = ""
    signed: Callable[[Source], Callable[[bytes], None] | None] = lambda _: None
    first: Callable[[str, str, Millis], str] = lambda _token, said, _now: said
    place: str = "webhooks"
    asked: Callable[[Parsed], None] = lambda _: None

    def answer(self, request: Request, now: Millis) -> Answer:
        """200 once it is durable. Raises NotFound, Unauthorized, TooLarge, Unavailable."""
        source = self.source(request)
        proof = self._proof(source, request, now)
        if request.method == "GET":
            return _challenged(source, proof)
        taken = self.take(self._proven(source, proof))
        return handshake(source.provider, proof) or taken

    def posted(self, request: Request, now: Millis) -> Delivery:
        """What is posted to a source, once its proof of origin holds. Raises NotFound, Unauthorized, Unavailable."""
        source = self.source(request)
        return self._proven(source, self._proof(source, request, now))

    def take(self, delivery: Delivery, posted: int = 0) -> Answer:
        """Stores what it says. What cannot be understood is answered 200 too: sending it again would not help.

        `posted`: how many bytes came, where the body has become more since.
        """
        if (posted or len(delivery.body)) > MOST_BYTES:
            self.accepting.accept(Parsed(rejected=(Rejected(delivery, "oversize", "over the limit of a webhook"),)))
            raise TooLarge("oversize", f"a webhook has at most {MOST_BYTES} bytes")
        parsed = self.accepting.planned(understood(delivery, provider(delivery.parser).incoming))
        counts = self.accepting.keep(parsed)
        told(delivery.source, parsed, counts)
        self.asked(parsed)
        return json_answer(200, {"success": True, **not_understood(counts.quarantined, parsed.rejected)})

    def source(self, request: Request) -> Source:
        """Whose address was asked. Raises NotFound."""
        found = ADDRESS.search(request.path)
        if not found or found[1] != self.place:
            raise NotFound("unknown-route", f"providers post to /{self.place}/{{source}}")
        return self.sources(found[2])

    def _proven(self, source: Source, proof: Proof) -> Delivery:
        """The delivery, once its proof of origin holds; one that is refused is counted."""
        request = proof.request
        if request.method != "POST":
            raise NotFound("unknown-route", f"providers post to /{self.place}/{{source}}")
        channel, signed = provider(source.provider), self.signed(source)
        try:
            if signed:
                signed(request.body)
            else:
                channel.verify(proof)
                self._bind(source, proof)
        except Unauthorized:
            self.accepting.count({source.name: {REFUSED: 1}}, proof.now)
            raise
        known = {**request.headers, **{f"?{name}": value for name, value in request.query.items()}}
        headers = {name: known[name] for name in channel.HEADERS if name in known}
        return Delivery(source.name, source.provider, request.body, headers, proof.now, source.options)

    def _bind(self, source: Source, proof: Proof) -> None:
        """Raises Unauthorized where the proof has proven something else before, Unavailable."""
        found = bound(source.provider, proof)
        if found and self.first(f"{source.name}|{found.token}", found.said, proof.now) != found.said:
            raise Unauthorized("used-signature", "this signature came with something else before")

    def _proof(self, source: Source, request: Request, now: Millis) -> Proof:
        query = f"?{request.raw_query}" if request.raw_query else ""
        url = f"{self.public_url or request.origin}/{self.place}/{source.name}{query}"
        secrets = () if self.signed(source) else self.secrets(source.name, now)
        return Proof(request, secrets, now, url, source.options)


def told(source: str, parsed: Parsed, counts: Counts) -> None:
    """A line of what a request brought, and what became of it."""
    hop("received", " ".join(trace_of(one.message_id) for one in parsed.events), source=source, **asdict(counts))


def _challenged(source: Source, proof: Proof) -> Answer:
    answered = challenge(source.provider)
    if answered is None:
        raise NotFound("unknown-route", "this provider posts to /webhooks/{source} and asks nothing by GET")
    return answered(proof)
