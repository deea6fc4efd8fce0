{{/* Name of one part of this release: (list $ "worker") */}}
{{- define "sensorium.name" -}}
{{- $root := index . 0 -}}
{{- $base := ternary $root.Release.Name (printf "%s-sensorium" $root.Release.Name) (contains "sensorium" $root.Release.Name) -}}
{{- printf "%s-%s" ($base | trunc 50 | trimSuffix "-") (index . 1) -}}
{{- end -}}

{{/* What a selector selects by; never changes. */}}
{{- define "sensorium.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: sensorium
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "sensorium.labels" -}}
{{- $root := index . 0 -}}
{{ include "sensorium.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version }}
{{- end -}}

{{- define "sensorium.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- printf "%s:%s" .Values.image.repository $tag -}}
{{- end -}}

{{- define "sensorium.pipeline" -}}
{{- ternary .Values.pipeline.file "/etc/sensorium/pipeline.yaml" (empty .Values.pipeline.inline) -}}
{{- end -}}

{{/* Settings of Kafka clients, as YAML. */}}
{{- define "sensorium.kafka" -}}
{{- $own := dict "schema.registry.url" (printf "http://%s:8081" (include "sensorium.name" (list . "registry"))) -}}
{{- if not (or .Values.registry.enabled (hasKey .Values.kafka "schema.registry.url")) -}}
{{- fail "kafka: expected schema.registry.url, since registry.enabled is false; name a registry" -}}
{{- end -}}
{{- mergeOverwrite $own (deepCopy .Values.kafka) | toYaml -}}
{{- end -}}

{{/* The same as options of a command, as a YAML list. */}}
{{- define "sensorium.connection" -}}
{{- $kafka := include "sensorium.kafka" . | fromYaml -}}
{{- $args := list "--bootstrap" (index $kafka "bootstrap.servers") -}}
{{- range $key, $value := omit $kafka "bootstrap.servers" "schema.registry.url" -}}
{{- $args = concat $args (list "-X" (printf "%s=%v" $key $value)) -}}
{{- end -}}
{{- toYaml $args -}}
{{- end -}}

{{/* The pod of one service: (dict "root" $ "part" "worker" "args" list "resources" dict), and where there
     are any: "image" text "ports" list "health" port "healthPath" text "restart" text */}}
{{- define "sensorium.pod" -}}
{{- $root := .root -}}
metadata:
  labels: {{- include "sensorium.selector" (list $root .part) | nindent 4 }}
  annotations:
    checksum/config: {{ include (print $root.Template.BasePath "/configmap.yaml") $root | sha256sum }}
spec:
  {{- with .restart }}
  restartPolicy: {{ . }}
  {{- end }}
  automountServiceAccountToken: false
  # Else each Service would come as SENSORIUM_... variables, which override configuration.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $root.Values.terminationGracePeriodSeconds }}
  {{- with $root.Values.imagePullSecrets }}
  imagePullSecrets: {{- toYaml . | nindent 4 }}
  {{- end }}
  securityContext:
    runAsNonRoot: true
    runAsUser: 10001
    runAsGroup: 10001
    fsGroup: 10001
    seccompProfile: { type: RuntimeDefault }
  containers:
    - name: {{ .part }}
      image: {{ .image | default (include "sensorium.image" $root) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args: {{- toYaml .args | nindent 8 }}
      {{- with $root.Values.kafkaSecret }}
      envFrom:
        - secretRef: { name: {{ . | quote }} }
      {{- end }}
      {{- with .env }}
      env: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- if .ports }}
      ports: {{- toYaml .ports | nindent 8 }}
      {{- end }}
      {{- if .health }}
      startupProbe:
        httpGet: { path: {{ .healthPath | default "/health/live" }}, port: {{ .health }} }
        periodSeconds: 2
        failureThreshold: 60
      livenessProbe:
        httpGet: { path: {{ .healthPath | default "/health/live" }}, port: {{ .health }} }
        periodSeconds: 10
        failureThreshold: 3
      readinessProbe:
        httpGet: { path: {{ .healthPath | default "/health/ready" }}, port: {{ .health }} }
        periodSeconds: 5
        failureThreshold: 2
      {{- end }}
      resources: {{- toYaml .resources | nindent 8 }}
      securityContext:
        readOnlyRootFilesystem: true
        allowPrivilegeEscalation: false
        capabilities: { drop: [ALL] }
      volumeMounts:
        - { name: config, mountPath: /etc/sensorium, readOnly: true }
        - { name: tmp, mountPath: /tmp }
        {{- with $root.Values.volumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: config
      configMap: { name: {{ include "sensorium.name" (list $root "config") }} }
    - name: tmp
      emptyDir: {}
    {{- with $root.Values.volumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with $root.Values.nodeSelector }}
  nodeSelector: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.tolerations }}
  tolerations: {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $root.Values.affinity }}
  affinity: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
