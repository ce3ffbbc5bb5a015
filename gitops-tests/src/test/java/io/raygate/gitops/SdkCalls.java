// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.gitops;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which actions of IAM a module's code needs, told from the methods of the AWS SDK that its classes name. */
final class SdkCalls {

    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/([a-z]+)/[A-Za-z]+(?:Client|AsyncClient)");

    /** A provider that calls AssumeRole by itself. */
    private static final String ASSUMING = "software/amazon/awssdk/services/sts/auth/StsAssumeRoleCredentialsProvider";

    /** Methods of clients that call nothing. */
    private static final Set<String> LOCAL = Set.of("builder", "close", "create", "serviceClientConfiguration");

    /** Operations that IAM knows by another name. */
    private static final Map<String, String> OTHER_NAMES = Map.of("sqs:SendMessageBatch", "sqs:SendMessage");

    private SdkCalls() {}

    static Set<String> actions(CompiledClasses classes) {
        Set<String> actions = new TreeSet<>();
        for (ClassModel model : classes.all()) {
            for (PoolEntry entry : model.constantPool()) {
                if (entry instanceof MemberRefEntry member) {
                    add(member.owner().asInternalName(), member.name().stringValue(), actions);
                }
            }
        }
        return actions;
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
