// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.submit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.raygate.aws.ErrorCode;
import io.raygate.gateway.json.JsonFactories;
import io.raygate.otlp.read.Fields;
import io.raygate.otlp.read.MalformedException;
import java.io.IOException;

/**
 * What the body of an OTLP endpoint's answer says: {@code ExportTraceServiceResponse} or {@code google.rpc.Status}, in protobuf
 * or, as AWS's other APIs answer, in JSON. Unknown members are passed over; what a body does not say is 0 or empty.
 *
 * @param code AWS's name of an error
 */
record OtlpAnswerBody(long rejectedSpans, String code, String message) {

    private static final JsonFactory JSON = JsonFactories.forDocuments().build();

    /**
     * The body of a success. An empty one says that everything was taken.
     *
     * @throws MalformedException where it is no such message
     */
    static OtlpAnswerBody ofSuccess(byte[] body) {
        if (isJson(body)) {
            return json(body);
        }
        OtlpAnswerBody read = new OtlpAnswerBody(0, "", "");
        Fields fields = new Fields(body, 0, body.length);
        while (fields.next()) {
            if (fields.number() == 1) {
                read = partialSuccess(fields);
            } else {
                fields.skip();
            }
        }
        return read;
    }

    /**
     * The body of an error.
     *
     * @throws MalformedException where it is no such message
     */
    static OtlpAnswerBody ofError(byte[] body) {
        if (isJson(body)) {
            return json(body);
        }
        String message = "";
        Fields fields = new Fields(body, 0, body.length);
        while (fields.next()) {
            if (fields.number() == 2) {
                message = fields.text();
            } else {
                fields.skip();
            }
        }
        return new OtlpAnswerBody(0, "", message);
    }

    private static OtlpAnswerBody partialSuccess(Fields fields) {
        long rejected = 0;
        String message = "";
        int outer = fields.enter();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> rejected = fields.varint64();
                case 2 -> message = fields.text();
                default -> fields.skip();
            }
        }
        fields.leave(outer);
        return new OtlpAnswerBody(rejected, "", message);
    }

    private static OtlpAnswerBody json(byte[] body) {
        long rejected = 0;
        String code = "";
        String message = "";
        try (JsonParser json = JSON.createParser(body)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (!token.isScalarValue()) {
                    continue;
                }
                switch (String.valueOf(json.currentName())) {
                    case "rejectedSpans" -> rejected = json.getValueAsLong();
                    case "__type" -> code = ErrorCode.ofType(json.getText());
                    case "errorMessage", "message", "Message" -> message = json.getText();
                    default -> {}
                }
            }
        } catch (IOException _) {
            throw new MalformedException("the answer is not JSON");
        }
        return new OtlpAnswerBody(rejected, code, message);
    }

    private static boolean isJson(byte[] body) {
        return body.length > 0 && body[0] == '{';
    }
}
