package ai.gatewayz.gateway.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

  private final Pictures pictures = new Pictures();

  private static Bytes bytes(String json) {
    // As it lies within what came before and after it.
    byte[] answer = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] within = new byte[answer.length + 7];
    System.arraycopy(answer, 0, within, 3, answer.length);
    return new Bytes(within, 3, answer.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'created':1,'data':[{'b64_json':'AAAA'}]}",
        "{'data':[{'url':'https://a.test/1.png','revised_prompt':''},{'url':null,'b64_json':'A'}]}",
        "{'error':null,'data':[{'index':0,'b64_json' : 'AAAA'}],'x':[{'y':{}}]}",
      })
  void picturesAreAnAnswer(String json) {
    Bytes body = bytes(json);
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, pictures.readWhole(body));
    assertTrue(part.whole());
    assertNull(part.usage());
    assertSame(body, pictures.writeWhole(body, null, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'data':[]}",
        "{'data':null}",
        "{'data':[{}]}",
        "{'data':[{'b64_json':''}]}",
        "{'data':[{'b64_json':null,'url':null}]}",
        "{'data':[{'b64_json':'AAAA'},{'url':''}]}",
        "{'data':[{'b64_json':'AAAA'},'x']}",
        "{'data':[{'embedding':[0.1]}]}",
        "{'data':[{'b64_json':'AAAA'}]",
        "{'data':[{'b64_json':'AAAA'}]} x",
        "{'choices':[{'message':{'content':'Hi'},'finish_reason':'stop'}]}",
      })
  void anythingElseIsNone(String json) {
    assertInstanceOf(Chunk.Garbage.class, pictures.readWhole(bytes(json)));
  }

  @Test
  void anErrorIsOneWhateverElseIsThere() {
    Chunk read = pictures.readWhole(bytes("{'data':[{'b64_json':'AAAA'}],'error':{'code':1}}"));
    assertInstanceOf(Chunk.Error.class, read);
  }

  @Test
  void whatTheyTookIsTold() {
    Chunk read =
        pictures.readWhole(
            bytes(
                "{'data':[{'b64_json':'AAAA'}],'usage':{'input_tokens':3,'output_tokens':1056,'cost':0.04}}"));
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, read);
    assertEquals(1_056, part.usage().output());
    assertEquals("0.04", part.usage().cost().toPlainString());
  }
}
