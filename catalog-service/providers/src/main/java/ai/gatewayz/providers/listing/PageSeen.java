package ai.gatewayz.providers.listing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;

/**
 * A page that was read to its end, without its entries.
 *
 * @param uri what was asked
 * @param envelope the other fields of the root object; empty where the body is an array
 * @param entries how many entries it had, understood or not
 * @param links the values of its {@code Link} headers
 */
public record PageSeen(URI uri, ObjectNode envelope, int entries, List<String> links) {}
