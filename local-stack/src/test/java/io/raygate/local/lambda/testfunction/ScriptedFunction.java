// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.lambda.testfunction;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function that does what its records say, and notes the ones that it has processed in the file {@code DELIVERED}:
 * {@code throw…} throws, {@code report…} is reported as failed, {@code hang…} blocks for ever the first time.
 */
public final class ScriptedFunction implements RequestStreamHandler {

    private static final Pattern RECORD =
            Pattern.compile("\"sequenceNumber\":\"(?<sequence>[0-9]+)\",\"data\":\"(?<data>[^\"]*)\"");

    private final Path delivered = Path.of(System.getenv("DELIVERED"));

    public ScriptedFunction() {
        if (System.getenv("FAIL_INIT") != null) {
            System.out.println("about to refuse");
            throw new IllegalStateException("refused to start");
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Matcher records = RECORD.matcher(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        while (records.find()) {
            String text = new String(Base64.getDecoder().decode(records.group("data")), StandardCharsets.UTF_8);
            if (text.startsWith("report")) {
                String failure = "{\"batchItemFailures\":[{\"itemIdentifier\":\"" + records.group("sequence") + "\"}]}";
                output.write(failure.getBytes(StandardCharsets.UTF_8));
                return;
            }
            process(text);
        }
        output.write("{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8));
    }

    private void process(String text) throws IOException {
        if (text.startsWith("throw")) {
            throw new IllegalStateException("poison");
        }
        if (text.startsWith("hang") && delivered.resolveSibling(text).toFile().createNewFile()) {
            blockForEver();
        }
        Files.writeString(delivered, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void blockForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
