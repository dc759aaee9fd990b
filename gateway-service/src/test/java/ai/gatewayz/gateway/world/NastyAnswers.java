package ai.gatewayz.gateway.world;

import ai.gatewayz.gateway.scripted.Answers;
import ai.gatewayz.gateway.scripted.Call;
import ai.gatewayz.gateway.scripted.Exchange;
import ai.gatewayz.gateway.scripted.Script;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All providers of the world. What is asked plainly is answered well, always; what is odd is met
 * with what it asks for in its text, {@code #7#}, and the same for every try of the same request.
 * Whoever is only odd in words is refused as a request at most.
 */
final class NastyAnswers implements Script {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern WANTED = Pattern.compile("#(\\d+)#");
  private static final int TOKENS = 5;
  private static final int MOST_ORDINARY_TOKENS = 1_000;
  private static final int LEAST_ORDINARY_TOKENS = 16;
  private static final Duration LONGER_THAN_ANY_LIMIT = Duration.ofSeconds(8);

  /** A silent provider takes seconds of a caller's time: not for every tenth of many requests. */
  private static final int SILENCES_KEPT = 4;

  private final Set<String> ids;
  private final Script good = Answers.good("a", TOKENS);

  /**
   * @param ids of the offers at their providers
   */
  NastyAnswers(Set<String> ids) {
    this.ids = ids;
  }

  /** Refusals of a request as such: whoever asks plainly can be met with one of these. */
  private static final List<Script> OF_THE_REQUEST =
      List.of(
          refusal(
              400,
              "{\"error\":{\"message\":\"Invalid value: %s\",\"type\":\"invalid_request_error\",\"param\":\"messages[0].content\",\"code\":\"invalid_value\"}}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"Failed to fetch image: 401 Client Error: Unauthorized for url: https://example.com/a.png\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"invalid_image_url\"}}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"temperature must be between 0 and 2, got 99\",\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":null}}"),
          refusal(
              422,
              "{\"detail\":[{\"loc\":[\"body\",\"tools\",0,\"function\",\"name\"],\"msg\":\"'get_aggregated_stats' is not allowed: %s\",\"type\":\"value_error\"}]}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"messages: %s\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"invalid_request\"}}"),
          refusal(
              413,
              "{\"error\":{\"message\":\"Request Entity Too Large\",\"type\":\"invalid_request_error\"}}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\",\"type\":\"invalid_request_error\",\"param\":\"messages\",\"code\":\"context_length_exceeded\"}}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"The prompt was filtered\",\"type\":\"invalid_request_error\",\"param\":\"prompt\",\"code\":\"content_filter\"}}"));

  private static final Script BAD_STREAM_OPTIONS =
      refusal(
          400,
          "{\"error\":{\"message\":\"stream_options: invalid value\",\"type\":\"invalid_request_error\",\"param\":\"stream_options\"}}");

  private static final Script USELESS_STREAM_OPTIONS =
      refusal(
          400,
          "{\"error\":{\"message\":\"The 'stream_options' parameter is only allowed when 'stream' is enabled.\",\"type\":\"invalid_request_error\",\"param\":\"stream_options\",\"code\":null}}");

  private static final Script SILENT = (call, exchange) -> exchange.silent(LONGER_THAN_ANY_LIMIT);

  private static final Script STALLED =
      begun((call, exchange) -> exchange.silent(LONGER_THAN_ANY_LIMIT));

  /** What only somebody is met with who asks for something of his own. */
  private static final List<Script> OF_WHAT_IS_ODD =
      List.of(
          SILENT,
          STALLED,
          refusal(401, "{\"error\":{\"message\":\"No auth credentials found\",\"code\":401}}"),
          refusal(401, hosted(401, "Unauthorized: %s")),
          refusal(402, hosted(402, "Insufficient balance")),
          refusal(
              402, "{\"error\":{\"message\":\"This request requires more credits\",\"code\":402}}"),
          refusal(403, hosted(403, "Forbidden")),
          refusal(403, "{\"error\":{\"message\":\"Key limit exceeded\",\"code\":403}}"),
          refusal(
              403,
              "{\"error\":{\"message\":\"Input was flagged\",\"code\":403,\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"%s\"}}}"),
          refusal(
              404,
              "{\"error\":{\"message\":\"No endpoints found that support tool use\",\"code\":404}}"),
          refusal(
              404,
              "{\"error\":{\"message\":\"No endpoints found matching your data policy\",\"code\":404}}"),
          refusal(
              404, "{\"error\":{\"message\":\"No endpoints found for this model.\",\"code\":404}}"),
          refusal(
              404,
              "{\"error\":{\"message\":\"No allowed providers are available for the selected model.\",\"code\":404}}"),
          refusal(
              404,
              "{\"error\":{\"message\":\"The model does not exist or you do not have access to it.\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"model_not_found\"}}"),
          refusal(
              400,
              "{\"error\":{\"message\":\"The requested model is not supported by provider nosuchpartner\",\"type\":\"invalid_request_error\",\"param\":\"model\",\"code\":\"model_not_supported\"}}"),
          refusal(413, hosted(413, "Payload Too Large")),
          refusal(429, hosted(429, "Provider returned error")),
          limited(),
          refusal(
              400,
              "{\"error\":{\"message\":\"stream_options is not supported\",\"type\":\"invalid_request_error\",\"param\":\"stream_options\"}}"),
          refusal(500, "{\"error\":{\"message\":\"Internal Server Error\"}}"),
          refusal(502, hosted(502, "Provider returned error")),
          (call, exchange) ->
              exchange.whole(502, "Content-Type: text/html\r\n", "<html>Bad Gateway</html>"),
          refusal(503, "{\"error\":\"Model is currently loading\",\"estimated_time\":120}"),
          refusal(529, "{\"error\":{\"message\":\"Overloaded\"}}"),
          (call, exchange) -> exchange.reset(),
          (call, exchange) -> exchange.cut(),
          (call, exchange) -> exchange.json(200, "", "so so"),
          (call, exchange) -> exchange.json(200, "", ""),
          (call, exchange) -> exchange.json(200, "", "{\"choices\":[]}"),
          (call, exchange) -> exchange.json(200, "", hosted(401, "Unauthorized")),
          (call, exchange) -> exchange.raw("nonsense\r\n\r\n"),
          begun((call, exchange) -> exchange.cut()),
          begun(
              (call, exchange) -> {
                exchange.send("data: " + hosted(502, "lost") + "\n\n");
                exchange.endStream();
              }),
          begun(
              (call, exchange) -> {
                exchange.send(Answers.chunk("{}", "\"error\""));
                exchange.endStream();
              }),
          (call, exchange) -> {
            exchange.beginStream();
            exchange.endStream();
          });

  /** The number of an answer: a good one, a refusal, or whatever there is. */
  static int draw(Random random) {
    int all = 1 + OF_THE_REQUEST.size() + OF_WHAT_IS_ODD.size();
    int drawn = random.nextInt(all);
    boolean slow = drawn > OF_THE_REQUEST.size() && drawn <= OF_THE_REQUEST.size() + 2;
    return slow && random.nextInt(100) >= SILENCES_KEPT ? random.nextInt(all) : drawn;
  }

  /** The number that the hostile caller has written into its request; -1 in all others. */
  static int wanted(Call call) {
    Matcher wanted = WANTED.matcher(text(call.body()));
    return wanted.find() ? Integer.parseInt(wanted.group(1)) : -1;
  }

  @Override
  public void answer(Call call, Exchange exchange) throws IOException {
    int number = wanted(call);
    if (number >= 0 && badStreamOptions(call.body())) {
      BAD_STREAM_OPTIONS.answer(call, exchange);
    } else if (number >= 0 && uselessStreamOptions(call)) {
      USELESS_STREAM_OPTIONS.answer(call, exchange);
    } else if (number <= 0) {
      well(call, exchange);
    } else if (number <= OF_THE_REQUEST.size()) {
      OF_THE_REQUEST.get(number - 1).answer(call, exchange);
    } else if (odd(call.body())) {
      OF_WHAT_IS_ODD.get(number - 1 - OF_THE_REQUEST.size()).answer(call, exchange);
    } else {
      well(call, exchange);
    }
  }

  private void well(Call call, Exchange exchange) throws IOException {
    if (!call.body().has("prompt")) {
      good.answer(call, exchange);
    } else if (call.streamed()) {
      exchange.beginStream();
      exchange.send(
          "data: {\"id\":\"1\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"a1\",\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
      exchange.endStream();
    } else {
      exchange.json(
          200,
          "",
          "{\"id\":\"1\",\"object\":\"text_completion\",\"choices\":[{\"index\":0,\"text\":\"a1\",\"finish_reason\":\"stop\"}]}");
    }
  }

  /** The first message or the prompt. */
  private static String text(JsonNode body) {
    return body.path("prompt").asText() + body.at("/messages").toString();
  }

  /** {@code null} is as good as none. */
  private static boolean badStreamOptions(JsonNode body) {
    JsonNode options = body.path("stream_options");
    JsonNode usage = options.path("include_usage");
    return !options.isMissingNode()
        && !options.isNull()
        && (!options.isObject() || !usage.isMissingNode() && !usage.isBoolean());
  }

  /** Most take them where there is no stream; OpenAI's own servers do not. */
  private static boolean uselessStreamOptions(Call call) {
    return !call.streamed() && call.body().path("stream_options").isObject();
  }

  /** Whether a call asks for anything that not every model takes, or too much of something. */
  private boolean odd(JsonNode body) {
    if (!ids.contains(body.path("model").asText())) {
      return true;
    }
    return body.properties().stream().anyMatch(member -> odd(member.getKey(), member.getValue()));
  }

  private static boolean odd(String name, JsonNode value) {
    return switch (name) {
      case "model", "messages", "prompt", "user", "stream_options" -> false;
      case "stream" -> !value.isBoolean();
      case "temperature", "top_p" ->
          !value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1;
      case "max_tokens", "max_completion_tokens" ->
          !value.isInt()
              || value.asInt() < LEAST_ORDINARY_TOKENS
              || value.asInt() > MOST_ORDINARY_TOKENS;
      default -> true;
    };
  }

  /** {@code %s} in a body is where the caller's own text is repeated. */
  private static Script refusal(int status, String body) {
    return (call, exchange) -> {
      String quoted = JSON.writeValueAsString(cut(text(call.body())));
      exchange.json(status, "", body.replace("%s", quoted.substring(1, quoted.length() - 1)));
    };
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 2_000));
  }

  private static Script limited() {
    return (call, exchange) ->
        exchange.json(
            429,
            "Retry-After: 60\r\n",
            "{\"error\":{\"message\":\"Rate limit exceeded: free-models-per-day\",\"code\":429}}");
  }

  /** An error of a host behind the provider. */
  private static String hosted(int code, String message) {
    return "{\"error\":{\"message\":\""
        + message
        + "\",\"code\":"
        + code
        + ",\"metadata\":{\"provider_name\":\"SomeHost\",\"raw\":\""
        + message
        + "\"}}}";
  }

  /** After the first words of a stream; where none was asked for, after the head. */
  private static Script begun(Script then) {
    return (call, exchange) -> {
      exchange.beginStream();
      Answers.words(exchange, "a", 1, 2);
      then.answer(call, exchange);
    };
  }
}
