package ai.gatewayz.gateway.request;

import java.io.IOException;

/**
 * How another protocol than chat completions says what routing needs of a request: read in the one
 * pass over its body, and of one body. What it asks for that nobody could be asked it refuses.
 */
public interface Conversation {

  /**
   * Reads the member of the body whose value is at hand.
   *
   * @return false where it is none of the conversation's; then the walk is where it was
   * @throws ai.gatewayz.gateway.error.FailureException where no provider could be asked
   */
  boolean member(String name, Walk walk) throws IOException;

  /** The last member was read: what has to be there is there, or is refused. */
  void end();

  /** How many pictures are in it. */
  int pictures();

  /** Whether tools are offered to the model. */
  boolean tools();

  /** Whether an answer by a JSON schema is asked for. */
  boolean structured();

  /**
   * The first place that keeps it from being asked as a chat completion; empty where there is none.
   */
  String only();

  /** Whether it holds a thought that no provider has signed: who signs them refuses it. */
  boolean unsigned();
}
