package ai.gatewayz.gateway.completion;

import static ai.gatewayz.gateway.completion.MessagesScene.chunk;
import static ai.gatewayz.gateway.completion.MessagesScene.event;
import static ai.gatewayz.gateway.completion.MessagesScene.q;

/** The weather in Zurich is asked for with a tool, in the protocols of providers. */
final class ToolCalls {

  static final String CHAT =
      q(
          "{'id':'c1','model':'up','choices':[{'index':0,'message':{'role':'assistant','content':null,'tool_calls':[{'id':'a',"
              + "'type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":\\\"Zurich\\\"}'}}]},"
              + "'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':9,'completion_tokens':3}}");

  static final String CHAT_EVENTS =
      chunk(
              "{'tool_calls':[{'index':0,'id':'a','type':'function','function':{'name':'weather','arguments':'{\\\"city\\\":'}}]}",
              "null")
          + chunk("{'tool_calls':[{'index':0,'function':{'arguments':'\\\"Zurich\\\"}'}}]}", "null")
          + chunk("{}", "'tool_calls'")
          + "data: [DONE]\n\n";

  static final String MESSAGE =
      q(
          "{'id':'msg_2','type':'message','role':'assistant','model':'up','content':[{'type':'tool_use','id':'a',"
              + "'name':'weather','input':{'city':'Zurich'}}],'stop_reason':'tool_use','stop_sequence':null,"
              + "'usage':{'input_tokens':5,'output_tokens':2}}");

  static final String MESSAGE_EVENTS =
      event(
              "message_start",
              "'message':{'id':'msg_2','type':'message','role':'assistant','model':'up','content':[],'stop_reason':null,'stop_sequence':null,'usage':{'input_tokens':5,'output_tokens':1}}")
          + event(
              "content_block_start",
              "'index':0,'content_block':{'type':'tool_use','id':'a','name':'weather','input':{}}")
          + event(
              "content_block_delta",
              "'index':0,'delta':{'type':'input_json_delta','partial_json':'{\\\"city\\\":\\\"Zurich\\\"}'}")
          + event("content_block_stop", "'index':0")
          + event(
              "message_delta",
              "'delta':{'stop_reason':'tool_use','stop_sequence':null},'usage':{'output_tokens':2}")
          + event("message_stop", "'new':1");

  static final String RESULT = "12 degrees";

  private ToolCalls() {}

  /** Whether a request wants one: the result is not there yet. */
  static boolean wanted(String body) {
    return body.contains("Use the tool") && !body.contains(RESULT);
  }
}
