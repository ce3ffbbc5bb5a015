{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{- define "collector.cluster" -}}
{{- with .Values.team -}}
{{- if ne . $.Values.tenant.metadata.name -}}
{{- fail (printf "metadata.name: is %s in a file called %s; give both the same name" $.Values.tenant.metadata.name .) -}}
{{- end -}}
{{- end -}}
{{- $name := required "cluster: is empty; name an entry of spec.clusters in the tenant file" .Values.cluster -}}
{{- $found := dict -}}
{{- range .Values.tenant.spec.clusters -}}
{{- if eq .name $name -}}{{- $found = . -}}{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- fail (printf "cluster: %q is not in spec.clusters of tenant %s; add it there or correct the name" $name .Values.tenant.metadata.name) -}}
{{- end -}}
{{- if ne $found.env .Values.environment.name -}}
{{- fail (printf "cluster: %q is in environment %s, but %s was rendered; pass gitops/envs/%s.yaml" $name $found.env .Values.environment.name $found.env) -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{/* What the team says of this environment. */}}
{{- define "collector.prometheus" -}}
{{- $name := .Values.environment.name -}}
{{- $prometheus := dig "telemetry" $name "prometheus" dict .Values.tenant.spec -}}
{{- if not $prometheus -}}
{{- fail (printf "spec.telemetry of tenant %s has no entry %q; add one, or do not render this environment" .Values.tenant.metadata.name $name) -}}
{{- end -}}
{{- if not (or (hasKey $prometheus "amp") (hasKey $prometheus "cloudWatch") (hasKey $prometheus "otlp")) -}}
{{- fail (printf "spec.telemetry.%s.prometheus: must name where metrics go: amp, cloudWatch or otlp" $name) -}}
{{- end -}}
{{- if and (eq $prometheus.discover "podMonitors") (ne (include "collector.mode" (dict "prometheus" $prometheus)) "operator") -}}
{{- fail (printf "spec.telemetry.%s.prometheus.discover: is podMonitors, which only the target allocator of the OpenTelemetry operator finds; set mode: operator, or discover: annotations" $name) -}}
{{- end -}}
{{- toJson $prometheus -}}
{{- end -}}

{{/* Takes {prometheus}. */}}
{{- define "collector.mode" -}}
{{- default "deployment" .prometheus.mode -}}
{{- end -}}

{{- define "collector.image" -}}
{{- required (printf "environment.images.collector: is not set, and team %s has metrics; name by digest an image that docs/metrics-pipelines.md describes" .Values.tenant.metadata.name) .Values.environment.images.collector -}}
{{- end -}}

{{- define "collector.workspace" -}}
{{- $prometheus := include "collector.prometheus" . | fromJson -}}
{{- $known := default (dig "metrics" "amp" "workspace" "" .Values.environment) $prometheus.amp.workspace -}}
{{- required (printf "spec.telemetry.%s.prometheus.amp.workspace: is not set, and environment.metrics.amp.workspace is not either; name a workspace" .Values.environment.name) $known -}}
{{- end -}}

{{/* Whom the collector becomes in the environment's account; only where EKS Pod Identity does not do it. */}}
{{- define "collector.role" -}}
{{- $cluster := include "collector.cluster" . | fromJson -}}
{{- if eq (include "collector.identity" .) "irsa" -}}
arn:{{ include "collector.partition" . }}:iam::{{ .Values.environment.account }}:role/raygate-series-{{ $cluster.name }}
{{- end -}}
{{- end -}}

{{/* podIdentity or irsa; EKS Pod Identity does not reach Fargate. */}}
{{- define "collector.identity" -}}
{{- $cluster := include "collector.cluster" . | fromJson -}}
{{- default (ternary "podIdentity" "irsa" (eq $cluster.compute "ec2")) $cluster.identity -}}
{{- end -}}

{{- define "collector.selector" -}}
app.kubernetes.io/name: raygate-metrics
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "collector.labels" -}}
{{ include "collector.selector" . }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/tenant: {{ .Values.tenant.metadata.name }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}

{{- define "collector.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "collector.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{/* The partition of AWS that the environment's region is in. */}}
{{- define "collector.partition" -}}
{{- if hasPrefix "us-gov-" .Values.environment.region -}}aws-us-gov
{{- else if hasPrefix "cn-" .Values.environment.region -}}aws-cn
{{- else -}}aws
{{- end -}}
{{- end -}}

{{/* What names of AWS's endpoints end with. */}}
{{- define "collector.suffix" -}}
amazonaws.com{{ if eq (include "collector.partition" .) "aws-cn" }}.cn{{ end }}
{{- end -}}
