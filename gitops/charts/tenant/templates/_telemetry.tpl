{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What the team says of metrics in this environment; {} where nothing. */}}
{{- define "tenant.prometheus" -}}
{{- dig "telemetry" .Values.environment.name "prometheus" dict .Values.tenant.spec | toJson -}}
{{- end -}}

{{/* The id of the workspace that the team's metrics go to; empty where there is none yet. */}}
{{- define "tenant.workspace" -}}
{{- $amp := (include "tenant.prometheus" . | fromJson).amp -}}
{{- if kindIs "map" $amp -}}
{{- if or $amp.workspace (not $amp.create) -}}
{{- required (printf "spec.telemetry.%s.prometheus.amp.workspace: is not set, and environment.metrics.amp.workspace is not either; name a workspace, or set create: true" .Values.environment.name) (default (dig "metrics" "amp" "workspace" "" .Values.environment) $amp.workspace) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "tenant.policy.series" -}}
{{- $environment := .root.Values.environment -}}
{{- $partition := include "tenant.partition" .root -}}
{{- $prometheus := include "tenant.prometheus" .root | fromJson -}}
{{- $statements := list -}}
{{- with include "tenant.workspace" .root -}}
{{- $statements = append $statements (dict "Sid" "WriteSeries" "Effect" "Allow" "Action" "aps:RemoteWrite" "Resource" (printf "arn:%s:aps:%s:%s:workspace/%s" $partition $environment.region $environment.account .)) -}}
{{- end -}}
{{- if hasKey $prometheus "cloudWatch" -}}
{{- $statements = append $statements (dict "Sid" "WriteEvents" "Effect" "Allow" "Action" (list "logs:CreateLogStream" "logs:PutLogEvents") "Resource" (printf "arn:%s:logs:%s:%s:log-group:%s:*" $partition $environment.region $environment.account .group)) -}}
{{- end -}}
{{- /* PutMetricData knows no resource. */ -}}
{{- if hasKey $prometheus "otlp" -}}
{{- $statements = append $statements (dict "Sid" "WriteMetrics" "Effect" "Allow" "Action" "cloudwatch:PutMetricData" "Resource" "*") -}}
{{- end -}}
{{- dict "Version" "2012-10-17" "Statement" $statements | toPrettyJson -}}
{{- end -}}
