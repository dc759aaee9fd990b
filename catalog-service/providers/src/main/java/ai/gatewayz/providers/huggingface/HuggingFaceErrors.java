package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.evidence.ErrorSigns;
import java.util.function.Function;

/** The router names the partner whose answer it passes on, and none in its own. */
final class HuggingFaceErrors implements ErrorSigns {

  @Override
  public boolean fromHost(Function<String, String> headers) {
    return headers.apply("x-inference-provider") != null;
  }
}
