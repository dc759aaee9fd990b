package ai.gatewayz.providers.address;

import java.net.URI;
import java.util.Optional;

/**
 * Where a provider is reached. Requests to it go below these addresses and nowhere else: nothing in
 * a request can change that.
 *
 * @param provider its id, for example {@code huggingface}
 * @param baseUrl the inference base without a slash at the end of its path, which usually ends in
 *     {@code /v1}; it may have a query
 * @param hubUrl where repositories are listed, of a provider that has such a place, without a slash
 *     at the end of its path
 */
public record Site(String provider, URI baseUrl, Optional<URI> hubUrl) {

  /** The address of an operation, for example {@code endpoint("chat/completions")}. */
  public URI endpoint(String operation) {
    return below(baseUrl, operation);
  }

  /**
   * An address below another, whose query stays: some gateways of companies have the version of
   * their interface there.
   *
   * @param path without a slash at its beginning
   */
  public static URI below(URI base, String path) {
    String text = base.toString();
    int query = text.indexOf('?');
    return query < 0
        ? URI.create(text + "/" + path)
        : URI.create(text.substring(0, query) + "/" + path + text.substring(query));
  }
}
