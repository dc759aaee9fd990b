package ai.gatewayz.catalog.contract;

import java.util.Locale;

/**
 * Canonical model ids, {@code vendor/name} with an optional {@code :variant}. Their spelling is for
 * people (HuggingFace's case is kept); two of them name the same model when their keys are equal.
 */
public final class ModelId {

  private ModelId() {}

  /** What to compare and group by: the id without regard to case. */
  public static String key(String model) {
    return model.toLowerCase(Locale.ROOT);
  }

  /** Whether two canonical ids name the same model. */
  public static boolean same(String one, String other) {
    return key(one).equals(key(other));
  }
}
