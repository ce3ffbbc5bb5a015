{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* The forwarder's keys that the chart sets. Takes a context with `compute`, as all of the following do. */}}
{{- define "edge.given" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- $quota := index .Values.tenant.spec.quota .Values.environment.name -}}
{{- $given := dict
  "receive" (dict "addresses" ":2000")
  "node" (dict "cluster" $cluster.name "region" $cluster.region "account" $cluster.account "imds" (and .Values.imds (eq .compute "ec2")))
  "proxy" (dict "host" .Values.listenHost)
  "otlp" (dict "http" (include "edge.listener" (dict "root" . "port" 4318) | fromYaml) "grpc" (include "edge.listener" (dict "root" . "port" 4317) | fromYaml))
  "log" (dict "json" .Values.log.json "level" .Values.log.level)
  "management" (dict "host" .Values.listenHost)
  "spool" (dict "directory" "/var/lib/raygate/spool" "max-disk" .Values.spool.maxDisk)
  "workloads" (dict "source" "kubernetes" "kubernetes" (dict "scope" (ternary "node" "cluster" (eq .compute "ec2"))))
  "sampling" (dict "source" .Values.tenant.spec.sampling.source)
-}}
{{- $streams := dict -}}
{{- range $team, $namespaces := default dict $cluster.tenants -}}
{{- $_ := set $streams $team (dict "stream" (include "edge.streamArn" (dict "root" $ "team" $team)) "namespaces" (join "," $namespaces)) -}}
{{- end -}}
{{- with $streams -}}
{{- $_ := set $given "tenants" (dict "streams" . "others" $cluster.others) -}}
{{- end -}}
{{- $team := .Values.tenant.metadata.name -}}
{{- if eq (default "" $cluster.others) "stream" -}}{{- $team = .Values.environment.platformTeam -}}{{- end -}}
{{- with $team -}}
{{- $_ := set $given "publish" (dict "stream" (include "edge.streamArn" (dict "root" $ "team" .))) -}}
{{- end -}}
{{- if include "edge.surges" . -}}
{{- $_ := set $given.receive "stop-delay" .Values.updateStrategy.stopDelay -}}
{{- end -}}
{{- if $quota.segmentsPerSecondPerNode -}}
{{- $_ := set $given "limits" (dict "file" "/etc/raygate/limits.yaml") -}}
{{- end -}}
{{- if eq .compute "fargate" -}}
{{- $_ := set $given.workloads "max-pods" (int .Values.fargate.maxPods) -}}
{{- end -}}
{{- if eq (include "edge.identity" .) "irsa" -}}
{{- $_ := set $given "aws" (dict "role-arn" (printf "arn:%s:iam::%s:role/raygate-writer-%s" (include "edge.partition" .) .Values.environment.account $cluster.name)) -}}
{{- end -}}
{{- if .Values.collector.enabled -}}
{{- $_ := set $given "intake" (dict "enabled" true) -}}
{{- end -}}
{{- if eq .Values.tenant.spec.sampling.source "git" -}}
{{- $_ := set $given.sampling "rules-file" "/etc/raygate/sampling-rules.yaml" -}}
{{- end -}}
{{- toYaml $given -}}
{{- end -}}

{{/* Takes {root, port}: one of the two ports for OTLP. */}}
{{- define "edge.listener" -}}
enabled: {{ .root.Values.otlp.enabled }}
{{- if .root.Values.otlp.enabled }}
host: {{ .root.Values.listenHost | quote }}
port: {{ .port }}
{{- end }}
{{- end -}}

{{/* What the forwarder reads at start. */}}
{{- define "edge.application" -}}
raygate:
  {{- toYaml (mustMergeOverwrite (deepCopy .Values.forwarder) (include "edge.given" . | fromYaml)) | nindent 2 }}
{{- end -}}
