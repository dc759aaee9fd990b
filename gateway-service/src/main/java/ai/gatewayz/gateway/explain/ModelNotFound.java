package ai.gatewayz.gateway.explain;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.Route;
import java.util.List;

/** The error for a name that no offer has. Pure. */
public final class ModelNotFound {

  private static final int LONGEST_NAME = 200;
  private static final int MOST_NAMED = 10;

  private ModelNotFound() {}

  /**
   * @param nearest ids that look like the name
   */
  public static Failure of(Route.UnknownModel unknown, List<String> nearest) {
    if (!unknown.standsFor().isEmpty()) {
      return nothingBehind(unknown);
    }
    String message =
        unknown.elsewhere() == null
            ? "No model goes by the name " + cut(unknown.asked()) + "." + instead(nearest)
            : elsewhere(unknown.elsewhere());
    return Failure.of(GatewayError.MODEL_NOT_FOUND, message)
        .withParam("model")
        .with("suggestions", suggestions(unknown.elsewhere(), nearest))
        .with("models_url", "/v1/models");
  }

  private static Failure nothingBehind(Route.UnknownModel unknown) {
    List<String> shown =
        unknown.standsFor().stream().limit(MOST_NAMED).map(ModelNotFound::cut).toList();
    return Failure.of(
            GatewayError.MODEL_NOT_FOUND,
            cut(unknown.asked())
                + " is an alias of this gateway's operator for "
                + String.join(", ", shown)
                + ", and no provider offers "
                + (unknown.standsFor().size() == 1 ? "that." : "any of them."))
        .withParam("model")
        .with("suggestions", List.of())
        .with("models_url", "/v1/models");
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
  }

  private static String instead(List<String> nearest) {
    return nearest.isEmpty()
        ? " See GET /v1/models."
        : " Did you mean " + String.join(", ", nearest) + "?";
  }

  private static String elsewhere(Route.Elsewhere found) {
    String offering = " offered by " + String.join(", ", found.offeredBy()) + ".";
    if (!found.provider().isEmpty() && !found.offeredBy().contains(found.provider())) {
      return (found.configured()
              ? found.provider() + " does not offer " + found.model() + "."
              : "This gateway has no API key for "
                  + found.provider()
                  + " and knows of no offer of "
                  + found.model()
                  + " there.")
          + " It is"
          + offering
          + " Ask for "
          + found.model()
          + " to let any of them answer."
          + (found.partner().isEmpty()
              ? ""
              : " HuggingFace's partner of that name is " + found.partner() + ".");
    }
    return found.model()
        + " is"
        + offering
        + (found.provider().isEmpty()
            ? " No provider of it understands the suffix "
            : " " + found.provider() + " does not understand the suffix ")
        + cut(found.suffix())
        + ". Leave the suffix out.";
  }

  private static List<String> suggestions(Route.Elsewhere found, List<String> nearest) {
    if (found == null) {
      return nearest;
    }
    return found.partner().isEmpty()
        ? List.of(found.model())
        : List.of(found.model(), found.partner());
  }
}
