package ai.gatewayz.simulator;

import ai.gatewayz.simulator.lists.Ability;
import java.time.Duration;

/** What may go wrong with a model or a list; each provider shows it in its own way. */
public sealed interface Fault {

  /** A fault of completions. */
  sealed interface OfModel extends Fault {}

  /** A fault of a provider's list. */
  sealed interface OfList extends Fault {}

  /** The provider does not have the model any more, though it lists it. */
  record Gone() implements OfModel {}

  /** Asleep: it has to be loaded first. */
  record Cold() implements OfModel {}

  /**
   * @param retryAfter null: no hint is given
   */
  record RateLimited(Duration retryAfter) implements OfModel {}

  record ServerError(int status) implements OfModel {}

  /** A proxy's HTML page in place of an answer. */
  record Html(int status) implements OfModel {}

  record KeyRejected() implements OfModel {}

  record CreditsExhausted() implements OfModel {}

  record PermissionDenied() implements OfModel {}

  /** The model's licence was not accepted, or the plan does not include it. */
  record Gated() implements OfModel {}

  /** Served on a deployment of one's own only. */
  record NotServerless() implements OfModel {}

  record ContextTooLong() implements OfModel {}

  record ContentFiltered() implements OfModel {}

  /** Refuses output budgets below the minimum, as reasoning models do. */
  record BudgetTooSmall(int minimum) implements OfModel {}

  record SlowFirstToken(Duration delay) implements OfModel {}

  /** Accepts the request and never answers. */
  record Silent() implements OfModel {}

  /** Closes the connection before any header. */
  record Reset() implements OfModel {}

  /** Closes the connection in the middle of a stream. */
  record CutStream(int afterChunks) implements OfModel {}

  /** Goes silent in the middle of a stream. */
  record StallStream(int afterChunks) implements OfModel {}

  record MalformedChunk(int at) implements OfModel {}

  /** Ends a whole stream without {@code [DONE]}. */
  record NoDone() implements OfModel {}

  record ErrorInStream(int afterChunks) implements OfModel {}

  record EmptyBody() implements OfModel {}

  /** Closes the connection in the middle of an answer that is not streamed. */
  record CutAnswer() implements OfModel {}

  /** Status 200 and half a JSON document, in an answer that is not streamed. */
  record GarbledAnswer() implements OfModel {}

  /** Answers well, with the status by which Portkey tells that a guardrail did not like it. */
  record GuardrailFlagged() implements OfModel {}

  /** Refuses messages that end with an assistant's. */
  record RefusesPrefill() implements OfModel {}

  /** Answers {@code stream_options} with a stream that holds nothing. */
  record DislikesStreamOptions() implements OfModel {}

  /** Status 200 with an error in the body, or as the first event of a stream. */
  record ErrorInside200() implements OfModel {}

  /** Writes a stream in pieces that end inside lines and inside characters. */
  record SplitWrites() implements OfModel {}

  /** CRLF line ends and {@code event:} lines. */
  record OddFraming() implements OfModel {}

  /**
   * A good answer of so many megabytes, which tells how likely each of its tokens was; as events of
   * 64 KB, whether they are asked for or not, or as a whole.
   */
  record LongAnswer(int megabytes, boolean events) implements OfModel {}

  /** Says that the model cannot do that, to requests that need it. */
  record Refuses(Ability ability) implements OfModel {}

  /** Answers as if what it says that it can do had not been asked for. */
  record Pretends(Ability ability) implements OfModel {}

  /** The first {@code times} requests meet the fault, later ones are well. */
  record Times(int times, OfModel fault) implements OfModel {}

  /** The connection ends in the middle of the body of a page, counted from 1. */
  record ListCut(int page) implements OfList {}

  /**
   * @param times how many requests for that page meet it; later ones are well
   */
  record ListStatus(int page, int status, int times) implements OfList {}

  record ListEmpty() implements OfList {}

  record ListHtml() implements OfList {}

  /** Well-formed, status 200, and only the first half of the entries. */
  record ListTruncated() implements OfList {}

  /** So many entries more, each like one that is there but for its id. */
  record ListGrown(int more) implements OfList {}

  /** Multiplies the prices of every second entry. */
  record ListPricesTimes(int factor) implements OfList {}

  record ListFieldRenamed(String from, String to) implements OfList {}

  /** One entry is not what an entry should be. */
  record ListMalformedEntry() implements OfList {}

  /**
   * Status 429, the wait told in the provider's own headers, or not at all where it tells none.
   *
   * @param page the one that is refused, counted from 1
   */
  record ListRefused(int page, Duration pause) implements OfList {}

  /** All entries in one body, whatever page was asked for, blown up to so many megabytes. */
  record ListHuge(int megabytes) implements OfList {}

  /** The first {@code times} requests meet the fault, later ones are well. */
  record ListTimes(int times, OfList fault) implements OfList {}
}
