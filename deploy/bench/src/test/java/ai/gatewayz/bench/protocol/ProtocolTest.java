package ai.gatewayz.bench.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProtocolTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pieces ASKED = new Pieces(7, 120);

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void questionsAreJsonAndSayHowTheyAreToBeAnswered(Protocol protocol) throws Exception {
    JsonNode plain = JSON.readTree(protocol.plain("a/model"));
    assertEquals("a/model", plain.path("model").asText());
    assertTrue(plain.path("stream").isMissingNode());
    String streamed = protocol.streamed("a/model", ASKED);
    assertTrue(JSON.readTree(streamed).path("stream").asBoolean());
    assertEquals(ASKED, Pieces.asked(streamed));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStreamHasAsManyPiecesAsWereAskedForAndOneEnd(Protocol protocol) throws Exception {
    Answer answer = Answer.in(protocol);
    StringBuilder stream = new StringBuilder(answer.opening());
    IntStream.range(0, 7).forEach(number -> stream.append(answer.piece().apply(number)));
    List<String> events = List.of(stream.append(answer.end()).toString().split("\n\n"));
    for (String event : events) {
      String data = event.substring(event.indexOf("data: ") + "data: ".length());
      assertTrue(data.equals("[DONE]") || JSON.readTree(data).isObject(), data);
    }
    assertEquals(
        7,
        events.stream().filter(protocol::isPiece).filter(each -> each.contains("piece-")).count());
    assertEquals(1, events.stream().filter(protocol::isEnd).count());
    assertTrue(protocol.isEnd(events.getLast()));
    assertFalse(JSON.readTree(answer.whole()).path("usage").isEmpty());
  }
}
