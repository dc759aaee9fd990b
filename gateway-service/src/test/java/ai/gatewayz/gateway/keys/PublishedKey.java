package ai.gatewayz.gateway.keys;

import ai.gatewayz.catalog.caller.CallerKey;
import ai.gatewayz.catalog.caller.KeyText;
import ai.gatewayz.catalog.caller.Patterns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A key to test with, as the catalog publishes it; it may do everything that nothing forbids. */
public final class PublishedKey {

  private final String id;
  private final List<CallerKey.Digest> digests = new ArrayList<>();
  private String name = "search";
  private Set<String> tags = Set.of();
  private Instant expires;
  private boolean disabled;
  private Patterns models = Patterns.ANY;
  private Patterns providers = Patterns.ANY;
  private Set<String> protocols = Set.of();
  private List<String> networks = List.of();
  private Integer mostAtOnce;

  private PublishedKey(String id) {
    this.id = id;
  }

  /**
   * @param texts that are let in
   */
  public static PublishedKey of(String id, String... texts) {
    PublishedKey key = new PublishedKey(id);
    for (String text : texts) {
      key.formerly(text, null);
    }
    return key;
  }

  /** Another text, which is let in until then. */
  public PublishedKey formerly(String text, Instant until) {
    digests.add(new CallerKey.Digest(KeyText.sha256(text), until));
    return this;
  }

  public PublishedKey name(String forPeople) {
    name = forPeople;
    return this;
  }

  public PublishedKey tags(String... names) {
    tags = Set.of(names);
    return this;
  }

  public PublishedKey expires(Instant at) {
    expires = at;
    return this;
  }

  public PublishedKey disabled(boolean now) {
    disabled = now;
    return this;
  }

  public PublishedKey models(Patterns patterns) {
    models = patterns;
    return this;
  }

  public PublishedKey providers(Patterns patterns) {
    providers = patterns;
    return this;
  }

  public PublishedKey protocols(Set<String> names) {
    protocols = names;
    return this;
  }

  public PublishedKey networks(List<String> texts) {
    networks = texts;
    return this;
  }

  public PublishedKey mostAtOnce(Integer most) {
    mostAtOnce = most;
    return this;
  }

  public CallerKey made() {
    return new CallerKey(
        id,
        digests,
        name,
        null,
        null,
        tags,
        expires,
        disabled,
        models,
        providers,
        protocols,
        networks,
        mostAtOnce,
        1,
        Instant.EPOCH);
  }
}
