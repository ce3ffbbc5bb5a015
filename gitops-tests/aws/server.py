# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
"""AWS on loopback for the tests of gitops/: moto in server mode, and what moto lacks or answers otherwise than AWS.

Added here, each with the page of AWS that says so (read 2026-11-28):

* identities: a key named after an account is its administrator; the controllers' own key may take the role raygate-ack of any account
  and nothing else, as gitops/accounts has it; a session may do what the inline policies of its role allow (permissions.py).
* sts AssumeRole refuses a role that does not exist, which moto does not.
* eks CreatePodIdentityAssociation, its Describe, List, Update and Delete, which moto lacks
  (https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html). Clusters are not looked up: Raygate
  makes none. /pod-identity/ACCOUNT/REGION/CLUSTER/NAMESPACE/SERVICEACCOUNT answers as the agent does that a pod asks for credentials.
* kinesis UpdateShardCount refuses more than twice and less than half of the open shards, where moto takes anything
  (https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html).
* aps CreateRuleGroupsNamespace refuses a namespace that is there and rules that are no YAML, where moto takes both
  (https://docs.aws.amazon.com/prometheus/latest/APIReference/API_CreateRuleGroupsNamespace.html).
* lambda CreateEventSourceMapping refuses a second mapping of the same source and function, where moto makes it.

usage: server.py PORT
"""

import base64
import datetime
import io
import json
import re
import sys
import threading
import uuid

import permissions
import yaml
from moto.backends import get_backend
from moto.iam.models import get_account_id_from
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

CREDENTIAL = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/")
ADMINISTRATOR = re.compile(r"AKIA(\d{12})ADMN")
CONTROLLERS = re.compile(r"AKIA(\d{12})BASE")
ASSOCIATIONS = re.compile(r"/clusters/([^/]+)/pod-identity-associations(?:/([^/]+))?$")

# Operations of the services whose requests do not name them, by method and path.
REST = {
    "lambda": [
        ("POST", r"/functions$", "CreateFunction"),
        ("DELETE", r"/functions/[^/]+$", "DeleteFunction"),
        ("GET", r"/functions/[^/]+$", "GetFunction"),
        ("PUT", r"/functions/[^/]+/code$", "UpdateFunctionCode"),
        ("PUT", r"/functions/[^/]+/configuration$", "UpdateFunctionConfiguration"),
        ("PUT", r"/functions/[^/]+/concurrency$", "PutFunctionConcurrency"),
        ("DELETE", r"/functions/[^/]+/concurrency$", "DeleteFunctionConcurrency"),
        ("GET", r"/event-source-mappings/?$", "ListEventSourceMappings"),
        ("POST", r"/event-source-mappings/?$", "CreateEventSourceMapping"),
        ("GET", r"/event-source-mappings/[^/]+$", "GetEventSourceMapping"),
        ("PUT", r"/event-source-mappings/[^/]+$", "UpdateEventSourceMapping"),
        ("DELETE", r"/event-source-mappings/[^/]+$", "DeleteEventSourceMapping"),
    ],
    "eks": [
        ("POST", r"/pod-identity-associations$", "CreatePodIdentityAssociation"),
        ("GET", r"/pod-identity-associations$", "ListPodIdentityAssociations"),
        ("GET", r"/pod-identity-associations/[^/]+$", "DescribePodIdentityAssociation"),
        ("POST", r"/pod-identity-associations/[^/]+$", "UpdatePodIdentityAssociation"),
        ("DELETE", r"/pod-identity-associations/[^/]+$", "DeletePodIdentityAssociation"),
    ],
    "aps": [
        ("POST", r"/workspaces$", "CreateWorkspace"),
        ("GET", r"/workspaces$", "ListWorkspaces"),
        ("GET", r"/workspaces/[^/]+$", "DescribeWorkspace"),
        ("POST", r"/workspaces/[^/]+/alias$", "UpdateWorkspaceAlias"),
        ("DELETE", r"/workspaces/[^/]+$", "DeleteWorkspace"),
        ("POST", r"/rulegroupsnamespaces$", "CreateRuleGroupsNamespace"),
        ("GET", r"/rulegroupsnamespaces/[^/]+$", "DescribeRuleGroupsNamespace"),
        ("PUT", r"/rulegroupsnamespaces/[^/]+$", "PutRuleGroupsNamespace"),
        ("DELETE", r"/rulegroupsnamespaces/[^/]+$", "DeleteRuleGroupsNamespace"),
    ],
}


class Refused(Exception):
    """What AWS answers instead."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


class Request:
    """One signed request, read once."""

    def __init__(self, environ):
        self.environ = environ
        self.path = environ.get("PATH_INFO", "")
        self.method = environ["REQUEST_METHOD"]
        self.body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(self.body)
        signed = CREDENTIAL.search(environ.get("HTTP_AUTHORIZATION", ""))
        self.key, self.region, self.service = signed.groups() if signed else ("", "", "")
        self.operation = self._operation()

    def _operation(self):
        target = self.environ.get("HTTP_X_AMZ_TARGET", "")
        if "." in target:
            return target.split(".", 1)[1]
        action = re.search(rb"(?:^|&)Action=(\w+)", self.body)
        if action:
            return action.group(1).decode()
        for method, path, name in REST.get(self.service, []):
            if self.method == method and re.search(path, self.path):
                return name
        cbor = re.search(r"/operation/(\w+)$", self.path)
        return cbor.group(1) if cbor else ""

    def json(self):
        return json.loads(self.body or b"{}")


class Aws:
    """moto behind the checks above. Thread-safe: one request at a time."""

    def __init__(self, moto):
        self.moto = moto
        self.lock = threading.RLock()
        self.associations = {}

    def __call__(self, environ, start_response):
        with self.lock:
            request = Request(environ)
            try:
                answer = self.own(request)
            except Refused as refused:
                return refuse(request, refused, start_response)
            if answer is not None:
                return send(start_response, "200 OK", answer)
            # moto's threads share state; its answers are small, so that they are read here.
            return list(self.moto(environ, start_response))

    def own(self, request):
        """An answer, or nothing where moto has it."""
        if request.path == "/ready":
            return {}
        if request.path.startswith("/pod-identity/"):
            return self.credentials(*request.path.split("/")[2:])
        if not request.key:
            return None
        account = self.authorize(request)
        request.environ["HTTP_X_MOTO_ACCOUNT_ID"] = account
        found = ASSOCIATIONS.search(request.path)
        if request.service == "eks" and found:
            return self.associate(request, account, found.group(1), found.group(2))
        if request.service == "kinesis" and request.operation == "UpdateShardCount":
            check_shards(request, account)
        if request.operation == "CreateEventSourceMapping":
            check_mapping(request, account)
        if request.operation == "CreateRuleGroupsNamespace":
            check_rules(request, account)
        if request.operation == "AssumeRole":
            check_role(request)
        return None

    def authorize(self, request):
        """The account of whoever signed, where that one may do it."""
        administrator = ADMINISTRATOR.fullmatch(request.key)
        if administrator:
            return administrator.group(1)
        controllers = CONTROLLERS.fullmatch(request.key)
        if controllers and request.service == "sts":
            return controllers.group(1)
        role = role_of(request.key)
        action = "%s:%s" % (prefix(request), request.operation)
        if role is None:
            raise Refused(403, "AccessDeniedException", "User: %s is not authorized to perform: %s" % (request.key, action))
        account = get_account_id_from(request.key)
        denied = permissions.denied(role, request, account, action)
        if denied:
            raise Refused(403, "AccessDeniedException", "User: %s is not authorized to perform: %s on resource: %s" % (
                role.arn, *denied))
        return account

    def associate(self, request, account, cluster, identifier):
        known = self.associations.setdefault((account, request.region, cluster), {})
        if identifier and identifier not in known:
            raise Refused(404, "ResourceNotFoundException", "Association not found: " + identifier)
        if request.method == "GET" and not identifier:
            return {"associations": list(known.values())}
        if request.method == "GET":
            return {"association": known[identifier]}
        if request.method == "DELETE":
            return {"association": known.pop(identifier)}
        body = request.json()
        if identifier:
            known[identifier].update({k: body[k] for k in ("roleArn", "targetRoleArn") if k in body})
            return {"association": known[identifier]}
        same = [a for a in known.values() if all(a[k] == body[k] for k in ("namespace", "serviceAccount"))]
        if same:
            raise Refused(409, "ResourceInUseException", "Association already exists: " + same[0]["associationId"])
        identifier = "a-" + uuid.uuid4().hex[:17]
        known[identifier] = {
            **{k: body[k] for k in ("namespace", "serviceAccount", "roleArn", "targetRoleArn", "tags") if k in body},
            "clusterName": cluster,
            "associationId": identifier,
            "associationArn": "arn:aws:eks:%s:%s:podidentityassociation/%s/%s" % (
                request.region, account, cluster, identifier),
        }
        return {"association": known[identifier]}

    def credentials(self, account, region, cluster, namespace, service_account):
        """Those of a pod, which took the association's role and from there its target."""
        for association in self.associations.get((account, region, cluster), {}).values():
            if (association["namespace"], association["serviceAccount"]) == (namespace, service_account):
                return session(association["roleArn"], association.get("targetRoleArn"))
        raise Refused(404, "ResourceNotFoundException", "No association for %s/%s" % (namespace, service_account))


def session(base, target):
    """A session of target, which base must be permitted to take."""
    role = role_by_arn(base)
    if role is None or (target and not permissions.permits(role, "sts:AssumeRole", target)):
        raise Refused(403, "AccessDeniedException", "%s may not take %s" % (base, target))
    taken = target or base
    if role_by_arn(taken) is None:
        raise Refused(403, "AccessDeniedException", "No role " + taken)
    account = taken.split(":")[4]
    made = get_backend("sts")[account]["aws"].assume_role("us-east-1", "pod", taken, None, 3600, None)
    return {
        "AccessKeyId": made.access_key_id,
        "SecretAccessKey": made.secret_access_key,
        "Token": made.session_token,
        "Expiration": (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def role_by_arn(arn):
    _, _, _, _, account, resource = arn.split(":", 5)
    name = resource.rsplit("/", 1)[-1]
    roles = get_backend("iam")[account]["aws"].roles.values()
    return next((role for role in roles if role.name == name), None)


def role_of(key):
    for account in list(get_backend("sts").values()):
        for assumed in account["aws"].assumed_roles:
            if assumed.access_key_id == key:
                return role_by_arn(assumed.role_arn)
    return None


def prefix(request):
    return {"monitoring": "cloudwatch"}.get(request.service, request.service)


def check_role(request):
    from urllib.parse import parse_qs

    arn = parse_qs(request.body.decode())["RoleArn"][0]
    if role_by_arn(arn) is None or (CONTROLLERS.fullmatch(request.key) and not arn.endswith(":role/raygate-ack")):
        raise Refused(403, "AccessDenied", "User: %s is not authorized to perform: sts:AssumeRole on resource: %s" % (
            request.key, arn))


def check_shards(request, account):
    body = request.json()
    name = body.get("StreamName") or body["StreamARN"].rsplit("/", 1)[-1]
    stream = get_backend("kinesis")[account][request.region].streams.get(name)
    target = body["TargetShardCount"]
    if stream is None:
        return
    open_shards = len([shard for shard in stream.shards.values() if shard.is_open])
    if target > 2 * open_shards or 2 * target < open_shards:
        raise Refused(400, "InvalidArgumentException", "UpdateShardCount cannot scale from %d to %d open shards" % (
            open_shards, target))


def check_mapping(request, account):
    body = request.json()
    function = body["FunctionName"].rsplit(":", 1)[-1]
    for mapping in get_backend("lambda")[account][request.region].list_event_source_mappings(body["EventSourceArn"], ""):
        if mapping.function_arn.rsplit(":", 1)[-1] == function:
            raise Refused(409, "ResourceConflictException", "An event source mapping with %s and %s already exists: UUID %s" % (
                body["EventSourceArn"], function, mapping.uuid))


def check_rules(request, account):
    body = request.json()
    workspaces = get_backend("amp")[account][request.region].workspaces
    workspace = workspaces.get(request.path.split("/")[2])
    if workspace and body["name"] in workspace.rule_group_namespaces:
        raise Refused(409, "ConflictException", "A rule groups namespace called %s exists already" % body["name"])
    try:
        yaml.safe_load(base64.b64decode(body["data"], validate=True))
    except ValueError as wrong:
        raise Refused(400, "ValidationException", "data is not Base64: %s" % wrong)
    except yaml.YAMLError as wrong:
        raise Refused(400, "ValidationException", "Invalid rules: %s" % wrong)


def refuse(request, refused, start_response):
    status = "%d Refused" % refused.status
    if request.service in ("iam", "sts"):
        text = "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>" % (
            refused.code, refused.message)
        start_response(status, [("Content-Type", "text/xml")])
        return [text.encode()]
    body = {"__type": refused.code, "message": refused.message}
    return send(start_response, status, body, [("x-amzn-ErrorType", refused.code)])


def send(start_response, status, body, headers=()):
    start_response(status, [("Content-Type", "application/json"), *headers])
    return [json.dumps(body).encode()]


def main():
    port = int(sys.argv[1])
    app = Aws(DomainDispatcherApplication(create_backend_app))
    run_simple("127.0.0.1", port, app, threaded=True, request_handler=MotoRequestHandler)


if __name__ == "__main__":
    main()
