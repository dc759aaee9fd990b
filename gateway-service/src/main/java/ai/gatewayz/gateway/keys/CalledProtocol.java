package ai.gatewayz.gateway.keys;

import java.util.List;
import java.util.Optional;

/** The protocol that an address speaks, by the name that keys have for it. Pure. */
final class CalledProtocol {

  private static final String VERSION = "/v1/";
  private static final String EXPLAINED = "route/";

  private record Address(String rest, String protocol) {}

  private static final List<Address> ADDRESSES =
      List.of(
          new Address("chat/completions", "chat"),
          new Address("completions", "completions"),
          new Address("embeddings", "embeddings"),
          new Address("rerank", "rerank"),
          new Address("images/generations", "images"),
          new Address("audio/speech", "speech"),
          new Address("audio/transcriptions", "transcriptions"),
          new Address("messages", "messages"),
          new Address("responses", "responses"));

  private CalledProtocol() {}

  /** Empty for what every key may ask: lists of models, and the key itself. */
  static Optional<String> of(String path) {
    if (!path.startsWith(VERSION)) {
      return Optional.empty();
    }
    int from = VERSION.length();
    if (path.startsWith(EXPLAINED, from)) {
      from += EXPLAINED.length();
    }
    for (Address address : ADDRESSES) {
      int end = from + address.rest.length();
      if (path.startsWith(address.rest, from)
          && (path.length() == end || path.charAt(end) == '/')) {
        return Optional.of(address.protocol);
      }
    }
    return Optional.empty();
  }
}
