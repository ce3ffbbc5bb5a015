# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0
"""Calls X-Ray as boto3, Grafana's data source, AWS's MCP server and the AWS CLI do. Argument: the endpoint."""
import datetime
import json
import os
import random
import subprocess
import sys
import time

import boto3

ENDPOINT = sys.argv[1]
REGION = "eu-west-1"
NOW = time.time()
START = datetime.datetime.fromtimestamp(NOW - 300, datetime.timezone.utc)
END = datetime.datetime.fromtimestamp(NOW + 300, datetime.timezone.utc)
RUN = f"{random.getrandbits(32):08x}"
SHOP, STOCK = f"py-shop-{RUN}", f"py-stock-{RUN}"

os.environ.update(AWS_ACCESS_KEY_ID="any", AWS_SECRET_ACCESS_KEY="any", AWS_DEFAULT_REGION=REGION,
                  AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="")
xray = boto3.client("xray", endpoint_url=ENDPOINT, region_name=REGION)
called = set()


def remember(model, **_):
    called.add(model.name)


xray.meta.events.register("before-call.xray.*", remember)


def new_id():
    return f"{random.getrandbits(64):016x}"


def put_shop(fault):
    trace = f"1-{int(NOW):08x}-{random.getrandbits(96):024x}"
    call, table = new_id(), new_id()
    shop = {
        "trace_id": trace, "id": new_id(), "name": SHOP, "origin": "AWS::EKS::Container", "start_time": NOW, "end_time": NOW + 2, "user": "Alice",
        "fault": fault, "http": {"request": {"method": "GET", "url": "http://shop/cart"}, "response": {"status": 200}},
        "annotations": {"aws.local.operation": "GET /cart", "items": 3},
        "subsegments": [
            {"id": call, "name": "stock:80", "namespace": "remote", "start_time": NOW, "end_time": NOW + 1.5, "fault": fault},
            {"id": table, "name": "DynamoDB", "namespace": "aws", "start_time": NOW + 1.5, "end_time": NOW + 1.9,
             "aws": {"operation": "PutItem", "table_name": f"orders-{RUN}"}}]}
    stock = {"trace_id": trace, "id": new_id(), "parent_id": call, "name": STOCK, "origin": "AWS::EKS::Container", "start_time": NOW + 0.1,
             "end_time": NOW + 1.4, "fault": fault,
             "cause": {"exceptions": [{"id": new_id(), "type": "Timeout", "message": "no answer"}]} if fault else {}}
    answer = xray.put_trace_segments(TraceSegmentDocuments=[json.dumps(shop), json.dumps(stock)])
    assert answer["UnprocessedTraceSegments"] == [], answer
    return trace


def summaries(expression, **more):
    pages = xray.get_paginator("get_trace_summaries").paginate(
        StartTime=START, EndTime=END, FilterExpression=expression, **more)
    return [summary for page in pages for summary in page["TraceSummaries"]]


def ids(expression, **more):
    return {summary["Id"] for summary in summaries(expression, **more)}


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except xray.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return str(error)
    raise AssertionError(f"not refused with {code}")


def filters(good, bad):
    both = {good, bad}
    shop = f'service("{SHOP}")'
    assert ids(shop) == both
    assert ids(f"{shop} AND fault") == {bad}
    assert ids(f'service("{STOCK}") {{ ok }}') == {good}
    assert ids(f'edge("{SHOP}", "{STOCK}") {{ fault = true OR responsetime > 5 }}') == {bad}
    assert ids(f'service(id(name: "orders-{RUN}", type: "AWS::DynamoDB::Table"))') == both
    assert ids(f'{shop} AND annotation[aws.local.operation] = "GET /cart"') == both
    assert ids(f'{shop} AND annotation.items >= 4') == set()
    assert ids(f'rootcause.fault.service {{ name = "{STOCK}" }}') == {bad}
    assert ids(f'{shop} AND user = "Alice" AND http.url CONTAINS "/cart"') == both
    message = refused("InvalidRequestException", xray.get_trace_summaries,
                      StartTime=START, EndTime=END, FilterExpression="ok )")
    assert "Error Location: line 1, position 4 : Invalid input symbol: ')'" in message, message


def grafana(good, bad):
    """The calls of Grafana's data source, member by member as its code reads the answers (version of 2026)."""
    assert "Default" in {group["GroupName"] for group in xray.get_groups()["Groups"]}
    grafana_summaries(good, bad)
    grafana_analytics(good, bad)
    trace = xray.batch_get_traces(TraceIds=[bad])["Traces"][0]
    assert len(trace["Segments"]) == 2 and trace["Duration"] == 2, trace
    graph = xray.get_trace_graph(TraceIds=[bad])["Services"]
    assert {service["Name"] for service in graph} >= {SHOP, STOCK, f"orders-{RUN}"}, graph
    grafana_map()
    for selector, member in ((f'service("{SHOP}")', "ServiceSummaryStatistics"),
                             (f'edge("{SHOP}", "{STOCK}")', "EdgeSummaryStatistics"),
                             (None, "EdgeSummaryStatistics")):
        arguments = {"EntitySelectorExpression": selector} if selector else {}
        pages = xray.get_paginator("get_time_series_service_statistics").paginate(
            StartTime=START, EndTime=END, Period=60, **arguments)
        points = [point for page in pages for point in page["TimeSeriesServiceStatistics"] if member in point]
        assert sum(point[member]["TotalCount"] for point in points) >= 2, points
        for point in points:
            counts = point[member]
            assert counts["ErrorStatistics"].keys() == {"OtherCount", "ThrottleCount", "TotalCount"}, counts
            assert counts["FaultStatistics"].keys() == {"OtherCount", "TotalCount"}, counts
            assert {"OkCount", "TotalResponseTime"} <= counts.keys() and "Timestamp" in point, point
    for states in ([], ["ACTIVE"], ["CLOSED"]):
        for group in xray.get_groups()["Groups"]:
            grafana_insights(states, group["GroupName"])


def grafana_summaries(good, bad):
    """Its table: columns of a request, and how many values the annotations have."""
    rows = {summary["Id"]: summary for summary in summaries(f'service("{SHOP}")')}
    assert rows.keys() == {good, bad}, rows
    assert all(row["Http"]["HttpMethod"] == "GET" and row["Http"]["HttpStatus"] == 200 for row in rows.values())
    assert all(sum(map(len, row["Annotations"].values())) == 2 for row in rows.values()), rows


def grafana_analytics(good, bad):
    """It counts traces by the statistics of clients, then asks for four quarters of the time, page by page, at a fixed rate."""
    arn = next(group["GroupARN"] for group in xray.get_groups()["Groups"] if group["GroupName"] == "Default")
    pages = xray.get_paginator("get_time_series_service_statistics").paginate(
        StartTime=START, EndTime=END, GroupARN=arn, Period=60)
    count = sum(point.get("ServiceSummaryStatistics", point.get("EdgeSummaryStatistics", {})).get("TotalCount", 0)
                for page in pages for point in page["TimeSeriesServiceStatistics"])
    assert count >= 2, count
    quarter = (END - START) / 4
    found = []
    for number in range(4):
        request = {"StartTime": START + number * quarter, "EndTime": START + (number + 1) * quarter,
                   "TimeRangeType": "Event", "Sampling": True, "FilterExpression": f'service("{SHOP}")',
                   "SamplingStrategy": {"Name": "FixedRate", "Value": min(10_000 / count, 1)}}
        token = ""
        while token is not None:
            page = xray.get_trace_summaries(**request, **({"NextToken": token} if token else {}))
            found += page["TraceSummaries"]
            token = page.get("NextToken")
    assert {summary["Id"] for summary in found} == {good, bad}, found
    for summary in found:
        for cause in summary["ResponseTimeRootCauses"] + summary["ErrorRootCauses"] + summary["FaultRootCauses"]:
            assert cause["Services"], cause
            for service in cause["Services"]:
                assert "Name" in service and "Type" in service and service["EntityPath"], service
                assert all("Name" in entity for entity in service["EntityPath"]), service
    causes = next(summary["FaultRootCauses"] for summary in found if summary["Id"] == bad)
    messages = [thrown["Message"] for cause in causes for service in cause["Services"]
                for entity in service["EntityPath"] for thrown in entity["Exceptions"]]
    assert messages == ["no answer"], causes
    assert any(summary["ResponseTimeRootCauses"] for summary in found), found


def grafana_map():
    """Its map of a group, and the accounts that it offers for it."""
    services = [service for page in xray.get_paginator("get_service_graph").paginate(
        StartTime=START, EndTime=END, GroupName="Default") for service in page["Services"]]
    assert {SHOP, STOCK} <= {service["Name"] for service in services}, services
    references = {service["ReferenceId"] for service in services}
    edges = [edge for service in services for edge in service["Edges"]]
    assert edges and all(edge["ReferenceId"] in references for edge in edges), edges


def grafana_insights(states, group):
    """It shows the second sentence of a summary, the time between start and end, and the first anomalous service."""
    answer = xray.get_insight_summaries(StartTime=START, EndTime=END, GroupName=group, States=states)
    for insight in answer["InsightSummaries"]:
        assert insight["Summary"].split(".")[1].strip(), insight
        assert insight["EndTime"] >= insight["StartTime"], insight
        assert "Name" in insight["RootCauseServiceId"], insight
        assert "Type" in insight["TopAnomalousServices"][0]["ServiceId"], insight


def settings(bad):
    """Every other operation, each at least once."""
    group = xray.create_group(GroupName=f"py-{RUN}", FilterExpression="fault", Tags=[{"Key": "team", "Value": "shop"}],
                              InsightsConfiguration={"InsightsEnabled": True})["Group"]
    assert xray.list_tags_for_resource(ResourceARN=group["GroupARN"])["Tags"] == [{"Key": "team", "Value": "shop"}]
    xray.tag_resource(ResourceARN=group["GroupARN"], Tags=[{"Key": "a", "Value": "b"}])
    xray.untag_resource(ResourceARN=group["GroupARN"], TagKeys=["team"])
    xray.update_group(GroupName=group["GroupName"], FilterExpression="error")
    for _ in range(6):
        put_shop(True)
    xray.update_group(GroupName=group["GroupName"], FilterExpression=f'service("{SHOP}")')
    for _ in range(6):
        put_shop(True)
    assert xray.get_group(GroupName=group["GroupName"])["Group"]["FilterExpression"] == f'service("{SHOP}")'
    insights = xray.get_insight_summaries(StartTime=START, EndTime=END, GroupName=group["GroupName"])["InsightSummaries"]
    assert [insight["RootCauseServiceId"]["Name"] for insight in insights] == [STOCK], insights
    grafana_insights(["ACTIVE"], group["GroupName"])
    insight = insights[0]["InsightId"]
    assert xray.get_insight(InsightId=insight)["Insight"]["State"] == "ACTIVE"
    assert xray.get_insight_events(InsightId=insight)["InsightEvents"]
    assert xray.get_insight_impact_graph(InsightId=insight, StartTime=START, EndTime=END)["Services"]
    xray.delete_group(GroupName=group["GroupName"])
    sampling()
    token = xray.start_trace_retrieval(TraceIds=[bad], StartTime=START, EndTime=END)["RetrievalToken"]
    assert len(xray.list_retrieved_traces(RetrievalToken=token, TraceFormat="OTEL")["Traces"][0]["Spans"]) == 4
    assert xray.get_retrieved_traces_graph(RetrievalToken=token)["Services"]
    xray.cancel_trace_retrieval(RetrievalToken=token)
    refused("ResourceNotFoundException", xray.cancel_trace_retrieval, RetrievalToken=token)
    policy = json.dumps({"Version": "2012-10-17", "Statement": []})
    xray.put_resource_policy(PolicyName=f"py-{RUN}", PolicyDocument=policy)
    assert xray.list_resource_policies()["ResourcePolicies"]
    xray.delete_resource_policy(PolicyName=f"py-{RUN}")
    xray.put_encryption_config(Type="NONE")
    assert xray.get_encryption_config()["EncryptionConfig"]["Type"] == "NONE"
    rule = xray.get_indexing_rules()["IndexingRules"][0]["Rule"]["Probabilistic"]
    xray.update_indexing_rule(Name="Default", Rule={
        "Probabilistic": {"DesiredSamplingPercentage": rule["DesiredSamplingPercentage"]}})
    destination = xray.get_trace_segment_destination()["Destination"]
    xray.update_trace_segment_destination(Destination=destination)
    xray.put_telemetry_records(TelemetryRecords=[{"Timestamp": END}])


def sampling():
    name = f"py-{RUN}"
    rule = {"RuleName": name, "ResourceARN": "*", "Priority": 9, "FixedRate": 0.05, "ReservoirSize": 5, "ServiceName": "*",
            "ServiceType": "*", "Host": "*", "HTTPMethod": "*", "URLPath": "*", "Version": 1}
    xray.create_sampling_rule(SamplingRule=rule)
    xray.update_sampling_rule(SamplingRuleUpdate={"RuleName": name, "FixedRate": 0.1})
    assert name in {record["SamplingRule"]["RuleName"] for record in xray.get_sampling_rules()["SamplingRuleRecords"]}
    report = {"RuleName": name, "ClientID": "0" * 24, "Timestamp": END, "RequestCount": 10, "SampledCount": 1}
    first, second = (xray.get_sampling_targets(SamplingStatisticsDocuments=[report])["SamplingTargetDocuments"][0]
                     for _ in range(2))
    assert "ReservoirQuota" not in first and second["ReservoirQuota"] == 5, (first, second)
    statistics = xray.get_sampling_statistic_summaries()["SamplingStatisticSummaries"]
    assert [summary["RequestCount"] for summary in statistics if summary["RuleName"] == name] == [20]
    xray.delete_sampling_rule(RuleName=name)


def command_line(good, bad):
    def aws(*arguments):
        output = subprocess.run(
            [sys.executable, "-m", "awscli", "--endpoint-url", ENDPOINT, "--output", "json", "xray", *arguments],
            check=True, capture_output=True, text=True).stdout
        return json.loads(output)

    times = ["--start-time", str(int(NOW - 300)), "--end-time", str(int(NOW + 300))]
    found = aws("get-trace-summaries", *times, "--filter-expression", f'service("{SHOP}") AND http.status = 200')
    assert {good, bad} <= {summary["Id"] for summary in found["TraceSummaries"]}, found
    assert aws("batch-get-traces", "--trace-ids", good)["Traces"][0]["Id"] == good
    assert SHOP in {service["Name"] for service in aws("get-service-graph", *times)["Services"]}


good, bad = put_shop(False), put_shop(True)
filters(good, bad)
grafana(good, bad)
settings(bad)
command_line(good, bad)
missing = set(xray.meta.service_model.operation_names) - called
assert not missing, f"operations that were not called: {sorted(missing)}"
print(f"ok operations={len(called)}")
