{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
Every manifest begins with it. Refuses what fits together nowhere, and lays what the team sets for this cluster over the
chart's values; the schema says what a team may set. Doing it again changes nothing.
*/}}
{{- define "edge.prepare" -}}
{{- if not .Values.tenant -}}{{- include "edge.shared" . -}}{{- end -}}
{{- include "edge.here" . -}}
{{- with .Values.team -}}
{{- if ne . $.Values.tenant.metadata.name -}}
{{- fail (printf "metadata.name: is %s in a file called %s; give both the same name" $.Values.tenant.metadata.name .) -}}
{{- end -}}
{{- end -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- range .Values.tenant.spec.clusters -}}
{{- if eq .name $cluster.name -}}
{{- include "edge.lay" (dict "over" (default dict .edge) "under" $.Values) -}}
{{- end -}}
{{- end -}}
{{- include "edge.pairs" . -}}
{{- end -}}

{{/*
What the team writes for this environment takes the place of what it writes for all, member by member, as TenantSpec of
schemas/contract does it.
*/}}
{{- define "edge.here" -}}
{{- $spec := .Values.tenant.spec -}}
{{- range $name, $member := get (default dict $spec.environments) .Values.environment.name | default dict -}}
{{- $_ := set $spec $name $member -}}
{{- end -}}
{{- end -}}

{{/* Takes {over, under}: writes the members of the first over those of the second, objects member by member. */}}
{{- define "edge.lay" -}}
{{- $under := .under -}}
{{- range $key, $value := .over -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $under $key)) -}}
{{- include "edge.lay" (dict "over" $value "under" (get $under $key)) -}}
{{- else -}}
{{- $_ := set $under $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
Of a cluster on which several teams run: the entry of environment.sharedClusters takes the place of a tenant file, which the chart
then has as that of nobody.
*/}}
{{- define "edge.shared" -}}
{{- $name := required "cluster: is empty; name an entry of environment.sharedClusters, or give a tenant file" .Values.cluster -}}
{{- $environment := .Values.environment -}}
{{- if not (hasKey (default dict $environment.sharedClusters) $name) -}}
{{- fail (printf "cluster: %q is not in environment.sharedClusters of %s, and no tenant file is given; add it there, or give the file of its team as tenant" $name $environment.name) -}}
{{- end -}}
{{- $cluster := get $environment.sharedClusters $name -}}
{{- if and (eq $cluster.others "stream") (not $environment.platformTeam) -}}
{{- fail (printf "environment.sharedClusters.%s.others: is stream, and no stream is the platform's; name the team that has it in environment.platformTeam, or write drop" $name) -}}
{{- end -}}
{{- if and (eq $cluster.others "stream") (hasKey $cluster.tenants $environment.platformTeam) -}}
{{- fail (printf "environment.sharedClusters.%s.tenants.%s: are namespaces of the platform's team, which gets all that no other team has; remove the entry" $name $environment.platformTeam) -}}
{{- end -}}
{{- $entry := merge (dict "name" $name "env" $environment.name) $cluster -}}
{{- $quota := dict $environment.name (pick $cluster "segmentsPerSecondPerNode") -}}
{{- $spec := dict "clusters" (list $entry) "quota" $quota "sampling" $cluster.sampling -}}
{{- $_ := set .Values "tenant" (dict "metadata" (dict "name" "") "spec" $spec) -}}
{{- end -}}

{{- define "edge.cluster" -}}
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

{{/*
What the cluster's pods run on, as JSON: ec2, fargate, or both of it. On each runs a workload of its own, whose manifests are made
with `compute` in their context.
*/}}
{{- define "edge.computes" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- ternary (list "ec2" "fargate") (list $cluster.compute) (eq $cluster.compute "mixed") | toJson -}}
{{- end -}}

{{/* Takes a context with `compute`: "-fargate" where EC2 nodes have the plain name. */}}
{{- define "edge.suffix" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- if and (eq $cluster.compute "mixed") (eq (default "" .compute) "fargate") -}}-fargate{{- end -}}
{{- end -}}

{{/* Takes a context with `compute`: what workload, Service and configuration are called. */}}
{{- define "edge.name" -}}
{{ .Values.service.name }}{{ include "edge.suffix" . }}
{{- end -}}

{{/* podIdentity or irsa; EKS Pod Identity does not reach Fargate. */}}
{{- define "edge.identity" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- default (ternary "podIdentity" "irsa" (eq $cluster.compute "ec2")) $cluster.identity -}}
{{- end -}}

{{/* The partition of AWS that the environment's region is in. */}}
{{- define "edge.partition" -}}
{{- if hasPrefix "us-gov-" .Values.environment.region -}}aws-us-gov
{{- else if hasPrefix "cn-" .Values.environment.region -}}aws-cn
{{- else -}}aws
{{- end -}}
{{- end -}}

{{/* Takes {root, team}. */}}
{{- define "edge.streamArn" -}}
arn:{{ include "edge.partition" .root }}:kinesis:{{ .root.Values.environment.region }}:{{ .root.Values.environment.account }}:stream/raygate-{{ .team }}
{{- end -}}

{{- define "edge.image" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- $release := index .Values.environment.release $cluster.ring -}}
{{- $release.edge -}}
{{- end -}}

{{/* The pods of one workload where the context has `compute`. */}}
{{- define "edge.selector" -}}
app.kubernetes.io/name: raygate-edge{{ include "edge.suffix" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* A selector of all forwarders. */}}
{{- define "edge.all" -}}
{{- if eq (include "edge.computes" . | fromJsonArray | len) 1 -}}
matchLabels:
  {{- include "edge.selector" . | nindent 2 }}
{{- else -}}
matchLabels:
  app.kubernetes.io/instance: {{ .Release.Name }}
matchExpressions:
  - key: app.kubernetes.io/name
    operator: In
    values:
      - raygate-edge
      - raygate-edge-fargate
{{- end -}}
{{- end -}}

{{- define "edge.labels" -}}
{{ include "edge.selector" . }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.tenant.metadata.name }}
raygate.io/tenant: {{ . }}
{{- end }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}
