package ai.gatewayz.gateway.models;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;

/** From the least to the most; the two differ. */
record Range<T extends Comparable<T>>(T least, T most) {

  /** Empty where all are alike, or there is none. */
  static <T extends Comparable<T>> Optional<Range<T>> of(Collection<T> values) {
    if (values.isEmpty()) {
      return Optional.empty();
    }
    T least = Collections.min(values);
    T most = Collections.max(values);
    return least.compareTo(most) == 0 ? Optional.empty() : Optional.of(new Range<>(least, most));
  }
}
