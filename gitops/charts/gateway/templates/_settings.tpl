{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Environment variables of a function; docs/configuration.md says what they do. Takes {root, handler, ring}. */}}
{{- define "gateway.settings" -}}
{{- $environment := .root.Values.environment -}}
QUARKUS_LAMBDA_HANDLER: {{ .handler }}
RAYGATE_OBSERVE_RING: {{ .ring }}
RAYGATE_POLICY_SOURCE: ssm
RAYGATE_POLICY_ENVIRONMENT: {{ $environment.name }}
RAYGATE_QUARANTINE_QUEUE: {{ include "gateway.queueUrl" (dict "root" .root "queue" "raygate-quarantine") }}
RAYGATE_QUARANTINE_PARKED_QUEUE: {{ include "gateway.queueUrl" (dict "root" .root "queue" "raygate-dead-letters") }}
RAYGATE_QUARANTINE_HELD_QUEUE: {{ include "gateway.queueUrl" (dict "root" .root "queue" "raygate-held") }}
RAYGATE_REDACT_HASH_KEY_PARAMETER: /raygate/{{ $environment.name }}/redaction-hash-key
{{- with ($environment.quarantine).unreadable }}
RAYGATE_REDACT_UNREADABLE: {{ . }}
{{- end }}
RAYGATE_SUBMIT_ACCOUNT_SEGMENTS_PER_SECOND: {{ int $environment.limits.segmentsPerSecond | quote }}
RAYGATE_SUBMIT_INVOCATIONS_PER_SHARD: {{ default 4 $environment.limits.invocationsPerShard | int | quote }}
{{- range $index, $rule := $environment.redaction }}
{{- range $key, $value := $rule }}
RAYGATE_REDACT_PLATFORM_{{ $index }}__{{ upper $key }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- include "gateway.variables" (dict "prefix" "RAYGATE" "tree" .root.Values.settings) }}
{{- end -}}

{{/* A tree of keys as environment variables, a line each. Takes {prefix, tree}. */}}
{{- define "gateway.variables" -}}
{{- $prefix := .prefix -}}
{{- range $name, $value := .tree }}
{{- $variable := printf "%s_%s" $prefix (upper $name | replace "-" "_") }}
{{- if kindIs "map" $value }}
{{- include "gateway.variables" (dict "prefix" $variable "tree" $value) }}
{{- else if kindIs "float64" $value }}
{{ $variable }}: {{ int64 $value | quote }}
{{- else if kindIs "slice" $value }}
{{ $variable }}: {{ join "," $value | quote }}
{{- else }}
{{ $variable }}: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- end -}}
