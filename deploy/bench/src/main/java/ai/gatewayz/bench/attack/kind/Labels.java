package ai.gatewayz.bench.attack.kind;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What strangers invent is no series. */
public final class Labels {

  public static final String KIND = "labels";

  /** Marks what is invented here. */
  private static final String MARK = "invented";

  /** Other things go on beside. */
  private static final int MORE_SERIES = 12;

  private static final int AT_ONCE = 12;

  /** The method and the address; {@code @} for what is invented. */
  private static final List<String> FORMS =
      List.of(
          "GET /@",
          "GET /v1/@",
          "GET /v1/models/@",
          "GET /v1/models?@=@",
          "GET /models/@",
          "GET /openapi.json/@",
          "GET /openapi.json?@=@",
          "GET /catalog/@",
          "GET /catalog/models/@",
          "GET /catalog/offers/together/@",
          "GET /catalog/offers/@/a",
          "GET /catalog/offers;@=1",
          "GET /catalog/offers?provider=@",
          "GET /catalog/syncs/@",
          "GET /catalog/changes?after=@",
          "GET /catalog/admin/@",
          "POST /catalog/admin/syncs/@",
          "DELETE /catalog/admin/rules/@",
          "GET /catalog/admin/keys/@",
          "POST /catalog/admin/keys/@/rotate",
          "GET /v1/key/@",
          "GET /v1/key?@=@",
          "GET /health/@",
          "GET /health/models/@",
          "GET /health/providers/@",
          "GET /health/availability/@/a",
          "GET /health/availability/transitions/@/a",
          "GET /health/history/together/@",
          "PUT /health/admin/overrides/@/a",
          "POST /health/admin/probes/@/a",
          "GET /q/@",
          "GET /q/health/@",
          "GET /q/metrics/@",
          "GET /q/health/live/@",
          "GET /events/@",
          "GET /events/schemas/@.json",
          "GET //@//x",
          "GET //{@}//x",
          "GET //v1//@",
          "GET /./@/../@",
          "GET /%7b@%7d/./x",
          "GET /models/%2e/@;a",
          "GET /%2f@",
          "HEAD /@",
          "OPTIONS /@",
          "OPTIONS /v1/models/@",
          "POST /@",
          "POST /openapi.json",
          "PUT /catalog/offers/@",
          "PATCH /health/availability/@",
          "@ /",
          "@ /v1/models",
          "@ /catalog/offers",
          "@ /health/availability",
          "@ /q/health/live",
          "@ /q/metrics");

  private Labels() {}

  public static List<Attack> attacks() {
    return List.of(
        Attack.all(
            KIND, "2,000 invented addresses, methods and keys at each port", Labels::invent));
  }

  private static void invent(Target target, Tally tally, double share) throws Exception {
    for (Service service : Service.values()) {
      // The first of each sort: what it is answered may be a new series.
      for (int i = 0; i < 3 * FORMS.size(); i++) {
        send(target.port(service), i);
        send(target.management(service), i);
      }
      long before = series(target.metrics(service));
      for (int port : new int[] {target.port(service), target.management(service)}) {
        Crowd.of(
            Math.max((int) (2_000 * share), 10 * FORMS.size()),
            AT_ONCE,
            i -> tally.count(Integer.toString(send(port, i))));
      }
      String after = target.metrics(service);
      tally.expect(
          series(after) - before < MORE_SERIES,
          service.module() + " has " + (series(after) - before) + " more series");
      after
          .lines()
          .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains(MARK))
          .findFirst()
          .ifPresent(line -> tally.complain(service.module() + " tells of a stranger: " + line));
    }
    tally.expect(tally.of("500") == 0, "an invented request is answered with 500");
    counted(target, tally);
  }

  private static int send(int port, int i) throws IOException {
    String mark =
        i % FORMS.size() < FORMS.size() - 6 ? MARK + i : (MARK + i).toUpperCase(Locale.ROOT);
    String[] form = FORMS.get(i % FORMS.size()).replace("@", mark).split(" ");
    String key = i % 3 == 0 ? Target.KEY : i % 3 == 1 ? mark : null;
    String head = Requests.head(form[0], form[1], key, "Content-Length: 0", "Connection: close");
    return Requests.exchange(port, Requests.bytes(head)).status();
  }

  private static long series(String metrics) {
    return metrics.lines().filter(line -> !line.startsWith("#")).count();
  }

  /** Real addresses are counted as before. */
  private static void counted(Target target, Tally tally) throws Exception {
    record Route(Service service, String path) {}
    for (Route route :
        List.of(
            new Route(Service.GATEWAY, "/v1/models"),
            new Route(Service.CATALOG, "/catalog/offers"),
            new Route(Service.HEALTH, "/health/coverage"))) {
      target.get(route.service(), route.path());
      tally.expect(
          target
              .metrics(route.service())
              .lines()
              .anyMatch(
                  line ->
                      line.startsWith("http_server_requests_seconds_count{")
                          && line.contains("uri=\"" + route.path() + "\"")),
          route.path() + " is not counted any more");
    }
  }
}
