// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.segment;

import io.raygate.otlp.json.JsonWriter;
import io.raygate.otlp.read.Attributes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a service runs, from its resource. What all its segments say alike is written once.
 *
 * @param service    the service's name
 * @param language   {@code telemetry.sdk.language}
 * @param origin     what X-Ray calls the kind of compute; empty where unknown
 * @param arn        of the resource; empty where unknown
 * @param version    of the service; empty where unknown
 * @param awsMembers members of the {@code aws} object
 * @param metadata   members of {@code metadata.default}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Host(
        Attributes attributes,
        String service,
        String language,
        String origin,
        String arn,
        String version,
        byte[] awsMembers,
        byte[] metadata) {

    /** Prefix of a resource's attributes where they stand among the span's. */
    static final String PREFIX = "otel.resource.";

    public static final Host UNKNOWN = of(new Attributes(), "");

    private static final String UNKNOWN_SERVICE = "unknown_service";

    /** Reads a resource. {@code sender} names the service where the SDK does not. */
    public static Host of(Attributes resource, String sender) {
        return new Host(
                resource,
                Legal.name(service(resource, sender)),
                orEmpty(resource.text("telemetry.sdk.language")),
                origin(resource),
                arn(resource),
                version(resource),
                aws(resource),
                metadata(resource));
    }

    /** SDKs that were told no name say {@code unknown_service}, with or without the name of a program. */
    private static String service(Attributes resource, String sender) {
        String name = resource.text("service.name");
        boolean told = name != null && !name.isBlank() && !name.startsWith(UNKNOWN_SERVICE);
        if (name != null && told) {
            return name;
        }
        if (!sender.isBlank()) {
            return sender;
        }
        return name == null || name.isBlank() ? UNKNOWN_SERVICE : name;
    }

    private static String origin(Attributes resource) {
        return switch (orEmpty(resource.text("cloud.platform"))) {
            case "aws_ec2" -> "AWS::EC2::Instance";
            case "aws_ecs" -> ecsOrigin(orEmpty(resource.text("aws.ecs.launchtype")));
            case "aws_eks" -> "AWS::EKS::Container";
            case "aws_elastic_beanstalk" -> "AWS::ElasticBeanstalk::Environment";
            case "aws_lambda" -> "AWS::Lambda::Function";
            case "aws_app_runner" -> "AWS::AppRunner::Service";
            default -> "";
        };
    }

    private static String ecsOrigin(String launchType) {
        return switch (launchType.toLowerCase(Locale.ROOT)) {
            case "fargate" -> "AWS::ECS::Fargate";
            case "ec2" -> "AWS::ECS::EC2";
            default -> "AWS::ECS::Container";
        };
    }

    private static String arn(Attributes resource) {
        String id = orEmpty(resource.text("cloud.resource_id"));
        return id.startsWith("arn:") ? id : orEmpty(resource.text("aws.ecs.task.arn", "faas.id"));
    }

    private static String version(Attributes resource) {
        String version = resource.text("service.version", "container.image.tag");
        List<String> tags = resource.texts("container.image.tags");
        return version == null && !tags.isEmpty() ? tags.get(0) : orEmpty(version);
    }

    private static byte[] aws(Attributes resource) {
        JsonWriter json = new JsonWriter();
        json.open();
        String provider = orEmpty(resource.text("cloud.provider"));
        String platform = orEmpty(resource.text("cloud.platform"));
        if (provider.isEmpty() || provider.equals("aws") || platform.startsWith("aws_")) {
            json.member("account_id", resource.text("cloud.account.id"));
            if (provider.equals("aws") || platform.startsWith("aws_")) {
                ec2(resource, json);
            }
            ecs(resource, json, platform);
            eks(resource, json, platform);
            beanstalk(resource, json, platform);
        }
        logs(resource, json);
        xray(resource, json);
        json.close(0);
        return json.inside();
    }

    private static void ec2(Attributes resource, JsonWriter json) {
        int ec2 = json.open("ec2");
        json.member("instance_id", resource.text("host.id"));
        json.member("availability_zone", resource.text("cloud.availability_zone"));
        json.member("instance_size", resource.text("host.type"));
        json.member("ami_id", resource.text("host.image.id"));
        json.close(ec2);
    }

    private static void ecs(Attributes resource, JsonWriter json, String platform) {
        if (!platform.equals("aws_ecs")) {
            return;
        }
        int ecs = json.open("ecs");
        json.member("container", resource.text("container.name"));
        json.member("container_id", resource.text("container.id"));
        json.member("container_arn", resource.text("aws.ecs.container.arn"));
        json.member("task_arn", resource.text("aws.ecs.task.arn"));
        json.member("task_family", resource.text("aws.ecs.task.family"));
        json.member("cluster_arn", resource.text("aws.ecs.cluster.arn"));
        json.member("launch_type", resource.text("aws.ecs.launchtype"));
        json.member("availability_zone", resource.text("cloud.availability_zone"));
        json.close(ecs);
    }

    private static void eks(Attributes resource, JsonWriter json, String platform) {
        if (!platform.equals("aws_eks") && !resource.has("k8s.cluster.name") && !resource.has("k8s.pod.name")) {
            return;
        }
        int eks = json.open("eks");
        json.member("cluster_name", resource.text("k8s.cluster.name"));
        json.member("pod", resource.text("k8s.pod.name"));
        json.member("container_id", resource.text("container.id"));
        json.close(eks);
    }

    private static void beanstalk(Attributes resource, JsonWriter json, String platform) {
        if (!platform.equals("aws_elastic_beanstalk")) {
            return;
        }
        int beanstalk = json.open("elastic_beanstalk");
        json.member("environment_name", resource.text("service.namespace"));
        json.member("version_label", resource.text("service.version"));
        json.member("deployment_id", resource.number("service.instance.id"));
        json.close(beanstalk);
    }

    private static void logs(Attributes resource, JsonWriter json) {
        int logs = json.openArray("cloudwatch_logs");
        List<String> arns = resource.texts("aws.log.group.arns");
        arns.forEach(arn -> json.element(Map.of("log_group", logGroup(arn), "arn", arn)));
        if (arns.isEmpty()) {
            for (String names : resource.texts("aws.log.group.names")) {
                for (String name : names.split("&", -1)) { // as one text, they are written like this
                    json.element(Map.of("log_group", name));
                }
            }
        }
        json.closeArray(logs);
    }

    /** {@code arn:aws:logs:region:account:log-group:NAME:*}. */
    private static String logGroup(String arn) {
        String[] parts = arn.split(":", 8);
        return parts.length > 6 ? parts[6] : arn;
    }

    private static void xray(Attributes resource, JsonWriter json) {
        String name = orEmpty(resource.text("telemetry.sdk.name"));
        String language = orEmpty(resource.text("telemetry.sdk.language"));
        int xray = json.open("xray");
        json.member("sdk", name.isEmpty() || language.isEmpty() ? name : name + " for " + language);
        json.member("sdk_version", resource.text("telemetry.sdk.version"));
        json.flag(
                "auto_instrumentation",
                resource.has("telemetry.distro.version") || resource.has("telemetry.auto.version"));
        json.close(xray);
    }

    private static byte[] metadata(Attributes resource) {
        JsonWriter json = new JsonWriter();
        json.open();
        resource.forEach((key, value) -> json.value(PREFIX + key, value));
        json.close(0);
        return json.inside();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
