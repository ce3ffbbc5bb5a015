{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
Takes {root, name, ring, project, chart, version, release, values, destination, namespace, options, wave, keep, empty}. With keep it
stays where it is no longer rendered; with empty it gives up all that it has. charts/shared has a link to this file.
*/}}
{{- define "team.application" }}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: {{ .name | quote }}
  namespace: argocd
  annotations:
    # What is on a cluster goes before its project does.
    argocd.argoproj.io/sync-wave: {{ .wave | quote }}
    {{- if .keep }}
    # Only what is retired goes; an entry that is lost takes nothing away.
    argocd.argoproj.io/sync-options: Prune=false
    {{- end }}
  labels:
    {{- with .root.Values.team }}
    raygate.io/tenant: {{ . | quote }}
    {{- end }}
    raygate.io/environment: {{ .root.Values.environment.name | quote }}
    raygate.io/ring: {{ .ring | quote }}
  finalizers:
    - resources-finalizer.argocd.argoproj.io
spec:
  project: {{ .project | quote }}
  source:
    repoURL: {{ .root.Values.environment.charts | quote }}
    chart: {{ .chart }}
    targetRevision: {{ .version | quote }}
    helm:
      releaseName: {{ .release | quote }}
      # In quotes: YAML 1.1 has line breaks that no indentation follows, so a text with one would leave a block.
      values: {{ toYaml .values | quote }}
  destination:
    name: {{ .destination | quote }}
    namespace: {{ .namespace | quote }}
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
      {{- if .empty }}
      allowEmpty: true
      {{- end }}
    syncOptions:
      {{- range .options }}
      - {{ . }}
      {{- end }}
    # Without end, each time with the newest commit: what it waits for, another Application brings.
    retry:
      limit: -1
      refresh: true
      backoff:
        duration: 10s
        factor: 2
        maxDuration: 5m
{{- end }}

{{/*
Takes {root, tenant, cluster, chart, release}. The Application of a chart on a cluster; of one that is retired, without content.
*/}}
{{- define "team.ofCluster" -}}
{{- $environment := .root.Values.environment -}}
{{- $retired := get .cluster "retired" -}}
{{- $values := dict "cluster" .cluster.name "team" .root.Values.team "environment" (omit $environment "sharedClusters") "tenant" .tenant -}}
{{- $chart := .chart -}}
{{- $version := (get $environment.release .cluster.ring).chart -}}
{{- if $retired -}}
{{- $values = dict "retired" true -}}
{{- $chart = "team" -}}
{{- $version = $environment.release.chart -}}
{{- end -}}
{{- include "team.application" (dict
      "root" .root
      "name" (printf "%s-%s" .chart .cluster.name)
      "ring" .cluster.ring
      "project" (printf "tenant-%s-%s" .root.Values.team $environment.name)
      "chart" $chart
      "version" $version
      "release" .release
      "values" $values
      "destination" .cluster.name
      "namespace" "raygate"
      "options" (list "CreateNamespace=true" "ServerSideApply=true" "FailOnSharedResource=true")
      "wave" "1"
      "keep" (and (not $retired) (eq .chart "edge"))
      "empty" $retired) -}}
{{- end -}}
