package ai.gatewayz.health.question;

import ai.gatewayz.catalog.contract.Capability;
import ai.gatewayz.catalog.contract.Offer;
import ai.gatewayz.providers.Dialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of questions that are cheap enough to ask. Images, sound and video are not. */
public enum Kind {
  CHAT("chat/completions", Capability.CHAT),
  COMPLETIONS("completions", Capability.COMPLETIONS),
  EMBEDDINGS("embeddings", Capability.EMBEDDINGS);

  private final String operation;
  private final Capability capability;

  Kind(String operation, Capability capability) {
    this.operation = operation;
    this.capability = capability;
  }

  /** The path of the operation below the provider's base URL. */
  public String operation() {
    return operation;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind in which an offer is asked first; empty where none fits. HuggingFace's router answers
   * chat and nothing else.
   */
  public static Optional<Kind> of(Offer offer, Dialect dialect) {
    return all(offer, dialect).stream().findFirst();
  }

  /** All that the offer may be asked in, in their order. */
  static List<Kind> all(Offer offer, Dialect dialect) {
    return Arrays.stream(values())
        .filter(kind -> offer.can(kind.capability))
        .filter(kind -> kind == CHAT || dialect != Dialect.HUGGINGFACE)
        .toList();
  }
}
