package ai.gatewayz.gateway.usage;

import java.math.BigDecimal;
import java.time.Instant;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** What is logged of one request. Its text is made where it is written. */
final class UsageLine extends ExtLogRecord {

  private static final long serialVersionUID = 1L;

  private final transient UsageRecord used;
  private final transient BigDecimal cost;

  /**
   * @param cost USD by the catalog's price; null where it is not known
   * @param at when the request ended
   */
  UsageLine(UsageRecord used, BigDecimal cost, Instant at) {
    super(Level.INFO, null, FormatStyle.NO_FORMAT, UsageLine.class.getName());
    this.used = used;
    this.cost = cost;
    setLoggerName(UsageLog.CATEGORY);
    setInstant(at);
  }

  @Override
  public String getMessage() {
    return used.line(cost);
  }
}
