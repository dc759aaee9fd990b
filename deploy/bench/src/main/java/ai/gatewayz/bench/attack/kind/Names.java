package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;
import static ai.gatewayz.bench.attack.kind.Payloads.MEGABYTE;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.local.launcher.Service;
import java.util.List;

/** Names: of fields, of providers and of models. */
public final class Names {

  public static final String KIND = "names";

  private static final int LINE = 3_900;

  private Names() {}

  public static List<Attack> attacks() {
    return List.of(
        gateway(KIND, "9.6 MB of names, provider and model of 15 to 19 MB", Names::large),
        gateway(KIND, "names near to none, of 20 to 100,000 letters, 64 at once", Names::near),
        Attack.all(KIND, "addresses with names of every sort", Names::addresses));
  }

  private static void large(Target target, Tally tally, double share) throws Exception {
    StringBuilder names = new StringBuilder("\"a\":1");
    while (names.length() < 9_600_000) {
      names.append(",\"").append("name-").append(names.length()).append("-of-a-field\":0");
    }
    String huge = "x".repeat(19 * MEGABYTE);
    String large = huge.substring(0, 15 * MEGABYTE);
    List<byte[]> bodies =
        List.of(
            Payloads.chatAnd(names.toString()),
            Payloads.chatAnd("\"provider\":\"" + huge + "\""),
            Payloads.chatAnd("\"provider\":{\"order\":[\"" + huge + "\"]}"),
            Payloads.chatAnd("\"provider\":{\"only\":\"" + huge + "\"}"),
            Payloads.chatAnd("\"provider\":{\"sort\":\"" + huge + "\"}"),
            Payloads.chatAnd("\"models\":[\"" + large + "\"]"),
            Requests.bytes("{\"model\":\"" + large + "\",\"messages\":[]}"),
            Requests.bytes("{\"model\":\"" + "a/".repeat(7 * MEGABYTE) + "\",\"messages\":[]}"),
            Requests.bytes("{\"model\":\"" + ":".repeat(15 * MEGABYTE) + "\",\"messages\":[]}"),
            Requests.bytes("{\"" + large + "\":1}"));
    for (byte[] body : bodies) {
      List<String> posts = Requests.posts(share);
      Crowd.of(
          posts.size(),
          3,
          i ->
              tally.answered(
                  "a long name",
                  Requests.post(target.port(Service.GATEWAY), posts.get(i), Target.KEY, body)));
    }
  }

  private static void near(Target target, Tally tally, double share) throws Exception {
    int[] lengths = {20, 60, 127, 128, 200, 255, 256, 300, 512, 1_000, 3_000, 100_000};
    Crowd.of(
        (int) (2_000 * share),
        64,
        i -> {
          String id = near(i, lengths[i % lengths.length]);
          int port = target.port(Service.GATEWAY);
          if (i % 3 == 0 && id.length() < LINE) {
            tally.answered("a near name", Requests.get(port, "/v1/models/" + id, Target.KEY));
            tally.answered("a near name's page", Requests.get(port, "/models/" + id, null));
          } else {
            tally.answered(
                "a near name",
                Requests.post(
                    port,
                    Requests.POSTS.get(i % Requests.POSTS.size()),
                    i % 2 == 0 ? Target.KEY : Target.OTHER_KEY,
                    Payloads.prompt(id, 10, i % 2 == 0)));
          }
        });
    for (int i = 0; i < 20; i++) {
      long began = System.nanoTime();
      tally.answered("a list", target.get(Service.GATEWAY, "/v1/models?limit=20"));
      tally.expect(System.nanoTime() - began < 2_000_000_000L, "lists are delayed by searches");
    }
  }

  /** Like a real name, and a different one each time. */
  private static String near(int i, int length) {
    StringBuilder id = new StringBuilder(Target.MODEL).append('-').append(i);
    while (id.length() < length) {
      id.append("-Instruct-Turbo-").append(i % 97);
    }
    return id.substring(0, Math.max(length, 20));
  }

  private static void addresses(Target target, Tally tally, double share) throws Exception {
    List<String> before =
        List.of(
            "/v1/models/",
            "/models/",
            "/catalog/models/",
            "/catalog/offers/together/",
            "/catalog/offers/",
            "/catalog/syncs/",
            "/catalog/offers?q=",
            "/catalog/offers?provider=",
            "/catalog/changes?after=",
            "/health/availability/together/",
            "/health/availability/",
            "/health/availability?model=",
            "/health/availability/transitions/together/",
            "/health/models/",
            "/health/history/together/",
            "/health/providers/",
            "/q/",
            "/");
    List<String> names =
        List.of(
            "%00",
            "a%00b",
            "%ff%fe",
            "%c0%ae%c0%ae/",
            "%ed%a0%80",
            "%",
            "%zz",
            "%u0000",
            "../../etc/passwd",
            "..%2f..%2fetc%2fpasswd",
            "..;/x",
            ";a=b",
            "//",
            "a//b",
            "./.",
            "%0d%0aX-Injected:%201",
            "%e2%80%ae",
            "'%3b%20drop%20table%20offers%3b--",
            "%25%25%25%5f%5f%5c",
            "${jndi:ldap://127.0.0.1:1/a}",
            "%24%7bjndi:ldap://127.0.0.1:1/a%7d",
            "%F0%9F%9A%80".repeat(300),
            "%25".repeat(1_200),
            "a/".repeat(1_900),
            "x".repeat(LINE),
            "1".repeat(64),
            "00000000-0000-0000-0000-000000000000");
    for (Service service : Service.values()) {
      for (int port : new int[] {target.port(service), target.management(service)}) {
        String key = service == Service.GATEWAY ? Target.KEY : null;
        Crowd.of(
            before.size() * names.size(),
            12,
            i -> {
              String path = before.get(i / names.size()) + names.get(i % names.size());
              var answer = Requests.get(port, path, key);
              tally.answered(path.substring(0, Math.min(80, path.length())), answer);
              tally.expect(
                  !answer.hasHeader("x-injected"), path + " writes a header of the answer");
            });
      }
    }
    tally.expect(
        tally.of("503 database_unavailable") == 0,
        "a name is mistaken for an unavailable database");
  }
}
