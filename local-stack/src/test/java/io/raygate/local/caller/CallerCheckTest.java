// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.caller;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.raygate.local.aws.AwsServer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What programs and web pages send to the ports of the running stack, byte for byte. */
@QuarkusTest
@TestProfile(CallerCheckTest.WithName.class)
class CallerCheckTest {

    @Inject
    AwsServer aws;

    @TestHTTPResource
    URI page;

    public static final class WithName implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("raygate.local.allowed-hosts", "stack.example,other.example");
        }
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            # port | request                | headers                                                            | taken
            # programs
            aws  | POST /GetSamplingRules   | Host: 127.0.0.1:4566                                                | true
            aws  | POST /GetSamplingRules   | Host: localhost; Content-Type: application/x-amz-json-1.1           | true
            aws  | POST /GetSamplingRules   | Host: LOCALHOST.:4566                                               | false
            aws  | POST /GetSamplingRules   | Host: xray.localhost:4566                                           | true
            aws  | POST /GetSamplingRules   | Host: [::1]:4566                                                    | true
            aws  | POST /GetSamplingRules   | Host: 192.168.1.7:4566                                              | true
            aws  | POST /GetSamplingRules   | Host: stack.example:4566                                            | true
            page | GET /                    | Host: 127.0.0.1:8080                                                | true
            page | GET /api/status          | Host: other.example                                                 | true
            page | DELETE /api/faults/xray  | Host: localhost:8080                                                | true
            # a name that was bound to 127.0.0.1 after its page was loaded
            aws  | POST /GetSamplingRules   | Host: evil.example:4566                                             | false
            aws  | POST /GetSamplingRules   | Host: 127.0.0.1.evil.example                                        | false
            aws  | POST /GetSamplingRules   | Host: localhost.evil.example                                        | false
            aws  | POST /GetSamplingRules   | Host: evil.example@127.0.0.1                                        | false
            aws  | POST /GetSamplingRules   | Host: 127.0.0.1; Host: evil.example                                 | false
            aws  | POST /GetSamplingRules   |                                                                     | false
            page | GET /api/status          | Host: evil.example:8080                                             | false
            page | GET /q/health/ready      | Host: evil.example:8080                                             | false
            page | DELETE /api/faults/xray  | Host: evil.example; Origin: http://evil.example                     | false
            # scripts and forms of another page
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Origin: https://evil.example; Content-Type: text/plain | false
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Origin: http://127.0.0.1:4566                 | false
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Origin: null                                  | false
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors | false
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Content-Type: text/plain;charset=UTF-8        | false
            aws  | POST /TraceSegments      | Host: 127.0.0.1:4566; Content-Type: multipart/form-data; boundary=x | false
            aws  | OPTIONS /TraceSegments   | Host: 127.0.0.1:4566; Origin: https://evil.example; Access-Control-Request-Method: POST | false
            page | GET /api/status          | Host: 127.0.0.1:8080; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image | false
            page | GET /                    | Host: 127.0.0.1:8080; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe | false
            page | GET /api/status          | Host: 127.0.0.1:8080; Sec-Fetch-Site: same-site; Sec-Fetch-Mode: cors | false
            page | POST /api/redrive        | Host: 127.0.0.1:8080; Origin: https://evil.example; Content-Type: application/json | false
            page | POST /api/rewind         | Host: 127.0.0.1:8080; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document | false
            page | DELETE /api/faults/xray  | Host: 127.0.0.1:8080; Origin: http://localhost:8080                 | false
            page | OPTIONS /api/faults/xray | Host: 127.0.0.1:8080; Origin: https://evil.example; Access-Control-Request-Method: DELETE | false
            page | GET /                    | Host: 127.0.0.1:8080; Origin: https://evil.example; Upgrade: websocket; Connection: Upgrade | false
            # the stack's own page, and links to it
            page | GET /api/status          | Host: 127.0.0.1:8080; Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: cors | true
            page | DELETE /api/faults/xray  | Host: 127.0.0.1:8080; Origin: http://127.0.0.1:8080; Sec-Fetch-Site: same-origin | true
            page | DELETE /api/faults/xray  | Host: stack.example; Origin: https://stack.example; Sec-Fetch-Site: same-origin | true
            page | GET /                    | Host: 127.0.0.1:8080; Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate | true
            page | GET /                    | Host: 127.0.0.1:8080; Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document | true
            """)
    void request_fromAProgramOrAPage_isTakenOrNot(String port, String request, String headers, boolean taken)
            throws IOException {
        RawHttp.Answer answer = RawHttp.send(port(port), request, headers(headers));

        if (taken) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            assertThat(answer.status()).isIn(400, 403);
        }
        String text = answer.text().toLowerCase(Locale.ROOT);
        assertThat(text).doesNotContain("access-control-allow");
        if (answer.status() != 400) {
            assertThat(text).contains("x-content-type-options: nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({"frame-ancestors 'none'", "form-action 'none'", "default-src 'none'"})
    void page_saysHowItMayBeUsed(String directive) throws IOException {
        assertThat(RawHttp.send(port("page"), "GET /", List.of("Host: localhost"))
                        .text())
                .containsIgnoringCase("content-security-policy: ")
                .contains(directive);
    }

    private int port(String name) {
        return name.equals("aws") ? aws.endpoint().getPort() : page.getPort();
    }

    /** Between two headers stands a semicolon before a capital letter. */
    private static List<String> headers(String text) {
        return text == null ? List.of() : new ArrayList<>(Arrays.asList(text.split("; (?=[A-Z])")));
    }
}
