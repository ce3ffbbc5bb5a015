{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
Every manifest begins with it: lays environment.gateway over the chart's values, so that Helm alone renders what Argo CD does.
Doing it again changes nothing.
*/}}
{{- define "gateway.prepare" -}}
{{- include "gateway.lay" (dict "over" (default dict .Values.environment.gateway) "under" .Values) -}}
{{- end -}}

{{/* Takes {over, under}: writes the members of the first over those of the second, objects member by member. */}}
{{- define "gateway.lay" -}}
{{- $under := .under -}}
{{- range $key, $value := .over -}}
{{- if and (kindIs "map" $value) (kindIs "map" (get $under $key)) -}}
{{- include "gateway.lay" (dict "over" $value "under" (get $under $key)) -}}
{{- else -}}
{{- $_ := set $under $key $value -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "gateway.labels" -}}
app.kubernetes.io/name: raygate-gateway
app.kubernetes.io/instance: {{ .Values.environment.name }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}

{{/*
Metadata of what a controller makes in AWS. Takes {root, name, wave, retain}, {account, region} if not the environment's,
and {identity}, where it is there already and AWS knows it by no name of its spec. What is there already is taken over: it
was left on purpose, or another hub made it; else the controller would refuse it for ever.
*/}}
{{- define "gateway.aws" -}}
{{- $environment := .root.Values.environment -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "gateway.labels" .root | nindent 2 }}
  raygate.io/account: {{ default $environment.account .account | quote }}
annotations:
  argocd.argoproj.io/sync-wave: {{ .wave | quote }}
  services.k8s.aws/region: {{ default $environment.region .region }}
  services.k8s.aws/adoption-policy: adopt-or-create
  {{- with .identity }}
  services.k8s.aws/adoption-fields: {{ toJson . | squote }}
  {{- end }}
  {{- if .retain }}
  services.k8s.aws/deletion-policy: retain
  argocd.argoproj.io/sync-options: Prune=false
  {{- end }}
{{- end -}}

{{/* The partition of AWS that the environment's region is in. */}}
{{- define "gateway.partition" -}}
{{- if hasPrefix "us-gov-" .Values.environment.region -}}aws-us-gov
{{- else if hasPrefix "cn-" .Values.environment.region -}}aws-cn
{{- else -}}aws
{{- end -}}
{{- end -}}

{{/* ARN of something of this environment. Takes {root, service, resource}. */}}
{{- define "gateway.arn" -}}
arn:{{ include "gateway.partition" .root }}:{{ .service }}:{{ .root.Values.environment.region }}:{{ .root.Values.environment.account }}:{{ .resource }}
{{- end -}}

{{/* What names of AWS's endpoints end with. */}}
{{- define "gateway.suffix" -}}
amazonaws.com{{ if eq (include "gateway.partition" .) "aws-cn" }}.cn{{ end }}
{{- end -}}

{{- define "gateway.queueUrl" -}}
https://sqs.{{ .root.Values.environment.region }}.{{ include "gateway.suffix" .root }}/{{ .root.Values.environment.account }}/{{ .queue }}
{{- end -}}
