package ai.gatewayz.gateway.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is asked of the list.
 *
 * @param provider only models that it offers; null for all
 * @param sort null for the order of the view
 * @param offset how many of the matching models to leave out at the start
 * @param limit how many to return at most; null for all the rest
 */
public record ModelQuery(
    String provider, View view, Wish wish, Sort sort, int offset, Integer limit) {

  /**
   * The matching models of an index.
   *
   * @param total how many match
   * @param hidden how many match but for the view, by why the view leaves them out
   */
  public record Page(List<ModelRow> rows, int total, int offset, Map<String, Integer> hidden) {

    public boolean hasMore() {
      return offset + rows.size() < total;
    }
  }

  /** The matching models of an index. */
  public Page of(ModelIndex index) {
    return page(listing(index));
  }

  /**
   * The matching models in another order.
   *
   * @param candidates models of {@link #provider()} where it is set
   */
  public Page of(List<ModelRow> candidates) {
    Listing found = Listing.of(filter(candidates), view);
    return page(sort == null ? found : found.in(view, sort));
  }

  /** All that match. */
  Listing listing(ModelIndex index) {
    if (provider == null && wish.isNone()) {
      return index.listing(view, sort);
    }
    List<ModelRow> candidates = provider == null ? index.rows() : index.rowsOf(provider);
    return Listing.of(filter(candidates), view)
        .in(view, sort)
        .barring(filter(index.barred(provider)).size());
  }

  private Page page(Listing found) {
    List<ModelRow> all = found.rows();
    int from = Math.min(offset, all.size());
    int to = limit == null ? all.size() : Math.min(from + limit, all.size());
    return new Page(all.subList(from, to), all.size(), offset, found.hidden());
  }

  private List<ModelRow> filter(List<ModelRow> candidates) {
    if (wish.isNone()) {
      return candidates;
    }
    List<ModelRow> matching = new ArrayList<>();
    for (ModelRow row : candidates) {
      if (wish.isMetBy(row)) {
        matching.add(row);
      }
    }
    return matching;
  }
}
