// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.benchmarks.documents;

import io.raygate.block.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who a service is, as each of its segments says: name, runtime, SDK, and where it runs.
 *
 * @param ofSegment the fields service, aws and origin
 */
record Service(
        String name, Sdk sdk, String region, String directory, Map<String, Object> ofSegment, Workload workload) {

    static Service of(Phrases phrases, Dice dice) {
        Sdk sdk = dice.pick(List.of(Sdk.JAVA, Sdk.JAVA, Sdk.NODE, Sdk.PYTHON));
        String name = phrases.of("service");
        String region = phrases.of("region");
        phrases.fix("region", region);
        phrases.fix("account", Long.toString(100_000_000_000L + dice.below(1_000_000_000) * 800L));
        Workload workload = workload(name, phrases, dice);
        Map<String, Object> aws = new LinkedHashMap<>();
        Map<String, Object> ofSegment = new LinkedHashMap<>();
        if (sdk == Sdk.JAVA) {
            platform(aws, ofSegment, workload, phrases, dice);
            aws.put("xray", sdk.about(phrases.of("java.sdk")));
        } else {
            aws.put("xray", sdk.about(phrases.of(sdk.topic() + ".sdk")));
            platform(aws, ofSegment, workload, phrases, dice);
        }
        ofSegment.put("aws", aws);
        ofSegment.put("service", runtime(sdk, phrases, dice));
        return new Service(name, sdk, region, phrases.of("directory"), ofSegment, workload);
    }

    private static Map<String, Object> runtime(Sdk sdk, Phrases phrases, Dice dice) {
        String[] runtime = phrases.of(sdk.topic() + ".runtime").split("\\|", -1);
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("runtime", runtime[0]);
        service.put("runtime_version", runtime[1]);
        if (sdk == Sdk.NODE) {
            service.put("version", dice.chance(0.5) ? "unknown" : phrases.fill("1.{n}.{n}"));
            service.put("name", "unknown");
        } else if (dice.chance(0.2)) {
            service.put("version", phrases.fill("1.{n}.{n}"));
        }
        return service;
    }

    private static void platform(
            Map<String, Object> aws, Map<String, Object> ofSegment, Workload workload, Phrases phrases, Dice dice) {
        int where = dice.below(10);
        if (where < 3) {
            Map<String, Object> eks = new LinkedHashMap<>();
            eks.put("cluster_name", phrases.of("cluster"));
            eks.put("pod", workload.pod());
            eks.put("container_id", workload.containerId());
            aws.put("eks", eks);
            ofSegment.put("origin", "AWS::EKS::Container");
        } else if (where < 5) {
            Map<String, Object> ec2 = new LinkedHashMap<>();
            ec2.put("availability_zone", phrases.fill("{region}") + dice.pick(List.of("a", "b", "c")));
            ec2.put("instance_id", "i-0" + dice.hex(16));
            ec2.put("instance_size", phrases.of("instance-size"));
            ec2.put("ami_id", "ami-0" + dice.hex(16));
            aws.put("ec2", ec2);
            ofSegment.put("origin", "AWS::EC2::Instance");
        } else if (where < 6) {
            aws.put("ecs", Map.of("container", "ip-" + phrases.fill("{ip}").replace('.', '-')));
            ofSegment.put("origin", "AWS::ECS::Container");
        }
    }

    private static Workload workload(String name, Phrases phrases, Dice dice) {
        String namespace = phrases.of("namespace");
        String deployment = name.replaceAll("[^a-z0-9-]", "-");
        return new Workload(
                phrases.fill("{ip}"),
                namespace,
                deployment + "-" + dice.hex(9) + "-" + dice.hex(5),
                dice.uuid(),
                deployment,
                dice.chance(0.5) ? "app" : deployment,
                dice.hex(64),
                phrases.fill("{account}.dkr.ecr.{region}.amazonaws.com/") + deployment + phrases.fill(":1.{n}.{n}"),
                Map.of("app.kubernetes.io/name", deployment));
    }
}
