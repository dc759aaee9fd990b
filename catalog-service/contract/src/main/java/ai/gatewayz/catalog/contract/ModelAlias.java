package ai.gatewayz.catalog.contract;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A name of an operator's for models. Every offer that it may mean carries it, so that it is where
 * offers are.
 *
 * @param name as callers write it, in any case; a pattern where it has a {@code *}, for names that
 *     no model has
 * @param models what it stands for, the first choice first: anything that callers may write for a
 *     model, another alias too; a {@code *} is what that of the name stands for
 * @param version of the alias: of two of one name, the higher counts
 */
public record ModelAlias(String name, List<String> models, Policy policy, long version) {

  public ModelAlias {
    models = models == null ? List.of() : List.copyOf(models);
  }

  /** Which of the models comes first. */
  public enum Policy {
    /** the first that works, as they are written */
    @JsonProperty("in_order")
    IN_ORDER,
    /** the cheapest offer of any of them */
    @JsonProperty("cheapest")
    CHEAPEST,
    /** the offer of any of them that begins to answer first */
    @JsonProperty("fastest")
    FASTEST,
    /** a policy that this reader is too old to know */
    @JsonEnumDefaultValue
    @JsonProperty("other")
    OTHER
  }
}
