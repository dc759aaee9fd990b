package ai.gatewayz.providers;

import ai.gatewayz.providers.address.Site;
import ai.gatewayz.providers.dialect.Dialect;
import java.net.URI;
import java.util.Optional;

/**
 * A provider as configured. Requests to it go to {@code baseUrl} and nowhere else: nothing in a
 * request can change that.
 *
 * @param id for example {@code huggingface}
 * @param dialect what is particular about asking it
 * @param baseUrl the inference base without a slash at the end of its path, which usually ends in
 *     {@code /v1}; it may have a query
 * @param hubUrl HuggingFace only: where repositories are listed, without a slash at the end of its
 *     path
 * @param apiKey absent: the provider is unconfigured and not routable
 */
public record Provider(
    String id, Dialect dialect, URI baseUrl, Optional<URI> hubUrl, Optional<ApiKey> apiKey) {

  /** Whether completions can be asked of it: it has a key. */
  public boolean configured() {
    return apiKey.isPresent();
  }

  /** Whether its list can be read: it has a key or needs none. */
  public boolean listable() {
    return configured() || dialect.listsWithoutKey();
  }

  /** Where it is, without what it is asked with. */
  public Site site() {
    return new Site(id, baseUrl, hubUrl);
  }

  /** The address of an operation, for example {@code endpoint("chat/completions")}. */
  public URI endpoint(String operation) {
    return Site.below(baseUrl, operation);
  }
}
