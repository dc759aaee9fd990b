package ai.gatewayz.gateway.models;

import ai.gatewayz.gateway.routing.LeftOut;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a view shows of some models.
 *
 * @param hidden how many it leaves out, by why
 */
record Listing(List<ModelRow> rows, Map<String, Integer> hidden) {

  Listing {
    rows = List.copyOf(rows);
    hidden = Collections.unmodifiableMap(new TreeMap<>(hidden));
  }

  /** In the order of the models; that of the ids for whole lists. */
  static Listing of(List<ModelRow> models, View view) {
    if (view == View.ALL) {
      return new Listing(models, Map.of());
    }
    List<ModelRow> shown = new ArrayList<>();
    Map<String, Integer> hidden = new TreeMap<>();
    for (ModelRow row : models) {
      String why = view.hides(row);
      if (why == null) {
        shown.add(row);
      } else {
        hidden.merge(why, 1, Integer::sum);
      }
    }
    return new Listing(shown, hidden);
  }

  /**
   * The same in the order that was asked for.
   *
   * @param sort null for the order of the view
   */
  Listing in(View view, Sort sort) {
    if (sort != null) {
      return new Listing(rows.stream().sorted(sort.comparator()).toList(), hidden);
    }
    return view == View.CALLABLE ? verifiedFirst() : this;
  }

  /** The same, where so many more would match that the caller's key may not use. */
  Listing barring(int models) {
    if (models == 0) {
      return this;
    }
    Map<String, Integer> more = new TreeMap<>(hidden);
    more.put(LeftOut.Reason.NOT_ALLOWED.label(), models);
    return new Listing(rows, more);
  }

  /** Otherwise in the order that they have. */
  private Listing verifiedFirst() {
    List<ModelRow> ordered = new ArrayList<>(rows.size());
    for (ModelRow row : rows) {
      if (row.answers()) {
        ordered.add(row);
      }
    }
    for (ModelRow row : rows) {
      if (!row.answers()) {
        ordered.add(row);
      }
    }
    return new Listing(ordered, hidden);
  }
}
