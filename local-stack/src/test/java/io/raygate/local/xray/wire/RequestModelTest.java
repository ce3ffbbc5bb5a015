// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray.wire;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestModelTest {

    private static final String BROKEN = "1 validation error detected: Value ";

    private final RequestModel model = RequestModel.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /Traces              | {}                                            | null at 'traceIds' failed to satisfy constraint: Member must not be null
            /Traces              | {"TraceIds":[null]}                           | null at 'traceIds.1.member' failed to satisfy constraint: Member must not be null
            /Traces              | {"TraceIds":[""]}                             | '' at 'traceIds.1.member' failed to satisfy constraint: Member must have length greater than or equal to 1
            /InsightSummaries    | {"StartTime":1,"EndTime":2,"States":["X"]}    | 'X' at 'states.1.member' failed to satisfy constraint: Member must satisfy enum value set: [ACTIVE, CLOSED]
            /InsightSummaries    | {"StartTime":1,"EndTime":2,"MaxResults":101}  | '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 100
            /DeleteResourcePolicy| {"PolicyName":"a b"}                          | 'a b' at 'policyName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+
            /UpdateSamplingRule  | {"SamplingRuleUpdate":{"Attributes":{"":"a"}}}| '' at 'samplingRuleUpdate.attributes..member' failed to satisfy constraint: Member must have length greater than or equal to 1
            """)
    void check_brokenConstraint_isNamedAsByTheService(String path, String request, String message) {
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> model.check(path, body(request)))
                .withMessage(BROKEN + message)
                .matches(e -> e.code().equals("ValidationException") && e.status() == 400);
    }

    @Test
    void check_severalBrokenConstraints_areCountedAndBounded() {
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> model.check("/TraceSummaries", body("{\"TimeRangeType\":\"Never\"}")))
                .withMessage("3 validation errors detected:"
                        + " Value null at 'startTime' failed to satisfy constraint: Member must not be null;"
                        + " Value null at 'endTime' failed to satisfy constraint: Member must not be null;"
                        + " Value 'Never' at 'timeRangeType' failed to satisfy constraint:"
                        + " Member must satisfy enum value set: [TraceId, Event, Service]");
        String many = "{\"TelemetryRecords\":[" + "{},".repeat(1_000) + "{}]}";
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> model.check("/TelemetryRecords", body(many)))
                .withMessageStartingWith("20 validation errors detected: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /Traces         | {"TraceIds":[7]}                                    | NUMBER_VALUE can not be converted to a String
            /Traces         | {"TraceIds":"1-2-3"}                                | STRING_VALUE can not be converted to a List
            /TraceSummaries | {"StartTime":"yesterday","EndTime":2}               | STRING_VALUE can not be converted to a Timestamp
            /TraceSummaries | {"StartTime":1,"EndTime":2,"Sampling":"no"}         | STRING_VALUE can not be converted to a Boolean
            /TraceSummaries | {"StartTime":1,"EndTime":2,"SamplingStrategy":[]}   | ARRAY_VALUE can not be converted to a Structure
            /InsightEvents  | {"InsightId":"a","MaxResults":99999999999}          | NUMBER_VALUE can not be converted to a Integer
            /GetSamplingRules | {"NextToken":true}                                | BOOLEAN_VALUE can not be converted to a String
            """)
    void check_anotherType_isASerializationError(String path, String request, String message) {
        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> model.check(path, body(request)))
                .withMessage(message)
                .matches(e -> e.code().equals("SerializationException") && e.status() == 400);
    }

    @Test
    void check_unknownMembersAndNulls_arePassedOver() {
        model.check("/GetGroup", body("{\"GroupName\":null,\"NoSuch\":[1]}"));
        model.check("/NoSuchPath", body("{}"));
    }

    @Test
    void check_longValue_isCutInTheMessage() {
        String name = "a".repeat(10_000);

        assertThatExceptionOfType(XRayException.class)
                .isThrownBy(() -> model.check("/GetGroup", body("{\"GroupName\":\"" + name + "\"}")))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    private static RequestBody body(String json) {
        return RequestBody.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
