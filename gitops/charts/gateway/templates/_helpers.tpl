{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

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

{{/* ARN of something of this environment. Takes {root, service, resource}. */}}
{{- define "gateway.arn" -}}
arn:aws:{{ .service }}:{{ .root.Values.environment.region }}:{{ .root.Values.environment.account }}:{{ .resource }}
{{- end -}}

{{- define "gateway.queueUrl" -}}
https://sqs.{{ .root.Values.environment.region }}.amazonaws.com/{{ .root.Values.environment.account }}/{{ .queue }}
{{- end -}}
