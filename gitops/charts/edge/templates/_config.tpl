{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What the forwarder reads at start. */}}
{{- define "edge.application" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- $quota := index .Values.spec.quota .Values.environment.name -}}
{{- $given := dict
  "receive" (dict "addresses" "0.0.0.0:2000,[::]:2000")
  "publish" (dict "stream" (include "edge.streamArn" .))
  "node" (dict "cluster" $cluster.name "region" $cluster.region "account" $cluster.account)
  "proxy" (dict "host" "0.0.0.0")
  "management" (dict "host" "0.0.0.0")
  "spool" (dict "directory" "/var/lib/raygate/spool")
  "workloads" (dict "source" "kubernetes")
  "sampling" (dict "source" .Values.spec.sampling.source)
  "limits" (dict "file" "/etc/raygate/limits.yaml")
-}}
{{- if eq .Values.spec.sampling.source "git" -}}
{{- $_ := set $given.sampling "rules-file" "/etc/raygate/sampling-rules.yaml" -}}
{{- end -}}
raygate:
  {{- toYaml (mustMergeOverwrite (deepCopy .Values.forwarder) $given) | nindent 2 }}
{{- end -}}

{{/* What the forwarder reads again when it changes. */}}
{{- define "edge.limits" -}}
{{- $quota := index .Values.spec.quota .Values.environment.name -}}
{{- toYaml (dict "segmentsPerSecond" $quota.segmentsPerSecondPerNode) -}}
{{- end -}}
