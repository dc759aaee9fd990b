package ai.gatewayz.providers.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals as providers word them, most of them recorded. */
class CapabilityRefusalTest {

  private static Set<Capability> blamed(Evidence evidence) {
    Set<Capability> blamed = EnumSet.noneOf(Capability.class);
    for (Capability each : Capability.values()) {
      if (CapabilityRefusal.of(each, evidence)) {
        blamed.add(each);
      }
    }
    return blamed;
  }

  private static Set<Capability> blamed(int status, String words) {
    byte[] body = ("{\"error\":{\"message\":\"" + words + "\"}}").getBytes(StandardCharsets.UTF_8);
    return blamed(
        Classifier.standard()
            .classify(ErrorSigns.USUAL, new Answer.Http(status, name -> null, body)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | model features function calling not support                     | TOOLS",
        "400 | model features structured outputs not support                   | STRUCTURED_OUTPUT",
        "400 | model features vision not support                               | VISION",
        "404 | No endpoints found that support tool use. To learn more, visit: | TOOLS",
        "404 | No endpoints found that support image input                     | VISION",
        "400 | This model does not support tools.                              | TOOLS",
        "400 | `tools` is not supported with this model                        | TOOLS",
        "400 | Tool calling isn't supported by this model                      | TOOLS",
        "400 | This model does not support response format `json_schema`.      | STRUCTURED_OUTPUT",
        "422 | json_schema is not currently supported                          | STRUCTURED_OUTPUT",
        "400 | Image inputs are not supported by this model                    | VISION",
        "400 | Invalid request. Details: Qwen3-4B-FP8 is not a multimodal model| VISION",
        "400 | This model does not support thinking                            | REASONING",
      })
  void isBlamedForWhatItCannotDo(int status, String words, Capability capability) {
    assertEquals(Set.of(capability), blamed(status, words));
  }

  /** Something is wrong with how it is asked, or with the moment. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | tool_choice is not supported with this model",
        "400 | Extra inputs are not permitted, field: 'tools[0].function.arguments'",
        "400 | Invalid json_schema format: 5 validation errors for OpenAIJsonSchemaFormat",
        "400 | height:8 or width:8 must be larger than factor:28",
        "400 | This model does not support images smaller than 28 pixels",
        "400 | The image size is not supported",
        "400 | Unrecognized request argument supplied: reasoning_effort",
        "400 | reasoning_effort is not supported with this model",
        "400 | Failed to call a function. Please adjust your prompt.",
        "500 | This model does not support tools.",
        "429 | This model does not support tools.",
        "503 | Image inputs are not supported by this model",
      })
  void isNotBlamedForAnythingElse(int status, String words) {
    assertEquals(Set.of(), blamed(status, words));
  }

  @Test
  void aModelThatAnswersOtherRequestsMakesNoEmbeddings() {
    assertEquals(Set.of(Capability.EMBEDDINGS), blamed(Evidence.of(Finding.WRONG_OPERATION)));
  }

  /** A provider may repeat what it was sent, of any length. */
  @Test
  void longWordsCostLittle() {
    String words = "does not support " + "tools is ".repeat(60_000);
    Evidence evidence = new Evidence(Finding.REQUEST_REFUSED, 400, Optional.empty(), words);
    assertEquals(Set.of(Capability.TOOLS), blamed(evidence));
  }
}
