package ai.gatewayz.system.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.gatewayz.system.watch.Expression.Selector;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {

  @Test
  void findsMetricsAndTheirLabels() {
    Expression read =
        Expression.parse(
            """
            sum by (provider, le) (rate(a_total{finding=~"x|y", provider!="z"}[5m]))
              / on (provider) group_left max(b_seconds offset 1h) > 0.5
            and c:ratio5m unless absent(up{job="j"}) or vector(0)
            """);
    assertEquals(
        List.of(
            new Selector("a_total", Map.of("finding", "x|y", "provider", "z")),
            new Selector("b_seconds", Map.of()),
            new Selector("c:ratio5m", Map.of()),
            new Selector("up", Map.of("job", "j"))),
        read.selectors());
    assertEquals(Set.of("provider", "le"), read.grouped());
  }
}
