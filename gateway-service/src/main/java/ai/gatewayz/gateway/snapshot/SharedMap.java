package ai.gatewayz.gateway.snapshot;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/**
 * An immutable map whose successors share what did not change: a change copies one small bucket and
 * the table of buckets. With tens of thousands of entries a bucket holds two or three, so a verdict
 * costs some microseconds and a copy of 64 KiB instead of one of everything; and a start, which
 * looks each key up several times while nothing is compiled yet, compares few.
 *
 * <p>A bucket is a flat array of key, value, key, value, …: two references per entry, no nodes.
 */
final class SharedMap<K, V> {

  private static final int BUCKETS = 16_384;
  private static final Object[] NONE = {};

  private final Object[][] table;
  private final int size;
  private final ToIntFunction<K> hash;

  private SharedMap(Object[][] table, int size, ToIntFunction<K> hash) {
    this.table = table;
    this.size = size;
    this.hash = hash;
  }

  /**
   * @param hash spreads the keys; equal keys have equal hashes
   */
  static <K, V> SharedMap<K, V> empty(ToIntFunction<K> hash) {
    Object[][] table = new Object[BUCKETS][];
    Arrays.fill(table, NONE);
    return new SharedMap<>(table, 0, hash);
  }

  int size() {
    return size;
  }

  /** Null where absent. */
  V get(K key) {
    Object[] bucket = table[index(hash.applyAsInt(key))];
    int at = find(bucket, key);
    return at < 0 ? null : value(bucket, at);
  }

  /** Visits the entries whose keys share a bucket with a key: all with its hash, and some more. */
  void forEachNear(K key, BiConsumer<K, V> visitor) {
    visit(table[index(hash.applyAsInt(key))], visitor);
  }

  void forEach(BiConsumer<K, V> visitor) {
    for (Object[] bucket : table) {
      visit(bucket, visitor);
    }
  }

  Builder<K, V> toBuilder() {
    return new Builder<>(this);
  }

  private void visit(Object[] bucket, BiConsumer<K, V> visitor) {
    for (int at = 0; at < bucket.length; at += 2) {
      visitor.accept(key(bucket, at), value(bucket, at));
    }
  }

  private static int index(int hash) {
    return (hash ^ (hash >>> 12) ^ (hash >>> 24)) & (BUCKETS - 1);
  }

  private static int find(Object[] bucket, Object key) {
    for (int at = 0; at < bucket.length; at += 2) {
      if (bucket[at].equals(key)) {
        return at;
      }
    }
    return -1;
  }

  @SuppressWarnings("unchecked")
  private static <K> K key(Object[] bucket, int at) {
    return (K) bucket[at];
  }

  @SuppressWarnings("unchecked")
  private static <V> V value(Object[] bucket, int at) {
    return (V) bucket[at + 1];
  }

  /** Collects changes for one successor; for one thread. */
  static final class Builder<K, V> {

    private SharedMap<K, V> base;
    // A copy of the base's table once something has changed.
    private Object[][] table;
    private int size;

    private Builder(SharedMap<K, V> base) {
      reset(base);
    }

    V get(K key) {
      Object[] bucket = table[index(base.hash.applyAsInt(key))];
      int at = find(bucket, key);
      return at < 0 ? null : value(bucket, at);
    }

    void put(K key, V value) {
      int index = index(base.hash.applyAsInt(key));
      Object[] bucket = table[index];
      int at = find(bucket, key);
      Object[] changed = Arrays.copyOf(bucket, at < 0 ? bucket.length + 2 : bucket.length);
      if (at < 0) {
        at = bucket.length;
        size++;
      }
      changed[at] = key;
      changed[at + 1] = value;
      own()[index] = changed;
    }

    void remove(K key) {
      int index = index(base.hash.applyAsInt(key));
      Object[] bucket = table[index];
      int at = find(bucket, key);
      if (at < 0) {
        return;
      }
      Object[] changed = new Object[bucket.length - 2];
      System.arraycopy(bucket, 0, changed, 0, at);
      System.arraycopy(bucket, at + 2, changed, at, changed.length - at);
      own()[index] = changed.length == 0 ? NONE : changed;
      size--;
    }

    int size() {
      return size;
    }

    /** The map with all changes so far; the builder goes on from it. */
    SharedMap<K, V> build() {
      if (table != base.table) {
        reset(new SharedMap<>(table, size, base.hash));
      }
      return base;
    }

    private Object[][] own() {
      if (table == base.table) {
        table = table.clone();
      }
      return table;
    }

    private void reset(SharedMap<K, V> to) {
      base = to;
      table = to.table;
      size = to.size;
    }
  }
}
