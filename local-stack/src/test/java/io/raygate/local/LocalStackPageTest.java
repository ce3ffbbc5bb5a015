// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class LocalStackPageTest {

    private static final String FAULTS = "/api/faults/kinesis";

    @AfterEach
    void clearFaults() {
        given().delete(FAULTS).then().statusCode(200).body("", hasSize(0));
    }

    @Test
    void page_root_isHtml() {
        given().get("/").then().statusCode(200).contentType(ContentType.HTML).body(containsString("Raygate"));
    }

    @Test
    void status_eachSource_hasItsKey() {
        given().get("/api/status")
                .then()
                .statusCode(200)
                .contentType(ContentType.JSON)
                .body("aws.endpoint", startsWith("http://127.0.0.1:"))
                .body("kinesis.streams.raygate-demo.shards", equalTo(2));
    }

    /** The X-Ray API takes all that is signed for X-Ray; the OTLP endpoint comes before it, told by its path. */
    @Test
    void awsPort_otlpSignedForXRay_answeredByTheOtlpEndpoint() {
        String aws = given().get("/api/status").path("aws.endpoint");
        given().baseUri(aws)
                .contentType(ContentType.JSON)
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=any/20261127/eu-west-1/xray/aws4_request")
                .body("{}")
                .post("/v1/traces")
                .then()
                .statusCode(200)
                .body(equalTo("{}"));
        given().get("/api/status").then().body("otlp.spans", equalTo(0));
    }

    @Test
    void ready_awsPortOpen_isUp() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'AWS port' }.status", equalTo("UP"));
    }

    @Test
    void faults_posted_areListed() {
        given().contentType(ContentType.JSON)
                .body("{\"stream\":\"s\",\"kind\":\"slow\",\"share\":0.5,\"seconds\":10,\"delayMillis\":200}")
                .post(FAULTS)
                .then()
                .statusCode(201);

        given().get(FAULTS)
                .then()
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].kind", equalTo("slow"))
                .body("[0].delayMillis", equalTo(200));
    }

    @Test
    void faults_unknownKind_is400WithReason() {
        given().contentType(ContentType.JSON)
                .body("{\"stream\":\"s\",\"kind\":\"flood\",\"seconds\":1}")
                .post(FAULTS)
                .then()
                .statusCode(400)
                .body("message", containsString("flood"));
    }

    @Test
    void faults_answer_isGivenByEachServiceToCallsThatMatch() {
        Map<String, String> calls = Map.of(
                "xray",
                "",
                "sqs",
                "AmazonSQS.SendMessage",
                "ssm",
                "AmazonSSM.GetParameter",
                "kinesis",
                "Kinesis_20131202.ListStreams");
        String endpoint = given().get("/api/status").path("aws.endpoint");
        calls.forEach((service, target) -> {
            String operation = target.isEmpty() ? "GetSamplingRules" : target.substring(target.indexOf('.') + 1);
            given().contentType(ContentType.JSON)
                    .body("""
                            {"stream":"*","operation":"%s","kind":"answer","body":"<html>","contentType":"text/html",
                             "status":203,"matching":"needle","seconds":30}""".formatted(operation))
                    .post("/api/faults/" + service)
                    .then()
                    .statusCode(201)
                    .body("[0].matching", equalTo("needle"));

            String path = target.isEmpty() ? "/GetSamplingRules" : "/";
            call(endpoint, path, target, "{\"x\":\"needle\"}")
                    .statusCode(203)
                    .contentType("text/html")
                    .body(equalTo("<html>"));
            call(endpoint, path, target, "{\"x\":\"hay\"}").statusCode(not(203));
            given().delete("/api/faults/" + service).then().statusCode(200);
        });
    }

    private static ValidatableResponse call(String endpoint, String path, String target, String body) {
        return given().baseUri(endpoint)
                .port(URI.create(endpoint).getPort())
                .header("X-Amz-Target", target)
                .contentType("application/x-amz-json-1.1")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }

    @Test
    void faults_answerOverTheLimit_isRefusedByKey() {
        given().contentType(ContentType.JSON)
                .body("{\"kind\":\"answer\",\"seconds\":1,\"body\":\"" + "x".repeat(300_000) + "\"}")
                .post("/api/faults/xray")
                .then()
                .statusCode(400)
                .body("message", containsString("raygate.local.faults.max-answer-size"));
    }

    @Test
    void faults_eachService_takesItsOwnKinds() {
        for (String service : List.of("xray", "sqs", "ssm", "sts")) {
            given().contentType(ContentType.JSON)
                    .body("{\"kind\":\"throttle\",\"seconds\":10}")
                    .post("/api/faults/" + service)
                    .then()
                    .statusCode(201)
                    .body("[0].kind", equalTo("throttle"));
            given().delete("/api/faults/" + service).then().statusCode(200);
            given().contentType(ContentType.JSON)
                    .body("{\"kind\":\"throttle-entries\",\"seconds\":10}")
                    .post("/api/faults/" + service)
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void faults_unknownService_is404() {
        given().get("/api/faults/s3").then().statusCode(404).body("message", containsString("s3"));
    }

    @Test
    void redrive_withoutFunction_saysWhy() {
        given().contentType(ContentType.JSON)
                .post("/api/redrive")
                .then()
                .statusCode(409)
                .body("message", containsString("raygate.local.function.zip"));
        given().get("/api/redrive").then().statusCode(200).body("state", equalTo("idle"));
    }

    @Test
    void queues_nothingSent_isEmpty() {
        given().get("/api/queues/raygate-quarantine").then().statusCode(200).body("", hasSize(0));
    }

    @Test
    void faults_textOrForm_isNotTaken() {
        given().contentType(ContentType.TEXT).body("{}").post(FAULTS).then().statusCode(403);
        given().contentType(ContentType.URLENC).body("{}").post(FAULTS).then().statusCode(415);
    }
}
