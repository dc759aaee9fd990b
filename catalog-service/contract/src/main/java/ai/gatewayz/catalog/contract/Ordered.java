package ai.gatewayz.catalog.contract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Immutable copies that iterate in the order of the enum or of the alphabet, so that equal offers
 * are written as equal JSON by every process.
 */
final class Ordered {

  private Ordered() {}

  static <E extends Enum<E>> Set<E> set(Class<E> type, Set<E> values) {
    return values == null || values.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(copy(type, values));
  }

  /** In the order of the alphabet. */
  static Set<String> texts(Set<String> values) {
    return values == null || values.isEmpty()
        ? Set.of()
        : Collections.unmodifiableSet(new TreeSet<>(values));
  }

  static <K extends Enum<K>, V> Map<K, V> map(Class<K> type, Map<K, V> values) {
    if (values == null || values.isEmpty()) {
      return Map.of();
    }
    EnumMap<K, V> copy = new EnumMap<>(type);
    copy.putAll(values);
    return Collections.unmodifiableMap(copy);
  }

  private static <E extends Enum<E>> EnumSet<E> copy(Class<E> type, Set<E> values) {
    EnumSet<E> copy = EnumSet.noneOf(type);
    copy.addAll(values);
    return copy;
  }
}
