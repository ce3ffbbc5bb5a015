# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0

# The role that grafana.assumeRoleArn of the gateway chart names, in an environment's account: an Amazon Managed Grafana
# workspace of another account reads this account's traces and metrics with it. Only that workspace may take it, and only to read.
terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.70"
    }
  }
}

variable "workspace_role_arn" {
  description = "Role of the workspace, as its page in the console shows it."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$", var.workspace_role_arn))
    error_message = "workspace_role_arn must be the ARN of a role."
  }
}

variable "role_name" {
  description = "Name of the role."
  type        = string
  default     = "raygate-grafana"
}

resource "aws_iam_role" "grafana" {
  name        = var.role_name
  description = "A Grafana workspace reads what Raygate's dashboards show"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.workspace_role_arn }
      Action    = ["sts:AssumeRole"]
    }]
  })
}

resource "aws_iam_role_policy" "grafana" {
  name = "raygate"
  role = aws_iam_role.grafana.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid    = "ReadDashboards"
      Effect = "Allow"
      Action = [
        "aps:GetLabels",
        "aps:GetMetricMetadata",
        "aps:GetSeries",
        "aps:QueryMetrics",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:GetMetricData",
        "cloudwatch:ListMetrics",
        "ec2:DescribeRegions",
        "xray:BatchGetTraces",
        "xray:GetGroups",
        "xray:GetInsightSummaries",
        "xray:GetServiceGraph",
        "xray:GetTimeSeriesServiceStatistics",
        "xray:GetTraceGraph",
        "xray:GetTraceSummaries",
      ]
      Resource = "*"
    }]
  })
}

output "role_arn" {
  value = aws_iam_role.grafana.arn
}
