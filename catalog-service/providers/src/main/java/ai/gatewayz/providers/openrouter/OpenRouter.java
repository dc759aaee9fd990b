package ai.gatewayz.providers.openrouter;

import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.Operation;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.dialect.Protocol;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.dialect.Suffixes.Meaning;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;
import java.util.Map;

/** A market of hosts, with preferences and modifiers of its own and free models within limits. */
public record OpenRouter() implements Dialect {

  private static final BodyRules BODY = new OpenRouterBody();
  private static final ProbeRules PROBES = new OpenRouterProbes();

  private static final Suffixes MODIFIERS =
      new Suffixes(
          Map.of(
              "nitro", Meaning.FASTEST,
              "floor", Meaning.CHEAPEST,
              "online", Meaning.OWN,
              "free", Meaning.OWN,
              "extended", Meaning.OWN,
              "thinking", Meaning.OWN,
              "exacto", Meaning.OWN),
          false);

  @Override
  public String name() {
    return "openrouter";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new OpenRouterLister();
  }

  @Override
  public boolean listsWithoutKey() {
    return true;
  }

  @Override
  public BodyRules body() {
    return BODY;
  }

  @Override
  public Suffixes suffixes() {
    return MODIFIERS;
  }

  @Override
  public ProbeRules probes() {
    return PROBES;
  }

  @Override
  public String path(Operation operation) {
    return operation == Operation.IMAGES ? "images" : operation.path();
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return switch (protocol) {
      case MESSAGES, RESPONSES -> true;
    };
  }
}
