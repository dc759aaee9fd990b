{{/* The template of a service's pods. Takes root, name, ports (http, management), env and, for what it writes, more mounts. */}}
{{- define "gatewayz.pod" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $values := get $root.Values $name -}}
{{- $secrets := splitList "\n" (include "gatewayz.secrets" .) -}}
{{- $made := list -}}
{{- range $secrets }}{{ $made = append $made (get $root.Values.secrets .) }}{{ end -}}
metadata:
  labels:
    app.kubernetes.io/name: {{ $name }}
    app.kubernetes.io/part-of: gatewayz
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # Pods read their settings at their start: another setting is another pod.
    checksum/settings: {{ list (include "gatewayz.commonSettings" $root) (include "gatewayz.serviceSettings" .) $made | toJson | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ $name }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ .grace }}
  {{- with $root.Values.images.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    {{- with $root.Values.podSecurity.user }}
    runAsUser: {{ int . }}
    runAsGroup: {{ int . }}
    fsGroup: {{ int . }}
    {{- end }}
    seccompProfile:
      type: RuntimeDefault
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: kubernetes.io/hostname
      whenUnsatisfiable: {{ include "gatewayz.spread" . }}
      labelSelector:
        matchLabels:
          app.kubernetes.io/name: {{ $name }}
      # A rollout's old pods do not count against its new ones.
      matchLabelKeys: [{{ .revision }}]
    {{- if $root.Values.spread.zones }}
    - maxSkew: 1
      topologyKey: topology.kubernetes.io/zone
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          app.kubernetes.io/name: {{ $name }}
      matchLabelKeys: [{{ .revision }}]
    {{- end }}
  {{- with $values.pod }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  containers:
    - name: {{ $name }}
      image: {{ include "gatewayz.image" . }}
      {{- with $root.Values.images.pullPolicy }}
      imagePullPolicy: {{ . }}
      {{- end }}
      ports:
        - name: http
          containerPort: {{ .http }}
        - name: management
          containerPort: {{ .management }}
      envFrom:
        - configMapRef:
            name: gatewayz
        {{- if ne (include "gatewayz.serviceSettings" .) "{}" }}
        - configMapRef:
            name: gatewayz-{{ $name }}
        {{- end }}
        {{- range $secrets }}
        - secretRef:
            name: {{ . }}
            {{- if hasSuffix "-kafka" . }}
            # Only where Kafka asks for credentials: KAFKA_SASL_JAAS_CONFIG of this service's own user.
            optional: true
            {{- end }}
        {{- end }}
      env:
        {{- with .env }}
        {{- . | nindent 8 }}
        {{- end }}
        - name: JDK_JAVA_OPTIONS
          value: {{ $root.Values.jvmOptions | quote }}
      # Liveness has no dependencies: what waits for its broker or database is not to be restarted.
      livenessProbe:
        httpGet:
          path: /q/health/live
          port: management
        periodSeconds: 10
        timeoutSeconds: 3
        failureThreshold: 3
      readinessProbe:
        httpGet:
          path: /q/health/ready
          port: management
        periodSeconds: 5
        timeoutSeconds: 3
      startupProbe:
        httpGet:
          path: /q/health/started
          port: management
        periodSeconds: 1
        timeoutSeconds: 3
        failureThreshold: {{ $root.Values.startupSeconds }}
      resources:
        {{- toYaml $values.resources | nindent 8 }}
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: ["ALL"]
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        {{- with .state }}
        - name: snapshot
          mountPath: {{ . }}
        {{- end }}
        {{- range include "gatewayz.files" . | fromYamlArray }}
        - name: {{ .name }}
          mountPath: {{ .mountPath }}
          readOnly: true
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: 64Mi
    {{- if .state }}
    - name: snapshot
      emptyDir:
        sizeLimit: 256Mi
    {{- end }}
    {{- range include "gatewayz.files" . | fromYamlArray }}
    - name: {{ .name }}
      {{- if .secret }}
      secret:
        secretName: {{ .secret }}
      {{- else }}
      configMap:
        name: {{ .configMap }}
      {{- end }}
    {{- end }}
{{- end }}

{{/* The files that a service's pods get. Takes root and name. */}}
{{- define "gatewayz.files" -}}
{{- $name := .name -}}
{{- $mine := list -}}
{{- range .root.Values.files }}
{{- if or (not .services) (has $name .services) }}{{ $mine = append $mine . }}{{ end }}
{{- end -}}
{{- toYaml $mine }}
{{- end }}

{{/* Up to three replicas are kept apart where that is asked for; more than that only as far as there are machines. */}}
{{- define "gatewayz.spread" -}}
{{- $values := get .root.Values .name -}}
{{- $scaled := dig "autoscaling" "enabled" false $values -}}
{{- if and .root.Values.spread.apart (not $scaled) (le (int $values.replicas) 3) }}DoNotSchedule{{ else }}ScheduleAnyway{{ end }}
{{- end }}

{{/* What is the same of the three: the service and how many may go at a time. Takes root, name and http. */}}
{{- define "gatewayz.reach" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "gatewayz.serviceLabels" . | nindent 4 }}
spec:
  selector:
    app.kubernetes.io/name: {{ .name }}
  ports:
    - name: http
      port: {{ .http }}
      targetPort: http
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "gatewayz.labels" .root | nindent 4 }}
spec:
  maxUnavailable: 1
  # A pod that is not ready serves nobody: it must not hold up the draining of a node.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .name }}
{{- end }}
