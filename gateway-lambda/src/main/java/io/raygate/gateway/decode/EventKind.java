// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gateway.decode;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one kind of event that a handler accepts. Any other fails the invocation: if the handler answered as if it were done,
 * Lambda would delete its content.
 *
 * @param source what each record names as its {@code eventSource}
 * @param name   of what it comes from, for a person
 */
public record EventKind(String source, String name) {

    /** Records of a stream. */
    public static final EventKind KINESIS = new EventKind("aws:kinesis", "a Kinesis stream");
    /** Messages of a queue. */
    public static final EventKind SQS = new EventKind("aws:sqs", "an SQS queue");

    private static final String REMEDY =
            "; give each source its own function: QUARKUS_LAMBDA_HANDLER=gateway for streams, redrive for queues";
    private static final int MAX_NAMES = 8;
    private static final int MAX_NAME_CHARS = 64;
    /** Members that tell events without {@code Records} apart. */
    private static final Map<String, String> OTHERS = Map.of(
            "applicationArn", "Kinesis Data Analytics",
            "deliveryStreamArn", "Data Firehose",
            "detail-type", "EventBridge",
            "awslogs", "CloudWatch Logs",
            "requestContext", "an HTTP request");

    /**
     * Lets a record pass that comes from here.
     *
     * @param actual what the record names; empty where it names nothing
     * @throws IOException where it comes from elsewhere
     */
    public void require(String actual, int recordIndex) throws IOException {
        if (!actual.equals(source)) {
            String from = actual.isEmpty() ? "without eventSource" : "from " + shown(actual);
            throw refused("Records[" + recordIndex + "] is " + from);
        }
    }

    /**
     * Why an event without records is refused.
     *
     * @param members of the event
     */
    public IOException withoutRecords(Collection<String> members) {
        if (members.contains("Records")) {
            return refused("Records is empty");
        }
        String kind = members.stream()
                .filter(OTHERS::containsKey)
                .findFirst()
                .map(member -> "it comes from " + OTHERS.get(member))
                .orElse("it has no Records");
        String names = members.stream().limit(MAX_NAMES).map(EventKind::shown).collect(Collectors.joining(", "));
        return refused(kind + "; its members: " + (names.isEmpty() ? "none" : names));
    }

    /** An exception with that reason. */
    public IOException refused(String why) {
        return new IOException("the event is not one of " + name + " (" + source + "): " + why + REMEDY);
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\w:./-]", "?");
        return printable.substring(0, Math.min(printable.length(), MAX_NAME_CHARS));
    }
}
