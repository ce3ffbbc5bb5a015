{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Values that are right alone and defeat each other: rendering stops, since nothing else would say it. */}}
{{- define "edge.pairs" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- range $compute := include "edge.computes" . | fromJsonArray -}}
{{- $here := set (omit $ "compute") "compute" $compute -}}
{{- include "edge.pairs.given" $here -}}
{{- include "edge.pairs.rollout" $here -}}
{{- end -}}
{{- include "edge.pairs.room" . -}}
{{- include "edge.pairs.calls" . -}}
{{- include "edge.pairs.aliases" . -}}
{{- if not (has .Values.listenHost (list "0.0.0.0" "::")) -}}
{{- fail (printf "listenHost: is %s, where neither applications nor probes reach each node's pod; write 0.0.0.0, or :: in an IPv6 cluster" .Values.listenHost) -}}
{{- end -}}
{{- range $listener := list "grpc" "http" -}}
{{- range $key := list "enabled" "host" "port" -}}
{{- if hasKey (dig "otlp" $listener dict $.Values.forwarder) $key -}}
{{- fail (printf "forwarder.otlp.%s.%s: the chart sets it by otlp.enabled and listenHost; remove it" $listener $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $key := list "streams" "others" -}}
{{- if hasKey (dig "tenants" dict $.Values.forwarder) $key -}}
{{- fail (printf "forwarder.tenants.%s: the chart sets it by environment.sharedClusters; remove it" $key) -}}
{{- end -}}
{{- end -}}
{{- if and (not .Values.networkPolicy.enabled) .Values.networkPolicy.fromNamespaces -}}
{{- fail "networkPolicy.fromNamespaces: names namespaces, and networkPolicy.enabled is false, so that all may send; set it to true, or name none" -}}
{{- end -}}
{{- if and .Values.podMonitor.enabled .Values.networkPolicy.enabled (not .Values.networkPolicy.metricsNamespaces) -}}
{{- fail "podMonitor.enabled: is true, and networkPolicy.metricsNamespaces admits nobody; name the namespace of Prometheus there" -}}
{{- end -}}
{{- if and .Values.imds (eq $cluster.compute "fargate") -}}
{{- fail (printf "imds: is true, and %s is on Fargate, which has no instance metadata; set it to false" $cluster.name) -}}
{{- end -}}
{{- if gt (int .Values.fargate.minReplicas) (int .Values.fargate.maxReplicas) -}}
{{- fail (printf "fargate.minReplicas: is %d, more than fargate.maxReplicas, %d; give the larger one to maxReplicas" (int .Values.fargate.minReplicas) (int .Values.fargate.maxReplicas)) -}}
{{- end -}}
{{- if and .Values.collector.enabled (has .Values.collector.name (list .Values.serviceAccount.name .Values.service.name (printf "%s-fargate" .Values.service.name))) -}}
{{- fail (printf "collector.name: is %s, which the forwarder's own objects are called; choose another" .Values.collector.name) -}}
{{- end -}}
{{- end -}}

{{/* A name for the forwarder is one that nothing else has. */}}
{{- define "edge.pairs.aliases" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- $computes := include "edge.computes" . | fromJsonArray -}}
{{- $taken := list "kubernetes in default" -}}
{{- range $computes -}}
{{- $taken = append $taken (printf "%s in %s" (include "edge.name" (set (omit $ "compute") "compute" .)) $.Release.Namespace) -}}
{{- end -}}
{{- if .Values.collector.enabled -}}
{{- range list "collector" "collector-headless" "collector-monitoring" -}}
{{- $taken = append $taken (printf "%s-%s in %s" $.Values.collector.name . $.Release.Namespace) -}}
{{- end -}}
{{- end -}}
{{- range .Values.service.aliases -}}
{{- if not (has (default (first $computes) .compute) $computes) -}}
{{- fail (printf "service.aliases: %s in %s leads to %s, and %s runs on %s alone; remove compute there" .name .namespace .compute $cluster.name $cluster.compute) -}}
{{- end -}}
{{- $alias := printf "%s in %s" .name .namespace -}}
{{- if has $alias $taken -}}
{{- fail (printf "service.aliases: %s is a Service already; choose another name, or remove it" $alias) -}}
{{- end -}}
{{- $taken = append $taken $alias -}}
{{- end -}}
{{- end -}}

{{/* Whom the forwarder calls by a name of its own. The URL may hold a password, so no message does. */}}
{{- define "edge.pairs.calls" -}}
{{- $calls := dict "aws.proxy" (dig "aws" "proxy" "" .Values.forwarder) "workloads.kubernetes.api-server" (dig "workloads" "kubernetes" "api-server" "" .Values.forwarder) -}}
{{- range $key, $url := $calls -}}
{{- if $url -}}
{{- $port := include "edge.port" $url | int -}}
{{- if or (lt $port 1) (gt $port 65535) -}}
{{- fail (printf "forwarder.%s: has port %d; write one from 1 to 65535" $key $port) -}}
{{- end -}}
{{- if regexMatch "^(?:[a-z]+://)?(?:[^@/]*@)?(?:localhost|127\\.|\\[::1\\])" (lower $url) -}}
{{- fail (printf "forwarder.%s: leads to the pod itself, where nothing but the forwarder listens; name another host" $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A key of the forwarder that the chart sets would be taken and lost. */}}
{{- define "edge.pairs.given" -}}
{{- $forwarder := .Values.forwarder -}}
{{- range $group, $keys := include "edge.given" . | fromYaml -}}
{{- range $key, $value := $keys -}}
{{- if and (hasKey (default dict (get $forwarder $group)) $key) (not (kindIs "map" $value)) -}}
{{- fail (printf "forwarder.%s.%s: the chart sets it to %v itself; remove it" $group $key $value) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Volume and memory hold what the forwarder may put there. */}}
{{- define "edge.pairs.room" -}}
{{- $disk := include "edge.amount" .Values.spool.maxDisk | float64 -}}
{{- $aside := include "edge.amount" (dig "spool" "max-set-aside" "16M" .Values.forwarder) | float64 -}}
{{- if le (include "edge.amount" .Values.spool.sizeLimit | float64) (addf $disk $aside) -}}
{{- fail (printf "spool.sizeLimit: is %s, and the forwarder may put %s (spool.maxDisk) and what it sets aside there, for which the kubelet would evict the pod; raise it, or lower spool.maxDisk" .Values.spool.sizeLimit .Values.spool.maxDisk) -}}
{{- end -}}
{{- $memory := dig "limits" "memory" "" .Values.resources -}}
{{- if not $memory -}}
{{- fail "resources.limits.memory: is empty, and one leak would take the node's memory; set it" -}}
{{- end -}}
{{- $blocks := dig "spool" "max-memory" "64M" .Values.forwarder -}}
{{- if lt (include "edge.amount" $memory | float64) (addf (include "edge.amount" $blocks | float64) (mul 128 1024 1024)) -}}
{{- fail (printf "resources.limits.memory: is %v, and forwarder.spool.max-memory, %v, leaves less than the 128Mi that the forwarder needs beside blocks; raise it" $memory $blocks) -}}
{{- end -}}
{{- include "edge.pairs.requests" (dict "key" "resources" "resources" .Values.resources) -}}
{{- if .Values.collector.enabled -}}
{{- include "edge.pairs.requests" (dict "key" "collector.resources" "resources" .Values.collector.resources) -}}
{{- end -}}
{{- end -}}

{{/* Takes {key, resources}: the API server admits no pod that asks for more than it may have. */}}
{{- define "edge.pairs.requests" -}}
{{- $requests := default dict .resources.requests -}}
{{- range $name, $limit := default dict .resources.limits -}}
{{- $request := default "0" (get $requests $name) -}}
{{- if gt (include "edge.amount" $request | float64) (include "edge.amount" $limit | float64) -}}
{{- fail (printf "%s.requests.%s: is %v, more than %s.limits.%s, %v; raise the limit, or ask for less" $.key $name $request $.key $name $limit) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* A roll-out goes on, and what is in memory goes to the stream before the kubelet kills. */}}
{{- define "edge.pairs.rollout" -}}
{{- $key := ternary "maxUnavailable" "maxSurge" .Values.hostPort.enabled -}}
{{- $nodes := get .Values.updateStrategy $key | toString -}}
{{- if has $nodes (list "0" "0%") -}}
{{- fail (printf "updateStrategy.%s: is %s, so that no forwarder is ever replaced; name one node or more" $key $nodes) -}}
{{- end -}}
{{- $drain := include "edge.seconds" (dig "publish" "drain-timeout" "20s" .Values.forwarder) -}}
{{- $before := 3 -}}
{{- $what := "the pod's preStop" -}}
{{- if include "edge.surges" . -}}
{{- $before = include "edge.seconds" .Values.updateStrategy.stopDelay | int -}}
{{- $what = "updateStrategy.stopDelay" -}}
{{- if le $before 10 -}}
{{- fail (printf "updateStrategy.stopDelay: is %s, and the kubelet takes 10 s to find the pod not ready; write more, such as 15s" .Values.updateStrategy.stopDelay) -}}
{{- end -}}
{{- end -}}
{{- $needed := add $before (int $drain) 5 -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) (int $needed) -}}
{{- fail (printf "terminationGracePeriodSeconds: is %d, less than %s (%d s), forwarder.publish.drain-timeout (%s s) and 5 s to end; write %d or more" (int .Values.terminationGracePeriodSeconds) $what $before $drain (int $needed)) -}}
{{- end -}}
{{- end -}}

{{/*
What a Kubernetes quantity or a size of the forwarder comes to, as a number with a fraction: 0 where it is neither. K, M, G
and T are taken for Ki, Mi, Gi and Ti, as the forwarder means them.
*/}}
{{- define "edge.amount" -}}
{{- $factors := dict "" 1 "m" 0.001 "k" 1000 "K" 1024 "M" 1048576 "G" 1073741824 "T" 1099511627776 -}}
{{- $unit := regexFind "(?:m|k|[KMGT]i?)$" (toString .) -}}
{{- mulf (trimSuffix $unit (toString .) | float64) (get $factors (trimSuffix "i" $unit)) -}}
{{- end -}}

{{/* Whole seconds of a duration such as 500ms, 20s or 2m, rounded up. */}}
{{- define "edge.seconds" -}}
{{- $text := toString . | lower | trimPrefix "pt" -}}
{{- $count := int64 (regexFind "^[0-9]+" $text) -}}
{{- $unit := regexFind "[a-z]*$" $text -}}
{{- if eq $unit "ms" -}}{{- div (add $count 999) 1000 -}}
{{- else -}}{{- mul $count (get (dict "" 1 "s" 1 "m" 60 "h" 3600) $unit) -}}
{{- end -}}
{{- end -}}

{{/* Port of a URL; without a scheme it is http. */}}
{{- define "edge.port" -}}
{{- $url := urlParse (ternary . (printf "http://%s" .) (contains "://" .)) -}}
{{- regexFind ":[0-9]+$" $url.host | trimPrefix ":" | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end -}}

{{/* TCP ports of whom the forwarder calls by name, as JSON: AWS, the API server, and a proxy before them. */}}
{{- define "edge.calls" -}}
{{- $ports := list "443" -}}
{{- with dig "aws" "proxy" "" .Values.forwarder -}}{{- $ports = append $ports (include "edge.port" .) -}}{{- end -}}
{{- with dig "workloads" "kubernetes" "api-server" "" .Values.forwarder -}}{{- $ports = append $ports (include "edge.port" .) -}}{{- end -}}
{{- toJson (uniq $ports) -}}
{{- end -}}
