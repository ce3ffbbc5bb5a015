{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What of the tenant file the gateway needs, on one line. */}}
{{- define "tenant.policy.gateway" -}}
{{- $names := list -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}{{- $names = append $names .name -}}{{- end -}}
{{- $spec := .Values.spec -}}
{{- dict "apiVersion" "raygate/v1" "clusters" $names "validation" (default dict $spec.validation) "redaction" (default list $spec.redaction) "enrichment" (default dict $spec.enrichment) "target" (default dict $spec.target) | toJson -}}
{{- end -}}
