{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* The collector's configuration, the same whoever runs the collector. */}}
{{- define "collector.config" -}}
{{- $prometheus := include "collector.prometheus" . | fromJson -}}
extensions:
  health_check:
    endpoint: ":13133"
  {{- include "collector.signers" . | nindent 2 }}
receivers:
  prometheus:
    config:
      global:
        scrape_interval: {{ include "collector.interval" . }}s
        scrape_timeout: {{ min (int .Values.scrape.timeoutSeconds) (int (include "collector.interval" .)) }}s
        # Over labels of the same name that a pod exposes.
        external_labels:
          cluster: {{ .Values.cluster }}
          team: {{ .Values.tenant.metadata.name }}
          environment: {{ .Values.environment.name }}
      {{- if eq $prometheus.discover "annotations" }}
      scrape_configs:
        {{- include "collector.pods" . | nindent 8 }}
        - job_name: {{ .Values.name }}
          static_configs:
            - targets:
                - localhost:8888
      {{- else }}
      # The target allocator has the others.
      scrape_configs:
        - job_name: {{ .Values.name }}
          static_configs:
            - targets:
                - localhost:8888
      {{- end }}
processors:
  memory_limiter:
    check_interval: 1s
    limit_percentage: {{ int .Values.memoryLimiter.limitPercent }}
    spike_limit_percentage: {{ int .Values.memoryLimiter.spikeLimitPercent }}
  batch:
    send_batch_size: {{ int .Values.batch.size }}
    send_batch_max_size: {{ int .Values.batch.size }}
    timeout: {{ .Values.batch.timeout }}
exporters:
  {{- include "collector.exporters" . | trim | nindent 2 }}
service:
  extensions:
    - health_check
    {{- range $id, $_ := include "collector.signers" . | fromYaml }}
    - {{ $id }}
    {{- end }}
  pipelines:
    metrics:
      receivers:
        - prometheus
      processors:
        - memory_limiter
        - batch
      exporters:
        {{- range $id, $_ := include "collector.exporters" . | fromYaml }}
        - {{ $id }}
        {{- end }}
{{- end -}}

{{- define "collector.interval" -}}
{{- $prometheus := include "collector.prometheus" . | fromJson -}}
{{- int (default 30 $prometheus.scrapeIntervalSeconds) -}}
{{- end -}}

{{/* Pods that ask for it. Ports of a pod that lead to the same address are one target. */}}
{{- define "collector.pods" -}}
- job_name: pods
  sample_limit: {{ int .Values.scrape.samples }}
  label_limit: {{ int .Values.scrape.labels }}
  label_value_length_limit: {{ int .Values.scrape.labelValueCharacters }}
  body_size_limit: {{ .Values.scrape.body }}
  target_limit: {{ int .Values.scrape.targets }}
  kubernetes_sd_configs:
    - role: pod
  # The collector reads $ as the beginning of a variable, and $$ as $.
  relabel_configs:
    - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
      regex: "true"
      action: keep
    - source_labels: [__meta_kubernetes_pod_phase]
      regex: Running
      action: keep
    - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scheme]
      regex: (https?)
      target_label: __scheme__
    - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
      regex: (.+)
      target_label: __metrics_path__
    # An IPv6 address stands in brackets.
    - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
      regex: (\[.+\]|[^:]+)(?::\d+)?;(\d+)
      replacement: $$1:$$2
      target_label: __address__
    - source_labels: [__meta_kubernetes_namespace]
      target_label: namespace
    - source_labels: [__meta_kubernetes_pod_name]
      target_label: pod
    - source_labels: [__meta_kubernetes_pod_node_name]
      target_label: node
    - source_labels: [__meta_kubernetes_pod_label_app_kubernetes_io_name]
      regex: (.+)
      target_label: app
{{- end -}}
