package ai.gatewayz.local.hostile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Notes what is logged as an error in this process until it is closed: nothing may be. */
public final class ErrorLog extends Handler {

  private final List<String> errors = new CopyOnWriteArrayList<>();

  private ErrorLog() {}

  public static ErrorLog open() {
    ErrorLog log = new ErrorLog();
    Logger.getLogger("").addHandler(log);
    return log;
  }

  public List<String> errors() {
    return List.copyOf(errors);
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
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
