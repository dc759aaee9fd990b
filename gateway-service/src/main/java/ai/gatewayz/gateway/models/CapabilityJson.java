package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.gateway.snapshot.OfferView;
import ai.gatewayz.health.contract.CapabilityVerdict;
import ai.gatewayz.providers.capability.CapabilityQuestion;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is held of each capability of an offer that can be tested: declared, verified or refuted.
 */
final class CapabilityJson {

  private static final List<Capability> PROTOCOLS =
      List.of(Capability.CHAT, Capability.MESSAGES, Capability.RESPONSES);

  private CapabilityJson() {}

  static void tests(JsonGenerator json, OfferView view) throws IOException {
    json.writeObjectFieldStart("capability_tests");
    // In the order of the enum: the same offer must always give the same bytes.
    for (Capability capability : Capability.values()) {
      CapabilityVerdict held =
          CapabilityQuestion.TESTED.contains(capability) ? view.capability(capability) : null;
      if (held != null) {
        json.writeObjectFieldStart(word(capability));
        verdict(json, held);
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  /** The protocols in which an offer or a model can be asked without a translation. */
  static void protocols(JsonGenerator json, Set<Capability> held) throws IOException {
    json.writeArrayFieldStart("protocols");
    for (Capability protocol : PROTOCOLS) {
      if (held.contains(protocol)) {
        json.writeString(word(protocol));
      }
    }
    json.writeEndArray();
  }

  private static void verdict(JsonGenerator json, CapabilityVerdict held) throws IOException {
    json.writeStringField("state", word(held.state()));
    if (held.at() != null) {
      json.writeStringField("at", held.at().toString());
    }
    if (held.evidence() != null) {
      json.writeStringField("evidence", word(held.evidence()));
    }
    if (held.reason() != null) {
      json.writeStringField("reason", held.reason());
    }
    if (held.dimension() != null) {
      json.writeNumberField("dimension", held.dimension());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
