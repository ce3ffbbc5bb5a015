// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.daemon;

/** Environment variables of the X-Ray daemon which the AWS SDK does not read anyway, and what becomes of them. */
enum DaemonVariable {
    AWS_HOSTNAME,
    AWS_INSTANCE_ID,
    ECS_ENABLE_CONTAINER_METADATA,
    ECS_CONTAINER_METADATA_FILE,
    XRAY_DAEMON_CPU_PROFILE,
    XRAY_DAEMON_MEMORY_PROFILE;

    Outcome read(String value) {
        return switch (this) {
            case AWS_HOSTNAME -> Outcome.Mapped.to("raygate.node.name", value);
            case AWS_INSTANCE_ID -> Outcome.Mapped.to("raygate.node.instance-id", value);
            case ECS_ENABLE_CONTAINER_METADATA, ECS_CONTAINER_METADATA_FILE ->
                new Outcome.Ignored("the region is not read from the metadata file of ECS; set AWS_REGION");
            case XRAY_DAEMON_CPU_PROFILE, XRAY_DAEMON_MEMORY_PROFILE ->
                new Outcome.Ignored("profiles are Flight Recorder's; set JAVA_TOOL_OPTIONS=-XX:StartFlightRecording");
        };
    }
}
