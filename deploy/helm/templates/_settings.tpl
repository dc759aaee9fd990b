{{/* What all three services are told. */}}
{{- define "gatewayz.commonSettings" -}}
{{- $told := dict "KAFKA_BOOTSTRAP_SERVERS" .Values.kafka.bootstrapServers -}}
{{- toYaml (merge (dict) .Values.settings .Values.kafka.settings $told) }}
{{- end }}

{{/* What one service is told besides, {} where nothing is. Takes root and name. */}}
{{- define "gatewayz.serviceSettings" -}}
{{- $values := .root.Values -}}
{{- $told := dict -}}
{{- if ne .name "gateway" -}}
{{- $_ := merge $told (fromYaml (include "gatewayz.databaseSettings" .)) -}}
{{- $copies := ternary "GATEWAYZ_CATALOG_RELAY_REPLICAS" "GATEWAYZ_HEALTH_EVENTS_REPLICAS" (eq .name "catalog") -}}
{{- $_ := set $told $copies (toString $values.kafka.replicas) -}}
{{- end -}}
{{- toYaml (merge (dict) (get $values .name).settings $told) }}
{{- end }}

{{/* A service's database, for queries and for migrations. Takes root and name. */}}
{{- define "gatewayz.databaseSettings" -}}
{{- $postgres := .root.Values.postgres -}}
{{- $url := (get $postgres .name).url -}}
{{- $options := list -}}
QUARKUS_DATASOURCE_REACTIVE_URL: {{ $url | quote }}
{{- if $postgres.sslMode }}
{{- $options = append $options (printf "sslmode=%s" $postgres.sslMode) }}
QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE: {{ $postgres.sslMode }}
{{- if eq $postgres.sslMode "verify-full" }}
QUARKUS_DATASOURCE_REACTIVE_HOSTNAME_VERIFICATION_ALGORITHM: HTTPS
{{- end }}
{{- end }}
{{- with $postgres.rootCertificate }}
{{- $options = append $options (printf "sslrootcert=%s" .) }}
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM: "true"
QUARKUS_DATASOURCE_REACTIVE_TRUST_CERTIFICATE_PEM_CERTS: {{ . }}
{{- end }}
QUARKUS_DATASOURCE_JDBC_URL: {{ printf "jdbc:%s%s" $url (ternary (printf "?%s" (join "&" $options)) "" (gt (len $options) 0)) | quote }}
{{- end }}
