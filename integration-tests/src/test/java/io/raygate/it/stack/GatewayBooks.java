// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.it.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the gateway has written to its log in CloudWatch's embedded metric format, summed up over all invocations.
 *
 * @param delivered documents that X-Ray has taken, repetitions included
 * @param rejected documents refused by the gateway or by X-Ray
 */
public record GatewayBooks(long delivered, long rejected) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGIN = "{\"_aws\"";

    static GatewayBooks read(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return new GatewayBooks(sum(lines, "Delivered"), sum(lines, "Rejected"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long sum(List<String> lines, String metric) throws IOException {
        long sum = 0;
        for (String line : lines) {
            int begin = line.indexOf(BEGIN);
            if (begin >= 0 && line.endsWith("}")) { // or it is being written
                JsonNode metrics = JSON.readTree(line.substring(begin));
                sum += metrics.path(metric).asLong(0);
            }
        }
        return sum;
    }
}
