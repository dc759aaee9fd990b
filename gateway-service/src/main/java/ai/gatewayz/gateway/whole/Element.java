package ai.gatewayz.gateway.whole;

import ai.gatewayz.gateway.sse.Bytes;

/**
 * What tells which element of an array an object is a part of.
 *
 * @param index null where it has none, or one that is no number for it
 * @param indexed whether it has anything for an index
 * @param function the name of the function that is called
 */
record Element(Integer index, boolean indexed, String id, String function) {

  static final Element NONE = new Element(null, false, "", "");

  static Element of(Bytes bytes) throws GarbledException {
    Integer index = null;
    boolean indexed = false;
    String id = "";
    String function = "";
    Reading object = new Reading(bytes);
    for (String name = object.member(); name != null; name = object.member()) {
      switch (name) {
        case "index" -> {
          indexed = !object.isNull();
          index = object.isInt() ? Integer.valueOf(object.integer()) : null;
        }
        case "id" -> id = object.text();
        case "function" -> function = object.isObject() ? nameOf(object) : "";
        default -> {}
      }
      object.skip();
    }
    return new Element(index, indexed, id, function);
  }

  private static String nameOf(Reading function) throws GarbledException {
    String found = "";
    for (String name = function.member(); name != null; name = function.member()) {
      found = name.equals("name") ? function.text() : found;
      function.skip();
    }
    return found;
  }
}
