package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.listing.EntryMapper;
import ai.gatewayz.providers.listing.ListedOffer;
import ai.gatewayz.providers.listing.Mapped;
import ai.gatewayz.providers.listing.Mapped.Flaw;
import ai.gatewayz.providers.normalise.CanonicalModel;
import ai.gatewayz.providers.normalise.Fields;
import ai.gatewayz.providers.normalise.NameHints;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The slug before the model is a name that the workspace chose for one of its accounts: it is no
 * vendor, and only stands in for one where the model's own name tells none.
 */
final class PortkeyMapper implements EntryMapper {

  @Override
  public Mapped map(JsonNode entry) {
    return Fields.id(entry, "id")
        .map(id -> Mapped.listed(offer(id)))
        .orElseGet(() -> Mapped.malformed(entry.has("id") ? Flaw.ODD_ID : Flaw.NO_ID));
  }

  private static ListedOffer offer(String id) {
    int slash = id.indexOf('/');
    boolean slugged = id.startsWith("@") && slash > 1 && slash < id.length() - 1;
    String slug = slugged ? id.substring(1, slash) : "portkey";
    String name = slugged ? id.substring(slash + 1) : id;
    ListedOffer.Builder offer = ListedOffer.of(id, CanonicalModel.of(name, slug)).name(name);
    return NameHints.describe(offer, name).build();
  }
}
