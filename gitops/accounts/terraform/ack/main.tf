# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0

# The role with which the AWS controllers for Kubernetes manage Raygate's resources in this account: one in each account
# that an environment file names or that has clusters.
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

variable "hub_account" {
  description = "Account of the hub, which has the role raygate-ack-base."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.hub_account))
    error_message = "hub_account must be 12 digits."
  }
}

resource "aws_iam_role" "ack" {
  name        = "raygate-ack"
  description = "Manages Raygate's resources for the controllers on the hub"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:${data.aws_partition.current.partition}:iam::${var.hub_account}:role/raygate-ack-base" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
    }]
  })
}

resource "aws_iam_role_policy" "ack" {
  name   = "raygate"
  role   = aws_iam_role.ack.name
  policy = templatefile("${path.module}/../../ack-policy.json", { partition = data.aws_partition.current.partition })
}

output "role_arn" {
  value = aws_iam_role.ack.arn
}
