package ai.gatewayz.bench.attack.kind;

import static ai.gatewayz.bench.attack.Attack.gateway;

import ai.gatewayz.bench.attack.Attack;
import ai.gatewayz.bench.attack.Tally;
import ai.gatewayz.bench.attack.victim.Answer;
import ai.gatewayz.bench.attack.victim.Target;
import ai.gatewayz.bench.attack.victim.Wire;
import ai.gatewayz.local.launcher.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Heads of requests, and callers who are slow to send or to read. */
public final class Heads {

  public static final String KIND = "heads";

  /**
   * The shipped limit is ten seconds; that many connections take a while to be accepted as well.
   */
  private static final int HEAD_MILLIS = 20_000;

  private static final int HUGE_MILLIS = 5_000;

  private Heads() {}

  public static List<Attack> attacks() {
    return List.of(
        gateway(KIND, "10,000 half-open heads", Heads::halfOpen),
        new Attack(
            KIND,
            "2,000 half-open heads at each other port",
            List.of(Service.CATALOG, Service.HEALTH),
            false,
            Heads::halfOpenElsewhere),
        Attack.all(KIND, "huge heads: lines, headers, addresses, floods of frames", Heads::huge),
        gateway(KIND, "500 bodies, a byte a second", Heads::slowBodies).onlyLong(),
        gateway(KIND, "300 callers who ask for lists and streams and do not read", Heads::unread),
        Attack.all(
            KIND, "a million requests down one connection to each port, unread", Heads::pipelined),
        new Attack(
            KIND,
            "200 callers who ask for long lists and do not read",
            List.of(Service.CATALOG, Service.HEALTH),
            true,
            Heads::unreadElsewhere));
  }

  private static void halfOpen(Target target, Tally tally, double share) throws Exception {
    int many = (int) (10_000 * share);
    int management = target.management(Service.GATEWAY);
    halfOpen(tally, many + many / 5, i -> i < many ? target.port(Service.GATEWAY) : management);
    tally.expect(
        tally.of("still open") == 0,
        tally.of("still open") + " are still open after " + HEAD_MILLIS / 1_000 + " s");
  }

  private static void halfOpenElsewhere(Target target, Tally tally, double share) throws Exception {
    for (Service service : List.of(Service.CATALOG, Service.HEALTH)) {
      halfOpen(tally, 4_000, i -> i % 2 == 0 ? target.port(service) : target.management(service));
    }
  }

  /** Each is a beginning that its sender never ends. */
  private static void halfOpen(Tally tally, int many, IntUnaryOperator ports) throws Exception {
    String[] halves = {"", "G", "GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX-More: y"};
    Crowd.of(
        many,
        i -> {
          try (Wire wire = new Wire(ports.applyAsInt(i), HEAD_MILLIS)) {
            wire.send(halves[i % halves.length]);
            Answer answer = wire.answer();
            tally.count(answer.status() == Answer.NONE ? "still open" : answer.label());
          } catch (IOException e) {
            tally.count("refused");
          }
        });
  }

  private static void huge(Target target, Tally tally, double share) throws Exception {
    String many = "X-Header-%d: value\r\n";
    StringBuilder headers = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      headers.append(many.formatted(i));
    }
    String start = "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n";
    List<String> heads =
        List.of(
            start + headers + "\r\n",
            start + headers.substring(0, 20 * 300) + "\r\n",
            start + "X: " + "y".repeat(5_000_000) + "\r\n\r\n",
            start + "x".repeat(5_000_000),
            start + "Cookie: " + "a=b; ".repeat(1_400) + "\r\n\r\n",
            start + "Authorization: Bearer " + "k".repeat(7_000) + "\r\n\r\n",
            start + "Accept: " + "text/x;q=0.1,".repeat(550) + "\r\n\r\n",
            start + "Accept-Language: " + "de;q=0.1,".repeat(800) + "\r\n\r\n",
            start + "If-None-Match: " + "\"a\",".repeat(1_700) + "\r\n\r\n",
            start + "Forwarded: " + "for=a;by=b,".repeat(600) + "\r\n\r\n",
            start + "traceparent: " + "0".repeat(7_000) + "\r\n\r\n",
            start + "Range: bytes=" + "0-1,".repeat(1_700) + "\r\n\r\n",
            start
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
                + "eA==\r\nSec-WebSocket-Version: 13\r\n\r\n",
            "GET /" + "a".repeat(1_000_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /?" + "a=b&".repeat(950) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "X".repeat(1_000_000),
            "\r\n".repeat(1_000_000),
            "\0".repeat(1_000_000),
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "r".repeat(600),
            continuations());
    List<Integer> ports = new ArrayList<>();
    for (Service service : Service.values()) {
      ports.add(target.port(service));
      ports.add(target.management(service));
    }
    // All at the same time: some of them wait.
    Crowd.of(
        heads.size() * ports.size(),
        i -> {
          String head = heads.get(i % heads.size());
          try (Wire wire = new Wire(ports.get(i / heads.size()), HUGE_MILLIS)) {
            wire.send(head);
            Answer answer = wire.answer();
            if (answer.status() == Answer.NONE) {
              tally.count("waits for more"); // of a head that does not end
            } else {
              tally.answered("head " + i % heads.size(), answer);
            }
          }
        });
  }

  /** HTTP/2 with a head that never ends, in frames of nothing. */
  private static String continuations() {
    String preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
    String head = "\0\0\1\1\0\0\0\0\1\u0082";
    return preface + head + "\0\0\0\u0009\0\0\0\0\1".repeat(200_000);
  }

  private static void slowBodies(Target target, Tally tally, double share) throws Exception {
    Crowd.of(
        500,
        i -> {
          try (Wire wire = new Wire(target.port(Service.GATEWAY), 20_000)) {
            wire.send(
                Requests.head(
                    "POST",
                    Requests.POSTS.get(i % Requests.POSTS.size()),
                    i % 2 == 0 ? Target.KEY : Target.OTHER_KEY,
                    "Content-Length: 100000"));
            for (int second = 0; second < 33 && wire.send(" "); second++) {
              Thread.sleep(1_000);
            }
            tally.answered("a slow body", wire.answer());
          }
        });
    tally.expect(tally.of("200") == 0, "an unfinished body is answered as if it were whole");
  }

  private static void unread(Target target, Tally tally, double share) throws Exception {
    String list = Requests.head("GET", "/v1/models", Target.KEY);
    byte[] stream = Payloads.prompt(Target.MODEL, 100, true);
    String ask =
        Requests.head("POST", Requests.CHAT, Target.KEY, "Content-Length: " + stream.length);
    unread(
        tally,
        target.port(Service.GATEWAY),
        300,
        i ->
            i % 2 == 0
                ? Requests.bytes(list.repeat(20))
                : Requests.bytes(
                    (ask + new String(stream, java.nio.charset.StandardCharsets.UTF_8)).repeat(20)),
        () -> {
          tally.answered(
              "a list for a caller that reads", target.get(Service.GATEWAY, "/v1/models?limit=20"));
          // Long enough to be looked through on a worker.
          tally.answered(
              "a long body",
              Requests.post(
                  target.port(Service.GATEWAY),
                  Requests.CHAT,
                  Target.OTHER_KEY,
                  Payloads.padded(400_000)));
        });
    tally.expect(
        tally.of("200") >= 10, "a caller that reads gets no answer beside those that do not");
  }

  private static void unreadElsewhere(Target target, Tally tally, double share) throws Exception {
    for (Service service : List.of(Service.CATALOG, Service.HEALTH)) {
      String path =
          service == Service.CATALOG
              ? "/catalog/offers?limit=1000"
              : "/health/availability?limit=1000";
      String head = Requests.head("GET", path, null);
      unread(
          tally,
          target.port(service),
          200,
          i -> Requests.bytes(head.repeat(20)),
          () ->
              tally.answered(
                  "a list for a caller that reads",
                  target.get(service, path.replace("1000", "20"))));
    }
    tally.expect(
        tally.of("200") >= 10, "a caller that reads gets no answer beside those that do not");
  }

  private interface Reader {
    void ask() throws Exception;
  }

  private static void unread(
      Tally tally, int port, int many, java.util.function.IntFunction<byte[]> what, Reader reader)
      throws Exception {
    try (Unread callers = new Unread(port)) {
      Crowd.of(
          many,
          i -> {
            callers.ask(what.apply(i));
            tally.count("left unread");
          });
      for (int i = 0; i < 5; i++) {
        reader.ask();
      }
    }
  }

  /** Whoever is hung up on before all are sent has been found out. */
  private static void pipelined(Target target, Tally tally, double share) throws Exception {
    int many = (int) (1_000_000 * share);
    for (Service service : Service.values()) {
      for (int port : new int[] {target.port(service), target.management(service)}) {
        for (String path : List.of("/v1/models?limit=100", "/openapi.json", "/none")) {
          byte[] some = Requests.bytes(Requests.head("GET", path, Target.KEY).repeat(1_000));
          try (Wire wire = new Wire(port, Requests.PATIENCE_MILLIS)) {
            int sent = 0;
            while (sent < many && wire.send(some)) {
              sent += 1_000;
            }
            tally.count(sent < many ? "hung up on" : "all sent");
          }
        }
      }
    }
    tally.expect(tally.of("all sent") == 0, "a caller may send any number of requests ahead");
  }
}
