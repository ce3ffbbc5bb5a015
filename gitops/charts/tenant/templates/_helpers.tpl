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
{{- $environment := .Values.environment -}}
{{- $accounts := concat (list $environment.account $environment.hub.account) (default list $environment.clusterAccounts) -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}
{{- if not (has .account $accounts) -}}
{{- fail (printf "spec.clusters: %s is in account %s, which environment %s does not know; add it to environment.clusterAccounts" .name .account $environment.name) -}}
{{- end -}}
{{- /* Argo CD goes where the server says, with rights of its own where that is an ARN. */ -}}
{{- if and (hasPrefix "arn:" .server) (not (hasSuffix (printf ":eks:%s:%s:cluster/%s" .region .account .name) .server)) -}}
{{- fail (printf "spec.clusters: %s has the server %s, which is another cluster; name the same cluster in name, region, account and server" .name .server) -}}
{{- end -}}
{{- if eq (printf "%s/%s/%s" .account .region .name) (printf "%s/%s/%s" $environment.hub.account $environment.hub.region $environment.hub.cluster) -}}
{{- fail (printf "spec.clusters: %s is the hub, which belongs to no team; remove it" .name) -}}
{{- end -}}
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

{{/* canary where every cluster of the environment is: one stable cluster makes the stream stable. */}}
{{- define "tenant.ring" -}}
{{- $ring := "canary" -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}
{{- if eq .ring "stable" -}}{{- $ring = "stable" -}}{{- end -}}
{{- end -}}
{{- $ring -}}
{{- end -}}

{{/* Takes a cluster. podIdentity or irsa; EKS Pod Identity does not reach Fargate. */}}
{{- define "tenant.identity" -}}
{{- default (ternary "podIdentity" "irsa" (eq .compute "ec2")) .identity -}}
{{- end -}}

{{/* The partition of AWS that the environment's region is in. */}}
{{- define "tenant.partition" -}}
{{- if hasPrefix "us-gov-" .Values.environment.region -}}aws-us-gov
{{- else if hasPrefix "cn-" .Values.environment.region -}}aws-cn
{{- else -}}aws
{{- end -}}
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

{{/* Whether Raygate makes the Secret of each cluster of this environment. */}}
{{- define "tenant.scoped" -}}
{{- $scoped := true -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}
{{- if .registered -}}{{- $scoped = false -}}{{- end -}}
{{- end -}}
{{- $scoped -}}
{{- end -}}

{{- define "tenant.labels" -}}
app.kubernetes.io/name: raygate-tenant
app.kubernetes.io/instance: {{ .Values.tenant.metadata.name }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/tenant: {{ .Values.tenant.metadata.name }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}

{{/*
Metadata of what a controller makes in AWS. Takes {root, name, account, region, wave, retain, keep}. What is there already is
taken over: a team's stream outlives its file, and the file may come back. What is kept stays where it is rendered no more.
*/}}
{{- define "tenant.aws" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "tenant.labels" .root | nindent 2 }}
  raygate.io/account: {{ .account | quote }}
annotations:
  argocd.argoproj.io/sync-wave: {{ .wave | quote }}
  services.k8s.aws/region: {{ .region }}
  services.k8s.aws/adoption-policy: adopt-or-create
  {{- if .retain }}
  services.k8s.aws/deletion-policy: retain
  {{- end }}
  {{- if or .retain .keep }}
  argocd.argoproj.io/sync-options: Prune=false
  {{- end }}
{{- end -}}

{{/*
Takes {root, cluster}. true until the cluster is retired: an entry that is lost takes neither the forwarder's identity away nor
the cluster from Argo CD.
*/}}
{{- define "tenant.keep" -}}
{{- if not .cluster.retired -}}true{{- end -}}
{{- end -}}
