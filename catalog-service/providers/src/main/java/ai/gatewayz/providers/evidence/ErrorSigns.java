package ai.gatewayz.providers.evidence;

import ai.gatewayz.providers.evidence.body.ErrorBody;
import ai.gatewayz.providers.evidence.body.HostSigns;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the errors of one provider mean where they mean something else than at others. Asked in the
 * order that {@link ErrorRules} keeps for all: more certain signs have spoken before.
 */
public interface ErrorSigns extends HostSigns {

  /** Nothing else than at others. */
  ErrorSigns USUAL = new ErrorSigns() {};

  /**
   * Whether the headers tell that one of several hosts said it.
   *
   * @param headers looks a header up by its lower-case name; null where absent
   */
  default boolean fromHost(Function<String, String> headers) {
    return false;
  }

  /** What a refused request means of which nothing says what is wrong. */
  default Finding unexplained(ErrorBody error) {
    return Finding.REQUEST_REFUSED;
  }

  /** What a 404 means that blames nothing of the request; empty: what it means at others. */
  default Optional<Finding> notFound(ErrorBody error) {
    return Optional.empty();
  }

  /** What a 412 of the provider's own means; empty: what it means at others. */
  default Optional<Finding> precondition(ErrorBody error) {
    return Optional.empty();
  }
}
