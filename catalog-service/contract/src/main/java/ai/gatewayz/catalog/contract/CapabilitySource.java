package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** Why we believe that an offer has a capability. */
public enum CapabilitySource {
  /** the provider's list says so in a field of its own */
  @JsonProperty("listed")
  LISTED,
  /** follows from other facts in the list, such as the task or the modalities */
  @JsonEnumDefaultValue
  @JsonProperty("inferred")
  INFERRED,
  /** an operator said so */
  @JsonProperty("operator")
  OPERATOR
}
