package ai.gatewayz.providers.fireworks;

import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Protocol;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/** Two lists, long answers as streams only, and a status of its own for what is not deployed. */
public record Fireworks() implements Dialect {

  private static final ErrorSigns ERRORS = new FireworksErrors();
  private static final BodyRules BODY = new FireworksBody();

  @Override
  public String name() {
    return "fireworks";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new FireworksLister(clock);
  }

  @Override
  public ErrorSigns errors() {
    return ERRORS;
  }

  @Override
  public BodyRules body() {
    return BODY;
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return switch (protocol) {
      case MESSAGES -> true;
      case RESPONSES -> false;
    };
  }
}
