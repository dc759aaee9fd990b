package ai.gatewayz.health.board;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The conditions of a list of statuses; null leaves a condition out.
 *
 * @param state lower-case name of the state as it is announced
 * @param model canonical id, in any case
 */
public record StatusQuery(String provider, String state, String model) {

  /** SQL from a fixed set of texts, everything of the caller bound. */
  String where(List<Object> bound, Instant now) {
    bound.add(Rows.utc(now));
    List<String> conditions = new ArrayList<>(List.of("true"));
    add(conditions, bound, "s.provider = ", provider);
    add(conditions, bound, "coalesce(w.state, s.state) = ", state);
    add(conditions, bound, "s.model_key = ", model == null ? null : model.toLowerCase(Locale.ROOT));
    return " from offer_status s left join overrides w on w.provider = s.provider"
        + " and w.offer = s.offer and w.ended is null and w.until > $1 where "
        + String.join(" and ", conditions);
  }

  private static void add(
      List<String> conditions, List<Object> bound, String condition, String value) {
    if (value != null) {
      bound.add(value);
      conditions.add(condition + "$" + bound.size());
    }
  }

  static Tuple tuple(List<Object> bound) {
    return Tuple.tuple(new ArrayList<>(bound));
  }
}
