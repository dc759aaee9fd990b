package ai.gatewayz.catalog.consumer;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.Network;
import ai.gatewayz.catalog.caller.Patterns;
import ai.gatewayz.catalog.contract.EventJson;
import java.io.IOException;
import java.util.Collection;

/**
 * What a key is like. A condition of it that cannot be understood refuses the record: a key without
 * it would be let do what it may not.
 */
final class CallerKeyForm implements EventReader.Form<CallerKey> {

  private static final int MOST_DIGESTS = 10;
  private static final int MOST_TEXTS = 1_000;
  private static final int MOST_AT_ONCE = 1_000_000;
  private static final int DIGITS = 64;

  @Override
  public CallerKey parse(byte[] json) throws IOException {
    return EventJson.mapper().readValue(json, CallerKey.class);
  }

  @Override
  public String provider(CallerKey key) {
    return key.id();
  }

  @Override
  public String id(CallerKey key) {
    return null;
  }

  @Override
  public void check(CallerKey key, Check check) {
    check.text("name", key.name());
    check.optional("owner", key.owner());
    check.optional("team", key.team());
    check.bounded("digests", key.digests().size() <= MOST_DIGESTS);
    for (CallerKey.Digest digest : key.digests()) {
      check.bounded("digests.sha256", isDigest(digest.sha256()));
      check.instant("digests.until", digest.until());
    }
    texts("tags", key.tags(), check);
    patterns("models", key.models(), check);
    patterns("providers", key.providers(), check);
    texts("protocols", key.protocols(), check);
    texts("networks", key.networks(), check);
    key.networks()
        .forEach(network -> check.bounded("networks", Network.parse(network).isPresent()));
    check.instant("expires", key.expires());
    check.amount("mostAtOnce", key.mostAtOnce(), MOST_AT_ONCE);
    check.version(key.version(), CatalogEvents.VERSIONS);
    check.past("updated", key.updated());
  }

  private static void patterns(String field, Patterns patterns, Check check) {
    texts(field, patterns.allowed(), check);
    texts(field, patterns.forbidden(), check);
  }

  private static void texts(String field, Collection<String> texts, Check check) {
    check.bounded(field, texts.size() <= MOST_TEXTS);
    texts.forEach(text -> check.text(field, text));
  }

  private static boolean isDigest(String hex) {
    return hex != null
        && hex.length() == DIGITS
        && hex.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }
}
