package ai.gatewayz.gateway.scripted;

import java.io.IOException;

/** What a provider does with a call; a call that is left without an answer is left open. */
@FunctionalInterface
public interface Script {

  void answer(Call call, Exchange exchange) throws IOException;
}
