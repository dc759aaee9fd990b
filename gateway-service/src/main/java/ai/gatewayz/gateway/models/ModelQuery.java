package ai.gatewayz.gateway.models;

import ai.gatewayz.catalog.contract.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is asked of the list.
 *
 * @param provider only models that it offers; null for all
 * @param available true for models that answer, false for those that do not; null for both
 * @param terms in lower case; all of them stand in the id or the name
 * @param capabilities all of them
 * @param offset how many of the matching models to leave out at the start
 * @param limit how many to return at most; null for all the rest
 */
public record ModelQuery(
    String provider,
    Boolean available,
    List<String> terms,
    Set<Capability> capabilities,
    int offset,
    Integer limit) {

  /**
   * The matching models of an index.
   *
   * @param total how many match
   */
  public record Page(List<ModelRow> rows, int total, int offset) {

    public boolean hasMore() {
      return offset + rows.size() < total;
    }
  }

  /** The matching models of an index in the order of their ids. */
  public Page of(ModelIndex index) {
    return of(provider == null ? index.rows() : index.rowsOf(provider));
  }

  /**
   * The matching models in another order.
   *
   * @param candidates models of {@link #provider()} where it is set
   */
  public Page of(List<ModelRow> candidates) {
    List<ModelRow> matching = filters() ? filter(candidates) : candidates;
    int from = Math.min(offset, matching.size());
    int to = limit == null ? matching.size() : Math.min(from + limit, matching.size());
    return new Page(matching.subList(from, to), matching.size(), offset);
  }

  private boolean filters() {
    return available != null || !terms.isEmpty() || !capabilities.isEmpty();
  }

  private List<ModelRow> filter(List<ModelRow> candidates) {
    List<ModelRow> matching = new ArrayList<>();
    for (ModelRow row : candidates) {
      if (matches(row)) {
        matching.add(row);
      }
    }
    return matching;
  }

  private boolean matches(ModelRow row) {
    if (available != null && available != row.answers() || !row.can(capabilities)) {
      return false;
    }
    for (String term : terms) {
      if (!row.mentions(term)) {
        return false;
      }
    }
    return true;
  }
}
