package ai.gatewayz.providers;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The enabled providers by id, in the order of their ids; immutable. */
public final class Providers {

  private final SortedMap<String, Provider> byId;

  private Providers(SortedMap<String, Provider> byId) {
    this.byId = Collections.unmodifiableSortedMap(byId);
  }

  /**
   * @throws IllegalArgumentException where an enabled provider has no base URL, or one that is not
   *     http(s); the message names the property to set
   */
  public static Providers from(ProvidersConfig config) {
    SortedMap<String, Provider> byId = new TreeMap<>();
    config
        .providers()
        .forEach(
            (id, entry) -> {
              if (entry.enabled()) {
                byId.put(id, provider(id, entry));
              }
            });
    return new Providers(byId);
  }

  private static Provider provider(String id, ProvidersConfig.Entry entry) {
    String property = "gatewayz.providers." + id + ".base-url";
    URI baseUrl =
        entry.baseUrl().orElseThrow(() -> new IllegalArgumentException(property + " is not set"));
    return new Provider(
        id,
        entry.dialect(),
        httpUrl(property, baseUrl),
        entry.hubUrl().map(url -> httpUrl("gatewayz.providers." + id + ".hub-url", url)),
        entry.apiKey().map(String::strip).filter(key -> !key.isEmpty()).map(ApiKey::new));
  }

  private static URI httpUrl(String property, URI url) {
    try {
      Origin.of(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + " is not an http(s) address", e);
    }
    String text = url.toString();
    int fragment = text.indexOf('#');
    String whole = fragment < 0 ? text : text.substring(0, fragment);
    int query = whole.indexOf('?');
    String path = query < 0 ? whole : whole.substring(0, query);
    return path.endsWith("/") || fragment >= 0
        ? URI.create(
            (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                + (query < 0 ? "" : whole.substring(query)))
        : url;
  }

  public Optional<Provider> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<Provider> all() {
    return byId.values();
  }
}
