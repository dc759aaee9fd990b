package ai.gatewayz.gateway.ranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.sse.Bytes;
import ai.gatewayz.gateway.sse.Chunk;
import ai.gatewayz.gateway.sse.Usage;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {

  private static final String PLACED = "{'index':0,'relevance_score':0.9}";

  private final Ranking ranking = new Ranking();

  private static Bytes bytes(String json) {
    // As it lies within what came before and after it.
    byte[] json8 = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] within = new byte[json8.length + 7];
    System.arraycopy(json8, 0, within, 3, json8.length);
    return new Bytes(within, 3, json8.length);
  }

  private Chunk.Part answer(String json) {
    Chunk.Part part = assertInstanceOf(Chunk.Part.class, ranking.readWhole(bytes(json)));
    assertTrue(part.whole());
    return part;
  }

  private String sent(String json) {
    Bytes body = bytes(json);
    assertInstanceOf(Chunk.Part.class, ranking.readWhole(body));
    return new String(ranking.writeWhole(body, null, 0).copy(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'results':[" + PLACED + "]}",
        "{'id':'x','results':["
            + PLACED
            + ",{'relevance_score':0,'index':1,'document':{'text':'a'}}]}",
        "{'error':null,'results':[" + PLACED + "],'meta':null}",
        "{'data':[" + PLACED + "]}",
      })
  void placesAreAnAnswer(String json) {
    assertNull(answer(json).usage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{'results':[]}",
        "{'results':null}",
        "{'results':[{'index':0}]}",
        "{'results':[{'index':'0','relevance_score':0.9}]}",
        "{'results':[{'flagged':true}]}",
        "{'results':[" + PLACED + ",7]}",
        "{'results':[" + PLACED + "]} {}",
        "{'results':[" + PLACED + "]",
        "{'data':[{'embedding':[0.1]}]}",
        "{'choices':[{'message':{'content':'Hi'},'finish_reason':'stop'}]}",
      })
  void anythingElseIsNone(String json) {
    assertInstanceOf(Chunk.Garbage.class, ranking.readWhole(bytes(json)));
  }

  @Test
  void anErrorIsOneWhateverElseIsThere() {
    assertInstanceOf(
        Chunk.Error.class,
        ranking.readWhole(bytes("{'results':[" + PLACED + "],'error':{'message':'no'}}")));
  }

  @Test
  void tokensAndSearchUnitsAreCounted() {
    Usage jina =
        answer("{'results':[" + PLACED + "],'usage':{'total_tokens':7,'prompt_tokens':7}}").usage();
    assertEquals(7, jina.input());
    assertEquals(0, jina.searchUnits());
  }

  @Test
  void unitsMayBeAllThatIsTold() {
    Usage cohere =
        answer("{'results':[" + PLACED + "],'meta':{'billed_units':{'search_units':2},'x':[]}}")
            .usage();
    assertEquals(2, cohere.searchUnits());
    assertEquals(0, cohere.input());
  }

  @Test
  void unitsStandBesideTokens() {
    Usage both =
        answer(
                "{'meta':{'billed_units':{'search_units':3}},'results':["
                    + PLACED
                    + "],'usage':{'total_tokens':9,'cost':0.002}}")
            .usage();
    assertEquals(3, both.searchUnits());
    assertEquals(9, both.input());
    assertEquals("0.002", both.cost().toPlainString());
  }

  @Test
  void anAnswerGoesOnAsItCame() {
    Bytes body = bytes("{ 'results' : [" + PLACED + "], 'data' : 1 }");
    ranking.readWhole(body);
    assertSame(body, ranking.writeWhole(body, null, 0));
  }

  @Test
  void resultsHaveTheirCommonName() {
    assertEquals(
        "{\"object\":\"list\", \"results\" : [{\"index\":0,\"relevance_score\":0.9}],\"x\":\"data\"}",
        sent("{'object':'list', 'data' : [" + PLACED + "],'x':'data'}"));
  }

  /** Who has both means what has the common name. */
  @Test
  void noNameIsThereTwice() {
    String both = "{'data':[" + PLACED + "],'results':[" + PLACED + "]}";
    assertEquals(both.replace('\'', '"'), sent(both));
  }
}
