package ai.gatewayz.gateway.protocol;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.ChunkReader;
import ai.gatewayz.gateway.sse.EventForm;
import ai.gatewayz.gateway.sse.Usage;
import ai.gatewayz.gateway.whole.GarbledException;
import java.util.Optional;

/**
 * How the answer to one attempt is read and written: by the protocol in which its provider was
 * asked, and by that of the caller. Pure, and of one attempt.
 */
public interface AnswerForm {

  /** Chat completions, asked for and passed on. */
  AnswerForm CHAT =
      new AnswerForm() {
        @Override
        public Chunk readWhole(Bytes body) {
          return ChunkReader.readWhole(body.array(), body.start(), body.length());
        }

        @Override
        public Bytes writeWhole(Bytes body, Usage usage, long written) {
          return body;
        }

        @Override
        public Optional<EventForm> events() {
          return Optional.empty();
        }

        @Override
        public int copies() {
          return 0;
        }
      };

  /** What an answer says that comes as a whole. */
  Chunk readWhole(Bytes body);

  /**
   * What the caller gets of it.
   *
   * @param usage null where the provider told none
   * @param written an estimate of the tokens in it
   */
  Bytes writeWhole(Bytes body, Usage usage, long written) throws GarbledException;

  /** What the caller is told that a whole answer is. */
  default String contentType() {
    return "application/json";
  }

  /** How a stream is read and written; empty where it is passed on as chat completions. */
  Optional<EventForm> events();

  /** Bytes that it takes for each of an answer, beside what is held of that. */
  default int copies() {
    return Trees.COPIES;
  }
}
