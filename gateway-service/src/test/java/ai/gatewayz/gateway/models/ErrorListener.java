package ai.gatewayz.gateway.models;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Notes what is logged as an error. */
final class ErrorListener extends Handler {

  private final List<String> errors;

  ErrorListener(List<String> errors) {
    this.errors = errors;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      errors.add(record.getLoggerName() + ": " + record.getMessage() + " " + record.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
