package ai.gatewayz.gateway.messagestochat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.gatewayz.gateway.error.FailureException;
import ai.gatewayz.gateway.request.Span;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests are written with single quotes for double ones. */
class MessagesToChatTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELLO = "'messages':[{'role':'user','content':'Hi'}]";

  private static Translation of(String json) {
    byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return MessagesToChat.of(body, body.length);
  }

  private static JsonNode chat(Translation translation) throws JsonProcessingException {
    return JSON.readTree(new String(translation.body(), StandardCharsets.UTF_8));
  }

  private static JsonNode with(String members) throws JsonProcessingException {
    return chat(of("{'model':'m','max_tokens':9," + HELLO + "," + members + "}"));
  }

  private static JsonNode messages(String messages) throws JsonProcessingException {
    return chat(of("{'model':'m','max_tokens':9,'messages':" + messages + "}")).path("messages");
  }

  private static JsonNode json(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }

  @Test
  void whatBothSayTheSameWayStays() throws Exception {
    assertEquals(
        json(
            "{'model':'m','max_tokens':9,'stream':true,'temperature':0.50,'top_p':1,'stop':['a','b'],"
                + "'models':['x'],'provider':{'only':['p']},'user':'u',"
                + HELLO
                + "}"),
        with(
            "'stream':true,'temperature':0.50,'top_p':1,'stop_sequences':['a','b'],'models':['x'],"
                + "'provider':{'only':['p']},'metadata':{'user_id':'u'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'system':'One.\\n\\nTwo.'",
        "'system':[{'type':'text','text':'One.'},{'type':'text','text':'Two.'}]"
      })
  void theSystemPromptComesFirst(String system) throws Exception {
    JsonNode messages = with(system).path("messages");
    assertEquals(json("{'role':'system','content':'One.\\n\\nTwo.'}"), messages.get(0));
    assertEquals("user", messages.get(1).path("role").asText());
  }

  @Test
  void aSystemPromptMayStandAmongTheMessages() throws Exception {
    assertEquals(
        json("[{'role':'user','content':'a'},{'role':'system','content':'b'}]"),
        messages("[{'role':'user','content':'a'},{'role':'system','content':'b'}]"));
  }

  @Test
  void imagesGoByAddressOrInside() throws Exception {
    assertEquals(
        json(
            "[{'role':'user','content':[{'type':'text','text':'See'},"
                + "{'type':'image_url','image_url':{'url':'https://x/y.png'}},"
                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]}]"),
        messages(
            "[{'role':'user','content':[{'type':'text','text':'See'},"
                + "{'type':'image','source':{'type':'url','url':'https://x/y.png'}},"
                + "{'type':'image','source':{'type':'base64','media_type':'image/png','data':'AAAA'}}]}]"));
  }

  @Test
  void resultsOfToolsFollowTheCallsWithNothingBetween() throws Exception {
    assertEquals(
        json(
            "[{'role':'assistant','content':'Let me see','tool_calls':["
                + "{'id':'a','type':'function','function':{'name':'f','arguments':'{\\\"x\\\":1.50}'}},"
                + "{'id':'b','type':'function','function':{'name':'g','arguments':'{}'}}]},"
                + "{'role':'tool','tool_call_id':'b','content':'two'},"
                + "{'role':'tool','tool_call_id':'a','content':'Error: one\\nmore'},"
                + "{'role':'user','content':[{'type':'image_url','image_url':{'url':'https://x/z.png'}},"
                + "{'type':'text','text':'Go on'}]}]"),
        messages(
            "[{'role':'assistant','content':[{'type':'text','text':'Let me see'},"
                + "{'type':'tool_use','id':'a','name':'f','input':{'x':1.50}},"
                + "{'type':'tool_use','id':'b','name':'g','input':{}}]},"
                + "{'role':'user','content':[{'type':'text','text':'Go on'},"
                + "{'type':'tool_result','tool_use_id':'b','content':'two'},"
                + "{'type':'tool_result','tool_use_id':'a','is_error':true,'content':["
                + "{'type':'text','text':'one'},{'type':'text','text':'more'},"
                + "{'type':'image','source':{'type':'url','url':'https://x/z.png'}}]}]}]"));
  }

  @Test
  void aResultThatIsAPictureHasWords() throws Exception {
    JsonNode messages =
        messages(
            "[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':["
                + "{'type':'image','source':{'type':'url','url':'https://x/z.png'}}]}]}]");
    assertEquals("tool", messages.get(0).path("role").asText());
    assertFalse(messages.get(0).path("content").asText().isEmpty());
    assertEquals("image_url", messages.get(1).at("/content/0/type").asText());
  }

  @Test
  void onlyCallsHaveNoText() throws Exception {
    assertEquals(
        json(
            "[{'role':'assistant','content':null,'tool_calls':[{'id':'a','type':'function',"
                + "'function':{'name':'f','arguments':'{}'}}]}]"),
        messages(
            "[{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':{}}]}]"));
  }

  @Test
  void emptyTextsAreLeftOut() throws Exception {
    assertEquals(
        json("[{'role':'user','content':'x'},{'role':'user','content':''}]"),
        messages(
            "[{'role':'user','content':[{'type':'text','text':''},{'type':'text','text':'x'}]},"
                + "{'role':'user','content':[]}]"));
  }

  @Test
  void thoughtsAreForModelsThatThink() throws Exception {
    Translation translation =
        of(
            "{'model':'m','max_tokens':9,'system':'s','thinking':{'type':'enabled','budget_tokens':9000},"
                + "'messages':[{'role':'assistant','content':["
                + "{'type':'thinking','thinking':'hm ü','signature':'sig'},{'type':'text','text':'a'}]},"
                + "{'role':'user','content':'x'}]}");
    JsonNode chat = chat(translation);
    assertEquals("high", chat.path("reasoning_effort").asText());
    assertEquals("hm ü", chat.at("/messages/1/reasoning_content").asText());
    // Without them it is a request all the same.
    StringBuilder left = new StringBuilder();
    int from = 0;
    for (Span span : translation.thoughts()) {
      left.append(
          new String(translation.body(), from, span.start() - from, StandardCharsets.UTF_8));
      from = span.end();
    }
    left.append(
        new String(
            translation.body(), from, translation.body().length - from, StandardCharsets.UTF_8));
    assertEquals(
        json(
            "{'model':'m','max_tokens':9,'messages':[{'role':'system','content':'s'},"
                + "{'role':'assistant','content':'a'},{'role':'user','content':'x'}]}"),
        JSON.readTree(left.toString()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'thinking':{'type':'enabled','budget_tokens':1024} | low",
        "'thinking':{'type':'enabled','budget_tokens':4096} | medium",
        "'thinking':{'type':'enabled','budget_tokens':31999} | high",
        "'thinking':{'type':'adaptive'} | ''",
        "'thinking':{'type':'disabled'} | ''",
        "'thinking':{'type':'adaptive'},'output_config':{'effort':'low'} | low",
        "'output_config':{'effort':'max'} | high"
      })
  void theBudgetOfThoughtIsOneOfThreeWords(String members, String effort) throws Exception {
    assertEquals(effort.replace("''", ""), with(members).path("reasoning_effort").asText(""));
  }

  @Test
  void toolsAreFunctionsWithTheirSchemas() throws Exception {
    String schema =
        "{'type':'object','properties':{'a':{'$ref':'#/$defs/A'},'n':{'const':1E+400}},'$defs':{'A':{'enum':[null,1.0,'x']}}}";
    JsonNode tools =
        with("'tools':[{'name':'f','description':'d','input_schema':"
                + schema
                + ",'cache_control':{'type':'ephemeral'}},"
                + "{'type':'custom','name':'g','input_schema':{'type':'object'},'strict':true}]")
            .path("tools");
    assertEquals("function", tools.at("/0/type").asText());
    assertEquals(json(schema), tools.at("/0/function/parameters"));
    assertEquals("d", tools.at("/0/function/description").asText());
    assertEquals(
        json(
            "{'type':'function','function':{'name':'g','parameters':{'type':'object'},'strict':true}}"),
        tools.get(1));
  }

  @Test
  void everyChoiceOfToolsIsSaid() throws Exception {
    assertEquals("auto", with("'tool_choice':{'type':'auto'}").path("tool_choice").asText());
    assertEquals("required", with("'tool_choice':{'type':'any'}").path("tool_choice").asText());
    assertEquals("none", with("'tool_choice':{'type':'none'}").path("tool_choice").asText());
    JsonNode one =
        with("'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true}");
    assertEquals(json("{'type':'function','function':{'name':'f'}}"), one.path("tool_choice"));
    assertFalse(one.path("parallel_tool_calls").asBoolean(true));
    assertTrue(with("'tool_choice':{'type':'auto'}").path("parallel_tool_calls").isMissingNode());
  }

  @Test
  void aSchemaOfTheAnswerIsAskedFor() throws Exception {
    String schema = "{'type':'object','properties':{}}";
    for (String asked :
        List.of(
            "'output_format':{'type':'json_schema','schema':" + schema + "}",
            "'output_config':{'format':{'type':'json_schema','schema':" + schema + "}}")) {
      assertEquals(json(schema), with(asked).at("/response_format/json_schema/schema"), asked);
    }
  }

  @Test
  void whatIsLostAndDoesNotMatterIsNamed() {
    Translation translation =
        of(
            "{'model':'m','max_tokens':9,'top_k':5,'service_tier':'auto','x y':1,'gone':null,"
                + "'system':[{'type':'text','text':'s','cache_control':{'type':'ephemeral'}}],"
                + "'tools':[{'name':'f','input_schema':{},'defer_loading':true}],"
                + "'messages':[{'role':'assistant','content':[{'type':'redacted_thinking','data':'x'}]}]}");
    assertEquals(
        List.of(
            "top_k",
            "service_tier",
            "x?y",
            "cache_control",
            "tools.defer_loading",
            "redacted_thinking"),
        translation.dropped());
    assertEquals("", translation.only());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "tools.0.type | 'tools':[{'type':'web_search_20250305','name':'web_search'}],'messages':[]",
        "container | 'container':'c','messages':[]",
        "mcp_servers | 'mcp_servers':[{'url':'x'}],'messages':[]",
        "messages.0.content.1 | 'messages':[{'role':'user','content':[{'type':'text','text':'x'},{'type':'document','source':{'type':'base64','data':'x'}}]}]",
        "messages.0.content.0 | 'messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'x'}}]}]",
        "messages.0.content.0.content.0 | 'messages':[{'role':'user','content':[{'type':'tool_result','content':[{'type':'tool_reference'}]}]}]",
        "messages.0.content.0 | 'messages':[{'role':'assistant','content':[{'type':'server_tool_use'}]}]",
      })
  void whatIsLostAndMattersIsSaidWhere(String place, String members) {
    assertEquals(place, of("{'model':'m','max_tokens':9," + members + "}").only());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "system | 'system':5,'messages':[]",
        "system | 'system':[{'type':'image'}],'messages':[]",
        "messages.0 | 'messages':['x']",
        "messages.0.role | 'messages':[{'role':'tool','content':'x'}]",
        "messages.1.content | 'messages':[{'role':'user','content':'x'},{'role':'user'}]",
        "tools | 'tools':{'a':1},'messages':[]",
        "tools.0 | 'tools':[{'name':'f'}],'messages':[]",
        "tool_choice.type | 'tool_choice':'auto','messages':[]",
        "stop_sequences | 'stop_sequences':[1],'messages':[]",
      })
  void whatIsNoRequestIsRefusedWithItsField(String field, String members) {
    FailureException refused =
        assertThrows(FailureException.class, () -> of("{'model':'m'," + members + "}"));
    assertEquals(field, refused.failure().param());
    assertEquals(400, refused.failure().error().status());
  }

  @Test
  void whatIsThereTwiceIsRefused() {
    assertThrows(
        FailureException.class,
        () -> of("{'model':'m','messages':[{'role':'user','content':'a','content':'b'}]}"));
  }

  @Test
  void halfOfACharacterIsNoReasonToFail() throws Exception {
    assertEquals(
        "a?b", messages("[{'role':'user','content':'a\\ud83db'}]").at("/0/content").asText());
    assertEquals(
        "😀", messages("[{'role':'user','content':'\\ud83d\\ude00'}]").at("/0/content").asText());
  }

  @Test
  void twoHundredToolsAndAResultOfAMegabyteComeThrough() throws Exception {
    StringBuilder tools = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      tools.append(i == 0 ? "" : ",").append("{'name':'f").append(i).append("','input_schema':");
      tools
          .append("{'properties':{'a':".repeat(40))
          .append("1")
          .append("}}".repeat(40))
          .append('}');
    }
    String result = "x".repeat(1 << 20);
    JsonNode chat =
        chat(
            of(
                "{'model':'m','max_tokens':9,'tools':["
                    + tools
                    + "],'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'"
                    + result
                    + "'}]}]}"));
    assertEquals(200, chat.path("tools").size());
    assertEquals(result, chat.at("/messages/0/content").asText());
  }
}
