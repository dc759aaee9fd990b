package ai.gatewayz.gateway.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.gatewayz.gateway.request.RequestBody;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code count_tokens} counts beside what providers counted: all recorded texts. */
class CountedTokensTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER =
      Path.of(System.getProperty("gatewayz.root", ".."))
          .resolve("../shared/recordings")
          .normalize();

  /** Tokens of a text from which on one more or less is no tenth of it. */
  private static final int LONG = 50;

  /**
   * @param tokens as its provider counted them
   */
  private record Text(String text, long tokens) {

    /** How far the estimate is off, as a share of them; below 0 where it is too low. */
    double off() {
      return (estimate() - tokens) / (double) tokens;
    }

    long estimate() {
      return counted(text) - counted("");
    }
  }

  private static long counted(String text) {
    ObjectNode request = JSON.createObjectNode().put("model", "m");
    request.putArray("messages").addObject().put("role", "user").put("content", text);
    byte[] body = request.toString().getBytes(StandardCharsets.UTF_8);
    return MessagesReader.counted()
        .scan(new RequestBody("somebody", body, body.length, () -> {}))
        .promptTokens();
  }

  /** A stream that is nothing but text; empty for any other. */
  private static Optional<Text> read(Path file) {
    StringBuilder text = new StringBuilder();
    long tokens = 0;
    for (String line : lines(file)) {
      JsonNode event = event(line);
      for (JsonNode choice : event.path("choices")) {
        JsonNode delta = choice.path("delta");
        if (delta.hasNonNull("tool_calls")
            || !delta.path("reasoning_content").asText("").isEmpty()
            || !delta.path("reasoning").asText("").isEmpty()) {
          return Optional.empty();
        }
        text.append(delta.path("content").asText(""));
      }
      JsonNode usage = event.path("usage");
      if (usage.at("/completion_tokens_details/reasoning_tokens").asLong() > 0) {
        return Optional.empty();
      }
      tokens = Math.max(tokens, usage.path("completion_tokens").asLong());
    }
    return tokens == 0 || text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Text(text.toString(), tokens));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readString(file).lines().filter(line -> line.startsWith("data:")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line.substring("data:".length()));
    } catch (JsonProcessingException none) {
      return JSON.missingNode(); // the end, or what a server sent by mistake
    }
  }

  private static List<Text> recorded() throws IOException {
    assumeTrue(
        Files.exists(FOLDER),
        "no recordings at ../shared/recordings: counts are not compared with them");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(each -> each.toString().endsWith(".sse"))
          .flatMap(each -> read(each).stream())
          .toList();
    }
  }

  @Test
  void allRecordedTextsTogetherAreCountedWithinTenPercent() throws IOException {
    List<Text> texts = recorded();
    long told = texts.stream().mapToLong(Text::tokens).sum();
    long estimated = texts.stream().mapToLong(Text::estimate).sum();
    System.out.println(texts.size() + " texts of " + told + " tokens, counted " + estimated);
    assertTrue(texts.size() > 60, texts.size() + " texts");
    assertEquals(told, estimated, 0.1 * told);
  }

  @Test
  void threeQuartersOfTheLongerOnesAreCountedWithinTenPercentEach() throws IOException {
    List<Double> errors =
        recorded().stream()
            .filter(text -> text.tokens >= LONG)
            .map(text -> Math.abs(text.off()))
            .sorted()
            .toList();
    System.out.println("errors of longer texts: " + errors);
    assertTrue(errors.size() > 10, errors.size() + " texts");
    assertTrue(errors.get(errors.size() * 3 / 4) <= 0.1, errors.toString());
  }

  @Test
  void aLongTextIsCountedAsItsParts() {
    String part = "The gateway routes each request to a provider that works, and says which. ";
    long two = counted(part.repeat(2)) - counted("");
    assertEquals(100 * two, counted(part.repeat(200)) - counted(""));
  }
}
