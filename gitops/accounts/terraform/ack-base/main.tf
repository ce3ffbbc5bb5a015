# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0

# The identity of the AWS controllers for Kubernetes on the hub, in the hub's account: it may take the role raygate-ack of
# any account, and nothing else.
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

variable "hub_cluster" {
  description = "Name of the EKS cluster on which Argo CD and the controllers run."
  type        = string
}

locals {
  controllers = ["kinesis", "lambda", "iam", "sqs", "ssm", "kms", "eks", "cloudwatch", "cloudwatchlogs", "prometheusservice"]
}

resource "aws_iam_role" "base" {
  name        = "raygate-ack-base"
  description = "The AWS controllers for Kubernetes of Raygate's hub"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
    }]
  })
}

resource "aws_iam_role_policy" "base" {
  name = "raygate"
  role = aws_iam_role.base.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "RolesOfAccounts"
      Effect   = "Allow"
      Action   = ["sts:AssumeRole", "sts:TagSession"]
      Resource = "arn:${data.aws_partition.current.partition}:iam::*:role/raygate-ack"
    }]
  })
}

resource "aws_eks_pod_identity_association" "controller" {
  for_each = toset(local.controllers)

  cluster_name    = var.hub_cluster
  namespace       = "ack-system"
  service_account = "ack-${each.key}"
  role_arn        = aws_iam_role.base.arn
}

output "role_arn" {
  value = aws_iam_role.base.arn
}
