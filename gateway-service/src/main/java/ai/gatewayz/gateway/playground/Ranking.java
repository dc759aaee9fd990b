package ai.gatewayz.gateway.playground;

import ai.gatewayz.gateway.models.Listed;
import ai.gatewayz.gateway.models.ModelIndex;
import ai.gatewayz.gateway.models.ModelRow;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/**
 * The order in which people want to see models: those that answer first, and of these the ones that
 * most providers have.
 */
@Singleton
class Ranking {

  private volatile Ranked ranked = new Ranked(null, List.of());

  /** All models of an index; sorted once for each. */
  List<ModelRow> of(ModelIndex index) {
    Ranked known = ranked;
    if (known.index != index) {
      known = new Ranked(index, sorted(index.rows()));
      ranked = known;
    }
    return known.rows;
  }

  /** The models of one provider. */
  List<ModelRow> of(ModelIndex index, String provider) {
    return sorted(index.rowsOf(provider));
  }

  private static List<ModelRow> sorted(List<ModelRow> rows) {
    return rows.stream()
        .map(row -> new Keyed(row, row.summary().availability(), row.summary().offers().size()))
        .sorted(
            Comparator.comparing(Keyed::state)
                .thenComparing(Comparator.comparingInt(Keyed::offers).reversed())
                .thenComparing(keyed -> keyed.row.id()))
        .map(Keyed::row)
        .toList();
  }

  private record Keyed(ModelRow row, Listed state, int offers) {}

  private record Ranked(ModelIndex index, List<ModelRow> rows) {}
}
