package ai.gatewayz.providers.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.providers.capability.Shown.Reason;
import ai.gatewayz.providers.capability.Shown.Result;
import ai.gatewayz.providers.dialect.CapabilityRules;
import ai.gatewayz.providers.evidence.Answer;
import ai.gatewayz.providers.evidence.Classifier;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.evidence.Evidence;
import ai.gatewayz.providers.evidence.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What answers show, among them such as nobody should send. */
class CapabilityAnswerTest {

  private static final Classifier CLASSIFIER = Classifier.standard();

  private static Shown read(Capability capability, int status, String body) {
    return read(capability, Colour.GREEN, status, body);
  }

  private static Shown read(Capability capability, Colour colour, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    Evidence evidence =
        CLASSIFIER.classify(ErrorSigns.USUAL, new Answer.Http(status, name -> null, bytes));
    return CapabilityAnswer.read(new CapabilityQuestion(capability, colour), evidence, bytes);
  }

  private static String said(String content, String finish) {
    return "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
        + content
        + "},\"finish_reason\":\""
        + finish
        + "\"}]}";
  }

  private static String called(String function, String arguments, String finish) {
    return "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[{\"type\":\"function\","
        + "\"function\":{\"name\":\""
        + function
        + "\",\"arguments\":"
        + arguments
        + "}}]},\"finish_reason\":\""
        + finish
        + "\"}]}";
  }

  private static final String RIGHT = "\"{\\\"colour\\\": \\\"blue\\\"}\"";

  @Test
  void aCallWithAChosenArgumentShowsTools() {
    assertEquals(
        Shown.VERIFIED, read(Capability.TOOLS, 200, called("pick_colour", RIGHT, "tool_calls")));
    assertEquals(Shown.VERIFIED, read(Capability.TOOLS, 200, called("pick_colour", RIGHT, "stop")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "other_function | \"{\\\"colour\\\":\\\"blue\\\"}\" | stop       | REFUTED",
        "pick_colour    | \"{\\\"colour\\\":\\\"mauve\\\"}\"| tool_calls | REFUTED",
        "pick_colour    | \"{\\\"colour\\\":\\\"bl\"        | length     | INCONCLUSIVE",
        "pick_colour    | \"{\\\"colour\\\":\\\"bl\"        | tool_calls | REFUTED",
        "pick_colour    | \"{}\"                            | tool_calls | REFUTED",
        "pick_colour    | null                              | tool_calls | REFUTED",
        "pick_colour    | 7                                 | ''         | INCONCLUSIVE",
      })
  void aCallOfSomethingElseIsWrong(String function, String arguments, String end, Result result) {
    Shown shown = read(Capability.TOOLS, 200, called(function, arguments, end));
    assertEquals(result, shown.result());
    assertEquals(result == Result.REFUTED ? Reason.WRONG : null, shown.reason());
  }

  @Test
  void wordsInPlaceOfACallRefuteTools() {
    Shown ignored = Shown.refuted(Reason.IGNORED);
    assertEquals(ignored, read(Capability.TOOLS, 200, said("\"It is blue.\"", "stop")));
    assertEquals(Shown.NOTHING, read(Capability.TOOLS, 200, said("\"It is bl\"", "length")));
    assertEquals(Shown.NOTHING, read(Capability.TOOLS, 200, said("null", "stop")));
    assertEquals(Shown.NOTHING, read(Capability.TOOLS, 200, said("\"No.\"", "content_filter")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"{\\\"colour\\\":\\\"red\\\"}\"                     | stop   | VERIFIED",
        "\" {\\\"colour\\\": \\\"blue\\\"} \\n\"              | stop   | VERIFIED",
        "\"The sky is blue.\"                                 | stop   | REFUTED",
        "\"{\\\"colour\\\":\\\"blue\\\"} as you wish\"          | stop   | REFUTED",
        "\"```json\\n{\\\"colour\\\":\\\"blue\\\"}\\n```\"    | stop   | REFUTED",
        "\"{\\\"color\\\":\\\"blue\\\"}\"                     | stop   | REFUTED",
        "\"{\\\"colour\\\":\\\"blue\\\",\\\"why\\\":\\\"\\\"}\"| stop  | REFUTED",
        "\"{\\\"colour\\\":\\\"blu\"                          | length | INCONCLUSIVE",
        "\"The sky is blue and\"                              | length | INCONCLUSIVE",
        "null                                                 | stop   | INCONCLUSIVE",
        "[{\"type\":\"text\",\"text\":\"blue\"}]              | stop   | INCONCLUSIVE",
      })
  void onlyTheFormShowsStructuredOutput(String content, String finish, Result result) {
    assertEquals(result, read(Capability.STRUCTURED_OUTPUT, 200, said(content, finish)).result());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Green                                        | VERIFIED",
        "The picture is green.                        | VERIFIED",
        "**GREEN**                                    | VERIFIED",
        "Red                                          | REFUTED",
        "Evergreen                                    | INCONCLUSIVE",
        "It may be green or blue.                     | INCONCLUSIVE",
        "I cannot see any picture.                    | REFUTED",
        "I'm sorry, I don't have access to the image. | REFUTED",
        "What would you like to know?                 | INCONCLUSIVE",
      })
  void oneColourShowsVision(String words, Result result) {
    assertEquals(
        result,
        read(Capability.VISION, Colour.GREEN, 200, said('"' + words + '"', "stop")).result());
  }

  @Test
  void thoughtsShowReasoning() {
    for (String message :
        new String[] {
          "\"reasoning\":\"Let the ball cost x.\"",
          "\"reasoning_content\":\"Let the ball cost x.\"",
          "\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"x\"}]",
        }) {
      String body =
          "{\"choices\":[{\"message\":{\"content\":\"\","
              + message
              + "},\"finish_reason\":\"length\"}]}";
      assertEquals(Shown.VERIFIED, read(Capability.REASONING, 200, body), message);
    }
    assertEquals(
        Shown.VERIFIED,
        read(Capability.REASONING, 200, said("\"<think>x = 5</think> 0.05\"", "stop")));
    assertEquals(Shown.VERIFIED, read(Capability.REASONING, 200, counted("0.05", 180, "160")));
  }

  @Test
  void thoughtsThatAreKeptBackRefuteNothing() {
    assertEquals(Shown.NOTHING, read(Capability.REASONING, 200, said("\"0.05\"", "stop")));
    assertEquals(Shown.NOTHING, read(Capability.REASONING, 200, counted("0.05", 180, null)));
    assertEquals(
        Shown.refuted(Reason.IGNORED), read(Capability.REASONING, 200, counted("0.05", 4, "0")));
    assertEquals(
        Shown.refuted(Reason.IGNORED), read(Capability.REASONING, 200, counted("0.05", 4, null)));
    assertEquals(
        Shown.NOTHING,
        read(Capability.REASONING, 200, counted("0.05", 4, "0").replace("\"stop\"", "\"length\"")));
  }

  private static String counted(String words, int tokens, String thought) {
    return "{\"choices\":[{\"message\":{\"content\":\""
        + words
        + "\",\"reasoning_content\":null},\"finish_reason\":\"stop\"}],\"usage\":{\"completion_tokens\":"
        + tokens
        + (thought == null
            ? ""
            : ",\"completion_tokens_details\":{\"reasoning_tokens\":" + thought + "}")
        + "}}";
  }

  @Test
  void aVectorShowsEmbeddingsAndTheirDimension() {
    assertEquals(
        Shown.vector(3),
        read(Capability.EMBEDDINGS, 200, "{\"data\":[{\"embedding\":[0.1,-0.2,0]}]}"));
    assertEquals(Shown.vector(2), read(Capability.EMBEDDINGS, 200, "[[0.1,0.2]]"));
    assertEquals(
        Shown.vector(2),
        read(Capability.EMBEDDINGS, 200, "{\"data\":[{\"embedding\":\"AACAPwAAAEA=\"}]}"));
    assertEquals(
        Shown.refuted(Reason.WRONG),
        read(Capability.EMBEDDINGS, 200, "{\"data\":[{\"embedding\":[0,0,0]}]}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"data\":[{\"embedding\":[]}]}",
        "{\"data\":[{\"embedding\":[\"0.1\",null]}]}",
        "{\"data\":[{\"embedding\":[1e999]}]}",
        "{\"data\":[{\"embedding\":\"not base64!\"}]}",
        "{\"data\":[{\"embedding\":\"AACAPwA=\"}]}",
        "{\"data\":[{\"embedding\":{\"0\":1}}]}",
        "{\"data\":[{\"embedding\":[0.1,0.2",
      })
  void whatIsNoVectorShowsNothing(String body) {
    assertEquals(Shown.NOTHING, read(Capability.EMBEDDINGS, 200, body));
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"TOOLS", "STRUCTURED_OUTPUT", "VISION", "REASONING", "EMBEDDINGS"})
  void aFailureOfTheMomentShowsNothing(Capability capability) {
    for (int status : new int[] {401, 402, 403, 404, 408, 429, 500, 502, 503}) {
      assertEquals(
          Shown.NOTHING,
          read(capability, status, "{\"error\":{\"message\":\"Something is wrong\"}}"),
          () -> "status " + status);
    }
    assertEquals(Shown.NOTHING, read(capability, 200, ""));
    assertEquals(Shown.NOTHING, read(capability, 200, "<html>proxy</html>"));
    assertEquals(Shown.NOTHING, read(capability, 200, "{\"error\":{\"message\":\"busy\"}}"));
    assertEquals(
        Shown.NOTHING,
        CapabilityAnswer.read(
            new CapabilityQuestion(capability, Colour.RED),
            Evidence.of(Finding.TIMED_OUT),
            new byte[0]));
  }

  /** Whatever bytes come, something is read of them, and nothing is verified by noise. */
  @Test
  void noiseShowsNothing() {
    Random random = new Random(20_261_130);
    String[] pieces = {
      "{",
      "}",
      "[",
      "]",
      ":",
      ",",
      "\"choices\"",
      "\"message\"",
      "\"tool_calls\"",
      "\"content\"",
      "\"data\"",
      "\"embedding\"",
      "null",
      "1e400",
      "-0",
      "\"\\u0000\"",
      "\"finish_reason\"",
      "true"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder noise = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        noise.append(pieces[random.nextInt(pieces.length)]);
      }
      for (Capability capability : CapabilityQuestion.TESTED) {
        Shown shown =
            CapabilityAnswer.read(
                new CapabilityQuestion(capability, Colour.RED),
                Evidence.of(Finding.ANSWERED),
                noise.toString().getBytes(StandardCharsets.UTF_8));
        assertEquals(Result.INCONCLUSIVE, shown.result(), noise::toString);
      }
    }
    String deep = "[".repeat(20_000);
    assertEquals(
        Shown.NOTHING,
        CapabilityAnswer.read(
            new CapabilityQuestion(Capability.TOOLS, Colour.RED),
            Evidence.of(Finding.ANSWERED),
            deep.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void questionsAreSmallAndOnlyOfWhatOneAnswerShows() {
    for (Capability capability : CapabilityQuestion.TESTED) {
      CapabilityQuestion question = new CapabilityQuestion(capability, Colour.RED);
      String body = question.body("a/b", CapabilityRules.USUAL, true).toString();
      assertTrue(body.length() < 700, () -> capability + ": " + body);
      assertTrue(body.contains("\"model\":\"a/b\""));
    }
    assertThrows(
        IllegalArgumentException.class, () -> new CapabilityQuestion(Capability.CHAT, Colour.RED));
  }
}
