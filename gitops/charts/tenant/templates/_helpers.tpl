{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Every manifest begins with it: what no schema sees of a team's file, and only the platform may decide. */}}
{{- define "tenant.check" -}}
{{- include "tenant.here" . -}}
{{- $name := .Values.tenant.metadata.name -}}
{{- with .Values.team -}}
{{- if ne . $name -}}
{{- fail (printf "metadata.name: is %s in a file called %s; give both the same name" $name .) -}}
{{- end -}}
{{- end -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}
{{- include "tenant.check.cluster" (dict "root" $ "cluster" . "at" "spec.clusters") -}}
{{- end -}}
{{- end -}}

{{/*
What the team writes for this environment takes the place of what it writes for all, member by member, as TenantSpec of
schemas/contract does it. Doing it again changes nothing.
*/}}
{{- define "tenant.here" -}}
{{- $spec := .Values.tenant.spec -}}
{{- range $name, $member := get (default dict $spec.environments) .Values.environment.name | default dict -}}
{{- if eq $name "alarmTopic" -}}
{{- $_ := set $spec.contact $name $member -}}
{{- else -}}
{{- $_ := set $spec $name $member -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tenant.quota" -}}
{{- $quota := index .Values.tenant.spec.quota .Values.environment.name -}}
{{- if not $quota -}}
{{- fail (printf "spec.quota of tenant %s has no entry %q; add one, or do not render this environment" .Values.tenant.metadata.name .Values.environment.name) -}}
{{- end -}}
{{- toJson $quota -}}
{{- end -}}

{{/* provisioned or onDemand: who decides how many shards the stream has. */}}
{{- define "tenant.mode" -}}
{{- (include "tenant.quota" . | fromJson).mode | default "provisioned" -}}
{{- end -}}

{{/* The clusters of this environment, as {"clusters": [...]}. */}}
{{- define "tenant.clusters" -}}
{{- $clusters := list -}}
{{- range .Values.tenant.spec.clusters -}}
{{- if eq .env $.Values.environment.name -}}{{- $clusters = append $clusters . -}}{{- end -}}
{{- end -}}
{{- toJson (dict "clusters" $clusters) -}}
{{- end -}}

{{/*
The shared clusters of this environment that write to the team's stream, by name, as SharedClusters of schemas/contract has
them: {ring, namespaces}; no namespaces where the team gets what belongs to nobody, and so may speak for all of them.
*/}}
{{- define "tenant.shared" -}}
{{- $team := .Values.tenant.metadata.name -}}
{{- $platform := default "" .Values.environment.platformTeam -}}
{{- $mine := dict -}}
{{- range $name, $cluster := default dict .Values.environment.sharedClusters -}}
{{- if and (eq $cluster.others "stream") (eq $platform $team) -}}
{{- $_ := set $mine $name (dict "ring" $cluster.ring) -}}
{{- else if hasKey $cluster.tenants $team -}}
{{- $_ := set $mine $name (dict "ring" $cluster.ring "namespaces" (get $cluster.tenants $team)) -}}
{{- end -}}
{{- end -}}
{{- toJson $mine -}}
{{- end -}}

{{/* canary where every cluster that writes to the stream is: one stable cluster makes the stream stable. */}}
{{- define "tenant.ring" -}}
{{- $ring := "canary" -}}
{{- range include "tenant.shared" . | fromJson -}}
{{- if eq .ring "stable" -}}{{- $ring = "stable" -}}{{- end -}}
{{- end -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}
{{- if eq .ring "stable" -}}{{- $ring = "stable" -}}{{- end -}}
{{- end -}}
{{- $ring -}}
{{- end -}}

{{- define "tenant.stream" -}}
raygate-{{ .Values.tenant.metadata.name }}
{{- end -}}

{{- define "tenant.streamArn" -}}
arn:{{ include "tenant.partition" . }}:kinesis:{{ .Values.environment.region }}:{{ .Values.environment.account }}:stream/{{ include "tenant.stream" . }}
{{- end -}}

{{- define "tenant.project" -}}
tenant-{{ .Values.tenant.metadata.name }}-{{ .Values.environment.name }}
{{- end -}}

{{- define "tenant.labels" -}}
app.kubernetes.io/name: raygate-tenant
app.kubernetes.io/instance: {{ .Values.tenant.metadata.name }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/tenant: {{ .Values.tenant.metadata.name }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}
