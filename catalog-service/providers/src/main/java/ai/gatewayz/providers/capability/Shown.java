package ai.gatewayz.providers.capability;

import java.util.Locale;

/**
 * What an answer shows of a capability.
 *
 * @param reason why it is refuted; null where it is not
 * @param dimension of the vector; null where there is none
 */
public record Shown(Result result, Reason reason, Integer dimension) {

  public enum Result {
    VERIFIED,
    REFUTED,
    /** nothing either way: a failure of the moment, a budget that ran out, words that fit both */
    INCONCLUSIVE;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  public enum Reason {
    /** the provider says that the model cannot */
    REFUSED,
    /** the answer is as if it had not been asked for */
    IGNORED,
    /** it is not what was asked for */
    WRONG;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  public static final Shown NOTHING = new Shown(Result.INCONCLUSIVE, null, null);
  static final Shown VERIFIED = new Shown(Result.VERIFIED, null, null);

  static Shown refuted(Reason why) {
    return new Shown(Result.REFUTED, why, null);
  }

  static Shown vector(int dimension) {
    return new Shown(Result.VERIFIED, null, dimension);
  }
}
