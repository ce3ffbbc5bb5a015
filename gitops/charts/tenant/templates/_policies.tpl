{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{- /* IAM refuses a principal that is a role made a moment ago, and the controller does not try again. */ -}}
{{- define "tenant.trust.writer" -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"AWS": "arn:{{ .partition }}:iam::{{ .account }}:root"},
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {"ArnEquals": {"aws:PrincipalArn": {{ .edgeArn | quote }}}}
    }
  ]
}
{{- end -}}

{{- /* Takes {root, cluster, serviceAccount}. */ -}}
{{- define "tenant.trust.edge" -}}
{{- if eq (include "tenant.identity" .cluster) "podIdentity" -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "pods.eks.amazonaws.com"},
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {
        "StringEquals": {
          "aws:SourceAccount": {{ .cluster.account | quote }},
          "aws:RequestTag/eks-cluster-name": {{ .cluster.name | quote }},
          "aws:RequestTag/kubernetes-namespace": {{ .root.Values.edge.namespace | quote }},
          "aws:RequestTag/kubernetes-service-account": {{ .serviceAccount | quote }}
        }
      }
    }
  ]
}
{{- else -}}
{{- $issuer := required (printf "spec.clusters: %s has no EKS Pod Identity and no oidcIssuer; write the cluster's OIDC issuer without https://" .cluster.name) .cluster.oidcIssuer -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Federated": "arn:{{ include "tenant.partition" .root }}:iam::{{ .cluster.account }}:oidc-provider/{{ $issuer }}"},
      "Action": "sts:AssumeRoleWithWebIdentity",
      "Condition": {
        "StringEquals": {
          "{{ $issuer }}:aud": {{ include "tenant.audience" .root }},
          "{{ $issuer }}:sub": "system:serviceaccount:{{ .root.Values.edge.namespace }}:{{ .serviceAccount }}"
        }
      }
    }
  ]
}
{{- end -}}
{{- end -}}

{{/* Whom a pod's token is for: in China either name. */}}
{{- define "tenant.audience" -}}
{{- if eq (include "tenant.partition" .) "aws-cn" -}}["sts.amazonaws.com", "sts.amazonaws.com.cn"]
{{- else -}}"sts.amazonaws.com"
{{- end -}}
{{- end -}}

{{- define "tenant.policy.edge" -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "BecomeWriter",
      "Effect": "Allow",
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Resource": {{ .writerArn | quote }}
    }
  ]
}
{{- end -}}

{{- /* Takes {root, streams, xray}. */ -}}
{{- define "tenant.policy.writer" -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "PutBlocks",
      "Effect": "Allow",
      "Action": "kinesis:PutRecords",
      "Resource": {{ ternary (first .streams) .streams (eq (len .streams) 1) | toJson }}
    },
    {
      "Sid": "EncryptBlocks",
      "Effect": "Allow",
      "Action": "kms:GenerateDataKey",
      "Resource": "arn:{{ include "tenant.partition" .root }}:kms:{{ .root.Values.environment.region }}:{{ .root.Values.environment.account }}:key/*",
      "Condition": {
        "ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/raygate-{{ .root.Values.environment.name }}"}
      }
    }
    {{- if .xray }},
    {
      "Sid": "ReadSampling",
      "Effect": "Allow",
      "Action": ["xray:GetSamplingRules", "xray:GetSamplingTargets"],
      "Resource": "*"
    }
    {{- end }}
  ]
}
{{- end -}}
