package ai.gatewayz.providers;

import ai.gatewayz.providers.address.Origin;
import ai.gatewayz.providers.dialect.Dialect;
import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The enabled providers by id, in the order of their ids; immutable. */
public final class Providers {

  private final SortedMap<String, Provider> byId;
  private final Dialects dialects;

  private Providers(SortedMap<String, Provider> byId, Dialects dialects) {
    this.byId = Collections.unmodifiableSortedMap(byId);
    this.dialects = dialects;
  }

  /** With the dialects that come with the project. */
  public static Providers from(ProvidersConfig config) {
    return from(config, Dialects.STANDARD);
  }

  /**
   * @throws IllegalArgumentException where an enabled provider has a dialect that there is not, no
   *     base URL, or one that is not http(s); the message names the property to set
   */
  public static Providers from(ProvidersConfig config, Dialects dialects) {
    SortedMap<String, Provider> byId = new TreeMap<>();
    config
        .providers()
        .forEach(
            (id, entry) -> {
              if (entry.enabled()) {
                byId.put(id, provider(id, entry, dialects));
              }
            });
    return new Providers(byId, dialects);
  }

  private static Provider provider(String id, ProvidersConfig.Entry entry, Dialects dialects) {
    String property = "gatewayz.providers." + id + ".base-url";
    URI baseUrl =
        entry.baseUrl().orElseThrow(() -> new IllegalArgumentException(property + " is not set"));
    return new Provider(
        id,
        dialect(id, entry.dialect(), dialects),
        httpUrl(property, baseUrl),
        entry.hubUrl().map(url -> httpUrl("gatewayz.providers." + id + ".hub-url", url)),
        entry.apiKey().map(String::strip).filter(key -> !key.isEmpty()).map(ApiKey::new));
  }

  private static Dialect dialect(String id, String name, Dialects dialects) {
    return dialects
        .named(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "gatewayz.providers."
                        + id
                        + ".dialect is "
                        + name
                        + ", which does not exist; known dialects: "
                        + dialects.all().stream()
                            .map(Dialect::name)
                            .collect(Collectors.joining(", "))));
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

  /** All that a provider can be configured to have, whether or not one has. */
  public Dialects dialects() {
    return dialects;
  }
}
