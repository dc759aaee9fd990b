package ai.gatewayz.providers.featherless;

import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.CapabilityRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;

/** Thousands of models that sleep until they are asked for, at a flat rate by their size. */
public record Featherless() implements Dialect {

  private static final ErrorSigns ERRORS = new FeatherlessErrors();
  private static final BodyRules BODY = new FeatherlessBody();
  private static final ProbeRules PROBES = new FeatherlessProbes();
  private static final CapabilityRules CAPABILITIES = new FeatherlessCapabilities();

  @Override
  public String name() {
    return "featherless";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new FeatherlessLister();
  }

  @Override
  public boolean listsWithoutKey() {
    return true;
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
  public ProbeRules probes() {
    return PROBES;
  }

  @Override
  public CapabilityRules capabilities() {
    return CAPABILITIES;
  }
}
