package ai.gatewayz.gateway.usage;

import static ai.gatewayz.gateway.usage.UsageRecordTest.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.gatewayz.gateway.sse.Usage;
import io.quarkus.logging.json.runtime.AdditionalField;
import io.quarkus.logging.json.runtime.JsonFormatter;
import io.quarkus.logging.json.runtime.JsonLogConfig.AdditionalFieldConfig.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class UsageFormatterTest {

  private static final Set<String> SHIPPED =
      Set.of("sequence", "loggerClassName", "threadId", "mdc", "ndc", "processName", "processId");

  private static JsonFormatter json(String overrides, Map<String, AdditionalField> more) {
    return new JsonFormatter(overrides, SHIPPED, more);
  }

  private static UsageLine line(String holder, Instant at) {
    UsageRecord used =
        record(Result.DELIVERED, null, Tokens.of(new Usage(1_000, 10, 400, 3), 0, 0));
    UsageRecord of =
        new UsageRecord(
            "r-1",
            holder,
            used.operation(),
            used.candidate(),
            used.result(),
            null,
            2,
            used.failed(),
            used.tokens(),
            0,
            used.took());
    UsageLine line = new UsageLine(of, of.cost(at), at);
    line.setThreadName(UsageLog.THREAD);
    return line;
  }

  private static void sameAs(ExtFormatter slow) {
    ExtFormatter quick = UsageFormatter.over(slow);
    assertInstanceOf(UsageFormatter.class, quick);
    for (long second : new long[] {1, 1_790_000_000, 1_790_000_000, 1_790_000_001, 1_806_000_000}) {
      for (String holder :
          new String[] {"team", "a \"b\" \\ c", "tab\tline\nbell\u0007é\u0085ü😀"}) {
        UsageLine line = line(holder, Instant.ofEpochSecond(second, 120_000_789));
        assertEquals(slow.format(line), quick.format(line));
      }
    }
  }

  @Test
  void aLineIsWhatTheJsonFormatterWrites() {
    sameAs(json(null, Map.of()));
  }

  @Test
  void soItIsWithNamesAndFieldsOfAnOperatorsOwn() {
    sameAs(
        json(
            "timestamp=@timestamp,message=text",
            Map.of("cluster", new AdditionalField("blue", Type.STRING))));
  }

  @Test
  void whatChangesFromLineToLineIsLeftToIt() {
    JsonFormatter numbered = new JsonFormatter(null, Set.of(), Map.of());
    assertSame(numbered, UsageFormatter.over(numbered));
    JsonFormatter pretty = json(null, Map.of());
    pretty.setPrettyPrint(true);
    sameAs(pretty);
    ExtFormatter readable = new PatternFormatter("%d{HH:mm:ss} %s%n");
    assertSame(readable, UsageFormatter.over(readable));
  }

  @Test
  void everythingElseIsLeftToIt() {
    JsonFormatter slow = json(null, Map.of());
    ExtLogRecord other = new ExtLogRecord(Level.WARN, "something else", "x");
    other.setLoggerName("another");
    assertEquals(slow.format(other), UsageFormatter.over(slow).format(other));
  }

  @Test
  void severalLinesAreWhatTheyAreOneByOne() {
    ExtFormatter quick = UsageFormatter.over(json(null, Map.of()));
    List<UsageLine> lines =
        List.of(
            line("one", Instant.ofEpochSecond(1_790_000_000, 7)),
            line("t\"wo", Instant.ofEpochSecond(1_790_000_001, 999_999_999)),
            line("three", Instant.ofEpochSecond(1_790_000_001, 1)));

    assertEquals(
        lines.stream().map(quick::format).collect(Collectors.joining()),
        quick.format(new UsageLines(lines)));
  }
}
