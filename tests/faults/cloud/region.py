"""All services of one region, behind one gate, under one clock."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.faults.cloud import batches, dynamodb, queries
from tests.faults.cloud.athena import Athena
from tests.faults.cloud.buckets import Buckets
from tests.faults.cloud.bus import Bus
from tests.faults.cloud.clock import Clock
from tests.faults.cloud.dynamodb import Tables
from tests.faults.cloud.failures import AwsError
from tests.faults.cloud.gate import Gate
from tests.faults.cloud.keys import Keys
from tests.faults.cloud.mailbox import Mailbox
from tests.faults.cloud.meter import Meter
from tests.faults.cloud.models import Models
from tests.faults.cloud.nemesis import Fault
from tests.faults.cloud.queues import Queues
from tests.faults.cloud.scheduler import Scheduler
from tests.faults.cloud.shards import Shards
from tests.faults.cloud.vault import Vault
from tests.faults.cloud.wire import Request

Answer = Callable[[dict[str, Any]], dict[str, Any] | bytes]
DYNAMODB: dict[str, dynamodb.Operation] = {
    "GetItem": dynamodb.get_item,
    "PutItem": dynamodb.put_item,
    "UpdateItem": dynamodb.update_item,
    "DeleteItem": dynamodb.delete_item,
    "Query": queries.query,
    "Scan": queries.scan,
    "BatchGetItem": batches.batch_get,
    "BatchWriteItem": batches.batch_write,
    "TransactWriteItems": batches.transact,
    "BatchExecuteStatement": batches.execute_batch,
    "ExecuteStatement": batches.execute,
}


@dataclass
class Region:
    """The services' state; `gate` is where requests come in."""

    clock: Clock = field(default_factory=Clock)
    meter: Meter = field(default_factory=Meter)
    permit: Callable[[Request], None] = lambda _: None

    def __post_init__(self) -> None:
        self.tables = Tables()
        self.shards = Shards(self.tables)
        self.queues = Queues(self.meter)
        self.bus = Bus("segue", self.clock, self.meter)
        self.scheduler = Scheduler(self.clock, self.queues)
        self.mailbox = Mailbox(self.clock)
        self.invoke: Answer = self.mailbox.invoke
        self.vault = Vault()
        self.keys = Keys()
        self.buckets = Buckets()
        self.athena = Athena(self.buckets)
        self.models = Models()
        self.gate = Gate(self, self.meter)
        self._answers: dict[str, Answer] = {
            "sqs.SendMessage": self.queues.send_message,
            "sqs.SendMessageBatch": self.queues.send_batch,
            "sqs.ReceiveMessage": self.queues.receive,
            "sqs.DeleteMessageBatch": self.queues.delete_batch,
            "dynamodb-streams.GetShardIterator": self.shards.iterator,
            "dynamodb-streams.GetRecords": self.shards.records,
            "eventbridge.PutEvents": self.bus.put_events,
            "eventbridge.PutRule": self.bus.put_rule,
            "eventbridge.PutTargets": self.bus.put_targets,
            "eventbridge.RemoveTargets": self.bus.remove_targets,
            "eventbridge.DeleteRule": self.bus.delete_rule,
            "scheduler.CreateSchedule": self.scheduler.create,
            "scheduler.DeleteSchedule": self.scheduler.delete,
            "sesv2.SendEmail": self.mailbox.send,
            "lambda.Invoke": lambda params: self.invoke(params),
            "sns.Publish": self.mailbox.publish,
            "sns.CreatePlatformEndpoint": self.mailbox.endpoint,
            "sns.DeleteEndpoint": self.mailbox.forget,
            "pinpoint-sms-voice-v2.SendTextMessage": self.mailbox.text,
            "secrets-manager.GetSecretValue": self.vault.secret,
            "kms.GenerateDataKey": self.keys.generate,
            "kms.Decrypt": self.keys.decrypt,
            "secrets-manager.UpdateSecretVersionStage": self.vault.label,
            "bedrock-runtime.Converse": self.models.converse,
            "s3.ListObjectsV2": self.buckets.listed,
            "s3.GetObject": self.buckets.read,
            "s3.PutObject": self.buckets.put,
            "s3.DeleteObjects": self.buckets.delete,
            "athena.StartQueryExecution": self.athena.start,
            "athena.GetQueryExecution": self.athena.execution,
            "athena.GetQueryResults": self.athena.results,
            "athena.StopQueryExecution": self.athena.stop,
            "ssm.GetParameter": self.vault.parameter,
            "ssm.PutParameter": self.vault.put_parameter,
            "ssm.GetParametersByPath": self.vault.parameters_under,
        }

    def forget_counts(self) -> None:
        """Starts counting anew, as if nothing had been asked yet."""
        vars(self.meter).update(vars(Meter()))
        self.gate.ordinal = 0

    def apply(self, request: Request) -> dict[str, Any] | bytes:
        """Does what the request asks. Raises AwsError as the service would, and for what is not played here."""
        self.tables.trick = request.trick
        self.bus.fail_entries += request.trick == Fault.ENTRY
        self.permit(request)
        if request.service == "dynamodb" and request.operation in DYNAMODB:
            return DYNAMODB[request.operation](self.tables, request.params)
        if request.name not in self._answers:
            raise AwsError("UnknownOperationException", f"{request.name} is not played here", 501)
        try:
            return self._answers[request.name](request.params)
        except AwsError as failed:
            if failed.code == "NoSuchKey":  # S3 says so only to who may list the bucket
                self.permit(replace(request, operation="ListObjectsV2"))
            raise
