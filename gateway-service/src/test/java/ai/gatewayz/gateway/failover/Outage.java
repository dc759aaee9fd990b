package ai.gatewayz.gateway.failover;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A model that is away for a minute under a steady stream of requests. */
final class Outage {

  private static final Duration EVERY = Duration.ofSeconds(4);
  private static final Duration LEAVES = Duration.ofSeconds(6);
  private static final Duration RETURNS = LEAVES.plusSeconds(60);

  /** Nobody waits longer for its being used again. */
  private static final Duration ENDS = RETURNS.plusSeconds(24);

  private static final Duration USED_AGAIN = Duration.ofSeconds(16);
  private static final int MOST_ATTEMPTS = 8;

  /** The gateway's, in the minute. */
  private static final int MOST_QUESTIONS = 4;

  private final Scenario scenario;
  private final Place place;
  private final long began = System.nanoTime();
  private final List<Heard> heard = new ArrayList<>();
  private long left;
  private long returned;

  /** When the first request that was answered by it again had been sent. */
  private long usedAgain;

  private int attemptsAtTheAbsent;

  Outage(Scenario scenario, Place place) {
    this.scenario = scenario;
    this.place = place;
  }

  /**
   * @param call sends the one request and returns what it heard
   */
  Row run(Call call) throws InterruptedException, IOException {
    Duration due = Duration.ZERO;
    while (usedAgain == 0 && due.compareTo(ENDS) <= 0) {
      if (left == 0 && due.compareTo(LEAVES) >= 0) {
        await(LEAVES);
        leave();
      }
      if (returned == 0 && due.compareTo(RETURNS) >= 0) {
        await(RETURNS);
        comeBack();
      }
      await(due);
      long sent = System.nanoTime();
      Heard answer = call.send();
      heard.add(answer);
      if (answer.whole(Heard.ASKED)) {
        usedAgain = returned == 0 ? 0 : sent;
      } else if (returned == 0) {
        attemptsAtTheAbsent += attempts(answer) - 1;
      }
      due = due.plus(EVERY);
    }
    return row();
  }

  /** One request of the caller. */
  interface Call {
    Heard send() throws InterruptedException;
  }

  private void await(Duration when) throws InterruptedException {
    long wait = when.toNanos() - (System.nanoTime() - began);
    if (wait > 0) {
      Thread.sleep(Duration.ofNanos(wait));
    }
  }

  private void leave() throws IOException {
    left = System.nanoTime();
    if (scenario == Scenario.AWAY) {
      place.at().script(place.model(), Scripts.error(503));
    } else {
      place.at().leaves();
    }
  }

  private void comeBack() throws IOException {
    returned = System.nanoTime();
    place.at().script(place.model(), Scripts.GOOD);
    if (scenario == Scenario.AWAY_REFUSING) {
      place.at().comesBack();
    }
  }

  private static int attempts(Heard answer) {
    String told = answer.header("x-gatewayz-attempts");
    return told.isEmpty() ? 1 : Integer.parseInt(told);
  }

  private Row row() {
    long whole = heard.stream().filter(Heard::whole).count();
    Duration back = Duration.ofNanos(Math.max(0, usedAgain - returned));
    boolean used = usedAgain != 0 && back.compareTo(USED_AGAIN) <= 0;
    long questions = place.ownQuestions(left, returned);
    boolean few = attemptsAtTheAbsent <= MOST_ATTEMPTS && questions <= MOST_QUESTIONS;
    Grade grade;
    if (heard.stream().anyMatch(one -> !one.whole() && !one.cleanError())) {
      grade = Grade.FAIL;
    } else if (whole < heard.size()) {
      grade = Grade.SAFE;
    } else {
      grade = used && few ? Grade.PASS : Grade.PARTIAL;
    }
    long fromFallback = heard.stream().filter(one -> one.whole(Heard.FALLBACK)).count();
    return new Row(
        scenario,
        grade,
        attemptsAtTheAbsent,
        (int) fromFallback,
        questions == 0 ? "" : questions + " half-open probes",
        usedAgain == 0 ? "not used again" : "used again " + Run.seconds(back) + " after its return",
        whole + " of " + heard.size() + " requests answered whole");
  }
}
