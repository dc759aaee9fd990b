package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.Availability;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The JSON of one entry of the model list; a superset of OpenAI's {@code model} object. */
final class ModelJson {

  private ModelJson() {}

  static byte[] write(ModelSummary model) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        JsonGenerator json = EventJson.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", model.id());
      json.writeStringField("object", "model");
      // OpenAI's clients require a number; zero stands for "nobody says".
      json.writeNumberField(
          "created", model.created() == null ? 0 : model.created().getEpochSecond());
      json.writeStringField("owned_by", model.ownedBy());
      json.writeStringField("name", model.name());
      json.writeStringField("task", model.task());
      json.writeBooleanField("chat", model.capabilities().contains(Capability.CHAT));
      names(json, "capabilities", model.capabilities());
      names(json, "verified_capabilities", model.verified());
      modalities(json, "input_modalities", model.input());
      modalities(json, "output_modalities", model.output());
      OpenRouterJson.number(json, "context_length", model.contextTokens());
      number(json, "max_output_tokens", model.maxOutputTokens());
      price(json, model.price());
      best(json, model.best().offer());
      names(json, model);
      ranges(json, model);
      OpenRouterJson.fields(json, model);
      json.writeStringField("availability", model.availability().text());
      instant(json, "last_verified", model.lastVerified());
      json.writeArrayFieldStart("offers");
      for (OfferView view : model.offers()) {
        offer(json, view, model);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whose the price, the context and the limits are. */
  private static void best(JsonGenerator json, Offer offer) throws IOException {
    json.writeObjectFieldStart("best_offer");
    json.writeStringField("provider", offer.provider());
    json.writeStringField("id", offer.id());
    json.writeEndObject();
  }

  /** A provider's other names of a model; or what an operator's name stands for. */
  private static void names(JsonGenerator json, ModelSummary model) throws IOException {
    if (model.named() == null) {
      if (!model.aliases().isEmpty()) {
        texts(json, "aliases", model.aliases());
      }
      return;
    }
    json.writeObjectFieldStart("alias");
    json.writeStringField("policy", model.named().meaning().policy().text());
    texts(json, "models", model.named().meaning().models());
    texts(json, "unknown", model.named().unknown());
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String field, Collection<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** Of what differs from one offer to the other. */
  private static void ranges(JsonGenerator json, ModelSummary model) throws IOException {
    json.writeObjectFieldStart("ranges");
    range(json, "context_length", model.range(Offer::contextTokens));
    range(json, "max_output_tokens", model.range(Offer::maxOutputTokens));
    range(json, "input", model.range(offer -> usd(offer.price(), Price.PerToken::input)));
    range(json, "output", model.range(offer -> usd(offer.price(), Price.PerToken::output)));
    json.writeEndObject();
  }

  /** Per million tokens; null where it is not known. */
  private static BigDecimal usd(Price price, Function<Price.PerToken, BigDecimal> part) {
    return switch (price) {
      case Price.PerToken perToken -> part.apply(perToken);
      case Price.Free() -> BigDecimal.ZERO;
      case Price.Variable(), Price.Unknown() -> null;
    };
  }

  private static void range(JsonGenerator json, String field, Optional<? extends Range<?>> range)
      throws IOException {
    if (range.isPresent()) {
      json.writeObjectFieldStart(field);
      json.writeNumberField("min", new BigDecimal(range.get().least().toString()));
      json.writeNumberField("max", new BigDecimal(range.get().most().toString()));
      json.writeEndObject();
    }
  }

  private static void offer(JsonGenerator json, OfferView view, ModelSummary model)
      throws IOException {
    Offer offer = view.offer();
    Availability verdict = view.availability();
    json.writeStartObject();
    json.writeStringField("provider", offer.provider());
    json.writeStringField("id", offer.id());
    json.writeStringField("availability", model.availabilityOf(view).text());
    Optional<Reach.Obstacle> obstacle = model.obstacle(view);
    if (obstacle.isPresent()) {
      json.writeStringField("not_callable", obstacle.get().label());
    }
    if (verdict != null) {
      text(json, "reason", verdict.reason());
      instant(json, "since", verdict.since());
      instant(json, "last_verified", verdict.lastVerified());
      if (verdict.evidence() != null) {
        json.writeStringField("evidence", verdict.evidence().name().toLowerCase(Locale.ROOT));
      }
      number(json, "ttft_ms", verdict.ttftMillis());
      instant(json, "retry_at", verdict.retryAt());
    }
    price(json, offer.price());
    number(json, "context_length", offer.contextTokens());
    number(json, "max_output_tokens", offer.maxOutputTokens());
    if (offer.deprecation() != null) {
      json.writeStringField("deprecation", offer.deprecation().toString());
    }
    names(json, "capabilities", view.capabilities());
    CapabilityJson.protocols(json, view.capabilities());
    CapabilityJson.tests(json, view);
    json.writeEndObject();
  }

  /** USD per million tokens, and beside it OpenRouter's: USD per token. */
  private static void price(JsonGenerator json, Price price) throws IOException {
    json.writeObjectFieldStart("pricing");
    switch (price) {
      case Price.PerToken usd -> {
        json.writeStringField("kind", "per_token");
        json.writeNumberField("input", usd.input());
        json.writeNumberField("output", usd.output());
        if (usd.cachedInput() != null) {
          json.writeNumberField("cached_input", usd.cachedInput());
        }
      }
      case Price.Free() -> json.writeStringField("kind", "free");
      case Price.Variable() -> json.writeStringField("kind", "variable");
      case Price.Unknown() -> json.writeStringField("kind", "unknown");
    }
    OpenRouterJson.prices(json, price);
    json.writeEndObject();
  }

  // In the order of the enum: a set has none, and the same model must always give the same bytes.
  private static void names(JsonGenerator json, String field, Set<Capability> capabilities)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Capability capability : Capability.values()) {
      if (capabilities.contains(capability)) {
        json.writeString(capability.name().toLowerCase(Locale.ROOT));
      }
    }
    json.writeEndArray();
  }

  private static void modalities(JsonGenerator json, String field, Set<Modality> modalities)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Modality modality : Modality.values()) {
      if (modalities.contains(modality)) {
        json.writeString(modality.name().toLowerCase(Locale.ROOT));
      }
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String field, Number value) throws IOException {
    if (value != null) {
      json.writeNumberField(field, value.longValue());
    }
  }

  private static void text(JsonGenerator json, String field, String value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value);
    }
  }

  private static void instant(JsonGenerator json, String field, Instant value) throws IOException {
    if (value != null) {
      json.writeStringField(field, value.toString());
    }
  }
}
