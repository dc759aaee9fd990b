package ai.gatewayz.bench.gateway;

import ai.gatewayz.bench.protocol.Pieces;
import ai.gatewayz.bench.protocol.Protocol;

/**
 * Where the same requests are sent.
 *
 * @param name as the tables call it
 * @param port on loopback
 * @param protocol in which it is asked
 * @param model as the gateway's callers write it, and as the provider is asked for it
 */
public record Target(String name, int port, Protocol protocol, String model) {

  /** Of the provider that speaks chat completions alone. */
  public static final String MODEL = "bench/model";

  /** Of the provider that speaks every protocol. */
  public static final String NATIVE_MODEL = "bench/native-model";

  /** What the gateway asks for; the others pass it on unread. */
  static final String KEY = "bench-key-of-this-run-only";

  /** Chat completions of the one model. */
  Target(String name, int port) {
    this(name, port, Protocol.CHAT, MODEL);
  }

  String url() {
    return "http://127.0.0.1:" + port + protocol.path();
  }

  public String plain() {
    return protocol.plain(model);
  }

  /** A stream of numbered pieces. */
  public String stream(int pieces, int pauseMillis) {
    return protocol.streamed(model, new Pieces(pieces, pauseMillis));
  }
}
