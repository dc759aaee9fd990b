package ai.gatewayz.providers.openrouter;

import ai.gatewayz.providers.dialect.BodyRules;
import java.util.function.Predicate;

/** Several of its hosts refuse the newer role; it means to drop {@code stream_options}. */
final class OpenRouterBody implements BodyRules {

  @Override
  public boolean knowsDeveloper() {
    return false;
  }

  /** In the last chunk, in any case. */
  @Override
  public boolean tellsUsageUnasked() {
    return true;
  }

  @Override
  public boolean takesPreferences() {
    return true;
  }

  @Override
  public byte[] preferences(byte[] json, Predicate<String> gatewayProvider) {
    return OpenRouterPreferences.of(json, gatewayProvider);
  }
}
