package ai.gatewayz.catalog.offers;

import ai.gatewayz.catalog.contract.OfferChange;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which fields of an offer differ between two versions of its JSON. */
final class ChangedFields {

  /** Not facts about the offer, or evidence that moves with every reading. */
  private static final Set<String> LEFT_OUT = Set.of("version", "updated", "signals");

  private ChangedFields() {}

  static List<OfferChange.Field> between(JsonNode before, JsonNode now) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    names.removeAll(LEFT_OUT);
    List<OfferChange.Field> changed = new ArrayList<>();
    for (String name : names) {
      if (!Objects.equals(before.get(name), now.get(name))) {
        changed.add(new OfferChange.Field(name, before.get(name), now.get(name)));
      }
    }
    return changed;
  }
}
