{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
Takes {root, name, description, clusters, registered, groups}: what the Applications on clusters may touch. clusters are names;
registered where Argo CD knows one of them by a Secret that is not Raygate's. charts/shared has a link to this file.
*/}}
{{- define "tenant.project.manifest" }}
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: {{ .name }}
  namespace: {{ .root.Values.argocd.namespace }}
  labels:
    {{- include "tenant.labels" .root | nindent 4 }}
  annotations:
    argocd.argoproj.io/sync-wave: "-2"
  finalizers:
    # Stays until the last forwarder of the project is gone.
    - resources-finalizer.argocd.argoproj.io
spec:
  description: {{ .description }}
  sourceRepos:
    - {{ .root.Values.environment.charts }}
  # A project-scoped cluster is one whose Secret names the project: all that Raygate makes.
  permitOnlyProjectScopedClusters: {{ not .registered }}
  destinations: {{ if not .clusters }}[]{{ end }}
    {{- range $name := .clusters }}
    {{- range $namespace := prepend $.root.Values.edge.aliasNamespaces $.root.Values.edge.namespace }}
    - name: {{ $name }}
      namespace: {{ $namespace }}
    {{- end }}
    {{- end }}
  clusterResourceWhitelist:
    - group: ""
      kind: Namespace
    - group: rbac.authorization.k8s.io
      kind: ClusterRole
    - group: rbac.authorization.k8s.io
      kind: ClusterRoleBinding
    - group: scheduling.k8s.io
      kind: PriorityClass
  namespaceResourceWhitelist:
    - group: ""
      kind: ConfigMap
    - group: ""
      kind: Service
    - group: ""
      kind: ServiceAccount
    - group: apps
      kind: DaemonSet
    - group: apps
      kind: Deployment
    - group: autoscaling
      kind: HorizontalPodAutoscaler
    - group: policy
      kind: PodDisruptionBudget
    - group: networking.k8s.io
      kind: NetworkPolicy
    - group: monitoring.coreos.com
      kind: PodMonitor
    - group: monitoring.coreos.com
      kind: PrometheusRule
    - group: opentelemetry.io
      kind: OpenTelemetryCollector
  {{- with .groups }}
  roles:
    - name: team
      description: Sees and syncs the team's forwarders
      groups:
        {{- toYaml . | nindent 8 }}
      policies:
        {{- $project := $.name }}
        {{- range $action := list "get" "sync" }}
        - p, proj:{{ $project }}:team, applications, {{ $action }}, {{ $project }}/*, allow
        {{- end }}
        - p, proj:{{ $project }}:team, logs, get, {{ $project }}/*, allow
  {{- end }}
  orphanedResources:
    warn: true
  {{- with get .root.Values.argocd.syncWindows .root.Values.environment.name }}
  syncWindows:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
