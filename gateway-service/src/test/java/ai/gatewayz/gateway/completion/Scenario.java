package ai.gatewayz.gateway.completion;

import ai.gatewayz.simulator.Fault;
import java.util.EnumSet;
import java.util.Set;

/**
 * One row of the fault matrix: what is wrong at the first and at the second of two providers of a
 * model, and what the caller, the providers and the books see of it. Without more said, nothing is
 * wrong and the first answers.
 */
final class Scenario {

  enum Mode {
    PLAIN,
    STREAMED
  }

  enum Place {
    FIRST,
    SECOND
  }

  /** What the caller gets. */
  sealed interface Expected {
    /** the whole answer */
    record AnswerOf(Place place) implements Expected {}

    record Error(int status, String code) implements Expected {}

    /** the beginning of an answer, and then the word that it is only that */
    record Interrupted(int words) implements Expected {}
  }

  final String name;
  Set<Mode> modes = EnumSet.allOf(Mode.class);
  Fault.OfModel first;
  Fault.OfModel second;

  /** Whether the request names the first provider, so that there is no second. */
  boolean alone;

  /** Whether the messages end with an assistant's. */
  boolean prefill;

  Expected expected = new Expected.AnswerOf(Place.FIRST);
  int firstAsked = 1;
  int secondAsked;
  int failures;

  /** Words that do not arrive, of an answer that is whole but for them. */
  int lost;

  /** As what each of the failures at the first provider is counted. */
  String finding;

  private Scenario(String name) {
    this.name = name;
  }

  static Scenario given(String name) {
    return new Scenario(name);
  }

  Scenario streamed() {
    modes = Set.of(Mode.STREAMED);
    return this;
  }

  Scenario plain() {
    modes = Set.of(Mode.PLAIN);
    return this;
  }

  Scenario first(Fault.OfModel fault) {
    first = fault;
    return this;
  }

  Scenario second(Fault.OfModel fault) {
    second = fault;
    return this;
  }

  Scenario nothingElse() {
    alone = true;
    return this;
  }

  Scenario endingWithAnAssistant() {
    prefill = true;
    return this;
  }

  Scenario answers(Place place) {
    expected = new Expected.AnswerOf(place);
    return this;
  }

  Scenario fails(int status, String code) {
    expected = new Expected.Error(status, code);
    return this;
  }

  Scenario breaksOffAfter(int words) {
    expected = new Expected.Interrupted(words);
    return this;
  }

  Scenario losing(int words) {
    lost = words;
    return this;
  }

  /** How often each provider is asked. */
  Scenario asking(int atFirst, int atSecond) {
    firstAsked = atFirst;
    secondAsked = atSecond;
    return this;
  }

  Scenario counting(int times, String asFinding) {
    failures = times;
    finding = asFinding;
    return this;
  }

  @Override
  public String toString() {
    return name;
  }
}
