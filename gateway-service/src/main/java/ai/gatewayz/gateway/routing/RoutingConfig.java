package ai.gatewayz.gateway.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code gatewayz.gateway.routing.*}: the order of candidates where a request does not say. */
@ConfigMapping(prefix = "gatewayz.gateway.routing")
public interface RoutingConfig {

  /** What decides among offers that work equally well. */
  @WithDefault("price")
  Policy sort();

  /** For {@code sort=priority}: providers, the first first; those not named come last. */
  Optional<List<String>> priority();

  /** For {@code sort=weighted}: the weight of each provider; 1 for one that is not named. */
  Map<String, Double> weights();

  /**
   * Models to try after a model, for requests that name none: {@code
   * fallbacks."vendor/name"=other/one,another/one}.
   */
  Map<String, List<String>> fallbacks();

  /**
   * Whether they are tried as well after a provider's content policy has refused a request. The
   * models that a request names itself are in any case.
   */
  @WithDefault("false")
  boolean fallbacksAfterRefusal();

  /**
   * The part of a long prompt that is expected to be read from a provider's cache, 0 to 1, where
   * its offer has a price for that: prices are compared with it.
   */
  @WithDefault("0.5")
  double cachedShare();

  /** What the gateway must not use, each under a name of the operator's choice. */
  Map<String, Blocked> blocked();

  /** Of a provider, of a model, or of a model at a provider: at least one of them. */
  interface Blocked {

    Optional<String> provider();

    /** Canonical id, or the provider's own. */
    Optional<String> model();

    /** Why it is blocked, for operators and callers. */
    String reason();

    /** The first day on which it is used again; absent: until this setting is removed. */
    Optional<LocalDate> until();
  }
}
