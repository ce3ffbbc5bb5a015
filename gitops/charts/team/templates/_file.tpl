{{/*
SPDX-FileCopyrightText: The Raygate authors
SPDX-License-Identifier: Apache-2.0
*/}}

{{/*
The tenant file as JSON. Fails where it is not certain what the team wants: what is not rendered is removed, so nothing may
be missing by mistake. Whatever else is wrong with the file, the charts refuse that it is given to.
*/}}
{{- define "team.tenant" -}}
{{- $tenant := fromYaml .Values.tenant -}}
{{- if hasKey $tenant "Error" -}}
{{- fail (printf "%s is no YAML: %v; nothing of team %s changes until it is put right" .Values.file $tenant.Error .Values.team) -}}
{{- end -}}
{{- if regexMatch "\u0085|(^|[^\\\\])(\\\\\\\\)*\\\\u202[89]" (toJson $tenant) -}}
{{- fail (printf "%s holds U+0085, U+2028 or U+2029, which some readers of YAML take for a line break; remove it" .Values.file) -}}
{{- end -}}
{{- $spec := get $tenant "spec" -}}
{{- if not (and (kindIs "map" $spec) (kindIs "map" (get $tenant "metadata"))) -}}
{{- fail (printf "%s is no tenant file, or was emptied; restore it, or retire the team first: spec.retired: true" .Values.file) -}}
{{- end -}}
{{- if ne (get $tenant.metadata "name" | toString) .Values.team -}}
{{- fail (printf "%s: metadata.name: is %v in a file called %s; give both the same name" .Values.file (get $tenant.metadata "name") .Values.team) -}}
{{- end -}}
{{- include "team.retired" (dict "of" $spec "at" (printf "%s: spec" .Values.file)) -}}
{{- $quota := get $spec "quota" -}}
{{- if not (and (kindIs "map" $quota) (kindIs "slice" (get $spec "clusters"))) -}}
{{- fail (printf "%s: spec.quota must be a map and spec.clusters a list; correct them, or retire the team first: spec.retired: true" .Values.file) -}}
{{- end -}}
{{- range $environment, $given := $quota -}}
{{- if not (kindIs "map" $given) -}}
{{- fail (printf "%s: spec.quota.%s must be a map" $.Values.file $environment) -}}
{{- end -}}
{{- include "team.retired" (dict "of" $given "at" (printf "%s: spec.quota.%s" $.Values.file $environment)) -}}
{{- end -}}
{{- range $index, $cluster := $spec.clusters -}}
{{- include "team.cluster" (dict "root" $ "spec" $spec "cluster" $cluster "at" (printf "%s: spec.clusters[%d]" $.Values.file $index)) -}}
{{- end -}}
{{- $telemetry := get $spec "telemetry" | default dict -}}
{{- if not (kindIs "map" $telemetry) -}}
{{- fail (printf "%s: spec.telemetry must be a map of environments" .Values.file) -}}
{{- end -}}
{{- range $environment, $given := $telemetry -}}
{{- if not (or (kindIs "map" $given) (kindIs "invalid" $given)) -}}
{{- fail (printf "%s: spec.telemetry.%s must be a map" $.Values.file $environment) -}}
{{- end -}}
{{- end -}}
{{- toJson $tenant -}}
{{- end -}}

{{/*
Takes {root, spec, cluster, at}. Fails where an Application would be left out, or its name would be no name.
*/}}
{{- define "team.cluster" -}}
{{- if not (kindIs "map" .cluster) -}}
{{- fail (printf "%s must be a map" .at) -}}
{{- end -}}
{{- $name := get .cluster "name" | toString -}}
{{- if not (kindIs "string" (get .cluster "name")) -}}
{{- fail (printf "%s.name: %s is no text; put it in quotes" .at $name) -}}
{{- end -}}
{{- if not (regexMatch "^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$" $name) -}}
{{- fail (printf "%s.name: %q must be 1 to 63 of a-z 0-9 and hyphen, no hyphen at the ends" .at $name) -}}
{{- end -}}
{{- if eq $name "in-cluster" -}}
{{- fail (printf "%s.name: in-cluster is the hub, which belongs to no team; remove it" .at) -}}
{{- end -}}
{{- include "team.retired" (dict "of" .cluster "at" .at) -}}
{{- if not (has (get .cluster "ring" | toString) (list "stable" "canary")) -}}
{{- fail (printf "%s.ring: %v of %s must be stable or canary" .at (get .cluster "ring") $name) -}}
{{- end -}}
{{- $environment := get .cluster "env" | toString -}}
{{- if not (hasKey .spec.quota $environment) -}}
{{- fail (printf "%s.env: %s of %s has no quota; add spec.quota.%s" .at $environment $name $environment) -}}
{{- end -}}
{{- $leaves := or (get .spec "retired") (and (kindIs "map" (get .spec.quota $environment)) (get (get .spec.quota $environment) "retired")) -}}
{{- if and $leaves (not (get .cluster "retired")) -}}
{{- fail (printf "%s: %s is not retired, but its team or environment is; retire the cluster first, and go on when edge-%s is empty" .at $name $name) -}}
{{- end -}}
{{- end -}}

{{/*
Takes {of, at}. Fails where retired is neither true nor false: to a template, "false" in quotes is true, and takes a forwarder away.
*/}}
{{- define "team.retired" -}}
{{- if and (hasKey .of "retired") (not (kindIs "bool" (get .of "retired"))) -}}
{{- fail (printf "%s.retired: %v must be true or false, without quotes" .at (get .of "retired")) -}}
{{- end -}}
{{- end -}}

{{/*
Takes {tenant, environment}. true where the environment has a metrics collector: not where the workspace is still to be made,
since its id is part of an address.
*/}}
{{- define "team.prometheus" -}}
{{- $of := get (get .tenant.spec "telemetry" | default dict) .environment | default dict -}}
{{- $prometheus := get $of "prometheus" -}}
{{- if kindIs "map" $prometheus -}}
{{- $amp := get $prometheus "amp" -}}
{{- if or (not (kindIs "map" $amp)) (get $amp "workspace") (not (get $amp "create")) -}}true{{- end -}}
{{- end -}}
{{- end -}}
