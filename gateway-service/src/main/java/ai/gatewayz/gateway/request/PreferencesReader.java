package ai.gatewayz.gateway.request;

import ai.gatewayz.gateway.error.Failure;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the {@code provider} object. Members that only OpenRouter knows are left to it. */
final class PreferencesReader {

  private static final int MAX_PROVIDERS = 32;
  private static final int MAX_NAME_LENGTH = 64;

  /** No price has more characters, or more digits on either side of its point. */
  private static final int MAX_PRICE_LENGTH = 64;

  private static final int MAX_PRICE_DIGITS = 32;

  private static final Names NAMES =
      new Names(
          "provider.",
          "order",
          "only",
          "ignore",
          "allow_fallbacks",
          "require_parameters",
          "data_collection",
          "zdr",
          "sort",
          "max_price");
  private static final Names PRICES = new Names("provider.max_price.", "prompt", "completion");
  private static final Names BY = new Names("provider.sort.", "by");

  private List<String> order = List.of();
  private Set<String> only = Set.of();
  private Set<String> ignore = Set.of();
  private boolean allowFallbacks = true;
  private ProviderPreferences.Sort sort;
  private BigDecimal maxPromptPrice;
  private BigDecimal maxCompletionPrice;
  private boolean requireParameters;
  private String promise = "";

  static ProviderPreferences read(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return ProviderPreferences.NONE;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw Failure.field("provider", "The field provider must be an object.").exception();
    }
    PreferencesReader reader = new PreferencesReader();
    long seen = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      seen = NAMES.see(seen, name);
      json.nextToken();
      reader.member(name, json);
      // Whatever it held: a value of the wrong kind must not be read as further members.
      json.skipChildren();
    }
    return new ProviderPreferences(
        reader.order,
        reader.only,
        reader.ignore,
        reader.allowFallbacks,
        reader.sort,
        reader.maxPromptPrice,
        reader.maxCompletionPrice,
        reader.requireParameters,
        reader.promise);
  }

  private void member(String name, JsonParser json) throws IOException {
    switch (name) {
      case "order" -> order = providers(name, json);
      case "only" -> only = Set.copyOf(providers(name, json));
      case "ignore" -> ignore = Set.copyOf(providers(name, json));
      case "allow_fallbacks" -> allowFallbacks = json.currentToken() != JsonToken.VALUE_FALSE;
      case "require_parameters" -> requireParameters = json.currentToken() == JsonToken.VALUE_TRUE;
      case "data_collection" ->
          promise(
              name, json.currentToken() == JsonToken.VALUE_STRING && json.getText().equals("deny"));
      case "zdr" -> promise(name, json.currentToken() == JsonToken.VALUE_TRUE);
      case "sort" -> sort = sort(json);
      case "max_price" -> maxPrice(json);
      default -> json.skipChildren();
    }
  }

  private void promise(String name, boolean asked) {
    if (asked) {
      promise = "provider." + name;
    }
  }

  private static List<String> providers(String name, JsonParser json) throws IOException {
    return Fields.strings(json, "provider." + name, MAX_PROVIDERS, MAX_NAME_LENGTH).stream()
        .map(id -> id.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static ProviderPreferences.Sort sort(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    // OpenRouter takes an object as well: {"by": "price"}.
    String word =
        json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : Fields.textOf(json, BY);
    return switch (word) {
      case "price" -> ProviderPreferences.Sort.PRICE;
      case "latency" -> ProviderPreferences.Sort.LATENCY;
      case "throughput" -> ProviderPreferences.Sort.THROUGHPUT;
      default ->
          throw Failure.field(
                  "provider.sort", "The field provider.sort must be price, latency or throughput.")
              .exception();
    };
  }

  private void maxPrice(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    long seen = 0;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      seen = PRICES.see(seen, name);
      json.nextToken();
      switch (name) {
        case "prompt" -> maxPromptPrice = price(name, json);
        case "completion" -> maxCompletionPrice = price(name, json);
        default -> json.skipChildren();
      }
    }
  }

  private static BigDecimal price(String name, JsonParser json) throws IOException {
    boolean readable =
        switch (json.currentToken()) {
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
              json.getTextLength() <= MAX_PRICE_LENGTH;
          default -> false;
        };
    if (readable) {
      try {
        BigDecimal price = new BigDecimal(json.getText().strip());
        if (price.signum() >= 0 && handy(price)) {
          return price;
        }
      } catch (NumberFormatException e) {
        // Told below, like any other value that is no price.
      }
    }
    throw Failure.field(
            "provider.max_price." + name,
            "The field provider.max_price." + name + " must be a number of USD per million tokens.")
        .exception();
  }

  /** Arithmetic with an exponent of a billion would write all of its digits out. */
  private static boolean handy(BigDecimal price) {
    return Math.abs((long) price.scale()) <= MAX_PRICE_DIGITS;
  }
}
