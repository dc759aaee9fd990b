package ai.gatewayz.gateway.usage;

import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/**
 * The lines of several requests as one record: a console is written to once for all of them, not
 * once for each. Only for those who write it as {@link UsageFormatter} does.
 */
final class UsageLines extends ExtLogRecord {

  private static final long serialVersionUID = 1L;

  private final transient List<UsageLine> lines;

  /**
   * @param lines at least one, in the order in which they are written
   */
  UsageLines(List<UsageLine> lines) {
    super(Level.INFO, null, FormatStyle.NO_FORMAT, UsageLines.class.getName());
    this.lines = List.copyOf(lines);
    setLoggerName(UsageLog.CATEGORY);
    setInstant(lines.getFirst().getInstant());
  }

  List<UsageLine> lines() {
    return lines;
  }

  /** For whoever looks at records without writing them. */
  @Override
  public String getMessage() {
    return lines.getFirst().getMessage();
  }
}
