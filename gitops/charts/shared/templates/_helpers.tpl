{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
The files _cluster.tpl, _policies.tpl and _project.tpl are links to charts/tenant, and _application.tpl to charts/team: a shared
cluster has what a team's has.
*/}}

{{- define "tenant.labels" -}}
app.kubernetes.io/name: raygate-shared
app.kubernetes.io/instance: {{ .Values.environment.name }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}

{{- define "shared.project" -}}
shared-{{ .Values.environment.name }}
{{- end -}}

{{/* The clusters as entries of tenant files have them, with their names inside: {"clusters": [...]}. */}}
{{- define "shared.clusters" -}}
{{- $clusters := list -}}
{{- range $name, $cluster := default dict .Values.environment.sharedClusters -}}
{{- $clusters = append $clusters (merge (dict "name" $name) $cluster) -}}
{{- end -}}
{{- toJson (dict "clusters" $clusters) -}}
{{- end -}}

{{/* Takes {root, cluster}. The ARNs of the streams that the cluster's forwarder writes to, as JSON: of the teams, then the platform's. */}}
{{- define "shared.streams" -}}
{{- $environment := .root.Values.environment -}}
{{- $teams := keys .cluster.tenants | sortAlpha -}}
{{- if eq .cluster.others "stream" -}}
{{- $teams = append $teams (required (printf "environment.sharedClusters.%s.others: is stream, and no stream is the platform's; name the team that has it in environment.platformTeam, or write drop" .cluster.name) $environment.platformTeam) | uniq -}}
{{- end -}}
{{- $streams := list -}}
{{- range $teams -}}
{{- $streams = append $streams (printf "arn:%s:kinesis:%s:%s:stream/raygate-%s" (include "tenant.partition" $.root) $environment.region $environment.account .) -}}
{{- end -}}
{{- toJson $streams -}}
{{- end -}}

{{/* Every manifest begins with it: what no schema sees of the file. */}}
{{- define "shared.check" -}}
{{- range (include "shared.clusters" . | fromJson).clusters -}}
{{- include "tenant.check.cluster" (dict "root" $ "cluster" . "at" "environment.sharedClusters") -}}
{{- end -}}
{{- end -}}
