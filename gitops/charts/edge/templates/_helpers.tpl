{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{- define "edge.cluster" -}}
{{- $name := required "cluster: is empty; name an entry of spec.clusters in the tenant file" .Values.cluster -}}
{{- $found := dict -}}
{{- range .Values.spec.clusters -}}
{{- if eq .name $name -}}{{- $found = . -}}{{- end -}}
{{- end -}}
{{- if not $found -}}
{{- fail (printf "cluster: %q is not in spec.clusters of tenant %s; add it there or correct the name" $name .Values.metadata.name) -}}
{{- end -}}
{{- if ne $found.env .Values.environment.name -}}
{{- fail (printf "cluster: %q is in environment %s, but %s was rendered; pass gitops/envs/%s.yaml" $name $found.env .Values.environment.name $found.env) -}}
{{- end -}}
{{- toJson $found -}}
{{- end -}}

{{- define "edge.stream" -}}
raygate-{{ .Values.metadata.name }}
{{- end -}}

{{- define "edge.streamArn" -}}
arn:aws:kinesis:{{ .Values.environment.region }}:{{ .Values.environment.account }}:stream/{{ include "edge.stream" . }}
{{- end -}}

{{- define "edge.image" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- $release := index .Values.environment.release $cluster.ring -}}
{{- $release.edge -}}
{{- end -}}

{{- define "edge.selector" -}}
app.kubernetes.io/name: raygate-edge
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "edge.labels" -}}
{{ include "edge.selector" . }}
app.kubernetes.io/part-of: raygate
app.kubernetes.io/managed-by: {{ .Release.Service }}
raygate.io/tenant: {{ .Values.metadata.name }}
raygate.io/environment: {{ .Values.environment.name }}
{{- end -}}
