package ai.gatewayz.gateway.error;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names one request in answers and logs; the caller's own {@code x-request-id} where it is sane.
 */
public final class RequestId {

  /** Its bytes and its hash are made once, not for each request. */
  public static final CharSequence HEADER = HttpHeaders.createOptimized("x-request-id");

  /** The header in which Anthropic's clients look for the same. */
  public static final CharSequence ANTHROPICS = HttpHeaders.createOptimized("request-id");

  private static final String KEY = "gatewayz.request-id";
  private static final int MAX_LENGTH = 128;

  private RequestId() {}

  /** The id of this request, decided when first asked for. */
  public static String of(RoutingContext context) {
    String known = context.get(KEY);
    if (known == null) {
      known = accept(context.request().getHeader(HEADER));
      context.put(KEY, known);
    }
    return known;
  }

  /** {@code [A-Za-z0-9._-]{1,128}} is kept: it can be logged and sent back as it is. */
  static String accept(String offered) {
    if (offered == null || offered.isEmpty() || offered.length() > MAX_LENGTH) {
      return make();
    }
    for (int i = 0; i < offered.length(); i++) {
      char c = offered.charAt(i);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '.'
              || c == '_'
              || c == '-';
      if (!plain) {
        return make();
      }
    }
    return offered;
  }

  // A name, not a secret: the fast generator will do.
  private static String make() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
