// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.xray;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.raygate.local.aws.AwsResponse;
import io.raygate.local.fault.Disturbable;
import io.raygate.local.xray.wire.Operation;
import io.raygate.local.xray.wire.RequestBody;
import io.raygate.local.xray.wire.RequestModel;
import io.raygate.local.xray.wire.RestJson;
import io.raygate.local.xray.wire.XRayException;
import java.util.HashMap;
import java.util.Map;

/** A request to one operation, and what X-Ray answers to it: the operation's answer, or an error in rest-json. */
@SuppressWarnings("ArrayRecordComponent") // one owner at a time, never compared
record XRayCall(String path, Operation operation, byte[] body) implements Disturbable {

    private static final RequestModel MODEL = RequestModel.load();
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_ERROR = 500;

    /** The answer to a path that no operation has. */
    static AwsResponse unknown() {
        return error(NOT_FOUND, "UnknownOperationException", "No such operation in the local stack");
    }

    @Override
    public AwsResponse carryOut() {
        try {
            RequestBody request = RequestBody.of(body);
            MODEL.check(path, request);
            return answer(OK, Map.of(), operation.answer(request));
        } catch (XRayException e) {
            return error(e.status(), e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** A modelled error of every operation, HTTP 429 (API model 2016-04-12). */
    @Override
    public AwsResponse throttled() {
        return error(TOO_MANY_REQUESTS, "ThrottledException", "Rate exceeded");
    }

    @Override
    public AwsResponse internalFailure() {
        return error(INTERNAL_ERROR, "InternalFailure", "An injected fault");
    }

    private static AwsResponse error(int status, String code, String message) {
        return answer(
                status, Map.of("x-amzn-ErrorType", code), RestJson.object().put("Message", message));
    }

    private static AwsResponse answer(int status, Map<String, String> headers, ObjectNode body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", "application/json");
        return new AwsResponse(status, all, RestJson.write(body));
    }
}
