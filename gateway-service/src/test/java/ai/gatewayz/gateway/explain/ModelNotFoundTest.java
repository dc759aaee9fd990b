package ai.gatewayz.gateway.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.Failure;
import ai.gatewayz.gateway.error.GatewayError;
import ai.gatewayz.gateway.routing.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelNotFoundTest {

  private static final List<String> OFFERING = List.of("huggingface", "openrouter");

  private static String told(String asked, Route.Elsewhere elsewhere, String... nearest) {
    Failure failure = ModelNotFound.of(new Route.UnknownModel(asked, elsewhere), List.of(nearest));
    assertEquals(GatewayError.MODEL_NOT_FOUND, failure.error());
    assertEquals("model", failure.param());
    return failure.message();
  }

  @Test
  void anUnknownNameComesWithWhatIsNear() {
    assertEquals(
        "No model goes by the name x. Did you mean a/x, b/x?", told("x", null, "a/x", "b/x"));
    assertEquals("No model goes by the name x. See GET /v1/models.", told("x", null));
    assertTrue(told("x".repeat(100_000), null).length() < 300);
  }

  @Test
  void aProviderThatDoesNotOfferItIsNamedWithThoseThatDo() {
    assertEquals(
        "together does not offer a/x. It is offered by huggingface, openrouter. Ask for a/x to let"
            + " any of them answer. HuggingFace's partner of that name is huggingface/a/x:together.",
        told(
            "a/x:together",
            new Route.Elsewhere(
                "together", true, ":together", "a/x", OFFERING, "huggingface/a/x:together")));
    assertTrue(
        told("together/a/x", new Route.Elsewhere("together", false, "", "a/x", OFFERING, ""))
            .contains("This gateway has no API key for together"));
  }

  @Test
  void aSuffixThatNobodyUnderstandsIsNamed() {
    assertEquals(
        "a/x is offered by huggingface, openrouter. No provider of it understands the suffix :y."
            + " Leave the suffix out.",
        told("a/x:y", new Route.Elsewhere("", false, ":y", "a/x", OFFERING, "")));
    assertTrue(
        told(
                "openrouter/a/x:y",
                new Route.Elsewhere("openrouter", true, ":y", "a/x", OFFERING, "huggingface/a/x:y"))
            .contains("openrouter does not understand the suffix :y"));
  }

  @Test
  void anAliasOfNothingSaysWhatItStandsFor() {
    assertEquals(
        "fast is an alias of this gateway's operator for a/x, b/y, and no provider offers any of"
            + " them.",
        ModelNotFound.of(
                new Route.UnknownModel("fast", null, List.of("a/x", "b/y")), List.of("near"))
            .message());
  }
}
