{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Environment variables of a function; docs/configuration.md says what they do. Takes {root, handler}. */}}
{{- define "gateway.settings" -}}
{{- $environment := .root.Values.environment -}}
QUARKUS_LAMBDA_HANDLER: {{ .handler }}
RAYGATE_POLICY_SOURCE: ssm
RAYGATE_POLICY_SSM_PATH: /raygate/{{ $environment.name }}/tenants
RAYGATE_QUARANTINE_QUEUE: {{ include "gateway.queueUrl" (dict "root" .root "queue" "raygate-quarantine") }}
RAYGATE_QUARANTINE_PARKED_QUEUE: {{ include "gateway.queueUrl" (dict "root" .root "queue" "raygate-dead-letters") }}
{{- with $environment.redaction }}
RAYGATE_REDACTION_PLATFORM: {{ toJson . | quote }}
{{- end }}
{{- end -}}
