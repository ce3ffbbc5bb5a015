{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/* A DaemonSet that tolerates everything would wait for Fargate's nodes, which hold one pod each and take no other. */}}
{{- define "edge.affinity" -}}
nodeAffinity:
  requiredDuringSchedulingIgnoredDuringExecution:
    nodeSelectorTerms:
      - matchExpressions:
          - key: eks.amazonaws.com/compute-type
            operator: NotIn
            values:
              - fargate
{{- end -}}

{{/* "true" where a successor is ready before its predecessor ends: two pods of a node cannot have the same host port. */}}
{{- define "edge.surges" -}}
{{- if or (not .Values.hostPort.enabled) (eq .compute "fargate") -}}true{{- end -}}
{{- end -}}

{{- define "edge.pod" -}}
metadata:
  labels:
    {{- include "edge.labels" . | nindent 4 }}
  annotations:
    # What is read at start alone; rules and limits are read again when their files change.
    checksum/config: {{ include "edge.application" . | sha256sum }}
    prometheus.io/scrape: "true"
    prometheus.io/port: "8090"
    prometheus.io/path: /q/metrics
spec:
  serviceAccountName: {{ .Values.serviceAccount.name }}
  {{- if eq $.compute "ec2" }}
  priorityClassName: {{ .Values.service.name }}
  nodeSelector:
    {{- toYaml .Values.nodeSelector | nindent 4 }}
  tolerations:
    {{- toYaml .Values.tolerations | nindent 4 }}
  affinity:
    {{- include "edge.affinity" . | nindent 4 }}
  {{- end }}
  {{- with .Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: forwarder
      image: {{ include "edge.image" . }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      # Without the X-Ray daemon's flags that the image starts with: the ConfigMap says it all.
      command:
        - /xray
      env:
        - name: AWS_REGION
          value: {{ .Values.environment.region }}
        - name: RAYGATE_NODE_NAME
          valueFrom:
            fieldRef:
              fieldPath: spec.nodeName
        - name: SMALLRYE_CONFIG_LOCATIONS
          value: /etc/raygate/application.yaml
        # The file has them too. The forwarder binds its sockets before it has loaded what reads files.
        {{- range $key, $value := pick (include "edge.application" . | fromYaml).raygate.receive "addresses" "sockets-per-address" "socket-buffer" "start-memory" }}
        - name: RAYGATE_RECEIVE_{{ $key | upper | replace "-" "_" }}
          value: {{ $value | toString | quote }}
        {{- end }}
      ports:
        - name: segments
          protocol: UDP
          containerPort: 2000
          {{- if and .Values.hostPort.enabled (eq $.compute "ec2") }}
          hostPort: 2000
          {{- end }}
        - name: sampling
          protocol: TCP
          containerPort: 2000
          {{- if and .Values.hostPort.enabled (eq $.compute "ec2") }}
          hostPort: 2000
          {{- end }}
        {{- if .Values.otlp.enabled }}
        {{- range $name, $port := dict "otlp-grpc" 4317 "otlp-http" 4318 }}
        - name: {{ $name }}
          protocol: TCP
          containerPort: {{ $port }}
          {{- if and $.Values.hostPort.enabled (eq $.compute "ec2") }}
          hostPort: {{ $port }}
          {{- end }}
        {{- end }}
        {{- end }}
        - name: management
          protocol: TCP
          containerPort: 8090
      {{- if not (include "edge.surges" .) }}
      # Receives on until kube-proxy has learnt that the pod is going. Where a successor is ready, updateStrategy.stopDelay
      # does it: the forwarder must not be ready meanwhile, which it is before SIGTERM.
      lifecycle:
        preStop:
          sleep:
            seconds: 3
      {{- end }}
      startupProbe:
        httpGet:
          path: /q/health/live
          port: management
        periodSeconds: 1
        failureThreshold: 60
      livenessProbe:
        httpGet:
          path: /q/health/live
          port: management
        periodSeconds: 10
        timeoutSeconds: 3
        failureThreshold: 6
      readinessProbe:
        httpGet:
          path: /q/health/ready
          port: management
        # Not ready within 10 s; updateStrategy.stopDelay must be longer.
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      resources:
        {{- toYaml .Values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop:
            - ALL
      volumeMounts:
        - name: config
          mountPath: /etc/raygate
          readOnly: true
        - name: spool
          mountPath: /var/lib/raygate
        - name: tmp
          mountPath: /tmp
  volumes:
    - name: config
      configMap:
        name: {{ include "edge.name" . }}
    - name: spool
      emptyDir:
        sizeLimit: {{ .Values.spool.sizeLimit }}
    - name: tmp
      emptyDir:
        medium: Memory
        sizeLimit: 16Mi
{{- end -}}
