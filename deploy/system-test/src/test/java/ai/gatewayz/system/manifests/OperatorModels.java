package ai.gatewayz.system.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What the custom resource definitions of KEDA and of External Secrets say of the fields that are
 * used here, in their words. A field that is not here is a slip, or to be looked up there first.
 */
final class OperatorModels {

  private OperatorModels() {}

  /** Of keda.sh/v1alpha1. */
  record ScaledObject(
      Scaled scaleTargetRef,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Advanced advanced,
      List<Trigger> triggers) {

    record Scaled(String apiVersion, String kind, String name) {}

    record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

    /**
     * @param behavior as a HorizontalPodAutoscaler's
     */
    record AutoscalerConfig(JsonNode behavior) {}

    record Trigger(String type, String metricType, Map<String, String> metadata) {}
  }

  /** Of external-secrets.io/v1. */
  record ExternalSecret(
      String refreshInterval, Store secretStoreRef, Target target, List<Source> dataFrom) {

    record Store(String kind, String name) {}

    record Target(String name) {}

    record Source(Extract extract) {}

    record Extract(String key) {}
  }
}
