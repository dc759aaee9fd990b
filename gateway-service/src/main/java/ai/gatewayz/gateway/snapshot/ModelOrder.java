package ai.gatewayz.gateway.snapshot;

import java.util.Arrays;
import java.util.List;

/**
 * The order of the model ids, found when first asked for and shared by all snapshots that have the
 * same ids: a verdict does not cost a sort.
 */
final class ModelOrder {

  private volatile String[] ids;

  List<ModelEntry> sorted(SharedMap<String, ModelEntry> models) {
    String[] sorted = ids(models);
    ModelEntry[] entries = new ModelEntry[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      entries[i] = models.get(sorted[i]);
    }
    return List.of(entries);
  }

  // Two threads may both sort; they come to the same order.
  private String[] ids(SharedMap<String, ModelEntry> models) {
    String[] known = ids;
    if (known == null) {
      known = new String[models.size()];
      int[] next = {0};
      String[] target = known;
      models.forEach((id, entry) -> target[next[0]++] = id);
      Arrays.sort(known);
      ids = known;
    }
    return known;
  }
}
