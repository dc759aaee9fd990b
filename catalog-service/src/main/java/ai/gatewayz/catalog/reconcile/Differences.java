package ai.gatewayz.catalog.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the offers of a provider differ between the table and Kafka. Pure.
 *
 * @param unpublished ids of rows that consumers would never take as they are: Kafka has nothing of
 *     them, or only something of a version that is not lower
 * @param astray by id, the model of offers of which Kafka says something else. Either may be right:
 *     a table that was put back is the older one, until the provider's list is read again.
 */
record Differences(List<String> unpublished, Map<String, String> astray) {

  /**
   * @param digest of the offer's text
   * @param hidden whether a rule keeps it from being published
   * @param pending whether it waits in the outbox
   */
  record Row(String id, long version, String digest, boolean hidden, boolean pending) {}

  /**
   * @param told what Kafka holds of the provider, by id
   */
  static Differences between(List<Row> rows, Map<String, Told> told) {
    List<String> unpublished = new ArrayList<>();
    Map<String, String> astray = new TreeMap<>();
    Map<String, Told> left = new HashMap<>(told);
    for (Row row : rows) {
      Told latest = left.remove(row.id());
      if (row.hidden()) {
        if (latest != null && latest.digest() != null) {
          astray.put(row.id(), latest.model());
        }
      } else if (row.pending()) {
        if (latest != null && !same(row, latest) && latest.version() >= row.version()) {
          unpublished.add(row.id());
        }
      } else if (latest == null) {
        unpublished.add(row.id());
      } else if (!same(row, latest)) {
        astray.put(row.id(), latest.model());
      }
    }
    left.forEach(
        (id, latest) -> {
          if (latest.digest() != null) {
            astray.put(id, latest.model());
          }
        });
    return new Differences(unpublished, astray);
  }

  private static boolean same(Row row, Told latest) {
    return row.digest().equals(latest.digest());
  }
}
