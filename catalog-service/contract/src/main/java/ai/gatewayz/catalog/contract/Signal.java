package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The provider's own statement about an offer at one of its hosts, as read from its list: weak
 * evidence, free of charge.
 *
 * @param host who serves it: a HuggingFace partner, an OpenRouter endpoint, or the provider itself
 * @param state what the provider says of it
 * @param contextTokens context there; null where not stated
 * @param price price there
 * @param ttftMillis time to first token as the provider measured it; null where not stated
 * @param tokensPerSecond output speed as the provider measured it; null where not stated
 * @param uptime share of good answers, 0 to 1, over the provider's own window; null where not
 *     stated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Signal(
    String host,
    State state,
    Integer contextTokens,
    Price price,
    Double ttftMillis,
    Double tokensPerSecond,
    Double uptime) {

  public enum State {
    /** serving now */
    @JsonProperty("live")
    LIVE,
    /** deployed on demand: the first request waits */
    @JsonProperty("cold")
    COLD,
    /** the provider itself says that it fails */
    @JsonProperty("error")
    ERROR,
    @JsonEnumDefaultValue
    @JsonProperty("unknown")
    UNKNOWN
  }
}
