# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0

# The role that spec.target.roleArn of a tenant file names, in the team's own account: the gateway of an environment writes
# the team's traces with it. Only that gateway may take it, and only to put traces.
terraform {
  required_version = ">= 1.6"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.70"
    }
  }
}

data "aws_partition" "current" {}

variable "environment_account" {
  description = "Account of the environment whose gateway writes."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.environment_account))
    error_message = "environment_account must be 12 digits."
  }
}

variable "role_name" {
  description = "Name of the role."
  type        = string
  default     = "raygate-put-trace-segments"
}

resource "aws_iam_role" "put" {
  name        = var.role_name
  description = "Raygate's gateway writes this account's traces"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${var.environment_account}:role/raygate-gateway" }
      Action    = ["sts:AssumeRole"]
    }]
  })
}

resource "aws_iam_role_policy" "put" {
  name = "raygate"
  role = aws_iam_role.put.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "PutTraces"
      Effect   = "Allow"
      Action   = ["xray:PutSpans", "xray:PutSpansForIndexing", "xray:PutTraceSegments"]
      Resource = "*"
    }]
  })
}

output "role_arn" {
  value = aws_iam_role.put.arn
}
