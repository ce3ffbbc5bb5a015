# SPDX-FileCopyrightText: The Raygate authors
# SPDX-License-Identifier: Apache-2.0

# What a team's cluster needs before its entry is merged: the role with which Argo CD on the hub deploys (argoRole), its
# access entry, and the Pod Identity agent.
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

variable "cluster" {
  description = "Name of the EKS cluster."
  type        = string
}

variable "hub_argo_role" {
  description = "ARN of the role of Argo CD's application controller on the hub."
  type        = string
}

variable "pod_identity_agent" {
  description = "Install the add-on; false where it is there already, and on Fargate."
  type        = bool
  default     = true
}

resource "aws_iam_role" "deployer" {
  name        = "argocd-deployer-${var.cluster}"
  description = "Argo CD deploys Raygate's forwarder to ${var.cluster}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = var.hub_argo_role }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
    }]
  })
}

resource "aws_eks_access_entry" "deployer" {
  cluster_name  = var.cluster
  principal_arn = aws_iam_role.deployer.arn
}

resource "aws_eks_access_policy_association" "deployer" {
  cluster_name  = var.cluster
  principal_arn = aws_iam_role.deployer.arn
  policy_arn    = "arn:${data.aws_partition.current.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy"

  access_scope {
    type = "cluster"
  }
}

resource "aws_eks_addon" "agent" {
  count = var.pod_identity_agent ? 1 : 0

  cluster_name = var.cluster
  addon_name   = "eks-pod-identity-agent"
}

output "argo_role" {
  value = aws_iam_role.deployer.arn
}
