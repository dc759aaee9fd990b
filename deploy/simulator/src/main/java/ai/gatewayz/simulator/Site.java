package ai.gatewayz.simulator;

import java.util.List;

/**
 * Where a provider is found on the simulator.
 *
 * @param base path of its inference base
 * @param publicList whether its list needs no key
 */
record Site(String provider, String base, boolean publicList) {

  static final List<Site> ALL =
      List.of(
          new Site("openrouter", "/openrouter/api/v1", true),
          new Site("portkey", "/portkey/v1", false),
          new Site("featherless", "/featherless/v1", true),
          new Site("fireworks", "/fireworks/inference/v1", false),
          new Site("together", "/together/v1", false),
          new Site("huggingface", "/huggingface/router/v1", true));

  static final String HUB = "/huggingface/hub";
  static final String FIREWORKS_LIBRARY = "/fireworks/v1/accounts/fireworks/models";
}
