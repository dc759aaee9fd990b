package ai.gatewayz.providers;

import ai.gatewayz.providers.dialect.KeyHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The headers of a request to a provider: none of them is a caller's.
 *
 * @param userAgent which service asks
 * @param accept the kinds of answers that it reads
 * @param acceptEncoding the codings of answers that it undoes
 * @param body whether it has one, which is JSON
 */
public record RequestHead(String userAgent, String accept, String acceptEncoding, boolean body) {

  /** With the provider's key, where there is one; in the order in which they are sent. */
  public Map<String, String> to(Provider provider) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (body) {
      headers.put("content-type", "application/json");
    }
    headers.put("accept-encoding", acceptEncoding);
    headers.put("accept", accept);
    headers.put("user-agent", userAgent);
    KeyHeader header = provider.dialect().key();
    provider.apiKey().ifPresent(key -> headers.put(header.name(), header.prefix() + key.reveal()));
    return headers;
  }
}
