package ai.gatewayz.providers.portkey;

import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.KeyHeader;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/** A gateway to the accounts of a workspace, with a header of its own for the key. */
public record Portkey() implements Dialect {

  private static final KeyHeader KEY = new KeyHeader("x-portkey-api-key", "");
  private static final ErrorSigns ERRORS = new PortkeyErrors();

  @Override
  public String name() {
    return "portkey";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new PortkeyLister();
  }

  @Override
  public KeyHeader key() {
    return KEY;
  }

  @Override
  public ErrorSigns errors() {
    return ERRORS;
  }
}
