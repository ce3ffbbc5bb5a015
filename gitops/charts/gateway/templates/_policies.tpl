{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{- define "gateway.trust.lambda" -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {"Service": "lambda.amazonaws.com"},
      "Action": "sts:AssumeRole",
      "Condition": {"StringEquals": {"aws:SourceAccount": {{ .Values.environment.account | quote }}}}
    }
  ]
}
{{- end -}}

{{- define "gateway.policy.function" -}}
{{- $environment := .Values.environment -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "SendSegments",
      "Effect": "Allow",
      "Action": [
        "xray:PutTraceSegments",
        "xray:PutSpans",
        "xray:PutSpansForIndexing"
      ],
      "Resource": "*"
    },
    {
      "Sid": "SendSegmentsElsewhere",
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "arn:{{ include "gateway.partition" . }}:iam::*:role/raygate-put-trace-segments"
    },
    {
      "Sid": "ReadBlocks",
      "Effect": "Allow",
      "Action": [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards"
      ],
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "kinesis" "resource" "stream/raygate-*") | quote }}
    },
    {
      "Sid": "ReadPolicies",
      "Effect": "Allow",
      "Action": ["ssm:GetParameter", "ssm:GetParametersByPath"],
      "Resource": [
        {{ include "gateway.arn" (dict "root" . "service" "ssm" "resource" (printf "parameter/raygate/%s/tenants" $environment.name)) | quote }},
        {{ include "gateway.arn" (dict "root" . "service" "ssm" "resource" (printf "parameter/raygate/%s/tenants/*" $environment.name)) | quote }},
        {{ include "gateway.arn" (dict "root" . "service" "ssm" "resource" (printf "parameter/raygate/%s/redaction-hash-key" $environment.name)) | quote }}
      ]
    },
    {
      "Sid": "Quarantine",
      "Effect": "Allow",
      "Action": "sqs:SendMessage",
      "Resource": [
        {{ include "gateway.arn" (dict "root" . "service" "sqs" "resource" "raygate-quarantine") | quote }},
        {{ include "gateway.arn" (dict "root" . "service" "sqs" "resource" "raygate-dead-letters") | quote }},
        {{ include "gateway.arn" (dict "root" . "service" "sqs" "resource" "raygate-held") | quote }}
      ]
    },
    {
      "Sid": "Redrive",
      "Effect": "Allow",
      "Action": ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
      "Resource": [
        {{ include "gateway.arn" (dict "root" . "service" "sqs" "resource" "raygate-quarantine") | quote }},
        {{ include "gateway.arn" (dict "root" . "service" "sqs" "resource" "raygate-held") | quote }}
      ]
    },
    {
      "Sid": "Log",
      "Effect": "Allow",
      "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "logs" "resource" "log-group:/aws/lambda/raygate-*") | quote }}
    },
    {
      "Sid": "UseKey",
      "Effect": "Allow",
      "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "kms" "resource" "key/*") | quote }},
      "Condition": {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/raygate-{{ $environment.name }}"}}
    }
  ]
}
{{- end -}}

{{- define "gateway.policy.key" -}}
{{- $environment := .Values.environment -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "AccountDecidesByIam",
      "Effect": "Allow",
      "Principal": {"AWS": "arn:{{ include "gateway.partition" . }}:iam::{{ $environment.account }}:root"},
      "Action": "kms:*",
      "Resource": "*"
    },
    {
      "Sid": "Logs",
      "Effect": "Allow",
      "Principal": {"Service": "logs.{{ $environment.region }}.{{ include "gateway.suffix" . }}"},
      "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
      "Resource": "*",
      "Condition": {
        "ArnLike": {"kms:EncryptionContext:aws:logs:arn": {{ include "gateway.arn" (dict "root" . "service" "logs" "resource" "log-group:/aws/lambda/raygate-*") | quote }}}
      }
    },
    {
      "Sid": "LambdaDeadLetters",
      "Effect": "Allow",
      "Principal": {"Service": "lambda.amazonaws.com"},
      "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
      "Resource": "*",
      "Condition": {"StringEquals": {"aws:SourceAccount": {{ $environment.account | quote }}}}
    }
  ]
}
{{- end -}}

{{- define "gateway.policy.settings" -}}
{{- $environment := .Values.environment -}}
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "SetStreams",
      "Effect": "Allow",
      "Action": [
        "kinesis:DecreaseStreamRetentionPeriod",
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:IncreaseStreamRetentionPeriod",
        "kinesis:StartStreamEncryption",
        "kinesis:UpdateShardCount"
      ],
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "kinesis" "resource" "stream/raygate-*") | quote }}
    },
    {
      "Sid": "FindMappings",
      "Effect": "Allow",
      "Action": "lambda:ListEventSourceMappings",
      "Resource": "*"
    },
    {
      "Sid": "SetMappings",
      "Effect": "Allow",
      "Action": "lambda:UpdateEventSourceMapping",
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "lambda" "resource" "event-source-mapping:*") | quote }},
      "Condition": {"ArnLike": {"lambda:FunctionArn": {{ include "gateway.arn" (dict "root" . "service" "lambda" "resource" "function:raygate-*") | quote }}}}
    },
    {
      "Sid": "SeeKey",
      "Effect": "Allow",
      "Action": "kms:DescribeKey",
      "Resource": {{ include "gateway.arn" (dict "root" . "service" "kms" "resource" "key/*") | quote }},
      "Condition": {"ForAnyValue:StringEquals": {"kms:ResourceAliases": "alias/raygate-{{ $environment.name }}"}}
    },
    {
      "Sid": "FindKey",
      "Effect": "Allow",
      "Action": "kms:ListAliases",
      "Resource": "*"
    }
  ]
}
{{- end -}}
