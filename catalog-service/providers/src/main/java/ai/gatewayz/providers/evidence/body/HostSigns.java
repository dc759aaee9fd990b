package ai.gatewayz.providers.evidence.body;

import com.fasterxml.jackson.databind.JsonNode;

/** How the body of an error shows that the only host of a model said it, and not the provider. */
public interface HostSigns {

  /** None but what every gateway writes. */
  HostSigns USUAL = new HostSigns() {};

  /**
   * Where the host's own words begin, behind its name.
   *
   * @return 0 where they name no host
   */
  default int beginning(String words) {
    return 0;
  }

  /**
   * Whether a member names the host.
   *
   * @param body what is within {@code error}, or the root itself
   */
  default boolean named(JsonNode root, JsonNode body) {
    return false;
  }
}
