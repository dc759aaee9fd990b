package ai.gatewayz.gateway.sse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * Reads a {@code usage} object in whichever form a provider writes it. Anthropic's names are the
 * only ones whose input leaves out what a cache held; it is added, so that {@link Usage#input} is
 * always the whole prompt.
 */
public final class UsageReader {

  /** No answer takes a billion tokens: whoever says so counts something else. */
  private static final long MOST_TOKENS = 1_000_000_000;

  private static final int LONGEST_NUMBER = 40;
  private static final int MOST_DECIMALS = 30;
  private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000);
  private static final long UNTOLD = -1;

  private long prompt = UNTOLD;
  private long input = UNTOLD;
  private long output = UNTOLD;
  private long total = UNTOLD;
  private long cached = UNTOLD;
  private long written = UNTOLD;
  private long readApart = UNTOLD;
  private long writtenApart = UNTOLD;
  private long reasoning = UNTOLD;
  private long units = UNTOLD;
  private BigDecimal cost;

  private UsageReader() {}

  /** The same of a tree that was read before. Null where it tells no tokens. */
  public static Usage of(JsonNode usage) {
    if (!usage.isObject()) {
      return null;
    }
    try (JsonParser json = usage.traverse()) {
      json.nextToken();
      return read(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that was read before", e);
    }
  }

  /** Null where the value at hand tells no tokens. */
  public static Usage read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    UsageReader reader = new UsageReader();
    reader.members(json);
    return reader.usage();
  }

  private void members(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "prompt_tokens" -> prompt = count(json);
        case "input_tokens" -> input = count(json);
        case "completion_tokens", "output_tokens" -> output = count(json);
        case "total_tokens" -> total = count(json);
        case "prompt_tokens_details", "input_tokens_details" -> promptDetails(json);
        case "completion_tokens_details", "output_tokens_details" -> outputDetails(json);
        case "cached_tokens", "prompt_cache_hit_tokens" -> cached = Math.max(cached, count(json));
        case "cache_write_tokens" -> written = Math.max(written, count(json));
        case "cache_read_input_tokens" -> readApart = count(json);
        case "cache_creation_input_tokens" -> writtenApart = count(json);
        case "reasoning_tokens" -> reasoning = Math.max(reasoning, count(json));
        case "search_units" -> units = count(json);
        case "cost" -> cost = cost(json);
        default -> json.skipChildren();
      }
    }
  }

  private void promptDetails(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      switch (name) {
        case "cached_tokens", "cache_read_input_tokens" -> cached = Math.max(cached, count(json));
        case "cache_write_tokens", "cache_creation_tokens", "cache_creation_input_tokens" ->
            written = Math.max(written, count(json));
        default -> json.skipChildren();
      }
    }
  }

  private void outputDetails(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean thought = json.currentName().equals("reasoning_tokens");
      json.nextToken();
      if (thought) {
        reasoning = Math.max(reasoning, count(json));
      } else {
        json.skipChildren();
      }
    }
  }

  private Usage usage() {
    if (prompt < 0 && input < 0 && output < 0 && total < 0 && units < 0) {
      return null;
    }
    long out = Math.max(0, output);
    long thought = Math.max(0, reasoning);
    long in = in(out);
    if (total > in + out && total == in + out + thought) {
      // Some count what was thought beside what was written.
      out += thought;
    }
    long read = Math.min(in, Math.max(0, Math.max(cached, readApart)));
    long wrote = Math.min(in - read, Math.max(0, Math.max(written, writtenApart)));
    return new Usage(in, out, read, wrote, Math.min(thought, out), cost, Math.max(0, units));
  }

  private long in(long out) {
    long told = Math.max(prompt, input);
    if (told < 0) {
      return Math.max(0, total - out);
    }
    long apart = Math.max(0, readApart) + Math.max(0, writtenApart);
    return prompt < 0 || apart > told ? told + apart : told;
  }

  /** Also {@code 12.0} and {@code "12"}; {@link #UNTOLD} for what is no count. */
  private static long count(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT ->
          json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? UNTOLD
              : bounded(json.getLongValue());
      case VALUE_NUMBER_FLOAT -> bounded(json.getDoubleValue());
      case VALUE_STRING -> {
        BigDecimal number = number(json);
        yield number == null ? UNTOLD : bounded(number.doubleValue());
      }
      default -> {
        json.skipChildren();
        yield UNTOLD;
      }
    };
  }

  private static long bounded(double count) {
    return count >= 0 && count <= MOST_TOKENS ? (long) count : UNTOLD;
  }

  /** A number, or an object that holds the sum; null for what no answer costs. */
  private static BigDecimal cost(JsonParser json) throws IOException {
    BigDecimal usd = null;
    switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> usd = number(json);
      case START_OBJECT -> {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean sum = json.currentName().equals("total_cost");
          JsonToken value = json.nextToken();
          if (sum && value.isScalarValue()) {
            usd = number(json);
          } else {
            json.skipChildren();
          }
        }
      }
      default -> json.skipChildren();
    }
    return usd == null || usd.signum() < 0 || usd.compareTo(MOST_USD) > 0 ? null : usd;
  }

  /** The scalar at hand; null where it is no number of a usual size. */
  private static BigDecimal number(JsonParser json) throws IOException {
    if (json.getTextLength() == 0 || json.getTextLength() > LONGEST_NUMBER) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(json.getText());
      return Math.abs((long) number.scale()) <= MOST_DECIMALS ? number : null;
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
