package ai.gatewayz.gateway.responsestochat;

import ai.gatewayz.gateway.request.Span;
import java.util.List;
import java.util.Set;

/**
 * A request as a chat completion.
 *
 * @param body JSON
 * @param thoughts members of it with their commas that only models take which think
 * @param dropped fields that a chat completion cannot say and that do not decide what is answered
 * @param only where the first thing stands that a chat completion cannot say and that does; empty
 *     where there is none
 * @param unsigned whether a thought in it was not encrypted by a provider
 * @param echo an object in JSON: fields of the request that its answer repeats, a few KB at most
 * @param custom names of tools whose input is text and no object
 * @param carried whether thoughts are to go round as encrypted content
 */
public record Translation(
    byte[] body,
    List<Span> thoughts,
    List<String> dropped,
    String only,
    boolean unsigned,
    byte[] echo,
    Set<String> custom,
    boolean carried) {}
