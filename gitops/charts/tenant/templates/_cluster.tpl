{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* What a cluster has on the hub, whoever's it is: charts/shared has a link to this file. */}}

{{/* Takes a cluster. podIdentity or irsa; EKS Pod Identity does not reach Fargate. */}}
{{- define "tenant.identity" -}}
{{- default (ternary "podIdentity" "irsa" (eq .compute "ec2")) .identity -}}
{{- end -}}

{{/* The partition of AWS that the environment's region is in. */}}
{{- define "tenant.partition" -}}
{{- if hasPrefix "us-gov-" .Values.environment.region -}}aws-us-gov
{{- else if hasPrefix "cn-" .Values.environment.region -}}aws-cn
{{- else -}}aws
{{- end -}}
{{- end -}}

{{/*
Metadata of what a controller makes in AWS. Takes {root, name, account, region, wave, retain, keep}. What is there already is
taken over: a team's stream outlives its file, and the file may come back. What is kept stays where it is rendered no more.
*/}}
{{- define "tenant.aws" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "tenant.labels" .root | nindent 2 }}
  raygate.io/account: {{ .account | quote }}
annotations:
  argocd.argoproj.io/sync-wave: {{ .wave | quote }}
  services.k8s.aws/region: {{ .region }}
  services.k8s.aws/adoption-policy: adopt-or-create
  {{- if .retain }}
  services.k8s.aws/deletion-policy: retain
  {{- end }}
  {{- if or .retain .keep }}
  argocd.argoproj.io/sync-options: Prune=false
  {{- end }}
{{- end -}}

{{/*
Takes {root, cluster}. true until the cluster is retired: an entry that is lost takes neither the forwarder's identity away nor
the cluster from Argo CD.
*/}}
{{- define "tenant.keep" -}}
{{- if not .cluster.retired -}}true{{- end -}}
{{- end -}}

{{/* Takes {root, cluster, at}. What no schema sees of a cluster's entry, which stands at `at`. */}}
{{- define "tenant.check.cluster" -}}
{{- $environment := .root.Values.environment -}}
{{- $accounts := concat (list $environment.account $environment.hub.account) (default list $environment.clusterAccounts) -}}
{{- $at := .at -}}
{{- with .cluster -}}
{{- if not (has .account $accounts) -}}
{{- fail (printf "%s: %s is in account %s, which environment %s does not know; add it to environment.clusterAccounts" $at .name .account $environment.name) -}}
{{- end -}}
{{- /* Argo CD goes where the server says, with rights of its own where that is an ARN. */ -}}
{{- if and (hasPrefix "arn:" .server) (not (hasSuffix (printf ":eks:%s:%s:cluster/%s" .region .account .name) .server)) -}}
{{- fail (printf "%s: %s has the server %s, which is another cluster; name the same cluster in name, region, account and server" $at .name .server) -}}
{{- end -}}
{{- if eq (printf "%s/%s/%s" .account .region .name) (printf "%s/%s/%s" $environment.hub.account $environment.hub.region $environment.hub.cluster) -}}
{{- fail (printf "%s: %s is the hub, which belongs to no team; remove it" $at .name) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/*
Takes {root, cluster, at, streams, writesTo, xray, tag, project}: the forwarder's two roles and its identity, and the Secret by
which Argo CD knows the cluster. The entry stands at `at`; streams are ARNs, writesTo says them in words; xray where SDKs are
answered with X-Ray's sampling rules.
*/}}
{{- define "tenant.cluster" }}
{{- $root := .root }}
{{- $cluster := .cluster }}
{{- $at := .at }}
{{- $environment := $root.Values.environment }}
{{- $partition := include "tenant.partition" $root }}
{{- $namespaces := prepend $root.Values.edge.aliasNamespaces $root.Values.edge.namespace | uniq | join "," }}
{{- $keep := include "tenant.keep" (dict "root" $root "cluster" $cluster) }}
{{- $edge := printf "raygate-edge-%s" $cluster.name }}
{{- $writer := printf "raygate-writer-%s" $cluster.name }}
{{- $edgeArn := printf "arn:%s:iam::%s:role/%s" $partition $cluster.account $edge }}
{{- $writerArn := printf "arn:%s:iam::%s:role/%s" $partition $environment.account $writer }}
---
# What the forwarder of {{ $cluster.name }} may do: put records on the streams that are named, and on no other.
apiVersion: iam.services.k8s.aws/v1alpha1
kind: Role
metadata:
  {{- include "tenant.aws" (dict "root" $root "keep" $keep "name" $writer "account" $environment.account "region" $environment.region "wave" "1") | nindent 2 }}
spec:
  name: {{ $writer }}
  description: Raygate forwarder of {{ $cluster.name }}, writes to {{ .writesTo }}
  maxSessionDuration: 3600
  assumeRolePolicyDocument: |
    {{- include "tenant.trust.writer" (dict "edgeArn" $edgeArn "partition" $partition "account" $cluster.account) | nindent 4 }}
  inlinePolicies:
    write: |
      {{- include "tenant.policy.writer" (dict "root" $root "streams" .streams "xray" .xray) | nindent 6 }}
  tags:
    - key: {{ .tag.key }}
      value: {{ .tag.value }}
---
# Who the forwarder of {{ $cluster.name }} is, in the cluster's own account: it may become the writer, nothing else.
apiVersion: iam.services.k8s.aws/v1alpha1
kind: Role
metadata:
  {{- include "tenant.aws" (dict "root" $root "keep" $keep "name" $edge "account" $cluster.account "region" $cluster.region "wave" "0") | nindent 2 }}
spec:
  name: {{ $edge }}
  description: Raygate forwarder of {{ $cluster.name }}
  maxSessionDuration: 3600
  assumeRolePolicyDocument: |
    {{- include "tenant.trust.edge" (dict "root" $root "cluster" $cluster "serviceAccount" $root.Values.edge.serviceAccount) | nindent 4 }}
  inlinePolicies:
    become-writer: |
      {{- include "tenant.policy.edge" (dict "writerArn" $writerArn) | nindent 6 }}
  tags:
    - key: {{ .tag.key }}
      value: {{ .tag.value }}
{{- if eq (include "tenant.identity" $cluster) "podIdentity" }}
---
apiVersion: eks.services.k8s.aws/v1alpha1
kind: PodIdentityAssociation
metadata:
  {{- include "tenant.aws" (dict "root" $root "keep" $keep "name" $edge "account" $cluster.account "region" $cluster.region "wave" "2") | nindent 2 }}
spec:
  clusterName: {{ $cluster.name }}
  namespace: {{ $root.Values.edge.namespace }}
  serviceAccount: {{ $root.Values.edge.serviceAccount }}
  roleARN: {{ $edgeArn }}
  targetRoleARN: {{ $writerArn }}
{{- end }}
{{- /* Argo CD refuses every Application of a cluster that two Secrets describe. */}}
{{- if not $cluster.registered }}
---
# Where Argo CD finds {{ $cluster.name }}. It holds no secret: Argo CD signs in with its own AWS identity.
apiVersion: v1
kind: Secret
metadata:
  name: cluster-{{ $cluster.name }}
  namespace: {{ $root.Values.argocd.namespace }}
  labels:
    {{- include "tenant.labels" $root | nindent 4 }}
    argocd.argoproj.io/secret-type: cluster
    raygate.io/region: {{ $cluster.region }}
    raygate.io/ring: {{ $cluster.ring }}
    raygate.io/compute: {{ $cluster.compute }}
  annotations:
    # After the association: a pod is given its identity when it is admitted, or never.
    argocd.argoproj.io/sync-wave: "3"
    {{- if include "tenant.keep" (dict "root" $root "cluster" $cluster) }}
    argocd.argoproj.io/sync-options: Prune=false
    {{- end }}
type: Opaque
stringData:
  name: {{ $cluster.name }}
  server: {{ $cluster.server }}
  # Argo CD keeps in memory what it may see: of this cluster the forwarder's namespaces, and what has none.
  namespaces: {{ $namespaces }}
  clusterResources: "true"
  # No Application of another project goes there.
  project: {{ .project }}
  {{- if hasPrefix "https://" $cluster.server }}
  config: |
    {{- dict "awsAuthConfig" (dict "clusterName" $cluster.name "roleARN" (required (printf "%s: %s has no argoRole" $at $cluster.name) $cluster.argoRole)) "tlsClientConfig" (dict "insecure" false "caData" (required (printf "%s: %s has no caData" $at $cluster.name) $cluster.caData)) | toPrettyJson | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* Takes {root, account, name, label}: the role with which the controllers make what has this account and label. */}}
{{- define "tenant.account" }}
---
# Of each owner, not of the environment: a resource that its controller sees before it knows a role is made in the hub's
# account, and never moves.
apiVersion: services.k8s.aws/v1alpha1
kind: IAMRoleSelector
metadata:
  name: {{ .name }}
  labels:
    {{- include "tenant.labels" .root | nindent 4 }}
  annotations:
    argocd.argoproj.io/sync-wave: "-2"
    # What is left of a cluster whose entry is lost still needs the role.
    argocd.argoproj.io/sync-options: Prune=false
spec:
  arn: arn:{{ include "tenant.partition" .root }}:iam::{{ .account }}:role/raygate-ack
  namespaceSelector:
    names:
      - {{ .root.Release.Namespace }}
  resourceLabelSelector:
    matchLabels:
      raygate.io/account: {{ .account | quote }}
      {{ .label.key }}: {{ .label.value | quote }}
{{- end }}
