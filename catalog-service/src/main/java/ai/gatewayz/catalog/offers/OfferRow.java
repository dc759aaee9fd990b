package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.EventJson;
import ai.gatewayz.catalog.contract.Modality;
import ai.gatewayz.catalog.contract.ModelId;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.catalog.contract.Price;
import ai.gatewayz.catalog.rules.Rules;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** One row of the table of offers, as the JSON from which many rows are written at once. */
final class OfferRow {

  private OfferRow() {}

  /**
   * @param ruled what the rules make of it
   * @param listed as the provider lists it, at the version of this row
   */
  static ObjectNode of(Rules.Ruled ruled, Offer listed, String fingerprint) {
    Offer offer = ruled.offer();
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("provider", offer.provider());
    row.put("id", offer.id());
    row.put("model", offer.model());
    row.put("model_key", ModelId.key(offer.model()));
    row.put("name", offer.name());
    row.put("task", offer.task());
    ArrayNode capabilities = row.putArray("capabilities");
    for (Capability capability : offer.capabilities().keySet()) {
      capabilities.add(word(capability));
    }
    modalities(row.putArray("input"), offer.input());
    modalities(row.putArray("output"), offer.output());
    price(row, offer.price());
    row.put("context_tokens", offer.contextTokens());
    row.put("serverless", offer.serverless());
    row.put("fingerprint", fingerprint);
    row.put("version", offer.version());
    row.put("updated", offer.updated().toString());
    row.put("hidden", ruled.hiddenBy());
    row.put("pinned_by", ruled.pinnedBy());
    row.put("listed", ruled.pinnedBy() == null ? null : json(listed));
    row.put("body", json(offer));
    return row;
  }

  private static String json(Offer offer) {
    return new String(EventJson.write(offer), StandardCharsets.UTF_8);
  }

  private static void modalities(ArrayNode array, Iterable<Modality> modalities) {
    for (Modality modality : modalities) {
      array.add(word(modality));
    }
  }

  /** An enum value as the contract writes it. */
  private static JsonNode word(Enum<?> value) {
    return EventJson.mapper().valueToTree(value);
  }

  private static void price(ObjectNode row, Price price) {
    switch (price) {
      case Price.PerToken perToken -> {
        row.put("price_kind", "per_token");
        row.put("price_input", perToken.input());
        row.put("price_output", perToken.output());
      }
      case Price.Free free -> row.put("price_kind", "free");
      case Price.Variable variable -> row.put("price_kind", "variable");
      case Price.Unknown unknown -> row.put("price_kind", "unknown");
    }
  }
}
