package ai.gatewayz.catalog.availability;

import ai.gatewayz.catalog.consumer.Halving;
import io.vertx.sqlclient.DatabaseException;

/** Tells what the database says of rows from what it says of itself. */
final class RefusedRows {

  private RefusedRows() {}

  /** Whether a failure is about what was to be written: it would fail again. */
  static boolean isCauseOf(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof DatabaseException refusal) {
        return Halving.isAboutRows(refusal.getSqlState());
      }
    }
    return false;
  }
}
