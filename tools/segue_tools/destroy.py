"""`make destroy`: out of your account again; KEEP_DATA=1 keeps tables and the secret. Says what remains."""

import argparse
from typing import Any, Protocol

from segue_tools.cloud import Cloud, configured
from segue_tools.progress import say, step

TABLE, POOL, BUS, BUCKET = "AWS::DynamoDB::Table", "AWS::Cognito::UserPool", "AWS::Events::EventBus", "AWS::S3::Bucket"
MASTER = "AWS::SecretsManager::Secret"
RECOVERY_DAYS = 7  # during which a deleted secret can be had back


class Account(Protocol):
    """Clients, and what a stack is made of."""

    def client(self, service: str, /) -> Any: ...

    def resources(self, kind: str, /) -> list[str]: ...


def main() -> None:
    """`python -m segue_tools.destroy [--keep-data] [--yes]`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep-data", action="store_true")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    said = parser.parse_args()
    cloud = configured()
    keeps = " but its tables and secret" if said.keep_data else " and all its data"
    question = f"This deletes the stack {cloud.stack}{keeps}. Type its name to go on: "
    if not said.yes and _answered(question) != cloud.stack:
        raise SystemExit("Nothing was deleted.")
    destroy(cloud, said.keep_data)


def _answered(question: str) -> str:
    """What somebody types; nothing where nobody is there."""
    try:
        return input(question).strip()
    except EOFError:
        say()
        return ""


def destroy(cloud: Cloud, keep_data: bool) -> None:
    """First what stands in the way, then the stack, then (unless kept) the data that outlives it."""
    tables, secrets = cloud.resources(TABLE), cloud.resources(MASTER)
    with step("protection, rules, buckets"):
        _clear_the_way(cloud)
    with step("stack"):
        _delete_stack(cloud)
    if not keep_data:
        with step("tables, secrets"):
            _delete_data(cloud, tables, secrets)
    say("\nWhat remains:\n" + "\n".join(f"  - {one}" for one in remains(tables, secrets, keep_data)))


def remains(tables: list[str], secrets: list[str], keep_data: bool) -> list[str]:
    """What is still in the account afterwards."""
    kept = [f"table {one}" for one in tables] + [f"secret {one}" for one in secrets]
    if not keep_data:
        kept = [f"secret {one}, for {RECOVERY_DAYS} days, in case you want it back" for one in secrets]
    return [
        *kept,
        "the bucket aws-sam-cli-managed-default-*, which sam uses for every stack, with what was uploaded for this one",
        "DNS records of the sender",
    ]


def _clear_the_way(cloud: Cloud) -> None:
    directory = cloud.client("cognito-idp")
    for pool in cloud.resources(POOL):
        directory.update_user_pool(UserPoolId=pool, DeletionProtection="INACTIVE")
    for bus in cloud.resources(BUS):
        clear_bus(cloud, bus)
    for bucket in cloud.resources(BUCKET):
        cloud.session.resource("s3").Bucket(bucket).object_versions.delete()
    _clear_parameters(cloud)


def clear_bus(cloud: Account, bus: str) -> None:
    """Rules that `apply` or other programs added; the stack's own go with the stack."""
    events, own = cloud.client("events"), set(cloud.resources("AWS::Events::Rule"))
    pages = events.get_paginator("list_rules").paginate(EventBusName=bus)
    for rule in [rule for page in pages for rule in page["Rules"]]:
        if rule["Name"] in own or f"{bus}|{rule['Name']}" in own:
            continue
        targets = events.list_targets_by_rule(Rule=rule["Name"], EventBusName=bus)["Targets"]
        if targets:
            events.remove_targets(Rule=rule["Name"], EventBusName=bus, Ids=[one["Id"] for one in targets])
        events.delete_rule(Name=rule["Name"], EventBusName=bus)


def _clear_parameters(cloud: Cloud) -> None:
    """The secrets of webhook sources."""
    parameters = cloud.client("ssm")
    pages = parameters.get_paginator("get_parameters_by_path").paginate(Path=f"/{cloud.stack}/sources")
    for name in [one["Name"] for page in pages for one in page["Parameters"]]:
        parameters.delete_parameter(Name=name)


def _delete_stack(cloud: Cloud) -> None:
    """By CloudFormation: `sam delete` takes away what was uploaded too, which another stack may have been made of."""
    formation = cloud.client("cloudformation")
    formation.delete_stack(StackName=cloud.stack)
    formation.get_waiter("stack_delete_complete").wait(StackName=cloud.stack)


def _delete_data(cloud: Cloud, tables: list[str], secrets: list[str]) -> None:
    database = cloud.client("dynamodb")
    there = set(database.get_paginator("list_tables").paginate().build_full_result()["TableNames"])
    for table in there.intersection(tables):
        database.update_table(TableName=table, DeletionProtectionEnabled=False)
        database.get_waiter("table_exists").wait(TableName=table)
        database.delete_table(TableName=table)
    for secret in secrets:
        cloud.client("secretsmanager").delete_secret(SecretId=secret, RecoveryWindowInDays=RECOVERY_DAYS)


if __name__ == "__main__":
    main()
