package ai.gatewayz.gateway.failover;

import static ai.gatewayz.gateway.failover.Heard.ASKED;
import static ai.gatewayz.gateway.failover.Heard.FALLBACK;
import static ai.gatewayz.gateway.failover.Heard.WORDS;

import ai.gatewayz.gateway.scripted.Script;
import java.time.Duration;
import java.util.function.BiPredicate;

/**
 * What is wrong at the asked model, and what a pass needs. Every request is streamed and names one
 * fallback; an answer has 60 words. Where nothing else is said, a whole answer that came otherwise
 * than promised is {@link Grade#PARTIAL}, an error that a client can read is {@link Grade#SAFE},
 * and all else is {@link Grade#FAIL}.
 */
enum Scenario {
  /** Pass: the asked model on the second try, at least as much later as it has asked for. */
  LIMITED_ONCE(
      1,
      "429 with `Retry-After: 2` once",
      Scripts.once(Scripts.LIMITED),
      (heard, tally) ->
          heard.whole(ASKED)
              && tally.asked().size() == 2
              && tally.between().compareTo(Duration.ofMillis(1_950)) >= 0),

  /** Pass: the fallback, after two tries of the asked model at most and within 10 s. */
  LIMITED(2, "429 for ever", Scripts.LIMITED, Scenario::soonFromTheFallback),

  /** Pass: the asked model on the second try. */
  ERROR_ONCE(3, "500 once", Scripts.once(Scripts.error(500)), Scenario::onTheSecondTry),

  /** Pass: the fallback, after two tries of the asked model at most and within 10 s. */
  OVERLOADED(4, "503 for ever", Scripts.error(503), Scenario::soonFromTheFallback),

  /** Pass: the asked model on the second try. */
  RESET_ONCE(5, "connection reset once", Scripts.once(Scripts.RESET), Scenario::onTheSecondTry),

  /** Pass: a whole answer within 100 s. */
  SILENT(6, "silence", Scripts.SILENT, (heard, tally) -> within(heard, 100)),

  /** Pass: a whole answer within 15 s. */
  LATE(7, "first word after 20 s", Scripts.LATE, (heard, tally) -> within(heard, 15)),

  /** Pass: the words up to the cut and a clean error; a clean end would be a fail. */
  CUT(8, "cut at 40 of 60 words", Scripts.CUT, (heard, tally) -> saysThatItWasCut(heard, 40)),

  /** Pass: the words up to the silence and a clean error, within 45 s; later it is partial. */
  STALLED(
      9,
      "silence after 20 words",
      Scripts.STALLED,
      (heard, tally) -> saysThatItWasCut(heard, 20) && heard.over().toSeconds() < 45),

  /** Pass: all other words and the end. */
  GARBLED(
      10,
      "one chunk that is no JSON",
      Scripts.ONE_CHUNK_GARBLED,
      (heard, tally) ->
          heard.ended()
              && heard.words().size() == WORDS - 1
              && heard.words().getLast().equals(ASKED + WORDS)),

  /** Pass: the whole answer of the asked model, and {@code [DONE]}. */
  NO_DONE(11, "no `[DONE]`", Scripts.NO_DONE, (heard, tally) -> heard.whole(ASKED)),

  /** Pass: one try of the asked model; then the fallback's answer, or an error that says why. */
  TOO_LONG(
      12,
      "context length",
      Scripts.TOO_LONG,
      (heard, tally) ->
          tally.asked().size() == 1
              && (heard.whole(FALLBACK) || says(heard, "context_length_exceeded"))),

  /** Pass: the answer of the fallback that the caller has named, or an error that says why. */
  FILTERED(
      13,
      "content filter",
      Scripts.FILTERED,
      (heard, tally) -> heard.whole(FALLBACK) || says(heard, "content_filter")),

  /**
   * The messages end with an assistant's. Pass: an error that names the fallback's refusal beside
   * the asked model's failure.
   */
  PREFILL(
      14,
      "500, and the fallback refuses a trailing assistant message",
      Scripts.error(500),
      (heard, tally) ->
          heard.cleanError()
              && tally.fallback().size() == 1
              && heard.error().toString().matches(".*(request_refused|prefill).*")),

  /**
   * Away with 503, from 6 s until 66 s under a request every 4 s. Pass: all of them are answered
   * whole, the absent model is tried by callers' requests 8 times at most and asked by the gateway
   * itself 4 times at most, and it is used again within 16 s of its return.
   */
  AWAY(15, "down for 60 s, with 503", Scripts.GOOD, (heard, tally) -> false),

  /** Pass: the fallback, and the answer tells its provider, its model, all calls and the usage. */
  TOLD(
      16,
      "503, and the answer says who served it",
      Scripts.error(503),
      (heard, tally) ->
          heard.whole(FALLBACK)
              && heard.header("x-gatewayz-attempts").equals(Integer.toString(tally.all()))
              && heard.header("x-gatewayz-model").endsWith(Layout.FALLBACK)
              && !heard.header("x-gatewayz-provider").isEmpty()
              && heard.usage() != null
              && heard.usage().path("completion_tokens").asInt() == WORDS),

  /**
   * The same as {@link #AWAY} with no listener at its address; only where the fallback is at
   * another provider.
   */
  AWAY_REFUSING(15, "down for 60 s, with no listener", Scripts.GOOD, (heard, tally) -> false);

  private final int number;
  private final String title;
  private final Script script;
  private final BiPredicate<Heard, Tally> promise;

  Scenario(int number, String title, Script script, BiPredicate<Heard, Tally> promise) {
    this.number = number;
    this.title = title;
    this.script = script;
    this.promise = promise;
  }

  int number() {
    return number;
  }

  String title() {
    return title;
  }

  /** Of the asked model. */
  Script script() {
    return script;
  }

  boolean outage() {
    return this == AWAY || this == AWAY_REFUSING;
  }

  /** How long the caller waits for the end. */
  Duration patience() {
    return this == SILENT ? Duration.ofSeconds(105) : Duration.ofSeconds(65);
  }

  Grade grade(Heard heard, Tally tally) {
    if (promise.test(heard, tally)) {
      return Grade.PASS;
    }
    if (heard.whole()) {
      return Grade.PARTIAL;
    }
    if (this == STALLED && saysThatItWasCut(heard, 20)) {
      return Grade.PARTIAL;
    }
    return heard.cleanError() ? Grade.SAFE : Grade.FAIL;
  }

  private static boolean onTheSecondTry(Heard heard, Tally tally) {
    return heard.whole(ASKED) && tally.asked().size() == 2;
  }

  private static boolean soonFromTheFallback(Heard heard, Tally tally) {
    return heard.whole(FALLBACK) && tally.asked().size() <= 2 && within(heard, 10);
  }

  private static boolean within(Heard heard, int seconds) {
    return heard.whole() && heard.over().compareTo(Duration.ofSeconds(seconds)) <= 0;
  }

  private static boolean saysThatItWasCut(Heard heard, int words) {
    return heard.cleanError() && heard.beginning(ASKED) && heard.words().size() == words;
  }

  private static boolean says(Heard heard, String code) {
    return heard.cleanError() && heard.errorCode().equals(code);
  }
}
