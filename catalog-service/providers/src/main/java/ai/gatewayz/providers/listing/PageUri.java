package ai.gatewayz.providers.listing;

import ai.gatewayz.providers.address.Origin;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reading and changing the query of a page's address, everything else byte-exact. */
public final class PageUri {

  private PageUri() {}

  /** The address with a query parameter set. */
  public static URI with(URI uri, String name, Object value) {
    String others =
        parameters(uri)
            .filter(parameter -> !isNamed(parameter, name))
            .collect(Collectors.joining("&"));
    String path = uri.toString().split("\\?", 2)[0];
    String encoded = URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    return URI.create(path + "?" + (others.isEmpty() ? "" : others + "&") + name + "=" + encoded);
  }

  public static Optional<String> parameter(URI uri, String name) {
    return parameters(uri)
        .filter(parameter -> isNamed(parameter, name))
        .map(parameter -> parameter.substring(Math.min(name.length() + 1, parameter.length())))
        .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
        .findFirst();
  }

  public static OptionalLong number(URI uri, String name) {
    return parameter(uri, name)
        .filter(value -> value.matches("\\d{1,12}"))
        .map(value -> OptionalLong.of(Long.parseLong(value)))
        .orElse(OptionalLong.empty());
  }

  /** Whether both lead to the same scheme, host and port. */
  public static boolean sameOrigin(URI one, URI other) {
    try {
      return Origin.of(one).same(Origin.of(other)) && !other.getRawAuthority().contains("@");
    } catch (IllegalArgumentException e) {
      // One of them leads nowhere.
      return false;
    }
  }

  private static Stream<String> parameters(URI uri) {
    return uri.getRawQuery() == null
        ? Stream.empty()
        : Arrays.stream(uri.getRawQuery().split("&")).filter(parameter -> !parameter.isEmpty());
  }

  private static boolean isNamed(String parameter, String name) {
    return parameter.equals(name) || parameter.startsWith(name + "=");
  }
}
