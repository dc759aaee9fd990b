package ai.gatewayz.gateway.responsestochat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.protocol.Trees;
import ai.gatewayz.gateway.sse.Bytes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests are written with single quotes for double ones. */
class ResponsesToChatTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Translation of(String members) {
    byte[] body =
        ("{'model':'m'," + members + "}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ResponsesToChat.of(body, body.length);
  }

  private static JsonNode chat(String members) throws JsonProcessingException {
    return JSON.readTree(new String(of(members).body(), StandardCharsets.UTF_8));
  }

  private static JsonNode json(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }

  @Test
  void aTextIsAUsersMessageBehindTheInstructions() throws Exception {
    assertEquals(
        json(
            "{'model':'m','max_tokens':9,'stream':true,'temperature':0.5,'messages':["
                + "{'role':'system','content':'Be brief'},{'role':'user','content':'Hi'}]}"),
        chat(
            "'input':'Hi','instructions':'Be brief','max_output_tokens':9,'stream':true,'temperature':0.5,"
                + "'store':true,'metadata':{'a':'b'}"));
  }

  @Test
  void whatAModelSaidInOneTurnIsOneMessage() throws Exception {
    assertEquals(
        json(
            "[{'role':'user','content':[{'type':'text','text':'See'},{'type':'image_url','image_url':{'url':'https://x/y.png','detail':'low'}}]},"
                + "{'role':'assistant','reasoning_content':'hm','content':'Let me see','tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':'{}'}},"
                + "{'id':'b','type':'function','function':{'name':'t','arguments':'{\\\"input\\\":\\\"raw\\\"}'}}]},"
                + "{'role':'tool','tool_call_id':'b','content':'two'},{'role':'tool','tool_call_id':'a','content':'one'},"
                + "{'role':'assistant','content':'Done'},{'role':'developer','content':'Stop'}]"),
        chat("'input':[{'role':'user','content':[{'type':'input_text','text':'See'},{'type':'input_image','image_url':'https://x/y.png','detail':'low'}]},"
                + "{'type':'reasoning','id':'rs_1','summary':[],'encrypted_content':'"
                + Carried.of("hm")
                + "'},"
                + "{'type':'message','role':'assistant','content':[{'type':'output_text','text':'Let me see','annotations':[]}]},"
                + "{'type':'function_call','call_id':'a','name':'f','arguments':'{}'},"
                + "{'type':'custom_tool_call','call_id':'b','name':'t','input':'raw'},"
                + "{'type':'custom_tool_call_output','call_id':'b','output':'two'},"
                + "{'type':'function_call_output','call_id':'a','output':[{'type':'input_text','text':'one'}]},"
                + "{'type':'message','role':'assistant','content':'Done'},"
                + "{'role':'developer','content':'Stop'}]")
            .path("messages"));
  }

  @Test
  void toolsAreFunctions() throws Exception {
    Translation translation =
        of(
            "'input':'x','tools':[{'type':'function','name':'f','description':'d','parameters':{'type':'object'},'strict':true},"
                + "{'type':'custom','name':'t','description':'any text'}],'tool_choice':{'type':'custom','name':'t'}");
    JsonNode chat = JSON.readTree(translation.body());
    assertEquals(
        json(
            "{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'},'strict':true}}"),
        chat.at("/tools/0"));
    assertEquals("string", chat.at("/tools/1/function/parameters/properties/input/type").asText());
    assertEquals(json("{'type':'function','function':{'name':'t'}}"), chat.path("tool_choice"));
    assertEquals(Set.of("t"), translation.custom());
    assertEquals(2, Trees.answer(Bytes.of(translation.echo())).path("tools").size());
  }

  @Test
  void theFormatOfTheTextIsAskedFor() throws Exception {
    assertEquals(
        json(
            "{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}}"),
        chat("'input':'x','text':{'format':{'type':'json_schema','name':'n','strict':true,'schema':{'type':'object'}}}")
            .path("response_format"));
    assertEquals(
        "json_object",
        chat("'input':'x','text':{'format':{'type':'json_object'}}")
            .at("/response_format/type")
            .asText());
    assertTrue(
        chat("'input':'x','text':{'format':{'type':'text'}}")
            .path("response_format")
            .isMissingNode());
  }

  @Test
  void thoughtIsForModelsThatThink() throws Exception {
    Translation translation =
        of(
            "'input':'x','reasoning':{'effort':'xhigh','summary':'auto'},'include':['reasoning.encrypted_content']");
    assertEquals("high", JSON.readTree(translation.body()).path("reasoning_effort").asText());
    assertEquals(1, translation.thoughts().size());
    assertTrue(translation.carried());
  }

  @Test
  void whatIsLostAndDoesNotMatterIsNamed() {
    assertEquals(
        List.of(
            "truncation",
            "prompt_cache_key",
            "include",
            "service_tier",
            "text.verbosity",
            "reasoning"),
        of("'truncation':'auto','prompt_cache_key':'k','include':['file_search_call.results'],'service_tier':'auto','text':{'verbosity':'low'},"
                + "'input':[{'type':'reasoning','encrypted_content':'of another','summary':[]},{'role':'user','content':'x'}]")
            .dropped());
  }

  @Test
  void aGrammarIsForProvidersOfTheProtocolAlone() {
    assertEquals(
        "tools[0].format",
        of("'input':'x','tools':[{'type':'custom','name':'t','format':{'type':'grammar'}}]")
            .only());
    assertEquals("", of("'input':'x','tools':[{'type':'custom','name':'t'}]").only());
  }

  @Test
  void aThoughtThatNoProviderEncryptedIsForNobodyWhoReadsThem() {
    assertTrue(of("'input':[{'type':'reasoning','summary':[]}]").unsigned());
    assertTrue(
        of("'input':[{'type':'reasoning','encrypted_content':'" + Carried.of("x") + "'}]")
            .unsigned());
    assertFalse(
        of("'input':[{'type':'reasoning','encrypted_content':'of another','summary':[]}]")
            .unsigned());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "previous_response_id | 'input':'x','previous_response_id':'resp_1'",
        "conversation | 'input':'x','conversation':'c'",
        "background | 'input':'x','background':true",
        "prompt | 'input':'x','prompt':{'id':'p'}",
        "tools[0] | 'input':'x','tools':[{'type':'web_search'}]",
        "tool_choice | 'input':'x','tool_choice':{'type':'file_search'}",
        "input | 'tools':[]",
        "input | 'input':5",
        "input[0] | 'input':['x']",
        "input[1] | 'input':[{'role':'user','content':'x'},{'type':'web_search_call'}]",
        "input[0] | 'input':[{'type':'item_reference','id':'x'}]",
        "input[0].role | 'input':[{'role':'tool','content':'x'}]",
        "input[0].content | 'input':[{'role':'user','content':[{'type':'input_file'}]}]",
        "text.format.type | 'input':'x','text':{'format':{'type':'odd'}}",
      })
  void whatIsNotServedIsRefusedWithItsField(String field, String members) {
    FailureException refused = assertThrows(FailureException.class, () -> of(members));
    assertEquals(field, refused.failure().param());
    assertEquals(400, refused.failure().error().status());
  }
}
