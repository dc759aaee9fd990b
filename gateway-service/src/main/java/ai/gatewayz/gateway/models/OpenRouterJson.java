package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Price;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What OpenRouter's clients read of a model, in the types that its own strict client demands. A
 * field stands there also where nobody knows: with null where they take it, else with what says
 * least.
 */
public final class OpenRouterJson {

  /** As OpenRouter says that a price is not one number. */
  private static final String NO_PRICE = "-1";

  private OpenRouterJson() {}

  static void fields(JsonGenerator json, ModelSummary model) throws IOException {
    json.writeStringField("canonical_slug", model.id());
    json.writeStringField("description", "");
    architecture(json, model);
    json.writeObjectFieldStart("top_provider");
    number(json, "context_length", model.contextTokens());
    number(json, "max_completion_tokens", model.maxOutputTokens());
    json.writeBooleanField("is_moderated", false);
    json.writeEndObject();
    json.writeNullField("per_request_limits");
    supportedParameters(json, model.capabilities());
    json.writeNullField("supported_voices");
    json.writeNullField("default_parameters");
    json.writeStringField(
        "expiration_date", model.deprecation() == null ? null : model.deprecation().toString());
    json.writeObjectFieldStart("links");
    json.writeStringField("details", "/api/v1/models/" + ModelPath.of(model.id()) + "/endpoints");
    json.writeEndObject();
  }

  /** What goes in and what comes out. */
  public static void architecture(JsonGenerator json, ModelSummary model) throws IOException {
    json.writeObjectFieldStart("architecture");
    json.writeStringField("modality", modality(model.input(), model.output()));
    modalities(json, "input_modalities", model.input());
    modalities(json, "output_modalities", model.output());
    json.writeStringField("tokenizer", "Other");
    json.writeNullField("instruct_type");
    json.writeEndObject();
  }

  /** USD per token, as text: prices this small lose digits as numbers. */
  public static void prices(JsonGenerator json, Price price) throws IOException {
    switch (price) {
      case Price.PerToken usd -> {
        json.writeStringField("prompt", OpenRouterPricing.perToken(usd.input()));
        json.writeStringField("completion", OpenRouterPricing.perToken(usd.output()));
        OpenRouterPricing.perToken(json, "input_cache_read", usd.cachedInput());
        if (usd.terms() != null) {
          OpenRouterPricing.terms(json, usd.terms());
        }
      }
      case Price.Free() -> prices(json, "0");
      case Price.Variable(), Price.Unknown() -> prices(json, NO_PRICE);
    }
  }

  private static void prices(JsonGenerator json, String price) throws IOException {
    json.writeStringField("prompt", price);
    json.writeStringField("completion", price);
  }

  /**
   * What callers look for before they send it; what any model takes that talks stands there too.
   */
  public static void supportedParameters(JsonGenerator json, Set<Capability> capabilities)
      throws IOException {
    json.writeArrayFieldStart("supported_parameters");
    if (capabilities.contains(Capability.CHAT) || capabilities.contains(Capability.COMPLETIONS)) {
      strings(json, "max_tokens", "temperature", "top_p", "stop");
    }
    if (capabilities.contains(Capability.TOOLS)) {
      strings(json, "tools", "tool_choice");
    }
    if (capabilities.contains(Capability.STRUCTURED_OUTPUT)) {
      strings(json, "response_format", "structured_outputs");
    }
    if (capabilities.contains(Capability.REASONING)) {
      strings(json, "reasoning", "include_reasoning");
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String... texts) throws IOException {
    for (String text : texts) {
      json.writeString(text);
    }
  }

  private static String modality(Set<Modality> input, Set<Modality> output) {
    return input.isEmpty() && output.isEmpty() ? null : joined(input) + "->" + joined(output);
  }

  private static String joined(Set<Modality> modalities) {
    return modalities.stream().sorted().map(OpenRouterJson::text).collect(Collectors.joining("+"));
  }

  private static void modalities(JsonGenerator json, String field, Set<Modality> modalities)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Modality modality : Modality.values()) {
      if (modalities.contains(modality)) {
        json.writeString(text(modality));
      }
    }
    json.writeEndArray();
  }

  private static String text(Modality modality) {
    return modality == Modality.EMBEDDING ? "embeddings" : modality.name().toLowerCase(Locale.ROOT);
  }

  /** Null where it is not known. */
  public static void number(JsonGenerator json, String field, Integer value) throws IOException {
    if (value == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, value);
    }
  }
}
