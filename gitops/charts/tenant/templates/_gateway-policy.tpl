{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What of the tenant file the gateway needs, on one line. */}}
{{- define "tenant.policy.gateway" -}}
{{- $names := list -}}
{{- range (include "tenant.clusters" . | fromJson).clusters -}}{{- $names = append $names .name -}}{{- end -}}
{{- $namespaces := dict -}}
{{- range $name, $cluster := include "tenant.shared" . | fromJson -}}
{{- if hasKey $cluster "namespaces" -}}{{- $_ := set $namespaces $name $cluster.namespaces -}}
{{- else -}}{{- $names = append $names $name -}}
{{- end -}}
{{- end -}}
{{- $spec := .Values.tenant.spec -}}
{{- $quota := include "tenant.quota" . | fromJson -}}
{{- $policy := dict "apiVersion" "raygate/v1" "kind" "GatewayPolicy" "tenant" .Values.tenant.metadata.name "clusters" $names -}}
{{- with $namespaces -}}{{- $_ := set $policy "sharedClusters" . -}}{{- end -}}
{{- range $key := list "weight" "validation" "redaction" "quarantine" "enrichment" "target" "delivery" -}}
{{- if hasKey $spec $key -}}{{- $_ := set $policy $key (index $spec $key) -}}{{- end -}}
{{- end -}}
{{- $limits := dict -}}
{{- with $quota.maxSegmentBytes -}}{{- $_ := set $limits "maxSegmentBytes" . -}}{{- end -}}
{{- with $quota.segmentsPerSecond -}}
{{- $_ := set $limits "segmentsPerSecond" . -}}
{{- /* On demand: as many as it has at first. */ -}}
{{- $_ := set $limits "shards" (default 4 $quota.shards) -}}
{{- end -}}
{{- with $limits -}}{{- $_ := set $policy "limits" . -}}{{- end -}}
{{- toJson $policy -}}
{{- end -}}
