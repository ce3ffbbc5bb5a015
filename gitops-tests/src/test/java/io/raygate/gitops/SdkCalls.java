// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which actions of IAM a program needs, told from the methods of the AWS SDK and the signed operations that its classes name,
 * and those classes of the module {@code aws} that they lead to.
 */
final class SdkCalls {

    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/([a-z]+)/[A-Za-z]+(?:Client|AsyncClient)");

    /** A provider that calls AssumeRole by itself. */
    private static final String ASSUMING = "software/amazon/awssdk/services/sts/auth/StsAssumeRoleCredentialsProvider";

    /** Methods of clients that call nothing. */
    private static final Set<String> LOCAL = Set.of("builder", "close", "create", "serviceClientConfiguration");

    /** An operation as a signed call without an SDK client names it. */
    private static final Pattern SIGNED = Pattern.compile("(AmazonSSM|Kinesis_20131202)\\.([A-Za-z]+)");

    private static final Map<String, String> PREFIXES = Map.of("AmazonSSM", "ssm:", "Kinesis_20131202", "kinesis:");

    /**
     * Paths of X-Ray that are called without a client, and what they take: Service Authorization Reference, AWS X-Ray, read
     * 2026-11-27. The forwarder serves the same paths, so a class counts only if it also makes signed calls.
     */
    private static final Map<String, List<String>> ENDPOINTS = Map.of(
            "/TraceSegments", List.of("xray:PutTraceSegments"),
            "/v1/traces", List.of("xray:PutSpans", "xray:PutSpansForIndexing"));

    private static final String AWS_MODULE = "io/raygate/aws/";
    private static final String SIGNED_CALLS = AWS_MODULE + "SignedCalls";

    /** Operations that IAM knows by another name. */
    private static final Map<String, String> OTHER_NAMES = Map.of("sqs:SendMessageBatch", "sqs:SendMessage");

    private SdkCalls() {}

    static Set<String> actions(CompiledClasses program) {
        CompiledClasses aws = CompiledClasses.ofModule("aws");
        List<ClassModel> models = new ArrayList<>(program.all());
        Set<String> reached = new HashSet<>();
        Set<String> actions = new TreeSet<>();
        for (int read = 0; read < models.size(); read++) {
            boolean signs = namesSignedCalls(models.get(read));
            for (PoolEntry entry : models.get(read).constantPool()) {
                switch (entry) {
                    case MemberRefEntry member ->
                        add(member.owner().asInternalName(), member.name().stringValue(), actions);
                    case StringEntry text -> addSigned(text.stringValue(), signs, actions);
                    case ClassEntry named
                    when named.asInternalName().startsWith(AWS_MODULE) -> {
                        if (reached.add(named.asInternalName()) && aws.has(named.asInternalName())) {
                            models.add(aws.read(named.asInternalName()));
                        }
                    }
                    default -> {}
                }
            }
        }
        return actions;
    }

    private static boolean namesSignedCalls(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry named && named.asInternalName().equals(SIGNED_CALLS)) {
                return true;
            }
        }
        return false;
    }

    private static void addSigned(String text, boolean signs, Set<String> actions) {
        if (signs) {
            actions.addAll(ENDPOINTS.getOrDefault(text, List.of()));
        }
        Matcher operation = SIGNED.matcher(text);
        if (operation.matches()) {
            actions.add(PREFIXES.get(operation.group(1)) + operation.group(2));
        }
    }

    private static void add(String owner, String method, Set<String> actions) {
        if (owner.equals(ASSUMING)) {
            actions.add("sts:AssumeRole");
        }
        Matcher client = CLIENT.matcher(owner);
        if (client.matches() && !LOCAL.contains(method)) {
            String operation = method.replaceFirst("Paginator$", "");
            String action = client.group(1) + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
            actions.add(OTHER_NAMES.getOrDefault(action, action));
        }
    }
}
