package ai.gatewayz.providers.connection;

import ai.gatewayz.providers.address.Origin;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way out to a provider: through a proxy, or straight. */
@Singleton
public class EgressProxy {

  /** Without a scheme it is an HTTP proxy, as curl has it. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(http|socks5)://)?(?:([^:@/]*)(?::([^@/]*))?@)?"
              + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})/?");

  private final Optional<ProxyOptions> https;
  private final Optional<ProxyOptions> http;
  private final NoProxy without;

  /**
   * @throws IllegalArgumentException where a setting is malformed; the message names it and, since
   *     a proxy's address may hold a password, does not repeat it
   */
  public EgressProxy(EgressConfig config) {
    https = proxy("https-proxy", config.httpsProxy());
    http = proxy("http-proxy", config.httpProxy());
    without = NoProxy.of(config.noProxy().orElse(List.of()));
  }

  /** The proxy to call an address through; empty where it is called straight. */
  public Optional<ProxyOptions> to(Origin origin) {
    Optional<ProxyOptions> proxy = origin.tls() ? https : http;
    return proxy.isEmpty() || without.holds(origin) ? Optional.empty() : proxy;
  }

  private static Optional<ProxyOptions> proxy(String name, Optional<String> address) {
    return address.map(String::strip).filter(text -> !text.isEmpty()).map(text -> read(name, text));
  }

  private static ProxyOptions read(String name, String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || Integer.parseInt(parts.group(5)) > 65_535) {
      throw new IllegalArgumentException(
          "gatewayz.egress."
              + name
              + " is no proxy's address. Set http://host:port or socks5://host:port,"
              + " with user:password@ before the host where it wants them.");
    }
    boolean socks = "socks5".equals(lower(parts.group(1)));
    ProxyOptions options =
        new ProxyOptions()
            .setType(socks ? ProxyType.SOCKS5 : ProxyType.HTTP)
            .setHost(parts.group(4))
            .setPort(Integer.parseInt(parts.group(5)));
    if (parts.group(2) != null) {
      options.setUsername(decoded(parts.group(2)));
      options.setPassword(decoded(parts.group(3) == null ? "" : parts.group(3)));
    }
    return options;
  }

  private static String lower(String scheme) {
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  /** A plus is one. */
  private static String decoded(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
