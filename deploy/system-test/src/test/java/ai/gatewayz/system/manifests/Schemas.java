package ai.gatewayz.system.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitorSpec;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRuleSpec;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.strimzi.api.kafka.model.topic.KafkaTopicSpec;
import io.strimzi.api.kafka.model.user.KafkaUserSpec;
import java.io.IOException;
import java.util.Map;

/**
 * What an API server would say to an object. The kinds of Kubernetes are held against the models
 * that its own OpenAPI document generates (unknown fields, missing ones, types); the kinds of the
 * Prometheus operator, of Strimzi and of the Gateway API against the models that those publish; of
 * KEDA and External Secrets, which publish none for Java, against {@link OperatorModels}.
 */
public final class Schemas {

  private interface Check {
    void validate(JsonElement object) throws IOException;
  }

  private static final Map<String, Check> KUBERNETES =
      Map.ofEntries(
          entry("v1 Namespace", V1Namespace::validateJsonElement),
          entry("v1 ServiceAccount", V1ServiceAccount::validateJsonElement),
          entry("v1 ConfigMap", V1ConfigMap::validateJsonElement),
          entry("v1 Secret", V1Secret::validateJsonElement),
          entry("v1 Service", V1Service::validateJsonElement),
          entry("apps/v1 Deployment", V1Deployment::validateJsonElement),
          entry("apps/v1 StatefulSet", V1StatefulSet::validateJsonElement),
          entry("policy/v1 PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
          entry(
              "autoscaling/v2 HorizontalPodAutoscaler",
              V2HorizontalPodAutoscaler::validateJsonElement),
          entry("networking.k8s.io/v1 NetworkPolicy", V1NetworkPolicy::validateJsonElement),
          entry("networking.k8s.io/v1 Ingress", V1Ingress::validateJsonElement));

  private static final Map<String, Class<?>> OPERATORS =
      Map.of(
          "monitoring.coreos.com/v1 PodMonitor", PodMonitorSpec.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRuleSpec.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopicSpec.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUserSpec.class,
          "gateway.networking.k8s.io/v1 HTTPRoute", HTTPRouteSpec.class,
          "keda.sh/v1alpha1 ScaledObject", OperatorModels.ScaledObject.class,
          "external-secrets.io/v1 ExternalSecret", OperatorModels.ExternalSecret.class);

  /** These models collect fields that they do not know; here such a field is a mistake. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(
                    com.fasterxml.jackson.databind.introspect.Annotated annotated) {
                  return annotated instanceof AnnotatedMember
                      ? Boolean.FALSE
                      : super.hasAnySetter(annotated);
                }
              });

  private Schemas() {}

  private static Map.Entry<String, Check> entry(String kind, Check check) {
    return Map.entry(kind, check);
  }

  /**
   * @throws AssertionError with what is wrong with it
   */
  public static void validate(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    try {
      if (KUBERNETES.containsKey(kind)) {
        KUBERNETES.get(kind).validate(JsonParser.parseString(object.toString()));
      } else if (OPERATORS.containsKey(kind)) {
        STRICT.treeToValue(object.path("spec"), OPERATORS.get(kind));
      } else {
        throw new AssertionError("no schema of " + kind);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new AssertionError(kind + " " + Rendered.name(object) + ": " + e.getMessage(), e);
    }
  }
}
