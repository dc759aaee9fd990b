package ai.gatewayz.gateway.playground;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A model's id and the address of its page. */
public record ModelLink(String id, String href) {

  static ModelLink to(String id) {
    return new ModelLink(
        id,
        Arrays.stream(id.split("/", -1))
            .map(ModelLink::encode)
            .collect(Collectors.joining("/", "/models/", "")));
  }

  /** As one part of a path or of a query. */
  static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
