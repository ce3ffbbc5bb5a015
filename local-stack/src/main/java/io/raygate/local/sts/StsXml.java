// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.local.sts;

import io.raygate.local.aws.AwsResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The answers of the API as XML. */
final class StsXml {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    static AwsResponse assumedRole(AssumedRole role) {
        return ok("AssumeRole", """
                <Credentials><AccessKeyId>%s</AccessKeyId><SecretAccessKey>local</SecretAccessKey>\
                <SessionToken>local</SessionToken><Expiration>%s</Expiration></Credentials>\
                <AssumedRoleUser><AssumedRoleId>AROALOCAL:%s</AssumedRoleId><Arn>%s</Arn></AssumedRoleUser>\
                """.formatted(
                        role.accessKeyId(), role.expiration(), role.accountId(), escaped(role.sessionArn())));
    }

    static AwsResponse callerIdentity(String accountId) {
        return ok("GetCallerIdentity", """
                <Arn>arn:aws:iam::%s:root</Arn><UserId>%s</UserId><Account>%s</Account>\
                """.formatted(accountId, accountId, accountId));
    }

    static AwsResponse error(int status, String code, String message) {
        String type = status < 500 ? "Sender" : "Receiver";
        return xml(
                status,
                "<ErrorResponse xmlns=\"%s\"><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                        .formatted(NAMESPACE, type, code, escaped(message)));
    }

    private static AwsResponse ok(String action, String result) {
        return xml(
                200,
                "<%sResponse xmlns=\"%s\"><%sResult>%s</%sResult></%sResponse>"
                        .formatted(action, NAMESPACE, action, result, action, action));
    }

    private static AwsResponse xml(int status, String body) {
        return new AwsResponse(status, Map.of("content-type", "text/xml"), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
