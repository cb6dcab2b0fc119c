"""Routes of the HTTP API on MiniStack.

MiniStack creates an `AWS::Serverless::HttpApi` but does not read the OpenAPI body that SAM writes into it, so the same
body, out of the processed template of the deployed stack, is replayed here as apigatewayv2 calls.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

ANY = "x-amazon-apigateway-any-method"
FUNCTION = re.compile(r"\$\{(\w+)\.Arn\}")


def make_routes(session: Any, stack: str) -> None:
    """Gives the stack's API the authorizers and routes of its template."""
    api = session.client("apigatewayv2")
    template, names = _deployed(session.client("cloudformation"), stack)
    logical, body = _api_of(template)
    api_id = names[logical]
    authorizers = _make_authorizers(api, api_id, _resolved(body["components"], session.region_name, names))
    known = {one["RouteKey"] for one in api.get_routes(ApiId=api_id)["Items"]}
    wanted = [one for one in _operations(body) if one[0] not in known]
    integrations = {one[1]: _integrate(session, api_id, names[one[1]]) for one in wanted}
    for key, function, authorizer in wanted:
        secured = {"AuthorizationType": "JWT", "AuthorizerId": authorizers[authorizer]} if authorizer else {}
        api.create_route(ApiId=api_id, RouteKey=key, Target=f"integrations/{integrations[function]}", **secured)


def _deployed(formation: Any, stack: str) -> tuple[dict[str, Any], dict[str, str]]:
    body = formation.get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    made = formation.describe_stack_resources(StackName=stack)["StackResources"]
    names = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in made}
    return (json.loads(body) if isinstance(body, str) else body), names


def _api_of(template: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    found = ((name, one) for name, one in template["Resources"].items() if one["Type"] == "AWS::ApiGatewayV2::Api")
    name, resource = next(found)
    return name, resource["Properties"]["Body"]


def _operations(body: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(route key, logical id of the function, name of the authorizer or "")."""
    every = ((path, *one) for path, methods in body["paths"].items() for one in methods.items())
    for path, method, operation in every:
        found = FUNCTION.search(json.dumps(operation["x-amazon-apigateway-integration"]["uri"]))
        authorizer = next((name for one in operation.get("security", []) for name in one), "")
        if found:
            yield f"{'ANY' if method == ANY else method.upper()} {path}", found[1], authorizer


def _resolved(value: Any, region: str, names: Mapping[str, str]) -> Any:
    """`Ref` and `Fn::Sub` replaced by what was deployed; of a list what a condition has left out is left out."""
    known = {**names, "AWS::Region": region}
    if isinstance(value, list):
        return [_resolved(one, region, names) for one in value if not _left_out(one, names)]
    if not isinstance(value, dict):
        return value
    if "Fn::If" in value:
        return _resolved(value["Fn::If"][1], region, names)
    if "Ref" in value:
        return known[value["Ref"]]
    if "Fn::Sub" in value:
        return re.sub(r"\$\{([\w:]+)\}", lambda found: known[found[1]], value["Fn::Sub"])
    return {name: _resolved(one, region, names) for name, one in value.items()}


def _left_out(value: Any, names: Mapping[str, str]) -> bool:
    """Whether it is there on a condition that this stack does not meet: then what it refers to was not deployed."""
    return isinstance(value, dict) and "Fn::If" in value and value["Fn::If"][1]["Ref"] not in names


def _make_authorizers(api: Any, api_id: str, components: Mapping[str, Any]) -> dict[str, str]:
    made = {one["Name"]: one["AuthorizerId"] for one in api.get_authorizers(ApiId=api_id)["Items"]}
    for name, scheme in components["securitySchemes"].items():
        wanted = scheme["x-amazon-apigateway-authorizer"]
        if name not in made:
            made[name] = api.create_authorizer(
                ApiId=api_id,
                Name=name,
                AuthorizerType=wanted["type"].upper(),
                IdentitySource=[wanted["identitySource"]],
                JwtConfiguration={
                    "Issuer": wanted["jwtConfiguration"]["issuer"],
                    "Audience": wanted["jwtConfiguration"]["audience"],
                },
            )["AuthorizerId"]
    return made


def _integrate(session: Any, api_id: str, function: str) -> str:
    arn = session.client("lambda").get_function(FunctionName=function)["Configuration"]["FunctionArn"]
    made = session.client("apigatewayv2").create_integration(
        ApiId=api_id, IntegrationType="AWS_PROXY", IntegrationUri=arn, PayloadFormatVersion="2.0"
    )
    return made["IntegrationId"]
