package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.Setting;
import ai.gatewayz.bench.Table;
import ai.gatewayz.bench.measure.Latencies;
import ai.gatewayz.bench.measure.ProcessorTime;
import ai.gatewayz.bench.measure.Rounds;
import ai.gatewayz.local.backing.FreePort;
import ai.gatewayz.local.backing.KafkaBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * The gateway's list of models: its pages, all of it, the answer to who has it already, and the
 * nearest names for one that nothing goes by.
 */
public final class ModelPages {

  private static final int OFFERS = 20_000;
  private static final int MODELS = OFFERS / 2;
  private static final int LIMIT = 100;
  private static final int WARM_UP = 5_000;
  private static final int REQUESTS = 3_000;
  private static final int WHOLE = 200;
  private static final int TYPOS = 1_000;
  private static final int ROUNDS = 3;

  /** What a list says to one who does not say what to show, and what it says of everything. */
  private static final String USUAL = "/v1/models";

  private static final String ALL = "/v1/models?view=all";

  private ModelPages() {}

  public static Table measure(Setting setting) throws Exception {
    setting.progress().line("the list of " + OFFERS + " offers");
    try (KafkaBroker kafka = KafkaBroker.start(setting.folder("kafka-pages"), 0)) {
      State.createTopics(kafka.bootstrapServers());
      State.write(kafka.bootstrapServers(), 0, OFFERS);
      try (BenchedGateway gateway =
          BenchedGateway.startWithAllKeys(
              setting,
              kafka.bootstrapServers(),
              FreePort.next(),
              setting.folder("state-pages").resolve("snapshot.json"))) {
        gateway.loadMillis();
        return table(gateway);
      }
    }
  }

  private interface Request {
    GetCall.Answer send(GetCall call, Random random) throws IOException;
  }

  /**
   * A row of the table.
   *
   * @param requests of a round
   */
  private record Row(String what, String goal, int requests, Request request) {

    Latencies round(GetCall call, int many) throws IOException {
      Latencies times = new Latencies();
      Random random = new Random(many);
      for (int i = 0; i < many; i++) {
        times.add(request.send(call, random).nanos());
      }
      return times;
    }

    List<String> measured(GetCall call) throws IOException {
      round(call, Math.min(WARM_UP, 2 * requests));
      double[] half = new double[ROUNDS];
      double[] nearlyAll = new double[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        Latencies times = round(call, requests);
        half[i] = times.percentile(0.5) / 1e3;
        nearlyAll[i] = times.percentile(0.99) / 1e3;
      }
      return List.of(what, goal, figure(half), figure(nearlyAll), "");
    }
  }

  private static Table table(BenchedGateway gateway) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    try (GetCall call = new GetCall(gateway.target(Traffic.GATEWAY))) {
      String tag = call.get(USUAL, null, 200).tag();
      List<Row> asked =
          List.of(
              new Row(
                  "a page",
                  "p99 under 2 ms",
                  REQUESTS,
                  (to, random) -> to.get(page(USUAL + "?", random), null, 200)),
              new Row(
                  "a page of `view=all`",
                  "p99 under 2 ms",
                  REQUESTS,
                  (to, random) -> to.get(page(ALL + "&", random), null, 200)),
              new Row(
                  "the whole list in gzip",
                  "p99 under 30 ms",
                  WHOLE,
                  (to, random) -> to.zipped(USUAL)),
              new Row(
                  "the whole list as it is",
                  "p99 under 30 ms",
                  WHOLE,
                  (to, random) -> to.get(USUAL, null, 200)),
              new Row("304", "p99 under 1 ms", REQUESTS, (to, random) -> to.get(USUAL, tag, 304)));
      for (Row row : asked) {
        rows.add(row.measured(call));
      }
      rows.add(typos(gateway, call));
    }
    return new Table(
        "The list /v1/models on the gateway",
        OFFERS
            + " offers of "
            + MODELS
            + " models, pages of "
            + LIMIT
            + " from anywhere in the list, one connection; medians of "
            + ROUNDS
            + " rounds of "
            + REQUESTS
            + " requests, of "
            + WHOLE
            + " of the whole list, and of "
            + TYPOS
            + " unknown names, each another one.",
        List.of("what", "goal", "p50", "p99", "processor of each"),
        rows);
  }

  private static List<String> typos(BenchedGateway gateway, GetCall call) throws IOException {
    double[] half = new double[ROUNDS];
    double[] nearlyAll = new double[ROUNDS];
    double[] processor = new double[ROUNDS];
    typos(call, ROUNDS);
    for (int i = 0; i < ROUNDS; i++) {
      ProcessorTime before = gateway.processor();
      Latencies times = typos(call, i);
      processor[i] =
          gateway.processor().used().minus(before.used()).toNanos() / 1e6 / times.count();
      half[i] = times.percentile(0.5) / 1e3;
      nearlyAll[i] = times.percentile(0.99) / 1e3;
    }
    return List.of(
        "an unknown name, with the nearest ones",
        "2 ms of processor",
        figure(half),
        figure(nearlyAll),
        String.format(Locale.ROOT, "%.2f ms", Rounds.median(processor)));
  }

  /** Letters swapped, no vendor, no end, another vendor: of as many models as there are typos. */
  private static Latencies typos(GetCall call, int round) throws IOException {
    Latencies times = new Latencies();
    for (int i = 0; i < TYPOS; i++) {
      int model = (round * TYPOS + i) * 2 + 2;
      String id = State.offer(model).model();
      String name = id.substring(id.indexOf('/') + 1);
      String typo =
          switch (i % 4) {
            case 0 -> id.replace("Model", "Mdoel");
            case 1 -> name;
            case 2 -> id.substring(0, id.lastIndexOf('-'));
            default -> "vender/" + name;
          };
      times.add(call.get(USUAL + "/" + typo, null, 404).nanos());
    }
    return times;
  }

  private static String figure(double[] micros) {
    return Figures.millis(Rounds.median(micros));
  }

  private static String page(String list, Random random) {
    return list + "limit=" + LIMIT + "&offset=" + random.nextInt(MODELS - LIMIT);
  }
}
