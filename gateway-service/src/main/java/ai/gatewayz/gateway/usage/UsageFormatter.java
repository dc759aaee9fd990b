package ai.gatewayz.gateway.usage;

import io.quarkus.runtime.logging.LogCleanupFilter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/**
 * Writes usage lines as another formatter would, which gets everything else. There is one for each
 * request, and a JSON formatter that builds each anew took a tenth of what a request costs: of a
 * line nothing changes but its time and its text.
 */
final class UsageFormatter extends ExtFormatter {

  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

  /** Of a time: years to seconds. What follows is the zone. */
  private static final int SECONDS_END = "2026-01-01T00:00:00".length();

  /** Characters of most lines. */
  private static final int USUAL_LENGTH = 512;

  private static final Handler[] NONE = {};

  private static final Instant SOME_TIME = Instant.ofEpochSecond(1_700_000_000, 987_654_321);
  private static final Instant OTHER_TIME = SOME_TIME.plus(1_000, ChronoUnit.DAYS);
  private static final String SOME_TEXT = "the text of a line";
  private static final String OTHER_TEXT = "\"quoted\" \\ and\n\u0007\u007f ends";

  private final ExtFormatter others;
  private final String start;
  private final String middle;
  private final String end;
  private volatile Second second = Second.of(SOME_TIME);

  /** A time of the same second is spelled once. */
  private record Second(long epochSecond, String spelled, String zone) {

    static Second of(Instant time) {
      String whole = TIME.format(time.truncatedTo(ChronoUnit.SECONDS).atZone(ZONE));
      return new Second(
          time.getEpochSecond(), whole.substring(0, SECONDS_END), whole.substring(SECONDS_END));
    }
  }

  private UsageFormatter(ExtFormatter others, String start, String middle, String end) {
    this.others = others;
    this.start = start;
    this.middle = middle;
    this.end = end;
  }

  /**
   * In the formatters of everything that writes a category's lines.
   *
   * @return whether all of it writes several lines at once as it writes them one by one
   */
  static boolean install(Logger category) {
    boolean together = true;
    for (Logger logger = category; logger != null; logger = above(logger)) {
      for (Handler handler : logger.getHandlers()) {
        together &= install(handler);
      }
    }
    return together;
  }

  private static Logger above(Logger logger) {
    return logger.getUseParentHandlers() ? logger.getParent() : null;
  }

  private static boolean install(Handler handler) {
    boolean together =
        handler.getFilter() == null || handler.getFilter() instanceof LogCleanupFilter;
    Handler[] inside = handler instanceof ExtHandler outer ? outer.getHandlers() : NONE;
    for (Handler inner : inside) {
      together &= install(inner);
    }
    if (handler.getFormatter() instanceof ExtFormatter formatter) {
      Formatter quicker = over(formatter);
      if (quicker != formatter) {
        handler.setFormatter(quicker);
      }
    }
    // One that only passes lines on needs none.
    return together && (handler.getFormatter() instanceof UsageFormatter || inside.length > 0);
  }

  /**
   * One that writes the same as {@code others}, or those themselves, where that is not just a time
   * and a text between what is always the same.
   */
  static ExtFormatter over(ExtFormatter others) {
    String time = TIME.format(SOME_TIME.atZone(ZONE));
    String sample = others.format(sample(SOME_TEXT, SOME_TIME));
    int timeAt = sample.indexOf(time);
    int textAt = sample.indexOf(SOME_TEXT);
    if (timeAt < 0 || textAt < timeAt) {
      return others;
    }
    UsageFormatter quicker =
        new UsageFormatter(
            others,
            sample.substring(0, timeAt),
            sample.substring(timeAt + time.length(), textAt),
            sample.substring(textAt + SOME_TEXT.length()));
    ExtLogRecord other = sample(OTHER_TEXT, OTHER_TIME);
    return quicker.write(OTHER_TEXT, OTHER_TIME).equals(others.format(other)) ? quicker : others;
  }

  private static ExtLogRecord sample(String text, Instant time) {
    ExtLogRecord sample =
        new ExtLogRecord(
            Level.INFO, text, ExtLogRecord.FormatStyle.NO_FORMAT, UsageLine.class.getName());
    sample.setLoggerName(UsageLog.CATEGORY);
    sample.setInstant(time);
    sample.setThreadName(UsageLog.THREAD);
    return sample;
  }

  @Override
  public String format(ExtLogRecord line) {
    return switch (line) {
      case UsageLine one -> write(one.getMessage(), one.getInstant());
      case UsageLines several -> write(several.lines());
      default -> others.format(line);
    };
  }

  private String write(List<UsageLine> lines) {
    StringBuilder all = new StringBuilder(lines.size() * USUAL_LENGTH);
    for (UsageLine line : lines) {
      write(line.getMessage(), line.getInstant(), all);
    }
    return all.toString();
  }

  private String write(String text, Instant time) {
    StringBuilder line =
        new StringBuilder(start.length() + middle.length() + end.length() + text.length() + 64);
    write(text, time, line);
    return line.toString();
  }

  private void write(String text, Instant time, StringBuilder to) {
    to.append(start);
    append(time, to);
    to.append(middle);
    append(text, to);
    to.append(end);
  }

  private void append(Instant time, StringBuilder line) {
    Second of = second;
    if (of.epochSecond != time.getEpochSecond()) {
      of = Second.of(time);
      second = of;
    }
    line.append(of.spelled).append('.');
    int nanos = time.getNano();
    for (int unit = 100_000_000; unit > 0; unit /= 10) {
      line.append((char) ('0' + nanos / unit % 10));
    }
    line.append(of.zone);
  }

  private static void append(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        case '\b' -> line.append("\\b");
        case '\f' -> line.append("\\f");
        default -> {
          if (c < ' ') {
            line.append(String.format("\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }

  @Override
  public boolean isCallerCalculationRequired() {
    return others.isCallerCalculationRequired();
  }
}
