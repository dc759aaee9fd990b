package ai.gatewayz.providers.openai;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/** Any further endpoint that is asked and answers as OpenAI does. */
public record OpenAi() implements Dialect {

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new OpenAiLister();
  }
}
