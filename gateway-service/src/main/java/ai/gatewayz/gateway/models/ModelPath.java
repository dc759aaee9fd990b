package ai.gatewayz.gateway.models;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of models in paths. A name may have anything: what a router reads as a parameter ({@code
 * ;}) or takes out ({@code //}, {@code ..}) is a part of the name here.
 */
public final class ModelPath {

  private ModelPath() {}

  /**
   * The name at the end of a path, byte for byte.
   *
   * @param path as it was sent
   * @param prefix what stands before the name
   * @param routed the name as the router understood it, for paths that are written otherwise
   */
  public static String id(String path, String prefix, String routed) {
    if (path == null || !path.startsWith(prefix)) {
      return routed;
    }
    try {
      // A plus is a plus: this is no form.
      return URLDecoder.decode(
          path.substring(prefix.length()).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return routed;
    }
  }

  /** The name as the end of a path that browsers and proxies leave as it is. */
  public static String of(String id) {
    String[] segments = id.split("/", -1);
    // Browsers resolve dots, encoded or not, and some proxies join slashes.
    boolean fragile =
        Stream.of(segments).anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."));
    return Arrays.stream(segments)
        .map(ModelPath::encode)
        .collect(Collectors.joining(fragile ? "%2F" : "/"));
  }

  /** As one part of a path or of a query. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
