"""`make deploy`: into your account, with sam's own questions; then what it takes in the first hour.

Needs AWS credentials as every AWS tool finds them. Never run in a real account so far: see the README.
"""

import json
import os
import shutil
import subprocess

from segue.aws.secrets import panel_secret, server_key, token_secret, user_secret, write_key
from segue_tools.cloud import Cloud, configured, saved_parameters
from segue_tools.places import ROOT, RUNTIME, SAM
from segue_tools.playbooks import starter_files
from segue_tools.progress import say
from segue_tools.selftest import told
from segue_tools.sources import secrets_of, starter_sources

NEWEST, CHEAPEST = "python3.13", "arm64"
ADMIN = {"username": "deployment", "cognito:groups": "[admin]"}


def main() -> None:
    """`python -m segue_tools.deploy`."""
    built = built_for(saved_parameters())
    wanted = {name: value for name, value in (saved_parameters() | built).items() if value}  # sam refuses empty ones
    overrides = ["--parameter-overrides", *(f"{name}={value}" for name, value in wanted.items())]
    variables = os.environ | {name.upper(): value for name, value in built.items()}
    for command in (["build", *overrides], ["deploy", "--guided", *overrides]):
        if subprocess.run([str(SAM), *command], cwd=ROOT, env=variables, check=False).returncode:
            raise SystemExit(f"sam {command[0]} failed.")
    cloud = configured()
    if not built.items() <= cloud.parameters.items():
        raise SystemExit("The layers were built for another runtime or architecture: run make deploy again.")
    after(cloud)


def built_for(saved: dict[str, str]) -> dict[str, str]:
    """Runtime and architecture to build for: as the environment or the last deployment says, else newest and cheapest.

    A runtime whose Python is not on this machine would ship without bytecode, so it is taken only when it is.
    """
    newest = NEWEST if shutil.which(NEWEST) and _runs(NEWEST) else RUNTIME
    runtime = os.environ.get("RUNTIME") or saved.get("Runtime") or newest
    return {"Runtime": runtime, "Architecture": os.environ.get("ARCHITECTURE") or saved.get("Architecture") or CHEAPEST}


def after(cloud: Cloud) -> None:
    """What is there now, the write key, the starter playbook, and what is left to do."""
    outputs = cloud.outputs
    say("\n".join(f"  {name:<18} {value}" for name, value in sorted(outputs.items())))
    os.environ.update({"SECRET": outputs["SecretName"], "AWS_REGION": cloud.session.region_name})
    say(f"\n  Console           {outputs['PublicUrl']}/console")
    say(f"  Write key         {write_key()}   (for SDKs; keep it with your shop's settings)")
    say(f"  Server key        {server_key()}   (for your shop's server alone; docs/conversations.md)")
    say(f"  User secret       {user_secret()}   (for your shop's server alone; docs/inbox.md)")
    say(f"  Token secret      {token_secret()}   (for your shop's server alone; docs/placements.md)")
    say(f"  Panel secret      {panel_secret()}   (for your help desk's server alone; docs/desk.md)")
    applied = apply_starter(cloud, outputs["PlaybookFunction"])
    say(f"  Starter playbook  {'applied' if applied else 'left alone: there is a playbook already'}")
    say(f"  Self-test of mail {told(cloud)[0]}")
    say("\nWhat is left:\n" + "\n".join(f"  - {one}" for one in left_to_do(cloud, outputs)))


def apply_starter(cloud: Cloud, function: str) -> bool:
    """Puts the starter playbook in force where none is; by calling the function, since nobody can sign in yet."""
    if _ask(cloud, function, "GET /v1/playbook", None)["files"]:
        return False
    _ask(cloud, function, "POST /v1/playbook/apply", {"files": starter_files(), "replace": True})
    return True


def left_to_do(cloud: Cloud, outputs: dict[str, str]) -> list[str]:
    """The steps that only people can take, as far as they are not done."""
    steps = [f"DNS: add {outputs[name]}" for name in sorted(outputs) if name.startswith("EmailDns")]
    if not cloud.client("sesv2").get_account().get("ProductionAccessEnabled"):
        steps.append("SES is in its sandbox and mails verified addresses only: ask for production access there")
    without = [one["name"] for one in starter_sources() if not secrets_of(cloud.session, cloud.stack, one["name"])]
    steps += [f"If you use it: segue sources set-secret {name}" for name in without]
    steps.append("The first administrator has an invitation by e-mail (AdminEmail); add others to the user pool")
    steps.append(
        "Your shop's name and addresses: segue login; segue pull book; edit policies/shop.yaml; segue apply book"
    )
    return steps


def _ask(cloud: Cloud, function: str, route: str, body: object) -> dict[str, object]:
    """Calls the playbook's function as API Gateway would for an administrator."""
    method, path = route.split()
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "deploy"}
    context = {"http": http, "stage": "$default", "requestId": "deploy", "authorizer": {"jwt": {"claims": ADMIN}}}
    event = {"version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "", "requestContext": context}
    event |= {"headers": {"content-type": "application/json"}, "body": json.dumps(body), "isBase64Encoded": False}
    answer = cloud.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    said = json.loads(answer["Payload"].read())
    if said.get("statusCode") != 200:
        raise SystemExit(f"The playbook was not applied: {said}")
    return json.loads(said["body"])


def _runs(command: str) -> bool:
    return subprocess.run([command, "-c", ""], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    main()
