{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* Values that are right alone and defeat each other: rendering stops, since nothing else would say it. */}}
{{- define "edge.pairs" -}}
{{- $cluster := include "edge.cluster" . | fromJson -}}
{{- include "edge.pairs.given" . -}}
{{- include "edge.pairs.room" . -}}
{{- include "edge.pairs.rollout" . -}}
{{- if has .Values.listenHost (list "127.0.0.1" "::1" "localhost") -}}
{{- fail (printf "listenHost: is %s, where neither applications nor probes reach the pod; write 0.0.0.0, or :: in an IPv6 cluster" .Values.listenHost) -}}
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
{{- if and .Values.collector.enabled (has .Values.collector.name (list .Values.serviceAccount.name .Values.service.name)) -}}
{{- fail (printf "collector.name: is %s, which the forwarder's own objects are called; choose another" .Values.collector.name) -}}
{{- end -}}
{{- range .Values.service.aliases -}}
{{- if and (eq .name $.Values.service.name) (eq .namespace $.Release.Namespace) -}}
{{- fail (printf "service.aliases: %s in %s is the forwarder's Service itself; remove it" .name .namespace) -}}
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
{{- $disk := int64 (include "edge.bytes" .Values.spool.maxDisk) -}}
{{- $aside := int64 (include "edge.bytes" (dig "spool" "max-set-aside" "16M" .Values.forwarder)) -}}
{{- if le (int64 (include "edge.bytes" .Values.spool.sizeLimit)) (add $disk $aside) -}}
{{- fail (printf "spool.sizeLimit: is %s, and the forwarder may put %s (spool.maxDisk) and what it sets aside there, for which the kubelet would evict the pod; raise it, or lower spool.maxDisk" .Values.spool.sizeLimit .Values.spool.maxDisk) -}}
{{- end -}}
{{- $memory := dig "limits" "memory" "" .Values.resources | toString -}}
{{- if not $memory -}}
{{- fail "resources.limits.memory: is empty, and one leak would take the node's memory; set it" -}}
{{- end -}}
{{- $blocks := dig "spool" "max-memory" "64M" .Values.forwarder -}}
{{- if lt (int64 (include "edge.bytes" $memory)) (add (int64 (include "edge.bytes" $blocks)) (mul 128 1024 1024)) -}}
{{- fail (printf "resources.limits.memory: is %s, and forwarder.spool.max-memory, %s, leaves less than the 128Mi that the forwarder needs beside blocks; raise it" $memory $blocks) -}}
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
{{- if lt (int .Values.terminationGracePeriodSeconds) (add (int $drain) 8) -}}
{{- fail (printf "terminationGracePeriodSeconds: is %d, and 3 s before, forwarder.publish.drain-timeout (%s s) and 5 s to end need more; raise it" (int .Values.terminationGracePeriodSeconds) $drain) -}}
{{- end -}}
{{- end -}}

{{/* Bytes of a size: Kubernetes' Ki, Mi, Gi, Ti; K, M, G and T of the forwarder are the same, and here never less than meant. */}}
{{- define "edge.bytes" -}}
{{- $text := toString . -}}
{{- $factors := dict "" 1 "K" 1024 "M" 1048576 "G" 1073741824 "T" 1099511627776 -}}
{{- $unit := regexFind "[KMGT]?i?$" $text | trimSuffix "i" -}}
{{- mul (int64 (regexFind "^[0-9]+" $text)) (int64 (get $factors $unit)) -}}
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
