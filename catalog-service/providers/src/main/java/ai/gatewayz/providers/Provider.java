package ai.gatewayz.providers;

import java.net.URI;
import java.util.Optional;

/**
 * A provider as configured. Requests to it go to {@code baseUrl} and nowhere else: nothing in a
 * request can change that.
 *
 * @param id for example {@code huggingface}
 * @param baseUrl the inference base without a trailing slash, usually ending in {@code /v1}
 * @param hubUrl HuggingFace only: where repositories are listed, without a trailing slash
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

  /** The address of an operation, for example {@code endpoint("chat/completions")}. */
  public URI endpoint(String operation) {
    return URI.create(baseUrl + "/" + operation);
  }
}
