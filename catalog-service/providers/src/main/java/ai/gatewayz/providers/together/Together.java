package ai.gatewayz.providers.together;

import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/** One list with prices; what is deployed for somebody alone is listed beside the rest. */
public record Together() implements Dialect {

  private static final BodyRules BODY = new TogetherBody();

  @Override
  public String name() {
    return "together";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new TogetherLister();
  }

  @Override
  public BodyRules body() {
    return BODY;
  }
}
