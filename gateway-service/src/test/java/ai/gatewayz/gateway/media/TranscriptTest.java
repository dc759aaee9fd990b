package ai.gatewayz.gateway.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

  private final Transcript transcript = new Transcript();

  private Chunk read(String body) {
    return transcript.readWhole(Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"\"}|application/json",
        "` {\"task\":\"transcribe\",\"segments\":[{}],\"text\":\"a\",\"error\":null}`|application/json",
        "What was said.|text/plain; charset=utf-8",
        "WEBVTT|text/plain; charset=utf-8",
        "été|text/plain; charset=utf-8",
        "1|text/plain; charset=utf-8",
      })
  void wordsAreAnAnswer(String body, String type) {
    assertTrue(assertInstanceOf(Chunk.Part.class, read(body)).whole());
    assertEquals(type, transcript.contentType());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "<!DOCTYPE html>",
        "[]",
        "{}",
        "{\"text\":null}",
        "{\"text\":\"a\"",
        "{\"text\":\"a\"} x",
        "{\"segments\":[]}",
        "{\"choices\":[{\"message\":{\"content\":\"Hi\"}}]}",
      })
  void anythingElseIsNone(String body) {
    assertInstanceOf(Chunk.Garbage.class, read(body));
  }

  @Test
  void anErrorIsOneWhateverElseIsThere() {
    assertInstanceOf(Chunk.Error.class, read("{\"text\":\"a\",\"error\":{\"message\":\"no\"}}"));
  }

  @Test
  void soundAndEventsAreKnownByTheirType() {
    assertTrue(Sound.is("audio/mpeg"));
    assertTrue(Sound.is("Audio/L16; rate=24000"));
    assertTrue(Sound.is("application/octet-stream"));
    assertFalse(Sound.is(null));
    assertFalse(Sound.is("application/json"));
    assertFalse(Sound.is("text/html"));
    assertFalse(Sound.is("audio/" + "x".repeat(200)));
    assertTrue(Transcript.streams("text/event-stream; charset=utf-8"));
    assertFalse(Transcript.streams(null));
  }
}
