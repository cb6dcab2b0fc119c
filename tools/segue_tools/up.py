"""`make up`: the whole product on this machine, from the same template as in the cloud."""

import argparse
import json
import os
import sys
import time
from typing import Any

import boto3

from segue.aws.secrets import panel_secret, server_key, token_secret, user_secret, write_key
from segue_tools import building, programs
from segue_tools.api import Api
from segue_tools.demo.goods import put_goods
from segue_tools.places import ABOUT_PORT, MINISTACK, REGION, STACK, START_AWS, Ports, choose, forget_account, port
from segue_tools.playbooks import shop_policy, starter_files
from segue_tools.progress import say, step
from segue_tools.routes import make_routes
from segue_tools.sources import make_secrets
from segue_tools.stacks import Stack, all_stacks, answers, running
from segue_tools.staff import local_token, make_staff
from segue_tools.triggers import mend_triggers
from segue_tools.warming import warm
from segue_tools.welcome import describe

START_SECONDS = 60
MADE_FROM = "made-from"  # beside the state of a stack: the files that it was deployed from
OWN = {  # MiniStack on loopback alone, with IAM enforced, without its listeners for other services
    "AUTH": "true",
    "BIND_HOST": "127.0.0.1",
    "IOT_MTLS_ENABLED": "0",
    "SFTP_ENABLED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def up(wanted: int | None = None, owner: int | None = None) -> Stack:
    """Starts a stack and returns when it answers; stops what it started when something fails."""
    building.check()
    ports = choose(wanted)
    stack = Stack(ports, [], programs.numbered(owner) if owner else None)
    say(f"Starting Segue on {ports.public} (AWS on {ports.endpoint})")
    try:
        with step("local AWS"):
            stack = _start_aws(stack)
        _deploy(ports)
        return _open(stack)
    except BaseException:
        _give_up(stack)
        raise


def _deploy(ports: Ports) -> None:
    with building.alone(), step("sam build and deploy"):
        building.build(ports)
        building.deploy(ports)
        (ports.home / MADE_FROM).write_text(building.STAMP.read_text())


def _open(stack: Stack) -> Stack:
    """From deployed to answering: routes, staff, secrets, the front, the starter playbook."""
    session = session_of(stack.ports)
    with step("routes, staff, secrets"):
        session.client("sesv2").create_email_identity(EmailIdentity=building.SENDER_DOMAIN)
        make_routes(session, STACK)
        mend_triggers(session)
        outputs = _outputs(session, stack.ports)
    with step("front"):
        stack = _start_front(stack, outputs)
    with step("starter playbook, products of the demo shop"):
        _apply_playbook(outputs)
        put_goods(Api(outputs["api"], local_token(outputs, "admin")), outputs["shop"])
    with step("first calls"):
        warm(session, outputs)
    stack.publish(outputs)
    return stack


def session_of(ports: Ports) -> Any:
    """AWS clients of this stack; the environment of this process is the stack's from here on."""
    forget_account()
    os.environ.update(ports.variables)
    return boto3.Session(region_name=REGION)


def _start_aws(stack: Stack) -> Stack:
    ports = stack.ports
    scratch = ports.home / "tmp"
    scratch.mkdir(parents=True, exist_ok=True)
    environment = ports.environment() | OWN | {"GATEWAY_PORT": str(ports.aws), "TMPDIR": str(scratch)}
    environment.pop("AWS_ENDPOINT_URL")
    aws = programs.start("ministack", [MINISTACK, START_AWS], environment, ports.home / "ministack.log")
    return _started(stack, aws, f"{ports.endpoint}/_ministack/health")


def _start_front(stack: Stack, outputs: dict[str, Any]) -> Stack:
    ports = stack.ports
    file = ports.home / "front.json"
    shown = {"port": ports.front, "aws": ports.aws, "tour": outputs}
    shown |= {name: outputs[name] for name in ("write_key", "user_secret")}
    file.touch(mode=0o600)
    file.write_text(json.dumps(shown | {name: outputs["aws"][name] for name in ("api_id", "url_id")}))
    command = [sys.executable, "-m", "segue_tools.front", file]
    front = programs.start("front", command, ports.environment(), ports.home / "front.log")
    return _started(stack, front, f"{ports.public}/local/config.json")


def _started(stack: Stack, program: programs.Program, url: str) -> Stack:
    """The stack with one more program, once that answers at `url`."""
    stack = Stack(stack.ports, [*stack.programs, program], stack.owner)
    stack.save()
    end = time.monotonic() + START_SECONDS
    while not answers(url):
        if not program.runs or time.monotonic() > end:
            raise SystemExit(f"{program.name} does not answer at {url}")
        time.sleep(0.1)
    return stack


def _outputs(session: Any, ports: Ports) -> dict[str, Any]:
    """What `.local/outputs.json` tells other programs; under `aws` the names of what was deployed."""
    found = session.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]["Outputs"]
    made = {one["OutputKey"]: one["OutputValue"] for one in found}
    return {
        "api": ports.public,
        "tour": f"{ports.public}/tour/",
        "ingest": f"{ports.public}/ingest",
        "console": f"{ports.public}/console",
        "shop": f"{ports.public}/shop/",
        "aws_endpoint": ports.endpoint,
        "region": REGION,
        **_keys(made["SecretName"]),
        "sources": make_secrets(session, STACK, ports.public),
        "staff": make_staff(session, made["UserPool"]),
        **{one: f"{ports.public}/{one}" for one in ("mail", "sms")},
        "aws": {
            "stack": STACK,
            "api_id": made["ApiId"],
            "url_id": made["IngestUrl"].split("//")[1].split(".")[0],
            "user_pool": made["UserPool"],
            "user_pool_client": made["UserPoolClient"],
        },
    }


def _keys(secret: str) -> dict[str, str]:
    """The keys, as the product derives them."""
    os.environ["SECRET"] = secret
    keys = {"write_key": write_key(), "server_key": server_key()}
    keys |= {"user_secret": user_secret(), "token_secret": token_secret()}
    return keys | {"panel_secret": panel_secret()}


def _apply_playbook(outputs: dict[str, Any]) -> None:
    """The starter playbook, through the door that everybody uses."""
    files = starter_files() | {"policies/shop.yaml": shop_policy(outputs["shop"])}
    Api(outputs["api"], local_token(outputs, "admin")).post("/v1/playbook/apply", {"files": files, "replace": True})


def already(stack: Stack) -> None:
    """Says that it runs, and when that is not what the files say by now."""
    say(f"Already running on {stack.ports.public}.")
    made_from = stack.ports.home / MADE_FROM
    if not made_from.exists() or made_from.read_text() != building.fingerprint():
        say("The template, functions or layers have changed since; to try that: make down, and this once more.")


def _give_up(stack: Stack) -> None:
    """Shows the end of each log to whoever has to find out why it failed, and stops what runs."""
    for log in sorted(stack.ports.home.glob("*.log")):
        say(f"--- {log.name}\n" + "\n".join(log.read_text(errors="replace").splitlines()[-15:]))
    for one in all_stacks():
        if one.ports == stack.ports:
            one.stop()


def main() -> None:
    """`python -m segue_tools.up [--port PORT] [--private PID]`."""
    parser = argparse.ArgumentParser(description=__doc__, usage="make up [PORT=4566]")
    parser.add_argument("--port", type=port, help=ABOUT_PORT)
    parser.add_argument("--private", type=int, metavar="PID", help="only for this program, such as a test run")
    said = parser.parse_args()
    found = None if said.private else running(said.port)
    if found:
        already(found)
    began = time.monotonic()
    stack = found or up(said.port, said.private)
    describe(stack.outputs)
    if not found:
        say(f"Up after {time.monotonic() - began:.0f} s. Stop with: make down")


if __name__ == "__main__":
    main()
