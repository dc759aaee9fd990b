package ai.gatewayz.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where the services send their traces: OTLP over HTTP, as far as the tests look into it. */
final class Traces implements AutoCloseable {

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> raw = new CopyOnWriteArrayList<>();

  private Traces(HttpServer server) {
    this.server = server;
  }

  /**
   * @param links the ids of spans that it is linked to
   */
  record Span(
      String service, String name, String trace, String id, String parent, List<String> links) {}

  static Traces start() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    Traces traces = new Traces(server);
    server.createContext("/v1/traces", traces::received);
    server.start();
    return traces;
  }

  /** What makes services send here, and soon. */
  Map<String, String> settings() {
    return Map.of(
        "quarkus.otel.sdk.disabled", "false",
        "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
        "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
        "quarkus.otel.bsp.schedule.delay", "200ms");
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** All that came in, a character a byte. */
  String text() {
    return String.join("\n", raw);
  }

  private void received(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      raw.add(new String(body, StandardCharsets.ISO_8859_1));
      for (byte[] resource : fields(body, 1)) {
        String service = service(fields(resource, 1).getFirst());
        for (byte[] scope : fields(resource, 2)) {
          fields(scope, 2).forEach(span -> spans.add(span(service, span)));
        }
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String service(byte[] resource) {
    for (byte[] attribute : fields(resource, 1)) {
      if (text(attribute, 1).equals("service.name")) {
        return text(fields(attribute, 2).getFirst(), 1);
      }
    }
    return "";
  }

  private static Span span(String service, byte[] span) {
    return new Span(
        service,
        text(span, 5),
        hex(span, 1),
        hex(span, 2),
        hex(span, 4),
        fields(span, 13).stream().map(link -> hex(link, 2)).toList());
  }

  private static String text(byte[] message, int field) {
    return fields(message, field).stream()
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static String hex(byte[] message, int field) {
    return fields(message, field).stream().map(HexFormat.of()::formatHex).findFirst().orElse("");
  }

  /** The values of a field with a length, by protobuf's wire format. */
  private static List<byte[]> fields(byte[] message, int field) {
    List<byte[]> values = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      long tag = varint(in);
      switch ((int) (tag & 7)) {
        case 0 -> varint(in);
        case 1 -> in.getLong();
        case 5 -> in.getInt();
        case 2 -> {
          byte[] value = new byte[(int) varint(in)];
          in.get(value);
          if (tag >>> 3 == field) {
            values.add(value);
          }
        }
        default -> throw new IllegalArgumentException("no such wire type: " + (tag & 7));
      }
    }
    return values;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
