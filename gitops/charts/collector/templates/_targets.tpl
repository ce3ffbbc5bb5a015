{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Extensions that sign calls, by id. */}}
{{- define "collector.signers" -}}
{{- $prometheus := include "collector.prometheus" . | fromJson -}}
{{- $signers := dict -}}
{{- if hasKey $prometheus "amp" -}}
{{- $_ := set $signers "sigv4auth/amp" (include "collector.signer" (dict "root" . "service" "aps") | fromYaml) -}}
{{- end -}}
{{- if hasKey $prometheus "otlp" -}}
{{- $_ := set $signers "sigv4auth/cloudwatch" (include "collector.signer" (dict "root" . "service" "monitoring") | fromYaml) -}}
{{- end -}}
{{- if $signers -}}{{- toYaml $signers -}}{{- end -}}
{{- end -}}

{{/* Takes {root, service}. */}}
{{- define "collector.signer" -}}
region: {{ .root.Values.environment.region }}
service: {{ .service }}
{{- with include "collector.role" .root }}
assume_role:
  arn: {{ . }}
  sts_region: {{ (include "collector.cluster" $.root | fromJson).region }}
{{- end }}
{{- end -}}

{{/* Exporters by id: one for each target that the team names. */}}
{{- define "collector.exporters" -}}
{{- $prometheus := include "collector.prometheus" . | fromJson -}}
{{- $region := .Values.environment.region -}}
{{- if hasKey $prometheus "amp" }}
prometheus_remote_write:
  endpoint: https://aps-workspaces.{{ $region }}.{{ include "collector.suffix" . }}/workspaces/{{ include "collector.workspace" . }}/api/v1/remote_write
  auth:
    authenticator: sigv4auth/amp
  # Series as Prometheus itself would write them.
  disable_scope_info: true
  remote_write_queue:
    queue_size: {{ int .Values.queue.size }}
{{- end }}
{{- if hasKey $prometheus "otlp" }}
otlp_http/cloudwatch:
  metrics_endpoint: https://monitoring.{{ $region }}.{{ include "collector.suffix" . }}/v1/metrics
  auth:
    authenticator: sigv4auth/cloudwatch
  compression: gzip
  sending_queue:
    queue_size: {{ int .Values.queue.size }}
{{- end }}
{{- with $prometheus.cloudWatch }}
awsemf:
  region: {{ $region }}
  {{- with include "collector.role" $ }}
  role_arn: {{ . }}
  {{- end }}
  namespace: {{ default "ContainerInsights/Prometheus" .namespace }}
  # The hub makes the group; the collector may make streams in it and no group.
  log_group_name: /aws/containerinsights/{{ $.Values.cluster }}/prometheus
  log_stream_name: {{ $.Values.name }}
  dimension_rollup_option: NoDimensionRollup
  metric_declarations:
    - dimensions:
        {{- toYaml (default (list (list "cluster" "namespace")) .dimensions) | nindent 8 }}
      metric_name_selectors:
        {{- range .metrics }}
        - {{ printf "^(?:%s)$" . | replace "$" "$$" | quote }}
        {{- end }}
{{- end }}
{{- end -}}
