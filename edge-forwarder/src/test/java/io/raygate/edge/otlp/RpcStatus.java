// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A {@code google.rpc.Status}, read by the field numbers of googleapis' {@code google/rpc/status.proto}. */
record RpcStatus(int code, String message, List<Any> details) {

    /** {@code google.rpc.RetryInfo} of one second. */
    static final Any RETRY_AFTER_A_SECOND = Any.newBuilder()
            .setTypeUrl("type.googleapis.com/google.rpc.RetryInfo")
            .setValue(ByteString.copyFrom(new byte[] {10, 2, 8, 1}))
            .build();

    static RpcStatus read(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int code = 0;
        String message = "";
        List<Any> details = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> code = in.readInt32();
                case 2 -> message = in.readStringRequireUtf8();
                case 3 -> details.add(Any.parseFrom(in.readByteArray()));
                default -> throw new AssertionError("unknown field " + (tag >>> 3));
            }
        }
        return new RpcStatus(code, message, List.copyOf(details));
    }
}
