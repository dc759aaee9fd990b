{{/* The labels of every object. */}}
{{- define "gatewayz.labels" -}}
app.kubernetes.io/part-of: gatewayz
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* The same of a service's objects. Takes root and name. */}}
{{- define "gatewayz.serviceLabels" -}}
app.kubernetes.io/name: {{ .name }}
{{ include "gatewayz.labels" .root }}
{{- end }}

{{/* A service's image: by its digest where one is given. Takes root and name. */}}
{{- define "gatewayz.image" -}}
{{- $images := .root.Values.images -}}
{{- $digest := get $images.digests .name -}}
{{- $name := printf "%s/%s-service" (trimSuffix "/" $images.registry) .name -}}
{{- if $digest }}{{ printf "%s@%s" $name $digest }}
{{- else }}{{ printf "%s:%s" $name ($images.tag | default .root.Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* The secrets that a service reads, one a line; the last one only where Kafka asks for credentials. Takes name. */}}
{{- define "gatewayz.secrets" -}}
gatewayz-providers
{{- if eq .name "gateway" }}
gatewayz-keys
{{- else }}
gatewayz-admin
gatewayz-{{ .name }}-database
{{- end }}
gatewayz-{{ .name }}-kafka
{{- end }}
