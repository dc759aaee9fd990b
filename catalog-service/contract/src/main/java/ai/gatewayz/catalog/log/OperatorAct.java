package ai.gatewayz.catalog.log;

import ai.gatewayz.catalog.consumer.Texts;
import org.jboss.logging.Logger;

/**
 * A request that an operator made to change something. Who did it and why is with what was done:
 * rules, names, keys and overrides have their authors.
 *
 * @param path may be anything
 * @param status of its answer
 * @param author by the address; null where it says none
 */
public record OperatorAct(String method, String path, int status, String author) {

  private static final int REFUSED = 400;

  /** A line of it; none for one that only looks. */
  public void log(Logger log) {
    if (method.equals("GET") || method.equals("HEAD")) {
      return;
    }
    Fields.of("act", method)
        .and("path", path)
        .and("status", status)
        .and("author", author)
        .on(
            () ->
                log.logf(
                    status < REFUSED ? Logger.Level.INFO : Logger.Level.WARN,
                    "An operator's %s %s: %d",
                    method,
                    Texts.shown(path),
                    status));
  }
}
