package ai.gatewayz.providers.huggingface;

import ai.gatewayz.providers.dialect.BodyRules;
import ai.gatewayz.providers.dialect.Dialect;
import ai.gatewayz.providers.dialect.ProbeRules;
import ai.gatewayz.providers.dialect.Protocol;
import ai.gatewayz.providers.dialect.Suffixes;
import ai.gatewayz.providers.dialect.Suffixes.Meaning;
import ai.gatewayz.providers.evidence.ErrorSigns;
import ai.gatewayz.providers.listing.Lister;
import java.time.InstantSource;
import java.util.Map;

/** A router to partners, which its suffixes name, and a hub that lists repositories. */
public record HuggingFace() implements Dialect {

  private static final ErrorSigns ERRORS = new HuggingFaceErrors();
  private static final BodyRules BODY = new HuggingFaceBody();
  private static final ProbeRules PROBES = new HuggingFaceProbes();

  /** Two policies; any other word is one of its partners. */
  private static final Suffixes SUFFIXES =
      new Suffixes(Map.of("cheapest", Meaning.CHEAPEST, "fastest", Meaning.FASTEST), true);

  @Override
  public String name() {
    return "huggingface";
  }

  @Override
  public Lister lister(InstantSource clock) {
    return new HuggingFaceLister();
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
  public Suffixes suffixes() {
    return SUFFIXES;
  }

  @Override
  public ProbeRules probes() {
    return PROBES;
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return switch (protocol) {
      case MESSAGES, RESPONSES -> true;
    };
  }
}
