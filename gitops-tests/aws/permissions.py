# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
"""Whether a role's inline policies allow a request: actions, resources and the conditions that the project's policies have.

Resources are those of the pages "Actions, resources, and condition keys" of each service in AWS's service authorization reference
(https://docs.aws.amazon.com/service-authorization/latest/reference/, read 2026-11-28), as far as Raygate's roles call the service.
As AWS does it (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html): a Deny that matches wins,
each resource of a request has to be allowed, and a condition on a key that the request does not have is not met.
"""

import fnmatch
import json
import re
from urllib.parse import parse_qs, unquote

from moto.backends import get_backend

# Actions that are permitted on every resource or on none.
WITHOUT_RESOURCE = {
    "cloudwatch:DescribeAlarms", "aps:CreateWorkspace", "aps:ListWorkspaces", "kms:CreateKey", "kms:ListAliases",
    "lambda:CreateEventSourceMapping", "lambda:ListEventSourceMappings", "logs:DescribeLogGroups", "ssm:DescribeParameters",
}


def denied(role, request, account, action):
    """What of a request the role may not do, as (action, resource); None where it may do all of it."""
    for needed, resource, context in demands(request, account, action):
        if not permits(role, needed, resource, context):
            return needed, resource
    return None


def permits(role, action, resource, context=None):
    effects = {
        statement["Effect"]
        for document in role.policies.values()
        for statement in json.loads(document)["Statement"]
        if covers(statement, action, resource, context or {})
    }
    return effects == {"Allow"}


def covers(statement, action, resource, context):
    return (
        any(matches(name.lower(), action.lower()) for name in several(statement["Action"]))
        and any(matches(pattern, resource) for pattern in several(statement["Resource"]))
        and all(holds(operator, key, values, context)
                for operator, keys in statement.get("Condition", {}).items() for key, values in keys.items())
    )


def holds(operator, key, values, context):
    given = several(context.get(key, []))
    operator = operator.replace("ForAnyValue:", "")
    if operator in ("ArnLike", "ArnEquals", "StringLike"):
        return any(matches(pattern, value) for pattern in several(values) for value in given)
    if operator == "StringEquals":
        return any(value in several(values) for value in given)
    raise ValueError("condition %s is not known here; add it to permissions.py" % operator)


def matches(pattern, value):
    return fnmatch.fnmatchcase(value, pattern.replace("[", "[[]"))


def several(value):
    return value if isinstance(value, list) else [value]


def demands(request, account, action):
    """(action, resource, context) of all that a request needs."""
    context = {}
    if action.endswith("EventSourceMapping"):
        context["lambda:FunctionArn"] = mapped_function(request, account)
    for resource in resources(request, account, action):
        yield action, resource, context
    body = body_of(request)
    # A role is handed to Lambda and to Pod Identity in the caller's name.
    if action in ("lambda:CreateFunction", "lambda:UpdateFunctionConfiguration") and "Role" in body:
        yield "iam:PassRole", body["Role"], {"iam:PassedToService": "lambda.amazonaws.com"}
    if action in ("eks:CreatePodIdentityAssociation", "eks:UpdatePodIdentityAssociation") and "roleArn" in body:
        yield "iam:PassRole", body["roleArn"], {"iam:PassedToService": "pods.eks.amazonaws.com"}


def body_of(request):
    if request.service in ("iam", "sts"):
        return {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
    return json.loads(request.body or b"{}") if request.body.strip().startswith(b"{") else {}


def resources(request, account, action):
    if action in WITHOUT_RESOURCE:
        return ["*"]
    body = body_of(request)
    found = {"kinesis": stream, "lambda": function, "iam": role_name, "sqs": queue, "ssm": parameter, "kms": key, "logs": log_group,
             "monitoring": alarm, "eks": association, "aps": workspace, "sts": taken}[request.service](request, account, body)
    if not found:
        raise ValueError("resources of %s are not known here; add them to permissions.py" % action)
    return found


def arn(request, account, resource, region=None):
    service = {"monitoring": "cloudwatch"}.get(request.service, request.service)
    return "arn:aws:%s:%s:%s:%s" % (service, request.region if region is None else region, account, resource)


def stream(request, account, body):
    return [body["StreamARN"] if "StreamARN" in body else arn(request, account, "stream/" + body["StreamName"])]


def function(request, account, body):
    if "event-source-mappings/" in request.path:
        return [arn(request, account, "event-source-mapping:" + request.path.rstrip("/").rsplit("/", 1)[-1])]
    name = re.search(r"/functions/([^/]+)", request.path)
    return [arn(request, account, "function:" + (unquote(name.group(1)) if name else body["FunctionName"]))]


def mapped_function(request, account):
    body = body_of(request)
    backend = get_backend("lambda")[account][request.region]
    if request.operation == "CreateEventSourceMapping":
        return "arn:aws:lambda:%s:%s:function:%s" % (request.region, account, body["FunctionName"].rsplit(":", 1)[-1])
    mapping = backend.get_event_source_mapping(request.path.rstrip("/").rsplit("/", 1)[-1])
    return mapping.function_arn if mapping else []


def role_name(request, account, body):
    return [arn(request, account, "role/" + body["RoleName"], region="")]


def queue(request, account, body):
    return [arn(request, account, body["QueueUrl"].rsplit("/", 1)[-1] if "QueueUrl" in body else body["QueueName"])]


def parameter(request, account, body):
    return [arn(request, account, "parameter/" + body["Name"].lstrip("/"))]


def key(request, account, body):
    """An alias is made of two resources: of itself, and of its key."""
    found = [arn(request, account, body["AliasName"])] if "AliasName" in body else []
    identifier = body.get("KeyId") or body.get("TargetKeyId")
    if identifier:
        found.append(arn(request, account, "key/" + identifier.rsplit("/", 1)[-1]))
    return found


def log_group(request, account, body):
    return [arn(request, account, "log-group:" + body["logGroupName"])]


def alarm(request, account, body):
    if "Dashboard" in request.operation:
        names = body.get("DashboardNames") or [body["DashboardName"]]
        return [arn(request, account, "dashboard/" + name, region="") for name in names]
    names = body.get("AlarmNames") or [body["AlarmName"]]
    return [arn(request, account, "alarm:" + name) for name in names]


def association(request, account, body):
    cluster, identifier = re.search(r"/clusters/([^/]+)/pod-identity-associations(?:/([^/]+))?$", request.path).groups()
    return [arn(request, account, "podidentityassociation/%s/%s" % (cluster, identifier) if identifier else "cluster/" + cluster)]


def workspace(request, account, body):
    identifier = re.search(r"/workspaces/([^/]+)", request.path).group(1)
    rules = re.search(r"/rulegroupsnamespaces(?:/([^/]+))?$", request.path)
    if rules:
        return [arn(request, account, "rulegroupsnamespace/%s/%s" % (identifier, rules.group(1) or body["name"]))]
    return [arn(request, account, "workspace/" + identifier)]


def taken(request, account, body):
    return [body["RoleArn"]]
