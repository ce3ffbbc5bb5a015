{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What of the tenant file the gateway needs, on one line. */}}
{{- define "tenant.policy.gateway" -}}
{{- $names := list -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}{{- $names = append $names .name -}}{{- end -}}
{{- $spec := .Values.tenant.spec -}}
{{- $quota := include "tenant.quota" . | fromJson -}}
{{- $policy := dict "apiVersion" "raygate/v1" "kind" "GatewayPolicy" "tenant" .Values.tenant.metadata.name "clusters" $names -}}
{{- range $key := list "weight" "validation" "redaction" "quarantine" "enrichment" "target" "delivery" -}}
{{- if hasKey $spec $key -}}{{- $_ := set $policy $key (index $spec $key) -}}{{- end -}}
{{- end -}}
{{- with $quota.maxSegmentBytes -}}{{- $_ := set $policy "limits" (dict "maxSegmentBytes" .) -}}{{- end -}}
{{- toJson $policy -}}
{{- end -}}
