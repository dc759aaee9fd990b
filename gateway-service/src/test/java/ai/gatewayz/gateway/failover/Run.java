package ai.gatewayz.gateway.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The scenarios of a layout at a gateway. */
final class Run {

  private final int port;
  private final Layout layout;

  /**
   * @param port of the gateway
   */
  Run(int port, Layout layout) {
    this.port = port;
    this.layout = layout;
  }

  /** The scenarios in the layout's order, one after the other where they share a provider. */
  List<Row> rows() throws InterruptedException, ExecutionException {
    try (ExecutorService threads =
        layout.apart()
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newSingleThreadExecutor()) {
      List<Future<Row>> begun = new ArrayList<>();
      for (Scenario scenario : layout.order()) {
        begun.add(threads.submit(() -> row(scenario)));
      }
      List<Row> rows = new ArrayList<>();
      for (Future<Row> each : begun) {
        rows.add(each.get());
      }
      return rows;
    }
  }

  private Row row(Scenario scenario) throws InterruptedException, IOException {
    Place place = layout.place(scenario);
    if (scenario.outage()) {
      return new Outage(scenario, place).run(() -> call(scenario, place));
    }
    int before = place.askedOfFallback().size();
    Heard heard = call(scenario, place);
    Tally tally =
        new Tally(
            place.asked(), place.askedOfFallback().subList(before, place.askedOfFallback().size()));
    return new Row(
        scenario,
        scenario.grade(heard, tally),
        tally.asked().size(),
        tally.fallback().size(),
        tally.asked().size() < 2 ? "" : seconds(tally.between()),
        seconds(heard.over()),
        heard.told());
  }

  private Heard call(Scenario scenario, Place place) throws InterruptedException {
    String prefill =
        scenario == Scenario.PREFILL ? ",{\"role\":\"assistant\",\"content\":\"a1 a2\"}" : "";
    String body =
        """
        {"model":"%s","models":["%s"],"stream":true,"stream_options":{"include_usage":true},\
        "messages":[{"role":"user","content":"Count to sixty, a word for each number"}%s]}"""
            .formatted(place.model(), place.fallback(), prefill);
    return StreamCaller.call(port, body, scenario.patience());
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
  }
}
