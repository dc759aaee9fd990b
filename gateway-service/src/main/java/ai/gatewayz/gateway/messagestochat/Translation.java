package ai.gatewayz.gateway.messagestochat;

import ai.gatewayz.gateway.request.Span;
import java.util.List;

/**
 * A request as a chat completion.
 *
 * @param body JSON
 * @param thoughts members of it with their commas that only models take which think
 * @param dropped fields that a chat completion cannot say and that do not decide what is answered
 * @param only where the first thing stands that a chat completion cannot say and that does; empty
 *     where there is none
 * @param unsigned whether a thought in it has no signature
 * @param stops where the answer is to stop
 */
public record Translation(
    byte[] body,
    List<Span> thoughts,
    List<String> dropped,
    String only,
    boolean unsigned,
    List<String> stops) {}
