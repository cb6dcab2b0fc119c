"""Amazon Bedrock, asked for summaries. The only module that gives a customer's words to a model outside of our code."""

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from segue.aws.clients import client, code_of
from segue.errors import Refused, Unavailable
from segue.languages.texts import _

SECONDS = 20  # a model takes its time
NEVER = ("AccessDeniedException", "ResourceNotFoundException", "ValidationException")  # asking again changes nothing


class Bedrock:
    """Models by their ids, or those of inference profiles."""

    def ask(self, model: str, question: Mapping[str, Any]) -> Mapping[str, Any]:
        """The answer of Converse, asked once: a repeat costs again. Raises Refused("model-refused") where the account
        may not ask this model, Unavailable("model-busy") for all else."""
        try:
            return client("bedrock-runtime", attempts=1, seconds=SECONDS).converse(modelId=model, **question)
        except ClientError as failed:
            if code_of(failed) in NEVER:
                detail = _("Amazon Bedrock says {code} of {model}").format(code=code_of(failed), model=model)
                raise Refused("model-refused", detail) from failed
            raise Unavailable("model-busy", code_of(failed)) from failed
        except BotoCoreError as failed:
            raise Unavailable("model-busy", type(failed).__name__) from failed
