package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.gateway.record.Lately;
import ai.gatewayz.gateway.record.Percentiles;
import ai.gatewayz.gateway.routing.Reach;
import ai.gatewayz.gateway.snapshot.OfferView;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A model's offers as OpenRouter lists the endpoints of a model, and how each did lately. */
final class EndpointsJson {

  private EndpointsJson() {}

  static byte[] write(ModelSummary model, Function<OfferView, Lately> records) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
        JsonGenerator json = EventJson.mapper().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("data");
      json.writeStringField("id", model.id());
      json.writeStringField("name", model.name());
      json.writeNumberField(
          "created", model.created() == null ? 0 : model.created().getEpochSecond());
      json.writeStringField("description", "");
      OpenRouterJson.architecture(json, model);
      json.writeArrayFieldStart("endpoints");
      for (OfferView view : model.offers()) {
        endpoint(json, model, view, records.apply(view));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
  }

  private static void endpoint(
      JsonGenerator json, ModelSummary model, OfferView view, Lately lately) throws IOException {
    Offer offer = view.offer();
    json.writeStartObject();
    json.writeStringField("name", offer.provider() + " | " + offer.id());
    json.writeStringField("model_id", model.id());
    json.writeStringField("model_name", model.name());
    json.writeStringField("provider_name", offer.provider());
    json.writeStringField("tag", offer.provider());
    // OpenRouter's clients require a number; zero stands for "nobody says".
    json.writeNumberField(
        "context_length", offer.contextTokens() == null ? 0 : offer.contextTokens());
    OpenRouterJson.number(json, "max_completion_tokens", offer.maxOutputTokens());
    json.writeNullField("max_prompt_tokens");
    json.writeObjectFieldStart("pricing");
    OpenRouterJson.prices(json, offer.price());
    json.writeEndObject();
    json.writeNullField("quantization");
    OpenRouterJson.supportedParameters(json, view.capabilities());
    toolChoice(json, view.can(Capability.TOOLS));
    CapabilityJson.protocols(json, view.capabilities());
    CapabilityJson.tests(json, view);
    json.writeBooleanField(
        "supports_implicit_caching",
        offer.price() instanceof Price.PerToken usd && usd.cachedInput() != null);
    Optional<Reach.Obstacle> obstacle = model.obstacle(view);
    Listed listed = model.availabilityOf(view);
    json.writeNumberField("status", status(listed, obstacle.isEmpty()));
    json.writeStringField("availability", listed.text());
    json.writeStringField("not_callable", obstacle.map(Reach.Obstacle::label).orElse(null));
    share(json, "uptime_last_5m", lately.uptime5m());
    share(json, "uptime_last_30m", lately.uptime30m());
    share(json, "uptime_last_1d", lately.uptime1d());
    percentiles(json, "latency_last_30m", lately.latency());
    percentiles(json, "throughput_last_30m", lately.throughput());
    json.writeEndObject();
  }

  /** Nobody tells more than whether there are tools. */
  private static void toolChoice(JsonGenerator json, boolean tools) throws IOException {
    json.writeObjectFieldStart("supports_tool_choice");
    for (String choice : List.of("auto", "none", "required", "function")) {
      json.writeBooleanField(choice, tools);
    }
    json.writeEndObject();
  }

  /** Of OpenRouter's numbers zero is "normal"; what the others mean it does not say. */
  private static int status(Listed listed, boolean callable) {
    if (!callable) {
      return -10;
    }
    return switch (listed) {
      case AVAILABLE -> 0;
      case DEGRADED -> -1;
      case UNKNOWN, UNPROBEABLE -> -2;
      case COLD -> -3;
      case UNAVAILABLE, UNCONFIGURED -> -10;
    };
  }

  private static void share(JsonGenerator json, String field, Double percent) throws IOException {
    if (percent == null) {
      json.writeNullField(field);
    } else {
      json.writeNumberField(field, Math.round(percent * 100) / 100.0);
    }
  }

  private static void percentiles(JsonGenerator json, String field, Percentiles of)
      throws IOException {
    if (of == null) {
      json.writeNullField(field);
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeNumberField("p50", tenths(of.p50()));
    json.writeNumberField("p75", tenths(of.p75()));
    json.writeNumberField("p90", tenths(of.p90()));
    json.writeNumberField("p99", tenths(of.p99()));
    json.writeEndObject();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
