package ai.gatewayz.providers.dialects;

import ai.gatewayz.providers.Dialect;
import ai.gatewayz.providers.featherless.FeatherlessLister;
import ai.gatewayz.providers.fireworks.FireworksLister;
import ai.gatewayz.providers.huggingface.HuggingFaceLister;
import ai.gatewayz.providers.listing.Lister;
import ai.gatewayz.providers.openai.OpenAiLister;
import ai.gatewayz.providers.openrouter.OpenRouterLister;
import ai.gatewayz.providers.portkey.PortkeyLister;
import ai.gatewayz.providers.together.TogetherLister;
import java.time.InstantSource;

/** The listers by dialect. */
public final class Listers {

  private final InstantSource clock;

  public Listers(InstantSource clock) {
    this.clock = clock;
  }

  public Lister of(Dialect dialect) {
    return switch (dialect) {
      case OPENROUTER -> new OpenRouterLister();
      case PORTKEY -> new PortkeyLister();
      case FEATHERLESS -> new FeatherlessLister();
      case FIREWORKS -> new FireworksLister(clock);
      case TOGETHER -> new TogetherLister();
      case HUGGINGFACE -> new HuggingFaceLister();
      case OPENAI -> new OpenAiLister();
    };
  }
}
